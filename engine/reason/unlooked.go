package reason

import (
	"fmt"
	"slices"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
)

// unlooked says of who made the run fail that it waited behind a test, went on, and did not ask the test again: where
// what that asked about is what failed then, or where it would have made it wait once more. With it come the step in
// which the test was asked and its line, 0 for none.
func (a *asked) unlooked() (text string, step int64, line int) {
	at, op := a.culprit()
	if a.now.End.Kind != engine.EndViolation || at < 0 || at >= len(a.h.slots) || !a.h.slots[at].wait.back {
		return "", 0, 0
	}
	w := &a.h.slots[at].wait
	failed, near := a.failed(w)
	open := a.unasked(w)
	for i, g := range slices.Backward(open) {
		change, same := a.changed(*g.about, at, g.step, &w.from)
		_, past := a.prog.Guards(int32(g.pc), w.wait-1, op)
		same = same && past && near && i == len(open)-1 && !w.from.late() && len(a.h.asks[g.pc]) > 0
		if !same && !shares(*g.about, failed) {
			continue
		}
		line = int(a.prog.Ops[g.pc].Line)
		return fmt.Sprintf("%s looked in step %d (line %d), %s, and did not look again%s.", a.name(at), g.step, line,
			w.from.wentOn(), change), g.step, line
	}
	return "", 0, 0
}

// culprit returns who made the run fail, -1 for nobody, and with which op.
func (a *asked) culprit() (slot int, op int32) {
	if b := a.now.End.Broken; a.now.Running >= 0 && (b == nil || b.Law < 0) {
		return a.now.Running, a.now.Coroutines[a.now.Running].PC
	}
	return int(a.h.last.Who), int32(a.h.last.PC)
}

// tellUnlooked tells it first of all, and returns the line of the test, which the failure turns on; 0 for none.
func (a *asked) tellUnlooked() int {
	if a.h == nil {
		return 0
	}
	text, step, line := a.unlooked()
	if line > 0 {
		a.tell(Ended, step, "%s", text)
		a.out.Lines[len(a.out.Lines)-1].Bad = true
	}
	return line
}

// unasked returns the tests that guard a wait and were not asked again, the oldest first; not those around one that
// was.
func (a *asked) unasked(w *wakened) (open []*glance) {
	for i := range w.asked.n {
		g := &w.asked.all[i]
		guards, _ := a.prog.Guards(int32(g.pc), w.wait-1, -1)
		switch {
		case !guards:
		case g.again:
			open = nil
		default:
			open = append(open, g)
		}
	}
	return open
}

// failed returns the objects that a violation is about, and whether who made it has not given up a lock since its wait:
// what happens later has other reasons, except where an op or an assertion asks for the same as the test.
func (a *asked) failed(w *wakened) (objects []int, near bool) {
	b := a.now.End.Broken
	switch {
	case b == nil:
		if a.h.wrong >= 0 {
			objects = []int{a.h.wrong}
		}
	case b.Law >= 0 && (w.left || a.prog.Laws[b.Law].Kind != program.Invariant):
		return nil, false
	default:
		for i, o := range a.prog.Objects {
			if slices.ContainsFunc(b.Values, func(v engine.Valued) bool { return reads(v.Name, o.Name) }) {
				objects = append(objects, i)
			}
		}
	}
	return objects, !w.left
}

// changed says what another coroutine than the one in slot me did last to one of some objects, after it was moved on,
// or where nothing did after it looked; same tells that they were then as when it looked.
func (a *asked) changed(objects []int, me int, looked int64, from *Mark) (clause string, same bool) {
	same = true
	still, since, last := true, from.Step, Note{}
	if from.Cause == engine.NoCause {
		since = looked
	}
	for _, o := range objects {
		notes, whole := a.h.Notes(o, 1<<20)
		notes = slices.DeleteFunc(notes, func(n Note) bool { return n.Slot == me && n.Step > from.Step })
		n := slices.IndexFunc(notes, func(n Note) bool { return n.Step <= looked })
		known := whole || n >= 0
		if n < 0 {
			n = len(notes)
		}
		still = still && known && n == 0
		same = same && known && a.evenOut(o, notes[:n], notes[n:])
		for i := range notes[:n] {
			if n := &notes[i]; n.Step > since && n.Step > last.Step && n.changes() {
				last = *n
			}
		}
	}
	switch {
	case last.Step > 0:
		clause = fmt.Sprintf("; %s in step %d", last.past(a.prog), last.Step)
	case still && len(objects) == 1:
		clause = fmt.Sprintf("; %s is as it was then", a.object(objects[0]))
	}
	return clause, same
}

// evenOut reports whether an object is after some notes as it was before them; earlier are those before, the newest
// first.
func (a *asked) evenOut(object int, notes, earlier []Note) bool {
	if len(notes) == 0 {
		return true
	}
	switch a.prog.Objects[object].Class {
	case program.VarClass:
		was := int64(0)
		for i := range a.prog.Vars {
			if a.prog.Vars[i].Object == object {
				was = a.prog.Vars[i].Value
			}
		}
		changed := func(n Note) bool { return n.Kind == Change }
		if i := slices.IndexFunc(earlier, changed); i >= 0 {
			was = earlier[i].Value
		}
		i := slices.IndexFunc(notes, changed)
		return i < 0 || notes[i].Value == was
	case program.QueueClass:
		n := 0
		for i := range notes {
			switch notes[i].Kind {
			case PutIn:
				n++
			case TakeOut:
				n--
			default:
				return false
			}
		}
		return n == 0
	}
	return false
}

// changes reports whether a note is of a change of a variable or of what lies in a queue.
func (n *Note) changes() bool {
	return n.Slot >= 0 && (n.Kind == PutIn || n.Kind == TakeOut || n.Kind == Change)
}

// past tells such a note as what has been.
func (n *Note) past(p *program.Program) string {
	switch n.Kind {
	case PutIn:
		return fmt.Sprintf("%s put item %d", n.Name, n.Value)
	case TakeOut:
		return fmt.Sprintf("%s took item %d", n.Name, n.Value)
	}
	return fmt.Sprintf("%s made %s %s", n.Name, p.Objects[n.Object].Name, n.value(p))
}

// late reports whether a deadline moved somebody on.
func (m *Mark) late() bool { return m.Cause == engine.ByTimeout || m.Cause == engine.ByInjectedTimeout }

// wentOn says how a wait was over.
func (m *Mark) wentOn() string {
	switch {
	case m.Cause == engine.ByInjectedTimeout: // it need not have one
		return fmt.Sprintf("was let on, as by a deadline, in step %d", m.Step)
	case m.late():
		return fmt.Sprintf("reached its deadline in step %d", m.Step)
	case m.Cause == engine.ByInjectedWake:
		return fmt.Sprintf("was woken for no reason in step %d", m.Step)
	case m.Cause == engine.NoCause:
		return fmt.Sprintf("went on in step %d", m.Step)
	}
	return fmt.Sprintf("was woken in step %d", m.Step)
}
