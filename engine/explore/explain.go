package explore

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
)

// Explanation says of a schedule which of its steps matter, and when there was no way back.
type Explanation struct {
	Matters  []bool   // by step (an op) of the schedule as it is played: the failure depends on it; see Explain
	Passes   []string // by choice: what mattered in it, in sentences
	First    []int    // by choice: its first step
	Decisive int      // the choice after which every schedule fails; -1: it could not be avoided at all
	Proven   bool     // some schedule from before that choice does not fail; else it was too much to try
	Text     string   // the decisive choice in words
}

// ExplainStates is how many states Explain looks at, if it is given no other limit.
const ExplainStates = 10_000

// Explain plays a schedule and looks back from its end. A step matters if it changed something that others
// can see (a place, a queue, a variable, a mutex), or signalled for nothing, and there is a chain of
// coroutines and objects from it to what failed. The decisive choice is found by trying every schedule from
// before each choice, the last one first, as long as no more than limit states (0: ExplainStates) have to
// be looked at: it is the one behind which the failure comes for sure, as long as nobody who is ready is
// left out for ever. Nothing is claimed that was not tried.
func Explain(ctx context.Context, v *Verdict, limit int) (Explanation, error) {
	if limit <= 0 {
		limit = ExplainStates
	}
	if v.Answer != Fails {
		return Explanation{}, errors.New("there is no schedule to explain: nothing was found")
	}
	p := &witness{Machine: NewMachine(v.start)}
	x := Explanation{Decisive: len(v.Schedule) - 1}
	if err := v.playBy(p); err != nil {
		return x, err
	}
	x.Matters = p.slice()
	x.Passes, x.First = p.tell(x.Matters), p.first
	f := fate{ctx: ctx, v: v, limit: limit, states: map[string]int{}}
	for x.Decisive >= 0 {
		at, ok := f.grow(p.before[x.Decisive])
		if !ok || f.gaveUp || f.nodes[at].good {
			break
		}
		x.Decisive--
	}
	x.Proven = !f.gaveUp
	x.Text = v.decides(&x, p, &f)
	return x, nil
}

// witness is a player that remembers what it saw.
type witness struct {
	*Machine
	before []*engine.Engine // each choice
	first  []int            // the first step of each choice
	steps  [][]engine.Event
	said   []string // by step
	narr   *engine.Narrator
}

// playBy plays the schedule and remembers the machine before each choice.
func (v *Verdict) playBy(p *witness) error {
	for _, c := range v.setup {
		if err := p.Do(c); err != nil {
			return err
		}
	}
	p.narr = engine.NewNarrator(p.e)
	for i := range v.Schedule {
		p.before = append(p.before, p.e.Fork(nil))
		p.first = append(p.first, len(p.steps))
		if err := v.playChoice(p, i); err != nil {
			return fmt.Errorf("step %d of the schedule: %w", i+1, err)
		}
	}
	return nil
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
		// That a quantum of one op is over goes without saying, and an end repeats what led to it.
		text := strings.TrimSuffix(s.String(), " Its quantum is over: back to READY.")
		if len(words) == 0 || words[len(words)-1] != text {
			words = append(words, text)
		}
	}
	p.steps = append(p.steps, append([]engine.Event(nil), events...))
	p.said = append(p.said, strings.Join(words, " "))
	return events
}

// tell joins the sentences of the steps that matter, choice by choice.
func (p *witness) tell(matters []bool) []string {
	all := make([]string, len(p.first))
	for i, from := range p.first {
		to := len(p.steps)
		if i+1 < len(p.first) {
			to = p.first[i+1]
		}
		var words []string
		for k := from; k < to; k++ {
			if matters[k] && p.said[k] != "" {
				words = append(words, p.said[k])
			}
		}
		all[i] = strings.Join(words, " ")
	}
	return all
}

// decides puts the decisive choice into words.
func (v *Verdict) decides(x *Explanation, p *witness, f *fate) string {
	unit := "Pass"
	if v.Grain == program.GrainOp {
		unit = "Op"
	}
	switch {
	case len(v.Schedule) == 0:
		return "It is so already."
	case x.Decisive < 0:
		return "It cannot be avoided: from here on, every schedule ends so."
	case !x.Proven:
		return fmt.Sprintf("From %s %d on at the latest every schedule ends so; "+
			"whether it could be avoided before is too much to try.", strings.ToLower(unit), x.Decisive+1)
	}
	i := x.Decisive
	text := fmt.Sprintf("%s %d of %d decides: %s", unit, i+1, len(v.Schedule), x.Passes[i])
	if x.Passes[i] == "" {
		text = fmt.Sprintf("%s %d of %d decides: %s runs.", unit, i+1, len(v.Schedule), v.Schedule[i].Run)
	}
	if i+1 < len(v.Schedule) {
		text += " From then on every schedule ends so."
	}
	if other := f.instead(p.before[i], v.Schedule[i].Run); other != "" {
		text += fmt.Sprintf(" Had %s run instead, it could have gone well.", other)
	}
	return text
}
