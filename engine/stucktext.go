package engine

import (
	"fmt"
	"slices"
	"strings"

	"github.com/quartet-os/quartet/engine/program"
)

// inStep is how the engine says when something happened.
func inStep(step int64) string { return fmt.Sprintf("in step %d", step) }

// EndReason says in a sentence why the machine has come to its end, without its kind; when
// says at which step something happened that it names: who shows a schedule counts otherwise than in steps.
func (p Probe) EndReason(when func(step int64) string) string {
	e := p.e
	switch e.end.Kind {
	case EndDeadlock:
		return p.Cycle()
	case EndStuck:
		return e.stuckReason(when) + "."
	}
	return e.end.Text
}

// stuckReason says who waits in vain, and for what: first those whose wait tells most, then those who have not heard a
// wakeup that came too early, then everyone else. It is "" if nobody does.
func (e *Engine) stuckReason(when func(step int64) string) string {
	first := int32(-1)
	for s := range e.cors {
		c := &e.cors[s]
		if c.fn < 0 || c.has(daemon) {
			continue
		}
		if first < 0 || e.tells(s) > e.tells(int(first)) {
			first = int32(s)
		}
	}
	if first < 0 {
		return ""
	}
	text, told := e.waitText(first, when), make([]bool, len(e.cors))
	note := func(s int32) {
		for _, x := range e.alike(s, when) {
			told[x] = true
		}
	}
	note(first)
	if s := e.lostOn(first); s >= 0 {
		text += "; " + e.waitText(s, when)
		note(s)
	}
	return text + e.othersText(told, when)
}

// mostReasons is how many reasons a sentence gives after the first ones; those who are left are named alone.
const mostReasons = 3

// othersText names everyone else who waits in vain.
func (e *Engine) othersText(told []bool, when func(step int64) string) string {
	text, reasons := "", 0
	var rest []int32
	for s := range e.cors {
		c := &e.cors[s]
		if c.fn < 0 || c.has(daemon) || told[s] {
			continue
		}
		alike := e.alike(int32(s), when)
		for _, x := range alike {
			told[x] = true
		}
		if reasons == mostReasons {
			rest = append(rest, alike...)
			continue
		}
		reasons++
		text += "; " + e.waitText(int32(s), when)
	}
	switch {
	case len(rest) == 1:
		text += "; " + e.names(rest) + " waits as well"
	case len(rest) > 1:
		text += "; " + e.names(rest) + " wait as well"
	}
	return text
}

// lostOn returns somebody else than first who did not hear a wakeup because it came too early; -1 when there is nobody,
// or first is one who did not.
func (e *Engine) lostOn(first int32) int32 {
	if e.missedBy(int(first)) {
		return -1
	}
	for s := range e.cors {
		if c := &e.cors[s]; int32(s) != first && c.fn >= 0 && !c.has(daemon) && e.missedBy(s) {
			return int32(s)
		}
	}
	return -1
}

// waitText says what s, and everyone who waits as s does, waits for and why nothing will come.
func (e *Engine) waitText(s int32, when func(step int64) string) string {
	alike := e.alike(s, when)
	return e.names(alike) + " " + e.waitReason(s, len(alike) > 1, when)
}

// alike returns those who wait as s does, for the same reason; s is one of them.
func (e *Engine) alike(s int32, when func(step int64) string) []int32 {
	c, reason := &e.cors[s], ""
	all := []int32{}
	for x := range e.cors {
		o := &e.cors[x]
		if int32(x) == s {
			all = append(all, s)
			continue
		}
		if o.fn < 0 || o.has(daemon) || o.has(spins) != c.has(spins) || o.wait != c.wait ||
			o.obj != c.obj && !c.has(spins) {
			continue
		}
		if sameWait(c, o) {
			all = append(all, int32(x))
			continue
		}
		if reason == "" {
			reason = e.waitReason(s, false, when)
		}
		if e.waitReason(int32(x), false, when) == reason {
			all = append(all, int32(x))
		}
	}
	return all
}

// sameWait reports without making a sentence that two who wait for the same object do so for the same reason; false
// where only the sentences can tell.
func sameWait(a, b *coroutine) bool {
	switch a.wait {
	case OnCond, OnList, OnSleep, OnCompute, OnAnswer:
		return !a.has(spins) && (a.deadline == NoDeadline) == (b.deadline == NoDeadline)
	}
	return false
}

// mostNamed is how many names a sentence lists.
const mostNamed = 12

// names lists coroutines: "p1, c1 and c2".
func (e *Engine) names(slots []int32) string {
	var names []string
	for i, s := range slots {
		if i == mostNamed && len(slots) > mostNamed+1 {
			return strings.Join(names, ", ") + " and " + program.Plural(int64(len(slots)-mostNamed), "other")
		}
		names = append(names, e.Name(int(s)))
	}
	return program.List(names, "and")
}

// waitReason says what s waits for and why nothing will come, beginning with the verb; with many as of several.
func (e *Engine) waitReason(s int32, many bool, when func(step int64) string) string {
	c := &e.cors[s]
	waits, sleeps, it := "waits", "sleeps", "it"
	if many {
		waits, sleeps, it = "wait", "sleep", "them"
	}
	if c.has(spins) {
		return e.spinReason(s, many)
	}
	switch c.wait {
	case OnMutex:
		return waits + " for " + e.lockReason(s, c, it)
	case OnCond:
		return waits + " for " + e.spoken(int(e.condObject(c.obj))) + e.missedSignal(c, many, when)
	case OnList:
		if c.obj < 0 {
			return sleeps + " on no wait list, and nobody can wake " + it
		}
		return sleeps + " on " + e.spoken(int(e.listObject(c.obj))) + e.missed(len(e.conds)+int(c.obj),
			program.WaitqClass, when)
	case OnSync:
		return e.syncReason(c, waits)
	case OnEnd:
		return waits + e.endReason(c.obj)
	case OnChan:
		return waits + e.chanReason(c)
	case OnMail:
		if slices.ContainsFunc(e.letters, func(l letter) bool { return l.to == s }) {
			return waits + " for a message; one is there, and no callback tells the scheduler"
		}
		return waits + " for a message, and nobody is left to send one"
	case OnSleep, OnCompute:
		return waits + " for a deadline, and there is nothing to evaluate it by"
	case OnAnswer:
		if it := e.heap.at(int64(c.obj)); it != nil && it.state == gone && !it.answered {
			return fmt.Sprintf("%s for the answer to item %d, which was dropped without one", waits, it.label)
		}
		return waits + " for an answer, and nobody is left to give it"
	}
	switch {
	case c.has(orphan) && many:
		return "have ended, but the values they returned put them on a waiting queue"
	case c.has(orphan):
		return "has ended, but the value it returned put it on a waiting queue"
	}
	return waits + ", and nobody can wake " + it
}

// lockReason names the mutex that s waits for, and says why it does not get it.
func (e *Engine) lockReason(s int32, c *coroutine, it string) string {
	mu, m := &e.mutexes[c.obj], e.spoken(int(e.mutexObject(c.obj)))
	switch {
	case e.forgotten(s, c.obj):
		return m + ", but its lock queue has forgotten " + it
	case mu.owner < 0:
		return m + ", which is free, and nobody tells " + it
	case c.has(granted) && it == "it":
		return m + ", which it was given, and nobody tells it"
	case c.has(granted):
		return m + ", which they were given, and nobody tells them"
	case mu.dead:
		return m + ", and " + e.prog.CoroutineName(mu.fn, mu.num, mu.name) + ", its owner, has ended"
	}
	return m + ", held by " + e.Name(int(mu.owner)) + ", and nobody can run"
}

// missedSignal says why no signal and no deadline ends the wait of c for a condition; with many as of several.
func (e *Engine) missedSignal(c *coroutine, many bool, when func(step int64) string) string {
	its, has, went := "its deadline", "it has a deadline",
		"it, but it went back to sleep before its turn, and nobody wakes it again"
	if many {
		its, has, went = "their deadlines", "they have deadlines",
			"them, but they went back to sleep before their turn, and nobody wakes them again"
	}
	switch {
	case e.rules[program.RuleSignalCallback] == program.CallbackNone:
	case e.conds[c.obj].signals > 0:
		return "; a signal is there for " + went
	case c.deadline == NoDeadline:
	case e.rules[program.RuleDeadline] == program.DeadlineNone:
		return ", and there is nothing to evaluate " + its + " by"
	case e.rules[program.RuleBlocked] == program.BlockedOne:
		return ", and the scheduler cannot tell that " + has
	case e.rules[program.RuleDeadline] == program.DeadlineObject:
		return ", and somebody else's call has put out " + its
	}
	return e.missed(int(c.obj), program.CondClass, when)
}

// missed names the wakeup that nobody heard.
func (e *Engine) missed(i int, of program.Class, when func(step int64) string) string {
	class, object := of.Row(), e.wakeObject(i)
	if e.unheard[i] > 0 && !e.heldUp(object) {
		return ", and the last " + class.Told + ", " + when(e.unheard[i]) + ", found nobody waiting"
	}
	if e.rules[program.RuleSignalCallback] == program.CallbackNone && of == program.CondClass {
		return ", and no callback tells the scheduler of signals"
	}
	if object < len(e.prog.Objects) && !e.prog.Wakes(object) {
		return ", and no line of this scene " + class.Wake + "s it"
	}
	return e.nobody(class.Wake+" it", object, func(pc int32) bool { return e.prog.WakesAhead(pc, object) })
}

// nobody says why none does what a wait for an object needs: those who have it ahead of their ops wait for something
// else, or nobody has it ahead. More than one are not named: which element of a list one means, its run decides.
func (e *Engine) nobody(does string, object int, ahead func(pc int32) bool) string {
	var could []int32
	for s := range e.cors {
		if c := &e.cors[s]; c.fn >= 0 && c.wait != OnIrq && !e.isAt(int32(s), object) && ahead(c.pc) {
			could = append(could, int32(s))
		}
	}
	switch len(could) {
	case 0:
		return ", and nobody is left to " + does
	case 1:
		return ", and " + e.names(could) + ", who could " + does + ", waits as well"
	}
	return ", and whoever could " + does + " waits as well"
}

// isAt reports whether s waits for an object, alone or among others.
func (e *Engine) isAt(s int32, object int) bool {
	c := &e.cors[s]
	if c.wait == OnChan {
		return slices.ContainsFunc(e.chansOf(c.pc), func(o int32) bool { return int(e.syncObject(o)) == object })
	}
	return int(e.blockedOn(c, s)) == object
}

// wakeObject is the object of a condition, or behind these of a wait list.
func (e *Engine) wakeObject(i int) int {
	if i < len(e.conds) {
		return int(e.condObject(int32(i)))
	}
	return int(e.listObject(int32(i - len(e.conds))))
}

// heldUp reports whether all who could wake those who wait for an object wait themselves for what no line of the scene
// gives: then it is not for a wakeup of the past that nobody comes.
func (e *Engine) heldUp(object int) bool {
	live := func(c coroutine) bool { return c.fn >= 0 }
	if !slices.ContainsFunc(e.cors, func(c coroutine) bool { return live(c) && e.unsaid(&c) }) {
		return false
	}
	others := func(c coroutine) bool { return live(c) && !e.unsaid(&c) && e.prog.MayWake(c.fn, object) }
	root := func(c coroutine) bool { return live(c) && e.unsaid(&c) && e.prog.MayWake(c.fn, object) }
	return !slices.ContainsFunc(e.cors, others) && slices.ContainsFunc(e.cors, root)
}

// unsaid reports whether c waits, without a deadline, for a wakeup that no line of the scene gives.
func (e *Engine) unsaid(c *coroutine) bool {
	i := int(c.obj)
	switch {
	case c.deadline != NoDeadline, c.wait != OnCond && c.wait != OnList, i < 0:
		return false
	case c.wait == OnList:
		i += len(e.conds)
	}
	object := e.wakeObject(i)
	return object < len(e.prog.Objects) && !e.prog.Wakes(object)
}

// endReason says whose end is waited for, and why it does not come.
func (e *Engine) endReason(t int32) string {
	switch {
	case t < 0:
		return " for the end of another, which has come, and nobody tells"
	case e.cors[t].has(daemon):
		return " for the end of " + e.Name(int(t)) + ", a daemon that waits for ever"
	}
	return " for the end of " + e.Name(int(t)) + ", which waits as well"
}

// syncReason says what the described object that c waits for is like, and what nobody does any more.
func (e *Engine) syncReason(c *coroutine, waits string) string {
	row := e.prog.Syncs[c.obj].Class.Row()
	if e.shares(c.obj) {
		return waits + " for " + e.rwReason(c.obj)
	}
	object := int(e.syncObject(c.obj))
	return waits + " for " + e.spoken(object) + ", which is " + row.Say(e.stateOf(c.obj)) +
		e.nobody(row.Wake+" it", object, func(pc int32) bool { return e.prog.WakesAhead(pc, object) })
}

// chanReason says what c waits to do at channels, and what nobody does any more.
func (e *Engine) chanReason(c *coroutine) string {
	op := &e.code[c.pc]
	name := func(o int32) string { return e.spoken(int(e.syncObject(o))) }
	isNil := func(o int32) bool { return e.standing(o, program.ChanClosed) == program.ChanNil }
	other := func(does string) string {
		object := int(e.syncObject(op.A))
		return e.nobody(does, object, func(pc int32) bool {
			return e.prog.MeetsAhead(pc, program.ChanEnd{Object: object, Send: op.Kind == program.ChanSend})
		})
	}
	switch {
	case op.Kind == program.ChanSend && isNil(op.A), op.Kind == program.ChanReceive && isNil(op.A):
		return " at " + name(op.A) + ", which is nil: no make has made it"
	case op.Kind == program.ChanSend && e.standing(op.A, program.ChanCap) == 0:
		return " to send into " + name(op.A) + other("receive")
	case op.Kind == program.ChanSend:
		return " to send into " + name(op.A) + ", which is full" + other("receive")
	case op.Kind == program.ChanReceive:
		return " to receive from " + name(op.A) + other("send into it or close it")
	}
	var names []string
	for _, o := range e.chansOf(c.pc) {
		names = append(names, name(o))
	}
	if len(names) == 0 {
		return " in a select without a case that could come"
	}
	return " at " + program.List(names, "or") + ", and nobody is left at the other end"
}

// rwReason names a lock, and says why those who wait for it do not get it.
func (e *Engine) rwReason(o int32) string {
	name, state := e.spoken(int(e.syncObject(o))), e.stateOf(o)
	var who []int32
	for _, s := range e.rwHolders(nil, o) {
		who = append(who, int32(s))
	}
	switch {
	case len(who) == 0 && state[rwReaders]+state[rwWriters] > 0:
		return name + ", and who held it has ended"
	case len(who) == 0:
		return name + ", which is free, and nobody tells"
	}
	return name + ", held by " + e.names(who) + ", and nobody can run"
}
