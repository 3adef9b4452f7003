package explore

import (
	"fmt"
	"strings"

	"github.com/quartet-os/quartet/engine"
)

// witness is a player that remembers what it saw.
type witness struct {
	*Machine
	v      *Verdict
	before []*engine.Engine // each choice; empty if nobody goes back
	first  []int            // the first step of each choice
	funcs  []string         // the function of who runs in each choice
	steps  [][]engine.Event
	said   []string // by step
	ops    [][]Done // by step
	narr   *engine.Narrator
}

// watch plays the schedule and remembers what happens; with back, the machine before each choice too.
func (v *Verdict) watch(back bool) (*witness, error) {
	p := &witness{Machine: NewMachine(v.start), v: v}
	for _, c := range v.setup {
		if err := p.Do(c); err != nil {
			return nil, err
		}
	}
	p.narr = engine.NewNarrator(p.e)
	for i := range v.Schedule {
		if back {
			p.before = append(p.before, p.e.Fork(nil))
		}
		p.first = append(p.first, len(p.steps))
		p.funcs = append(p.funcs, p.function(v.Schedule[i].Run))
		if err := v.playChoice(p, i); err != nil {
			return nil, fmt.Errorf("step %d of the schedule: %w", i+1, err)
		}
	}
	return p, nil
}

// function names the function that a coroutine runs.
func (p *witness) function(name string) string {
	for _, c := range p.e.Snapshot(nil).Coroutines {
		if c.Live && c.Name == name {
			return p.e.Program().Funcs[c.Func].Name
		}
	}
	return ""
}

// Do gives a command, and lets the narrator hear of it.
func (p *witness) Do(c engine.Command) error {
	events, err := p.e.Do(c)
	if err == nil && p.narr != nil {
		p.narr.Tell(events)
	}
	return err
}

// Forward goes one step and keeps it.
func (p *witness) Forward() []engine.Event {
	events := p.e.Step()
	if events == nil {
		return nil
	}
	var words []string
	for _, s := range p.narr.Tell(events) {
		if text := p.shorter(s); text != "" {
			words = append(words, text)
		}
	}
	var ops []Done
	for i, ev := range events {
		if ev.Kind == engine.Did && ev.Who >= 0 && ev.PC != noOp {
			ops = append(ops, p.doneOf(i, events))
		}
	}
	p.steps = append(p.steps, append([]engine.Event(nil), events...))
	p.said = append(p.said, strings.Join(words, " "))
	p.ops = append(p.ops, ops)
	return events
}

// noOp is the op of an event that is not about one.
const noOp = 0xffff

// shorter leaves out of a sentence what goes without saying in a schedule: that a quantum of one op is over, and, at the
// end, the failure that the answer has told already.
func (p *witness) shorter(s engine.Sentence) string {
	text := strings.TrimSuffix(s.String(), " Its quantum is over: back to READY.")
	end := p.e.End()
	if end.Kind == engine.NotEnded || s.Name != "" || !s.Trouble {
		return text
	}
	switch end.Kind {
	case engine.EndStuck:
		return "Stuck."
	case engine.EndDeadlock:
		return "Deadlock."
	}
	return text
}

// rows says what happened in each choice: the sentences of those of its steps that matter, or, if none does, of all.
func (p *witness) rows(matters []bool) []Row {
	all := make([]Row, len(p.first))
	for i, from := range p.first {
		to := len(p.steps)
		if i+1 < len(p.first) {
			to = p.first[i+1]
		}
		all[i] = p.row(i, from, to, matters)
	}
	return all
}

// row says what happened in choice i, which has the steps from up to to.
func (p *witness) row(i, from, to int, matters []bool) Row {
	row := Row{First: from, Func: p.funcs[i]}
	if to > from {
		row.Left = p.left(i, p.steps[to-1])
	}
	var words, others []string
	last, told := 0, 0 // lines: of the last op, and of the last that matters
	for k := from; k < to; k++ {
		for _, op := range p.ops[k] {
			op.Matters = matters[k]
			row.Ops = append(row.Ops, op)
			last = op.Line
			if matters[k] {
				told = op.Line
			}
		}
		switch {
		case p.said[k] == "":
		case matters[k]:
			words = append(words, p.said[k])
		default:
			others = append(others, p.said[k])
		}
	}
	if row.Line = told; told == 0 {
		row.Line = last
	}
	if len(words) == 0 {
		words = few(others)
	}
	for _, who := range p.v.Schedule[i].Spurious {
		row.Text += who + " is woken for no reason. "
	}
	row.Text += strings.Join(words, " ")
	return row
}

// few keeps the beginning and the end of what happened in a pass in which nothing matters.
func few(words []string) []string {
	if len(words) <= 3 {
		return words
	}
	return []string{words[0], words[1], "…", words[len(words)-1]}
}
