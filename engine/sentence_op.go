package engine

import (
	"fmt"
	"strings"

	"github.com/quartet-os/quartet/engine/program"
)

// opSentence tells one op, beginning with its verb.
func (n *Narrator) opSentence(ev *Event) string {
	if Outcome(ev.To) == Failed && ev.Result == uint8(program.Busy) {
		return "means to sleep, with a spinlock in its hands."
	}
	switch ev.Op() {
	case program.Test:
		return n.testSentence(ev)
	case program.Lock, program.TryLock, program.LockWithin, program.Relock:
		return n.lockSentence(ev)
	case program.Unlock:
		return n.unlockSentence(ev)
	case program.Wait, program.WaitWithin:
		return n.waitSentence(ev)
	case program.Signal, program.Broadcast:
		return n.signalSentence(ev)
	case program.Put, program.Take:
		return n.itemSentence(ev)
	case program.Compute, program.Sleep:
		return n.pauseSentence(ev)
	case program.Send, program.Receive, program.ReceiveWithin:
		return n.mailSentence(ev)
	case program.Item, program.Drop, program.Answer, program.OnAnswer, program.Await, program.Poll, program.Resume,
		program.Alloc, program.Free:
		return n.heapSentence(ev)
	case program.Enqueue, program.Schedule, program.Wakeup, program.WakeupAll:
		return n.listSentence(ev)
	}
	return n.plainSentence(ev)
}

func (n *Narrator) op(ev *Event) *program.Op {
	if int(ev.PC) < len(n.prog.Ops) {
		return &n.prog.Ops[ev.PC]
	}
	return &program.Op{A: -1, B: -1, X: -1, Y: -1, Dst: -1}
}

func (n *Narrator) testSentence(ev *Event) string {
	op := n.op(ev)
	seen := n.seen(op)
	if seen == "" {
		holds := "holds"
		if ev.Arg == 0 {
			holds = "does not hold"
		}
		seen = "finds that " + n.condition(op) + " " + holds
	}
	answer := 1
	if ev.Arg != 0 {
		answer = 0
	}
	switch n.prog.Turns[ev.PC][answer] {
	case program.IntoBody:
		return seen + " and stays in the loop."
	case program.OutOfLoop:
		return seen + " and leaves the loop."
	}
	return strings.TrimSuffix(seen, ",") + "."
}

func (n *Narrator) condition(op *program.Op) string {
	if op.X >= 0 && n.prog.Exprs[op.X].Text != "" {
		return n.prog.Exprs[op.X].Text
	}
	return "the condition"
}

// seen tells a test of a queue's filling by what the coroutine sees.
func (n *Narrator) seen(op *program.Op) string {
	if op.X < 0 {
		return ""
	}
	x := &n.prog.Exprs[op.X]
	if len(x.Code) > 0 || x.Left.From != program.FromLen || x.Right.From != program.FromConst && x.Right.From != program.FromCap {
		return ""
	}
	fill, most := n.fill[x.Left.N], n.max[x.Left.N]
	name := n.prog.Objects[n.prog.Queues[x.Left.N].Object].Name
	switch {
	case fill == 0:
		return "sees " + name + " empty"
	case fill >= most:
		return fmt.Sprintf("sees %s full, %d of %d,", name, fill, most)
	}
	return "sees " + plural(int64(fill), "item") + " in " + name
}

func (n *Narrator) lockSentence(ev *Event) string {
	m, op := n.object(ev.Object), ev.Op()
	holder := ""
	if o := n.owner[ev.Object]; o >= 0 {
		holder = ", held by " + n.itself(o, ev.Who)
	}
	switch {
	case Outcome(ev.To) == Failed:
		return "locks " + m + " with a deadline, but it is not a timed mutex."
	case Outcome(ev.To) == Yielded:
		return "spins on " + m + holder + ", and burns its turn."
	case Outcome(ev.To) == Blocked && holder == "":
		return "waits for " + m + ", which is kept for another" + n.behind(ev.Object, ev.Who) + "."
	case Outcome(ev.To) == Blocked:
		return "waits for " + m + holder + n.behind(ev.Object, ev.Who) + "."
	case op == program.Relock && ev.Result == uint8(program.TimedOut):
		return "takes " + m + " again: its wait has timed out."
	case op == program.Relock:
		return "takes " + m + " again after its wait."
	}
	switch program.Result(ev.Result) {
	case program.Busy:
		if holder == "" {
			holder = ", kept for another"
		}
		return "tries " + m + holder + ": busy."
	case program.TimedOut:
		return "gives up on " + m + ": its deadline is reached."
	case program.Error:
		return "locks " + m + " and gets an error."
	}
	if ev.Arg > 1 {
		return fmt.Sprintf("takes %s again, now %d deep.", m, ev.Arg)
	}
	if n.owner[ev.Object] == ev.Who {
		return "goes on with " + m + ", which was handed to it."
	}
	return "takes " + m + ", which is free."
}

func (n *Narrator) unlockSentence(ev *Event) string {
	m := n.object(ev.Object)
	switch {
	case Outcome(ev.To) == Failed:
		if ev.Arg > 1 {
			return fmt.Sprintf("never gets out of its unlock: each callback sends a message, and each message calls the callback, %d deep.", ev.Arg)
		}
		return "unlocks " + m + ", which it does not own."
	case Outcome(ev.To) == Blocked:
		return "waits inside its unlock for the lock of " + m + ", which it holds itself: the callback wants to send a message."
	case ev.Result == uint8(program.Error):
		return "unlocks " + m + ", which it does not own: error, and nothing changes."
	case ev.Arg > 0:
		return fmt.Sprintf("unlocks %s once; %s to go.", m, plural(int64(ev.Arg), "level"))
	case len(n.queues[ev.Object]) == 0:
		return "unlocks " + m + "; nobody waits for it."
	}
	return "unlocks " + m + "."
}

func (n *Narrator) waitSentence(ev *Event) string {
	c := n.object(ev.Object)
	m := "its mutex"
	if op := n.op(ev); op.B >= 0 {
		m = n.prog.Objects[n.prog.Mutexes[op.B].Object].Name
	}
	switch {
	case Outcome(ev.To) == Failed:
		return "waits for " + c + " without owning " + m + "."
	case Outcome(ev.To) == Done && ev.Result == uint8(program.TimedOut):
		return "finds its deadline passed and stops waiting for " + c + "."
	case Outcome(ev.To) == Done:
		return "finds a signal of " + c + " for it and takes it."
	case n.slots[ev.Who].place != Running:
		return "waits for " + c + "."
	case int(ev.Object) >= len(n.prog.Objects):
		return "waits inside its unlock for a lock that it holds itself."
	case n.owner[n.mutexOf(ev)] != ev.Who && n.owner[n.mutexOf(ev)] >= 0:
		return "waits for " + c + n.behind(ev.Object, ev.Who) + "; no signal is for it yet."
	}
	if behind := n.behind(ev.Object, ev.Who); behind != "" {
		return "waits for " + c + behind + ", and leaves " + m + "."
	}
	return "waits for " + c + " and leaves " + m + "."
}

func (n *Narrator) mutexOf(ev *Event) int {
	if op := n.op(ev); op.B >= 0 {
		return n.prog.Mutexes[op.B].Object
	}
	return 0
}

func (n *Narrator) signalSentence(ev *Event) string {
	c, all := n.object(ev.Object), ev.Op() == program.Broadcast
	verb := "signals "
	if all {
		verb = "broadcasts "
	}
	switch {
	case Outcome(ev.To) == Blocked:
		return verb + c + " and waits until the one it woke has left the monitor."
	case ev.Result == uint8(program.Error):
		return verb + c + ", but nobody waits: error, and nothing is kept."
	case ev.Arg == 0:
		return verb + c + ", but nobody waits for it."
	}
	return verb + c + "."
}

func (n *Narrator) itemSentence(ev *Event) string {
	q := n.object(ev.Object)
	i := n.prog.Objects[ev.Object].Index
	if ev.Op() == program.Put {
		if Outcome(ev.To) == Failed && n.fill[i] < n.max[i] {
			return "puts into " + q + " what cannot be put."
		} else if Outcome(ev.To) == Failed {
			return "puts into " + q + ", which is full."
		}
		return fmt.Sprintf("puts item %d: %s holds %d of %d.", ev.Arg, q, n.fill[i]+1, n.max[i])
	}
	if Outcome(ev.To) == Failed {
		return "takes from " + q + ", which is empty."
	}
	return fmt.Sprintf("takes item %d: %s holds %d of %d.", ev.Arg, q, n.fill[i]-1, n.max[i])
}

func (n *Narrator) pauseSentence(ev *Event) string {
	sleep := ev.Op() == program.Sleep
	switch {
	case Outcome(ev.To) == Yielded:
		return "computes and yields, " + rest(ev.Arg) + "."
	case Outcome(ev.To) == Blocked && sleep:
		return "sleeps."
	case Outcome(ev.To) == Blocked:
		return "computes, and the others with it."
	case sleep && ev.Arg > 0:
		return "wakes: its " + plural(int64(ev.Arg), "tick") + " of sleep are over."
	case sleep:
		return "sleeps no time at all."
	}
	return "has finished computing."
}

// rest says for how many passes a coroutine will go on computing.
func rest(passes int32) string {
	if passes == 1 {
		return "for one more pass"
	}
	return fmt.Sprintf("for %d more passes", passes)
}

func (n *Narrator) mailSentence(ev *Event) string {
	switch {
	case ev.Op() == program.Send && ev.Result == uint8(program.OK):
		to := strings.TrimSuffix(n.object(ev.Object), "'s mailbox")
		if to == n.name(ev.Who) {
			to = "itself"
		}
		return fmt.Sprintf("sends %d to %s.", ev.Arg, to)
	case ev.Op() == program.Send:
		return "sends a message to nobody: " + program.Result(ev.Result).String() + "."
	case Outcome(ev.To) == Blocked:
		return "waits for a message."
	case ev.Result == uint8(program.TimedOut):
		return "has waited for a message until its deadline: none came."
	}
	return fmt.Sprintf("receives %d.", ev.Arg)
}

func (n *Narrator) listSentence(ev *Event) string {
	w := n.object(ev.Object)
	switch {
	case Outcome(ev.To) == Failed:
		return "queues itself on " + w + ", but it is on another wait list already."
	case ev.Op() == program.Enqueue:
		return "queues itself on " + w + n.carrying(ev) + n.behind(ev.Object, ev.Who) + ", and runs on."
	case ev.Op() == program.Schedule && Outcome(ev.To) == Blocked && w == "":
		return "sleeps, and is on no wait list."
	case ev.Op() == program.Schedule && Outcome(ev.To) == Blocked:
		return "sleeps on " + w + n.behind(ev.Object, ev.Who) + "."
	case ev.Op() == program.Schedule && ev.Result == uint8(program.TimedOut):
		return "is awake: it was timed out."
	case ev.Op() == program.Schedule:
		return "is awake: it was woken."
	case ev.Arg == 0:
		return "wakes up " + w + ", but nobody is on it."
	}
	return "wakes up " + w + "."
}

func (n *Narrator) plainSentence(ev *Event) string {
	op := n.op(ev)
	switch ev.Op() {
	case program.Assign:
		return n.assignSentence(ev)
	case program.Store:
		return n.storeSentence(ev)
	case program.Count:
		return fmt.Sprintf("counts %s: %d.", n.object(ev.Object), ev.Arg)
	case program.Yield:
		return "yields."
	case program.Exit:
		return "ends; its slot goes back to FREE."
	case program.Spawn:
		return "spawns " + n.prog.Funcs[op.A].Name + "."
	case program.Kill:
		if ev.Arg < 0 {
			return "kills nobody: that coroutine has ended."
		}
		return "kills " + n.itself(ev.Arg, ev.Who) + "."
	case program.Enter:
		return "calls " + n.prog.Funcs[op.A].Name + "."
	case program.Leave:
		return "returns from " + n.prog.Funcs[op.A].Name + "."
	case program.Assert:
		if Outcome(ev.To) == Failed {
			return "asserts what does not hold: " + n.prog.Names[op.B] + "."
		}
		return "asserts, rightly: " + n.prog.Names[op.B] + "."
	case program.Nop:
		return "does nothing."
	}
	return "does " + n.prog.OpText(int32(ev.PC)) + "."
}
