package predict

import (
	"cmp"
	"slices"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
)

// seenSteps is how many steps of the scene's own run are looked at for the values that its variables have.
const seenSteps = 400

// seen returns the values that a variable has in the first steps of a run of the scene, each once, the lowest first.
func (a *Asker) seen(index int) []int64 {
	if a.values == nil {
		a.values = valuesOf(a.prog)
	}
	if index >= len(a.values) {
		return nil
	}
	return a.values[index]
}

// valuesOf runs a scene from its boot and notes the values of each variable.
func valuesOf(p *program.Program) [][]int64 {
	all := make([][]int64, len(p.Vars))
	e, err := engine.New(p)
	if err != nil {
		return all
	}
	e.Quiet(true)
	var now *engine.Snapshot
	for range seenSteps {
		now = e.Snapshot(now)
		for i := range min(len(now.Vars), len(all)) {
			if at, known := slices.BinarySearch(all[i], now.Vars[i].Value); !known {
				all[i] = slices.Insert(all[i], at, now.Vars[i].Value)
			}
		}
		if e.End().Kind != engine.NotEnded {
			break
		}
		e.Step()
	}
	return all
}

// near adds what a number was before, and others that it could be taken for: how many items there is room for, or what
// a variable is if its change is made twice, and the values nearest to it that it has in the scene's own run. A number
// that it could never be is no answer.
func (m *moment) near(f fact, base *outcome, add func(string, program.Belief), before *outcome) {
	add(f.read(before), 0)
	if f.topic == Amount {
		q := &base.then.Queues[f.index]
		n := int64(len(q.Items))
		for _, k := range []int64{n + 1, n - 1, 0} {
			if k >= 0 && k <= int64(q.Max) {
				add(program.Plural(k, "item"), 0)
			}
		}
		return
	}
	now := &base.then.Vars[f.index]
	if now.Type != program.Int {
		return
	}
	say := func(k int64) { add(program.Spell(program.Int, k, nil), 0) }
	seen := slices.Clone(m.asker.seen(f.index))
	if twice := 2*now.Value - before.then.Vars[f.index].Value; twice >= 0 || len(seen) > 0 && seen[0] < 0 {
		say(twice)
	}
	slices.SortStableFunc(seen, func(a, b int64) int { return cmp.Compare(far(a, now.Value), far(b, now.Value)) })
	for _, k := range seen[:min(len(seen), mostAnswers)] {
		say(k)
	}
}

// far is how far a number is from another one.
func far(a, b int64) int64 { return max(a-b, b-a) }
