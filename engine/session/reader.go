package session

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
)

// savedFile is a session's text, read but not yet replayed.
type savedFile struct {
	version   int
	name      string
	source    string
	sceneLine int
	settings  program.Settings
	branches  []savedBranch
	current   int
	position  int64
	other     int

	circle     circle // of its branch and steps; none where to is 0
	circleLine int
}

// savedBranch is one branch of it. The last mark is its end.
type savedBranch struct {
	parent int
	at     int64
	kept   int
	own    []given
	lines  []int // of own, in the text
	marks  []mark
	line   int
	aside  bool
}

// reader goes over the text line by line.
type reader struct {
	rest string
	line int // of text, counted from 1
	text string
	open bool // the last line has no end
	out  savedFile
}

// Recognize reports whether a text begins as a session does, whatever its version.
func Recognize(text []byte) bool { return strings.HasPrefix(string(text), "quartet session ") }

// next reads a line; false at the end of the text. A line without its end is one that was cut.
func (r *reader) next() bool {
	if r.rest == "" {
		return false
	}
	r.text, r.rest, _ = strings.Cut(r.rest, "\n")
	r.line++
	return true
}

// word reads the next line that is neither empty nor a comment and gives its first word and the others.
func (r *reader) words() []string {
	for r.next() {
		r.text = strings.TrimSuffix(r.text, "\r")
		if words := strings.Fields(r.text); len(words) > 0 && words[0][0] != '#' {
			return words
		}
	}
	return nil
}

func (r *reader) wrong(why, hint string) error { return &FormatError{max(r.line, 1), why, hint} }

func (r *reader) unexpected(hint string) error {
	text := r.text
	if len(text) > 60 {
		text = text[:60] + "..."
	}
	return r.wrong(fmt.Sprintf("%q is not understood here", text), hint)
}

// cut is the error of a text that stops before its end.
func (r *reader) cut(where string) error {
	return r.wrong("the session is cut: it stops "+where, `a whole one ends with "end of session"`)
}

func (r *reader) file() (*savedFile, error) {
	if err := r.header(); err != nil {
		return nil, err
	}
	if err := r.body(); err != nil {
		if r.open && r.rest == "" {
			return nil, r.cut("in the middle of this line")
		}
		return nil, err
	}
	return &r.out, nil
}

func (r *reader) body() error {
	if err := r.scene(); err != nil {
		return err
	}
	words, err := r.settings()
	if err != nil {
		return err
	}
	return r.branches(words)
}

func (r *reader) header() error {
	if !r.next() || !strings.HasPrefix(r.text, "quartet session ") {
		return r.wrong("this is not a session", fmt.Sprintf(`one begins with "quartet session %d"`, Version))
	}
	text := strings.TrimSpace(strings.TrimPrefix(r.text, "quartet session "))
	version, err := strconv.Atoi(text)
	if err != nil || version < 1 || version > Version {
		return r.wrong(fmt.Sprintf("this is a session of version %.20q", text),
			fmt.Sprintf("this Quartet reads versions 1 to %d", Version))
	}
	r.out.version = version
	return nil
}

func (r *reader) scene() error {
	for words := r.words(); ; words = r.words() {
		switch {
		case words == nil:
			return r.cut("before its scene")
		case words[0] == "file":
			name, err := strconv.Unquote(strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(r.text), "file")))
			if err != nil {
				return r.unexpected(`the form is file "NAME"`)
			}
			r.out.name = name
		case words[0] == "scene" && len(words) == 1:
			r.out.sceneLine = r.line + 1
			return r.fenced()
		default:
			return r.unexpected(`a line with "scene" and the scene's text come first`)
		}
	}
}

// fenced reads the scene's lines, each behind a bar.
func (r *reader) fenced() error {
	var lines []string
	for r.next() {
		if text, ok := strings.CutPrefix(r.text, "| "); ok {
			lines = append(lines, text)
		} else if bare := strings.TrimSuffix(r.text, "\r"); bare == "|" {
			lines = append(lines, "")
		} else if bare == "end of scene" {
			r.out.source = strings.Join(lines, "\n")
			return nil
		} else {
			return r.unexpected(`each line of the scene begins with "| ", and "end of scene" comes after it`)
		}
	}
	return r.cut("in its scene")
}

// branches reads from the first branch to the end.
func (r *reader) branches(words []string) error {
	for ; words != nil; words = r.words() {
		var err error
		switch {
		case words[0] == "branch":
			err = r.branch(words)
		case words[0] == "at":
			return r.position(words)
		case len(r.out.branches) == 0:
			err = r.unexpected(`"branch 1" comes after the settings`)
		case words[0] == "step":
			err = r.command()
		case words[0] == "hash":
			err = r.hash(words)
		case words[0] == "circle" && r.out.circleLine == 0:
			err = r.circle(words)
		default:
			err = r.unexpected("a branch has lines such as step 12: spawn producer, and hash 12 HEX")
		}
		if err != nil {
			return err
		}
	}
	return r.cut(fmt.Sprintf("in branch %d", len(r.out.branches)))
}

// branch reads the head of a branch.
func (r *reader) branch(words []string) error {
	if err := r.closed(); err != nil {
		return err
	}
	number := len(r.out.branches) + 1
	b := savedBranch{parent: -1, line: r.line, aside: words[len(words)-1] == asideWord}
	if b.aside {
		words = words[:len(words)-1]
	}
	if number == 1 {
		if len(words) != 2 || words[1] != "1" {
			return r.unexpected("the first branch is branch 1")
		}
	} else {
		var n, parent, kept int
		_, err := fmt.Sscanf(strings.Join(words, " "), "branch %d of %d from step %d keeping %d", &n, &parent,
			&b.at, &kept)
		if err != nil || len(words) != 9 {
			return r.unexpected(fmt.Sprintf("the form is branch %d of 1 from step 40 keeping 2", number))
		}
		if n != number || parent < 1 || parent >= number || kept < 0 || b.at < 0 {
			return r.wrong("the branch's numbers make no sense",
				fmt.Sprintf("this is branch %d, and its parent is an earlier one", number))
		}
		b.parent, b.kept = parent-1, kept
	}
	r.out.branches = append(r.out.branches, b)
	return nil
}

// closed checks that the branch read last ended with its hash.
func (r *reader) closed() error {
	if n := len(r.out.branches); n > 0 {
		b := &r.out.branches[n-1]
		if m := len(b.marks); m == 0 || b.marks[m-1].done != b.kept+len(b.own) {
			return r.wrong(fmt.Sprintf("branch %d has no hash at its end", n),
				"the last line of a branch is hash STEP HEX")
		}
	}
	return nil
}

// last returns the step of the line of a branch that was read last.
func (b *savedBranch) last() int64 {
	last := b.at
	if n := len(b.own); n > 0 {
		last = b.own[n-1].step
	}
	if n := len(b.marks); n > 0 {
		last = max(last, b.marks[n-1].step)
	}
	return last
}

func (r *reader) command() error {
	b := &r.out.branches[len(r.out.branches)-1]
	head, text, found := strings.Cut(r.text, ":")
	head, laid, with := cutLaying(head)
	var step int64
	if words := strings.Fields(head); !found || len(words) != 2 {
		return r.unexpected("the form is step 12: spawn producer")
	} else if n, err := strconv.ParseInt(words[1], 10, 64); err != nil || n < 0 {
		return r.wrong(fmt.Sprintf("%.40q is not a step", words[1]), "steps are counted from 0")
	} else if step = n; step < b.last() {
		return r.wrong(fmt.Sprintf("step %d comes after step %d", step, b.last()), "steps only go on")
	}
	if step > MaxSteps {
		return r.wrong(fmt.Sprintf("step %d is too far", step), fmt.Sprintf("a session has at most %d steps", MaxSteps))
	}
	c, err := engine.ParseCommand(text)
	if err != nil {
		return r.wrong(err.Error(), "")
	}
	b.own = append(b.own, given{step, c, laid, with})
	b.lines = append(b.lines, r.line)
	return nil
}

func (r *reader) hash(words []string) error {
	b := &r.out.branches[len(r.out.branches)-1]
	if len(words) != 3 {
		return r.unexpected("the form is hash STEP HEX")
	}
	step, err := strconv.ParseInt(words[1], 10, 64)
	if err != nil || step < b.last() || step > MaxSteps {
		return r.wrong(fmt.Sprintf("%.40q cannot be the step of this hash", words[1]),
			fmt.Sprintf("it is from %d to %d", b.last(), MaxSteps))
	}
	hash, err := strconv.ParseUint(words[2], 16, 64)
	if err != nil || len(words[2]) != 16 {
		return r.wrong(fmt.Sprintf("%.40q is not a hash", words[2]), "one has 16 hexadecimal digits")
	}
	b.marks = append(b.marks, mark{done: b.kept + len(b.own), step: step, hash: hash, line: r.line})
	return nil
}

// circle reads where the run goes round for ever.
func (r *reader) circle(words []string) error {
	if err := r.closed(); err != nil {
		return err
	}
	c, ok := readCircle(strings.Join(words, " "), len(r.out.branches))
	if !ok {
		return r.unexpected("the form is circle of branch 1 from step 12 keeping 3 to step 30")
	}
	r.out.circle, r.out.circleLine = c, r.line
	return nil
}

// position reads where the session stood, and the end.
func (r *reader) position(words []string) error {
	if err := r.closed(); err != nil {
		return err
	}
	if len(r.out.branches) == 0 {
		return r.wrong("there is no branch", `"branch 1" comes after the settings`)
	}
	var current, other int
	line := strings.Join(words, " ")
	_, err := fmt.Sscanf(line, "at branch %d step %d", &current, &r.out.position)
	if len(words) == 7 && err == nil {
		_, err = fmt.Sscanf(strings.Join(words[5:], " "), "other %d", &other)
	} else if len(words) != 5 {
		return r.unexpected("the form is at branch 1 step 40, or at branch 2 step 40 other 1")
	}
	n := len(r.out.branches)
	if err != nil || current < 1 || current > n || other < 0 || other > n || r.out.position < 0 || other == current {
		return r.wrong("the position makes no sense", fmt.Sprintf("there are %d branches", n))
	}
	r.out.current, r.out.other = current-1, other-1
	if words = r.words(); words == nil {
		return r.cut("before its last line")
	} else if strings.Join(words, " ") != "end of session" {
		return r.unexpected(`"end of session" comes after the position`)
	}
	if r.words() != nil {
		return r.unexpected(`nothing comes after "end of session"`)
	}
	return nil
}
