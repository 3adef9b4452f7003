package narrate

import (
	"slices"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
)

// fold brings what the narrator knows up to date.
func (n *Narrator) fold(ev *engine.Event) {
	n.search.fold(ev)
	n.foldIrq(ev)
	n.foldChoice(ev)
	if ev.Kind == engine.Moved && ev.ToPlace() == engine.Running {
		n.before = n.clock
	}
	n.clock = ev.Time
	switch ev.Kind {
	case engine.Spawned:
		n.slots[ev.Who] = told{fn: int32(ev.Object), name: engine.SpawnedName(n.prog, *ev), last: -1,
			uses: n.slots[ev.Who].uses + 1}
	case engine.Passed:
		t := &n.slots[ev.Who]
		t.given = append(slices.Clip(t.given), n.number)
	case engine.Moved:
		t := &n.slots[ev.Who]
		t.place = ev.ToPlace()
		n.killed = n.killed || ev.Cause() == engine.ByKill
		t.zombie = t.zombie || ev.Cause() == engine.ByKill && t.place == engine.Ready
		if t.place == engine.Free {
			t.fn = -1
		}
	case engine.Joined:
		n.joined = ev.Who
		q := &n.queues[ev.Object]
		if ev.Arg == 1 {
			*q = append([]int32{ev.Who}, *q...)
		} else {
			*q = append(*q, ev.Who)
		}
	case engine.Left:
		q, t := n.queues[ev.Object], &n.slots[ev.Who]
		t.stood, t.among = slices.Index(q, ev.Who), len(q)
		n.queues[ev.Object] = without(q, ev.Who)
		t.wentAt = ev.Step
	case engine.Became:
		if ev.From == program.ChanLen {
			n.filled = filling{ev.Step, ev.Object, n.number - n.state[ev.Object][ev.From]}
		}
		n.state[ev.Object][ev.From] = n.number
	case engine.Holding:
		n.holding = n.number
	case engine.Placed:
		n.place = int(ev.Arg)
	case engine.Owned:
		n.gave = n.owner[ev.Object]
		n.own(ev.Object, ev.Who, ev.Arg)
	case engine.Orphaned:
		n.ended[ev.Object] = n.name(ev.Who)
	case engine.Commanded:
		n.foldCommand(ev)
	case engine.Refused:
		n.isNil = ev.Reason() == engine.IsNil // the op that follows asks for it
	case engine.Switched:
		n.rules[ev.Object] = program.Token(ev.Arg)
	case engine.Came:
		n.foldEnd(ev)
	case engine.Did:
		n.foldOp(ev)
	}
}

func (n *Narrator) foldCommand(ev *engine.Event) {
	n.killed, n.handed = false, -1
	switch ev.Verb() {
	case engine.CapacityVerb:
		n.max[n.prog.Objects[ev.Object].Index] = int(ev.Arg)
	case engine.ClearVerb:
		n.fill[n.prog.Objects[ev.Object].Index] += int(ev.Queued())
	case engine.SetVerb:
		n.vars[n.prog.Objects[ev.Object].Index] = n.number
	case engine.PolicyVerb:
		n.policy = program.Policy(ev.Arg)
	}
}

// Fold takes an event in without a word, for those who want none of it. It is as if Event had told it.
func (n *Narrator) Fold(ev *engine.Event, end engine.End) {
	if n.end = end; n.hears(ev) {
		n.fold(ev)
	}
}

// own notes who has a lock; -1: nobody.
func (n *Narrator) own(o uint16, who, depth int32) {
	n.owner[o], n.depth[o], n.ended[o] = who, depth, ""
}

// foldEnd notes that the run has failed, perhaps before the op in that step is told.
func (n *Narrator) foldEnd(ev *engine.Event) {
	if n.failed = 0; ev.Ending() == engine.EndViolation {
		n.failed = ev.Step
	}
}

func (n *Narrator) foldOp(ev *engine.Event) {
	n.undone, n.failed = n.valueless(ev), 0
	n.killed, n.isNil = false, false
	n.actor, n.acted, n.joined, n.gave, n.handed = ev.Who, ev.Step, -1, -1, -1
	if n.handsOn(ev) {
		n.handed = int32(ev.Object)
	}
	n.waking = ev.Op() == program.Wakeup || ev.Op() == program.WakeupAll
	n.asserting = ev.Op() == program.Assert && ev.Outcome() == engine.Failed
	if ev.Who >= 0 {
		n.foldStand(&n.slots[ev.Who], ev)
	}
	if ev.Outcome() == engine.Failed || ev.Object == engine.NoObject || n.posts(ev.Object) {
		return
	}
	done := ev.Outcome() == engine.Done
	switch ev.Op() {
	case program.Store, program.Cas, program.AtomicAdd:
		n.vars[n.prog.Objects[ev.Object].Index] = n.number
	case program.Put, program.Take, program.PutAt, program.Remove, program.Clear:
		n.fill[n.prog.Objects[ev.Object].Index] += int(ev.Queued())
	case program.Lock, program.TryLock, program.LockWithin:
		if done && ev.Result == uint8(program.OK) {
			n.own(ev.Object, ev.Who, max(ev.Arg, 1))
		}
	case program.Relock:
		if done {
			n.own(ev.Object, ev.Who, max(ev.Arg, 1))
		}
	case program.Signal:
		if done && n.prog.Objects[ev.Object].Class == program.MutexClass {
			n.own(ev.Object, ev.Who, 1)
		}
	case program.Unlock:
		if n.depth[ev.Object] = ev.Arg; done && ev.Result == uint8(program.OK) && ev.Arg == 0 {
			n.own(ev.Object, -1, 0)
		}
	case program.Wait, program.WaitWithin:
		m := uint16(n.mutexOf(ev))
		if n.owner[m] == ev.Who && !done {
			if n.depth[m]--; n.depth[m] <= 0 {
				n.own(m, -1, 0)
			}
		}
	}
}

// posts reports whether an object is the lock of the scheduler's mailbox.
func (n *Narrator) posts(o uint16) bool {
	boxes := 0
	if n.prog.UsesMail {
		boxes = len(n.slots)
	}
	return o != engine.NoObject && int(o) == len(n.prog.Objects)+boxes
}

func without(q []int32, s int32) []int32 {
	switch at := slices.Index(q, s); at {
	case -1:
		return q
	case 0:
		return q[1:]
	default:
		return slices.Delete(q, at, at+1)
	}
}

// hears takes the number of an event in hand; false: it told that of the next one only.
func (n *Narrator) hears(ev *engine.Event) bool {
	if ev.Kind == engine.Large {
		n.large, n.holds = ev.Large(), true
		return false
	}
	if n.number = int64(ev.Arg); n.holds {
		n.number, n.holds = n.large, false
	}
	return true
}
