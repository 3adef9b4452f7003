package explore

import (
	"errors"
	"slices"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/fair"
	"github.com/quartet-os/quartet/engine/program"
)

// mostRounds is how often a circle is gone round until the machine is where it was before.
const mostRounds = 64

// loop is a lasso as it was played: the way into the circle, and once round it.
type loop struct {
	way, round []Choice
	end        *engine.Engine // where it closes
	once       bool           // it closed after one round, where the circle began
}

// errOpen says that a circle of states could not be gone round in a machine, which would be a fault of this package.
var errOpen = errors.New("explore: a circle did not close when it was played; please report the scene")

// play goes a lasso in a machine, and round it until a state comes back in which all ops are told apart: a circle of
// states that no future tells apart may need more than one round for that. It begins in a state; where the machine is
// in the middle of a pass, fits says which labels of the rest of it will do.
func (sp *space) play(l *fair.Lasso, begin uint32, fits func(fair.Label) bool, stop *stop) (*loop, error) {
	k := &walker{search: sp.search, at: sp.begin.Fork(nil), try: sp.begin.Fork(nil), w: newWorker(sp.search, sp.begin)}
	k.picks.Stop = stop.on
	k.at.Quiet(false)
	k.begin = k.at.StepNumber()
	if k.at.Probe().Engaged() {
		to := sp.nodeAt(begin)
		good := func() bool { return k.stands(to) && fits(k.w.marks.label(-1, k.try, k.events)) }
		if !k.step(good) {
			return nil, sp.broken(stop)
		}
	}
	for _, e := range l.Way {
		if !sp.take(k, e) {
			return nil, sp.broken(stop)
		}
	}
	opt := sp.search.opt
	exact := sp.begin.Probe().Exact(opt.Grain == program.GrainOp, opt.marks.Counts)
	begun := []string{exact.Key(k.at)}
	ends := []int{len(k.found)}
	for range mostRounds {
		for _, e := range l.Circle {
			if !sp.take(k, e) {
				return nil, sp.broken(stop)
			}
		}
		now := exact.Key(k.at)
		if i := slices.Index(begun, now); i >= 0 {
			return &loop{k.found[:ends[i]:ends[i]], k.found[ends[i]:], k.at, len(begun) == 1}, nil
		}
		begun, ends = append(begun, now), append(ends, len(k.found))
	}
	return nil, errOpen
}

func (sp *space) broken(stop *stop) error {
	if stop.on() {
		return errBrokenOff
	}
	return errOpen
}

// take finds how the machine takes an edge, and takes it.
func (sp *space) take(k *walker, edge uint32) bool {
	label, to := sp.graph.Label[edge], sp.nodeAt(sp.graph.To[edge])
	if label.Chance() {
		return k.wake(to)
	}
	slot := -1
	if who := label.Who(); who < fair.Nobody && !k.at.Probe().Engaged() &&
		sp.ready[sp.graph.Source(edge)]>>who&1 != 0 {
		slot = sp.search.codec.Slot(who)
	}
	slots := []int{slot}
	if slot < 0 {
		slots = k.at.Probe().Raisable(slots)
	}
	for _, slot := range slots {
		who := runs(k.at, slot)
		good := func() bool { return k.w.marks.label(who, k.try, k.events) == label && k.stands(to) }
		k.picks.Take = k.picks.Take[:0]
		for more := true; more; more = advance(&k.picks) {
			if k.search.stop.on() {
				return false
			}
			if k.pass(slot, good) {
				k.keep()
				return true
			}
		}
	}
	return false
}
