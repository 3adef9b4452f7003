package mend

import (
	"fmt"
	"maps"
	"slices"

	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/program"
)

// fills says which work queues can be full, of those that are asked for: nil asks for all.
func (a *asker) fills(p *program.Program, of map[string]bool) (map[string]bool, error) {
	full := map[string]bool{}
	for _, q := range p.Queues {
		name := p.Objects[q.Object].Name
		if of != nil && !of[name] {
			continue
		}
		v, err := a.ask(p, Own, explore.Options{Reach: fmt.Sprintf("len(%[1]s) == cap(%[1]s)", name)})
		if err != nil {
			return nil, err
		}
		full[name] = v.Answer == explore.Fails || v.Answer == explore.Unknown && of != nil
	}
	return full, nil
}

// fillsLess says which work queue can be full in the scene as it is and in the changed one no more, "" for none: who
// waits for room then never has to.
func (m *mending) fillsLess(p *program.Program) (string, error) {
	if m.full == nil {
		var err error
		if m.full, err = m.fills(m.prog, nil); err != nil {
			return "", err
		}
		maps.DeleteFunc(m.full, func(_ string, full bool) bool { return !full })
	}
	now, err := m.fills(p, m.full)
	if err != nil {
		return "", err
	}
	for _, name := range slices.Sorted(maps.Keys(m.full)) {
		if full, there := now[name]; there && !full {
			return name + " is never full any more", nil
		}
	}
	return "", nil
}
