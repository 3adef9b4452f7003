package predict

import (
	"fmt"
	"slices"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
)

// slotOf is the slot of a coroutine that lives in a state, -1 where none of the name does.
func slotOf(s *engine.Snapshot, name string) int {
	return slices.IndexFunc(s.Coroutines, func(c engine.CoroutineView) bool { return c.Live && c.Name == name })
}

// whereIs says in a clause where a coroutine is: "sleeps until 6", "waits in the queue of notEmpty".
func whereIs(s *engine.Snapshot, slot int) string {
	c := &s.Coroutines[slot]
	switch c.Place {
	case engine.Running:
		return "is on the CPU"
	case engine.Ready:
		return "is on READY"
	}
	until := ""
	if c.Deadline != engine.NoDeadline {
		until = fmt.Sprintf(" until %d", c.Deadline)
	}
	name := waitsOn(s, c)
	switch {
	case c.On == engine.OnSleep:
		return "sleeps" + until
	case c.On == engine.OnCompute:
		return "computes" + until
	case name != "" && (c.On == engine.OnCond || c.On == engine.OnList):
		return "waits in the queue of " + name + until
	case name != "":
		return "waits for " + name + until
	}
	return "is on " + c.Place.String() + until
}

// notOnCPU says why somebody who is named is not the next to run, by where it is at the outcome; "" for whom the run
// does not know.
func (m *moment) notOnCPU(right, text string, o *outcome) string {
	if o.e.End().Kind != engine.NotEnded {
		return "The run is over before."
	}
	slot, next := slotOf(o.then, text), slotOf(o.then, right)
	turns := o.then.Turns()
	switch {
	case slot < 0 && slotOf(m.now, text) >= 0:
		return text + " has ended by then."
	case slot < 0 && next >= 0: // nobody
		return program.Capital(right + " " + whereIs(o.then, next) + ".")
	case slot < 0:
		return ""
	case next >= 0 && o.then.Running == next:
		return fmt.Sprintf("%s is on the CPU, and %s %s.", right, text, whereIs(o.then, slot))
	case next >= 0 && slices.Contains(turns, next) && slices.Index(turns, next) < slices.Index(turns, slot):
		return fmt.Sprintf("%s comes before %s on READY.", right, text)
	case next >= 0 && o.e.Policy() == program.RoundRobin:
		return fmt.Sprintf("The slots have their turns in their order: %s comes before %s.", right, text)
	case slices.Contains(turns, slot):
		return ""
	}
	return text + " " + whereIs(o.then, slot) + "."
}

// notThere says why a coroutine is not where an answer has it: what holds it where it is at the outcome, and where it
// came from.
func (f fact) notThere(m *moment, o *outcome) string {
	c, was := &o.then.Coroutines[f.slot], &m.now.Coroutines[f.slot]
	switch {
	case !c.Live || c.Handle != f.handle:
		return f.name + " comes to the end of its function."
	case c.Place == engine.Running:
		return f.name + " is on the CPU: it has not yielded, and waits for nothing."
	case c.Place != engine.Ready && !o.moved[f.slot] && was.Place != engine.Ready && was.Place != engine.Running:
		return f.name + " " + whereIs(o.then, f.slot) + ", and nobody wakes it by then."
	case c.Place != engine.Ready:
		return f.name + " " + whereIs(o.then, f.slot) + " by then."
	case o.turns[f.slot] > 0 || was.Place == engine.Running:
		return f.name + " has left the CPU, and waits for nothing."
	case o.moved[f.slot]:
		return f.name + " is woken by then, and its turn has not come."
	case was.Place == engine.Ready:
		return f.name + " stays on READY: its turn has not come."
	}
	return f.name + " is on READY by then."
}

// notHeld says why a mutex is not held by whom an answer names: what became of that one.
func (f fact) notHeld(m *moment, right, text string, o *outcome) string {
	v, was := &o.then.Mutexes[f.index], &m.now.Mutexes[f.index]
	slot := slotOf(o.then, text)
	switch {
	case v.Owner >= 0 && slot < 0:
		return right + " has it, and has not unlocked it by then."
	case slot >= 0 && slices.Contains(v.LockQueue, slot):
		return text + " waits in the lock queue of " + f.name + "."
	case was.Owner >= 0 && was.Owner == slot:
		return text + " has given it back by then."
	case slot >= 0:
		return text + " " + whereIs(o.then, slot) + ", and does not have it."
	case slotOf(m.now, text) >= 0:
		return text + " has ended by then."
	}
	return ""
}

// changes says what becomes of a number, or of a variable, up to the outcome.
func (f fact) changes(m *moment, right string) string {
	was := f.read(&outcome{e: m.at, then: m.now, over: true})
	if was == right {
		return "It was " + was + " before, and is so again or still."
	}
	return "It was " + was + " before, and comes to " + right + "."
}
