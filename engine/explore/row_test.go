package explore_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/narrate"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/internal/effort"
	"github.com/quartet-os/quartet/internal/scenetest"
	"github.com/quartet-os/quartet/presets"
)

// narrated is a player that hears what the screen would say of every step.
type narrated struct {
	*explore.Machine
	n     *narrate.Narrator
	mute  int // steps of which nothing was said
	steps int
}

func (p *narrated) Do(c engine.Command) error {
	events, err := p.Engine().Do(c)
	p.n.Tell(events, p.Engine().End())
	return err
}

func (p *narrated) Forward() []engine.Event {
	events := p.Machine.Forward()
	p.steps++
	said := ""
	for _, s := range p.n.Tell(events, p.Engine().End()) {
		said += strings.TrimSpace(s.Text)
	}
	if said == "" {
		p.mute++
	}
	return events
}

// TestTellLong tells a schedule of more steps than are kept whole: each row has words, the first ones those of their
// beginning and end; the last ones all. It is broken off at once when it is told to.
func TestTellLong(t *testing.T) {
	t.Parallel()
	if effort.Quick() {
		t.Skip("many steps")
	}
	e := machine(t, scene("fuel = 100000", "n int\nm int", `
func one() {
	for i := 0; i < 30; i++ {
		for k := 0; k < 2500; k++ {
			m = k
		}
		n++
		yield()
	}
	assert(n < 30, "few")
}`, "spawn(one)"))
	v := look(t, explore.Run, e, explore.Options{})
	rows, err := v.Rows(context.Background())
	if err != nil || len(rows) != v.Length || v.Length != 31 {
		t.Fatalf("%v, %d rows, %s", err, len(rows), v.Text)
	}
	for i, r := range rows {
		if r.Text == "" || len(r.Text) > 5_000 || r.Line == 0 || len(r.Ops) == 0 {
			t.Errorf("row %d: %.200s, line %d, %d ops", i+1, r.Text, r.Line, len(r.Ops))
		}
	}
	if n := len(rows[0].Ops); n > 4 {
		t.Errorf("the first row has %d ops", n)
	}
	if n := len(rows[29].Ops); n < 5_000 {
		t.Errorf("one of the last rows has %d ops", n)
	}
	x, err := explore.Explain(context.Background(), &v, 0)
	if err != nil || len(x.Rows) != v.Length || len(x.Matters) <= 100_000 {
		t.Errorf("%v, %d steps", err, len(x.Matters))
	}
	ctx, stop := context.WithCancel(context.Background())
	stop()
	if _, err := v.Rows(ctx); err != context.Canceled {
		t.Errorf("broken off: %v", err)
	}
}

// TestNoRowWithoutWords goes through the failing schedules of every shipped scene, at both grains, and
// expects of each row that it says what happened, where, and by which ops; and of each step that the screen
// has a sentence for it.
func TestNoRowWithoutWords(t *testing.T) {
	t.Parallel()
	for _, name := range effort.Some(t, presets.Names(), 3, 12) {
		e := machine(t, scenetest.Text(t, name))
		for way := range 4 {
			opt := explore.Options{Grain: program.Grain(way & 1), Symmetry: true, MaxStates: 20_000}
			if way > 1 {
				opt.MaxStates = 2_000
			}
			if way > 1 {
				opt.Spurious, opt.Wake = true, explore.WakeAny
			}
			v, err := explore.Run(context.Background(), e, opt)
			if err != nil {
				t.Fatal(err)
			}
			if v.Answer == explore.Fails {
				wordy(t, fmt.Sprintf("%s, %+v", name, opt), &v, e)
			}
		}
	}
}

func wordy(t *testing.T, name string, v *explore.Verdict, e *engine.Engine) {
	t.Helper()
	rows, err := v.Rows(context.Background())
	choices := slices.Concat(v.Schedule, v.Loop)
	if err != nil || len(rows) != len(choices) {
		t.Errorf("%s: %v, %d rows for %d choices", name, err, len(rows), len(choices))
		return
	}
	for i, r := range rows {
		if strings.TrimSpace(r.Text) == "" {
			t.Errorf("%s: row %d (%s) has no words", name, i+1, choices[i].Run)
		}
		if choices[i].Run != "" && (r.Line < 1 || len(r.Ops) == 0) {
			t.Errorf("%s: row %d (%s) is about line %d, with ops %v", name, i+1, choices[i].Run, r.Line, r.Ops)
		}
	}
	p := &narrated{Machine: explore.NewMachine(e)}
	p.n = narrate.New(p.Engine().Program(), p.Engine().Snapshot(nil))
	if err := v.Play(p); err != nil || p.steps == 0 && v.Length > 0 {
		t.Errorf("%s: %v", name, err)
	}
	if p.mute > 0 {
		t.Errorf("%s: nothing is said of %d of %d steps", name, p.mute, p.steps)
	}
}
