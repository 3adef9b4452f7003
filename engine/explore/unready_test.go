package explore

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/fair"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/internal/effort"
	"github.com/quartet-os/quartet/internal/scenetest"
	"github.com/quartet-os/quartet/presets"
)

// TestNobodyUnreadiesAnother: whoever is ready stays so until he runs, ends, or is killed. That is why one notion of
// fairness is enough: who is ready again and again, but runs no more, is ready from some point on for ever.
func TestNobodyUnreadiesAnother(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("../../testdata/fairness/scenes/*.scene")
	if err != nil || len(files) == 0 {
		t.Fatal(err)
	}
	edges := 0
	for _, file := range effort.Some(t, files, 15, len(files)) {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		edges += unready(t, file, scenetest.Boot(t, scenetest.Parse(t, string(text))))
	}
	for _, name := range effort.Some(t, presets.Names(), 8, 40) {
		edges += unready(t, name, scenetest.Boot(t, scenetest.Shipped(t, name)))
	}
	if edges < 200 {
		t.Errorf("only %d edges were looked at", edges)
	}
}

// unready looks at all edges of a scene, at both grains, where it is small.
func unready(t *testing.T, name string, e *engine.Engine) (edges int) {
	t.Helper()
	for _, grain := range []program.Grain{program.GrainPass, program.GrainOp} {
		opt := Options{Grain: grain, MaxStates: 3_000, marks: e.Program().DefaultMarks()}
		opt.fill()
		v := Verdict{Grain: grain}
		v.setUp(e, &opt)
		sp, _, err := v.spaceOf(e, opt, &stop{})
		if err != nil {
			t.Fatal(err)
		}
		if sp == nil || sp.begin.Policy() == program.RoundRobin {
			continue
		}
		g := &sp.graph
		edges += len(g.To)
		for s := range uint32(g.States()) {
			for k := g.From[s]; k < g.From[s+1]; k++ {
				ran := uint64(0)
				if who := g.Label[k].Who(); who < fair.Nobody {
					ran = 1 << who
				}
				if lost := sp.ready[s] &^ sp.ready[g.To[k]] & sp.who(isThere, g.To[k]) &^ ran; lost != 0 {
					t.Errorf("%s, grain %s: %b were taken out of READY by another", name, grain, lost)
				}
			}
		}
	}
	return edges
}
