package mend

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

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

// rise is the expression that some of these semaphores have more permits than they began with.
func rise(p *program.Program, names []string) string {
	var any []string
	for _, o := range p.Objects {
		if o.Class == program.SemaphoreClass && slices.Contains(names, o.Name) {
			any = append(any, fmt.Sprintf("count(%s) > %d", o.Name, p.Syncs[o.Index].State[0]))
		}
	}
	return strings.Join(any, " || ")
}

// rises reports whether some of these semaphores can come to have more permits than they began with; unknown is what
// holds where that is not found out. Anybody may be interrupted: two that are let in come to be so in the middle of a
// pass.
func (a *asker) rises(p *program.Program, names []string, unknown bool) (bool, error) {
	is := rise(p, names)
	if is == "" {
		return false, nil
	}
	v, err := a.ask(p, Ops, explore.Options{Reach: is})
	return v.Answer == explore.Fails || unknown && v.Answer == explore.Unknown, err
}

// steady are the semaphores of the scene as it is that begin with some permits and never have more. One that begins
// with none counts what was signalled.
func (m *mending) steady() ([]string, error) {
	var some []string
	for _, o := range m.prog.Objects {
		if o.Class == program.SemaphoreClass && m.prog.Syncs[o.Index].State[0] > 0 {
			some = append(some, o.Name)
		}
	}
	if any, err := m.rises(m.prog, some, true); !any || err != nil {
		return some, err
	}
	var err error
	some = slices.DeleteFunc(some, func(name string) bool {
		one, e := m.rises(m.prog, []string{name}, true)
		err = errors.Join(err, e)
		return one
	})
	return some, err
}

// givesMore says that a semaphore comes to have more permits than it began with, and never did before; "" where none
// does: what let one in lets two in then.
func (m *mending) givesMore(p *program.Program) (string, error) {
	if !m.asked {
		var err error
		if m.kept, err = m.steady(); err != nil {
			return "", err
		}
		m.asked = true
	}
	if any, err := m.rises(p, m.kept, false); !any || err != nil {
		return "", err
	}
	for _, name := range m.kept {
		if one, err := m.rises(p, []string{name}, false); one || err != nil {
			return name + " comes to have more permits than it began with", err
		}
	}
	return "", nil
}
