package session

import "github.com/quartet-os/quartet/engine"

// Fold takes in the events of a run from its boot on. A Follower drives it.
type Fold interface {
	// Boot begins anew with a machine that has just booted, and the events of its boot.
	Boot(e *engine.Engine, events []engine.Event)
	// Tell takes in the events of a step, or of the commands after it. They are valid during the call only.
	Tell(events []engine.Event)
	// Keep gives a copy of what was taken in so far; Restore goes back to such a copy, which may be used again.
	Keep() any
	Restore(kept any)
}

// Follower keeps a fold at a session's present position, whatever way the session takes. The zero value has followed
// nothing.
type Follower struct {
	fold    Fold
	session *Session
	epoch   int64
	run     runner
	at      int64
	marks   []landmark
	every   int64
}

// landmark is a place to which a follower can go back.
type landmark struct {
	step    int64
	done    int
	machine *engine.Engine
	kept    any
}

// The steps between landmarks at first, and how many there are at most; when there are more, every second is dropped.
const (
	firstEvery    = 1024
	mostLandmarks = 32
)

// Follow brings a follower's fold to the present position of the present branch, or most steps nearer to it (0: all the
// way); it tells whether it is there. O(steps since it was called last); after a jump back those since the landmark
// before, and on another branch all of them.
func (s *Session) Follow(f *Follower, fold Fold, most int64) bool {
	if f.session != s || f.fold != fold || f.epoch != s.past.epoch {
		s.beginFollowing(f, fold)
	}
	if s.pos < f.at || s.pos == f.at && s.next < f.run.done {
		f.goBack(s.pos, s.next)
	}
	f.run.line = s.line
	f.tell(f.run.due())
	for done := int64(0); f.at < s.pos; done++ {
		if most > 0 && done == most {
			return false
		}
		events, ok := f.run.step()
		if !ok {
			break
		}
		f.at++
		f.tell(events)
		if last := f.marks[len(f.marks)-1]; f.at >= last.step+f.every {
			f.mark()
		}
	}
	return true
}

// beginFollowing goes to the boot.
func (s *Session) beginFollowing(f *Follower, fold Fold) {
	k := s.branches[0].keys[0]
	*f = Follower{fold: fold, session: s, epoch: s.past.epoch, every: firstEvery,
		run: runner{line: s.line, machine: k.machine.Fork(f.run.machine)}}
	f.run.machine.Quiet(false)
	fold.Boot(f.run.machine, s.boot)
	f.mark()
}

func (f *Follower) tell(events []engine.Event) {
	if len(events) > 0 {
		f.fold.Tell(events)
	}
}

// mark keeps the present place.
func (f *Follower) mark() {
	if len(f.marks) == mostLandmarks {
		kept := f.marks[:0]
		for i := 0; i < mostLandmarks; i += 2 {
			kept = append(kept, f.marks[i])
		}
		clear(f.marks[len(kept):])
		f.marks, f.every = kept, 2*f.every
	}
	f.marks = append(f.marks, landmark{f.at, f.run.done, f.run.machine.Fork(nil), f.fold.Keep()})
}

// goBack goes to the last landmark at or before a step, with no more commands done than given.
func (f *Follower) goBack(step int64, done int) {
	n := len(f.marks) - 1
	for n > 0 && (f.marks[n].step > step || f.marks[n].done > done) {
		n--
	}
	clear(f.marks[n+1:])
	f.marks = f.marks[:n+1]
	k := &f.marks[n]
	k.machine.Fork(f.run.machine)
	f.run.machine.Quiet(false)
	f.run.done, f.at = k.done, k.step
	f.fold.Restore(k.kept)
}
