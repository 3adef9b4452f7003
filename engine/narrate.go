package engine

import (
	"fmt"
	"slices"

	"github.com/quartet-os/quartet/engine/program"
)

// Sentence is what a step looks like in words.
type Sentence struct {
	Step    int64
	Time    int64
	Who     int // slot, -1: the scheduler or the user
	Name    string
	Role    program.Role
	Text    string // begins with the verb when Name is set: "takes m, which is free."
	Trouble bool
	Place   Place // of Who after it
}

// String gives the whole sentence.
func (s Sentence) String() string {
	if s.Name == "" {
		return s.Text
	}
	return s.Name + " " + s.Text
}

// Narrator tells events in words. It follows the names, queues and fillings by folding the events that it is told, so it
// must be told every event in order from the state it was made at.
type Narrator struct {
	prog      *program.Program
	known     *Engine // for names of objects only
	slots     []told
	queues    [][]int32 // per object (wait lists, lock and signal queues): slots, front first
	fill      []int     // per work queue
	max       []int
	owner     []int32 // per mutex object
	depth     []int32
	ended     []string // per mutex object: the name of an owner that has ended
	rules     program.Rules
	policy    program.Policy
	joined    int32 // slot that joined a queue since the last op, -1
	gave      int32 // slot that lost a mutex to another since the last op, -1
	waking    bool  // the last op wakes a wait list
	asserting bool  // the last op asserted what does not hold
	actor     int32 // slot of the op in step acted, -1
	acted     int64
	search    search
	number    int64 // the Arg of the event in hand, in full
	large     int64 // what a Large event told for the next one, if holds
	holds     bool
	clock     int64 // of the last event
	before    int64 // of the last event before the present pass
}

// told is what the narrator knows of a slot.
type told struct {
	fn, num, name int32
	gen           int32 // how often the slot was used
	place         Place
	blocked       int32 // 1 plus the op that it has said before that it waits in, 0 none
	stood, among  int   // where it stood in the last queue that it left, from 0, and among how many
	last          int32 // the op that it did last, -1 none
	left          bool  // that op led out of its loop
	round         bool  // the condition that it looks at was met on the way round the loop
	since         int64 // when its wait began
}

// waits says whether the coroutine has said before that it waits in the op of an event.
func (t *told) waits(ev *Event) bool { return t.blocked == int32(ev.PC)+1 }

// NewNarrator makes a narrator that knows the machine's present state. Right after New, use Restart to tell the boot too.
func NewNarrator(e *Engine) *Narrator {
	n := &Narrator{prog: e.prog, known: e}
	n.slots = make([]told, len(e.cors))
	objects := len(e.prog.Objects) + len(e.mutexes) + 1
	n.queues = make([][]int32, objects)
	n.owner = make([]int32, objects)
	n.depth = make([]int32, objects)
	n.ended = make([]string, objects)
	n.rules, n.policy = e.rules, e.policy
	n.clock, n.before = e.now, e.now
	n.joined, n.gave, n.actor = -1, -1, -1
	for i := range n.owner {
		n.owner[i] = -1
	}
	for s := range e.cors {
		c := &e.cors[s]
		n.slots[s] = told{fn: c.fn, num: c.num, name: c.name, gen: c.gen, place: Place(e.places.Queue(s)), last: c.was, since: c.since}
		if c.fn >= 0 && c.wait != OnNothing {
			n.slots[s].blocked = c.pc + 1
		}
	}
	for m := range e.mutexes {
		o := e.mutexObject(int32(m))
		n.queues[o] = slotsOf(e.waits.Append(nil, e.lockQueue(int32(m))))
		n.owner[o], n.depth[o] = e.mutexes[m].owner, e.mutexes[m].depth
		if mu := &e.mutexes[m]; mu.dead {
			n.ended[o] = nameOf(e.prog, mu.fn, mu.num, mu.name)
		}
	}
	for c := range e.conds {
		if o := e.condObject(int32(c)); int(o) < len(e.prog.Objects) {
			n.queues[o] = slotsOf(e.waits.Append(nil, e.signalQueue(int32(c))))
		}
	}
	for w := range e.prog.Waitqs {
		n.queues[e.listObject(int32(w))] = slotsOf(e.lists.Append(nil, 1+w))
	}
	for q := range e.rings {
		n.fill = append(n.fill, e.rings[q].Len())
		n.max = append(n.max, e.rings[q].Cap())
	}
	return n
}

// Restart puts the narrator back before the boot.
func (n *Narrator) Restart() {
	for i := range n.slots {
		n.slots[i] = told{fn: -1, name: -1, last: -1}
	}
	for i := range n.queues {
		n.queues[i], n.owner[i], n.depth[i], n.ended[i] = nil, -1, 0, ""
	}
	n.rules, n.policy = n.prog.Settings.Rules, n.prog.Settings.Policy
	n.clock, n.before = 0, 0
	for i := range n.fill {
		n.fill[i], n.max[i] = 0, n.prog.Queues[i].Capacity
	}
}

func slotsOf(in []int) []int32 {
	out := make([]int32, len(in))
	for i, s := range in {
		out[i] = int32(s)
	}
	return out
}

func (n *Narrator) name(s int32) string {
	if s < 0 || int(s) >= len(n.slots) {
		return "the user"
	}
	t := n.slots[s]
	if t.fn < 0 {
		return fmt.Sprintf("s%d", s+1)
	}
	return nameOf(n.prog, t.fn, t.num, t.name)
}

func (n *Narrator) object(o uint16) string {
	if int(o) >= len(n.prog.Objects) && o != NoObject {
		if s := int(o) - len(n.prog.Objects); n.prog.UsesMail && s < len(n.slots) {
			return n.name(int32(s)) + "'s mailbox"
		}
		return "the scheduler's mailbox"
	}
	return n.known.ObjectName(int(o))
}

// Tell gives the sentences of one or more steps' events. What one op caused is told in its sentence.
func (n *Narrator) Tell(events []Event) []Sentence {
	var out []Sentence
	for i := 0; i < len(events); {
		j := i + 1
		for j < len(events) && events[j].Step == events[i].Step {
			j++
		}
		out = n.tellStep(out, events[i:j])
		i = j
	}
	return out
}

// tellStep folds the events one by one; a sentence is built from an event before or after it is folded, whichever knows more.
func (n *Narrator) tellStep(out []Sentence, events []Event) []Sentence {
	var parts []string // consequences waiting for their op's sentence
	op := -1           // index in out of the step's op
	var g woken
	for i := range events {
		ev := &events[i]
		if !n.hears(ev) {
			continue
		}
		text, own := n.sentence(ev)
		l := n.line(ev, text)
		n.fold(ev)
		switch {
		case text == "":
		case ev.Kind == Did || own && op < 0:
			for _, p := range parts {
				l.Text += " " + p
			}
			parts = nil
			out = append(out, l)
			if ev.Kind == Did || ev.Kind == Commanded || ev.Kind == Switched {
				op = len(out) - 1
			}
		case own && (ev.Kind == Commanded || ev.Kind == Switched):
			out = append(out, l)
			op = len(out) - 1
		case own:
			if ev.Kind == Came && op >= 0 && l.Text == "Violation: "+out[op].String() {
				l.Text = "That is a violation."
			}
			out = append(out, l)
		case op >= 0:
			out[op].Text = n.consequence(out[op].Text, ev, text, &g)
		default:
			parts = append(parts, text)
		}
	}
	for _, p := range parts {
		out = append(out, Sentence{Step: events[0].Step, Time: events[0].Time, Who: -1, Text: p})
	}
	for i := range out {
		if out[i].Who >= 0 && out[i].Step == events[0].Step {
			out[i].Place = n.slots[out[i].Who].place
		}
	}
	return out
}

func (n *Narrator) line(ev *Event, text string) Sentence {
	s := Sentence{Step: ev.Step, Time: ev.Time, Who: int(ev.Who), Text: text}
	if ev.Who >= 0 && ev.Kind != Wasted {
		s.Name = n.name(ev.Who)
		if fn := n.slots[ev.Who].fn; fn >= 0 {
			s.Role = n.prog.Funcs[fn].Role
		}
	} else {
		s.Who = -1
	}
	switch ev.Kind {
	case Cycled, Broke, Orphaned, Refused:
		s.Trouble = true
	case Came:
		s.Trouble = Ending(ev.From) != EndDone
		s.Who, s.Name = -1, ""
	case Did:
		s.Trouble = Outcome(ev.To) == Failed || ev.Result == uint8(program.Error) && n.refuses(ev.Op())
	}
	return s
}

// refuses says whether an op's result error means that it was not done.
func (n *Narrator) refuses(k program.Kind) bool {
	switch k {
	case program.TryLock, program.LockWithin, program.Unlock, program.Signal, program.Kill, program.Send:
		return true
	}
	return false
}

// Event gives one event in one sentence, with the name in front, and folds it.
func (n *Narrator) Event(ev Event) string {
	if !n.hears(&ev) {
		return ""
	}
	text, own := n.sentence(&ev)
	l := n.line(&ev, text)
	n.fold(&ev)
	if !own || ev.Kind == Moved || ev.Kind == Called || ev.Kind == Owned {
		return text // names its subject itself
	}
	return l.String()
}

// fold brings what the narrator knows up to date.
func (n *Narrator) fold(ev *Event) {
	n.search.fold(ev)
	if ev.Kind == Moved && Place(ev.To) == Running {
		n.before = n.clock
	}
	n.clock = ev.Time
	switch ev.Kind {
	case Spawned:
		n.slots[ev.Who] = told{fn: int32(ev.Object), num: ev.Arg, name: int32(ev.PC) - 1, last: -1,
			gen: n.slots[ev.Who].gen + 1}
	case Moved:
		t := &n.slots[ev.Who]
		t.place = Place(ev.To)
		if t.place == Free {
			t.fn = -1
		}
	case Joined:
		n.joined = ev.Who
		q := &n.queues[ev.Object]
		if ev.Arg == 1 {
			*q = append([]int32{ev.Who}, *q...)
		} else {
			*q = append(*q, ev.Who)
		}
	case Left:
		q, t := n.queues[ev.Object], &n.slots[ev.Who]
		t.stood, t.among = slices.Index(q, ev.Who), len(q)
		n.queues[ev.Object] = without(q, ev.Who)
	case Owned:
		n.gave = n.owner[ev.Object]
		n.own(ev.Object, ev.Who, ev.Arg)
	case Orphaned:
		n.ended[ev.Object] = n.name(ev.Who)
	case Commanded:
		switch Verb(ev.From) {
		case CapacityVerb:
			n.max[n.prog.Objects[ev.Object].Index] = int(ev.Arg)
		case PolicyVerb:
			n.policy = program.Policy(ev.Arg)
		}
	case Switched:
		n.rules[ev.Object] = program.Token(ev.Arg)
	case Did:
		n.foldOp(ev)
	}
}

// own notes who has a lock; -1: nobody.
func (n *Narrator) own(o uint16, who, depth int32) {
	n.owner[o], n.depth[o], n.ended[o] = who, depth, ""
}

func (n *Narrator) foldOp(ev *Event) {
	n.actor, n.acted, n.joined, n.gave = ev.Who, ev.Step, -1, -1
	n.waking = ev.Op() == program.Wakeup || ev.Op() == program.WakeupAll
	n.asserting = ev.Op() == program.Assert && Outcome(ev.To) == Failed
	if ev.Who >= 0 {
		n.foldStand(&n.slots[ev.Who], ev)
	}
	if Outcome(ev.To) == Failed || ev.Object == NoObject || n.posts(ev.Object) {
		return
	}
	done := Outcome(ev.To) == Done
	switch ev.Op() {
	case program.Put:
		n.fill[n.prog.Objects[ev.Object].Index]++
	case program.Take:
		n.fill[n.prog.Objects[ev.Object].Index]--
	case program.Lock, program.TryLock, program.LockWithin:
		if done && ev.Result == uint8(program.OK) {
			n.own(ev.Object, ev.Who, max(ev.Arg, 1))
		}
	case program.Relock:
		if done {
			n.own(ev.Object, ev.Who, max(ev.Arg, 1))
		}
	case program.Signal:
		if done && n.prog.Objects[ev.Object].Class == program.MutexClass {
			n.own(ev.Object, ev.Who, 1)
		}
	case program.Unlock:
		if n.depth[ev.Object] = ev.Arg; done && ev.Result == uint8(program.OK) && ev.Arg == 0 {
			n.own(ev.Object, -1, 0)
		}
	case program.Wait, program.WaitWithin:
		m := uint16(n.mutexOf(ev))
		if n.owner[m] == ev.Who && !done {
			if n.depth[m]--; n.depth[m] <= 0 {
				n.own(m, -1, 0)
			}
		}
	}
}

// posts says whether an object is the lock of the scheduler's mailbox.
func (n *Narrator) posts(o uint16) bool {
	boxes := 0
	if n.prog.UsesMail {
		boxes = len(n.slots)
	}
	return o != NoObject && int(o) == len(n.prog.Objects)+boxes
}

func without(q []int32, s int32) []int32 {
	switch at := slices.Index(q, s); at {
	case -1:
		return q
	case 0:
		return q[1:]
	default:
		return slices.Delete(q, at, at+1)
	}
}

// behind says after whom s stands on an object's queue, or "" at its front.
func (n *Narrator) behind(o uint16, s int32) string {
	q := n.queues[o]
	at := len(q) - 1 // where one that has just come stands
	if at >= 0 && q[at] != s {
		at = slices.Index(q, s)
	}
	switch {
	case at > 0:
		return ", behind " + n.name(q[at-1])
	case at < 0 && len(q) > 0:
		return ", behind " + n.name(q[len(q)-1])
	}
	return ""
}
