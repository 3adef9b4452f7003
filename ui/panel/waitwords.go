package panel

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
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

// waitWords says who cannot go on, then who takes what somebody has as soon as it runs, for each edge what has to
// happen, and who needs nothing but the CPU.
func (p pen) waitWords(g *reason.Graph, ready []*reason.Edge) []waitWord {
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
		if !e.Circle && !e.Outside && len(edges) < mostEdges { // the arrow says of what comes from outside all there is
			edges = append(edges, waitWord{who: e.Who, text: p.hasToHappen(e), st: text})
		}
	}
	slices.Sort(lost)
	all := make([]waitWord, 0, len(edges)+3)
	below := p.passedOver()
	outside := slices.ContainsFunc(g.Edges, func(e reason.Edge) bool { return e.Outside })
	switch lost = slices.Compact(lost); {
	case len(lost) > 0:
		all = append(all, waitWord{who: lost, text: "cannot go on", st: theme.Trouble.Plain()})
	case len(g.Edges) > 0 && len(below)+len(ready) == 0 && !outside && p.now.End.Kind == engine.NotEnded:
		all = append(all, waitWord{text: "nothing here keeps anybody from going on", st: quiet})
	}
	if p.now.End.Kind == engine.NotEnded {
		for _, slot := range below {
			all = append(all, waitWord{who: []int{slot}, text: "is ready at level " + strconv.Itoa(p.who(slot).Level) +
				": it runs when nobody above is ready", st: text})
		}
	}
	for _, e := range ready {
		for _, s := range e.Who {
			waits[s] = true
		}
		if p.now.End.Kind == engine.NotEnded {
			all = append(all, waitWord{who: e.Who, text: p.takesNext(e), st: text})
		}
	}
	all = append(all, edges...)
	free := make([]int, 0, len(p.now.Coroutines))
	for i := range p.now.Coroutines {
		if c := &p.now.Coroutines[i]; c.Live && !waits[c.Slot] && !slices.Contains(below, c.Slot) {
			free = append(free, c.Slot)
		}
	}
	if len(free) > 0 && p.now.End.Kind == engine.NotEnded {
		all = append(all, waitWord{who: free, text: verb(free, "needs", "need") + " nothing but the CPU", st: text})
	}
	return all
}

// passedOver returns those on READY who do not run as long as somebody of a higher level is ready.
func (p pen) passedOver() (below []int) {
	if p.now.Policy != program.Prioritized || p.now.Rules[program.RuleLevels] == program.LevelsRounds {
		return nil
	}
	highest := math.MinInt
	if p.now.Running >= 0 {
		highest = p.who(p.now.Running).Level
	}
	for _, slot := range p.now.Ready {
		highest = max(highest, p.who(slot).Level)
	}
	for _, slot := range p.now.Ready {
		if p.who(slot).Level < highest {
			below = append(below, slot)
		}
	}
	return below
}

// takesNext says of those who are ready what they take when they run, and who has that now.
func (p pen) takesNext(e *reason.Edge) string {
	takes := verb(e.Who, "takes", "take") + " " + p.needs(e) + " next"
	if len(e.From) == 1 && e.From[0].Slot >= 0 {
		return takes + "; " + p.who(e.From[0].Slot).Name + " has it now"
	}
	return takes
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

// waitTalk writes such rows, as many as fit: what is long goes on below where no other gives way for it, and a blank
// one stands between any two where there is room left.
func (p pen) waitTalk(all []waitWord) {
	gap := 1
	if p.waitRows(all)+len(all)-1 <= p.H {
		gap = 2
	}
	y := 0
	for i := range all {
		if y >= p.H {
			return
		}
		w, x := &all[i], 0
		switch n := len(w.who); {
		case n > mostNamed:
			x = p.Text(0, y, strconv.Itoa(n), text) + 1
		case n > 0:
			room := max(p.W-screen.Width(w.text)-1, p.W/3)
			x = p.list(0, y, room, w.who) + 1
		}
		words, rest := w.text, p.H-y-1-gap*(len(all)-i-1)
		if screen.Width(words) > p.W-x && rest > 0 {
			var l string
			l, words = p.breakLine(words, max(p.W-x, 1), false)
			p.Text(x, y, l, w.st)
			y++
		}
		p.Text(x, y, cut(words, p.W-x), w.st)
		y += gap
	}
}

// list writes names in their order from the left on, as sentences do, and how many more there are where there is no
// room for all; it returns the column behind them. A queue has its front at the right: that is what names writes.
func (p pen) list(x, y, end int, slots []int) int {
	if len(slots) == 0 {
		return x
	}
	hidden := 0
	if x+p.namesWidth(slots, end-x) > end {
		hidden = 2 + digits(int64(len(slots)))
	}
	for i, slot := range slots {
		if x+p.nameWidth(slot)+hidden > end {
			words := "+" + strconv.Itoa(len(slots)-i)
			if i == 0 {
				words = strconv.Itoa(len(slots))
			}
			return x + p.Text(x, y, words, quiet)
		}
		x += p.name(x, y, slot) + 1
	}
	return x - 1
}

// waitRows is how many rows such rows take whole, with no blank ones.
func (p pen) waitRows(all []waitWord) int {
	rows := len(all)
	for i := range all {
		if p.waitWidth(&all[i]) > p.W {
			rows++
		}
	}
	return rows
}

// waitWidth is the columns that such a row takes whole, its names folded where they are many.
func (p pen) waitWidth(w *waitWord) int {
	n := screen.Width(w.text)
	switch k := len(w.who); {
	case k > mostNamed:
		n += digits(int64(k)) + 1
	case k > 0:
		n += min(p.namesWidth(w.who, p.W), max(p.W-n-1, p.W/3)) + 1
	}
	return n
}
