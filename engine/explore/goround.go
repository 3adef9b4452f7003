package explore

import (
	"errors"
	"slices"

	"github.com/quartet-os/quartet/engine/fair"
)

// closing finds a shortest way into one of some circles, and round it, and plays it, in a space and with circles in
// which its edges are. Each that closes with every op told apart is one where they are not, so that no other is shorter
// than a shortest of those that closes so.
func (n *never) closing(sp *space, r *rings) (in *space, of *rings, l fair.Lasso, played *loop, err error) {
	l, played, err = n.goRound(sp, r)
	if err == nil && l.Shortest && played.once || err != nil && !errors.Is(err, errOpen) {
		return sp, r, l, played, err
	}
	if apart, once, ok := n.goRoundApart(sp, r, &l, played); ok {
		return sp, r, apart, once, nil
	}
	if all, apart := n.exactly(sp, r); all != sp {
		sp, r = all, apart
		l, played, err = n.goRound(sp, r)
	}
	return sp, r, l, played, err
}

// mostExact is how many states a space may have in which a shortest way is looked for op by op: a space without a bound
// of its own is gone through once more for that.
const mostExact = 300_000

// exactly finds what was found in a space in one that tells all ops apart, so that a circle closes where the machine
// is as it was. Where that is too large it stays with the space that there is.
func (n *never) exactly(sp *space, r *rings) (*space, *rings) {
	opt := n.opt
	if sp.graph.States() > mostExact {
		return sp, r
	}
	opt.Progress, opt.Symmetry, opt.Unmerged, opt.MaxStates = nil, false, true, min(opt.MaxStates, mostExact)
	all, _, err := n.v.spaceOf(n.start, opt, n.stop)
	if err != nil || all == nil {
		return sp, r
	}
	apart, whole := n.rings(all, r.at)
	if !whole || len(apart.all) == 0 || len(r.traps) > 0 && len(apart.traps) == 0 {
		return sp, r
	}
	return all, &apart
}

// circles returns those of which one is to be found: what was not asked for is a trap.
func (n *never) circles(r *rings) []fair.Circle {
	if n.asked == nil {
		return r.traps
	}
	return r.all
}

// goRound finds a shortest way into one of the circles and round it, and plays it.
func (n *never) goRound(sp *space, r *rings) (l fair.Lasso, played *loop, err error) {
	r.least = 1
	if n.parts(sp) {
		r.least = sp.graph.LeastRound(r.q, n.circles(r), n.stop.on)
	}
	l, ok := sp.graph.ShortestOver(r.q, n.circles(r), r.least, n.stop.on)
	if !ok {
		return l, nil, errBrokenOff
	}
	from := sp.graph.Source(slices.Concat(l.Way, l.Circle)[0])
	played, err = sp.play(&l, from, func(fair.Label) bool { return true }, n.stop)
	return l, played, err
}

// parts reports whether the ops of a space may be told apart in it.
func (n *never) parts(sp *space) bool {
	return !n.opt.whole && sp.graph.States() <= mostExact && sp.partable()
}

// parted begins to tell the ops of a space apart, or gives nil where that cannot be done.
func (n *never) parted(sp *space, r *rings) *parted {
	p := &parted{space: sp, q: r.q, circles: n.circles(r)}
	if !p.stands.list(sp) {
		return nil
	}
	p.in = make([]uint32, sp.graph.States())
	for i := range p.circles {
		for _, s := range p.circles[i].States {
			p.in[s] = uint32(i) + 1
		}
	}
	return p
}

// goRoundApart finds a shortest way into a circle that closes in a machine with every op told apart, and plays it. A
// shortest way into one of the space is known, and how it closed when it was played, later. It is false where what is
// found is not sure to be a shortest, or where there is too much to look for.
func (n *never) goRoundApart(sp *space, r *rings, in *fair.Lasso, closed *loop) (l fair.Lasso, played *loop, ok bool) {
	if closed == nil || !in.Shortest || !n.parts(sp) {
		return l, nil, false
	}
	p := n.parted(sp, r)
	if p == nil {
		return l, nil, false
	}
	short, long := len(in.Way)+len(in.Circle), len(closed.way)+len(closed.round)
	for length := min(short+short/2, long); ; length = min(2*length, long) {
		if !p.part(length, r.least, min(n.opt.MaxStates, mostExact), n.stop) {
			return l, nil, false
		}
		if l, ok = n.shortest(p, r); ok && len(l.Way)+len(l.Circle) <= length {
			break
		} else if length == long {
			return l, nil, false
		}
	}
	played, err := sp.play(&l, sp.graph.Start[0], func(fair.Label) bool { return true }, n.stop)
	return l, played, err == nil && played.once && l.Shortest
}

// shortest finds a shortest lasso with ops told apart, and gives the edges of the space that it takes.
func (n *never) shortest(p *parted, r *rings) (l fair.Lasso, ok bool) {
	q := &fair.Question{Of: p.q.Of, Inside: fair.NewSet(len(p.of))}
	for i, s := range p.of {
		if p.in[s] != 0 {
			q.Inside.Add(uint32(i))
		}
	}
	all, _ := p.graph.Circles(q, n.stop.on)
	all = slices.DeleteFunc(all, func(c fair.Circle) bool {
		in := fair.Circle{Runs: c.Runs}
		for _, s := range c.States {
			in.States = append(in.States, p.of[s])
		}
		meant, _ := n.meant(p.space, &in, r.at)
		return !meant
	})
	if l, ok = p.graph.ShortestOver(q, all, r.least, n.stop.on); !ok {
		return l, false
	}
	l.In = int(p.in[p.of[all[l.In].States[0]]]) - 1
	for _, part := range [][]uint32{l.Way, l.Circle} {
		for i, e := range part {
			part[i] = p.edges[e]
		}
	}
	return l, true
}
