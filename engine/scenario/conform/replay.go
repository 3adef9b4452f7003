package conform

import (
	"fmt"
	"strings"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/engine/scenario"
)

// Replay runs the scenario as a scene and gives its trace in the form of the recorded ones. The error tells of a
// scenario that is no scene, or of a machine whose events and snapshots disagree.
func Replay(sc *scenario.Scenario, lib scenario.Library, sched scenario.Scheduler) (trace string, err error) {
	w := sc.Write(lib, sched)
	p, err := program.Parse(sc.Name+".scene", w.Text)
	if err != nil {
		return "", err
	}
	e, err := engine.New(p)
	if err != nil {
		return "", err
	}
	e.NeverEnds(true)
	t := &tracer{
		sc: sc, written: w, prog: p, e: e, robin: sched == scenario.RoundRobin, fold: newFold(p, sc.Slots),
		before: newFold(p, sc.Slots),
		box:    map[string]int{}, work: make([]int64, sc.Slots),
	}
	t.begin(lib)
	for passes := 0; e.End().Kind == engine.NotEnded && passes < sc.Steps; passes++ {
		if err := t.pass(); err != nil {
			return t.out.String(), err
		}
	}
	t.say("END reason=%s", t.reason())
	return t.out.String(), nil
}

// tracer prints what the machine tells.
type tracer struct {
	sc      *scenario.Scenario
	written *scenario.Written
	prog    *program.Program
	e       *engine.Engine
	snap    *engine.Snapshot
	robin   bool
	fold    *fold
	before  *fold // the queues as they were when the running op began
	out     strings.Builder

	box      map[string]int // slot of a process's mailbox: the last in which it lived
	work     []int64        // by slot: yields of the work it is at, 0 none
	requests []string       // texts of spawns and kills that wait

	// of the step at hand
	wakes, calls []string
	woken        []int  // slots, in the order in which they came to READY
	cause        string // of wakes and searches
	op           string
	after        []string // the stop, and what the scheduler does behind it
	stopped      bool
	bare         bool // a resume of a free slot: no state lines
}

func (t *tracer) say(format string, args ...any) {
	fmt.Fprintf(&t.out, format+"\n", args...)
}

func (t *tracer) begin(lib scenario.Library) {
	library, scheduler := "post", "fourqueue"
	if lib == scenario.New {
		library = "new"
	}
	if t.robin {
		scheduler = "roundrobin"
	}
	t.say("TRACE v1 scenario=%s lib=%s sched=%s clock=%d/%d slots=%d", t.sc.Name, library, scheduler, t.sc.ClockNum,
		t.sc.ClockDen, t.sc.Slots)
	for _, ev := range t.e.Boot() {
		t.noteSpawn(ev)
		t.fold.apply(ev)
	}
	t.say("STEP 0 t=0 run=- stop=INIT")
	t.snap = t.e.Snapshot(t.snap)
	t.queues()
	t.objects()
	t.variables()
}

// pass prints one pass: the steps of one coroutine, and the state after them.
func (t *tracer) pass() error {
	t.stopped, t.bare, t.after = false, false, nil
	for first := true; first || t.e.RunningSlot() >= 0 && t.e.End().Kind == engine.NotEnded; first = false {
		t.step(t.e.Step())
	}
	for _, line := range t.after {
		t.say("%s", line)
	}
	t.snap = t.e.Snapshot(t.snap)
	if err := t.fold.check(t.snap); err != nil {
		return err
	}
	if t.bare {
		return nil
	}
	if !t.robin {
		t.queues()
	}
	t.objects()
	if !t.robin {
		t.variables()
	}
	return nil
}

// step prints what one step's events tell: callbacks and wakes before the op that caused them.
func (t *tracer) step(events []engine.Event) {
	t.wakes, t.calls, t.woken, t.op, t.cause = nil, nil, nil, "", ""
	searched := false
	for _, ev := range events {
		if !searched && (ev.Kind == engine.Searched || ev.Kind == engine.Moved || ev.Kind == engine.Reordered) &&
			!t.begins(ev) {
			t.fold.copyTo(t.before)
			searched = true
		}
		if t.stops(ev) {
			t.turns()
		}
		t.event(ev)
		t.fold.apply(ev)
	}
	if !t.stopped {
		t.turns()
	}
	for _, lines := range [][]string{t.calls, t.wakes} {
		for _, line := range lines {
			t.say("%s", line)
		}
	}
	if t.op != "" {
		t.say("OP %s", t.op)
	}
}

// begins reports whether an event dispatches a coroutine.
func (t *tracer) begins(ev engine.Event) bool {
	return ev.Kind == engine.Moved && ev.ToPlace() == engine.Running
}

// stops reports whether an event takes the running coroutine off the CPU.
func (t *tracer) stops(ev engine.Event) bool {
	return ev.Kind == engine.Moved && ev.FromPlace() == engine.Running
}

// turns tells of the order that a callback's searches changed.
func (t *tracer) turns() {
	if t.cause == "" {
		return
	}
	if t.fold.turned(t.before, engine.Waiting, nil) || t.fold.turned(t.before, engine.TimedWaiting, nil) {
		t.wakes = append(t.wakes, "ROTATE by="+t.cause)
	}
	if t.fold.turned(t.before, engine.Ready, t.woken) {
		t.wakes = append(t.wakes, "REORDER ready by="+t.cause)
	}
	t.cause = ""
}

// reason says how the run ended.
func (t *tracer) reason() string {
	switch end := t.e.End(); end.Kind {
	case engine.NotEnded:
		return "maxsteps"
	case engine.EndDeadlock, engine.EndStuck:
		if len(t.fold.order[engine.TimedWaiting]) > 0 {
			return "stalled-timed"
		}
		return "deadlock"
	default:
		return end.Kind.String()
	}
}
