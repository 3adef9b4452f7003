package reason

import (
	"fmt"
	"strings"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
)

// NoteKind says what a Note is of.
type NoteKind uint8

// The kinds of notes.
const (
	NoNote  NoteKind = iota
	Have             // Name has the mutex from here on
	Give             // Name gave it back
	Force            // it was taken from Name, who was ended
	Orphan           // Name ended with it
	Signal           // Name signalled or woke, with Op; Value waited
	Wake             // Name was moved on, for Cause, by Other
	Sleep            // Name began to wait; Value is the step of a wakeup that it had no use of, or 0
	Change           // Name set the variable to Value
	PutIn            // Name put item Value (about an item: into Object)
	TakeOut          // Name took item Value (about an item: out of Object)
	Use              // Name did Op on the object
	Command          // Name, the user or the scene's script, gave a command
	Make             // Name made the item
	ClearIt          // Name cleared the queue, Object, that it lay in
	DropIt           // Name dropped it; Value is program.Busy when it was never put
	Reply            // the item of Name was answered with result Value
	Loss             // it was lost
)

// Note is one thing that happened to an object or an item.
type Note struct {
	Kind   NoteKind
	Cause  engine.Cause
	Slot   int
	Line   int // 0 for none
	Object int
	Step   int64
	Value  int64
	Name   string       // of the coroutine, as it was called then
	Other  string       // who moved it on; of a change to a coroutine that one
	Op     program.Kind // of a wakeup and of a use
	Verb   string       // of a command
	You    bool         // Name is "you"
}

// trailPart is how many notes one part of a trail has: the newest are in one that grows, those before in one that is
// full, and older ones are forgotten.
const trailPart = 32

// trail is the newest notes about one thing. Links are shared by copies and never changed, so a copy is cheap.
type trail struct {
	head, old *link
	n         int
	lost      bool // older notes were forgotten
}

type link struct {
	note Note
	next *link // the one before
}

func (t *trail) add(n Note) {
	if t.n == trailPart {
		t.lost = t.lost || t.old != nil
		t.old, t.head, t.n = t.head, nil, 0
	}
	t.head = &link{n, t.head}
	t.n++
}

// newest goes through the notes, the newest first, until yield is false.
func (t *trail) newest(yield func(Note) bool) {
	for _, l := range [...]*link{t.head, t.old} {
		for ; l != nil; l = l.next {
			if !yield(l.note) {
				return
			}
		}
	}
}

func (h *History) note(object int, n Note) {
	if object >= 0 && object < len(h.about) {
		n.Object = object
		h.about[object].add(n)
	}
}

// life is what happened to an item.
type life struct {
	item int64
	trail
}

// life adds to what happened to an item.
func (h *History) life(item int64, n Note) {
	if item <= 0 {
		return
	}
	l := &h.items[item%mostItems]
	if l.item != item {
		if l.item > item {
			return // a newer one has its place
		}
		*l = life{item: item}
	}
	l.add(n)
}

// Notes returns what happened to an object, the newest first, at most n; whole tells that nothing was left out.
func (h *History) Notes(object, n int) (all []Note, whole bool) {
	if object < 0 || object >= len(h.about) {
		return nil, true
	}
	return h.about[object].list(n)
}

// Life returns what happened to an item, the newest first, at most n; whole tells that nothing was left out.
func (h *History) Life(item int64, n int) (all []Note, whole bool) {
	if item <= 0 || len(h.items) == 0 || h.items[item%mostItems].item != item {
		return nil, false
	}
	return h.items[item%mostItems].list(n)
}

func (t *trail) list(n int) (all []Note, whole bool) {
	whole = !t.lost
	t.newest(func(note Note) bool {
		if len(all) == n {
			whole = false
			return false
		}
		all = append(all, note)
		return true
	})
	return all, whole
}

// Owner returns who has a mutex, -1 for nobody, and the step since which.
func (h *History) Owner(object int) (slot int, since int64) {
	if object < 0 || object >= len(h.owner) {
		return -1, 0
	}
	return int(h.owner[object].slot), h.owner[object].step
}

// Waits returns the step in which the present wait of a slot began, 0 where it does not wait.
func (h *History) Waits(slot int) int64 { return h.slots[slot].slept.Step }

// stands returns since when a slot stands in the queue of an object, asleep or not; false where it does not.
func (h *History) stands(slot, object int) (since inQueue, is bool) {
	for _, s := range h.slots[slot].stands {
		if s.Object == object && object >= 0 {
			return s, true
		}
	}
	return inQueue{Object: -1}, false
}

// Moved returns how the coroutine of a slot came to its place.
func (h *History) Moved(slot int) Mark { return h.slots[slot].moved }

// Wakeup is one signal, broadcast or wakeup, and what became of it.
type Wakeup struct {
	Note
	Woke []Woken
	Took Note // of one that nobody waited for and that was kept, such as a permit: who took it first
}

// Woken is one whom a wakeup moved on.
type Woken struct {
	Name  string
	Slot  int
	Slept int64 // the step in which it went back to sleep without having used it, 0: it did not
}

// Wakeups returns the newest wakeups of an object, the newest first, at most n.
func (h *History) Wakeups(object, n int) []Wakeup {
	var all []Wakeup
	if object < 0 || object >= len(h.about) {
		return nil
	}
	var woken []Woken // of the step that is being gone through backwards
	var step int64
	again := map[int]Note{} // by slot: how it went back to sleep with the wakeup of step Value unused
	var took Note           // the op after the one that is looked at that takes what such a one gives
	h.about[object].newest(func(note Note) bool {
		if note.Step != step {
			woken, step = nil, note.Step
		}
		switch note.Kind {
		case Sleep:
			if note.Value > 0 {
				again[note.Slot] = note
			}
		case Wake:
			w := Woken{Name: note.Name, Slot: note.Slot}
			if s, ok := again[note.Slot]; ok && s.Value == note.Step {
				w.Slept = s.Step
			}
			switch note.Cause {
			case engine.BySignal, engine.ByBroadcast, engine.ByWakeup, engine.ByRelease:
				woken = append([]Woken{w}, woken...)
			}
		case Signal, Use:
			if note.Kind == Signal {
				w := Wakeup{Note: note, Woke: woken}
				if note.Value == 0 && took.Op.Row().Back == note.Op {
					w.Took = took
				}
				all = append(all, w)
			}
			woken, took = nil, note
		}
		return len(all) < n
	})
	return all
}

// verbs are how the ops on conditions, wait lists and channels are told.
var verbs = map[program.Kind]string{
	program.Signal: "signals it", program.Broadcast: "broadcasts it",
	program.Wakeup: "wakes its front", program.WakeupAll: "wakes all of it",
	program.ChanSend: "sends into it", program.ChanReceive: "receives from it", program.Close: "closes it",
	program.Select: "does its case of a select", program.SelectWithin: "does its case of a select",
}

// says begins what a note tells: who it is about, and a verb, which "you" do without its s.
func (n *Note) says(verb string) string {
	if n.You {
		return program.Capital(n.Name) + " " + verb
	}
	return n.Name + " " + verb + "s"
}

// acts tells an op on an object, and who does it.
func (n *Note) acts() string {
	if n.Slot >= 0 || !n.You {
		return n.Name + " " + n.does()
	}
	if done := n.Op.Row().YouDone; done != "" { // without how it is then
		does, _, _ := strings.Cut(done, ", ")
		return program.Capital(n.Name) + " " + strings.Replace(does, "%s", "it", 1)
	}
	return program.Capital(n.Name) + " " + youDo[n.Op]
}

// youDo are the ops that a command does, as they are told of "you".
var youDo = map[program.Kind]string{
	program.Signal: "signal it", program.Broadcast: "broadcast it", program.ChanSend: "send into it",
	program.ChanReceive: "receive from it", program.Close: "close it",
}

// does tells an op on an object: "signals it", or as the row of a described class says.
func (n *Note) does() string {
	if does, ok := verbs[n.Op]; ok {
		return does
	}
	if row := n.Op.Row(); row.Done != "" { // without how it is then
		does, _, _ := strings.Cut(row.Done, ", ")
		return strings.Replace(does, "%s", "it", 1)
	}
	return "does " + n.Op.String()
}

// value writes the value that a variable got.
func (n *Note) value(p *program.Program) string {
	t := program.Int
	for i := range p.Vars {
		if p.Vars[i].Object == n.Object {
			t = p.Vars[i].Type
		}
	}
	return program.Spell(t, n.Value, func(int64) string { return n.Other })
}

// Text tells a note about an object in a sentence without its step.
func (n *Note) Text(p *program.Program) string {
	at := ""
	if n.Line > 0 {
		at = fmt.Sprintf(" in line %d", n.Line)
	}
	switch n.Kind {
	case Have:
		return n.Name + " takes it" + at + "."
	case Give:
		return n.Name + " gives it back" + at + "."
	case Force:
		return n.Name + " is ended, and it is free."
	case Orphan:
		return n.Name + " ends and does not give it back."
	case Signal:
		if n.Value == 0 {
			return n.acts() + at + ", and nobody waits."
		}
		return n.acts() + at + "."
	case Wake:
		return n.Name + " is moved on" + wokenBy(n.Cause, n.Other) + "."
	case Sleep:
		if n.Value > 0 {
			return fmt.Sprintf("%s waits for it again, without having used the wakeup of step %d.", n.Name, n.Value)
		}
		return n.Name + " begins to wait for it."
	case Change:
		return fmt.Sprintf("%s it %s%s.", n.says("make"), n.value(p), at)
	case PutIn:
		return fmt.Sprintf("%s puts item %d%s.", n.Name, n.Value, at)
	case TakeOut:
		return fmt.Sprintf("%s takes item %d%s.", n.Name, n.Value, at)
	case Use:
		return n.acts() + at + "."
	case Command:
		return fmt.Sprintf("%s the command %s %d.", program.Capital(n.says("give")), n.Verb, n.Value)
	}
	return n.itemText(at)
}

// itemText tells a note about an item.
func (n *Note) itemText(at string) string {
	switch n.Kind {
	case Make:
		return n.Name + " makes it" + at + "."
	case DropIt:
		if n.Value == int64(program.Busy) {
			return n.Name + " drops it" + at + ": it was never put."
		}
		return n.Name + " drops it" + at + "."
	case Reply:
		if n.Slot < 0 {
			return fmt.Sprintf("It is answered: %s; who made it has ended.", program.Result(n.Value&3))
		}
		return fmt.Sprintf("It is answered: %s, for %s, who made it.", program.Result(n.Value&3), n.Name)
	case Loss:
		return "It is lost" + at + ": no variable holds it any more."
	}
	return ""
}

// wokenBy says how somebody came off a queue.
func wokenBy(c engine.Cause, by string) string {
	what := ""
	switch c {
	case engine.BySignal:
		what = "the signal"
	case engine.ByBroadcast:
		what = "the broadcast"
	case engine.ByWakeup:
		what = "the wakeup"
	case engine.ByUnlock:
		what = "the unlock"
	case engine.ByMessage:
		what = "the message"
	case engine.ByAnswer:
		what = "the answer"
	case engine.ByRelease: // of a permit, by a receive, by the last arrival: what its op is, is told there
		if by != "" {
			return " by " + by
		}
		what = "the op that lets it on"
	case engine.ByJoined:
		if by == "" {
			return " by the end that it waited for"
		}
		return " by the end of " + by
	case engine.ByTimeout:
		return ": its deadline is reached"
	case engine.ByInjectedTimeout:
		return ": its wait is ended by " + by + ", as by a deadline"
	case engine.ByInjectedWake:
		return " by " + by + ", for no reason: a spurious wakeup"
	case engine.ByKill:
		return ": it is ended"
	default:
		return ""
	}
	if by == "" {
		return " by " + what
	}
	return " by " + what + " of " + by
}
