package engine

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/quartet-os/quartet/engine/program"
)

// A handler of interrupts is a coroutine that main declares. It waits for its interrupt, which no run owes it: a user
// raises it, or a search tries it. Then it runs on top of whoever is on the CPU, up to its end, and that one goes on
// where it was. It is on no scheduler's way: nothing else brings it to the CPU, and the clock goes on by one pass.
// While it runs no other interrupt comes, and while they are disabled none does. There is one CPU, and the timer that
// ends a quantum is an interrupt too: whoever has disabled them keeps the CPU.

// interrupts is what a machine keeps of them; it has one only where the scene declares handlers, or disables them.
type interrupts struct {
	slots  []int32 // by handler: its slot, -1 none (killed, or no slot was free)
	left   []int32 // how often each may still come
	off    bool    // disabled
	next   int32   // the one that comes with the next step, -1 none
	active int32   // the one that runs, -1
	under  int32   // slot of whom it interrupted, -1 nobody
	ops    int32   // that one's ops in its pass
}

// newInterrupts returns what a machine of a scene keeps, nil where the scene knows of no interrupts.
func newInterrupts(p *program.Program) *interrupts {
	if !p.UsesIrqs {
		return nil
	}
	q := &interrupts{next: -1, active: -1, under: -1}
	for range p.Irqs {
		q.slots, q.left = append(q.slots, -1), append(q.left, 0)
	}
	return q
}

// copied returns a copy of q in the memory of into, which may be nil.
func (q *interrupts) copied(into *interrupts) *interrupts {
	if into == nil {
		into = &interrupts{}
	}
	slots, left := append(into.slots[:0], q.slots...), append(into.left[:0], q.left...)
	*into = *q
	into.slots, into.left = slots, left
	return into
}

// hash adds what q holds; a scene without handlers has the hash that it always had.
func (q *interrupts) hash(h *hasher) {
	if q == nil {
		return
	}
	h.word(truth(q.off)<<32 | int64(uint32(q.next)))
	h.word(int64(q.active)<<32 | int64(uint32(q.under)))
	h.word(int64(q.ops))
	for i := range q.slots {
		h.word(int64(q.slots[i])<<32 | int64(uint32(q.left[i])))
	}
}

// declare does Interrupt, in main: the handler has a slot of its own and waits.
func (e *Engine) declare(op *program.Op) {
	h := e.irqFor(op.A)
	var none arguments
	s := e.spawn(op.A, op.B, -1, true, ByDeclare, &none)
	if s < 0 {
		return
	}
	e.irq.slots[h], e.irq.left[h] = s, int32(e.prog.Irqs[h].Times)
	e.cors[s].flags |= handler
	e.rest(s)
}

// irqFor returns the handler that a function is.
func (e *Engine) irqFor(fn int32) int {
	return slices.IndexFunc(e.prog.Irqs, func(i program.Irq) bool { return i.Func == int(fn) })
}

// rest makes a handler stand where it begins anew when its interrupt comes.
func (e *Engine) rest(s int32) {
	c := &e.cors[s]
	c.pc, c.was, c.count, c.result = e.prog.Funcs[c.fn].Entry, -1, 0, program.OK
	c.wait, c.obj, c.deadline, c.since, c.heard = OnIrq, 0, NoDeadline, e.now, 0
	c.flags = daemon | handler
	clear(e.cells(s))
}

// shielded reports whether whoever runs cannot be interrupted: it is a handler, or has disabled interrupts.
func (e *Engine) shielded() bool { return e.irq != nil && (e.irq.off || e.irq.active >= 0) }

// bound reports whether a coroutine is on the CPU, or below a handler there, and nobody else comes there before it
// leaves it.
func (e *Engine) bound(c *coroutine) bool {
	if q := e.irq; q != nil && q.under >= 0 && c == &e.cors[q.under] && !e.interruptible(q.under) {
		return true
	}
	return e.running >= 0 && c == &e.cors[e.running] && (e.shielded() || !e.interruptible(e.running))
}

// raisable reports whether an interrupt may come now.
func (e *Engine) raisable(h int) bool {
	q := e.irq
	return q.slots[h] >= 0 && q.left[h] > 0 && !q.off && q.active < 0 && q.next < 0 && e.end.Kind == NotEnded
}

// interrupt lets the interrupt come that was raised: its handler is on the CPU, on top of who was there. What it does
// belongs to the step that begins.
func (e *Engine) interrupt() {
	q := e.irq
	h := q.next
	s := q.slots[h]
	q.next, q.active, q.under, q.ops = -1, h, e.running, e.ops
	q.left[h]--
	e.step++
	e.pass++
	e.ops = 0
	e.tick()
	c := &e.cors[s]
	c.wait, c.gen = OnNothing, c.gen+1 // a handle means one life, and this is one
	e.move(s, Running, ByInterrupt, q.under, NoObject)
	e.running = s
	e.lives[s].runs++
	if e.chooses {
		e.arrive(c, s)
	}
	e.step--
}

// leaves does an end under interrupts: a handler's brings back whom it interrupted, and nobody ends while they are
// disabled. False: it is an end like any other.
func (e *Engine) leaves(s int32, op *program.Op, v int64) bool {
	q := e.irq
	if q.active < 0 {
		if q.off {
			e.did(s, op, Failed, program.Busy, NoObject, v)
			e.fail(EndViolation, e.Name(int(s))+" ends with interrupts disabled, and nobody would enable them again")
		}
		return q.off
	}
	e.did(s, op, Done, program.OK, NoObject, v)
	e.vacate(s, false)
	e.move(s, Waiting, ByReturn, q.under, NoObject)
	e.rest(s)
	e.goBack(1)
	return true
}

// goBack gives the CPU back to whom the handler that ran had interrupted; the ops of a quantum are counted on, those of
// a pass without one anew. What a handler disabled is enabled again: it came while interrupts were enabled. own is 1
// within an op of the handler's, which is still to be counted and is none of that one's.
func (e *Engine) goBack(own int32) {
	q := e.irq
	e.running, e.ops = q.under, 1-own // what goes on is not the first op of its pass
	if e.sliced() && q.under >= 0 {
		e.ops = q.ops - own
	}
	q.active, q.under, q.ops, q.off = -1, -1, 0, false
}

// killedOnCPU notes that by killed a coroutine: a handler comes no more, and whoever had disabled interrupts has not.
func (e *Engine) killedOnCPU(t, by int32) {
	q := e.irq
	for h, s := range q.slots {
		if s != t {
			continue
		}
		q.slots[h] = -1
		if int(q.next) == h {
			q.next = -1
		}
		if int(q.active) == h {
			e.goBack(int32(truth(by == t)))
		}
		return
	}
	if q.under == t {
		q.under = -1
	}
	if e.running < 0 {
		q.off = false
	}
}

// mask does Disable and Enable. Neither counts: two of one are undone by one of the other. In a handler interrupts are
// disabled anyway, until it returns.
func (e *Engine) mask(s int32, op *program.Op) {
	q := e.irq
	was := !q.off && q.active < 0
	q.off = op.Kind == program.Disable && q.active < 0
	e.set(s, op.Dst, truth(was))
	e.finish(s, op, program.OK, NoObject, truth(was))
}

// stays reports whether s, which is about to leave the CPU, must not: it is a handler, or has disabled interrupts. The
// run has ended then.
func (e *Engine) stays(s int32, op *program.Op, why Cause, object uint16) bool {
	if !e.shielded() {
		return false
	}
	who, name := e.Name(int(s)), e.ObjectName(int(object))
	does := " " + strings.ReplaceAll(why.Row().Leaves, "%s", cmp.Or(name, "nothing that comes"))
	holder, text := e.holdsUp(op, why), who+does+" with interrupts disabled (sleeping while atomic)"
	kept := e.keptFor(op, why, s)
	e.did(s, op, Failed, program.Busy, object, 0)
	switch takes := "the handler " + who + " takes " + name + ", which "; {
	case e.irq.active < 0:
	case holder == who:
		text = takes + "it holds already, and cannot wait"
	case holder != "":
		text = takes + holder + " holds, and cannot wait: " + holder + " does not run before it returns"
	case kept != "":
		text = takes + "is free and kept for " + kept + ", the first of its queue, and cannot wait: " + kept +
			" does not run before it returns"
	default:
		text = "the handler " + who + does + ", and a handler cannot sleep: nobody else runs before it returns"
	}
	e.fail(EndViolation, text)
	return true
}

// lockOf returns the mutex or spinlock for which an op would leave the CPU, -1 where it is none.
func lockOf(op *program.Op, why Cause) int32 {
	if why != ByLock && why != BySpin {
		return -1
	}
	switch op.Kind {
	case program.Lock, program.LockWithin:
		return int32(op.A)
	case program.Relock:
		return int32(op.B)
	}
	return -1
}

// holdsUp names who holds the mutex or spinlock for which an op would leave the CPU, "" where it is none, or nobody's.
func (e *Engine) holdsUp(op *program.Op, why Cause) string {
	m := lockOf(op, why)
	if m < 0 {
		return ""
	}
	switch mu := &e.mutexes[m]; {
	case mu.owner < 0:
		return ""
	case mu.dead:
		return e.prog.CoroutineName(mu.fn, mu.num, mu.name)
	default:
		return e.Name(int(mu.owner))
	}
}

// keptFor names for whom the free mutex is kept for which an op of s would leave the CPU, "" for nobody.
func (e *Engine) keptFor(op *program.Op, why Cause, s int32) string {
	m := lockOf(op, why)
	if m < 0 || e.mutexes[m].owner >= 0 {
		return ""
	}
	head := int32(e.waits.Front(e.lockQueue(m)))
	if head < 0 || head == s {
		return ""
	}
	return e.Name(int(head))
}

// checkCPU says what is wrong with who is on the CPU.
func (e *Engine) checkCPU() error {
	on, most := e.places.Len(int(Running)), 1
	under := int32(-1)
	if q := e.irq; q != nil {
		if under = q.under; q.active >= 0 && under >= 0 {
			most = 2
		}
		if q.active >= 0 && q.slots[q.active] != e.running {
			return fmt.Errorf("handler %d is at work, and the CPU has %d", q.active, e.running)
		}
	}
	if e.end.Kind != NotEnded {
		return nil
	}
	for s := e.places.Front(int(Running)); s >= 0; s = e.places.Next(s) {
		if int32(s) != e.running && int32(s) != under {
			return fmt.Errorf("%d runs, and the CPU has %d over %d", s, e.running, under)
		}
	}
	if on > most {
		return fmt.Errorf("%d run", on)
	}
	return nil
}

// viewIrqs shows the handlers of interrupts.
func (e *Engine) viewIrqs(s *Snapshot) {
	s.Under, s.Masked, s.Irqs = -1, false, s.Irqs[:0]
	q := e.irq
	if q == nil {
		return
	}
	s.Under, s.Masked = int(q.under), q.off
	for h, slot := range q.slots {
		v := IrqView{Slot: int(slot), Name: e.irqName(h), Left: int(q.left[h]), Pending: int(q.next) == h}
		s.Irqs = append(s.Irqs, v)
	}
}

// irqName returns the name of the coroutine of a handler.
func (e *Engine) irqName(h int) string {
	if s := e.irq.slots[h]; s >= 0 {
		return e.Name(int(s))
	}
	return e.prog.Funcs[e.prog.Irqs[h].Func].Name
}

// doInterrupt raises an interrupt: its handler is on the CPU with the next step.
func (e *Engine) doInterrupt(c Command) *CommandError {
	if e.irq == nil || len(e.irq.slots) == 0 {
		return cannot("the scene declares no handler of interrupts", "write interrupt(f) in func main")
	}
	q, h := e.irq, -1
	var names []string
	for i := range q.slots {
		names = append(names, e.irqName(i))
		if e.irqName(i) == c.Who || e.prog.Funcs[e.prog.Irqs[i].Func].Name == c.Who {
			h = i
		}
	}
	switch {
	case h < 0:
		return cannot(fmt.Sprintf("%q is no handler of interrupts", c.Who), "there are "+strings.Join(names, " "))
	case e.end.Kind == EndDone:
		return cannot("the run is over, and no interrupt comes any more", "step back first, then raise it")
	case q.slots[h] < 0:
		return cannot(c.Who+" is not there any more", "step back, or begin again")
	case q.active >= 0:
		return cannot(e.irqName(int(q.active))+" handles an interrupt, and no other comes before it returns", "step")
	case q.next >= 0:
		return cannot("the interrupt "+e.irqName(int(q.next))+" is raised already, and comes with the next step",
			"step")
	case q.off:
		return cannot("interrupts are disabled now", "step past enable() first")
	case q.left[h] == 0:
		return cannot(fmt.Sprintf("the interrupt %s has come %s, and comes no more", c.Who,
			program.Plural(int64(e.prog.Irqs[h].Times), "time")),
			fmt.Sprintf("write interrupt(%s, %d) in func main", e.prog.Funcs[e.prog.Irqs[h].Func].Name,
				e.prog.Irqs[h].Times+1))
	}
	q.next = int32(h)
	e.commanded(c.Verb, q.slots[h], NoObject, int64(e.running))
	return nil
}

// Lower takes an interrupt back that was raised and has not come yet.
func (p Probe) Lower() {
	if p.e.irq != nil {
		p.e.irq.next = -1
	}
}
