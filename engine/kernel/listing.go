package kernel

import (
	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
)

// Line names a line of the scheduler's own listing, whatever its number under the present rules.
type Line uint8

// The lines that do something. Those between are heads and ends of blocks.
const (
	LineNone Line = iota
	LinePick
	LineResume
	LineWait
	LineTimedWait
	LineEnded
	LineYielded
	LineTimeout
	LineMessage
	LineIdle
	LineHead
	LineLook
	LineUnlockMove
	LineCount
	LineSearch
	LineSignalMove
	LinePost
)

// Listed is one line of the scheduler's listing.
type Listed struct {
	Line Line
	Text string
}

// Listing returns the scheduler's own code under the given rules: how it chooses the queue by the yielded value,
// its timeout check, and the two callbacks with the state pointer that they go through. The text is ours; the
// steps are those of the post on the four queues.
func Listing(r program.Rules, policy program.Policy) []Listed {
	var out []Listed
	add := func(l Line, text string) { out = append(out, Listed{l, text}) }
	add(LineNone, "pass(state) {")
	if policy == program.RoundRobin {
		add(LinePick, "    c = slots[i]; i = (i+1) % len(slots)")
		add(LineResume, "    v = resume(c)")
		add(LineYielded, "    // whatever v is: its turn comes again")
		add(LineEnded, "    if ended(c)        slots[c] = none")
		add(LineMessage, "    handle one spawn or kill")
		add(LineNone, "}")
		return out
	}
	add(LinePick, "    c = pop(state.READY)")
	if r[program.RuleIdle] == program.IdleJump {
		add(LineIdle, "    if c == none       clock = next deadline")
	} else {
		add(LineIdle, "    if c == none       idle for one pass")
	}
	add(LineResume, "    v = resume(c)")
	if r[program.RuleBlocked] == program.BlockedOne {
		add(LineWait, "    if v == BLOCKED    push(state.WAITING, c)")
		add(LineTimedWait, "    // with or without a deadline? v does not say")
	} else {
		add(LineWait, "    if v == WAIT       push(state.WAITING, c)")
		add(LineTimedWait, "    if v == TIMEDWAIT  push(state.TIMED, c)")
	}
	add(LineEnded, "    if ended(c)        push(state.FREE, c)")
	add(LineYielded, "    else               push(state.READY, c)")
	add(LineNone, "    for c in state.TIMED")
	add(LineTimeout, "        if "+deadlineText(r)+"  move(c, state.READY)")
	if r[program.RuleCommands] == program.CommandsPerPass {
		add(LineMessage, "    handle one spawn or kill")
	} else {
		add(LineMessage, "    handle every spawn and kill")
	}
	add(LineNone, "}")
	out = appendUnlock(out, r)
	return appendSignal(out, r)
}

func deadlineText(r program.Rules) string {
	switch r[program.RuleDeadline] {
	case program.DeadlineObject:
		return "now >= c.blockedOn.deadline"
	case program.DeadlineNone:
		return "now >= ??? // nothing tells"
	}
	return "now >= c.deadline"
}

func appendUnlock(out []Listed, r program.Rules) []Listed {
	add := func(l Line, text string) { out = append(out, Listed{l, text}) }
	add(LineNone, "")
	add(LineNone, "unlockCallback(state, m) {")
	switch r[program.RuleUnlockCallback] {
	case program.CallbackNone:
		add(LineNone, "    // not configured: nobody is told")
	case program.CallbackMessage, program.CallbackRecursive:
		add(LinePost, "    send(scheduler, m) // locks and unlocks a mailbox")
	default:
		add(LineHead, "    w = head(m.lockQueue)")
		if r[program.RuleRemoval] == program.RemovalRotate {
			add(LineNone, "    for x = pop(state.WAITING), then state.TIMED")
			add(LineLook, "        if x != w      push it back")
			add(LineUnlockMove, "        if x == w      push(state.READY, w)")
		} else {
			add(LineLook, "    take w out of state.WAITING or state.TIMED")
			add(LineUnlockMove, "    push(state.READY, w)")
		}
	}
	add(LineNone, "}")
	return out
}

func appendSignal(out []Listed, r program.Rules) []Listed {
	add := func(l Line, text string) { out = append(out, Listed{l, text}) }
	add(LineNone, "")
	add(LineNone, "signalCallback(state, c) {")
	switch r[program.RuleSignalCallback] {
	case program.CallbackNone:
		add(LineNone, "    // not configured: nobody is told")
	case program.CallbackMessage, program.CallbackRecursive:
		add(LinePost, "    send(scheduler, c) // locks and unlocks a mailbox")
	default:
		add(LineCount, "    for w in first N of c.signalQueue")
		if r[program.RuleRemoval] == program.RemovalRotate {
			add(LineSearch, "        pop and push back until w is found")
		} else {
			add(LineSearch, "        take w out of its waiting queue")
		}
		add(LineSignalMove, "        push(state.READY, w)")
	}
	add(LineNone, "}")
	return out
}

// Mark says that a line of the scheduler's listing acted, and on whom.
type Mark struct {
	Line Line
	Who  int // slot, -1
}

// Marks gives, in order, the lines of the scheduler's listing that a step's events ran through, under the rules and
// the policy that the listing was made for.
func Marks(events []engine.Event, r program.Rules, policy program.Policy) []Mark {
	var out []Mark
	signal := false // which callback is running
	mark := func(l Line, who int32) { out = append(out, Mark{l, int(who)}) }
	for i := range events {
		ev := &events[i]
		switch ev.Kind {
		case engine.Called:
			signal = ev.Op() == program.Signal || ev.Op() == program.Broadcast || ev.Op() == program.Send
			if l := lineOfCall(ev, signal, r); l == LinePost {
				mark(l, ev.Who)
			} else {
				mark(l, -1)
			}
		case engine.Searched:
			mark(lineOfSearch(events[i:], signal), ev.Who)
		case engine.Reordered:
			if ev.Arg == 0 {
				mark(lineOfMove(ev), ev.Who)
			}
		case engine.Ticked:
			mark(LineIdle, -1)
		case engine.Wasted:
			mark(LineResume, ev.Who)
		case engine.Posted:
			mark(LineMessage, ev.Who)
		case engine.Moved:
			l := lineOfMove(ev)
			if policy == program.RoundRobin && l != LineEnded && l != LineMessage && l != LineResume && l != LineNone {
				l = LineYielded
			}
			if inPlace := r[program.RuleRemoval] != program.RemovalRotate; inPlace && l == LineUnlockMove {
				mark(LineLook, ev.Who) // the line that takes it out of its queue
			} else if inPlace && l == LineSignalMove {
				mark(LineSearch, ev.Who)
			}
			if l != LineNone {
				mark(l, ev.Who)
			}
		}
	}
	return out
}

// lineOfCall returns the line with which a callback begins.
func lineOfCall(ev *engine.Event, signal bool, r program.Rules) Line {
	rule := r[program.RuleUnlockCallback]
	if signal {
		rule = r[program.RuleSignalCallback]
	}
	switch {
	case ev.Arg > 1 || rule >= program.CallbackMessage:
		return LinePost
	case signal:
		return LineCount
	}
	return LineHead
}

// lineOfSearch tells who looks for somebody: a callback, or a kill, by the move that ends the search.
func lineOfSearch(events []engine.Event, signal bool) Line {
	for i := range events {
		if ev := &events[i]; ev.Kind == engine.Moved && ev.Cause() == engine.ByKill {
			return LineMessage
		} else if ev.Kind == engine.Moved || ev.Kind == engine.Reordered {
			break
		}
	}
	if signal {
		return LineSearch
	}
	return LineLook
}

func lineOfMove(ev *engine.Event) Line {
	switch ev.Cause() {
	case engine.ByDispatch, engine.ByRetest:
		return LineResume
	case engine.ByUnlock:
		return LineUnlockMove
	case engine.BySignal, engine.ByBroadcast, engine.ByMessage:
		return LineSignalMove
	case engine.ByTimeout:
		return LineTimeout
	case engine.BySpawn, engine.ByKill:
		return LineMessage
	case engine.ByEnd, engine.ByReturnValue:
		return LineEnded
	case engine.ByYield, engine.ByCompute, engine.BySpin, engine.ByQuantum:
		return LineYielded
	}
	switch ev.ToPlace() {
	case engine.Waiting:
		return LineWait
	case engine.TimedWaiting:
		return LineTimedWait
	}
	return LineNone
}
