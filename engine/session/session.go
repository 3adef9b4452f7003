package session

import (
	"fmt"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/engine/stops"
)

// MaxSteps is how many steps a session records, those of all its branches taken together; Full tells when they are
// used up. A file that asks for more is refused.
const MaxSteps = 20_000_000

// Session is a run of a scene that can be taken back and branched. It is not safe for use by several goroutines.
type Session struct {
	scene    *program.Program
	boot     []engine.Event
	now      *engine.Engine // at pos, with line[:next] done
	pos      int64
	line     []given // the commands of the present branch, those it shares with its ancestors included
	next     int     // the first command of line that is not yet done
	events   []engine.Event
	branches []branch
	current  int
	previous int // the branch that was left last, -1
	recorded int64
	keys     keyring
	past     past
	counts   counts
	scratch  *engine.Engine
	edits    int64
	journal  []Edit // since TakeEdits
	saved    int64
	unproven string      // of one that was read: why its states may be others
	text     *stops.Text // what the scene's text says about stops, once it was asked
	circle   circle
	playing  bool // an answer lays out a schedule, or is taken back: nobody walks there
	laid     laying
}

// given is a command and the step after which it was given.
type given struct {
	step    int64
	command engine.Command
	laid    bool // a schedule that was laid out gave it
	with    bool // the same answer that gave the command before it in the line: one Undo takes back both
}

// to gives the command to a machine.
func (g *given) to(e *engine.Engine) ([]engine.Event, error) {
	if g.laid {
		return e.Probe().Do(g.command)
	}
	return e.Do(g.command)
}

// New boots a machine for a scene. The error is the engine's (a wrong line in the scene's script).
func New(p *program.Program) (*Session, error) {
	e, err := engine.New(p)
	if err != nil {
		return nil, err
	}
	s := &Session{scene: p, now: e, previous: -1, laid: laying{branch: -1}}
	s.boot = append(s.boot, e.Boot()...)
	s.events = append(s.events, s.boot...)
	s.branches = []branch{{parent: -1}}
	s.keys.setUp(e)
	s.addKey()
	return s, nil
}

// Program is the scene.
func (s *Session) Program() *program.Program { return s.scene }

// Engine is the machine at the present position. Callers only read; the pointer stays the same for the whole session.
func (s *Session) Engine() *engine.Engine { return s.now }

// Position is the step that is shown, with all commands given at that step done. 0 is the boot.
func (s *Session) Position() int64 { return s.pos }

// Length is the last step of this branch that was ever reached.
func (s *Session) Length() int64 { return s.branches[s.current].length }

// Full tells that the session records no further step.
func (s *Session) Full() bool { return s.pos == s.Length() && s.recorded >= MaxSteps }

// Events are the events of the step that led to the present position, and of the commands given there. The slice is
// valid until the next call.
func (s *Session) Events() []engine.Event { return s.events }

// Forward goes one step: it replays the recorded future if there is one, else runs. It gives the events of the step
// and of the commands recorded there, or nil at the end of a run. O(1).
func (s *Session) Forward() []engine.Event {
	if s.Full() {
		return nil
	}
	if s.circle.to > 0 {
		s.goRound()
	}
	events := s.now.Step()
	if s.now.StepNumber() == s.pos {
		return nil
	}
	s.events = append(s.events[:0], events...)
	s.arrive()
	return s.events
}

// arrive books a step that now has just made.
func (s *Session) arrive() {
	s.pos++
	s.doDue(true)
	s.record()
	s.see()
}

// record makes the branch as long as the position, where the step is a new one, and keeps what is kept of it.
func (s *Session) record() {
	if b := &s.branches[s.current]; s.pos > b.length {
		b.length, b.pass = s.pos, s.now.PassNumber()
		s.recorded++
		if b.pass&s.counts.mask == 0 && s.now.RunningSlot() < 0 {
			s.countWaiting()
		}
		if s.pos >= s.keys.atExtra {
			s.keepEnd()
		}
	}
	if s.keys.due(s.pos, s.next) {
		s.addKey()
	}
}

// doDue does the commands recorded at the present position. That they can be done was seen when they were
// given, or when the session was read: one that cannot is a fault of the machine, and what is shown from here
// on would be another run.
func (s *Session) doDue(keep bool) {
	for s.next < len(s.line) && s.line[s.next].step == s.pos {
		events, err := s.line[s.next].to(s.now)
		if err != nil {
			panic(fmt.Sprintf("session: at step %d a command cannot be done again: %v", s.pos, err))
		}
		if keep {
			s.events = append(s.events, events...)
		}
		s.next++
	}
}

// Back goes one step back; false at the beginning.
func (s *Session) Back() bool {
	if s.pos == 0 {
		return false
	}
	s.GoTo(s.pos - 1)
	return true
}

// Pass goes to the end of the pass and gives all its events, or nil at the end of a run. The slice is the caller's.
func (s *Session) Pass() []engine.Event {
	var all []engine.Event
	for {
		events := s.Forward()
		if events == nil {
			return all
		}
		all = append(all, events...)
		if s.now.RunningSlot() < 0 {
			return all
		}
	}
}

// GoTo goes to a step, or to the nearest one in 0..Length. Replay starts at the nearest keyframe: microseconds in a
// session of 100,000 steps of ten coroutines.
func (s *Session) GoTo(step int64) {
	step = max(0, min(step, s.Length()))
	if step != s.pos {
		s.reach(step, false)
	}
}

// reach goes to a step of the present branch, from a keyframe if that is nearer, or if the machine is not on this
// branch's line. The step itself is made with events on.
func (s *Session) reach(step int64, lost bool) {
	k := s.nearest(s.line, s.current, max(0, step-1))
	if lost || step <= s.pos || k.step > s.pos {
		k.machine.Fork(s.now)
		s.pos, s.next = k.step, k.done
	}
	s.now.Quiet(true)
	near := int64(-1)
	if step-1-s.pos > 2*nearBy && s.keys.extraRoom() > forPlace {
		near = step - 1 - nearBy
	}
	for s.pos < step-1 {
		if s.pos == near {
			s.addExtra(forPlace)
		}
		s.doDue(false)
		s.now.Step()
		s.pos++
	}
	s.doDue(false)
	s.now.Quiet(false)
	s.events = s.events[:0]
	if step == 0 {
		s.redoBoot()
		return
	}
	s.events = append(s.events, s.now.Step()...)
	s.pos++
	s.doDue(true)
	s.see()
}

// redoBoot goes to step 0 with its events.
func (s *Session) redoBoot() {
	k := s.branches[0].keys[0]
	k.machine.Fork(s.now)
	s.now.Quiet(false)
	s.pos, s.next = 0, 0
	s.events = append(s.events[:0], s.boot...)
	s.doDue(true)
}
