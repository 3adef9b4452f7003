package panel

import (
	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/engine/reason"
	"github.com/quartet-os/quartet/ui/screen"
	"github.com/quartet-os/quartet/ui/theme"
)

// atRest reports whether the run has ended and nobody waits: then there are no arrows, and what is to be said of who is
// ready, or gone, stands elsewhere.
func atRest(f *Frame) bool {
	return f.Now != nil && f.Now.End.Kind != engine.NotEnded && f.Waits != nil && len(f.Waits.Edges) == 0
}

// restHeights is the rows of each object, one behind the other, where each has a row for all that is to be said of it.
func restHeights(now *engine.Snapshot) []int {
	var all []int
	deadline := 0
	if now.Rules[program.RuleDeadline] == program.DeadlineObject {
		deadline = 1
	}
	for i := range now.Mutexes {
		if now.Mutexes[i].Spin {
			all = append(all, 2)
		} else {
			all = append(all, 3+deadline)
		}
	}
	for range now.Conds {
		all = append(all, 2+deadline)
	}
	for range now.Lists {
		all = append(all, 2)
	}
	for i := range now.Syncs {
		if now.Syncs[i].Class == program.ChanClass {
			all = append(all, 3) // it has two queues
		} else {
			all = append(all, 2)
		}
	}
	for range len(now.Vars) + len(now.Counters) + len(now.Pending) {
		all = append(all, 1)
	}
	return all
}

// restSplit is the rows of the first of two columns of objects, and how many both take.
func restSplit(now *engine.Snapshot) (left, rows int) {
	all := restHeights(now)
	total := 0
	for _, n := range all {
		total += n
	}
	for _, n := range all {
		if left += n; 2*left >= total {
			break
		}
	}
	return left, max(left, total-left, 1)
}

// restRows is the rows of the panel that has the objects alone, in a room of w columns.
func restRows(f *Frame, w int) int {
	_, rows := restSplit(f.Now)
	if w-4 < objectsBeside {
		rows = 0
		for _, n := range restHeights(f.Now) {
			rows += n
		}
	}
	return max(rows, 1) + 2
}

// objectsAlone is the panel of who waits for whom once nobody does: in two columns where it is wide.
func (p pen) objectsAlone() {
	in := p.box(ObjectsPanel, screen.Frame{Style: line, Title: "OBJECTS", TitleStyle: theme.Text.Bold()})
	above := scrolled(p.f.Scroll[ObjectsPanel], 1000)
	left, rows := restSplit(p.now)
	if in.W < objectsBeside || rows > in.H || rows == left && len(restHeights(p.now)) < 2 {
		roomy, open := in.objectRows()
		s := &sheet{pen: in, row: -above}
		s.all(levelOf(roomy, open, in.H))
		return
	}
	w := in.W / 2
	for y := range in.H {
		in.Set(w, y, theme.Unicode().Border.Vertical, line)
	}
	s := &sheet{pen: in.in(screen.R(0, 0, w-1, left))}
	s.all(dense)
	s = &sheet{pen: in.in(screen.R(w+2, 0, in.W-w-2, in.H)), row: -left}
	s.all(dense)
}

// levelOf is how much room each object gets in so many rows, of which all take roomy ones when spaced and open ones
// when dense.
func levelOf(roomy, open, rows int) int {
	switch {
	case roomy <= rows:
		return spaced
	case open <= rows:
		return dense
	}
	return brief
}

// asleepOnly is the graph without those who are ready and will find a thing taken: they do not wait. Who spins on a
// circle stays.
func asleepOnly(g *reason.Graph) (asleep *reason.Graph, ready []*reason.Edge) {
	for i := range g.Edges {
		if e := &g.Edges[i]; e.Ready && !e.Circle {
			ready = append(ready, e)
		}
	}
	if ready == nil {
		return g, nil
	}
	less := *g
	less.Edges = nil
	for i := range g.Edges {
		if e := &g.Edges[i]; !e.Ready || e.Circle {
			less.Edges = append(less.Edges, *e)
		}
	}
	return &less, ready
}
