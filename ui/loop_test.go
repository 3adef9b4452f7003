package ui

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/engine/session"
	"github.com/quartet-os/quartet/internal/effort"
	"github.com/quartet-os/quartet/presets"
	"github.com/quartet-os/quartet/ui/ask"
	"github.com/quartet-os/quartet/ui/demo"
	"github.com/quartet-os/quartet/ui/dialog"
	"github.com/quartet-os/quartet/ui/files"
	"github.com/quartet-os/quartet/ui/keys"
)

// loop is an event loop that carries out commands, and hands on their messages, in any order it likes.
type loop struct {
	r      *rapid.T
	m      *Model
	inside bool          // Update is at work
	groups [][]tea.Cmd   // commands to be carried out, those of a group in their order
	sent   []tea.Msg     // by commands, not handed on yet
	heard  []tea.Msg     // handed on, some of them twice
	clock  time.Duration // of timers
	edits  map[*session.Session]int64
	seen   map[string]bool // modes in which messages came
}

// outside fails where Update itself does what belongs beside it.
func (l *loop) outside(what string) {
	if l.inside {
		l.r.Fatalf("%s inside Update", what)
	}
}

// scenes are what the loop's files hold, by name.
func (l *loop) open(name string) (*session.Session, string, error) {
	l.outside("a file is read")
	text, known := map[string]string{"short": short, "bounded": bounded, "crossed": crossed, "mine.scene": bounded,
		"stuck": "// Expected to hang.\npackage stuck\n\nconst (\n\tgoal = \"hang\"\n\texpect = " +
			"\"stuck\"\n)\n\nvar (\n\tm mutex\n\tc cond\n)\n\n" +
			"func f() {\n\tlock(m)\n\twait(c, m)\n}\n\nfunc main() {\n\tspawn(f)\n}\n"}[name]
	if !known {
		return nil, "", errors.New("no scene " + name)
	}
	s, err := parse(name, text)
	if err != nil || !strings.HasSuffix(name, ".scene") {
		return s, "", err
	}
	return s, name, nil
}

// ask answers about a program, and lays out a command on a session of that program only.
func (l *loop) ask(ctx context.Context, from *engine.Engine, news func(string)) (ask.Answer, error) {
	l.outside("every schedule is asked")
	news("some states")
	asked := from.Program()
	a := ask.Answer{Text: "the answer about " + tag(asked), Answer: explore.Unknown}
	if ctx.Err() == nil {
		a.Answer = explore.Holds
		a.Play = func(s *session.Session) error {
			if s.Program() != asked || s != l.m.session {
				l.r.Fatal("a schedule is laid out on a session that was not asked")
			}
			_, err := s.Do(engine.Command{Verb: engine.PolicyVerb, Name: "roundrobin", At: engine.Now})
			return err
		}
		a.Why = &explore.Explanation{Decisive: -1}
	}
	return a, nil
}

// tag tells programs apart, those of the same text as well.
func tag(p *program.Program) string { return fmt.Sprintf("%p", p) }

// newLoop sets up a screen in front of a loop, with a demo or without.
func newLoop(r *rapid.T, t *testing.T, played bool) *loop {
	l := &loop{r: r, edits: map[*session.Session]int64{}, seen: map[string]bool{}}
	o := Options{
		Session: newSession(t, bounded), File: "mine.scene", Theme: "dark", Motion: true, Open: l.open, Ask: l.ask,
		Scenes: func() []presets.Entry {
			l.outside("the shelf is listed")
			return []presets.Entry{{Name: "short"}, {Name: "crossed"}, {Name: "stuck"}, {Name: "broken"}}
		},
		Save: func(name string, _ []byte) (string, error) {
			l.outside("a file is written")
			if strings.Contains(name, "step-1.") {
				return "", errors.New("no space left on device")
			}
			return name, nil
		},
	}
	if played {
		script, err := demo.Parse("test.demo", "caption Look.\nkey space*2\npause 1s\nkey a\nkey esc\npause "+
			"1s\ndo open short\n"+
			"run 1s\npause\nkey o down\nkey enter space\npause 1s\nkey p\n")
		if err != nil {
			r.Fatal(err)
		}
		o.Demo = script
		o.Again = func() (*session.Session, error) {
			l.outside("a scene is read")
			return newSession(t, bounded), nil
		}
	}
	m, err := New(context.Background(), o)
	if err != nil {
		r.Fatal(err)
	}
	m.desk.timer = func(d time.Duration, send func(time.Time) tea.Msg) tea.Cmd {
		return func() tea.Msg {
			l.clock += d
			return send(time.Now().Add(l.clock))
		}
	}
	l.m = m
	l.take(m.Init())
	l.update(tea.WindowSizeMsg{Width: 100, Height: 30})
	return l
}

// take keeps a command for later.
func (l *loop) take(cmd tea.Cmd) {
	if cmd != nil {
		l.groups = append(l.groups, []tea.Cmd{cmd})
	}
}

// update hands a message to the model and looks at what has become of it.
func (l *loop) update(msg tea.Msg) {
	before := l.m.session
	l.seen[fmt.Sprintf("%T in %d", msg, l.m.stack.Mode)] = true
	l.inside = true
	_, cmd := l.m.Update(msg)
	l.m.View()
	l.inside = false
	l.take(cmd)
	for _, k := range append(l.m.scenes.left, kept{l.m.session, ""}) {
		if n, known := l.edits[k.session]; known && n != k.session.Edits() && k.session != before &&
			k.session != l.m.session {
			l.r.Fatalf("%T changed a session that is not shown", msg)
		}
		l.edits[k.session] = k.session.Edits()
	}
	if err := l.check(); err != nil {
		l.r.Fatalf("after %T in mode %d: %v", msg, l.m.stack.Mode, err)
	}
}

// check looks whether dialogs and work belong together, and the view has its size.
func (l *loop) check() error {
	m, asks := l.m, 0
	layers := append(append([]dialog.Layer{}, m.stack.Below...), dialog.Layer{Mode: m.stack.Mode, Page: m.stack.Page})
	for _, one := range layers {
		if one.Mode == keys.Asking {
			asks++
		}
		if (one.Mode == keys.Reading) != (one.Page.Draw() != nil) {
			return fmt.Errorf("a page in mode %d: %v", one.Mode, one.Page)
		}
		if one.Page.Message == nil {
			continue
		}
		_, about, found := strings.Cut(one.Page.Message.Text, "the answer about ")
		if found && !strings.HasPrefix(about, tag(m.session.Program())) {
			return fmt.Errorf("the page tells about another session: %s", one.Page.Message.Text)
		}
	}
	if m.stack.Mode != keys.Reading && m.stack.Mode != keys.Confirming && m.stack.Mode != keys.Asking &&
		len(m.stack.Below) > 0 {
		return fmt.Errorf("%d dialogs lie below the machine", len(m.stack.Below))
	}
	if asks > 1 || (asks == 1) != m.goesOn(queryWork) {
		return fmt.Errorf("%d dialogs wait, and work goes on: %v", asks, m.goesOn(queryWork))
	}
	if len(m.stack.Below) > 4 {
		return fmt.Errorf("%d dialogs lie below", len(m.stack.Below))
	}
	return l.size()
}

// size checks that the view is exactly as large as the window, a demo's strip included.
func (l *loop) size() error {
	w, h := l.m.canvas.width, l.m.canvas.height
	if l.m.demo != nil && l.m.demo.Plays() {
		h = l.m.demo.Height()
	}
	if w == 0 || h == 0 {
		return nil
	}
	lines := strings.Split(ansi.Strip(l.m.View().Content), "\n")
	if len(lines) != h {
		return fmt.Errorf("%d lines in a window of %dx%d", len(lines), w, h)
	}
	for _, line := range lines {
		if got := ansi.StringWidth(line); got != w {
			return fmt.Errorf("%d columns in a window of %dx%d", got, w, h)
		}
	}
	return nil
}

// work carries out the next command of a group. What it sends is handed on later, if at all.
func (l *loop) work() {
	if len(l.groups) == 0 {
		return
	}
	i := rapid.IntRange(0, len(l.groups)-1).Draw(l.r, "group")
	group := l.groups[i]
	switch msg := group[0]().(type) {
	case tea.BatchMsg:
		l.groups[i] = append(append([]tea.Cmd{}, msg...), group[1:]...)
		return
	case nil:
	default:
		l.sent = append(l.sent, msg)
	}
	if l.groups[i] = group[1:]; len(group) == 1 {
		l.groups = append(l.groups[:i], l.groups[i+1:]...)
	}
}

// hand hands on one of the messages that were sent.
func (l *loop) hand() {
	if len(l.sent) == 0 {
		return
	}
	i := rapid.IntRange(0, len(l.sent)-1).Draw(l.r, "message")
	msg := l.sent[i]
	l.sent = append(l.sent[:i], l.sent[i+1:]...)
	if _, ok := msg.(savedMsg); !ok {
		l.heard = append(l.heard, msg)
	}
	l.update(msg)
}

// again hands on a message for the second time, as one that was late would come.
func (l *loop) again() {
	if len(l.heard) > 0 {
		l.update(rapid.SampledFrom(l.heard).Draw(l.r, "late message"))
	}
}

// changed is news of the scene's file: another text, one that does not parse, or none at all.
func (l *loop) changed() {
	msg := fileMsg{ticket: l.m.ticket(watchWork), Found: files.Found{Changed: true,
		Asked: rapid.Bool().Draw(l.r, "asked")}}
	names := rapid.SampledFrom([]string{"short", "stuck", "mine.scene", "nothing"})
	msg.Session, _, msg.Err = l.open(names.Draw(l.r, "file"))
	l.update(msg)
}

// TestAnyMessageInAnyMode sends everything that can come in any order: keys, the mouse, windows, and what is
// worked out beside the event loop, late, twice or not at all. Nothing panics or waits; an answer is shown over
// the session that was asked and no other; no dialog stays without the work that it waits for.
func TestAnyMessageInAnyMode(t *testing.T) {
	every := everyKey()
	every = append(every, "a", "a", "e", "e", "o", "/", ":", "esc", "esc", "enter", "u", "R", "S", "p",
		"q", "r", "pgdown", "pgup", "E", "E")
	steps := effort.Times(25, 45, 150)
	seen := map[string]bool{}
	walk := func(r *rapid.T) {
		l := newLoop(r, t, rapid.Bool().Draw(r, "demo"))
		for range steps {
			switch rapid.IntRange(0, 13).Draw(r, "what") {
			case 0:
				w, h := rapid.IntRange(0, 210).Draw(r, "w"), rapid.IntRange(0, 64).Draw(r, "h")
				l.update(tea.WindowSizeMsg{Width: w, Height: h})
			case 1:
				x, y := rapid.IntRange(0, 110).Draw(r, "x"), rapid.IntRange(0, 32).Draw(r, "y")
				l.update(tea.MouseClickMsg{X: x, Y: y, Button: tea.MouseLeft})
				l.update(tea.MouseWheelMsg{X: x, Y: y, Button: tea.MouseWheelUp})
			case 2:
				l.update(tea.PasteMsg{Content: rapid.SampledFrom([]string{"spawn producer", "open short",
					"open stuck", "sweep consumers=1..2",
					"open broken", "save mine", "go 3"}).Draw(r, "text")})
			case 3:
				l.changed()
			case 4:
				l.again()
			case 11:
				for _, k := range strings.Fields(rapid.SampledFrom([]string{"o / s enter", "p q", "p q s",
					"a", "e 2", "tab i i",
					"m", ": r u l e s enter", "D enter", "esc esc e 2 D enter",
					": s tab enter", "s enter", "R", "a R", "u u", "esc esc w x", "esc esc r",
					"esc esc Q"}).Draw(r, "keys")) {
					l.update(keyOf(k))
				}
			case 5, 6, 7:
				l.work()
			case 8, 9, 10:
				l.hand()
			default:
				l.update(keyOf(rapid.SampledFrom(every).Draw(r, "key")))
			}
		}
		for s := range l.seen {
			seen[s] = true
		}
	}
	rapid.Check(t, walk)
	for range 20 { // what is rare may need longer to come
		if effort.Quick() || t.Failed() || len(unseen(seen)) == 0 {
			return
		}
		rapid.Check(t, walk)
	}
	t.Errorf("never was: %v", unseen(seen))
}

// unseen lists the messages that did not come and the modes in which none came.
func unseen(seen map[string]bool) []string {
	var missing []string
	for _, msg := range []string{"progressMsg", "answerMsg", "parMsg", "fileMsg", "shelfMsg", "savedMsg",
		"tickMsg", "performMsg"} {
		if !anyKey(seen, "ui."+msg) {
			missing = append(missing, msg)
		}
	}
	for mode := range keys.Modes {
		if part := fmt.Sprintf(" in %d", mode); !anyKey(seen, part) {
			missing = append(missing, "a message"+part)
		}
	}
	return missing
}

func anyKey(all map[string]bool, part string) bool {
	for key := range all {
		if strings.Contains(key, part) {
			return true
		}
	}
	return false
}

// everyKey returns each key that means something somewhere, and some that do not.
func everyKey() []string {
	var all []string
	for _, g := range keys.Table() {
		for _, b := range g.Bindings {
			for _, k := range b.Keys() {
				if k != "ctrl+z" {
					all = append(all, k)
				}
			}
		}
	}
	rand.New(rand.NewPCG(1, 1)).Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	return append(all, "z", "€", "backspace", "ctrl+w")
}
