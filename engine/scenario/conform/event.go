package conform

import (
	"fmt"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
)

// event notes what an event adds to the step's lines. The queues are still as before it.
func (t *tracer) event(ev engine.Event) {
	switch ev.Kind {
	case engine.Did:
		t.did(ev)
	case engine.Moved:
		t.moved(ev)
	case engine.Called:
		t.called(ev)
	case engine.Reordered:
		t.cause = t.causeOf(ev)
	case engine.Ticked:
		t.say("STEP %d t=%d run=IDLE", t.e.PassNumber(), t.e.Time())
		t.after, t.stopped = append(t.after, "STOP IDLE IDLE"), true
	case engine.Wasted:
		t.say("STEP %d t=%d run=%s stop=NOT_RESUMABLE", t.e.PassNumber(), t.e.Time(), t.fold.names[ev.Who])
		t.stopped, t.bare = true, true
	case engine.Spawned:
		t.noteSpawn(ev)
		if t.stopped {
			t.message("slot " + slotName(int(ev.Who)))
		}
	case engine.Refused:
		if t.stopped {
			t.refused(ev.Reason())
		}
	}
}

func (t *tracer) noteSpawn(ev engine.Event) {
	if ev.Kind == engine.Spawned && ev.PC > 0 {
		t.box[t.written.Processes[t.prog.Names[ev.PC-1]]] = int(ev.Who)
	}
}

// message tells how the request that waited longest was handled.
func (t *tracer) message(result string) {
	if len(t.requests) > 0 {
		t.after = append(t.after, "MSG "+t.requests[0]+" => "+result)
		t.requests = t.requests[1:]
	}
}

func (t *tracer) refused(why engine.Reason) {
	switch why {
	case engine.NoFreeSlot:
		t.message("out-of-slots")
	case engine.NoSuch, engine.IsNil:
		t.message("not-running")
	}
}

func (t *tracer) moved(ev engine.Event) {
	who := t.who(int(ev.Who))
	switch from, to := ev.FromPlace(), ev.ToPlace(); {
	case to == engine.Running:
		t.say("STEP %d t=%d run=%s", t.e.PassNumber(), ev.Time, who)
	case from == engine.Running:
		stop := [...]string{engine.Free: "DONE", engine.Ready: "YIELD", engine.Waiting: "WAIT",
			engine.TimedWaiting: "TIMEDWAIT"}[to]
		t.after, t.stopped = append(t.after, "STOP "+who+" "+stop), true
	case ev.Cause() == engine.ByKill:
		t.message("ok from=" + from.Key())
	case ev.Cause() == engine.ByTimeout:
		t.after = append(t.after, "WAKE "+who+" from="+from.Key()+" by=timeout")
	case to == engine.Ready && ev.Cause() != engine.BySpawn:
		t.cause, t.woken = t.causeOf(ev), append(t.woken, int(ev.Who))
		t.wakes = append(t.wakes, "WAKE "+who+" from="+from.Key()+" by="+t.cause)
	}
	if ev.ToPlace() == engine.Free {
		t.work[ev.Who] = 0
	}
}

// causeOf names the callback behind a wake.
func (t *tracer) causeOf(ev engine.Event) string {
	if ev.Cause() == engine.ByUnlock {
		return "unlock:" + t.object(ev.Object, "mlock")
	}
	return "signal:" + t.object(ev.Object, "mcond")
}

// object names what an event was done to; a part of a mailbox has no name of its own.
func (t *tracer) object(object uint16, part string) string {
	if int(object) >= len(t.prog.Objects) {
		return part
	}
	return t.scenarioName(t.prog.Objects[object].Name)
}

// scenarioName returns the scenario's name of an object of the scene.
func (t *tracer) scenarioName(name string) string {
	for _, m := range t.sc.Mutexes {
		if t.written.Objects[m.Name] == name {
			return m.Name
		}
	}
	for _, c := range t.sc.Conds {
		if t.written.Objects[c] == name {
			return c
		}
	}
	return name
}

// who returns the scenario's name of whoever is in a slot.
func (t *tracer) who(slot int) string {
	if name, ok := t.written.Processes[t.fold.names[slot]]; ok {
		return name
	}
	return t.fold.names[slot]
}

// called tells of a callback that posts a message.
func (t *tracer) called(ev engine.Event) {
	rule, verb, part := program.RuleUnlockCallback, "unlock", "mlock"
	if k := ev.Op(); k == program.Signal || k == program.Broadcast {
		rule, verb, part = program.RuleSignalCallback, "signal", "mcond"
	}
	if t.e.Rules()[rule] >= program.CallbackMessage {
		t.calls = append(t.calls, fmt.Sprintf("CB %s(%s) depth=%d posting message to scheduler", verb,
			t.object(ev.Object, part), ev.Arg))
	}
}
