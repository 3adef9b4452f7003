package narrate

import (
	"fmt"
	"slices"
	"strings"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
)

// opSentence tells one op, beginning with its verb.
func (n *Narrator) opSentence(ev *engine.Event) string {
	if n.valueless(ev) {
		return "" // it has no value to do it with, as the end of the run says
	}
	if ev.Outcome() == engine.Failed && ev.Result == uint8(program.Busy) && (n.masked || n.handling == ev.Who) {
		return n.boundSentence(ev)
	}
	if ev.Outcome() == engine.Failed && ev.Result == uint8(program.Busy) {
		return "means to sleep, with a spinlock in its hands."
	}
	if ev.Outcome() == engine.Failed && ev.Result == uint8(program.TimedOut) {
		return "names a time that no clock keeps." // how long it is tells the end
	}
	if ev.Outcome() == engine.Blocked && n.posts(ev.Object) {
		return n.postSentence(ev)
	}
	switch ev.Op() {
	case program.Test:
		return n.testSentence(ev)
	case program.NoElement:
		return n.prog.Arrays[n.op(ev).A].Lacks(n.number) + "."
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
	case program.PutAt, program.Remove, program.Peek, program.Clear:
		return n.placeSentence(ev)
	case program.Cas:
		return n.casSentence(ev)
	case program.AtomicAdd:
		return n.addSentence(ev)
	case program.Fill, program.OwnCas, program.OwnAdd:
		return n.ownSentence(ev)
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
	if row := ev.Op().Row(); row.Joins {
		return n.joinSentence(ev)
	} else if row.Chan || row.Waits {
		return n.chanSentence(ev)
	}
	if ev.Op().Describes() {
		return n.syncSentence(ev)
	}
	return n.plainSentence(ev)
}

// valueless reports whether an op was not done since an operand has no value. A division by zero fails the run before
// the op is told, which some scenes tell as done all the same.
func (n *Narrator) valueless(ev *engine.Event) bool {
	return n.failed > 0 && n.failed == ev.Step || ev.Outcome() == engine.Failed && ev.Result == uint8(program.OK)
}

// tellsEnd reports whether the sentence of an op that fails says why, as of the state before it, so that the end of the
// run need not say it again.
func (n *Narrator) tellsEnd(ev *engine.Event) bool {
	if ev.Outcome() != engine.Failed || ev.Result != uint8(program.Error) {
		return false
	}
	switch ev.Op() {
	case program.Lock, program.TryLock, program.LockWithin, program.Wait, program.WaitWithin, program.Take,
		program.NoElement:
		return true
	case program.ChanSend, program.Close, program.Select, program.SelectWithin:
		return n.chanTellsEnd(ev)
	case program.Unlock:
		return ev.Arg <= 1
	case program.Put:
		i := n.prog.Objects[ev.Object].Index
		return n.fill[i] >= n.max[i]
	case program.PutAt, program.Peek:
		return n.placeTellsEnd(ev)
	}
	return false
}

func (n *Narrator) op(ev *engine.Event) *program.Op { return n.opAt(int32(ev.PC)) }

// opAt returns an op by its place; one that is nowhere sets and asks nothing.
func (n *Narrator) opAt(pc int32) *program.Op {
	if pc >= 0 && int(pc) < len(n.prog.Ops) {
		return &n.prog.Ops[pc]
	}
	return &program.Op{A: -1, B: -1, X: -1, Y: -1, Dst: -1}
}

func (n *Narrator) testSentence(ev *engine.Event) string {
	if round := n.roundTest(ev); round != "" {
		return round
	}
	op := n.op(ev)
	seen := n.seen(op)
	if seen == "" {
		answer := "true"
		if ev.Arg == 0 {
			answer = "false"
		}
		seen = "finds " + n.condition(op) + " " + answer
	}
	switch turn := n.turn(ev); {
	case turn == program.IntoBody && n.inside(ev):
		return seen + " and stays in the loop."
	case turn == program.IntoBody:
		return seen + " and enters the loop."
	case turn == program.OutOfLoop && n.inside(ev):
		return seen + " and leaves the loop."
	case turn == program.OutOfLoop:
		return seen + " and passes the loop by."
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
	if len(x.Code) > 0 || x.Left.From != program.FromLen ||
		x.Right.From != program.FromConst && x.Right.From != program.FromCap {
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
	return "sees " + program.Plural(int64(fill), "item") + " in " + name
}

func (n *Narrator) pauseSentence(ev *engine.Event) string {
	if ev.Outcome() == engine.Yielded {
		return "computes" + n.lasts(ev, "pass", "passes", " ", ",") + " and yields" + rest(n.number) + "."
	}
	sleep, again := ev.Op() == program.Sleep, n.slots[ev.Who].waits(ev)
	switch {
	case ev.Outcome() == engine.Blocked && sleep && again:
		return "sleeps on: its time has not come."
	case ev.Outcome() == engine.Blocked && sleep:
		return "sleeps" + n.lasts(ev, "tick", "ticks", " ", "") + "."
	case ev.Outcome() == engine.Blocked && again:
		return "computes on."
	case ev.Outcome() == engine.Blocked:
		return "begins to compute" + n.lasts(ev, "tick", "ticks", ", ", "") + "; others may at the same time."
	case sleep && n.number > 0:
		return n.wakingSentence(ev)
	case sleep:
		return "sleeps no time at all" + n.asChosen(ev) + "."
	case n.number == 0:
		return "computes no time at all" + n.asChosen(ev) + "."
	}
	return "has finished computing."
}

// wakingSentence tells the end of a sleep by its own length. How long it took until the CPU came is no sleep;
// the tick of its own pass is no waiting either.
func (n *Narrator) wakingSentence(ev *engine.Event) string {
	passed := max(n.before-n.slots[ev.Who].since, 0)
	if ev.Result == uint8(program.TimedOut) {
		return fmt.Sprintf("is awake early: %d of its %s of sleep have gone by.", passed,
			program.Plural(n.number, "tick"))
	}
	text := "wakes: its " + program.Plural(n.number, "tick") + " of sleep are over"
	if n.number == 1 {
		text = "wakes: its 1 tick of sleep is over"
	}
	if late := passed - n.number; late > 0 {
		return fmt.Sprintf("%s, and it waited %d more for the CPU.", text, late)
	}
	return text + "."
}

// rest says how long a coroutine goes on computing; passes counts the present one as well.
func rest(passes int64) string {
	switch passes {
	case 1:
		return ": its last pass of computing"
	case 2:
		return ", with one more pass to go"
	}
	return fmt.Sprintf(", with %d more passes to go", passes-1)
}

func (n *Narrator) mailSentence(ev *engine.Event) string {
	switch {
	case ev.Op() == program.Send && ev.Result == uint8(program.OK):
		to := int32(int(ev.Object) - len(n.prog.Objects)) // whose mailbox it is
		return fmt.Sprintf("sends %d to %s.", n.number, n.itself(to, ev.Who))
	case ev.Op() == program.Send && ev.Result == uint8(program.Busy):
		return "sends nothing: too many messages are under way."
	case ev.Op() == program.Send:
		return "sends a message to nobody: " + n.whyNobody(n.op(ev)) + "."
	case ev.Outcome() == engine.Blocked && n.slots[ev.Who].waits(ev):
		return "finds no message and waits on."
	case ev.Outcome() == engine.Blocked:
		return "waits for a message."
	case ev.Result == uint8(program.TimedOut):
		return "has waited for a message until its deadline: none came."
	}
	return fmt.Sprintf("receives %d.", n.number)
}

func (n *Narrator) listSentence(ev *engine.Event) string {
	w := n.object(ev.Object)
	switch {
	case ev.Outcome() == engine.Failed:
		return "queues itself on " + w + ", but it is on another wait list already."
	case ev.Op() == program.Enqueue && n.joined != ev.Who:
		return "is on " + w + " already" + n.carrying(ev) + ", and runs on."
	case ev.Op() == program.Enqueue:
		return "queues itself on " + w + n.carrying(ev) + n.behind(ev.Object, ev.Who) + ", and runs on."
	case ev.Op() == program.Schedule && ev.Outcome() == engine.Blocked && w == "":
		return n.still(ev) + "sleeps, and is on no wait list."
	case ev.Op() == program.Schedule && ev.Outcome() == engine.Blocked:
		return n.still(ev) + "sleeps on " + w + n.behind(ev.Object, ev.Who) + "."
	case ev.Op() == program.Schedule && ev.Result == uint8(program.TimedOut):
		return "is awake: it was timed out" + n.entryStays(ev.Who) + "."
	case ev.Op() == program.Schedule:
		return "is awake: it was woken" + n.entryStays(ev.Who) + "."
	case ev.Arg == 0:
		return "wakes up " + w + ", but nobody is on it."
	}
	return "wakes up " + w + "."
}

// entryStays says that the entry of s stays on a wait list, "" where it is on none or leaves it.
func (n *Narrator) entryStays(s int32) string {
	if n.rules[program.RuleListEntry] != program.ListEntryStays {
		return ""
	}
	for _, o := range n.prog.Waitqs {
		if slices.Contains(n.queues[o], s) {
			return ", and its entry stays on " + n.object(uint16(o))
		}
	}
	return ""
}

func (n *Narrator) plainSentence(ev *engine.Event) string {
	op := n.op(ev)
	switch ev.Op() {
	case program.Assign:
		return n.assignSentence(ev)
	case program.Store:
		return n.storeSentence(ev)
	case program.Count:
		return fmt.Sprintf("counts %s: %d.", n.object(ev.Object), n.number)
	case program.Yield:
		return "yields."
	case program.Disable, program.Enable:
		return n.maskSentence(ev)
	case program.Exit:
		if n.handling == ev.Who && ev.Who >= 0 {
			return "returns from its interrupt."
		}
		return "ends; its slot goes back to FREE" + n.entryStays(ev.Who) + "."
	case program.Spawn:
		return "spawns " + n.prog.Funcs[op.A].Name + "."
	case program.Kill:
		if ev.Arg < 0 && ev.Result == uint8(program.OK) { // asked for, and done later
			return "wants somebody killed."
		} else if ev.Arg < 0 {
			return "kills nobody: " + n.whyNobody(n.op(ev)) + "."
		}
		return "kills " + n.itself(ev.Arg, ev.Who) + "."
	case program.Priority:
		return n.prioritySentence(ev, op)
	case program.Enter:
		return "calls " + n.prog.Funcs[op.A].Name + "."
	case program.Leave:
		return "returns from " + n.prog.Funcs[op.A].Name + "."
	case program.Assert:
		if ev.Outcome() == engine.Failed {
			return "asserts \"" + n.prog.Names[op.B] + "\", which is false."
		}
		return "asserts \"" + n.prog.Names[op.B] + "\", which is true."
	case program.Nop:
		return "does nothing."
	}
	return "does " + n.prog.OpText(int32(ev.PC)) + "."
}
