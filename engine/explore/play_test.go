package explore_test

import (
	"context"
	"regexp"
	"testing"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/engine/session"
	"github.com/quartet-os/quartet/internal/scenetest"
)

// place is where a text says that something happened: a run counts steps, a verdict what its schedule counts.
var place = regexp.MustCompile(`in (step|pass|op) \d+`)

func somewhere(text string) string { return place.ReplaceAllString(text, "somewhere") }

// playOut plays a verdict's schedule in a session and checks that it ends as the verdict says, after as
// many passes.
func playOut(t *testing.T, p *program.Program, v explore.Verdict) *session.Session {
	t.Helper()
	s := scenetest.Open(t, p)
	if err := v.Play(s.Player()); err != nil {
		t.Fatal(err)
	}
	e := s.Engine()
	passes := 0
	for _, c := range v.Schedule {
		passes += c.Steps + len(c.Returns)
	}
	if int(e.PassNumber()) != passes || v.Grain == program.GrainPass && passes != v.Length {
		t.Errorf("%d passes were made, the schedule has %d, its length is %d", e.PassNumber(), passes, v.Length)
	}
	end := e.End()
	switch {
	case v.Kind == explore.Reached:
		return s
	case end.Kind == engine.NotEnded:
		if e.Probe().Deadlocked() == nil {
			t.Errorf("the run goes on, and the verdict is %s (%s)", v.Kind, v.Text)
		}
	case end.Kind == engine.EndDone:
		if _, _, ok := e.Probe().Abandoned(); !ok {
			t.Errorf("the run is over, and the verdict is %s (%s)", v.Kind, v.Text)
		}
	case end.Kind != v.Kind || somewhere(end.Text) != somewhere(v.Text):
		t.Errorf("the run ends in %s (%s), and the verdict is %s (%s)", end.Kind, end.Text, v.Kind, v.Text)
	}
	return s
}

// TestPlayOracle plays every counterexample to a row of the oracle.
func TestPlayOracle(t *testing.T) {
	t.Parallel()
	for _, r := range oracle(t) {
		if r.verdict == "ok" {
			continue
		}
		for _, symmetry := range []bool{false, true} {
			opt := r.options()
			opt.Beyond, opt.Symmetry = 0, symmetry
			e := machine(t, r.source())
			v, err := explore.Run(context.Background(), e, opt)
			if err != nil {
				t.Fatal(err)
			}
			playOut(t, e.Program(), v)
		}
	}
}

// TestNext takes every choice by hand, and each leads to where it was said to lead.
func TestNext(t *testing.T) {
	e := machine(t, scene("slots = 5\nwake_order = \"any\"", "m mutex\nc cond", `
func waiter() {
	lock(m)
	wait(c, m)
	unlock(m)
}
func waker() {
	signal(c)
	sleep(2, 3)
	signal(c)
}`, "spawn(waiter, 2)\nspawn(waker)"))
	for range 2 {
		all, more := explore.Next(e, explore.Bounds{})
		if len(all) == 0 || more > 0 {
			t.Fatal(all, more)
		}
		for _, one := range all {
			m := explore.NewMachine(e)
			if err := one.Play(m); err != nil {
				t.Fatal(err)
			}
			if end := m.Engine().End().Kind; end != one.Ended {
				t.Errorf("%+v: it ends in %v", one, end)
			}
		}
		m := explore.NewMachine(e)
		if err := all[0].Play(m); err != nil {
			t.Fatal(err)
		}
		e = m.Engine()
	}
	// Both waiters sleep now: the waker can wake either, and then sleep for 2 or 3 ticks.
	if all, _ := explore.Next(e, explore.Bounds{}); len(all) != 4 {
		t.Errorf("%d ways: %+v", len(all), all)
	}
	if all, more := explore.Next(e, explore.Bounds{Ways: 3}); len(all) != 3 || more != 1 {
		t.Errorf("of 4 ways 3 are asked for: %d, and %d are left out", len(all), more)
	}
	if all, more := explore.Next(e, explore.Bounds{Ops: 1}); len(all) != 1 || more != 1 {
		t.Errorf("one op may be looked at: %d ways, and %d are left out", len(all), more)
	}
}
