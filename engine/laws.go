package engine

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/quartet-os/quartet/engine/program"
)

// fail ends the run for a reason, and reports whether it did: the first failure stays.
func (e *Engine) fail(kind Ending, reason string) (ends bool) {
	if e.end.Kind != NotEnded && e.end.Kind <= EndStuck && kind > EndStuck {
		e.end = End{}
	}
	if e.end.Kind != NotEnded {
		return false
	}
	e.end = End{Kind: kind, Text: kind.Because(reason + ".")}
	ev := e.event(Came, e.running)
	ev.From = uint8(kind)
	return true
}

// keepLaws checks what must hold after every step.
func (e *Engine) keepLaws() {
	if i := e.unkept(); i >= 0 {
		e.broke(i, &e.prog.Laws[i])
	} else if e.hearer != nil {
		e.hearer.Kept(Probe{e})
	}
}

// unkept returns the first of the laws about every step that does not hold now, or -1.
func (e *Engine) unkept() int {
	for i := range e.prog.Laws {
		law := &e.prog.Laws[i]
		broken := false
		switch law.Kind {
		case program.Invariant:
			broken = !law.Counted && e.isFalse(law)
		case program.Conserve:
			kept, met := e.conserves(law)
			if broken = !kept; met && e.hearer != nil {
				e.hearer.Met(i)
			}
		}
		if broken {
			return i
		}
	}
	return -1
}

// isFalse reports whether the expression of a law is false. Where it has no value, which names an element that no array
// has or divides by zero, the run fails; but what is only asked fails nothing.
func (e *Engine) isFalse(law *program.Law) bool {
	if !law.Asked {
		return e.value(law.X, int32(len(e.cors))) == 0
	}
	zero := false
	there := e.aside(func() { zero = e.value(law.X, int32(len(e.cors))) == 0 })
	return zero && there
}

// aside looks at values that may not be there and fails nothing; there reports whether all were.
func (e *Engine) aside(look func()) (there bool) {
	n, end := e.n, e.end
	e.end = End{}
	look()
	there = e.end.Kind == NotEnded
	e.n, e.end = n, end
	return there
}

func (e *Engine) broke(i int, law *program.Law) {
	ev := e.event(Broke, -1)
	ev.Arg = int32(i)
	text, why := fmt.Sprintf("the law %q does not hold", law.Text), (*Broken)(nil)
	if law.Kind == program.Conserve {
		awake, asleep := e.takersOf(law)
		text = fmt.Sprintf("items lie in %s while a taker sleeps, and too few are awake to take them",
			e.ObjectName(e.prog.Queues[law.Queue].Object))
		why = e.whyUnkept(law, awake, asleep)
	} else {
		why = e.whyFalse(law.X, int32(len(e.cors)))
	}
	if why != nil {
		why.Law = i
	}
	e.falsified(text, why)
}

// conserves reports whether a work queue has never more items than awake takers while another taker sleeps. It is
// asked only while the queue's mutex is free: inside a critical section the takers' signals may be still to come. met
// says that there were items, and that a taker slept.
func (e *Engine) conserves(law *program.Law) (kept, met bool) {
	if law.Mutex >= 0 && e.mutexes[law.Mutex].owner >= 0 || e.rings[law.Queue].Len() == 0 {
		return true, false
	}
	awake, asleep := e.takersOf(law)
	return asleep == 0 || e.rings[law.Queue].Len() <= awake, asleep > 0
}

// takersOf counts those who take from a law's queue: awake, and asleep until somebody wakes them.
func (e *Engine) takersOf(law *program.Law) (awake, asleep int) {
	for s := range e.cors {
		c := &e.cors[s]
		if c.fn < 0 || c.wait == OnIrq || !e.takesFrom(int32(s), law.Queue) {
			continue // an interrupt that may come takes nothing for sure
		}
		if (c.wait == OnCond || c.wait == OnList || c.wait == OnSync || c.wait == OnChan) && e.asleep(int32(s)) {
			asleep++
		} else {
			awake++
		}
	}
	return awake, asleep
}

// takesFrom reports whether a coroutine takes from a queue, by its text and what it was begun with.
func (e *Engine) takesFrom(s int32, queue int) bool {
	fn := int(e.cors[s].fn)
	if !e.prog.Takers(fn, queue) {
		return false
	}
	by := e.prog.TakesBy(fn, queue)
	for _, one := range by {
		if e.value(one.X, s) == int64(one.Is) {
			return true
		}
	}
	return len(by) == 0
}

// lookForEnd ends the run when nothing can happen any more.
func (e *Engine) lookForEnd() {
	if e.policy == program.RoundRobin {
		if !e.roundOver() {
			return
		}
	} else if e.places.Len(int(Ready)) > 0 && !e.spinsForGood() {
		return
	}
	if _, ok := e.nextInstant(); ok || len(e.pending) > 0 || e.irq != nil && e.irq.next >= 0 {
		return
	}
	waits := false
	for s := range e.cors {
		c := &e.cors[s]
		if c.fn >= 0 && !c.has(daemon) {
			waits = true
			break
		}
	}
	if waits || e.Probe().Deadlocked() != nil {
		e.stuck() // daemons may wait for ever, but not for each other
		return
	}
	e.done()
}

// roundOver reports whether the array scheduler has gone round without anything to hope for.
func (e *Engine) roundOver() bool {
	alive := false
	for s := range e.cors {
		alive = alive || e.cors[s].fn >= 0 && !e.cors[s].has(orphan) && !e.cors[s].has(handler)
	}
	return !alive || int(e.idleResumes-e.commandedAt) > 2*len(e.cors) && !e.neverEnds
}

// done ends a run that is finished; a broken `finally` makes it a violation.
func (e *Engine) done() {
	e.leftMemory()
	e.leftInChannel()
	if e.breaksFinally() {
		return
	}
	e.fail(EndDone, "nobody is left that could run: the scene is over")
}

func (e *Engine) breaksFinally() bool {
	for i := range e.prog.Laws {
		law := &e.prog.Laws[i]
		if law.Kind != program.Finally {
			continue
		}
		if e.value(law.X, int32(len(e.cors))) == 0 {
			e.broke(i, law)
			return true
		}
		if e.hearer != nil {
			e.hearer.Last(Probe{e}, i)
		}
	}
	return false
}

// Broken says why a law or an assertion does not hold.
type Broken struct {
	Law    int      // index in Program.Laws; -1: an assertion
	Part   string   // the part of it that is false, as the scene writes it
	Values []Valued // what that part looks at, as it was then
	words  string
}

// Valued is a name in a scene's text with its value.
type Valued struct {
	Name  string // of a variable, or what is looked at: len(work)
	Type  program.Type
	Value int64  // of an int or a bool; of an item or a piece of memory its number
	Text  string // as a sentence tells it: a number, true, ok, p1, item 3, nil
}

// String says it in words: `inside <= 1 is false (inside is 2)`; "" where the part is the word false itself.
func (b *Broken) String() string { return b.words }

// whyFalse says why expression x is false for coroutine s. It is worked out only when a law is broken.
func (e *Engine) whyFalse(x, s int32) *Broken {
	part := e.prog.PartsOf(x)
	if part == nil {
		return nil
	}
	part, negated := e.falsePart(part, s, false)
	text, code := part.Text, part.Code
	if negated && simple(part) {
		text = "!" + text
	} else if negated {
		text = "!(" + text + ")"
	}
	fn := -1
	if int(s) < len(e.cors) {
		fn = int(e.cors[s].fn)
	}
	b := &Broken{Law: -1, Part: text}
	alone := "" // the element that is all of the part
	for i, in := range code {
		o, ok := in.Operand, in.Do == program.Load
		if in.Do == program.Index {
			o, ok = e.element(code[:i+1], s)
		}
		if !ok {
			continue
		}
		name, t, ok := e.prog.Leaf(o, fn)
		x := e.operand(&o, s)
		if ok && i+1 < len(code) && code[i+1].Do.Inside() {
			name, t, x, ok = e.leafInside(code[i+1].Do, name, x)
		}
		if !ok {
			continue
		}
		if in.Do == program.Index && i == len(code)-1 {
			alone = name
		}
		if !has(b.Values, name) {
			b.Values = append(b.Values, e.valued(name, t, x))
		}
	}
	b.words = b.say(part, negated, alone)
	return b
}

// element returns what an index at the end of a code leads to: false where there is no such element, or no index.
func (e *Engine) element(code []program.Instr, s int32) (program.Operand, bool) {
	last := len(code) - 1
	first, needs := last, 1 // the index is what is pushed last before
	for needs > 0 {
		first--
		needs += code[first].Do.Takes() - 1
	}
	at := int64(0)
	there := e.aside(func() { at = e.postfix(code[first:last], s) })
	o, inside := code[last].Element(at)
	return o, inside && there
}

// say tells a part that is false, or true where it must not be, and its values. An element that is all of it is told by
// its number, in place of the index that the scene writes.
func (b *Broken) say(p *program.Part, negated bool, alone string) string {
	if b.Part == "false" {
		return "" // an assertion that says only that nobody comes to it
	}
	part, is := b.Part, "false"
	if negated && (alone != "" || !simple(p)) {
		part, is = p.Text, "true"
	}
	if alone != "" {
		part = alone
	}
	var told []string
	for i := range b.Values {
		if v := &b.Values[i]; v.Name != alone {
			told = append(told, v.Name+" is "+v.Text)
		}
	}
	if len(told) == 0 || len(told) == 1 && alone == "" && b.Values[0].Name == b.Part {
		return part + " is " + is
	}
	return part + " is " + is + " (" + strings.Join(told, ", ") + ")"
}

func has(values []Valued, name string) bool {
	for i := range values {
		if values[i].Name == name {
			return true
		}
	}
	return false
}

// falsePart goes down to the part that makes a truth false: of && the side that is false, of || both, since both are.
// Behind a ! it is the other way round, and the part is one that is true: negated.
func (e *Engine) falsePart(p *program.Part, s int32, negated bool) (*program.Part, bool) {
	decides := program.And
	if negated {
		decides = program.Or
	}
	switch p.Do {
	case program.Not:
		return e.falsePart(p.Parts[0], s, !negated)
	case decides:
		for _, one := range p.Parts {
			if (e.postfix(one.Code, s) != 0) == negated {
				return e.falsePart(one, s, negated)
			}
		}
	}
	return p, negated
}

// simple reports whether a ! can stand before a part without brackets.
func simple(p *program.Part) bool {
	return p.Do == program.Load && len(p.Code) == 1 && !strings.ContainsAny(p.Text, " =<>&|+-*/%")
}

// valued tells a value in words.
func (e *Engine) valued(name string, t program.Type, v int64) Valued {
	v = e.labelOf(t, v)
	text := program.Spell(t, v, e.handleName)
	if v == 0 && (t == program.ItemOf || t == program.Memory) {
		text = "nil" // as the scene writes it: the sentence quotes the scene
	}
	return Valued{Name: name, Type: t, Value: v, Text: text}
}

// handleName names the coroutine of a handle.
func (e *Engine) handleName(handle int64) string {
	if s := e.live(handle); s >= 0 {
		return e.Name(int(s))
	}
	return "one that ended"
}

// pieceLabel returns the number of a piece of memory, 0 for none.
func (e *Engine) pieceLabel(v int64) int64 {
	if v < 1 || v > int64(len(e.heap.pieces)) {
		return 0
	}
	return e.heap.pieces[v-1].label
}

// whyUnkept says why items of a queue are not kept for a taker: how many lie there, and who takes.
func (e *Engine) whyUnkept(law *program.Law, awake, asleep int) *Broken {
	items := int64(e.rings[law.Queue].Len())
	length := "len(" + e.prog.Objects[e.prog.Queues[law.Queue].Object].Name + ")"
	number := func(name string, n int64) Valued {
		return Valued{Name: name, Value: n, Text: strconv.FormatInt(n, 10)}
	}
	return &Broken{
		Part: length + " <= takers awake",
		Values: []Valued{
			number(length, items), number("takers awake", int64(awake)), number("takers asleep", int64(asleep)),
		},
		words: fmt.Sprintf("%s, %s awake, %d asleep",
			program.Plural(items, "item"), program.Plural(int64(awake), "taker"), asleep),
	}
}

// falsified ends the run over a law or an assertion that does not hold, and why.
func (e *Engine) falsified(text string, why *Broken) {
	if why == nil {
		e.fail(EndViolation, text)
		return
	}
	if why.words != "" {
		text += ": " + why.words
	}
	if e.fail(EndViolation, text) {
		e.end.Broken = why
	}
}
