package ui

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/quartet-os/quartet/engine/session"
	"github.com/quartet-os/quartet/ui/demo"
	"github.com/quartet-os/quartet/ui/editor"
	"github.com/quartet-os/quartet/ui/goal"
	"github.com/quartet-os/quartet/ui/keys"
	"github.com/quartet-os/quartet/ui/panel"
	"github.com/quartet-os/quartet/ui/screen"
	"github.com/quartet-os/quartet/ui/theme"
)

// answerTime is how long a stage without a terminal shows that every schedule is being asked.
const answerTime = 800 * time.Millisecond

// Stage is the screen as a demo drives it: the same keys, commands and panels, with the demo's clock
// in place of the terminal's. It is a demo.Stage.
type Stage struct {
	m        *Model
	now      time.Duration
	run      int           // of the model's runs, the one that this clock drives
	tickAt   time.Duration // of its next frame
	asked    int           // of the model's questions, the last one
	answerAt time.Duration
	question panel.Question
	version  int       // of the script
	left     keys.Mode // in which the last key or command left the model
	live     bool      // a terminal shows the model
	cmds     []tea.Cmd // for its event loop
	card     *panel.Tour
	task     goal.Watch // over the task of the card
	other    changed    // by the script
}

// NewStage makes a stage without a terminal. What Options say of files is left out.
func NewStage(ctx context.Context, o Options) (*Stage, error) {
	o.File, o.HistoryFile, o.CrashDir, o.Notice = "", "", "", ""
	o.Save, o.Keep, o.Create, o.Journal, o.Replace, o.Editor = nil, nil, nil, nil, nil, nil
	o.Tour, o.Goals = Tour{}, goal.Kept{Quiet: true}
	if o.Theme == "" {
		o.Theme = theme.Default().Name
	}
	o.suspend = letStand // its key is on the page of all keys; a script may not press it
	m, err := New(ctx, o)
	if err != nil {
		return nil, err
	}
	m.desk.alone = true
	return &Stage{m: m}, nil
}

// wall returns the clock as a time of day; a run only counts the steps since its first tick.
func (s *Stage) wall() time.Time { return time.Unix(0, int64(s.now)) }

// refusal says what was refused since there were so many refusals; nil: nothing was.
func (s *Stage) refusal(before int) error {
	if s.m.refusals == before {
		return nil
	}
	return errors.New(s.m.notice.text)
}

// Press presses a key. The error says that it means nothing at this moment, or why what it asks for is refused.
func (s *Stage) Press(key string) error {
	m := s.m
	b := m.keys.Plain().Find(m.stack.Mode, key)
	typed := keys.Types(m.stack.Mode)
	if below, _ := m.stack.Beneath(); b == nil && !keys.Types(below) { // a page closes for it
		b = m.keys.Plain().Find(below, key)
	}
	switch {
	case b == nil && !typed:
		return fmt.Errorf("the key %s means nothing here; %s lists all keys", key, m.keys.Words("{help}"))
	case b != nil && keys.ReachesOut(b.Action): // a script leaves no files behind, and begins no program
		return fmt.Errorf("the key %s (%s) is not for scripts: they leave no files behind", key, b.Does())
	case b != nil && !b.Enabled():
		return fmt.Errorf("the key %s (%s) is not available here", key, b.Does())
	}
	m.scenes.failed = failure{}
	m.written.log.Scripted = true
	defer func() { m.written.log.Scripted = false }()
	before := m.refusals
	s.after(m.pressIn(s.version, keys.PressOf(key)))
	return s.refusal(before)
}

// Version says which version of scripts presses the keys.
func (s *Stage) Version(n int) { s.version = n }

// Command gives a line as it is typed at the prompt. The error says why it cannot be done.
func (s *Stage) Command(line string) error {
	if strings.TrimSpace(line) == "" {
		return nil
	}
	s.m.scenes.failed = failure{}
	s.m.written.log.Scripted = true
	defer func() { s.m.written.log.Scripted = false }()
	before := s.m.refusals
	cmd, err := s.m.command(strings.TrimSpace(line))
	if err != nil {
		return err
	}
	s.after(cmd)
	return cmp.Or(s.refusal(before), s.Failed())
}

// Failed says why what was awaited could not be done; nil if it was, or is awaited still.
func (s *Stage) Failed() error {
	if s.m.desk.alone || s.m.scenes.failed.run == s.asked { // else it was the user who asked
		return s.m.scenes.failed.err
	}
	return nil
}

// after takes up what a key has begun.
func (s *Stage) after(cmd tea.Cmd) {
	m := s.m
	s.left = m.stack.Mode
	if run := m.ticket(playWork).run; m.play.on && run != s.run {
		m.play.frames = filmFrames
		s.run, s.tickAt = run, s.now+m.play.interval()
		return // the command is the terminal's timer
	}
	if run := m.ticket(queryWork).run; m.goesOn(queryWork) && run != s.asked {
		s.asked, s.answerAt = run, s.now+answerTime
	}
	if s.live && cmd != nil {
		s.cmds = append(s.cmds, cmd)
	}
}

// Run begins a run, or pauses it. At the end of a scene nothing is left to run.
func (s *Stage) Run(on bool) error {
	if on != s.m.play.on {
		s.after(s.m.playPause())
		s.m.stale = true
	}
	return nil
}

// RunUntil begins a run that pauses in the step where a condition comes true, and returns what tells whether it has;
// where it is true already no run is begun. The error says what is wrong with the condition.
func (s *Stage) RunUntil(condition string) (came func() bool, err error) {
	s.m.seek.Of(s.m.session.Program())
	already, err := s.m.seek.Until(s.m.session, condition)
	if err != nil || already {
		s.m.seek.Done()
		return s.m.seek.Came, err
	}
	return s.m.seek.Came, s.Run(true)
}

// Speed sets the steps a second of runs. The error lists the speeds there are.
func (s *Stage) Speed(steps int) error {
	at := slices.Index(speeds, steps)
	if at < 0 || steps == 0 {
		return fmt.Errorf("there is no speed %d; there are %v steps a second", steps, speeds[:len(speeds)-1])
	}
	s.m.play.speed, s.m.stale = at, true
	if s.m.play.on {
		s.m.restartClock()
		s.after(nil)
	}
	return nil
}

// Theme changes the colours, without a word about it.
func (s *Stage) Theme(name string) error {
	t, err := theme.ByName(name)
	if err != nil {
		return err
	}
	s.m.scheme.chosen = true
	s.m.applyTheme(t)
	return nil
}

// Layout changes the layout, without a word about it.
func (s *Stage) Layout(name string) error {
	l, err := layoutByName(name)
	if err == nil {
		s.m.look.layout, s.m.stale = l, true
	}
	return err
}

// Show gives a panel the focus; "" takes it away.
func (s *Stage) Show(name string) error {
	id, known := panel.ByName(name)
	if !known && name != "" {
		return fmt.Errorf("there is no panel %q", name)
	}
	s.m.look.focus, s.m.stale = id, true
	return nil
}

// Ask puts a question to the class below the screen; "" takes it away.
func (s *Stage) Ask(question string, right int, answers ...string) {
	s.question = panel.Question{Text: question, Answers: answers, Right: right}
	s.m.stale = true
}

// Reveal marks the answer to the question that is right.
func (s *Stage) Reveal() {
	s.question.Revealed = true
	s.m.stale = true
}

// Hide hides what tells answers, or shows it.
func (s *Stage) Hide(on bool) { s.m.look.covered, s.m.stale = on && !s.live, true }

// hides reports whether what tells an answer must not be seen, on any page that says it of itself.
func (m *Model) hides() bool {
	return m.look.veiled || m.look.covered || m.hidden() || m.demo != nil && (m.demo.Hides() || m.demo.Spoils())
}

// Card shows a card of a lesson; nil shows none.
func (s *Stage) Card(card *panel.Tour) { s.card, s.m.stale = card, true }

// Words names keys as they are at this moment.
func (s *Stage) Words(text string) string { return s.m.keys.Words(text) }

// seen is the card where nothing hides it; nil for none.
func (s *Stage) seen() *panel.Tour {
	if s.m.stack.Has(keys.Editing) {
		return nil
	}
	return s.card
}

// Afresh puts the scene on the screen as it was before its first step.
func (s *Stage) Afresh() error {
	fresh, err := session.New(s.m.session.Program())
	if err == nil {
		s.m.show(fresh, s.m.scenes.file)
		s.m.notice.text = ""
	}
	return err
}

// Came reports whether a condition has come true on the way to the position, in the step since or later. The error says
// what is wrong with the condition.
func (s *Stage) Came(condition string, since int64) (bool, error) {
	for !s.task.Follow(s.m.session, condition, since, goal.Slice) {
		if !s.m.desk.alone {
			return false, nil
		}
	}
	step, err := s.task.Came()
	return err == nil && step >= 0, err
}

// Next returns the time of the next step of a run, or of an answer.
func (s *Stage) Next() (time.Duration, bool) {
	switch {
	case s.driven():
		return s.tickAt, true
	case s.Awaits() && s.m.desk.alone && s.asked == s.m.ticket(queryWork).run:
		return s.answerAt, true
	}
	return 0, false
}

// driven reports whether a run goes on that this clock drives.
func (s *Stage) driven() bool { return s.m.play.on && s.m.ticket(playWork).run == s.run }

// Tick sets the clock and does what is due.
func (s *Stage) Tick(now time.Duration) {
	for s.driven() && s.tickAt <= now {
		s.now = s.tickAt
		s.m.tick(tickMsg{ticket: s.m.ticket(playWork), at: s.wall()})
		s.tickAt += s.m.play.interval()
	}
	s.now = now
	if at, due := s.Next(); due && s.Awaits() && at <= now {
		s.m.Update(s.m.ask.work())
	}
}

// Busy reports whether a run goes on.
func (s *Stage) Busy() bool { return s.m.play.on }

// Awaits reports whether an answer is awaited.
func (s *Stage) Awaits() bool { return s.m.goesOn(queryWork) || s.m.goesOn(shelfWork) }

// Session is what is shown.
func (s *Stage) Session() *session.Session { return s.m.session }

// Look returns the theme.
func (s *Stage) Look() theme.Theme { return s.m.scheme.theme }

// Draw draws the screen at the grid's size.
func (s *Stage) Draw(g *screen.Grid) {
	s.m.resize(g.W, g.H)
	s.m.followMeter()
	s.m.followWhy()
	s.m.followFates()
	s.m.compare()
	s.m.fill()
	s.m.canvas.frame.Ask, s.m.canvas.frame.Changed = s.question, s.Changed()
	s.m.canvas.frame.Tour = s.seen()
	panel.Draw(g, &s.m.canvas.frame)
	if s.m.opts.ASCII {
		g.ASCII()
	}
}

// Place says where a panel stands on a screen of w by h cells. The error says which there are.
func (s *Stage) Place(name string, w, h int) (screen.Rect, error) {
	id, known := panel.ByName(name)
	if !known {
		return screen.Rect{}, fmt.Errorf("there is no panel %q", name)
	}
	s.m.resize(w, h)
	s.m.fill()
	r := panel.Place(&s.m.canvas.frame, w, h, id)
	if r.Empty() {
		return r, fmt.Errorf("the panel %s has no room on a screen of %dx%d%s", name, w, h,
			panel.Shown(&s.m.canvas.frame, id))
	}
	return r, nil
}

// changed is a session of the scene with a change that the script names.
type changed struct {
	session *session.Session // nil before there is one
	name    string
	from    *session.Session // the one before it
}

// runChanged runs the scene with a change, or the scene that cures it, from its boot, with the seed of the run and the
// commands that fit, and hands what was made on.
func (m *Model) runChanged(name string, change func(text string) (string, error), then func(changed)) {
	before, given, open := m.session, m.session.Commands(), m.opts.Open
	q := query{title: "Changing", text: "changing the scene …", stopped: "stopped changing the scene", atOnce: true}
	m.workBeside(q, func(ctx context.Context, _ func(string)) answerMsg {
		s, c, err := editor.RunInstead(ctx, before.Program(), given, change, open)
		return answerMsg{err: err, then: func() {
			m.enter(s, "")
			m.edits.setMade(s, c.Given)
			m.edits.keep(s.Program().Source, "the script: "+name) // nothing is lost with it
			then(changed{s, name, before})
		}}
	})
}

// Mutate runs the scene with a change of the script, from its boot, in the place of another; nil goes back to the run
// before it. The error says that it does not fit, or that there is none.
func (s *Stage) Mutate(c *demo.Mutation) error {
	m := s.m
	m.scenes.failed = failure{}
	if s.other.session == m.session {
		m.returnTo()
		m.forget(s.other.session)
	} else if c == nil {
		return errors.New("the scene on the screen is none that the script has changed")
	}
	if m.notice.text = ""; c == nil { // the script's next words say of what it speaks
		return nil
	}
	if _, err := c.Apply(m.session.Program().Source); err != nil {
		return err
	}
	m.runChanged(c.Name, c.Apply, func(made changed) {
		s.other = made
		m.tell(c.Name + ", from its boot")
	})
	s.after(nil)
	return nil
}

// Changed names the change of the script with which the scene runs, as it stands behind that word; "" for none.
func (s *Stage) Changed() string {
	switch now := s.m.session; {
	case s.m.demo != nil && s.m.demo.other.session == now:
		return demo.BehindWith(s.m.demo.other.name)
	case s.other.session == now:
		return demo.BehindWith(s.other.name)
	}
	return ""
}

// asked is the question of the script, none while the scene runs with a change of which that does not speak.
func (s *performance) asked() panel.Question {
	if s.Stands() {
		return panel.Question{}
	}
	return s.stage.question
}
