package promela

import (
	"fmt"
	"slices"
	"strings"

	"github.com/quartet-os/quartet/engine/program"
)

// role is what a process is: a function, and whether it may wait for ever.
type role struct {
	fn     int
	daemon bool
}

// roleOf is the role of those whom an op starts.
func roleOf(op *program.Op) role { return role{int(op.A), op.Flags&program.FlagDaemon != 0} }

// roles lists what processes are: in the order in which main starts them, then those that are started later.
func (w *writer) roles() (all []role) {
	add := func(r role) {
		w.daemons = w.daemons || r.daemon
		if !slices.Contains(all, r) {
			all = append(all, r)
		}
	}
	for _, slot := range w.spawned() {
		add(w.roleIn(slot))
	}
	for i := 0; i < len(all); i++ {
		for _, op := range w.startsIn(all[i].fn) {
			if r := roleOf(op); !slices.Contains(w.later, r) {
				w.later = append(w.later, r)
			}
			add(roleOf(op))
		}
	}
	return all
}

func (w *writer) roleIn(slot int) role {
	c := &w.now.Coroutines[slot]
	return role{c.Func, c.Daemon}
}

// startsIn lists the ops of a function that start others.
func (w *writer) startsIn(fn int) (all []*program.Op) {
	for _, pc := range w.opsFrom(w.p.Funcs[fn].Entry) {
		if op := &w.p.Ops[pc]; op.Kind == program.Spawn {
			all = append(all, op)
		}
	}
	return all
}

// nameRoles gives the proctypes their names: that of the function, but for daemons where others run it too.
func (w *writer) nameRoles(all []role) {
	w.roleNames = map[role]string{}
	for _, r := range all {
		name := w.p.Funcs[r.fn].Name
		if r.daemon && slices.Contains(all, role{fn: r.fn}) {
			name += ofDaemon
		}
		w.roleNames[r] = w.names.give(name)
	}
}

// countLater works out how many processes are started while the scene runs, at most.
func (w *writer) countLater() {
	if len(w.later) == 0 {
		return
	}
	n := 0
	for _, slot := range w.spawned() {
		n += w.starters(w.now.Coroutines[slot].Func, nil)
	}
	op := w.p.Ops[slices.IndexFunc(w.p.Ops, func(op program.Op) bool {
		return op.Kind == program.Spawn && slices.Contains(w.later, roleOf(&op))
	})]
	if len(w.spawned())+n > w.p.Settings.Slots {
		w.refuse(int(op.Line), "spawn", "the text does not show that each who is started finds a slot that nobody "+
			"has had: processes of Spin are not used again")
		return
	}
	w.laterMost = n
	daemons, others := 0, 0
	for _, r := range w.later {
		if r.daemon {
			daemons++
		} else {
			others++
		}
		for i := range w.p.Laws {
			if l := &w.p.Laws[i]; l.Kind == program.Conserve && w.p.Takers(r.fn, l.Queue) {
				w.refuse(int(op.Line), "spawn", "a law counts those who take, and who is started later may take")
			}
		}
	}
	if daemons > 0 && others > 0 {
		w.refuse(int(op.Line), "spawn", "daemons and others are started later, and the model does not tell them apart")
	}
}

// starters is how many processes one of a function starts at most, together with those whom these start.
func (w *writer) starters(fn int, within []int) int {
	switch {
	case slices.Contains(within, fn):
		return tooMany // it starts itself
	case len(w.startsIn(fn)) == 0:
		return 0
	}
	within = append(within, fn)
	most, best := 0, map[string]int{}
	first := &walk{pc: w.p.Funcs[fn].Entry, known: make([]known, w.p.Locals)}
	best[first.key()] = 0
	for todo := []*walk{first}; len(todo) > 0 && most < tooMany; {
		at := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		n := best[at.key()]
		if op := &w.p.Ops[at.pc]; op.Kind == program.Spawn {
			n += 1 + w.starters(int(op.A), within)
		}
		for _, to := range w.steps(at) {
			if was, seen := best[to.key()]; !seen || was < n {
				best[to.key()] = n
				todo = append(todo, to)
			}
		}
		if most = max(most, n); len(best) > mostWalks {
			return tooMany
		}
	}
	return most
}

const (
	tooMany   = mostProcesses + 1
	mostWalks = 10_000 // up to how many places with what is known there are looked through
)

// processes is how many there are at most, the one that asks for what holds in the end included where others come
// behind it.
func (w *writer) processes() int {
	n := len(w.spawned()) + w.laterMost
	if w.laterMost > 0 && w.oversees() {
		n++
	}
	return n
}

// start is the step in which a coroutine starts another one.
func (w *writer) start(n *node) statement {
	op := n.op
	var args []string
	for i := range w.p.Funcs[op.A].Args {
		args = append(args, w.expr(op.Y+int32(i)))
	}
	text := "run " + w.roleNames[roleOf(op)] + "(" + strings.Join(args, ", ") + ")"
	if op.Dst < 0 || w.dies(n, n.next)&(1<<uint(op.Dst)) != 0 {
		return says(text)
	}
	return says(w.local(int(op.Dst)) + " = " + text)
}

// allEnded asks whether all have ended but daemons.
func (w *writer) allEnded() string {
	if w.laterMost == 0 {
		return "running == 0"
	}
	var all []string
	for k, slot := range w.spawned() {
		if !w.now.Coroutines[slot].Daemon {
			all = append(all, fmt.Sprintf("ended[%d]", k+1))
		}
	}
	for i := range w.laterMost {
		if !w.later[0].daemon {
			all = append(all, fmt.Sprintf("(ended[%d] || _nr_pr <= %[1]d)", w.processes()-i))
		}
	}
	return strings.Join(all, " && ")
}
