package explore

import (
	"context"
	"fmt"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/narrate"
)

// The limits of what a witness keeps, so that no schedule is too long to be told.
const (
	mostTold  = 50_000   // steps that are kept whole: the last ones; of those before, the ends of each choice
	mostWords = 40       // sentences of a choice
	mostBytes = 32 << 20 // of the machines before the choices
)

// witness is a player that remembers what it saw.
type witness struct {
	*Machine
	ctx    context.Context
	v      *Verdict
	before []*engine.Engine // each choice; nil where it is too far back, empty if nobody goes back
	heeds  attention        // if somebody goes back
	knew   []uint32         // what the laws about what comes knew before each choice
	first  []int            // the first step of each choice
	passes []int64          // the pass that each choice is one of, or a part of, counted from the boot
	funcs  []string         // the function of who runs in each choice
	known  map[string]string
	told   []told         // the steps from base on
	base   int            // steps that are not kept whole
	kept   map[int][]told // of those, the first and the last of each choice
	at     int            // the choice that step base belongs to
	narr   *narrate.Narrator
}

// told is what was seen of a step.
type told struct {
	events []engine.Event
	said   phrase
	ops    []Done
}

// watch plays the schedule and remembers what happens; with back, the machine before each choice too, as far back as
// there is room. It stops with the context's error.
func (v *Verdict) watch(ctx context.Context, back bool) (*witness, error) {
	p := &witness{Machine: NewMachine(v.start), ctx: ctx, v: v, kept: map[int][]told{}, known: map[string]string{}}
	for _, c := range v.setup {
		if err := p.Do(c); err != nil {
			return nil, err
		}
	}
	if back {
		p.heeds = attend(p.e.Program())
		p.heeds.look(p.e)
	}
	p.narr = narrate.New(p.e.Program(), p.e.Snapshot(nil))
	p.narr.Brief()
	room := max(int(min(max(v.memory/8, leastRoom/4), mostBytes))/bytesOf(p.e), 1)
	for i := range v.Schedule {
		if back {
			p.before, p.knew = append(p.before, p.e.Fork(nil)), append(p.knew, p.heeds.memory)
			if i >= room {
				p.before[i-room] = nil
			}
		}
		p.first = append(p.first, p.steps())
		p.funcs = append(p.funcs, p.function(v.Schedule[i].Run))
		p.heeds.follow(p.e)
		if err := v.playChoice(p, i); err != nil {
			if ctx.Err() != nil {
				return nil, ctx.Err()
			}
			return nil, fmt.Errorf("step %d of the schedule: %w", i+1, err)
		}
		p.passes = append(p.passes, p.e.PassNumber())
		p.heeds.look(p.e)
		p.e.Probe().Watch(nil)
	}
	return p, nil
}

// bytesOf is about how many bytes a copy of a machine takes.
func bytesOf(e *engine.Engine) int {
	return 4<<10 + len(e.Snapshot(nil).Coroutines)*(300+8*e.Program().Locals)
}

// steps is how many steps were seen.
func (p *witness) steps() int { return p.base + len(p.told) }

// function names the function that a coroutine runs.
func (p *witness) function(name string) string {
	if name == "" {
		return ""
	}
	if fn, known := p.known[name]; known {
		return fn
	}
	for _, c := range p.e.Snapshot(nil).Coroutines {
		if c.Live {
			p.known[c.Name] = p.e.Program().Funcs[c.Func].Name
		}
	}
	return p.known[name]
}

// Do gives a command, and lets the narrator hear of it.
func (p *witness) Do(c engine.Command) error {
	events, err := p.e.Probe().Do(c)
	if err == nil && p.narr != nil {
		p.narr.Tell(events, p.e.End())
	}
	return err
}

// Forward goes one step and keeps it.
func (p *witness) Forward() []engine.Event {
	if p.ctx.Err() != nil {
		return nil
	}
	events := p.e.Step()
	if events == nil {
		return nil
	}
	var said []phrase
	for _, s := range p.narr.Tell(events, p.e.End()) {
		said = append(said, p.shorter(s))
	}
	var ops []Done
	for i, ev := range events {
		if ev.Kind == engine.Did && ev.Who >= 0 && ev.PC != engine.NoPC {
			ops = append(ops, p.doneOf(i, events))
		}
	}
	p.told = append(p.told, told{append([]engine.Event(nil), events...), join(said), ops})
	if len(p.told) > 2*mostTold {
		p.forget()
	}
	return events
}

// forget keeps of the older half of the steps only how each choice began and ended.
func (p *witness) forget() {
	for i := range mostTold {
		k := p.base + i
		for p.at+1 < len(p.first) && p.first[p.at+1] <= k {
			p.at++
		}
		ends := p.at+1 < len(p.first) && p.first[p.at+1] == k+1
		if k-p.first[p.at] < 2 || ends {
			p.kept[p.at] = append(p.kept[p.at], p.told[i])
		}
	}
	n := copy(p.told, p.told[mostTold:])
	clear(p.told[n:])
	p.told, p.base = p.told[:n], p.base+mostTold
}

// shorter leaves out of a sentence what goes without saying at the end of a schedule: the failure that the
// answer has told already.
func (p *witness) shorter(s narrate.Sentence) phrase {
	if s.Kind == engine.Came {
		switch p.e.End().Kind {
		case engine.EndStuck:
			return phrase{text: "Stuck."}
		case engine.EndDeadlock:
			return phrase{text: "Deadlock."}
		}
	}
	return phrase{s.Name, s.Text}
}
