package explore

import (
	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
)

// What is noted of an op.
const (
	heardDone   = 1 << engine.Done
	heardSleep  = 1 << engine.Blocked
	heardFailed = 1 << engine.Failed
	heardWoken  = 1 << (engine.Failed + 1) // somebody at it, who slept, was woken
	heardTold   = 1 << (engine.Failed + 2) // somebody at it has just left the queue of a condition
)

// hear notes which ops a pass has done, how they ended, and who was woken at which. A pass that the memo remembers was
// heard when it was done.
func (w *worker) hear(events []engine.Event) {
	for i := range events {
		switch ev := &events[i]; ev.Kind {
		case engine.Did:
			if int(ev.PC) < len(w.notes) {
				w.notes[ev.PC] |= 1 << (ev.To & 3)
			}
		case engine.Moved:
			slept := ev.FromPlace() == engine.Waiting || ev.FromPlace() == engine.TimedWaiting
			goesOn := ev.ToPlace() == engine.Ready || ev.ToPlace() == engine.Running
			if slept && goesOn && ev.Cause() != engine.ByRetest {
				w.hearOf(int(ev.Who), heardWoken)
			}
		case engine.Left:
			if ev.Arg == 0 && w.isCond(ev.Object) {
				w.hearOf(int(ev.Who), heardTold)
			}
		}
	}
}

// alike puts together what was heard of ops that stand for one another: where two functions have one text, a search
// looks at one of them.
func alike(notes []byte, reps []int32) []byte {
	of, all := make([]byte, len(notes)), make([]byte, len(notes))
	for pc, bits := range notes {
		of[reps[pc]] |= bits
	}
	for pc := range all {
		all[pc] = of[reps[pc]]
	}
	return all
}

// Did reports whether some schedule that was looked at comes to an op and does it, or fails or sleeps in it.
func (v *Verdict) Did(pc int) bool { return v.heardOf(pc, heardDone|heardSleep|heardFailed) }

// Slept reports whether in some schedule that was looked at somebody sleeps at an op.
func (v *Verdict) Slept(pc int) bool { return v.heardOf(pc, heardSleep) }

func (v *Verdict) heardOf(pc int, what byte) bool {
	return pc >= 0 && pc < len(v.notes) && v.notes[pc]&what != 0
}

// hearOf notes what became of somebody.
func (w *worker) hearOf(slot int, what byte) {
	if pc := w.cursor.Probe().PC(slot); w.notes != nil && pc >= 0 {
		w.notes[pc] |= what
	}
}

func (w *worker) isCond(object uint16) bool {
	objects := w.cursor.Engine().Program().Objects
	return int(object) < len(objects) && objects[object].Class == program.CondClass
}

// noted puts together what all workers have heard: how the ops ended, by op, and what became of the laws.
func (s *search) noted() (notes []byte, heard *trials) {
	notes = make([]byte, len(s.workers[0].notes))
	heard = s.workers[0].trials
	for k, w := range s.workers {
		for pc, bits := range w.notes {
			notes[pc] |= bits
		}
		if k > 0 && heard != nil {
			heard.join(w.trials)
		}
	}
	return notes, heard
}

// stall is the first wait of a function that nobody gets past: somebody sleeps there, and no schedule lets anyone go
// on.
type stall struct {
	fn int
	pc int32
}

// stalls finds all such.
func stalls(p *program.Program, notes []byte, reps []int32) (found []stall) {
	known, got := make([]bool, len(p.Ops)), past(p, notes, reps)
	for fn := range p.Funcs {
		if f := &p.Funcs[fn]; f.Entry >= 0 && (f.Spawnable || f.Variant) {
			found = append(found, stallsOf(p, fn, notes, got, known)...)
		}
	}
	return found
}

// stallsOf goes through the text of a function, from its beginning up to its first waits. To wait for a lock, or for
// the clock, is on the way there.
func stallsOf(p *program.Program, fn int, notes []byte, got, known []bool) (found []stall) {
	todo := []int32{p.Funcs[fn].Entry}
	for len(todo) > 0 {
		pc := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if pc < 0 || known[pc] {
			continue
		}
		known[pc] = true
		if notes[pc]&heardSleep != 0 && !ticks(p.Ops[pc].Kind) {
			if !got[pc] {
				found = append(found, stall{fn, pc})
				continue
			}
			if !locks(p.Ops[pc].Kind) {
				continue
			}
		}
		next, other := p.Successors(pc)
		todo = append(todo, next, other)
	}
	return found
}

// past says by op whether anybody got past it who slept there, or did not have to sleep. Ops that stand for one another
// are one. Who is signalled is at the op behind the wait at once.
func past(p *program.Program, notes []byte, reps []int32) []bool {
	of, got := make([]bool, len(notes)), make([]bool, len(notes))
	for pc, bits := range notes {
		next := p.Ops[pc].Next
		if bits&(heardDone|heardWoken|heardTold) != 0 || next >= 0 && notes[next]&heardTold != 0 {
			of[reps[pc]] = true
		}
	}
	for pc := range got {
		got[pc] = of[reps[pc]]
	}
	return got
}

// locks reports whether to wait at an op is to wait for a turn, not for what somebody has to say.
func locks(k program.Kind) bool {
	switch k {
	case program.Lock, program.LockWithin, program.Relock, program.RLock, program.RLockWithin, program.WLock,
		program.WLockWithin:
		return true
	}
	return false
}

// ticks reports whether to wait at an op is to wait for the clock.
func ticks(k program.Kind) bool { return k == program.Sleep || k == program.Compute }

// noteWakes notes what the choice of who is woken could have changed.
func (v *Verdict) noteWakes(s *search) {
	for _, w := range s.workers {
		v.queued = v.queued || w.picks.Queued
	}
	records, _ := s.codec.Sizes()
	for r := range uint32(records) {
		v.dozed = v.dozed || s.codec.Sleeps(r)
	}
}

// AnyOrder reports whether the answer is the same where each signal may wake any of those who wait: every state was
// looked at in which the first of them is woken, and nowhere was there a second one.
func (v *Verdict) AnyOrder() bool {
	return v.Complete && v.notes != nil && !v.queued && v.start.Rules()[program.RuleWakeOrder] == program.WakeFIFO
}

// NoAccident reports whether the answer is the same where a wait may end for no reason: every state was looked at, and
// nobody ever waits so.
func (v *Verdict) NoAccident() bool { return v.Complete && v.notes != nil && !v.dozed }
