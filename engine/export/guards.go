package export

import (
	"slices"
	"strings"

	"github.com/quartet-os/quartet/engine/program"
)

// Guards says of every shared variable which locks are held whenever a coroutine looks at it or sets it, by the text.
// A lock is a mutex, a lock of readers and writers, or a semaphore with one permit. Whoever has one for reading is not
// alone: it guards looks from who has it for writing, and guards no change.
type Guards struct {
	s     *Scene
	held  []uint64 // by op
	alone []uint64 // by op, but for those that are held for reading
	locks []int    // objects, one for each bit
	all   map[string]uint64
	// watched are variables that somebody looks at without a lock held always, other than to change them: `n++`, or to
	// assert something.
	watched map[string]bool
	atomic  map[string]bool // variables that cas or add change
}

// Guards works out which locks guard what.
func (s *Scene) Guards() *Guards {
	g := &Guards{s: s, all: map[string]uint64{}, watched: map[string]bool{}, atomic: map[string]bool{}}
	p := s.Program
	for i, o := range p.Objects {
		one := o.Class == program.SemaphoreClass && p.Syncs[o.Index].State[0] == 1
		if (one || o.Class == program.MutexClass || o.Class == program.RWLockClass) && len(g.locks) < 64 {
			g.locks = append(g.locks, i)
		}
	}
	g.held, g.alone = g.flow(true), g.flow(false)
	g.look()
	return g
}

// bit is that of the lock that an op is about, 0 for none.
func (g *Guards) bit(op *program.Op) uint64 {
	object := g.s.Program.Object(op)
	for i, o := range g.locks {
		if o == object {
			return 1 << i
		}
	}
	return 0
}

// flow works out which locks are held at each op on every way to it, also those for reading, or not those.
func (g *Guards) flow(reading bool) []uint64 {
	p := g.s.Program
	held := make([]uint64, len(p.Ops))
	for pc := range held {
		held[pc] = ^uint64(0)
	}
	var todo []int32
	enter := func(pc int32, with uint64) {
		if pc >= 0 && held[pc]&with != held[pc] {
			held[pc] &= with
			todo = append(todo, pc)
		}
	}
	for i := range p.Funcs {
		enter(p.Funcs[i].Entry, 0)
	}
	for len(todo) > 0 {
		pc := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		op, after := &p.Ops[pc], held[pc]
		switch op.Kind {
		case program.Lock, program.WLock, program.Acquire:
			after |= g.bit(op)
		case program.RLock:
			if reading {
				after |= g.bit(op)
			}
		case program.Unlock, program.WUnlock, program.RUnlock, program.Release:
			after &^= g.bit(op)
		}
		next, other := p.Successors(pc)
		enter(next, after)
		enter(other, after)
	}
	return held
}

// look goes through all that coroutines do with shared variables.
func (g *Guards) look() {
	p := g.s.Program
	boot := g.boot()
	for pc := range p.Ops {
		if boot[pc] || p.OwnerFn[pc] < 0 {
			continue
		}
		op := &p.Ops[pc]
		for _, object := range p.Reads(int32(pc)) {
			name := base(p.Objects[object].Name)
			g.touch(name, g.held[pc])
			if !g.changes(op, object) && op.Kind != program.Assert {
				g.watched[name] = true
			}
		}
		if object := p.Object(op); object >= 0 && p.Objects[object].Class == program.QueueClass {
			g.touch(base(p.Objects[object].Name), g.alone[pc])
		}
		if op.Kind.Sets() {
			name := base(p.Objects[p.Vars[op.A].Object].Name)
			g.touch(name, g.alone[pc])
			if op.Kind != program.Store {
				g.atomic[name] = true
			}
		}
	}
	for name := range g.watched {
		g.watched[name] = g.all[name] == 0
	}
}

// boot says which ops are main's.
func (g *Guards) boot() []bool {
	p := g.s.Program
	is := make([]bool, len(p.Ops))
	todo := []int32{p.Boot}
	for len(todo) > 0 {
		pc := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if pc < 0 || is[pc] {
			continue
		}
		is[pc] = true
		a, b := p.Successors(pc)
		todo = append(todo, a, b)
	}
	return is
}

// changes reports whether an op looks at a variable only to set it in the next one: the load of n++.
func (g *Guards) changes(op *program.Op, object int) bool {
	p := g.s.Program
	if op.Flags&program.FlagLoad == 0 || op.Next < 0 {
		return false
	}
	next := &p.Ops[op.Next]
	return next.Kind == program.Store && p.Vars[next.A].Object == object
}

func (g *Guards) touch(name string, held uint64) {
	if old, known := g.all[name]; known {
		held &= old
	}
	g.all[name] = held
}

// Guarded reports whether a lock is held wherever some variables are looked at or set, one for all.
func (g *Guards) Guarded(names []string) bool {
	held := ^uint64(0)
	for _, n := range names {
		if all, known := g.all[n]; known {
			held &= all
		}
	}
	return held != 0
}

// Held reports whether a lock is held wherever a variable is looked at or set, and whether anybody does so.
func (g *Guards) Held(name string) (held, touched bool) {
	locks, touched := g.all[name]
	return locks != 0, touched
}

// Alone reports whether a variable needs more than a plain one: somebody looks at it without a lock held always, or cas
// or add change it.
func (g *Guards) Alone(name string) bool { return g.watched[name] || g.atomic[name] }

// base is the name of an object, or of the array that it is an element of.
func base(name string) string {
	name, _, _ = strings.Cut(name, "[")
	return name
}

// ReadsAndWaits lists the lines in which a coroutine may wait for others while it reads under a lock.
func (g *Guards) ReadsAndWaits() (lines []int) {
	p := g.s.Program
	reading := make([]bool, len(p.Ops))
	var todo []int32
	for pc := range p.Ops {
		if k := p.Ops[pc].Kind; k == program.RLock || k == program.TryRLock {
			todo = append(todo, p.Ops[pc].Next)
		}
	}
	for len(todo) > 0 {
		pc := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if pc < 0 || reading[pc] || p.Ops[pc].Kind == program.RUnlock {
			continue
		}
		reading[pc] = true
		switch p.Ops[pc].Kind {
		case program.Lock, program.Wait, program.Acquire, program.Arrive, program.Join, program.RLock, program.WLock,
			program.ChanSend, program.ChanReceive, program.Select, program.Schedule:
			if line := int(p.Ops[pc].Line); !slices.Contains(lines, line) {
				lines = append(lines, line)
			}
		}
		a, b := p.Successors(pc)
		todo = append(todo, a, b)
	}
	return lines
}
