package mend

import (
	"fmt"
	"maps"
	"slices"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/program"
)

// mostWorked is how many steps a run may take on which it is counted what is done.
const mostWorked = 20_000

// worked counts what is done on runs of a scene.
type worked struct {
	*explore.Machine
	does map[string]int // by what is done, of all functions together
}

// Forward goes one step, and counts it.
func (w *worked) Forward() []engine.Event {
	events, p := w.Machine.Forward(), w.Engine().Program()
	for _, ev := range events {
		if ev.Kind == engine.Did && ev.Outcome() == engine.Done && ev.PC != engine.NoPC {
			for _, d := range deed(p, &p.Ops[ev.PC]) {
				if !d.value {
					w.does[d.verb+d.object]++
				}
			}
		}
	}
	return events
}

// worksLess says what is done less often in a changed scene than in the scene as it is, on a run on which both end
// well; "" where nothing is, or where there is no such run.
func (m *mending) worksLess(now *scene) (string, error) {
	e, err := engine.New(m.prog)
	if err != nil {
		return "", err
	}
	well, err := explore.Examples(m.ctx, e, explore.Options{Grain: m.prog.Settings.Grain, MaxStates: baseStates,
		MaxMemory: mostMemory, Workers: 1}, 1)
	if err != nil || len(well) == 0 || m.varies(now.prog) {
		return "", err
	}
	was := &worked{explore.NewMachine(e), map[string]int{}}
	if err := well[0].Play(was); err != nil {
		return "", err
	}
	if e, err = engine.New(now.prog); err != nil {
		return "", err
	}
	is := &worked{explore.NewMachine(e), map[string]int{}}
	for is.Engine().End().Kind == engine.NotEnded {
		if is.Engine().StepNumber() > mostWorked {
			return "", nil
		}
		is.Forward()
	}
	if is.Engine().End().Kind != engine.EndDone {
		return "", nil
	}
	for _, does := range slices.Sorted(maps.Keys(was.does)) {
		if n := is.does[does]; n < was.does[does] {
			return fmt.Sprintf("it %s %s only, and not %s", does, times(n), times(was.does[does])), nil
		}
	}
	return "", nil
}

// times is how often something is done.
func times(n int) string {
	switch n {
	case 0:
		return "never"
	case 1:
		return "once"
	}
	return fmt.Sprintf("%d times", n)
}

// varies reports whether how much is done depends on chance or on who comes first: a scene that tries and goes on.
func (m *mending) varies(now *program.Program) bool {
	for _, p := range []*program.Program{m.prog, now} {
		if p.DrawsTimes() || p.Does(program.Kill, program.TryLock, program.TryAcquire, program.LockWithin,
			program.WaitWithin, program.AcquireWithin, program.Select, program.SelectWithin, program.Clear) {
			return true
		}
	}
	return false
}
