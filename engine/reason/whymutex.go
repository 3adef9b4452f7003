package reason

import (
	"fmt"
	"slices"
	"strings"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
)

// onMutex explains a coroutine that waits for a mutex: by its owner, and by what the owner waits for.
func (a *asked) onMutex(c *engine.CoroutineView, step int64, since string) {
	if c.Object < 0 || c.Object >= len(a.prog.Objects) {
		a.tell(Here, step, "%s has waited for the lock of a mailbox %s.", c.Name, since)
		return
	}
	m := mutexOf(a.now, c.Object)
	a.tell(Here, step, "%s has waited for %s %s (line %d)%s%s.", c.Name, m.Name, since, c.Line,
		a.behind(m.LockQueue, c.Slot), a.holding(c))
	switch {
	case !m.Spin && !slices.Contains(m.LockQueue, c.Slot):
		a.bad(NotYet, "It is not in the lock queue of %s, which has forgotten it: no unlock finds it.", m.Name)
	case m.Owner < 0 && m.OwnerName == "":
		a.bad(NotYet, "%s is free, but nothing moves %s to READY: only an unlock does.", m.Name, c.Name)
	case !m.OwnerLive:
		a.bad(NotYet, "%s belongs to %s, which ended without unlocking it: nobody can unlock it any more.", m.Name,
			m.OwnerName)
	case m.Owner == c.Slot:
		a.bad(NotYet, "%s belongs to %s itself: it waits for itself and for ever.", m.Name, c.Name)
	case slices.Contains(a.seen, m.Owner):
		a.bad(So, "%s belongs to %s: a cycle. None of these can go on: a deadlock.", m.Name, a.name(m.Owner))
	default:
		a.tell(Moves, a.since0(m), "%s belongs to %s%s. What moves %s on: unlock(%s) by %s.", m.Name, a.name(m.Owner),
			a.sinceWords(m), c.Name, m.Name, a.name(m.Owner))
		a.next = m.Owner
	}
}

// since0 returns the step since which a mutex has its owner, -1 where that is not known.
func (a *asked) since0(m *engine.MutexView) int64 {
	if a.h == nil {
		return -1
	}
	_, step := a.h.Owner(m.Object)
	return step
}

func (a *asked) sinceWords(m *engine.MutexView) string {
	if step := a.since0(m); step > 0 {
		return fmt.Sprintf(" since step %d", step)
	}
	return ""
}

// onSpinlock explains a coroutine that is ready to try a spinlock which somebody holds; it is false for any other.
func (a *asked) onSpinlock(c *engine.CoroutineView) bool {
	if c.PC < 0 || int(c.PC) >= len(a.prog.Ops) || a.prog.Ops[c.PC].Kind != program.Lock {
		return false
	}
	m := mutexOf(a.now, a.mutex(a.prog.Ops[c.PC].A))
	if m == nil || !m.Spin || m.OwnerName == "" {
		return false
	}
	switch {
	case !m.OwnerLive:
		a.bad(NotYet, "It tries %s, and %s, which had it, ended without unlocking it: it spins for ever.", m.Name,
			m.OwnerName)
	case m.Owner == c.Slot:
		a.bad(NotYet, "It tries %s, which it holds itself: it spins for ever.", m.Name)
	case slices.Contains(a.seen, m.Owner):
		a.bad(So, "It tries %s, which belongs to %s: a cycle. None of these can go on: a deadlock.", m.Name,
			a.name(m.Owner))
	default:
		a.tell(Moves, a.since0(m), "It tries %s, which belongs to %s%s. unlock(%s) by %s moves it on.", m.Name,
			a.name(m.Owner), a.sinceWords(m), m.Name, a.name(m.Owner))
		a.next = m.Owner
	}
	return true
}

// keeps says whom a coroutine keeps waiting: who needs a mutex that it has, and who needs what it alone can give.
func (a *asked) keeps(c *engine.CoroutineView) {
	any := false
	for i := range a.graph.Edges {
		e := &a.graph.Edges[i]
		only := len(e.From) == 1 && e.From[0].Slot == c.Slot
		has := e.On == engine.OnMutex && slices.Contains(c.Holds, e.Object) // who waits may have a deadline as well
		if !only && !has || slices.Contains(e.Who, c.Slot) {
			continue
		}
		any = true
		verb := "wait"
		if len(e.Who) == 1 {
			verb = "waits"
		}
		switch e.On {
		case engine.OnMutex:
			if e.Ready { // it does not wait, and finds it taken only if it comes soon enough
				verb = map[bool]string{true: "takes", false: "take"}[len(e.Who) == 1]
				a.say(Keeps, "%s %s %s next, which %s has.", a.listed(e.Who), verb, a.needs(e), c.Name)
				continue
			}
			a.say(Keeps, "%s %s for %s, which %s has.", a.names(e.Who), verb, a.needs(e), c.Name)
		default:
			a.say(Keeps, "%s %s for %s, which only %s can give.", a.names(e.Who), verb, a.needs(e), c.Name)
		}
	}
	if !any && len(c.Holds) > 0 {
		a.say(Keeps, "Nobody waits for what %s holds.", c.Name)
	}
}

// conclude says what follows: that a coroutine will never go on, where that is certain.
func (a *asked) conclude(slot int) {
	if end := a.now.End; end.Kind == engine.EndStuck || end.Kind == engine.EndDeadlock {
		a.bad(So, "%s", a.prog.Begin(end.Text))
	}
	if _, in := slices.BinarySearch(a.graph.Closed, slot); !in || a.concluded() {
		return
	}
	a.bad(So, "%s", a.closedText(slot))
}

// concluded reports whether the chain has said already that there is a cycle.
func (a *asked) concluded() bool {
	return slices.ContainsFunc(a.out.Lines, func(l Line) bool {
		return l.Part == So && strings.Contains(l.Text, "a cycle")
	})
}

// closedText says why one that is closed in will never go on.
func (a *asked) closedText(slot int) string {
	e, word := a.edgeOf(slot), "Stuck"
	if a.now.End.Kind == engine.EndDeadlock { // one name for one thing
		word = program.Capital(a.now.End.Kind.String())
	}
	if dead(a.now, e) {
		return fmt.Sprintf("%s: %s was never given back.", word, a.needs(e))
	}
	from := make([]int, 0, len(e.From))
	same := true
	for _, s := range e.From {
		from = append(from, s.Slot)
		same = same && slices.Contains(e.Who, s.Slot)
	}
	gives := "give " + a.needs(e)
	if e.Object >= 0 && e.Object < len(a.prog.Objects) {
		class := a.prog.Objects[e.Object].Class
		if e.On == engine.OnMutex {
			gives = "unlock " + a.needs(e)
		} else if class == program.RWLockClass { // who reads does not unlock it
			gives = "give back " + a.needs(e)
		} else if wake := class.Row().Wake; wake != "" {
			gives = wake + " " + a.needs(e)
		}
	}
	switch {
	case same && len(from) == 1:
		return fmt.Sprintf("%s: only %s could %s, and it sleeps on that itself.", word, a.name(from[0]), gives)
	case same:
		return fmt.Sprintf("%s: all who could %s (%s) sleep on it themselves.", word, gives, a.names(from))
	case len(from) == 1:
		return fmt.Sprintf("%s: only %s could %s, and it can never go on itself.", word, a.name(from[0]), gives)
	}
	return fmt.Sprintf("%s: all who could %s (%s) wait in vain themselves.", word, gives, a.names(from))
}
