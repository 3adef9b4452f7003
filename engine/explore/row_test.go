package explore_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/presets"
)

// narrated is a player that hears what the screen would say of every step.
type narrated struct {
	*explore.Machine
	n     *engine.Narrator
	mute  int // steps of which nothing was said
	steps int
}

func (p *narrated) Do(c engine.Command) error {
	events, err := p.Engine().Do(c)
	p.n.Tell(events)
	return err
}

func (p *narrated) Forward() []engine.Event {
	events := p.Machine.Forward()
	p.steps++
	said := ""
	for _, s := range p.n.Tell(events) {
		said += strings.TrimSpace(s.Text)
	}
	if said == "" {
		p.mute++
	}
	return events
}

// TestNoRowWithoutWords goes through the failing schedules of every shipped scene, at both grains, and expects of each row that it
// says what happened, where, and by which ops; and of each step that the screen has a sentence for it.
func TestNoRowWithoutWords(t *testing.T) {
	for _, entry := range presets.List() {
		_, text, err := presets.Source(entry.Name)
		if err != nil {
			t.Fatal(err)
		}
		e := machine(t, text)
		for way := range 4 {
			opt := explore.Options{Grain: program.Grain(way & 1), Symmetry: true, MaxStates: 20_000}
			if testing.Short() || racing || way > 1 {
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
				wordy(t, fmt.Sprintf("%s, %+v", entry.Name, opt), &v, e)
			}
		}
	}
}

func wordy(t *testing.T, name string, v *explore.Verdict, e *engine.Engine) {
	t.Helper()
	rows, err := v.Rows()
	if err != nil || len(rows) != len(v.Schedule) {
		t.Errorf("%s: %v, %d rows for %d choices", name, err, len(rows), len(v.Schedule))
		return
	}
	for i, r := range rows {
		if strings.TrimSpace(r.Text) == "" {
			t.Errorf("%s: row %d (%s) has no words", name, i+1, v.Schedule[i].Run)
		}
		if v.Schedule[i].Run != "" && (r.Line < 1 || len(r.Ops) == 0) {
			t.Errorf("%s: row %d (%s) is about line %d, with ops %v", name, i+1, v.Schedule[i].Run, r.Line, r.Ops)
		}
	}
	p := &narrated{Machine: explore.NewMachine(e)}
	p.n = engine.NewNarrator(p.Engine())
	if err := v.Play(p); err != nil || p.steps == 0 && v.Length > 0 {
		t.Errorf("%s: %v", name, err)
	}
	if p.mute > 0 {
		t.Errorf("%s: nothing is said of %d of %d steps", name, p.mute, p.steps)
	}
}
