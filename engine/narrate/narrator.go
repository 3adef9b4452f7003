package narrate

import (
	"fmt"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
)

// Narrator tells events in words. It follows the names, queues and fillings by folding the events that it is
// told, so it must be told every event in order from the state it was made at.
type Narrator struct {
	prog      *program.Program
	slots     []told
	queues    [][]int32 // per object (wait lists, lock and signal queues): slots, front first
	state     [][]int64 // per described object: its numbers
	vars      []int64   // per shared variable; main does not tell what it sets
	fill      []int     // per work queue
	max       []int
	owner     []int32 // per mutex object
	depth     []int32
	ended     []string // per mutex object: the name of an owner that has ended
	rules     program.Rules
	policy    program.Policy
	joined    int32 // slot that joined a queue since the last op, -1
	handed    int32 // the lock of readers and writers that the last op gave back to those who wait, -1 none
	gave      int32 // slot that lost a mutex to another since the last op, -1
	waking    bool  // the last op wakes a wait list
	killed    bool  // somebody was, since the last op or command
	asserting bool  // the last op asserted what does not hold
	actor     int32 // slot of the op in step acted, -1
	acted     int64
	search    search
	number    int64 // the Arg of the event in hand, in full
	large     int64 // what a Large event told for the next one, if holds
	holds     bool
	clock     int64 // of the last event
	before    int64 // of the last event before the present pass
	end       engine.End
	brief     bool // see Brief
	filled    filling
	holding   int64 // the value of what is made next
	place     int   // of a work queue, that the op that comes next is about
	handling  int32 // slot of the handler of interrupts that is at work, -1
	masked    bool  // interrupts are disabled
	isNil     bool  // whom the op that comes next names is nil
	failed    int64 // the step in which the run failed, and its op is still to be told; 0: none
	undone    bool  // the last op was not done, since an operand has no value
	chose     choice
}

// told is what the narrator knows of a slot.
type told struct {
	fn           int32 // index in Program.Funcs, -1: nobody is there
	name         string
	uses         int64 // how often the slot was given to a coroutine
	place        engine.Place
	zombie       bool    // it was killed, and is on READY until its turn
	blocked      int32   // 1 plus the op that it has said before that it waits in, 0 none
	wentAt       int64   // the step in which it left a queue last
	stood, among int     // where it stood in the last queue that it left, from 0, and among how many
	last         int32   // the op that it did last, -1 none
	left         bool    // that op led out of its loop
	round        bool    // the condition that it looks at was met on the way round the loop
	since        int64   // when its wait began
	given        []int64 // with which it began
	rounds       int64   // what its last op set a local to, if it set one
}

// waits reports whether the coroutine has said before that it waits in the op of an event.
func (t *told) waits(ev *engine.Event) bool { return t.blocked == int32(ev.PC)+1 }

// New makes a narrator of a program that knows the state of a machine in which it runs. Right after the boot,
// use Restart to tell the boot too.
func New(p *program.Program, at *engine.Snapshot) *Narrator {
	n := &Narrator{prog: p, rules: at.Rules, policy: at.Policy, clock: at.Time, before: at.Time, joined: -1,
		handed: -1, gave: -1, actor: -1}
	n.slots = make([]told, len(at.Coroutines))
	objects := len(p.Objects) + len(at.Coroutines) + 1 // one mailbox a slot, and the scheduler's
	if p.UsesJoin {
		objects = max(objects, p.EndObject(len(at.Coroutines), len(at.Coroutines)))
	}
	n.queues = make([][]int32, objects)
	n.owner = make([]int32, objects)
	n.depth = make([]int32, objects)
	n.ended = make([]string, objects)
	for i := range n.owner {
		n.owner[i] = -1
	}
	for s := range at.Coroutines {
		c := &at.Coroutines[s]
		n.slots[s] = told{fn: int32(c.Func), name: c.Name, uses: c.Uses, place: c.Place, last: c.Last, since: c.Since,
			zombie: c.Zombie}
		if c.Live && c.On != engine.OnNothing {
			n.slots[s].blocked = c.PC + 1
		}
		n.slots[s].rounds = n.lastSet(c)
	}
	for i := range at.Vars {
		n.vars = append(n.vars, at.Vars[i].Value)
	}
	n.learnSyncs(at.Syncs)
	n.learnIrqs(at)
	n.learn(at.Mutexes)
	n.learn(at.Mailboxes)
	for w := range at.Waitables() {
		n.queues[w.Object] = slotsOf(w.Queue)
	}
	for i := range at.Queues {
		n.fill = append(n.fill, len(at.Queues[i].Items))
		n.max = append(n.max, at.Queues[i].Max)
	}
	return n
}

// learn takes over who has each of some locks, and who waits for it.
func (n *Narrator) learn(locks []engine.MutexView) {
	for i := range locks {
		m := &locks[i]
		n.queues[m.Object] = slotsOf(m.LockQueue)
		n.owner[m.Object], n.depth[m.Object] = int32(m.Owner), int32(m.Depth)
		if m.Owner >= 0 && !m.OwnerLive {
			n.ended[m.Object] = m.OwnerName
		}
	}
}

// Restart puts the narrator back before the boot.
func (n *Narrator) Restart() {
	for i := range n.slots {
		n.slots[i] = told{fn: -1, last: -1}
	}
	for i := range n.queues {
		n.queues[i], n.owner[i], n.depth[i], n.ended[i] = nil, -1, 0, ""
	}
	n.rules, n.policy = n.prog.Settings.Rules, n.prog.Settings.Policy
	n.clock, n.before = 0, 0
	n.handling, n.masked = -1, false
	for i := range n.prog.Syncs {
		copy(n.state[n.prog.Syncs[i].Object], n.prog.Syncs[i].State)
	}
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
		return "you"
	}
	if n.slots[s].fn < 0 {
		return fmt.Sprintf("s%d", s+1)
	}
	return n.slots[s].name
}

func (n *Narrator) object(o uint16) string {
	name := n.prog.ObjectName(int(o), len(n.slots), func(slot int) string { return n.name(int32(slot)) })
	return n.prog.Called(int(o), name)
}

// Brief makes the narrator leave out that a quantum is over, behind the op that it ends with.
func (n *Narrator) Brief() { n.brief = true }

// Tell returns the sentences of one or more steps' events. What one op caused is told in its sentence. End
// says how the run ended, where the events tell that it did; before that it does not matter.
func (n *Narrator) Tell(events []engine.Event, end engine.End) []Sentence {
	return n.Append(nil, events, end)
}

// Append is Tell behind what was told before, of other steps, for those who keep the room.
func (n *Narrator) Append(out []Sentence, events []engine.Event, end engine.End) []Sentence {
	n.end = end
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

// tellStep folds the events one by one; a sentence is built from an event before or after it is folded,
// whichever knows more.
func (n *Narrator) tellStep(out []Sentence, events []engine.Event) []Sentence {
	var parts []Sentence     // consequences waiting for their op's sentence
	var from []*engine.Event // of these
	op := -1                 // index in out of the step's op
	var g woken
	var h heirs
	told := false // the op's sentence says why the run ends
	n.failed = 0  // a step that comes again may go otherwise
	for i := range events {
		ev := &events[i]
		if !n.hears(ev) {
			continue
		}
		text, own := n.sentence(ev)
		grouped := n.grouped(ev)
		if ev.Kind == engine.Did {
			told = n.tellsEnd(ev)
		}
		l := n.line(ev, text, own)
		n.fold(ev)
		switch {
		case text == "":
		case ev.Kind == engine.Did || own && op < 0:
			for _, p := range parts {
				l.Text, l.Moved = l.Text+" "+p.Text, append(l.Moved, p.Moved...)
			}
			parts, from = nil, nil
			out = tell(out, l)
			if ev.Kind == engine.Did || ev.Kind == engine.Commanded || ev.Kind == engine.Switched {
				op = len(out) - 1
			}
		case own && (ev.Kind == engine.Commanded || ev.Kind == engine.Switched):
			out = append(out, l)
			op = len(out) - 1
		case own:
			if ev.Kind == engine.Came && ev.Ending() == engine.EndViolation && told {
				l.Text = "That is a violation."
			}
			out = tell(out, l)
		case op >= 0 && n.takesOver(ev):
			out[op].Text, out[op].Moved = n.takeOver(out[op].Text, ev, &h), append(out[op].Moved, l.Moved...)
		case op >= 0 && n.brief && ev.Kind == engine.Moved && ev.Cause() == engine.ByQuantum:
		case op >= 0:
			out[op].Text, out[op].Moved = n.consequence(out[op].Text, ev, text, grouped, &g), append(out[op].Moved,
				l.Moved...)
		default:
			parts, from = append(parts, l), append(from, ev)
		}
	}
	for i := range parts {
		p := n.alone(from[i], parts[i])
		p.Step, p.Time = events[0].Step, events[0].Time
		out = append(out, p)
	}
	for i := range out {
		if out[i].Who >= 0 && out[i].Step == events[0].Step {
			out[i].Place = n.slots[out[i].Who].place
		}
	}
	return out
}

// alone makes a consequence that no op is there for a sentence of its own, about whom it begins with.
func (n *Narrator) alone(ev *engine.Event, told Sentence) Sentence {
	if ev.Kind == engine.Reordered && ev.Arg == 1 {
		return n.line(ev, isFirst, true)
	}
	told.Who = -1
	return told
}

// line is the sentence of an event by itself. A consequence names its subject in its text.
func (n *Narrator) line(ev *engine.Event, text string, own bool) Sentence {
	s := Sentence{Step: ev.Step, Time: ev.Time, Who: int(ev.Who), Kind: ev.Kind, Object: -1, Text: text}
	s.about(ev)
	if !own {
		return s
	}
	if ev.Who >= 0 && ev.Kind != engine.Wasted {
		s.Name = n.name(ev.Who)
		if fn := n.slots[ev.Who].fn; fn >= 0 {
			s.Role = n.prog.Funcs[fn].Role
		}
	} else {
		s.Who = -1
	}
	switch ev.Kind {
	case engine.Cycled, engine.Broke, engine.Orphaned, engine.Refused:
		s.Trouble = true
	case engine.Came:
		s.Trouble = ev.Ending() != engine.EndDone
		s.Who, s.Name = -1, ""
	case engine.Did:
		s.Trouble = ev.Outcome() == engine.Failed || ev.Result == uint8(program.Error) && ev.Op().Row().Refuses
	}
	return s
}

// about notes what an event is about, besides its subject.
func (s *Sentence) about(ev *engine.Event) {
	switch ev.Kind {
	case engine.Did:
		s.Op = ev.Op()
	case engine.Spawned, engine.Answered, engine.Handled, engine.Switched:
		return // its Object is a function or a rule
	case engine.Moved:
		if s.Text != "" {
			s.Moved = []Move{{Slot: int(ev.Who), From: ev.FromPlace(), To: ev.ToPlace(), Cause: ev.Cause()}}
		}
	case engine.Reordered:
		s.Moved = []Move{{Slot: int(ev.Who), From: engine.Ready, To: engine.Ready}}
	}
	if ev.Object != engine.NoObject {
		s.Object = int(ev.Object)
	}
}

// Event returns one event in one sentence, and folds it; its Text is "" where there is nothing to say. End
// says how the run ended, where the event tells that it did.
func (n *Narrator) Event(ev engine.Event, end engine.End) Sentence {
	n.end = end
	if !n.hears(&ev) {
		return Sentence{Who: -1, Object: -1}
	}
	text, own := n.sentence(&ev)
	s := n.line(&ev, text, own)
	n.fold(&ev)
	return s
}
