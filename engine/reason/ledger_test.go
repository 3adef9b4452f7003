package reason_test

import (
	"fmt"
	"slices"
	"strings"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/engine/reason"
)

// ledger is a second fold of the events, written without a look at History: what is in the work queues, who stands in
// which queue since when, who set which variable, and what happened to each item.
type ledger struct {
	prog   *program.Program
	names  map[int32]string
	queues map[uint16][]int64
	stands map[uint16][]standing
	sets   map[uint16]setting
	lives  map[int64][]string
	asleep map[int32]standing
	waited map[int32]bool // in the op at channels that it does
	place  int            // the position in a work queue that an op is about
	first  map[int]int64  // what each variable is after the boot
}

// standing is one place in a queue.
type standing struct {
	who        int32
	step, time int64
}

// setting is the newest change of a variable.
type setting struct {
	who   string
	step  int64
	value int64
}

func newLedger(p *program.Program, boot *engine.Snapshot) *ledger {
	first := map[int]int64{}
	for _, v := range append(boot.Vars, boot.Counters...) {
		first[v.Object] = v.Value
	}
	return &ledger{prog: p, first: first, names: map[int32]string{-1: "main"}, queues: map[uint16][]int64{},
		stands: map[uint16][]standing{}, sets: map[uint16]setting{}, lives: map[int64][]string{},
		asleep: map[int32]standing{}, waited: map[int32]bool{}}
}

// book takes in the events of a step.
func (l *ledger) book(events []engine.Event) {
	for i, ev := range events {
		arg := engine.ArgOf(events, i)
		switch ev.Kind {
		case engine.Spawned:
			l.names[ev.Who] = engine.SpawnedName(l.prog, ev)
		case engine.Moved:
			if to := ev.ToPlace(); to != engine.Waiting && to != engine.TimedWaiting {
				delete(l.asleep, ev.Who)
			} else if _, is := l.asleep[ev.Who]; !is {
				l.asleep[ev.Who] = standing{ev.Who, ev.Step, ev.Time}
			}
		case engine.Joined:
			one := standing{ev.Who, ev.Step, ev.Time}
			if ev.Arg == 1 {
				l.stands[ev.Object] = append([]standing{one}, l.stands[ev.Object]...)
			} else {
				l.stands[ev.Object] = append(l.stands[ev.Object], one)
			}
		case engine.Left:
			gone := func(x standing) bool { return x.who == ev.Who }
			l.stands[ev.Object] = slices.DeleteFunc(l.stands[ev.Object], gone)
		case engine.Placed:
			l.place = int(ev.Arg)
		case engine.Answered:
			l.happens(arg, ev.Step, fmt.Sprintf("answered %s", program.Result(ev.Result&3)))
		case engine.Lost:
			if ev.From == 0 {
				l.happens(arg, ev.Step, "lost")
			}
		case engine.Commanded:
			if ev.Verb() == engine.ClearVerb {
				l.cleared(ev, ev.Giver())
			}
			if ev.Verb() == engine.SetVerb {
				l.sets[ev.Object] = setting{ev.Giver(), ev.Step, arg}
			}
		case engine.Did:
			if ev.Outcome() == engine.Done {
				l.done(ev, arg)
			}
			l.waited[ev.Who] = ev.Outcome() == engine.Blocked
		}
	}
}

// done books an op that is finished.
func (l *ledger) done(ev engine.Event, arg int64) {
	name := l.names[ev.Who]
	switch ev.Op() {
	case program.Store, program.Cas, program.AtomicAdd, program.Count:
		if ev.Object != engine.NoObject && ev.Result == uint8(program.OK) { // or a compare-and-swap left it
			l.sets[ev.Object] = setting{name, ev.Step, arg}
		}
	case program.Item:
		l.happens(arg, ev.Step, name+" makes")
	case program.Put:
		if l.stack(ev.Object) {
			l.queues[ev.Object] = append([]int64{arg}, l.queues[ev.Object]...)
		} else {
			l.queues[ev.Object] = append(l.queues[ev.Object], arg)
		}
		l.happens(arg, ev.Step, name+" puts "+l.prog.Objects[ev.Object].Name)
	case program.Take:
		l.queues[ev.Object] = l.queues[ev.Object][1:]
		l.happens(arg, ev.Step, name+" takes "+l.prog.Objects[ev.Object].Name)
	case program.ChanSend, program.ChanReceive, program.Select:
		l.carried(ev, arg, name)
	case program.PutAt:
		l.queues[ev.Object] = slices.Insert(l.queues[ev.Object], l.place, arg)
		l.happens(arg, ev.Step, name+" puts "+l.prog.Objects[ev.Object].Name)
	case program.Remove:
		if at := slices.Index(l.queues[ev.Object], arg); at >= 0 {
			l.queues[ev.Object] = slices.Delete(l.queues[ev.Object], at, at+1)
			l.happens(arg, ev.Step, name+" removes "+l.prog.Objects[ev.Object].Name)
		}
	case program.Clear:
		l.cleared(ev, name)
	case program.Drop:
		l.happens(arg, ev.Step, name+" drops")
	}
}

// cleared books that all items of a queue are dropped.
func (l *ledger) cleared(ev engine.Event, name string) {
	for _, item := range l.queues[ev.Object] {
		l.happens(item, ev.Step, name+" clears "+l.prog.Objects[ev.Object].Name)
	}
	l.queues[ev.Object] = nil
}

// carried books an item that was sent or received. Who had to wait to send it is told of by who received it.
func (l *ledger) carried(ev engine.Event, arg int64, name string) {
	c := l.prog.ChanOf(int(ev.Object))
	if c == nil || c.Elem != program.ItemOf || ev.Result != uint8(program.OK) {
		return
	}
	for _, end := range l.prog.ChanEnds(int32(ev.PC)) {
		switch {
		case end.Object != int(ev.Object):
		case !end.Send:
			l.happens(arg, ev.Step, name+" takes "+l.prog.Objects[ev.Object].Name)
		case !l.waited[ev.Who]:
			l.happens(arg, ev.Step, name+" puts "+l.prog.Objects[ev.Object].Name)
		}
	}
}

func (l *ledger) happens(item, step int64, what string) {
	if item > 0 {
		l.lives[item] = append(l.lives[item], fmt.Sprintf("%d %s", step, what))
	}
}

func (l *ledger) stack(object uint16) bool { return l.prog.Queues[l.prog.Objects[object].Index].Stack }

// agrees compares the answers about objects and items of a state with the ledger.
func (l *ledger) agrees(r *reason.Reader, h *reason.History, now *engine.Snapshot) error {
	for _, all := range [][]engine.VarView{now.Vars, now.Counters} {
		for _, v := range all {
			if err := l.variable(r, h, now, &v); err != nil {
				return err
			}
		}
	}
	for _, v := range now.Queues {
		items := l.queues[uint16(v.Object)]
		if !slices.Equal(v.Items, items) {
			return fmt.Errorf("%s holds %d, by the log %d", v.Name, v.Items, items)
		}
		text := told(r.Object(now, h, v.Object))
		if !strings.Contains(text, fmt.Sprintf("%s holds %d of %d.", v.Name, len(items), v.Max)) ||
			len(items) > 0 && !strings.Contains(text, fmt.Sprintf("The front first: #%d", items[0])) {
			return fmt.Errorf("%s holds %d of %d, and not: %s", v.Name, items, v.Max, text)
		}
	}
	for w := range now.Waitables() {
		if err := l.stand(r, h, now, &w); err != nil {
			return err
		}
	}
	for who, x := range l.asleep {
		first := r.Why(now, h, int(who)).Lines[0]
		if want := fmt.Sprintf("since step %d, time %d", x.step, x.time); first.Step != x.step ||
			!strings.Contains(first.Text, want) {
			return fmt.Errorf("%s sleeps %s: %v", l.names[who], want, first)
		}
	}
	return l.items(r, h, now)
}

// variable compares what is told of a variable: its value, and who set it last.
func (l *ledger) variable(r *reason.Reader, h *reason.History, now *engine.Snapshot, v *engine.VarView) error {
	set, ok := l.sets[uint16(v.Object)]
	notes, whole := h.Notes(v.Object, 1)
	a := r.Object(now, h, v.Object)
	switch {
	case !ok && len(notes) > 0:
		return fmt.Errorf("%s was not set: %v", v.Name, notes[0])
	case !ok:
		if !whole || v.Value != l.first[v.Object] {
			return fmt.Errorf("%s is %d, and nothing happened to it", v.Name, v.Value)
		}
		return nil
	case len(notes) == 0 || notes[0].Step != set.step || notes[0].Name != set.who || notes[0].Value != set.value:
		return fmt.Errorf("%s was set to %d by %s in step %d: %v", v.Name, set.value, set.who, set.step, notes)
	case v.Value != set.value:
		return fmt.Errorf("%s is %d, by the log %d", v.Name, v.Value, set.value)
	}
	for _, line := range a.Lines {
		if line.Part == reason.Life {
			made := set.who + " makes it "
			if set.who == "you" {
				made = "You make it "
			}
			if line.Step != set.step || !strings.HasPrefix(line.Text, made) {
				return fmt.Errorf("%s was set by %s in step %d: %s", v.Name, set.who, set.step, line.Text)
			}
			return nil
		}
	}
	return fmt.Errorf("%s was set by %s in step %d: nothing is told", v.Name, set.who, set.step)
}

// stand compares who is told to wait for an object, and since when.
func (l *ledger) stand(r *reason.Reader, h *reason.History, now *engine.Snapshot, w *engine.Waitable) error {
	var slots []int
	for _, x := range l.stands[uint16(w.Object)] {
		slots = append(slots, int(x.who))
	}
	if !slices.Equal(slots, w.Queue) {
		return fmt.Errorf("in the queue of %s are %v, by the log %v", w.Name, w.Queue, slots)
	}
	if w.On == engine.OnEnd { // it is no object that can be asked about: those who sleep for it are asked
		for _, x := range l.stands[uint16(w.Object)] {
			if now.Coroutines[x.who].Place == engine.Ready || now.Coroutines[x.who].Place == engine.Running {
				continue
			}
			since, lines := fmt.Sprintf(" since step %d, time %d", x.step, x.time), r.Why(now, h, int(x.who)).Lines
			awake := fmt.Sprintf(" (in its queue since step %d)", x.step) // and asleep again since
			if len(lines) == 0 || !(lines[0].Step == x.step && strings.Contains(lines[0].Text, since)) &&
				!strings.Contains(lines[0].Text, awake) {
				return fmt.Errorf("%s waits for the end of %s%s: %v", l.names[x.who], w.Name, since, lines)
			}
		}
		return nil
	}
	var told []reason.Line
	for _, line := range r.Object(now, h, w.Object).Lines {
		if line.Part == reason.Keeps {
			told = append(told, line)
		}
	}
	if len(slots) == 0 || len(told) == 0 {
		if len(slots) > 0 || len(told) > 0 && !strings.HasPrefix(told[0].Text, "Nobody waits") {
			return fmt.Errorf("for %s wait %v: %v", w.Name, slots, told)
		}
		return nil
	}
	for i, x := range l.stands[uint16(w.Object)] {
		since := fmt.Sprintf(" since step %d, time %d", x.step, x.time)
		if i >= len(told) || told[i].Step != x.step || !strings.HasPrefix(told[i].Text, l.names[x.who]+" ") ||
			!strings.Contains(told[i].Text, since) {
			return fmt.Errorf("%s stands in the queue of %s%s: %v", l.names[x.who], w.Name, since, told)
		}
	}
	return nil
}

// mostLives is how many of the newest items are compared in a state.
const mostLives = 12

// items compares what is told of the lives of items: of those that are in a queue, and of the newest.
func (l *ledger) items(r *reason.Reader, h *reason.History, now *engine.Snapshot) error {
	var asked []int64
	for item := range l.lives {
		asked = append(asked, item)
	}
	slices.Sort(asked)
	if len(asked) > mostLives {
		asked = asked[len(asked)-mostLives:]
	}
	for _, q := range now.Queues {
		asked = append(asked, q.Items...)
	}
	for _, item := range asked {
		var lines []reason.Line
		for _, line := range r.Item(now, h, item).Lines {
			if line.Part == reason.Life {
				lines = append(lines, line)
			}
		}
		want := l.lives[item]
		if len(lines) != len(want) {
			return fmt.Errorf("of item %d %d things are told, by the log %q: %v", item, len(lines), want, lines)
		}
		for i, words := range want {
			parts := strings.Fields(words)
			if parts[0] != fmt.Sprint(lines[i].Step) {
				return fmt.Errorf("item %d: %s: %s", item, words, lines[i].Text)
			}
			for _, word := range parts[1:] {
				if !strings.Contains(lines[i].Text, word) {
					return fmt.Errorf("item %d: %q is not in %q", item, word, lines[i].Text)
				}
			}
		}
	}
	return nil
}
