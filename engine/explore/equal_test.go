package explore_test

import (
	"context"
	"os"
	"reflect"
	"testing"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/internal/effort"
	"github.com/quartet-os/quartet/internal/scenetest"
	"github.com/quartet-os/quartet/presets"
)

func TestMain(m *testing.M) { os.Exit(effort.Run(m)) }

type run func(context.Context, *engine.Engine, explore.Options) (explore.Verdict, error)

// look returns a verdict without what may differ between two ways of searching.
func look(t *testing.T, r run, e *engine.Engine, opt explore.Options) explore.Verdict {
	t.Helper()
	v, err := r(context.Background(), e, opt)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// subject is a machine to explore in several ways.
type subject struct {
	name string
	e    *engine.Engine
	opt  explore.Options
}

// subjects are the oracle's rows and the shelf's scenes, those with at most so many states.
func subjects(t *testing.T, most int64) []subject {
	t.Helper()
	var all []subject
	for _, r := range effort.Some(t, oracle(t), 4, 10) {
		all = append(all, subject{r.source(), machine(t, r.source()), r.options()})
	}
	for _, name := range effort.Some(t, presets.Names(), 4, 10) {
		text := scenetest.Text(t, name)
		for _, grain := range bothGrains {
			e := machine(t, text)
			opt := explore.Options{Grain: grain, Beyond: 1 << 40, MaxStates: most}
			if v := look(t, explore.Run, e, opt); v.Answer == explore.Unknown || !v.Complete {
				continue
			}
			opt.MaxStates = 0
			all = append(all, subject{name + " at grain " + grain.String(), e, opt})
		}
	}
	return all
}

// TestWorkers: verdict, schedule and counts do not depend on how many goroutines search.
func TestWorkers(t *testing.T) {
	rows := []buffer{
		{"c", 4, 4, 2, 0, false}, {"c", 3, 2, 1, 2, true}, {"d", 4, 4, 3, 0, false}, {"a", 4, 4, 1, 0, false},
	}
	for _, b := range effort.Some(t, rows, 1, 3) {
		opt := explore.Options{Workers: 1, Beyond: 1 << 40}
		if b.fine {
			opt.Grain = program.GrainOp
		}
		e := machine(t, b.source())
		one := look(t, explore.Run, e, opt)
		for _, n := range []int{2, 3} {
			opt.Workers = n
			if more := look(t, explore.Run, e, opt); !reflect.DeepEqual(plain(one), plain(more)) {
				t.Errorf("%+v: %+v with one worker, %+v with %d", b, plain(one), plain(more), n)
			}
		}
	}
}

// plain leaves out the machines that a verdict holds.
func plain(v explore.Verdict) explore.Verdict { return v.Bare() }

// TestWaysAgree compares the search with itself: without the memo; with symmetry; with all ops told apart;
// and with a search in its simplest form, on whole machines and their keys.
func TestWaysAgree(t *testing.T) {
	t.Parallel()
	for _, s := range subjects(t, 1_500) {
		agree(t, s, look(t, explore.Run, s.e, s.opt))
	}
}

// agree compares the full search of a subject with the other ways.
func agree(t *testing.T, s subject, full explore.Verdict) {
	t.Helper()
	if slow := look(t, explore.RunPlain, s.e, s.opt); !reflect.DeepEqual(plain(full), plain(slow)) {
		t.Errorf("%s: %+v with the memo, %+v without", s.name, plain(full), plain(slow))
	}
	opt := s.opt
	opt.Symmetry = true
	if v := look(t, explore.Run, s.e, opt); v.Answer != full.Answer || v.Kind != full.Kind ||
		v.Length != full.Length || // the numbers, where classes of states can be told apart
		v.Exact != nil && v.States != v.Visited &&
			(v.States != full.States || v.Deadlocks != full.Deadlocks || v.Ends != full.Ends) ||
		v.Visited > full.Visited {
		t.Errorf("%s: %+v in full, %+v with symmetry", s.name, plain(full), plain(v))
	}
	opt = s.opt
	opt.Unmerged = true
	if v := look(t, explore.Run, s.e, opt); v.Answer != full.Answer || v.Visited < full.Visited ||
		s.opt.Grain == program.GrainPass && (v.Kind != full.Kind || v.Length != full.Length) {
		t.Errorf("%s: %+v merged, %+v unmerged", s.name, plain(full), plain(v))
	}
	comparePlain(t, s, full)
}

func comparePlain(t *testing.T, s subject, full explore.Verdict) {
	t.Helper()
	if len(s.e.Program().Irqs) > 0 { // they come within a pass, which the simplest form takes as a whole
		if !s.opt.Spurious && s.opt.Wake == explore.WakeByRule {
			s.opt.Unmerged = true // each op counts, step by step
			compareSteps(t, s, look(t, explore.Run, s.e, s.opt))
		}
		return
	}
	order := s.e.Rules()[program.RuleWakeOrder]
	switch s.opt.Wake {
	case explore.WakeAny:
		order = program.WakeAny
	case explore.WakeFIFO:
		order = program.WakeFIFO
	}
	c, ok := plainSearch(s.e, s.opt.Grain, order, effort.Times(1_500, 5_000, 20_000))
	if !ok {
		return
	}
	byPass := s.opt.Grain == program.GrainPass
	if c.kind != full.Kind.String() && (byPass || c.kind == "" || full.Kind == engine.NotEnded) ||
		byPass && c.length != full.Length {
		t.Errorf("%s: %+v in the simplest form, %+v", s.name, c, plain(full))
	}
	if byPass && order != program.WakeAny && order != program.WakeRandom &&
		(int64(c.states) != full.States || int64(c.deadlocks) != full.Deadlocks || int64(c.ends) != full.Ends) {
		t.Errorf("%s: %+v in the simplest form, %+v", s.name, c, plain(full))
	}
}
