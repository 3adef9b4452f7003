package explore_test

import (
	"testing"

	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/internal/effort"
)

// TestMergedLaw: with the ops that nobody else can notice merged, and with all ops told apart, random scenes have the
// same answer at grain op, and the same expressions are reached, in no more steps; a schedule that merging found can be
// played.
func TestMergedLaw(t *testing.T) {
	t.Parallel()
	reached := []string{"", "n == 2", "b && len(q) == 1", "n == 1 && owner(m) != nil", "waiters(c) > 0 && n > 0"}
	for name, f := range flavors {
		for seed := range uint64(effort.Times(1, 4, 60)) {
			source := randomScene(seed+5_000, f)
			e := machine(t, source)
			for i, reach := range reached {
				if i > 0 && (seed%4 > 0 || effort.Quick() && i != 1+len(name)%4) {
					continue
				}
				opt := explore.Options{Grain: program.GrainOp, Spurious: seed%3 == 1, Reach: reach,
					MaxStates: 6_000, Workers: 1}
				opt.Unmerged = true
				apart := look(t, explore.Run, e, opt)
				opt.Unmerged = false
				v := look(t, explore.Run, e, opt)
				if apart.Answer == explore.Unknown {
					continue
				}
				if v.Answer != apart.Answer || v.Length > apart.Length ||
					v.Complete && apart.Complete && v.Visited > apart.Visited {
					t.Errorf("%s %d, reach %q: %+v merged, %+v apart\n%s", name, seed, reach, plain(v),
						plain(apart), source)
				}
				if v.Answer == explore.Fails && v.Length > 0 {
					if m := explore.NewMachine(e); v.Play(m) != nil {
						t.Errorf("%s %d, reach %q: %+v cannot be played\n%s", name, seed, reach, plain(v), source)
					}
				}
			}
		}
	}
}

// TestNoSteps has scenes in which ops are no step: what nobody else can notice.
func TestNoSteps(t *testing.T) {
	for _, c := range []struct {
		name, source string
		opt          explore.Options
		length       int
	}{
		{"beside items", faultScene(t, "engine-C-op-grain-no-merge-with-items"), explore.Options{Reach: "n == 2"}, 2},
		{"coming back from park, woken for no reason", faultScene(t, "engine-D-op-spurious-park-length"),
			explore.Options{Spurious: true}, 4},
		{"beside memory", scene("slots = 2", "n int", `
func one() {
	x := 1
	p := alloc()
	x = 2
	x = 3
	n = x
	free(p)
}`, "spawn(one)"), explore.Options{Reach: "n == 3"}, 2},
		{"a test that lets go of an item is a step", scene("slots = 2", "n int", `
func one() {
	it := item()
	x := 0
	if it != nil {
		x = 1
	}
	n = x
}`, "spawn(one)"), explore.Options{}, 2},
		{"coming back from await", scene("slots = 3", "q = queue(1)\nn int", `
func one() {
	it := item()
	put(q, it)
	await(it)
	n = 1
}
func two() {
	x := take(q)
	answer(x, ok)
}`, "spawn(one)\nspawn(two)"), explore.Options{Reach: "n == 1"}, 6},
	} {
		c.opt.Grain = program.GrainOp
		v := look(t, explore.Run, machine(t, c.source), c.opt)
		if v.Answer != explore.Fails || v.Length != c.length {
			t.Errorf("%s: %v %s after %d: %s", c.name, v.Answer, v.Kind, v.Length, v.Text)
		}
	}
}
