package reason

import (
	"fmt"
	"slices"
	"strings"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
)

// Verdict says why a run ended: all who are stuck and why nobody comes, where the wakeup went, the life of what was
// lost, and the line that it turns on.
func (r *Reader) Verdict(now *engine.Snapshot, h *History) Answer {
	a := r.ask(now, h)
	a.out.Title = "Why is it over?"
	switch now.End.Kind {
	case engine.NotEnded:
		a.out.Title = "Why"
		a.say(Ended, "The run goes on.")
	case engine.EndDone:
		a.say(Ended, "%s {previous-stop} goes back, {first-step} to the start.", a.prog.Begin(now.End.Text))
	case engine.EndStuck, engine.EndDeadlock:
		a.stuck()
	default:
		a.out.Title = program.Capital(now.End.Kind.String())
		line := a.tellUnlooked()
		a.bad(Ended, "%s", a.prog.Begin(a.endText()))
		a.inverted()
		a.broken()
		if line > 0 {
			a.out.At = line
		}
	}
	return a.out
}

// stuck tells of everyone who waits in vain.
func (a *asked) stuck() {
	a.out.Title, a.out.Short = a.headline()
	if !a.oneCircle() {
		a.bad(Comes, "%s", a.prog.Begin(a.now.End.Text))
	}
	told := map[int]bool{}
	var silent []int // the objects of which no wakeup has come
	rounds, matters := a.rounds(), a.matters()
	for _, i := range a.rootsFirst() {
		e := &a.graph.Edges[i]
		if e.Ready && !e.Circle || !matters[i] {
			continue
		}
		if e.Item > 0 {
			a.unanswered(Comes, e)
		} else if e.Why != "" {
			a.say(Comes, "%s %s %s: %s.", a.listed(e.Who), waitWord(len(e.Who)), a.needs(e), e.Why)
		}
		a.mayWait(e)
		if len(e.From) == 0 || e.Circle {
			a.missed(e)
		}
		if !e.Circle { // a circle is drawn
			a.couldGive(Comes, e)
		}
		if e.Circle && !rounds[i] && (e.On != engine.OnMutex || dead(a.now, e)) {
			a.bad(Comes, "%s", a.closedText(e.Who[0]))
		}
		if e.Object >= 0 && e.Object < len(a.prog.Objects) && e.On != engine.OnMutex && !told[e.Object] {
			told[e.Object] = true
			switch {
			case a.heldUp(e): // what holds them up is told
			case !a.silent(e.Object):
				a.lostWakeup(e.Object)
			case !e.Circle && !e.Unsaid: // of those it goes without saying
				silent = append(silent, e.Object)
			}
		}
	}
	if a.out.At == 0 {
		a.out.At = a.unsaidAt()
	}
	a.noneCame(Came, silent)
	slices.SortStableFunc(a.out.Lines, func(x, y Line) int { return int(x.Part) - int(y.Part) })
}

// mayWait says of the daemons among those who wait alike that these are not stuck.
func (a *asked) mayWait(e *Edge) {
	var daemons []int
	for _, s := range e.Who {
		if a.now.Coroutines[s].Daemon {
			daemons = append(daemons, s)
		}
	}
	switch n := len(daemons); {
	case n == 0, n == len(e.Who):
	case n == 1:
		a.say(Comes, "%s is a daemon: it may wait for ever.", a.listed(daemons))
	default:
		a.say(Comes, "%s are daemons: they may wait for ever.", a.listed(daemons))
	}
}

// oneCircle reports whether all who wait do so for things that only they could give: then the graph and what follows
// from it say all that the sentence of the run's end says.
func (a *asked) oneCircle() bool {
	return len(a.graph.Edges) > 0 && !slices.ContainsFunc(a.graph.Edges, func(e Edge) bool {
		return !e.Circle || e.On == engine.OnMutex
	})
}

// NoOwner says why a circle of those who wait for permits is called stuck.
const NoOwner = "A semaphore has no owner, so this circle is called stuck, not a deadlock."

// rounds tells of each circle in which some wait for different things, none of them for a mutex, in one sentence, and
// returns the edges that this was about.
func (a *asked) rounds() map[int]bool {
	told := map[int]bool{}
	for _, circle := range a.graph.Circles {
		var edges []int
		for i := range a.graph.Edges {
			e := &a.graph.Edges[i]
			if slices.ContainsFunc(e.Who, func(s int) bool { return slices.Contains(circle, s) }) {
				edges = append(edges, i)
			}
		}
		if len(edges) < 2 || slices.ContainsFunc(edges, func(i int) bool {
			e := &a.graph.Edges[i]
			return e.On == engine.OnMutex || !e.Circle || slices.ContainsFunc(e.Who, func(s int) bool {
				return !slices.Contains(circle, s)
			})
		}) {
			continue
		}
		var names []string
		for _, s := range circle {
			names = append(names, a.name(s))
		}
		text := "Stuck: " + list(names) + " wait for each other: what one of them needs can come only from one of them."
		if a.graph.OfPermits(a.prog) {
			text += " " + NoOwner
		}
		a.bad(Comes, "%s", text)
		for _, i := range edges {
			told[i] = true
		}
	}
	return told
}

// headline says in a few words who is stuck, and in fewer and fewer.
func (a *asked) headline() (title string, short []string) {
	var who []string
	needs, same := "", true
	for i := range a.graph.Edges {
		e := &a.graph.Edges[i]
		if e.Ready && !e.Circle { // who is ready does not wait
			continue
		}
		for _, s := range slices.Sorted(slices.Values(e.Who)) {
			if a.now.Coroutines[s].Daemon {
				continue
			}
			who = append(who, a.name(s))
			same = same && (needs == "" || needs == a.needs(e))
			needs = a.needs(e)
		}
	}
	verb := "wait"
	if len(who) == 1 {
		verb = "waits"
	}
	head := program.Capital(a.now.End.Kind.String())
	named, counted := fmt.Sprintf("%s: %s", head, list(who)), fmt.Sprintf("%s: %d %s", head, len(who), verb)
	switch {
	case len(who) == 0:
		return head, nil
	case a.now.End.Kind == engine.EndDeadlock && len(a.graph.Circles) == 1 && len(a.graph.Circles[0]) > 1:
		var round []string
		for _, s := range a.graph.Circles[0] {
			round = append(round, a.name(s))
		}
		named = fmt.Sprintf("%s: %s", head, list(round))
		return named + " wait for each other", []string{named + " wait",
			fmt.Sprintf("%s: %d wait for each other", head, len(round)),
			fmt.Sprintf("%s: %d wait", head, len(round)), head}
	case same:
		if len(who) > 3 {
			named = fmt.Sprintf("%s: all %d", head, len(who))
		}
		waits := fmt.Sprintf("%s %s for %s", named, verb, needs)
		return waits + ", for ever", []string{waits, named + " " + verb, counted, head}
	case len(who) > 5:
		return counted + " for ever", []string{counted, head}
	}
	waits := named + " " + verb
	return waits + " for ever", []string{waits, counted + " for ever", counted, head}
}

func (a *asked) asleep(slot int) int64 {
	if a.h == nil {
		return -1
	}
	return a.h.Waits(slot)
}

func waitWord(n int) string {
	if n == 1 {
		return "needs"
	}
	return "need"
}

// lostWakeup tells where the wakeups of an object went: the newest one that was of no use, else the newest.
func (a *asked) lostWakeup(object int) {
	if a.h == nil {
		return
	}
	all := a.h.Wakeups(object, trailPart)
	for i := range all {
		w := &all[i]
		useless := len(w.Woke) == 0 && w.Value == 0 || len(w.Woke) > 0 && !slices.ContainsFunc(w.Woke,
			func(x Woken) bool { return x.Slept == 0 })
		if useless {
			which := "The last"
			if i > 0 {
				which = "The"
			}
			a.tell(a.wentPart(object), w.Step, "%s", a.wentText(which, w, !a.oneCircle()))
			if a.out.At == 0 {
				a.out.At = w.Line
			}
			return
		}
	}
	a.lastWakeup(a.wentPart(object), object)
}

// wentPart returns the part in which the newest wakeup of an object is told: only conditions and wait lists have such.
func (a *asked) wentPart(object int) Part {
	if a.silent(object) {
		return Came
	}
	switch a.prog.Objects[object].Class {
	case program.CondClass, program.WaitqClass:
		return Went
	}
	return Came
}

// silent reports whether it is known that no wakeup of an object has come so far. What fills up is told otherwise.
func (a *asked) silent(object int) bool {
	if a.h == nil || object < 0 || object >= len(a.prog.Objects) || len(a.h.Wakeups(object, 1)) > 0 {
		return false
	}
	row := a.prog.Objects[object].Class.Row()
	_, whole := a.h.Notes(object, 1<<20)
	return whole && row.Told != "" && !(syncOf(a.now, object) != nil && len(row.State) > 0 && row.State[0].Fills)
}

// noneCame says of objects that no wakeup of them has come, each kind in a sentence.
func (a *asked) noneCame(part Part, silent []int) {
	for len(silent) > 0 {
		told := a.prog.Objects[silent[0]].Class.Row().Told
		var names []string
		var rest []int
		for _, o := range silent {
			if a.prog.Objects[o].Class.Row().Told == told {
				names = append(names, a.object(o))
			} else {
				rest = append(rest, o)
			}
		}
		a.say(part, "No %s of %s has come so far.", told, either(names))
		silent = rest
	}
}

// endText is the sentence of the run's end, with what history adds: who took an item that is gone, and when.
func (a *asked) endText() string {
	item := a.now.End.Item
	if item == 0 || a.h == nil {
		return a.now.End.Text
	}
	notes, _ := a.h.Life(item, 1)
	if len(notes) == 0 {
		return a.now.End.Text
	}
	reads := fmt.Sprintf("%s reads item %d, which", a.name(a.now.Running), item)
	switch n := &notes[0]; n.Kind {
	case TakeOut:
		return fmt.Sprintf("%s %s took in step %d and did not keep.", reads, n.Name, n.Step)
	case DropIt:
		return fmt.Sprintf("%s %s dropped in step %d.", reads, n.Name, n.Step)
	}
	return a.now.End.Text
}

// fails returns who runs where the run ended within its op, before that op could tell anything; nil for nobody.
func (a *asked) fails() *engine.CoroutineView {
	at := a.now.Running
	if a.now.End.Kind != engine.EndViolation || a.now.End.Broken != nil || at < 0 || int(a.h.last.Who) == at {
		return nil
	}
	return &a.now.Coroutines[at]
}

// broken tells of a law that does not hold, or of what was lost: the op that did it.
func (a *asked) broken() {
	if b := a.now.End.Broken; b != nil && len(b.Values) > 0 {
		for _, v := range b.Values {
			for i, o := range a.prog.Objects {
				if !reads(v.Name, o.Name) || a.h == nil {
					continue
				}
				if notes, _ := a.h.Notes(i, 1); len(notes) > 0 {
					n := &notes[0]
					a.tell(Life, n.Step, "%s: %s", o.Name, n.Text(a.prog))
					a.out.At = max(n.Line, a.out.At)
				}
			}
		}
	}
	if a.h == nil {
		return
	}
	if a.h.wrong >= 0 {
		if notes, _ := a.h.Notes(a.h.wrong, 2); len(notes) > 0 {
			for i := range notes {
				n := &notes[i]
				a.tell(Life, n.Step, "%s: %s", a.opens(a.h.wrong), n.Text(a.prog))
			}
		}
	}
	if a.h.lost > 0 {
		item := a.Reader.Item(a.now, a.h, a.h.lost)
		for _, l := range item.Lines {
			if l.Part == Life {
				a.out.Lines = append(a.out.Lines, l)
			}
		}
	}
	if c := a.fails(); c != nil && a.out.At == 0 {
		a.out.At = c.Line
	}
	if line := a.h.lineOf(&a.h.last); line > 0 && (a.out.At == 0 || a.now.End.Kind == engine.EndNoYield) {
		a.out.At = line
	}
}

// reads reports whether an expression has a name as one of its words; that of an element goes up to its bracket.
func reads(text, name string) bool {
	for at := strings.Index(text, name); at >= 0; {
		end := at + len(name)
		if (at == 0 || !inWord(text[at-1])) && (end == len(text) || !inWord(text[end])) {
			return true
		}
		next := strings.Index(text[end:], name)
		if next < 0 {
			return false
		}
		at = end + next
	}
	return false
}

func inWord(c byte) bool {
	return c == '_' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
}
