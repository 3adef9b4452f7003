package command

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/charmbracelet/x/term"
	"github.com/spf13/cobra"

	"github.com/quartet-os/quartet/engine/session"
	"github.com/quartet-os/quartet/presets"
	"github.com/quartet-os/quartet/ui/demo"
	"github.com/quartet-os/quartet/ui/lesson"
	"github.com/quartet-os/quartet/ui/record"
	"github.com/quartet-os/quartet/ui/record/trace"
	"github.com/quartet-os/quartet/ui/theme"
)

// How long a scene is recorded by itself, and how long its last frame stays.
const (
	sceneTime = 20 * time.Second
	sceneHold = 3 * time.Second
)

// isTerminal tells whether a file is a terminal.
func isTerminal(f *os.File) bool { return term.IsTerminal(f.Fd()) }

// production is a recording that is about to be made: the script, the stage it is played on, and how.
type production struct {
	h        *Host
	flags    *recordFlags
	script   *demo.Script
	stage    demo.Stage
	hold     time.Duration
	about    *record.About
	identity string // the same for the same command
	length   time.Duration
	lacking  []rune // letters that no font has
}

// newProduction sets the stage for what is to be recorded.
func newProduction(ctx context.Context, h *Host, f *recordFlags, from *filmed) (*production, error) {
	if h.Stage == nil {
		return nil, fail(ExitUsage, "this program was built without a screen to record")
	}
	script := from.script
	p := &production{h: h, flags: f, script: &script, hold: from.hold}
	s, err := from.open()
	if err != nil {
		return nil, err
	}
	p.settings()
	o := h.options(s)
	o.Theme, o.Open = p.script.Theme, p.opener(p.script.Name)
	if p.stage, err = h.Stage(ctx, o); err != nil {
		return nil, &ended{ExitUsage, err}
	}
	same := *f
	same.force = false
	p.identity = fmt.Sprintf("record %q %+v", from.arg, same)
	return p, nil
}

// filmed is what is recorded: a script, and how the session that it plays is opened.
type filmed struct {
	arg    string
	script demo.Script
	hold   time.Duration
	open   func() (*session.Session, error)
}

// readFilmed reads a script, or makes one for a scene or a session.
func readFilmed(h *Host, arg string, seed seedFlag) (*filmed, error) {
	if namesScript(arg) {
		script, err := readScript(arg)
		if err != nil {
			return nil, err
		}
		return &filmed{arg: arg, script: *script, open: func() (*session.Session, error) {
			return openScript(h, script, seed)
		}}, nil
	}
	in, err := read(h, arg)
	if err != nil {
		return nil, err
	}
	said := false
	// A script of version 1, where the limit of such a run is its time.
	until := demo.Action{Kind: demo.RunAction, For: sceneTime, Until: demo.UntilEnd}
	if in.kind == sessionInput {
		until = demo.Action{Kind: demo.RunAction, For: 24 * time.Hour, Until: demo.UntilLast}
	}
	return &filmed{arg: arg, script: demo.Script{Name: in.name, Actions: []demo.Action{until}}, hold: sceneHold,
		open: func() (*session.Session, error) {
			s, err := in.session(seed)
			if err != nil {
				return nil, err
			}
			if !said { // each form opens it
				said = true
				in.say(h)
			}
			if in.kind == sessionInput {
				s.GoTo(0)
			}
			return s, nil
		}}, nil
}

// namesScript tells whether an argument is a demo script: a file, or one of the shelf by its whole name. A scene
// of that name, and a file, come before one of the shelf.
func namesScript(arg string) bool {
	if strings.HasSuffix(arg, presets.DemoEnding) {
		return true
	}
	if scene, err := presets.Find(arg); err == nil && scene == arg {
		return false
	}
	_, none := os.Stat(arg)
	return none != nil && shelvedDemo(arg)
}

// shelvedDemo tells whether a demo of the shelf has a name, without its ending.
func shelvedDemo(name string) bool {
	return slices.Contains(presets.DemoNames(), name+presets.DemoEnding)
}

// readScript reads a demo script: a file, or one of the shelf.
func readScript(arg string) (*demo.Script, error) {
	text := ""
	if _, err := os.Stat(arg); err != nil && !strings.ContainsAny(arg, `/\`) {
		shelved, unknown := presets.DemoSource(arg)
		if unknown != nil {
			return nil, fail(ExitUsage, "%w", unknown)
		}
		text = shelved
	} else {
		in, err := readFile(arg)
		if err != nil {
			return nil, err
		}
		text = string(in.text)
	}
	script, err := demo.Parse(arg, text)
	if err != nil {
		return nil, &ended{ExitUsage, err}
	}
	return script, nil
}

// readPlayed reads what is played or presented: a script, or a lesson of the shelf.
func readPlayed(arg string) (*demo.Script, error) {
	if !looksLikePath(arg) && lesson.Is(arg) {
		return readLesson(arg)
	}
	s, err := readScript(arg)
	if _, none := os.Stat(arg); err == nil || none == nil || looksLikePath(arg) {
		return s, err
	}
	if l, unknown := readLesson(arg); unknown == nil {
		return l, nil
	}
	return nil, fail(ExitUsage, "%w; quartet lesson lists the lessons", err)
}

// openScript opens the scene of a script.
func openScript(h *Host, script *demo.Script, seed seedFlag) (*session.Session, error) {
	if script.Scene == "" {
		return nil, fail(ExitUsage, "%s names no scene; it begins with a line such as: scene bounded-buffer",
			script.Name)
	}
	if script.Seeded && !seed.set {
		seed = seedFlag{script.Seed, true}
	}
	in, err := readBeside(h, script.Name, script.Scene)
	if err != nil {
		return nil, at(script, err)
	}
	return in.session(seed)
}

// at says in which line of a script a scene is named that cannot be opened.
func at(s *demo.Script, err error) error {
	if s.SceneAt == 0 { // made for a scene, and in no file
		return err
	}
	code := ExitUsage
	if one, is := errors.AsType[*ended](err); is {
		code = one.code
	}
	return fail(code, "%s:%d: %w", s.Name, s.SceneAt, err)
}

// readBeside reads a scene of the shelf, or a file as seen from beside another.
func readBeside(h *Host, beside, name string) (*input, error) {
	if looksLikePath(name) && !filepath.IsAbs(name) {
		name = filepath.Join(filepath.Dir(beside), name)
	}
	if name == stdinName {
		return nil, fail(ExitUsage, "a script cannot open standard input")
	}
	return read(h, name)
}

// opener opens what a script asks for with :open.
func (p *production) opener(script string) func(string) (*session.Session, string, error) {
	return func(name string) (*session.Session, string, error) {
		return openBeside(p.h, script, name, p.flags.seed)
	}
}

// settings lets the flags have their way over the script.
func (p *production) settings() {
	f, s := p.flags, p.script
	if f.theme != "" {
		s.Theme = f.theme
	}
	if s.Theme == "" {
		s.Theme = theme.Default().Name
	}
	if f.title != "" {
		s.Title = f.title
	}
	if f.size != "" {
		s.W, s.H, _ = demo.Size(f.size) // it was checked with the flags
	}
	if s.W == 0 {
		s.W, s.H = recordWidth, recordHeight
	}
}

// make records into a target.
func (p *production) make(ctx context.Context, made form, to *target) error {
	worn, err := theme.ByName(p.script.Theme)
	if err != nil {
		return err
	}
	title := p.script.Title
	if title == "" {
		title = firstSentence(p.stage.Session().Program().Moral)
	}
	p.about = &record.About{Title: title, Command: "quartet record", Theme: worn}
	f := p.flags
	tell, done := progress(p.h)
	defer done()
	r := demo.Recording{About: p.about, W: p.script.W, H: p.script.H, Keys: f.keys, From: f.from, To: f.to,
		Speed: f.speed, Hold: p.hold, Panel: f.panel, Frame: f.frame, Progress: tell}
	if p.about.W, p.about.H, err = r.Size(p.script, p.stage); err != nil {
		return err
	}
	if made.events != nil {
		return p.events(ctx, made, r, to)
	}
	w, err := made.frames(to.w, to.beside(), p.about, f)
	if err != nil {
		return err
	}
	length := &timed{w: record.Limit(w, f.fps)}
	err = demo.Record(ctx, p.script, p.stage, r, length)
	p.length, p.lacking = length.end, lackingOf(w)
	return err
}

// events plays the script for its effects alone, and writes what happened, as it was seen.
func (p *production) events(ctx context.Context, made form, r demo.Recording, to *target) error {
	film := trace.Film{Title: p.script.Title}
	r.Follow, r.Say = film.Follow, film.Say
	if err := demo.Record(ctx, p.script, p.stage, r, unseen{}); err != nil {
		return err
	}
	worlds, err := film.Worlds(ctx)
	if err != nil {
		return err
	}
	return made.events(to.w, worlds, trace.Range{From: p.flags.from, To: p.flags.to})
}

// timed notes how long a recording gets.
type timed struct {
	w   record.Writer
	end time.Duration
}

// Frame hands a frame on.
func (t *timed) Frame(f *record.Frame) error { return t.w.Frame(f) }

// Close notes the end.
func (t *timed) Close(at time.Duration) error {
	t.end = at
	return t.w.Close(at)
}

// unseen is a recording that nobody looks at.
type unseen struct{}

// Frame takes a frame.
func (unseen) Frame(*record.Frame) error { return nil }

// Close ends.
func (unseen) Close(time.Duration) error { return nil }

// completeDemos offers demos, scenes and files.
func completeDemos(cmd *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
	found, directive := completeScenes(cmd, args, typed)
	if len(args) == 0 {
		found = append(found, shelfDemos(typed)...)
	}
	return found, directive
}
