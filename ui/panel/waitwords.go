package panel

import (
	"slices"
	"strconv"
	"strings"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/reason"
	"github.com/quartet-os/quartet/ui/screen"
	"github.com/quartet-os/quartet/ui/theme"
)

// waitWord is a row that says in words what the graph says in arrows: who, and what has to happen for them.
type waitWord struct {
	who  []int
	text string
	st   theme.StyleID
}

// waitWords says who cannot go on, then for each edge what has to happen, then who needs nothing but the CPU.
func (p pen) waitWords(g *reason.Graph) []waitWord {
	lost := slices.Clone(g.Closed)
	var edges []waitWord
	waits := make([]bool, len(p.now.Coroutines)) // by slot
	for i := range g.Edges {
		e := &g.Edges[i]
		for _, s := range e.Who {
			waits[s] = true
		}
		if len(e.From) == 0 {
			lost = append(lost, e.Who...)
			continue
		}
		if !e.Circle && len(edges) < mostEdges {
			edges = append(edges, waitWord{who: e.Who, text: p.hasToHappen(e), st: text})
		}
	}
	slices.Sort(lost)
	all := make([]waitWord, 0, len(edges)+3)
	if lost = slices.Compact(lost); len(lost) > 0 {
		all = append(all, waitWord{who: lost, text: "cannot go on", st: theme.Trouble.Plain()})
	} else {
		all = append(all, waitWord{text: "nothing here keeps anybody from going on", st: quiet})
	}
	all = append(all, edges...)
	free := make([]int, 0, len(p.now.Coroutines))
	for i := range p.now.Coroutines {
		if c := &p.now.Coroutines[i]; c.Live && !waits[c.Slot] {
			free = append(free, c.Slot)
		}
	}
	if len(free) > 0 {
		all = append(all, waitWord{who: free, text: verb(free, "needs", "need") + " nothing but the CPU", st: text})
	}
	return all
}

// hasToHappen says in words what those of an edge need.
func (p pen) hasToHappen(e *reason.Edge) string {
	need := verb(e.Who, "needs", "need")
	first := &e.From[0]
	switch {
	case e.On == engine.OnMutex && first.Slot >= 0 && first.Line > 0:
		return need + " " + p.who(first.Slot).Name + " to leave " + p.needs(e) + " in line " + strconv.Itoa(first.Line)
	case first.Slot < 0 && len(e.From) == 1:
		return need + " " + p.needs(e) + ": " + first.Text
	}
	var lines []string
	last := 0 // many of a crowd have the same one
	for i := range e.From {
		line := e.From[i].Line
		if line <= 0 || line == last {
			continue
		}
		last = line
		if n := strconv.Itoa(line); !slices.Contains(lines, n) {
			lines = append(lines, n)
		}
	}
	if len(lines) == 0 {
		return need + " " + p.needs(e)
	}
	if e.All {
		return need + " " + p.needs(e) + ", which comes only after line " + strings.Join(lines, " and ")
	}
	return need + " " + p.needs(e) + ", which comes from line " + strings.Join(lines, " or ")
}

// needs is what those of an edge need, as a sentence says it.
func (p pen) needs(e *reason.Edge) string { return p.prog.Called(e.Object, e.Needs) }

// verb is the form of a verb for one or several.
func verb(who []int, one, several string) string {
	if len(who) == 1 {
		return one
	}
	return several
}

// mostNamed is how many are named one by one; of more it is said how many they are.
const mostNamed = 32

// waitTalk writes such rows, as many as fit, and a blank one between any two where there is room.
func (p pen) waitTalk(g *reason.Graph) {
	all := p.waitWords(g)
	gap := 1
	if 2*len(all)-1 <= p.H {
		gap = 2
	}
	for i := range min(len(all), p.H) {
		w, x, y := &all[i], 0, gap*i
		switch n := len(w.who); {
		case n > mostNamed:
			x = p.Text(0, y, strconv.Itoa(n), text) + 1
		case n > 0:
			room := max(p.W-screen.Width(w.text)-1, p.W/3)
			x = p.names(0, y, room, w.who) + 1
		}
		p.Text(x, y, cut(w.text, p.W-x), w.st)
	}
}
