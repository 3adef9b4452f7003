package session

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
)

func replaceOnce(s, old, new string) string { return strings.Replace(s, old, new, 1) }

func TestCommandsReadBackAsWritten(t *testing.T) {
	programs := compileAll(t)
	rapid.Check(t, func(t *rapid.T) {
		c := drawCommand(t, drawScene(t, programs))
		back, err := engine.ParseCommand(c.String())
		if err != nil || back != c {
			t.Fatalf("%q reads back as %+v, not %+v (%v)", c, back, c, err)
		}
	})
}

// act is one thing done to a machine: a command, or steps.
type act struct {
	command engine.Command
	steps   int // 0: the command
}

func drawActs(t *rapid.T, p *program.Program) []act {
	var acts []act
	for range rapid.IntRange(1, 12).Draw(t, "acts") {
		if rapid.Bool().Draw(t, "steps") {
			acts = append(acts, act{steps: rapid.IntRange(1, 60).Draw(t, "count")})
		} else {
			acts = append(acts, act{command: drawCommand(t, p)})
		}
	}
	return append(acts, act{steps: 20})
}

// perform does acts to a machine and shows it what each step and command emitted.
func perform(e *engine.Engine, acts []act, see func(events []engine.Event)) {
	for _, a := range acts {
		if a.steps == 0 {
			if events, err := e.Do(a.command); err == nil {
				see(events)
			}
		}
		for range a.steps {
			see(e.Step())
		}
	}
}

func TestSameInputSameEvents(t *testing.T) {
	programs := compileAll(t)
	rapid.Check(t, func(t *rapid.T) {
		p := drawScene(t, programs)
		acts := drawActs(t, p)
		run := func() (string, uint64) {
			e, err := engine.New(p)
			if err != nil {
				t.Fatal(err)
			}
			var b strings.Builder
			fmt.Fprint(&b, e.Boot())
			perform(e, acts, func(events []engine.Event) { fmt.Fprint(&b, events) })
			return b.String(), e.Hash()
		}
		events1, hash1 := run()
		events2, hash2 := run()
		if events1 != events2 || hash1 != hash2 {
			t.Fatalf("the same commands gave two runs")
		}
	})
}

func TestEventsFoldToTheQueues(t *testing.T) {
	programs := compileAll(t)
	rapid.Check(t, func(t *rapid.T) {
		p := drawScene(t, programs)
		e, err := engine.New(p)
		if err != nil {
			t.Fatal(err)
		}
		f := newFold(p.Settings.Slots)
		for _, v := range e.Snapshot(nil).Syncs {
			f.numbers[v.Object] = slices.Clone(v.State)
		}
		f.all(e.Boot())
		perform(e, drawActs(t, p), func(events []engine.Event) {
			if err := f.all(events); err != nil {
				t.Fatal(err)
			}
			s := e.Snapshot(nil)
			running := slices.DeleteFunc([]int{s.Under, s.Running}, func(slot int) bool { return slot < 0 })
			for place, want := range map[engine.Place][]int{engine.Free: s.Free, engine.Ready: s.Ready,
				engine.Running: running, engine.Waiting: s.Waiting, engine.TimedWaiting: s.Timed} {
				if got := f.queues[place]; !slices.Equal(got, want) {
					t.Fatalf("step %d: the events say that %s is %v; it is %v\n%+v", s.Step, place, got, want, events)
				}
			}
			for object, want := range waitQueues(s) {
				if got := f.waits[object]; !slices.Equal(got, want) {
					t.Fatalf("step %d: the events say that %v wait for %s; it is %v\n%+v", s.Step, got,
						e.ObjectName(object), want, events)
				}
			}
			for _, v := range s.Syncs {
				if got := f.numbers[v.Object]; !slices.Equal(got, v.State) {
					t.Fatalf("step %d: the events say that %s is %v; it is %v", s.Step, v.Name, got, v.State)
				}
			}
			if err := e.Check(); err != nil {
				t.Fatalf("step %d: %v", s.Step, err)
			}
		})
	})
}

// waitQueues returns the lock queue, signal queue or wait list of each object.
func waitQueues(s *engine.Snapshot) map[int][]int {
	all := map[int][]int{}
	for _, m := range append(slices.Clone(s.Mutexes), s.Mailboxes...) {
		all[m.Object] = append(all[m.Object], m.LockQueue...)
	}
	for _, c := range append(slices.Clone(s.Conds), s.MailConds...) {
		all[c.Object] = append(all[c.Object], c.SignalQueue...) // a mailbox's lock has no queue but the scheduler's
	}
	for _, l := range s.Lists {
		all[l.Object] = l.Queue
	}
	for _, v := range s.Syncs {
		all[v.Object] = v.Queue
	}
	for _, v := range s.Ends {
		all[v.Object] = v.Queue
	}
	return all
}

// fold rebuilds the queues from events alone: the places, and by object who waits for it and what its numbers are.
type fold struct {
	queues  [5][]int
	waits   map[int][]int
	numbers map[int][]int64
}

func newFold(slots int) *fold {
	f := &fold{waits: map[int][]int{}, numbers: map[int][]int64{}}
	for slot := range slots {
		f.queues[engine.Free] = append(f.queues[engine.Free], slot)
	}
	return f
}

func (f *fold) all(events []engine.Event) error {
	for _, ev := range events {
		who := int(ev.Who)
		switch ev.Kind {
		case engine.Moved:
			if !f.remove(ev.FromPlace(), who) {
				return fmt.Errorf("slot %d moves from %s, where it is not", who, ev.FromPlace())
			}
			f.queues[ev.To] = append(f.queues[ev.To], who)
		case engine.Searched:
			if !f.remove(ev.FromPlace(), who) {
				return fmt.Errorf("slot %d is looked at on %s, where it is not", who, ev.FromPlace())
			}
			f.queues[ev.From] = append(f.queues[ev.From], who)
		case engine.Joined:
			q := f.waits[int(ev.Object)]
			if slices.Contains(q, who) {
				return fmt.Errorf("slot %d joins a queue that it is on", who)
			}
			at := len(q)
			if ev.Arg == 1 {
				at = 0
			}
			f.waits[int(ev.Object)] = slices.Insert(q, at, who)
		case engine.Left:
			q := f.waits[int(ev.Object)]
			at := slices.Index(q, who)
			if at < 0 {
				return fmt.Errorf("slot %d leaves a queue that it is not on", who)
			}
			f.waits[int(ev.Object)] = slices.Delete(q, at, at+1)
		case engine.Became:
			f.numbers[int(ev.Object)][ev.From] = int64(ev.Arg)
		case engine.Reordered:
			if !f.remove(engine.Ready, who) {
				return fmt.Errorf("slot %d is reordered on READY, where it is not", who)
			}
			if ev.Arg == 1 {
				f.queues[engine.Ready] = slices.Insert(f.queues[engine.Ready], 0, who)
			} else {
				f.queues[engine.Ready] = append(f.queues[engine.Ready], who)
			}
		}
	}
	return nil
}

func (f *fold) remove(from engine.Place, who int) bool {
	at := slices.Index(f.queues[from], who)
	if at >= 0 {
		f.queues[from] = slices.Delete(f.queues[from], at, at+1)
	}
	return at >= 0
}

func TestForkIsIndependent(t *testing.T) {
	programs := compileAll(t)
	rapid.Check(t, func(t *rapid.T) {
		p := drawScene(t, programs)
		e, err := engine.New(p)
		if err != nil {
			t.Fatal(err)
		}
		none := func([]engine.Event) {}
		perform(e, drawActs(t, p), none)
		before := e.Hash()
		fork := e.Fork(nil)
		if fork.Hash() != before {
			t.Fatal("a fork is another state")
		}
		other := drawActs(t, p)
		perform(fork, other, none)
		if e.Hash() != before {
			t.Fatal("what was done to a fork changed the machine that it came from")
		}
		perform(e, other, none)
		if e.Hash() != fork.Hash() {
			t.Fatal("the same commands took a fork and its origin to two states")
		}
		again := e.Fork(fork)
		if again.Hash() != e.Hash() {
			t.Fatal("a fork into used memory is another state")
		}
	})
}

// TestSessionIsItsReplay goes about in a session at random, and compares each position with a plain replay of the
// branch's commands.
func TestSessionIsItsReplay(t *testing.T) {
	programs := compileAll(t)
	rapid.Check(t, func(t *rapid.T) {
		s, p := drawSession(t, programs)
		// A tiny budget makes thinning out and doubling happen in a short run.
		s.keys.budget = (2 + rapid.IntRange(0, 40).Draw(t, "keyframes")) * s.keys.each
		s.keys.interval = 1
		s.planKey()
		for range rapid.IntRange(1, 25).Draw(t, "moves") {
			move(t, s, p)
			if got, want := s.Engine().Hash(), replayed(t, s); got != want {
				t.Fatalf("step %d: the state is %x, a replay gives %x\n%s", s.Position(), got, want, s.Marshal())
			}
			if s.Engine().StepNumber() != s.Position() || s.Position() > s.Length() {
				t.Fatalf("the machine is at step %d, the session at %d of %d",
					s.Engine().StepNumber(), s.Position(), s.Length())
			}
			if s.KeyframeBytes() > s.keys.budget {
				t.Fatalf("keyframes take %d bytes of %d", s.KeyframeBytes(), s.keys.budget)
			}
		}
		text := s.Marshal()
		back, err := Unmarshal(text)
		if err != nil {
			t.Fatalf("%v\n%s", err, text)
		}
		if got := back.Marshal(); string(got) != string(text) {
			t.Fatalf("a session that was read is written as\n%s\nand not as\n%s", got, text)
		}
		if back.Engine().Hash() != s.Engine().Hash() || back.Position() != s.Position() {
			t.Fatalf("a session that was read stands elsewhere")
		}
	})
}

// move does one thing to a session.
func move(t *rapid.T, s *Session, p *program.Program) {
	switch rapid.IntRange(0, 11).Draw(t, "move") {
	case 0, 1:
		for range rapid.IntRange(1, 40).Draw(t, "steps") {
			s.Forward()
		}
	case 2:
		s.Back()
	case 3:
		s.GoTo(int64(rapid.IntRange(0, int(s.Length())).Draw(t, "to")))
	case 4, 5:
		_, _ = s.Do(drawCommand(t, p))
	case 6:
		_, _ = s.Undo()
	case 7:
		_, _ = s.OtherFuture()
	case 9:
		s.Marshal()
	case 11:
		s.Afresh()
	case 10:
		answerAtRandom(t, s)()
	case 8:
		if err := s.Switch(rapid.IntRange(1, len(s.Branches())).Draw(t, "branch")); err != nil {
			t.Fatal(err)
		}
	}
}

// replayed runs the present branch's commands from the beginning and gives the hash at the present position.
func replayed(t *rapid.T, s *Session) uint64 {
	e, err := engine.New(s.Program())
	if err != nil {
		t.Fatal(err)
	}
	commands := s.Commands()
	for {
		for len(commands) > 0 && commands[0].Step == e.StepNumber() {
			if _, err := e.Do(commands[0].Command); err != nil {
				t.Fatal(err)
			}
			commands = commands[1:]
		}
		if e.StepNumber() >= s.Position() {
			return e.Hash()
		}
		e.Step()
	}
}
