package panel

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/ui/screen"
)

// Inspector shows everything about the coroutine of a slot, as the kernel keeps it: its place, what it blocks on, its
// deadline, its links in a lock or signal queue, what it holds, its locals and its inbox.
type Inspector struct {
	Slot   int
	Scroll int // rows
}

// factWidth is the columns for the names of facts.
const factWidth = 14

// fact is one row: a name, and what is written behind it.
type fact struct {
	name  string
	words string
	slots []int  // names written behind the words, front at the right
	tail  string // behind the names
}

func (i *Inspector) modal() bool { return false }

func (i *Inspector) size(w, _ int, f *Frame) (int, int) {
	facts := newMoment(f).facts(i.Slot)
	return between(w, 46, 58), len(facts) + 2
}

func (i *Inspector) draw(p pen) {
	c := p.who(i.Slot)
	in := p.dialog("", p.words("{inspect} fields · {close} closes"), text)
	x := 2 + p.Text(2, 0, " ", text)
	if c.Slot >= 0 {
		x += p.name(x, 0, c.Slot)
	}
	x += p.Text(x, 0, " ", text)
	x += p.Text(x, 0, c.Place.String()+" ", roleOf(c.Place).Plain())
	facts := p.facts(i.Slot)
	scroll := scrolled(i.Scroll, max(len(facts)-in.H, 0))
	for y := 0; y < in.H && scroll+y < len(facts); y++ {
		in.fact(y, &facts[scroll+y])
	}
	p.more(scroll, in.H, len(facts))
}

// fact writes one row.
func (p pen) fact(y int, f *fact) {
	p.Text(0, y, f.name, quiet)
	x := factWidth
	x += p.Text(x, y, cut(f.words, p.W-x), text)
	if len(f.slots) == 0 {
		return
	}
	if f.words != "" {
		x++
	}
	x = p.names(x, y, p.W-screen.Width(f.tail), f.slots)
	p.Text(x, y, f.tail, text)
}

// facts lists what there is to know about the coroutine of a slot.
func (m *moment) facts(slot int) []fact {
	c := m.who(slot)
	if c.Slot < 0 {
		return []fact{{name: "", words: "there is no such process slot"}}
	}
	all := []fact{{name: "slot", words: slotName(c.Slot)}}
	add := func(name, words string) {
		all = append(all, fact{name: name, words: words})
	}
	if !c.Live {
		add("function", "none: the slot is free")
		return all
	}
	add("function", m.funcName(c.Func)+m.roleWords(c))
	for i := range m.prog.Funcs[c.Func].Given {
		g := &m.prog.Funcs[c.Func].Given[i]
		add("given", g.Param+" = "+m.given(c, g))
	}
	add("line", strconv.Itoa(m.at(c))+"  "+m.statement(m.at(c)))
	all = append(all, m.callFacts(c)...)
	if next := m.does(c.PC); c.Slot == m.now.Running && next != "" {
		add("next", strconv.Itoa(m.opLine(c.PC))+"  "+next)
	}
	all = append(m.waitFacts(all, c), m.irqFacts(c)...)
	all = m.levelFacts(all, c)
	add("holds", m.holding(c)[len("holds "):])
	if c.Listed >= 0 {
		add("wait list", "on "+m.object(c.Listed))
	}
	all = append(all, m.linkFacts(c)...)
	all = append(all, m.localFacts(c)...)
	if m.prog.UsesMail {
		add("inbox", inbox(c.Inbox))
	}
	passes := program.Plural(c.Runs, "pass")
	if c.Runs != 1 {
		passes = strconv.FormatInt(c.Runs, 10) + " passes"
	}
	if c.Spins > 0 {
		passes += ", " + program.Plural(c.Spins, "failed spin")
	}
	add("ran", passes)
	return all
}

// levelFacts adds the priority of a coroutine, and the level at which it runs, where some have one.
func (m *moment) levelFacts(all []fact, c *engine.CoroutineView) []fact {
	if !m.prog.UsesPriority && c.Priority == 0 && m.now.Policy != program.Prioritized {
		return all
	}
	own := fact{name: "priority", words: strconv.Itoa(c.Priority)}
	switch {
	case m.now.Policy != program.Prioritized:
		own.words += ", which this policy does not look at"
	case c.Lender >= 0:
		own.words += ", runs at level " + strconv.Itoa(c.Level) + ": lent by"
		own.slots, own.tail = []int{c.Lender}, ", which waits for "+m.object(c.Lent)
	}
	return append(all, own)
}

// callFacts returns the calls that a coroutine is in, the innermost first, with what their parameters stand for.
func (m *moment) callFacts(c *engine.CoroutineView) []fact {
	pc := c.PC
	if c.Slot == m.actor && m.did >= 0 && c.Slot == m.now.Running {
		pc = m.did // it is shown where it was
	}
	calls := m.prog.CallsAt(pc)
	all := make([]fact, 0, len(calls))
	for i := range calls {
		call := &calls[i]
		words := cmp.Or(m.parameters(c, call.Given), "()")
		words = m.funcName(call.Func) + words
		from := m.funcName(c.Func)
		if call.Caller >= 0 {
			from = m.funcName(m.prog.Calls[call.Caller].Func)
		}
		words += ", line " + strconv.Itoa(call.Line) + " of " + from
		all = append(all, fact{name: "in the call", words: words})
	}
	return all
}

// parameters writes what the parameters of a function stand for: "(i = 2, left = forks[3])", "" for none.
func (m *moment) parameters(c *engine.CoroutineView, all []program.Given) string {
	if len(all) == 0 {
		return ""
	}
	words := make([]string, len(all))
	for i := range all {
		words[i] = all[i].Param + " = " + m.given(c, &all[i])
	}
	return "(" + strings.Join(words, ", ") + ")"
}

// given writes what a parameter stands for: an object, a variable that it refers to, or the value that it has now.
func (m *moment) given(c *engine.CoroutineView, g *program.Given) string {
	sign := ""
	if g.Ref {
		sign = "&"
	}
	if g.Object >= 0 && g.Count > 0 {
		return sign + m.prog.GivenName(g)
	}
	if g.Object >= 0 {
		if o := m.prog.ObjectOf(g, c.Locals); o >= 0 {
			return sign + m.object(o)
		}
		return "?"
	}
	if g.Count > 0 {
		return sign + m.ownArray(c, int(g.Local), g.Count)
	}
	local := m.prog.LocalOf(g, c.Locals)
	if local < 0 || local >= len(c.Locals) || c.Func < 0 || local >= len(m.prog.Funcs[c.Func].Locals) {
		return "?"
	}
	if g.Ref {
		return sign + m.prog.Funcs[c.Func].Locals[local].Name
	}
	t, v := m.prog.Funcs[c.Func].Locals[local].Type, c.Locals[local]
	if slot := m.meant(t, v); slot >= 0 {
		return m.who(slot).Name
	}
	return m.value(t, v)
}

// elementsFrom counts the elements of the array whose first one is a local.
func (m *moment) elementsFrom(fn, local int) int {
	all := m.prog.Funcs[fn].Locals
	a := program.Array{Name: strings.TrimSuffix(all[local].Name, "[0]")}
	n := 1
	for local+n < len(all) && all[local+n].Name == a.Element(n) {
		n++
	}
	return n
}

// ownArray writes the values of an array of a coroutine's own: "[true, false, false]".
func (m *moment) ownArray(c *engine.CoroutineView, first, count int) string {
	var words []string
	for i := first; i < first+count && i < len(c.Locals); i++ {
		t, v := m.prog.Funcs[c.Func].Locals[i].Type, c.Locals[i]
		word := m.value(t, v)
		if slot := m.meant(t, v); slot >= 0 {
			word = m.who(slot).Name
		}
		words = append(words, word)
	}
	return "[" + strings.Join(words, ", ") + "]"
}

// isGiven reports whether a local is a parameter of the coroutine's function.
func (m *moment) isGiven(fn, local int) bool {
	return slices.ContainsFunc(m.prog.Funcs[fn].Given, func(g program.Given) bool { return int(g.Local) == local })
}

// localFacts returns the variables that the text has a name for where a coroutine stands.
func (m *moment) localFacts(c *engine.CoroutineView) []fact {
	if c.Func < 0 || c.Func >= len(m.prog.Funcs) || c.PC < 0 || int(c.PC) >= len(m.prog.Known) {
		return nil
	}
	var all []fact
	for i, l := range m.prog.Funcs[c.Func].Locals {
		if i >= len(c.Locals) || l.Hidden || m.prog.Known[c.PC]&(1<<i) == 0 || m.isGiven(c.Func, i) {
			continue
		}
		if name, isArray := strings.CutSuffix(l.Name, "[0]"); isArray {
			all = append(all, fact{name: "local", words: name + " = " + m.ownArray(c, i, m.elementsFrom(c.Func, i))})
			continue
		}
		if strings.HasSuffix(l.Name, "]") {
			continue // stands with the first
		}
		v := c.Locals[i]
		if slot := m.meant(l.Type, v); slot >= 0 {
			all = append(all, fact{name: "local", words: l.Name + " =", slots: []int{slot}})
		} else {
			all = append(all, fact{name: "local", words: l.Name + " = " + m.value(l.Type, v)})
		}
	}
	return all
}

// roleWords says what a coroutine is to the work queues.
func (m *moment) roleWords(c *engine.CoroutineView) string {
	s, function := "", m.funcName(c.Func)
	if slices.ContainsFunc(m.now.Irqs, func(h engine.IrqView) bool { return h.Slot == c.Slot }) {
		return ", a handler of interrupts"
	}
	switch {
	case c.Role == program.Producer && function != "producer":
		s = ", a producer"
	case c.Role == program.Consumer && function != "consumer":
		s = ", a consumer"
	case c.Role == program.Both:
		s = ", puts and takes"
	}
	if c.Daemon {
		s += ", a daemon"
	}
	return s
}

// waitFacts adds what a coroutine blocks on and until when.
func (m *moment) waitFacts(all []fact, c *engine.CoroutineView) []fact {
	if c.On == engine.OnNothing {
		all = append(all, fact{name: "blocks on", words: "nothing"})
	} else {
		f := fact{name: "blocks on", words: m.waitsFor(c.On, c.Object)}
		if c.Object >= 0 && c.Object < len(m.prog.Objects) {
			f.words = m.object(c.Object) + ", " + m.prog.Objects[c.Object].Class.Row().Noun
		}
		if c.On == engine.OnChan {
			f.words = m.chanWaits(c)
		}
		if c.On == engine.OnEnd && c.Object >= 0 {
			f.words = "the end of " + m.object(c.Object)
		}
		if c.Place == engine.Waiting || c.Place == engine.TimedWaiting {
			f.words += ", for " + program.Plural(max(m.now.Time-c.Since, 0), "tick")
		} else {
			f.words += ", woken"
		}
		all = append(all, f)
	}
	d := fact{name: "deadline", words: "none"}
	if at := m.deadline(c); at != engine.NoDeadline {
		d.words = "tick " + strconv.FormatInt(at, 10) + ", " + program.Plural(max(at-m.now.Time, 0), "tick") + " left"
		if c.Deadline == engine.NoDeadline {
			d.words += ", kept in " + m.object(c.Object)
		}
	}
	return append(all, d)
}

// linkFacts returns a coroutine's neighbours in the lock, signal and wait queues that it is on.
func (m *moment) linkFacts(c *engine.CoroutineView) []fact {
	var all []fact
	link := func(name, object string, queue []int) {
		for i, s := range queue {
			if s != c.Slot {
				continue
			}
			place := object + ", " + ordinal(i+1) + " of " + strconv.Itoa(len(queue))
			all = append(all, fact{name: name, words: place})
			all = append(all, neighbour("  before it", queue, i-1), neighbour("  behind it", queue, i+1))
		}
	}
	for w := range m.now.Waitables() {
		link(w.Class.Row().Queue, w.Name, w.Queue)
	}
	for i := range m.now.Ends {
		if v := &m.now.Ends[i]; v.Slot == c.Slot {
			all = append(all, fact{name: "joined by", slots: v.Queue})
		}
	}
	return all
}

// neighbour is the fact of who stands at place i of a queue.
func neighbour(name string, queue []int, i int) fact {
	if i < 0 || i >= len(queue) {
		return fact{name: name, words: "nobody"}
	}
	return fact{name: name, slots: queue[i : i+1]}
}

// ordinal returns "1st", "2nd", "11th".
func ordinal(n int) string {
	tail := "th"
	if n/10%10 != 1 {
		switch n % 10 {
		case 1:
			tail = "st"
		case 2:
			tail = "nd"
		case 3:
			tail = "rd"
		}
	}
	return strconv.Itoa(n) + tail
}

// inbox lists messages, the front first.
func inbox(all []int64) string {
	if len(all) == 0 {
		return "empty"
	}
	s := ""
	for i, v := range all {
		switch {
		case i == 8:
			return s + ", … " + strconv.Itoa(len(all)-i) + " more"
		case i > 0:
			s += ", "
		}
		s += strconv.FormatInt(v, 10)
	}
	return s + " (front first)"
}

// slotName is the name of a process slot, counted from 1.
func slotName(slot int) string { return "s" + strconv.Itoa(slot+1) }
