package promela

import (
	"fmt"
	"slices"
	"strings"

	"github.com/quartet-os/quartet/engine/program"
)

// Where a scene names items each is a number, and it is counted how many variables name it: one that was made, that is
// in no queue, and that nobody names any more is lost, and its number is free for another.

// named reports whether a local of the function that is being written names an item.
func (w *writer) named(local int) bool {
	return w.p.UsesItems && w.p.Funcs[w.fn].Locals[local].Type == program.ItemOf
}

// row is the number of the queue that a node's op is done to.
func (w *writer) row(n *node) string {
	if n.of >= 0 {
		return fmt.Sprintf("(%d + %s)", n.first, n.index)
	}
	return itoa(int(n.op.A))
}

// itemStep is step for what is done to items with names.
func (w *writer) itemStep(n *node) statement {
	op := n.op
	arg := func(x int32) string { return w.term(code(&w.p.Exprs[x])).within(0) }
	verb, args := "", []string{}
	class, known := classOf(op)
	ofQueue := known && class == program.QueueClass
	if ofQueue {
		args = append(args, w.on(n), w.row(n))
	}
	into := "got"
	if op.Dst >= 0 {
		into = w.local(int(op.Dst))
	}
	before, behind := "", ""
	if op.Dst < 0 {
		behind = "; lets(got)"
	}
	switch op.Kind {
	case program.Item:
		content := "0"
		if op.X >= 0 {
			content = w.expr(op.X)
		}
		verb, args = "make", []string{into, content}
	case program.Put:
		thing := "got"
		if op.X >= 0 {
			thing, behind = arg(op.X), ""
		} else {
			before, behind = "make(got, 0); ", "; lets(got)"
			w.uses["make"] = true
		}
		verb, args = "putItem", append(args, itoa(w.p.Queues[op.A].Capacity), thing)
	case program.PutAt:
		verb, behind = "putItemAt", ""
		args = append(args, itoa(w.p.Queues[op.A].Capacity), w.fromFront(n, arg(op.X), 0), arg(op.Y))
	case program.Take:
		if verb = "takeItem"; w.p.Queues[op.A].Stack {
			verb = "takeNewest"
		}
		args = append(args, into)
		if op.Dst < 0 {
			behind = w.fillItems("$gone") + behind
		}
	case program.Peek:
		verb, args = "peekItem", append(args, w.fromFront(n, arg(op.X), 1), into)
	case program.Remove:
		verb, args, behind = "removeItem", append(args, arg(op.X), w.given(op.Dst, n.next)), ""
	case program.Clear:
		verb, behind = "clearItems", ""
	case program.Drop:
		verb, args, behind = "dropItem", []string{arg(op.X)}, ""
	case program.Answer:
		verb, args, behind = "answerItem", []string{arg(op.X), arg(op.Y)}, ""
	case program.Poll:
		verb, args, behind = "pollItem", []string{arg(op.X), w.given(op.Dst, n.next)}, ""
	}
	w.uses[verb] = true
	text := before + verb + "(" + strings.Join(args, ", ") + ")" + behind
	if ofQueue {
		return w.with(n, text)
	}
	return statement{text: text, whole: true}
}

// fromFront is a position of a queue as its row has it: that of a stack is counted from its back.
func (w *writer) fromFront(n *node, at string, less int) string {
	if !w.p.Queues[n.op.A].Stack {
		return at
	}
	if less > 0 {
		return "(" + w.on(n) + " - 1 - " + at + ")"
	}
	return "(" + w.on(n) + " - " + at + ")"
}

// assigned is a change of a variable that may name an item.
func (w *writer) assigned(variable, text string, shared bool) statement {
	set := variable + " = " + text + "; keeps(" + variable + ")"
	if shared {
		set = "lets(" + variable + "); " + set
	}
	return statement{text: set, whole: true}
}

// unreadable asks whether nobody may look into the items that an expression looks into; "" where it looks into none.
func (w *writer) unreadable(x int32) string {
	var all []string
	c := code(&w.p.Exprs[x])
	for i := range c {
		if c[i].Do.Inside() {
			thing := w.local(int(c[i-1].Operand.N))
			all = append(all, thing+" == 0", "dropped["+thing+"]")
		}
	}
	slices.Sort(all)
	return strings.Join(slices.Compact(all), " || ")
}

// looksInside reports whether an expression looks into an item.
func (w *writer) looksInside(x int32) bool {
	return slices.ContainsFunc(code(&w.p.Exprs[x]), func(in program.Instr) bool { return in.Do.Inside() })
}

// awaits is the offer of a wait for an answer, which is a step that chooses among one way.
func (w *writer) awaits(n *node) (all []offer, wait string) {
	thing, r := w.expr(n.op.X), w.given(n.op.Dst, n.outs[0])
	has := "answered[" + thing + "] != 0 -> " + r + " = answered[" + thing + "] - 1"
	return []offer{{has, has}}, "answered[" + thing + "] == 0 -> assert(" + thing + " != 0)"
}

// mostItems is how many items there are at a time that somebody can get hold of.
func (w *writer) mostItems() int {
	n := 1
	for i := range w.p.Queues {
		n += w.p.Queues[i].Capacity
	}
	for i := range w.p.Vars {
		if w.p.Vars[i].Type == program.ItemOf {
			n++
		}
	}
	most := 0
	of := func(fn int) (n int) {
		for _, l := range w.p.Funcs[fn].Locals {
			if l.Type == program.ItemOf {
				n++
			}
		}
		return n
	}
	for _, slot := range w.spawned() {
		n += of(w.now.Coroutines[slot].Func)
	}
	for _, r := range w.later {
		most = max(most, of(r.fn))
	}
	return n + most*w.laterMost + 1
}

// widest is the largest capacity of a work queue.
func (w *writer) widest() int {
	m := 1
	for i := range w.p.Queues {
		m = max(m, w.p.Queues[i].Capacity)
	}
	return m
}

// things declares what is noted of items.
func (w *writer) things() {
	if !w.p.UsesItems {
		return
	}
	w.loose = true // numbers are told apart, and who made an item, or has slept for its answer, is not
	n, m := w.mostItems(), w.widest()
	lies, life, val := make([]int, m*max(len(w.p.Queues), 1)), make([]int, n+1), make([]int64, n+1)
	next := 0
	for i := range w.now.Queues {
		q := &w.now.Queues[i]
		for k := range q.Items {
			next++
			lies[w.p.Objects[q.Object].Index*m+k], life[next] = next, 2
			if k < len(q.Values) {
				val[next] = q.Values[k]
			}
		}
	}
	w.line(fmt.Sprintf("byte lies[%d]%s; /* the items in the queues, a row each */", len(lies), began(lies)))
	w.line(fmt.Sprintf("byte names[%d]; /* by item: how many variables name it */", n+1))
	w.line(fmt.Sprintf("byte life[%d]%s; /* by item: 1 it was made, 2 it is in a queue */", n+1, began(life)))
	if w.p.UsesValues {
		w.line(fmt.Sprintf("int val[%d]%s; /* by item: its value */", n+1, began(val)))
		w.line(fmt.Sprintf("bool dropped[%d]; /* by item: nobody may look into it any more */", n+1))
	}
	if w.p.UsesMakers {
		w.line(fmt.Sprintf("byte made[%d]; /* by item: who made it */", n+1))
	}
	if w.answers() {
		w.line(fmt.Sprintf("byte answered[%d]; /* by item: its answer, plus 1 */", n+1))
	}
	w.line("byte spot, got;")
}

// began is what an array begins with, "" for zeros.
func began[T int | int64](all []T) string {
	var texts []string
	any := false
	for _, v := range all {
		texts, any = append(texts, fmt.Sprint(v)), any || v != 0
	}
	if !any {
		return ""
	}
	return " = { " + strings.Join(texts, ", ") + " }"
}

func (w *writer) answers() bool { return w.p.Does(program.Answer, program.Await, program.Poll) }

// fillItems replaces what depends on the scene in the verbs of items.
func (w *writer) fillItems(text string) string {
	kept, gone, wipe := "", "", ""
	if w.p.UsesValues {
		kept, gone, wipe = "; val[spot] = content", "; dropped[got] = true", "; val[thing] = 0; dropped[thing] = false"
	}
	if w.p.UsesMakers {
		kept, wipe = kept+"; made[spot] = _pid", wipe+"; made[thing] = 0"
	}
	if w.answers() {
		wipe += "; answered[thing] = 0"
	}
	return strings.NewReplacer("$m", itoa(w.widest()), "$kept", kept, "$gone", gone, "$wipe", wipe,
		"$dropped", strings.Replace(gone, "got", "thing", 1)).Replace(text)
}

// thingVerbs writes the verbs of items that are used.
func (w *writer) thingVerbs() {
	if !w.p.UsesItems {
		return
	}
	w.b.WriteString(w.fillItems(itemText))
	for _, v := range itemVerbs {
		if w.uses[v.name] {
			w.line(w.fillItems(v.text) + "\n")
		}
	}
}

// inside is a step that looks into items first.
func (w *writer) inside(x int32, text string) statement {
	return statement{text: "assert(!(" + w.unreadable(x) + ")); " + text, whole: true}
}
