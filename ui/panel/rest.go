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

// restColumn is the columns that a list of objects takes beside others.
const restColumn = 44

// restSplit lays the objects out in lists side by side, as many as w columns have room for, of as few rows as they can:
// the rows of each list, and those of the highest.
func restSplit(now *engine.Snapshot, w int) (lists []int, rows int) {
	all := restHeights(now)
	n, total := 1, 0
	if w >= objectsBeside {
		n = max(w/restColumn, 2)
	}
	for _, h := range all {
		total += h
		rows = max(rows, h)
	}
	for rows = max(rows, (total+n-1)/n, 1); ; rows++ {
		lists = lists[:0]
		last := 0
		for _, h := range all {
			if last > 0 && last+h > rows {
				lists, last = append(lists, last), 0
			}
			last += h
		}
		if lists = append(lists, last); len(lists) <= n {
			return lists, rows
		}
	}
}

// restRows is the rows of the panel that has the objects alone, in a room of w columns.
func restRows(f *Frame, w int) int {
	_, rows := restSplit(f.Now, w-4)
	return rows + 2
}

// objectsAlone is the panel of who waits for whom once nobody does: in lists side by side where it is wide.
func (p pen) objectsAlone() {
	in := p.box(ObjectsPanel, screen.Frame{Style: line, Title: "OBJECTS", TitleStyle: theme.Text.Bold()})
	lists, rows := restSplit(p.now, in.W)
	if len(lists) < 2 || rows > in.H {
		roomy, open := in.objectRows()
		s := &sheet{pen: in, row: -scrolled(p.f.Scroll[ObjectsPanel], 1000)}
		s.all(levelOf(roomy, open, in.H))
		return
	}
	above := 0
	for i, part := range in.Bounds().Columns(3, restParts(len(lists))...) {
		for y := range in.H {
			if i > 0 {
				in.Set(part.X-2, y, theme.Unicode().Border.Vertical, line)
			}
		}
		s := &sheet{pen: in.in(screen.R(part.X, 0, part.W, lists[i])), row: -above}
		s.all(dense)
		above += lists[i]
	}
}

// restParts is n columns of one width.
func restParts(n int) []screen.Part {
	all := make([]screen.Part, n)
	for i := range all {
		all[i] = screen.Flex(1)
	}
	return all
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
