package conform

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
)

// fold rebuilds the queues from the events alone.
type fold struct {
	prog  *program.Program
	order [engine.TimedWaiting + 1][]int // slots by place, front first
	names []string                       // by slot
}

func newFold(p *program.Program, slots int) *fold {
	f := &fold{prog: p, names: make([]string, slots)}
	for s := range f.names {
		f.names[s] = slotName(s)
		f.order[engine.Free] = append(f.order[engine.Free], s)
	}
	return f
}

func slotName(s int) string { return "s" + strconv.Itoa(s+1) }

// apply carries out what an event tells about queues and names.
func (f *fold) apply(ev engine.Event) {
	who := int(ev.Who)
	switch ev.Kind {
	case engine.Spawned:
		if ev.PC > 0 {
			f.names[who] = f.prog.Names[ev.PC-1]
		}
	case engine.Moved:
		f.take(who, ev.From)
		f.order[ev.To] = append(f.order[ev.To], who)
		if ev.ToPlace() == engine.Free {
			f.names[who] = slotName(who)
		}
	case engine.Reordered:
		f.take(who, uint8(engine.Ready))
		if ev.Arg == 1 {
			f.order[engine.Ready] = slices.Insert(f.order[engine.Ready], 0, who)
		} else {
			f.order[engine.Ready] = append(f.order[engine.Ready], who)
		}
	case engine.Searched:
		f.take(who, ev.From)
		f.order[ev.From] = append(f.order[ev.From], who)
	}
}

func (f *fold) take(who int, from uint8) {
	f.order[from] = slices.DeleteFunc(f.order[from], func(s int) bool { return s == who })
}

// copyTo keeps the present order of the queues.
func (f *fold) copyTo(into *fold) {
	for p := range f.order {
		into.order[p] = append(into.order[p][:0], f.order[p]...)
	}
}

// turned reports whether a queue stands in another order than arriving and leaving alone would have given it:
// before is the queue as it was, joined are those who came since, in the order in which they came first.
func (f *fold) turned(before *fold, p engine.Place, joined []int) bool {
	var want []int
	for _, list := range [][]int{before.order[p], joined} {
		for _, s := range list {
			if slices.Contains(f.order[p], s) && !slices.Contains(want, s) {
				want = append(want, s)
			}
		}
	}
	return !slices.Equal(want, f.order[p])
}

// check compares the folded queues with a snapshot.
func (f *fold) check(s *engine.Snapshot) error {
	for _, q := range []struct {
		place engine.Place
		want  []int
	}{{engine.Free, s.Free}, {engine.Ready, s.Ready}, {engine.Waiting, s.Waiting}, {engine.TimedWaiting, s.Timed}} {
		if !slices.Equal(f.order[q.place], q.want) {
			return fmt.Errorf("pass %d: the events make %s %v, the machine has %v", s.Pass, q.place,
				f.order[q.place], q.want)
		}
	}
	for _, c := range s.Coroutines {
		if c.Name != f.names[c.Slot] {
			return fmt.Errorf("pass %d: the events call slot %d %s, the machine %s", s.Pass, c.Slot+1,
				f.names[c.Slot], c.Name)
		}
	}
	return nil
}
