package reason_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/engine/reason"
	"github.com/quartet-os/quartet/internal/effort"
	"github.com/quartet-os/quartet/internal/scenetest"
	"github.com/quartet-os/quartet/presets"
)

// eventLog is the raw events of a run. Whatever it is asked it looks up anew, from the newest event backwards: slow,
// and without any of the state that a History carries along.
type eventLog []engine.Event

// waitsSince returns the step in which a slot came to the waiting places that it is on, 0 if it is on none.
func (l eventLog) waitsSince(slot int) int64 {
	waits := func(p engine.Place) bool { return p == engine.Waiting || p == engine.TimedWaiting }
	for _, ev := range slices.Backward(l) {
		if ev.Kind != engine.Moved || int(ev.Who) != slot {
			continue
		}
		if !waits(ev.ToPlace()) {
			return 0
		}
		if !waits(ev.FromPlace()) {
			return ev.Step
		}
	}
	return 0
}

// tookAt returns the step since which an owner has a mutex: the last one in which it got it, without a release since
// the one before. Levels that were added to a mutex that it had are none, and an op that ends with the mutex is none
// where the mutex was given before (handoff, Hoare).
func (l eventLog) tookAt(p *program.Program, object, slot int) int64 {
	took, ended := int64(-1), false
	for _, ev := range slices.Backward(l) {
		mine := int(ev.Who) == slot
		switch {
		case ev.Kind == engine.Owned && int(ev.Object) == object:
			if !mine {
				return took
			}
			took = ev.Step
		case ev.Kind != engine.Did || ev.Outcome() == engine.Failed || !mine:
		case (ev.Op() == program.Wait || ev.Op() == program.WaitWithin) &&
			p.Mutexes[p.Ops[ev.PC].B].Object == object && took >= 0:
			return took // if it had it before, it gave it back here
		case int(ev.Object) != object || ev.Outcome() != engine.Done || ev.Result != uint8(program.OK) &&
			ev.Op() != program.Relock:
		case ev.Op() == program.Unlock && ev.Arg == 0:
			return took
		case ev.Op() == program.Lock, ev.Op() == program.TryLock, ev.Op() == program.LockWithin,
			ev.Op() == program.Relock, ev.Op() == program.Signal:
			if ended {
				return took
			}
			took, ended = ev.Step, ev.Arg <= 1
		}
	}
	return took
}

// lastWakeup returns the last op that was to wake who waits for an object, and whom it moved on.
func (l eventLog) lastWakeup(object int) (step int64, by int, woke []int) {
	for i, ev := range slices.Backward(l) {
		if ev.Kind != engine.Did || int(ev.Object) != object || ev.Outcome() != engine.Done || !ev.Op().Row().Wakes ||
			ev.Op().Describes() {
			continue
		}
		for _, after := range l[i:] {
			if after.Step != ev.Step {
				break
			}
			switch after.Cause() {
			case engine.BySignal, engine.ByBroadcast, engine.ByWakeup, engine.ByRelease:
				if after.Kind == engine.Moved && int(after.Object) == object {
					woke = append(woke, int(after.Who))
				}
			}
		}
		return ev.Step, int(ev.Who), woke
	}
	return 0, -1, nil
}

// agrees compares what a history says of a state with the log and with the state itself.
func agrees(p *program.Program, h *reason.History, l eventLog, now *engine.Snapshot) error {
	for _, c := range now.Coroutines {
		if got, want := h.Waits(c.Slot), l.waitsSince(c.Slot); c.Live && got != want {
			return fmt.Errorf("%s waits since step %d, by the log since %d", c.Name, got, want)
		}
	}
	for _, m := range now.Mutexes {
		slot, since := h.Owner(m.Object)
		if slot != m.Owner {
			return fmt.Errorf("%s is held by slot %d, not by %d", m.Name, m.Owner, slot)
		}
		if m.Owner < 0 {
			continue
		}
		if want := l.tookAt(p, m.Object, m.Owner); since != want {
			return fmt.Errorf("%s is %s's since step %d, by the log since %d", m.Name, m.OwnerName, since, want)
		}
	}
	for w := range now.Waitables() {
		if w.Class.Row().Wake == "" || w.On == engine.OnSync {
			continue
		}
		step, by, woke := l.lastWakeup(w.Object)
		got := h.Wakeups(w.Object, 1)
		if len(got) == 0 {
			if _, whole := h.Notes(w.Object, 1000); step != 0 && whole {
				return fmt.Errorf("the wakeup of %s in step %d is not known", w.Name, step)
			}
			continue
		}
		var slots []int
		for _, x := range got[0].Woke {
			slots = append(slots, x.Slot)
		}
		slices.Sort(slots)
		slices.Sort(woke)
		if got[0].Step != step || got[0].Slot != by || !slices.Equal(slots, woke) {
			return fmt.Errorf("the last wakeup of %s is step %d by %d for %v, by the log step %d by %d for %v", w.Name,
				got[0].Step, got[0].Slot, slots, step, by, woke)
		}
	}
	return nil
}

// TestAnswersAgreeWithTheEvents is the law of this package: for every state of every scene of the shelf, who holds a
// mutex and since when, who waits since when, who signalled last and whom that moved on, who set a variable, what is in
// a work queue, who stands in which queue since when, and the lives of items are what the events say.
func TestAnswersAgreeWithTheEvents(t *testing.T) {
	steps, every := effort.Times(200, 500, 3000), effort.Times(7, 5, 1)
	for _, name := range effort.Some(t, presets.Names(), 40, 1000) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := witnessed(t, name)
			for i := range steps {
				events := w.e.Step()
				if events == nil {
					break
				}
				w.tell(events)
				if i%every != 0 && w.e.End().Kind == engine.NotEnded {
					continue
				}
				w.agrees(t)
				if err := explains(w.r, w.h, w.l, w.now); err != nil {
					t.Fatalf("step %d: %v", w.now.Step, err)
				}
			}
		})
	}
}

// witness is a run of a scene with all that tell of it.
type witness struct {
	e     *engine.Engine
	h     *reason.History
	r     *reason.Reader
	l     eventLog
	books *ledger
	now   *engine.Snapshot
}

func witnessed(t *testing.T, scene string) *witness {
	p := scenetest.Shipped(t, scene)
	w := &witness{e: scenetest.Boot(t, p), h: &reason.History{}, r: reason.NewReader(p)}
	w.l = slices.Clone(w.e.Boot())
	w.h.Boot(w.e, w.l)
	w.books = newLedger(p, w.e.Snapshot(nil))
	w.books.book(w.l)
	return w
}

// tell takes in what has happened.
func (w *witness) tell(events []engine.Event) {
	w.h.Tell(events)
	w.l = append(w.l, events...)
	w.books.book(events)
}

// agrees looks whether the history says of the present state what the events say, and the second fold of them.
func (w *witness) agrees(t *testing.T) {
	t.Helper()
	w.now = w.e.Snapshot(w.now)
	if err := agrees(w.e.Program(), w.h, w.l, w.now); err != nil {
		t.Fatalf("step %d: %v", w.now.Step, err)
	}
	if err := w.books.agrees(w.r, w.h, w.now); err != nil {
		t.Fatalf("step %d: %v", w.now.Step, err)
	}
}

// explains looks at the sentences themselves: none is empty, each step that is linked has happened and is that of an
// event, and whoever waits begins with when and for what.
func explains(r *reason.Reader, h *reason.History, l eventLog, now *engine.Snapshot) error {
	steps := map[int64]bool{-1: true, 0: true}
	for _, ev := range l {
		steps[ev.Step] = true
	}
	look := func(a reason.Answer) error {
		if len(a.Lines) == 0 || a.Title == "" {
			return fmt.Errorf("%q has no answer", a.Title)
		}
		for _, line := range a.Lines {
			if !steps[line.Step] || line.Text == "" || strings.Contains(line.Text, "  ") ||
				strings.Contains(line.Text, " .") || !strings.HasSuffix(line.Text, ".") {
				return fmt.Errorf("%s: step %d: %q", a.Title, line.Step, line.Text)
			}
		}
		return nil
	}
	for i := range now.Coroutines {
		if c := &now.Coroutines[i]; c.Live {
			a := r.Why(now, h, c.Slot)
			if err := look(a); err != nil {
				return err
			}
			waits := c.Place == engine.Waiting || c.Place == engine.TimedWaiting
			if want := l.waitsSince(c.Slot); waits && want > 0 && a.Lines[0].Step != want {
				return fmt.Errorf("%s waits since step %d: %q", c.Name, want, a.Lines[0].Text)
			}
		}
	}
	for o := range r.Program().Objects {
		if err := look(r.Object(now, h, o)); err != nil {
			return err
		}
	}
	for _, q := range now.Queues {
		for _, item := range q.Items {
			if err := look(r.Item(now, h, item)); err != nil {
				return err
			}
		}
	}
	return look(r.Verdict(now, h))
}

// TestALossyLogIsNoticed: the law is one that can fail.
func TestALossyLogIsNoticed(t *testing.T) {
	for _, drop := range []engine.EventKind{engine.Moved, engine.Did, engine.Joined} {
		p := scenetest.Shipped(t, "bounded-buffer")
		e := scenetest.Boot(t, p)
		h, r := &reason.History{}, reason.NewReader(p)
		l := eventLog(slices.Clone(e.Boot()))
		h.Boot(e, l)
		books := newLedger(p, e.Snapshot(nil))
		books.book(l)
		var found error
		for range 300 {
			events := e.Step()
			l = append(l, events...)
			books.book(events)
			if e.StepNumber()%10 != 0 {
				h.Tell(events)
			} else {
				h.Tell(slices.DeleteFunc(slices.Clone(events), func(ev engine.Event) bool { return ev.Kind == drop }))
			}
			if drop != engine.Joined && found == nil {
				found = agrees(p, h, l, e.Snapshot(nil))
			}
			if drop != engine.Moved && found == nil {
				found = books.agrees(r, h, e.Snapshot(nil))
			}
		}
		if found == nil {
			t.Errorf("nothing is noticed where events of kind %d are kept back", drop)
		}
	}
}
