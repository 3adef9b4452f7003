package panel

import (
	"fmt"
	"strconv"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/kernel"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/ui/screen"
	"github.com/quartet-os/quartet/ui/theme"
)

// Fields shows a coroutine as its kernel keeps it: each field with its value, the bytes it takes, and what
// wrote it last; and below, what the object costs and what that leaves of its stack.
type Fields struct {
	Slot   int
	Writes [kernel.FieldCount]kernel.Write
	Scroll int // rows
}

// field is one row of the table.
type field struct {
	name  string
	value string
	style theme.StyleID // of the value
	slot  int           // whose name is the value, -1 for nobody's
	bytes [2]int        // on each machine
	added bool          // it came with the four queues
	once  bool          // there is one for all coroutines
	none  bool          // the kernel has no such field
	wrote *kernel.Write // what wrote it last; nil where that is not followed
}

// fieldColumns is where the columns of the table begin.
type fieldColumns struct {
	value, bytes, wrote int
	both                bool // both machines' bytes are shown
}

func (o *Fields) modal() bool { return false }

func (o *Fields) size(w, _ int, f *Frame) (int, int) {
	return between(w, 64, 84), len(newMoment(f).fields(o)) + 5
}

func (o *Fields) draw(p pen) {
	c := p.who(o.Slot)
	in := p.dialog("", p.words("{inspect} closes"), text)
	x := 2 + p.Text(2, 0, " ", text)
	if c.Slot >= 0 {
		x += p.name(x, 0, c.Slot)
	}
	p.Text(x, 0, " as the kernel keeps it ", text)
	cols := fieldColumns{19, 33, 44, true}
	if in.W < 66 {
		cols = fieldColumns{19, 33, 40, false}
	}
	in.Text(0, 0, "field", quiet)
	in.Text(cols.value, 0, "value", quiet)
	in.Text(cols.wrote, 0, "last written", quiet)
	head := "bytes"
	if cols.both {
		head = "16   32"
	}
	in.TextRight(cols.wrote-2, 0, head, quiet)
	all := in.fields(o)
	rows := max(in.H-3, 1)
	scroll := scrolled(o.Scroll, max(len(all)-rows, 0))
	table := in.in(screen.R(0, 1, in.W, rows))
	for y := 0; y < rows && scroll+y < len(all); y++ {
		table.field(y, cols, &all[scroll+y], o.Slot)
	}
	in.costs(min(rows, len(all)) + 2)
	p.more(scroll, rows, len(all))
}

// field writes one row of the table.
func (p pen) field(y int, cols fieldColumns, f *field, slot int) {
	p.Text(0, y, cut(f.name, cols.value-1), quiet)
	if f.slot >= 0 {
		p.name(cols.value, y, f.slot)
	} else {
		p.Text(cols.value, y, cut(f.value, cols.bytes-cols.value-1), f.style)
	}
	at, i := cols.wrote-2, 0
	if cols.both {
		i = 1
	}
	for ; i >= 0 && f.bytes[0] > 0; i-- {
		n := strconv.Itoa(f.bytes[i])
		p.TextRight(at, y, n, text)
		if i == 0 && f.added {
			p.Set(at-len(n)-1, y, '+', quiet)
		}
		at -= 5
	}
	switch {
	case f.none:
		p.Text(cols.wrote, y, cut("the kernel has none", p.W-cols.wrote), quiet)
	case f.once:
		p.Text(cols.wrote, y, cut("once for all", p.W-cols.wrote), quiet)
	case f.wrote != nil:
		p.wrote(cols.wrote, y, f.wrote, slot)
	}
}

// wrote says when and by what a field of the coroutine in a slot was written last.
func (p pen) wrote(x, y int, w *kernel.Write, slot int) {
	words := [...]string{kernel.KernelHand: "the scheduler", kernel.QuantumHand: "the quantum's end",
		kernel.TimeoutHand: "the timeout check", kernel.UserHand: "your command", kernel.BootHand: "the boot"}[w.Hand]
	if w.Hand == kernel.OpHand {
		if words = p.does(w.PC); words == "" {
			words = "asked for it"
		}
		if w.By != slot {
			words = w.Name + " " + words
		}
	}
	if w.Hand == kernel.NoHand {
		p.Text(x, y, cut("long ago", p.W-x), quiet)
		return
	}
	x += p.Text(x, y, strconv.FormatInt(w.Step, 10)+" ", quiet)
	p.Text(x, y, cut(words, p.W-x), text)
}

// fields lists the rows of the table.
func (m *moment) fields(o *Fields) []field {
	c := m.who(o.Slot)
	if c.Slot < 0 {
		return []field{{name: "no such slot", slot: -1}}
	}
	var all []field
	words := kernel.Words()
	parts := kernel.Parts(m.now.Rules)
	add := func(part, name, value string, slot int, share int, wrote *kernel.Write) *field {
		f := field{name: name, value: value, style: text, slot: slot, wrote: wrote}
		for _, one := range parts {
			if one.Name != part {
				continue
			}
			for i := range f.bytes {
				f.bytes[i] += one.Size(words[i]) / share
			}
			f.added, f.once = f.added || one.Added, one.Once
		}
		all = append(all, f)
		return &all[len(all)-1]
	}
	w := &o.Writes
	add(kernel.PartPlace, "state", c.Place.String(), -1, 1, &w[kernel.FieldPlace]).style = roleOf(c.Place).Bold()
	on := [2]string{"none", "none"}
	if c.On == engine.OnMutex {
		on[0] = m.object(c.Object)
	} else if c.On == engine.OnCond || c.On == engine.OnMail {
		on[1] = m.object(c.Object)
	}
	add(kernel.PartMutex, "blocking mutex", on[0], -1, 1, &w[kernel.FieldMutex])
	add(kernel.PartCond, "blocking condition", on[1], -1, 1, &w[kernel.FieldCond])
	if what := m.foreign(c); what != "" {
		all = append(all, field{name: "blocked on", value: what, style: text, slot: -1, none: true})
	}
	lock, signal := m.links(c.Slot)
	link := func(part, name string, to int, f kernel.Field) {
		value := "nobody"
		if to == unlinked {
			value = "not linked"
		}
		add(part, name, value, max(to, -1), 2, &w[f])
	}
	link(kernel.PartLock, "next to lock", lock[1], kernel.FieldNextToLock)
	link(kernel.PartLock, "previous to lock", lock[0], kernel.FieldPrevToLock)
	link(kernel.PartSignal, "next to signal", signal[1], kernel.FieldNextToSignal)
	link(kernel.PartSignal, "previous to signal", signal[0], kernel.FieldPrevToSignal)
	f := add(kernel.PartDeadline, m.deadlineName(), m.deadlineValue(c), -1, 1, &w[kernel.FieldDeadline])
	if m.now.Rules[program.RuleDeadline] == program.DeadlineNone {
		f.wrote = nil
	}
	add(kernel.PartMessages, "messages", inbox(c.Inbox), -1, 1, nil)
	queue := "its queue"
	if m.now.Rules[program.RuleDeadline] == program.DeadlineObject {
		queue = "queue, times"
	}
	add(kernel.PartMailLock, "their lock", queue, -1, 1, nil)
	add(kernel.PartContexts, "two contexts", "at line "+strconv.Itoa(c.Line), -1, 1, nil)
	add(kernel.PartGuards, "two guards", "intact", -1, 1, nil)
	add(kernel.PartRest, "id, list, argument", slotName(c.Slot), -1, 1, nil)
	add(kernel.PartCallbacks, "callbacks", m.callbacks(), -1, 1, nil)
	add(kernel.PartState, "state pointer", "the scheduler", -1, 1, nil)
	return all
}

// foreign says on what a coroutine is blocked for which the kernel has no field; "" where it has one.
func (m *moment) foreign(c *engine.CoroutineView) string {
	switch c.On {
	case engine.OnNothing, engine.OnMutex, engine.OnCond, engine.OnMail, engine.OnSleep, engine.OnCompute:
		return ""
	}
	return m.waitsFor(c.On, c.Object)
}

// unlinked is the neighbour of one that stands in no queue.
const unlinked = -2

// links returns who stands before and behind a coroutine in a lock queue and in a signal queue: a slot, -1 for nobody.
func (m *moment) links(slot int) (lock, signal [2]int) {
	lock, signal = [2]int{unlinked, unlinked}, [2]int{unlinked, unlinked}
	find := func(into *[2]int, queue []int) {
		for i, s := range queue {
			if s != slot {
				continue
			}
			*into = [2]int{-1, -1}
			if i > 0 {
				into[0] = queue[i-1]
			}
			if i+1 < len(queue) {
				into[1] = queue[i+1]
			}
		}
	}
	for _, all := range [...][]engine.MutexView{m.now.Mutexes, m.now.Mailboxes} {
		for i := range all {
			find(&lock, all[i].LockQueue)
		}
	}
	for _, all := range [...][]engine.CondView{m.now.Conds, m.now.MailConds} {
		for i := range all {
			find(&signal, all[i].SignalQueue)
		}
	}
	return lock, signal
}

func (m *moment) deadlineName() string {
	if m.now.Rules[program.RuleDeadline] == program.DeadlineObject {
		return "object's deadline"
	}
	return "deadline"
}

func (m *moment) deadlineValue(c *engine.CoroutineView) string {
	at := m.deadline(c)
	switch {
	case m.now.Rules[program.RuleDeadline] == program.DeadlineNone:
		return "no such field"
	case at == engine.NoDeadline:
		return "none"
	}
	return "tick " + strconv.FormatInt(at, 10)
}

// callbacks says what the scheduler's two callbacks do.
func (m *moment) callbacks() string {
	if m.now.Policy == program.RoundRobin {
		return "none"
	}
	names := [...]string{program.CallbackDirect: "direct", program.CallbackNone: "none",
		program.CallbackMessage: "message", program.CallbackRecursive: "recursive"}
	unlock, signal := m.now.Rules[program.RuleUnlockCallback], m.now.Rules[program.RuleSignalCallback]
	if int(max(unlock, signal)) >= len(names) {
		return ""
	}
	if unlock == signal {
		return "both " + names[unlock]
	}
	return names[unlock] + ", " + names[signal]
}

// costs adds up the table, and says what is left of the stack.
func (p pen) costs(y int) {
	parts, words := kernel.Parts(p.now.Rules), kernel.Words()
	all, added := kernel.Cost(parts, words[0])
	x := p.Text(0, y-1, strconv.Itoa(all)+" bytes", theme.Bright.Plain())
	x += p.Text(x, y-1, fmt.Sprintf(", +%d new with the four queues", added), text)
	big, bigger := kernel.Cost(parts, words[1])
	p.Text(x, y-1, cut(fmt.Sprintf("  (%s: %d, +%d)", words[1].Name, big, bigger), p.W-x), quiet)
	x = p.Text(0, y, fmt.Sprintf("%d bytes", kernel.StackNow), theme.Bright.Plain())
	price := fmt.Sprintf(" of stack for each, where it had %d before: the price", kernel.StackBefore)
	p.Text(x, y, cut(price, p.W-x), text)
}
