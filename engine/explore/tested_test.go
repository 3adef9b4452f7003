package explore_test

import (
	"context"
	"slices"
	"testing"

	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/internal/effort"
	"github.com/quartet-os/quartet/internal/scenetest"
	"github.com/quartet-os/quartet/presets"
)

// TestNeverTested: a law that no schedule puts to the test is named, and every law says how often it was.
func TestNeverTested(t *testing.T) {
	fault := scenetest.Fault(t, "ask-fin")
	for _, c := range []struct {
		name, source string
		times        []int64
		warnings     []string
	}{
		{"a scene that never ends", string(fault), []int64{0, 2},
			[]string{`The law "n is seven" (finally) was never put to the test: no schedule ends.`}},
		{"one that ends in two ways", scene("", "a int\nb int", `
func one() {
	a = 1
	b = a
}
func two() { a = 2 }`, `spawn(one)
spawn(two)
finally("some", a > 0)
invariant("small", b < 3)`), []int64{2, 5}, nil},
		{"assertions", scene("", "n int", `
func one() {
	assert(n == 0, "at first")
	if n > 4 {
		assert(n > 3, "much")
	}
	checked(1)
	checked(2)
}
func checked(k int) { assert(k > 0, "given") }`, "spawn(one)"), []int64{1, 0, 1},
			[]string{`The assertion "much" on line 15 was never put to the test: no schedule comes there.`}},
	} {
		v := look(t, explore.Run, machine(t, c.source), explore.Options{})
		var times []int64
		for _, l := range v.Laws {
			times = append(times, l.Times)
		}
		if v.Answer != explore.Holds || !slices.Equal(times, c.times) || !slices.Equal(v.Warnings(), c.warnings) {
			t.Errorf("%s: %s, %+v, %q", c.name, v.Text, v.Laws, v.Warnings())
		}
	}
}

// TestTestedAlike: how often a law was put to the test does not depend on the cores, nor, of what was visited whole, on
// symmetry.
func TestTestedAlike(t *testing.T) {
	t.Parallel()
	for _, name := range effort.Some(t, presets.Names(), 4, 10) {
		e := machine(t, scenetest.Text(t, name))
		opt := explore.Options{Grain: program.GrainPass, MaxStates: 20_000, Symmetry: true, Workers: 1, Beyond: 20_000}
		if effort.Quick() {
			opt.MaxStates, opt.Beyond = 1_000, 1_000
		}
		one, err := explore.Run(context.Background(), e, opt)
		if err != nil {
			t.Fatal(err)
		}
		opt.Workers = 3
		three, err := explore.Run(context.Background(), e, opt)
		if err != nil || !slices.Equal(one.Laws, three.Laws) {
			t.Errorf("%s: %v, %+v and %+v", name, err, one.Laws, three.Laws)
		}
		opt.Symmetry = false
		plain, err := explore.Run(context.Background(), e, opt)
		if err != nil || one.Complete && plain.Complete && one.States >= 0 && !slices.Equal(one.Laws, plain.Laws) {
			t.Errorf("%s: %v, %+v with symmetry, %+v without", name, err, one.Laws, plain.Laws)
		}
		if one.Answer == explore.Holds && len(one.Warnings()) > 0 {
			t.Logf("%s: %q", name, one.Warnings())
		}
	}
}
