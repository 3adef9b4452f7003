package reason

import (
	"fmt"
	"slices"
	"strings"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
)

// Why explains the coroutine of a slot: why it is where it is, what could move it on and why that has not come, what
// that depends on in turn, whom it keeps waiting, and what follows. Without a history, which may be of another step or
// nil, it says what the state alone says.
func (r *Reader) Why(now *engine.Snapshot, h *History, slot int) Answer {
	if slot < 0 || slot >= len(now.Coroutines) || !now.Coroutines[slot].Live {
		return Nobody(now)
	}
	a := r.ask(now, h)
	c := &now.Coroutines[slot]
	a.out.Title = fmt.Sprintf("Why is %s on %s?", c.Name, c.Place)
	for a.next = slot; a.next >= 0; {
		s := a.next
		a.next = -1
		a.seen = append(a.seen, s)
		from := len(a.out.Lines)
		a.one(&now.Coroutines[s])
		slices.SortStableFunc(a.out.Lines[from:], func(x, y Line) int { return int(x.Part) - int(y.Part) })
	}
	a.keeps(c)
	a.conclude(slot)
	return a.out
}

// one explains one coroutine, and says who is to be explained next.
func (a *asked) one(c *engine.CoroutineView) {
	switch c.Place {
	case engine.Running:
		if a.underIrq(c) {
			return
		}
		until := "yields, blocks or ends"
		if a.now.Sliced(c.Slot) {
			until = "yields, blocks or ends, or its quantum is over"
		}
		a.tell(Here, a.moved(c), "%s is on the CPU%s. It does line %d next%s. Nobody else runs until it %s.",
			c.Name, a.holding(c), c.Line, a.text(c.PC), until)
	case engine.Ready:
		a.ready(c)
	default:
		a.blocked(c)
	}
}

// moved returns the step in which a coroutine came to its place, -1 where that is not known.
func (a *asked) moved(c *engine.CoroutineView) int64 {
	if a.h == nil {
		return -1
	}
	return a.h.Moved(c.Slot).Step
}

// since says since when a coroutine is asleep, and returns the step. One that was awake for a while and fell asleep
// again for the same thing stands in its queue for longer.
func (a *asked) since(c *engine.CoroutineView) (step int64, words string) {
	if a.h == nil {
		return -1, fmt.Sprintf("since time %d", c.Since)
	}
	at := a.h.slots[c.Slot].slept
	words = fmt.Sprintf("since step %d, time %d", at.Step, at.Time)
	if queue, ok := a.h.stands(c.Slot, c.Object); ok && queue.Step < at.Step && c.On != engine.OnList {
		words += fmt.Sprintf(" (in its queue since step %d)", queue.Step)
	}
	return at.Step, words
}

// text returns the statement of an op behind a colon.
func (a *asked) text(pc int32) string {
	text := a.prog.OpText(pc)
	if text == "" || text == "}" {
		return ""
	}
	return ": " + text
}

// holding says which mutexes a coroutine has.
func (a *asked) holding(c *engine.CoroutineView) string {
	if len(c.Holds) == 0 {
		return ""
	}
	var names []string
	for _, o := range c.Holds {
		names = append(names, a.object(o))
	}
	return ", and holds " + strings.Join(names, " and ")
}

// ready explains one that is ready: how it became so, and what it meets when it runs.
func (a *asked) ready(c *engine.CoroutineView) {
	var m Mark
	if a.h != nil {
		m = a.h.Moved(c.Slot)
		if how := becameReady(m); how != "" && m.Step > 0 {
			a.tell(Here, m.Step, "%s %s.", c.Name, how)
		}
	}
	turns := a.now.Turns()
	ahead := slices.Index(turns, c.Slot)
	running := "the CPU is free"
	if a.now.Running >= 0 {
		running = a.name(a.now.Running) + " has the CPU"
	}
	if c.Zombie {
		a.say(Here, "%s was killed, and is on READY until its turn finds it dead: then its slot is free.", c.Name)
	} else if ahead == 0 {
		a.say(Here, "%s is at the front of READY%s: it runs next; %s.", c.Name, a.holding(c), running)
	} else {
		a.say(Here, "%s is ready%s: behind %s; %s.", c.Name, a.holding(c), a.names(turns[:max(ahead, 0)]), running)
	}
	a.level(c)
	switch {
	case c.On == engine.OnMutex && c.Answered:
		a.say(Here, "It was given %s while it slept, and goes on with it.", a.object(c.Object))
	case c.On == engine.OnMutex && m.Cause != engine.ByTimeout && m.Cause != engine.ByInjectedTimeout:
		a.say(Here, "It was woken to take %s and still has to take it.", a.object(c.Object))
	case c.On == engine.OnCond:
		a.say(Here, "It was woken from %s; when it runs, it takes the mutex again before its wait returns.",
			a.object(c.Object))
	}
	if !a.onSpinlock(c) && !a.outranked(c) {
		a.say(Moves, "Its turn. {run-next} makes it the next on the CPU.")
	}
}

// becameReady says how somebody came to READY.
func becameReady(m Mark) string {
	by := " by " + m.By
	if m.By == "" {
		by = ""
	}
	switch m.Cause {
	case engine.ByYield:
		return "yielded"
	case engine.ByCompute:
		return "computes, and yielded between two passes of it"
	case engine.BySpin:
		return "found the spinlock taken and yielded"
	case engine.ByQuantum:
		return "lost the CPU: its quantum was over"
	case engine.ByRetest:
		return "was resumed, tested and yielded again"
	case engine.BySpawn, engine.ByBoot:
		return "was started" + by
	case engine.ByKill:
		return "was killed" + by
	}
	if how := wokenBy(m.Cause, m.By); how != "" {
		return "was moved on" + how
	}
	return ""
}

// blocked explains one that waits.
func (a *asked) blocked(c *engine.CoroutineView) {
	step, since := a.since(c)
	if c.Answered && c.On != engine.OnAnswer {
		a.tell(Here, step, "%s has waited %s (line %d), and what it waits for has come.", c.Name, since, c.Line)
		a.say(Moves, "%s goes on in its next turn.", c.Name)
		return
	}
	switch c.On {
	case engine.OnIrq:
		a.onIrq(c, step, since)
		return
	case engine.OnMutex:
		a.onMutex(c, step, since)
	case engine.OnCond, engine.OnList, engine.OnSync:
		a.onQueue(c, step, since)
	case engine.OnEnd:
		a.onEnd(c, step, since)
	case engine.OnChan:
		a.onChan(c, step, since)
	case engine.OnSleep, engine.OnCompute:
		a.tell(Here, step, "%s has slept %s (line %d)%s.", c.Name, since, c.Line, a.holding(c))
	case engine.OnMail:
		a.tell(Here, step, "%s has waited for a message %s (line %d)%s.", c.Name, since, c.Line, a.holding(c))
		a.movers(c, "send to it")
	case engine.OnAnswer:
		a.tell(Here, step, "%s has waited for an answer %s (line %d)%s.", c.Name, since, c.Line, a.holding(c))
		if c.Answered {
			a.say(Moves, "The answer has come: %s takes it in its next turn.", c.Name)
			break
		}
		a.answerers(c)
	default:
		a.tell(Here, step, "%s has been on %s %s (line %d)%s.", c.Name, c.Place, since, c.Line, a.holding(c))
	}
	if len(a.seen) == 1 || c.Deadline != engine.NoDeadline {
		a.deadline(c)
	}
}

// mayHaveDeadline reports whether a command can give a sleeper a deadline.
func (a *asked) mayHaveDeadline(c *engine.CoroutineView) bool {
	rules := &a.now.Rules
	return rules[program.RuleDeadline] != program.DeadlineNone && rules[program.RuleBlocked] != program.BlockedOne &&
		(c.On != engine.OnChan || a.prog.Ops[c.PC].Kind == program.SelectWithin)
}

func (a *asked) deadline(c *engine.CoroutineView) {
	switch {
	case c.Deadline != engine.NoDeadline:
	case a.mayHaveDeadline(c):
		a.say(Moves, "%s has no deadline; {timeout-in} gives it one. {wake} wakes it for no reason.", c.Name)
		return
	default:
		a.say(Moves, "%s has no deadline. {wake} wakes it for no reason.", c.Name)
		return
	}
	a.say(Moves, "Its deadline is time %d, in %s; {timeout} lets it be reached at once.", c.Deadline,
		program.Plural(max(c.Deadline-a.now.Time, 0), "tick"))
}

// onQueue explains one that waits for a wakeup: who could give it, where the last one went, and which mutex comes next.
func (a *asked) onQueue(c *engine.CoroutineView, step int64, since string) {
	w, known := a.now.Waitable(c.Object)
	if !known {
		if c.On == engine.OnCond {
			a.tell(Here, step, "%s has waited for a message %s.", c.Name, since)
			a.movers(c, "send to it")
			return
		}
		a.tell(Here, step, "%s has slept %s and is on no wait list: no wakeup finds it.", c.Name, since)
		return
	}
	does := "waited for"
	if c.On == engine.OnList {
		does = "slept on"
	}
	a.tell(Here, step, "%s has %s %s %s (line %d)%s%s.", c.Name, does, a.object(c.Object), since,
		c.Line, a.behind(w.Queue,
			c.Slot),
		a.holding(c))
	for i := range a.now.Syncs {
		if v := &a.now.Syncs[i]; v.Object == c.Object {
			a.say(Here, "%s is %s.", a.opens(v.Object), v.Class.Row().Say(v.State))
		}
	}
	if !slices.Contains(w.Queue, c.Slot) {
		a.say(NotYet, "It is not in the %s of %s: no %s finds it.", w.Class.Row().Queue,
			a.object(c.Object), w.Class.Row().Told)
		return
	}
	a.movers(c, w.Class.Row().Wake+" "+a.object(c.Object))
	a.lastWakeup(NotYet, c.Object)
	if m := mutexOf(a.now, a.mutexOfWait(c)); m != nil {
		owner := "which is free now"
		if m.Owner >= 0 {
			owner = "which " + m.OwnerName + " holds now"
		}
		a.say(NotYet, "Then it has to take %s again, %s.", m.Name, owner)
	}
}

// mutexOfWait returns the mutex that a waiter takes again, by its op; -1 if it is not known.
func (a *asked) mutexOfWait(c *engine.CoroutineView) int {
	if c.PC < 0 || int(c.PC) >= len(a.prog.Ops) {
		return -1
	}
	op := a.prog.Ops[c.PC]
	switch op.Kind {
	case program.Wait, program.WaitWithin, program.Relock:
		return a.mutex(op.B)
	}
	return -1
}

// movers lists who has a line ahead that would move a coroutine on.
func (a *asked) movers(c *engine.CoroutineView, does string) {
	e := a.edgeOf(c.Slot)
	if e == nil {
		return
	}
	var lines []int
	who := map[int][]string{}
	for _, s := range e.From {
		if s.Slot < 0 || s.Slot == c.Slot {
			continue
		}
		if !slices.Contains(lines, s.Line) {
			lines = append(lines, s.Line)
		}
		who[s.Line] = append(who[s.Line], fmt.Sprintf("%s (%s)", a.name(s.Slot), a.now.Coroutines[s.Slot].Place))
	}
	if e.Unsaid {
		a.say(Moves, "What would move it on: somebody to %s, but no line of this scene does.", does)
		return
	}
	if len(lines) == 0 {
		a.say(Moves, "What would move it on: somebody to %s, but nobody else alive has such a line ahead.", does)
		return
	}
	var at []string
	for _, l := range lines {
		at = append(at, fmt.Sprintf("%s, by line %d", some(who[l]), l))
	}
	if e.All && len(e.From) > 1 {
		a.say(Moves, "All have to %s: %s.", does, strings.Join(at, "; "))
		return
	}
	a.say(Moves, "Who can %s: %s.", does, strings.Join(at, "; "))
}

// edgeOf returns the edge that a slot is on, nil for none.
func (a *asked) edgeOf(slot int) *Edge {
	for i := range a.graph.Edges {
		if slices.Contains(a.graph.Edges[i].Who, slot) {
			return &a.graph.Edges[i]
		}
	}
	return nil
}

// behind says who stands before a coroutine in a queue.
func (a *asked) behind(queue []int, slot int) string {
	at := slices.Index(queue, slot)
	switch {
	case at < 0:
		return ""
	case at == 0:
		return ", first in its queue"
	}
	return ", behind " + a.names(queue[:at])
}

// lastWakeup tells where the newest wakeup of an object went.
func (a *asked) lastWakeup(part Part, object int) {
	if a.h == nil || object < 0 || object >= len(a.prog.Objects) {
		return
	}
	all := a.h.Wakeups(object, 1)
	switch v := syncOf(a.now, object); {
	case len(all) > 0:
		a.wakeup(part, &all[0])
	case a.silent(object):
		a.noneCame(part, []int{object})
	case v != nil && len(v.Class.Row().State) > 0 && v.Class.Row().State[0].Fills:
		if _, whole := a.h.Notes(object, 1<<20); whole {
			a.say(part, "So far %s has never been full: %d of %d have come.", a.object(object), len(v.Queue),
				v.State[0])
		}
	}
}
