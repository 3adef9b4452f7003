package demo

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/quartet-os/quartet/ui/theme"
)

// parser reads a script line by line.
type parser struct {
	script  *Script
	errs    Errors
	line    int
	text    string // of the line
	seen    map[string]int
	presses int
	unknown bool  // it has a version of the future
	mutated bool  // the line mutate before makes a change
	right   int64 // the answer to the last question that is right, from 1; 0: it does not say
}

// Parse reads a script. What is wrong comes back as Errors, with the line of each and what would work.
func Parse(name, text string) (*Script, error) {
	p := &parser{script: &Script{Name: name}, seen: map[string]int{}}
	text = strings.TrimPrefix(text, "\ufeff")
	switch {
	case len(text) > MaxText:
		p.fail("the script is too long", fmt.Sprintf("at most %d MB", MaxText>>20))
		return nil, p.errs
	case !utf8.ValidString(text):
		p.line = 1 + strings.Count(text[:invalid(text)], "\n")
		p.fail("this is no text", "a demo script is plain text in UTF-8")
		return nil, p.errs
	}
	for line := range strings.Lines(text) {
		p.line++
		p.text = strings.TrimSpace(line)
		if p.text != "" && p.text[0] != '#' {
			p.read()
		}
		if p.unknown {
			break
		}
		if len(p.script.Actions) > MaxActions || p.presses > MaxActions {
			p.fail("the script does too much", fmt.Sprintf("at most %d actions and key presses", MaxActions))
			break
		}
		if len(p.script.Mutations) > MaxMutations {
			p.fail("the script has too many changes", fmt.Sprintf("at most %d", MaxMutations))
			break
		}
	}
	if len(p.errs) == 0 {
		p.taught()
	}
	if len(p.errs) > 0 {
		return nil, p.errs
	}
	return p.script, nil
}

// invalid is the place of the first byte that is no text.
func invalid(s string) int {
	for i, r := range s {
		if r == utf8.RuneError {
			if _, n := utf8.DecodeRuneInString(s[i:]); n == 1 {
				return i
			}
		}
	}
	return len(s)
}

func (p *parser) fail(why, hint string) {
	p.errs = append(p.errs, &LineError{File: p.script.Name, Line: max(p.line, 1), Text: p.text, Why: why, Hint: hint})
}

// read reads a line that says something.
func (p *parser) read() {
	name, rest, _ := strings.Cut(p.text, " ")
	if at := strings.IndexByte(name, '\t'); at >= 0 {
		name, rest = name[:at], name[at:]+" "+rest
	}
	rest = strings.TrimSpace(rest)
	for _, w := range words() {
		if w.Name == name {
			p.word(w, rest)
			return
		}
	}
	var names []string
	for _, w := range words() {
		names = append(names, w.Name)
	}
	hint := "a line begins with " + strings.Join(names, ", ")
	if best := nearest(name, names); best != "" {
		hint = fmt.Sprintf("did you mean %s?", best)
	}
	p.fail(fmt.Sprintf("%q is no word of a demo script", name), hint)
}

func (p *parser) word(w Word, rest string) {
	optional := w.Args == "" || strings.HasPrefix(w.Args, "[") && w.kind != ExpectAction || w.kind == AskAction
	if rest == "" && !optional {
		p.fail(w.Name+" lacks its "+strings.ToLower(w.Args), "for example: "+w.Like)
		return
	}
	if (w.kind == ThemeAction || w.kind == LayoutAction) && len(p.script.Actions) > 0 {
		p.action(w, rest)
		return
	}
	if w.kind != NoAction && w.kind != ThemeAction && w.kind != LayoutAction {
		p.action(w, rest)
		return
	}
	if first, again := p.seen[w.Name]; again && w.Name != mutationWord {
		p.fail(fmt.Sprintf("there is a %s already, on line %d", w.Name, first), "a demo has one")
		return
	}
	p.seen[w.Name] = p.line
	if len(p.script.Actions) > 0 {
		p.fail(w.Name+" comes too late", "it stands before the first action")
		return
	}
	p.setting(w, rest)
}

// setting reads what stands at the head of a script.
func (p *parser) setting(w Word, rest string) {
	s := p.script
	switch w.Name {
	case "version":
		s.Version = p.version(rest)
	case "title":
		s.Title = rest
	case "scene":
		s.Scene, s.SceneAt = rest, p.line
	case "theme":
		s.Theme = p.theme(rest)
	case "layout":
		s.Layout = p.layout(rest)
	case "breaks":
		s.Breaks = p.beliefs(rest, w)
	case "covers":
		s.Covers = rest
	case mutationWord:
		p.mutation(rest, w)
	case "seed":
		n, err := strconv.ParseUint(rest, 10, 64)
		if err != nil {
			p.fail(fmt.Sprintf("%q is no seed", rest), "a seed is a whole number from 0")
		}
		s.Seed, s.Seeded = n, true
	case "size":
		var err error
		if s.W, s.H, err = Size(rest); err != nil {
			p.fail(err.Error(), "for example: "+w.Like)
		}
	}
}

// version reads the version of a script. What stands in one of a version that is not known may mean anything.
func (p *parser) version(text string) int {
	n, err := strconv.Atoi(text)
	if err == nil && n >= Version1 && n < versions {
		return n
	}
	hint := fmt.Sprintf("a script has version %d or %d; without the line it has %d", Version1, Newest, Version1)
	if err == nil && n >= versions {
		p.errs, p.unknown = nil, true
		hint = fmt.Sprintf("this program knows the versions up to %d: a newer one plays it", Newest)
	}
	p.fail(fmt.Sprintf("there is no version %q", text), hint)
	return Version1
}

// The least and the most cells of a size.
const (
	minWidth, minHeight = 60, 18
	maxWidth, maxHeight = 300, 120
)

// Size reads a size such as 120x36. The error says which sizes there are.
func Size(text string) (w, h int, err error) {
	left, right, found := strings.Cut(text, "x")
	w, errW := strconv.Atoi(left)
	h, errH := strconv.Atoi(right)
	if !found || errW != nil || errH != nil || w < minWidth || h < minHeight || w > maxWidth || h > maxHeight {
		return 0, 0, fmt.Errorf("%q is no size: columns x rows, from %dx%d to %dx%d",
			text, minWidth, minHeight, maxWidth, maxHeight)
	}
	return w, h, nil
}

func (p *parser) theme(name string) string {
	t, err := theme.ByName(name)
	if err != nil {
		p.fail(fmt.Sprintf("there is no theme %q", name), "there are "+strings.Join(theme.Names(), ", "))
	}
	return t.Name
}

func (p *parser) layout(name string) string {
	if !slices.Contains(Layouts(), name) {
		p.fail(fmt.Sprintf("there is no layout %q", name), "there are "+strings.Join(Layouts(), ", "))
	}
	return name
}

// action reads a line that does something.
func (p *parser) action(w Word, rest string) {
	a := Action{Line: p.line, Kind: w.kind, Text: rest}
	switch w.kind {
	case KeyAction:
		a.Text, a.Keys = "", p.keys(rest, w)
	case PauseAction:
		a.Text = ""
		if rest != "" {
			a.For = p.duration(rest, w)
		}
	case RunAction:
		a.Text = ""
		p.run(&a, rest, w)
	case ExpectAction:
		a = p.verdict(rest, w)
	case SpeedAction:
		a.Text = ""
		n, err := strconv.ParseInt(rest, 10, 64)
		if err != nil || !slices.Contains(speeds, n) {
			p.fail(fmt.Sprintf("there is no speed %q", rest), fmt.Sprintf("there are %v steps a second", speeds))
		}
		a.N = n
	case ThemeAction:
		a.Text = p.theme(rest)
	case LayoutAction:
		a.Text = p.layout(rest)
	case ShowAction:
		if rest != "all" && rest != Answers && !slices.Contains(Panels(), rest) {
			p.fail(fmt.Sprintf("there is no panel %q", rest), "there are "+strings.Join(Panels(), ", ")+
				", all, and answers")
		}
	case MutateAction:
		p.mutates(rest)
	case HideAction:
		if rest != Answers {
			p.fail(fmt.Sprintf("%q cannot be hidden", rest), "for example: "+w.Like)
		}
	case AskAction:
		p.question(&a, rest, w)
	case PosterAction:
		if rest != "" {
			p.fail(fmt.Sprintf("%q is too much", rest), "poster stands alone, where the film looks as its still shall")
		}
	case ReplyAction, TaskAction, ProveAction, MendAction, HintAction, WayAction, AfreshAction:
		p.teach(&a, rest, w)
	case RevealAction:
		a.Text = ""
		if a.N = p.right; rest != "" || a.N == 0 {
			p.fail("there is nothing to reveal", "it stands alone, behind a question with a star before the answer "+
				"that is right: ask Who runs next? | p1 | *c2")
		}
	}
	p.script.Actions = append(p.script.Actions, a)
}
