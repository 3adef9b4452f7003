package mend

import (
	"slices"
	"strings"

	"github.com/quartet-os/quartet/engine/program"
)

// statement is one of the scene, whichever line it stands in: its function and its text.
type statement struct{ fn, text string }

// fact is what is known of a statement.
type fact struct {
	did  bool     // some schedule comes to it
	near bool     // or may, since nobody else can notice it: a search does such ops ahead, and hears nothing of them
	open bool     // a way leads to it, whether or not some schedule takes it
	data bool     // it looks at what all can change, or changes it
	held []string // locks that are always held there, by the text
}

// facts are what is known of a scene, by what was heard of its schedules.
type facts struct {
	of     map[statement]*fact
	sleeps map[string]bool // functions in which somebody sleeps, but not for a lock or for the clock
	locks  map[string]bool // functions in which somebody takes a lock
	under  map[string]bool // functions in which something is done under a lock
	baton  map[string]bool // functions in which who waits wakes others and has changed nothing
	idle   []string        // who may come to run never again while others go on
	laws   map[string]bool // laws that were put to the test, and whether they could have been false
	rounds bool            // schedules can go round for ever without anybody getting on
}

// heard adds what was heard of a scene in one world.
func (f *facts) heard(a *answer) {
	if f.of == nil {
		*f = facts{of: map[statement]*fact{}, sleeps: map[string]bool{}, locks: map[string]bool{},
			under: map[string]bool{}, baton: map[string]bool{},
			laws: map[string]bool{}}
	}
	p := a.prog
	held, open, near := p.Held(), p.Open(), nearby(p, a.Did)
	for pc := range p.Ops {
		fn := p.OwnerFn[pc]
		if fn < 0 || p.Funcs[fn].Entry == p.Boot && p.Boot >= 0 {
			continue
		}
		op, did, name := &p.Ops[pc], a.Did(pc), p.Funcs[fn].Name
		of := f.at(statement{name, bare(p.OpText(int32(pc)))}, p.LockNames(held[pc]))
		of.did, of.near, of.open = of.did || did, of.near || near[pc], of.open || open[pc]
		of.data = of.data || p.Touches(int32(pc))
		if a.Slept(pc) && slices.Contains(sleeping, op.Kind) {
			f.sleeps[name] = true
		}
		if did && slices.Contains(taking, op.Kind) {
			f.locks[name] = true
		}
		if did && (held[pc] != 0 && !slices.Contains(locking, op.Kind) || begins(p, held, int32(pc))) {
			f.under[name] = true
		}
	}
	for _, name := range batons(p, a.Did) {
		f.baton[name] = true
	}
	if a.Ahead != nil {
		f.idle = append(f.idle, a.Ahead.Idle...)
		f.rounds = f.rounds || a.Ahead.Round
	}
	for _, l := range a.Laws {
		f.laws[l.Text] = f.laws[l.Text] || l.FalsePossible
	}
}

// nearby reports, by op, whether some schedule comes to it, as far as that is known: to one that nobody else can notice
// where one comes to the op before it.
func nearby(p *program.Program, did func(pc int) bool) []bool {
	near := make([]bool, len(p.Ops))
	var todo []int32
	for pc := range p.Ops {
		if near[pc] = did(pc); near[pc] {
			todo = append(todo, int32(pc))
		}
	}
	for len(todo) > 0 {
		next, other := p.Successors(todo[len(todo)-1])
		todo = todo[:len(todo)-1]
		for _, pc := range []int32{next, other} {
			if pc >= 0 && !near[pc] && slices.Contains(quiet, p.Ops[pc].Kind) && !p.Touches(pc) {
				near[pc] = true
				todo = append(todo, pc)
			}
		}
	}
	return near
}

// quiet are the kinds of ops that nobody else can notice, where they are about what is one's own.
var quiet = []program.Kind{program.Count, program.Assign, program.Test, program.Choose,
	program.Nop}

// never reports whether no schedule comes to any statement of a text.
func (f *facts) never(text string) bool {
	found := false
	for s, of := range f.of {
		if text != "" && s.text == text {
			if of.did {
				return false
			}
			found = true
		}
	}
	return found
}

// begins reports whether an op takes a lock and the next one is done under it. That one may take so long that
// everything is over before it is done.
func begins(p *program.Program, held []uint64, pc int32) bool {
	next, _ := p.Successors(pc)
	return slices.Contains(taking, p.Ops[pc].Kind) && next >= 0 && held[next] != 0 &&
		!slices.Contains(locking, p.Ops[next].Kind)
}

// at returns the fact of a statement, with what is held there; where it stands in several places, what is in all.
func (f *facts) at(s statement, held []string) *fact {
	of := f.of[s]
	if of == nil {
		of = &fact{held: held}
		f.of[s] = of
	}
	of.held = slices.DeleteFunc(slices.Clone(of.held), func(m string) bool { return !slices.Contains(held, m) })
	return of
}

// bare is the text of a statement without what a change of its kind alone takes away.
func bare(text string) string {
	for _, word := range []string{"if ", "for "} {
		text = strings.TrimPrefix(text, word)
	}
	return text
}

// sleeping are the kinds of ops in which somebody waits for what others do, taking those that take a lock, and locking
// those that do nothing but that, or nothing at all.
var (
	sleeping = []program.Kind{program.Wait, program.Schedule, program.Await, program.Receive, program.Join,
		program.Arrive, program.ChanSend, program.ChanReceive, program.Select, program.Acquire}
	taking  = []program.Kind{program.Lock, program.Acquire, program.RLock, program.WLock}
	locking = []program.Kind{program.Lock, program.TryLock, program.LockWithin, program.Unlock, program.Relock,
		program.RLock, program.RUnlock, program.WLock, program.WUnlock, program.Nop, program.Enter, program.Leave,
		program.Choose}
)
