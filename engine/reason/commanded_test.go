package reason_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/internal/effort"
	"github.com/quartet-os/quartet/presets"
)

// TestAnswersAgreeWhateverIsCommanded is the law again, with users who kill, wake, signal, set and spawn.
func TestAnswersAgreeWhateverIsCommanded(t *testing.T) {
	steps := effort.Times(100, 200, 2000)
	for _, name := range effort.Some(t, presets.Names(), 15, 40) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := witnessed(t, name)
			draw := rand.New(rand.NewPCG(uint64(len(name)), 7))
			for i := range steps {
				events := w.e.Step()
				if i%5 == 4 {
					w.now = w.e.Snapshot(w.now)
					events = slices.Clone(events)
					if more, err := w.e.Do(drawn(draw, w.e.Program(), w.now)); err == nil {
						events = append(events, more...)
					}
				}
				w.tell(events)
				w.agrees(t)
			}
		})
	}
}

// drawn draws a command that may or may not make sense.
func drawn(draw *rand.Rand, p *program.Program, now *engine.Snapshot) engine.Command {
	c := engine.Command{At: engine.Now}
	c.Verb = []engine.Verb{engine.KillVerb, engine.WakeVerb, engine.TimeoutVerb, engine.SignalVerb,
		engine.BroadcastVerb, engine.SetVerb, engine.CapacityVerb, engine.SpawnVerb}[draw.IntN(8)]
	switch c.Verb {
	case engine.KillVerb, engine.WakeVerb, engine.TimeoutVerb:
		c.Who = now.Coroutines[draw.IntN(len(now.Coroutines))].Name
	case engine.SpawnVerb:
		c.Name, c.N = p.Funcs[draw.IntN(len(p.Funcs))].Name, 1
	case engine.SetVerb, engine.CapacityVerb:
		c.N = 1 + draw.Int64N(3)
		fallthrough
	default:
		if len(p.Objects) == 0 {
			return engine.Command{}
		}
		c.Name = p.Objects[draw.IntN(len(p.Objects))].Name
	}
	return c
}
