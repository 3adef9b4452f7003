package ui

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"syscall"
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/quartet-os/quartet/engine/session"
	"github.com/quartet-os/quartet/presets"
	"github.com/quartet-os/quartet/ui/ask"
	"github.com/quartet-os/quartet/ui/config"
	"github.com/quartet-os/quartet/ui/demo"
	"github.com/quartet-os/quartet/ui/disk"
	"github.com/quartet-os/quartet/ui/files"
	"github.com/quartet-os/quartet/ui/goal"
	"github.com/quartet-os/quartet/ui/keys"
	"github.com/quartet-os/quartet/ui/lesson"
	"github.com/quartet-os/quartet/ui/line"
	"github.com/quartet-os/quartet/ui/prompt"
	"github.com/quartet-os/quartet/ui/screen"
	"github.com/quartet-os/quartet/ui/signals"
)

// Options is what the screen needs from outside. Only Session must be there; the zero value of the rest leaves a
// feature out.
type Options struct {
	Session *session.Session
	File    string // the scene's file: opened again when it changes on disk; "" for a scene of the shelf

	Theme   string        // a name of theme.Names; "" takes dark or light, as the terminal's background says
	Layout  string        // "" for the usual one, or one of panel.LayoutNames
	Speed   string        // of runs: one of config.SpeedNames; "" for the usual one
	Keys    []keys.Choice // that are the user's; those that cannot be are left out
	NoColor bool          // attributes only, whatever Theme says
	ASCII   bool          // no signs outside ASCII
	Motion  bool          // what a step moves is seen on its way

	Scenes func() []presets.Entry // for the list of scenes; asked once, beside the screen

	// Open opens a scene of the list, or a file, and returns the path under which a scene's file is watched and read
	// again. It is called beside the screen, and may take its time.
	Open func(name string) (s *session.Session, file string, err error)

	// Doubts says what is to be known of a session that was opened from a file before it is believed: that its scene is
	// another text by now, or that its states are not proved; "" for nothing. It is called beside the screen.
	Doubts func(path string, s *session.Session) string

	// Replace writes a file in the place of one that may be there; old, where it is not nil, is what that must hold.
	Replace func(name string, old, data []byte) (path string, err error)
	Names   func(folder string) []string // scenes and folders in a folder, for completion; "" is the working folder

	// Editor makes what edits a file: the user's own editor. The error says that none is set, and what would work.
	// It is called beside the screen.
	Editor func(path string) (Outside, error)

	Drafts []Draft // texts that an earlier run of the program left unsaved
	Edited bool    // the session's scene is one of them

	Save        func(name string, data []byte) (path string, err error) // never overwrites; gives the path it wrote
	Keep        func(data []byte) error                                 // the session at leaving, however one leaves
	CrashDir    string                                                  // where a session goes at a panic or a signal
	HistoryFile string                                                  // lines typed at the prompt
	Journal     func() (io.WriteCloser, error)                          // a new file for what is done; called beside it
	Notice      string                                                  // what is said at first

	Ask ask.Asker // all schedules

	Goals goal.Kept    // those that were reached before
	Tour  Tour         // whether the tour begins by itself, and what is remembered of it
	Learn lesson.Shelf // lessons

	Demo   *demo.Script                                                 // played from the beginning; nil for none
	Pace   demo.Pace                                                    // who goes on with it
	Notes  io.Writer                                                    // for its notes; nil leaves them out
	Again  func() (*session.Session, error)                             // the demo's scene afresh, for PageUp
	Create func(name string) (w io.WriteCloser, path string, err error) // a new file, for a live recording

	In      io.Reader // nil: the terminal
	Out     io.Writer // nil: standard output
	Environ []string  // nil: the process's own

	// suspend lets the process stand still, or takes the terminal again if it did. A screen of New leaves the
	// process alone.
	suspend func(did bool) tea.Cmd
}

// Stopped is the error of Run when the screen did not end by the user's wish: a signal, a lost terminal or a bug. The
// terminal is restored by then.
type Stopped struct {
	Signal os.Signal // nil if it was no signal
	Cause  error     // nil if it was a signal
	Path   string    // where the session was saved, "" if it could not be
	Also   []string  // where other sessions with unsaved changes were saved
	Unsafe error     // why it could not be saved
	Lost   error     // what was lost beside it, nil for nothing
}

// Error says what happened, where the session is and how to open it again.
func (s *Stopped) Error() string {
	text := fmt.Sprintf("the screen ended: %v", s.Cause)
	if s.Signal != nil {
		text = fmt.Sprintf("stopped by a signal: %s", s.Signal)
	}
	switch {
	case s.Path != "":
		text += fmt.Sprintf("\nThe session is saved; this opens it again:\n  quartet %s", disk.Argument(s.Path))
	case s.Unsafe != nil:
		text += fmt.Sprintf("\nThe session could not be saved: %v", s.Unsafe)
	}
	for _, path := range s.Also {
		text += "\n  quartet " + disk.Argument(path)
	}
	if s.Lost != nil {
		text += fmt.Sprintf("\n%v", s.Lost)
	}
	return text
}

// Unwrap returns the cause.
func (s *Stopped) Unwrap() error { return s.Cause }

// ExitCode is what a shell expects of a program that a signal stopped, 70 for a bug, 4 for a terminal that went away.
func (s *Stopped) ExitCode() int {
	if number, ok := s.Signal.(syscall.Signal); ok {
		return 128 + int(number)
	}
	if errors.Is(s.Cause, tea.ErrProgramPanic) {
		return 70
	}
	return 4
}

// Run shows the session until the user leaves. When a signal or a bug ends it, the terminal is restored, the session is
// saved in CrashDir, and the error is a *Stopped that says where.
func Run(ctx context.Context, o Options) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	o.suspend = letStand
	m, err := New(ctx, o)
	if err != nil {
		return err
	}
	out, way := line.Watch(o.out())
	m.desk.timer = whenFree(ctx, way)
	p := tea.NewProgram(m, append(programOptions(ctx, o), tea.WithOutput(out))...)
	stuck, err := signals.Run(signals.Screen{
		Run:     func() error { _, err := p.Run(); return err },
		Stop:    func(s os.Signal) { p.Send(stopMsg{s}) },
		Suspend: func(stood bool) { p.Send(suspendMsg{stood}) },
		Kill:    p.Kill,
		Release: func() { _ = p.ReleaseTerminal() },
	})
	if stuck != nil {
		return &Stopped{Signal: stuck, Unsafe: errStuck}
	}
	cancel()
	o.say(tellNoColours)
	return m.after(err)
}

// say writes to the terminal behind the program's back, when that is over. Nobody is left to be told of an error.
func (o *Options) say(text string) {
	_, _ = io.WriteString(o.out(), text)
}

// out is where frames go.
func (o *Options) out() io.Writer {
	if o.Out != nil {
		return o.Out
	}
	return os.Stdout
}

// whenFree is a timer that waits for the line, too: a frame that is made earlier would go out before what a key does.
func whenFree(ctx context.Context, l *line.Line) func(time.Duration, func(time.Time) tea.Msg) tea.Cmd {
	return func(d time.Duration, send func(time.Time) tea.Msg) tea.Cmd {
		return tea.Tick(d, func(at time.Time) tea.Msg {
			if l.Wait(ctx) {
				at = time.Now()
			}
			return send(at)
		})
	}
}

func programOptions(ctx context.Context, o Options) []tea.ProgramOption {
	all := []tea.ProgramOption{tea.WithContext(ctx), tea.WithFPS(60), tea.WithoutSignalHandler()}
	if o.In != nil {
		all = append(all, tea.WithInput(o.In))
	}
	if o.Environ != nil {
		all = append(all, tea.WithEnvironment(o.Environ))
	}
	return all
}

// after keeps what must outlive the program, and saves the session if the user did not mean to leave.
func (m *Model) after(err error) error {
	m.endJournal()
	m.leaveCard()
	recorded := m.endCast()
	_ = m.prompt.History.Write(m.opts.HistoryFile) // that it cannot be kept is no reason to end with an error
	if m.stopped == nil && err == nil {
		if m.opts.Keep != nil {
			return errors.Join(recorded, m.opts.Keep(m.session.Marshal()))
		}
		return recorded
	}
	s := cmp.Or(m.stopped, &Stopped{Cause: err})
	s.Path, s.Also, s.Unsafe = m.rescue()
	s.Lost = recorded
	return s
}

// rescue saves the session in the crash folder under a name that is not taken, the others that have changes which were
// not saved, and the texts that are in no file.
func (m *Model) rescue() (path string, also []string, err error) {
	defer func() {
		if r := recover(); r != nil {
			path, err = "", fmt.Errorf("it cannot be read any more: %v", r)
		}
	}()
	data, texts := m.session.Marshal(), m.unsavedTexts()
	// A journal that has a text which is in no file is what --last takes up; keeping the session would take it away.
	if m.opts.Keep != nil && (len(texts) == 0 || !m.written.journal.Kept()) {
		_ = m.opts.Keep(data)
	}
	if m.opts.CrashDir == "" {
		return "", nil, nil
	}
	if err := os.MkdirAll(m.opts.CrashDir, 0o700); err != nil {
		return "", nil, err
	}
	for _, k := range m.scenes.left {
		if k.session.Dirty() {
			if name, err := m.crashFile(nameOf(k.session), files.SessionEnding, k.session.Marshal()); err == nil {
				also = append(also, name)
			}
		}
	}
	for _, t := range texts {
		if name, err := m.crashFile(t.name, files.SceneEnding, []byte(t.text)); err == nil {
			also = append(also, name)
		}
	}
	path, err = m.crashFile(m.sceneName(), files.SessionEnding, data)
	return path, also, err
}

// crashFile writes a session or a scene into the crash folder.
func (m *Model) crashFile(base, ending string, data []byte) (string, error) {
	name, err := disk.FirstNumbered(filepath.Join(m.opts.CrashDir, base), ending, func(name string) error {
		return disk.New(name, data, disk.Private)
	})
	if err != nil {
		return "", err
	}
	return name, nil
}

// New makes the screen of a session, to be run by a tea.Program of the caller's. It has no effect on the
// process: it hears no signal, does not look at the environment or the working folder, and shares nothing with
// other screens, so that a server may hold many. It reads the file of the prompt's history, if Options name
// one, and begins the journal. The context ends what goes on beside the screen. Run is New with a program on
// the terminal.
func New(ctx context.Context, o Options) (*Model, error) {
	if o.Session == nil {
		return nil, errors.New("there is no session to show")
	}
	m := &Model{
		opts: o, session: o.Session, scenes: scenes{file: o.File}, stale: true,
		desk: desk{ctx: ctx, timer: tea.Tick}, canvas: canvas{grid: screen.New(0, 0)},
		look: look{selected: nobody(), listing: -1, mouse: true},
		play: play{speed: startSpeed, frames: framesPerSecond},
	}
	m.keys, _ = keys.Rebind(o.Keys)
	m.canvas.motion.On = o.Motion
	m.disableKeys()
	if o.Speed != "" {
		steps, err := config.SpeedByName(o.Speed)
		if err != nil {
			return nil, err
		}
		m.play.speed = slices.Index(config.Speeds, steps)
	}
	if o.Layout != "" {
		l, err := layoutByName(o.Layout)
		if err != nil {
			return nil, err
		}
		m.look.layout = l
	}
	if err := m.startTheme(); err != nil {
		return nil, err
	}
	m.prompt = prompt.New(prompt.LoadHistory(o.HistoryFile), m.names)
	m.written.log = m.newLog()
	m.restoreDrafts()
	if o.Journal != nil {
		m.written.journal.Start(o.Journal)
		m.keepJournal()
	}
	if o.Notice != "" {
		m.advise(m.keys.Words(o.Notice))
	}
	if o.Demo != nil {
		return m, m.stageDemo()
	}
	m.tour.Resume(o.Tour.Card)
	if o.Tour.Begin && o.Open != nil {
		m.beginTour(o.Tour.Card)
		m.tour.home = nil // nothing was there before
	}
	return m, nil
}

// disableKeys takes away the keys whose work needs what the options leave out.
func (m *Model) disableKeys() {
	o := &m.opts
	if o.Ask == nil {
		m.keys.Disable(keys.AskAll)
	}
	if o.Open == nil || o.Scenes == nil {
		m.keys.Disable(keys.OpenPicker)
	}
	if o.Save == nil {
		m.keys.Disable(keys.Save)
		m.keys.Disable(keys.AnswerSave)
		m.keys.Disable(keys.KeepCopy)
		m.keys.Disable(keys.SavePicture)
	}
	if o.Editor == nil || o.Save == nil {
		m.keys.Disable(keys.EditOutside)
	}
	if o.Create == nil {
		m.keys.Disable(keys.LiveCast)
	}
	if o.suspend == nil {
		m.keys.Disable(keys.Suspend)
	}
}

// stopMsg tells the model that the process was asked to stop.
type stopMsg struct{ signal os.Signal }

// suspendMsg tells the model that the process was asked to stand still until it is continued, or that it did so without
// being asked.
type suspendMsg struct{ did bool }

// errStuck is why a session could not be saved at a signal.
var errStuck = errors.New("the screen does not answer; quartet --last takes up its journal")

// pausedCommand is what the terminal program runs in its place: nothing, until the process is continued.
type pausedCommand struct{ did bool }

// drawingEnds is how long the end of the drawing is waited for before it begins anew. Bubble Tea stops its clock after
// it has said that it did; where all is over at once, that would stop the new clock, and nothing would be drawn again.
const drawingEnds = 50 * time.Millisecond

// Run stands still, unless that is over already.
func (c pausedCommand) Run() error {
	if c.did {
		time.Sleep(drawingEnds)
	} else {
		signals.StandStill()
	}
	return nil
}

// SetStdin has nothing to set.
func (pausedCommand) SetStdin(io.Reader) {}

// SetStdout has nothing to set.
func (pausedCommand) SetStdout(io.Writer) {}

// SetStderr has nothing to set.
func (pausedCommand) SetStderr(io.Writer) {}

// letStand lets the process stand still: the terminal is given back, and taken again when it is continued.
// Bubble Tea's own way sends the signal that is caught here. If the process did stand still, the terminal is
// only taken again: a shell has had it meanwhile.
func letStand(did bool) tea.Cmd {
	if !signals.CanStandStill() {
		return nil
	}
	stand := tea.Exec(pausedCommand{did}, func(error) tea.Msg { return tea.ResumeMsg{} })
	if did {
		return stand
	}
	return tea.Sequence(followColours(false), stand)
}
