package session

import (
	"sort"

	"github.com/quartet-os/quartet/engine"
)

// Keyframes have a byte budget, in bytes for all branches together: SmallBudget for scenes of up to SmallScene slots,
// LargeBudget for others. The interval between keyframes follows from it.
const (
	SmallScene  = 128
	SmallBudget = 4 << 20
	LargeBudget = 16 << 20
)

// firstInterval is the number of steps between keyframes while the budget lasts; commandInterval bounds the commands
// that a jump has to do again.
const (
	firstInterval   = 64
	commandInterval = 256
)

// keyframe is a copy of the machine at a step, with the first done commands of the line done.
type keyframe struct {
	step    int64
	done    int
	machine *engine.Engine
}

// keyring is what all branches share about keyframes.
type keyring struct {
	interval int64
	each     int // bytes of one keyframe
	budget   int
	count    int
	spare    []*engine.Engine // of keyframes that were dropped; taken before memory is asked for
	atStep   int64            // the present branch gets its next keyframe here
	atDone   int
	extras   [2]extra
	atExtra  int64 // the branch that is run on gets an extra keyframe for its end here
}

// extra is a keyframe beside the evenly spaced ones, which are far apart where machines are large: one keeps
// a little behind the end of the branch that was run on last, one where a long replay has come near to where
// it went.
type extra struct {
	keyframe
	branch int
}

// The extra keyframes.
const (
	forEnd = iota
	forPlace
)

// nearBy is how many steps before a place its extra keyframe is; the story and the timeline before the place
// begin there.
const nearBy = 8192

func (k *keyring) setUp(e *engine.Engine) {
	k.each = e.Probe().Bytes()
	k.budget = LargeBudget
	if len(e.Snapshot(nil).Coroutines) <= SmallScene {
		k.budget = SmallBudget
	}
	k.interval = firstInterval
}

func (k *keyring) due(step int64, done int) bool { return step >= k.atStep || done >= k.atDone }

// KeyframeBytes is the memory that keyframes take at present.
func (s *Session) KeyframeBytes() int {
	n := s.keys.count + len(s.keys.spare)
	for i := range s.keys.extras {
		if s.keys.extras[i].machine != nil {
			n++
		}
	}
	return n * s.keys.each
}

// extraRoom is how many of the keyframes that there is room for are extra ones. Where there are but a few,
// one of the end has to do.
func (k *keyring) extraRoom() int {
	if k.budget/k.each < 5 {
		return 1
	}
	return len(k.extras)
}

// addExtra makes an extra keyframe of the machine as it is now.
func (s *Session) addExtra(which int) {
	x := &s.keys.extras[which]
	*x = extra{keyframe{s.pos, s.next, s.now.Fork(x.machine)}, s.current}
}

// keepEnd takes the extra keyframe along while a branch is run on: so seldom that copying costs little beside
// the steps.
func (s *Session) keepEnd() {
	k := &s.keys
	every := max(nearBy/2, int64(k.each/8))
	if k.atExtra = s.pos + every; k.interval > every {
		s.addExtra(forEnd)
	}
}

// KeyframeInterval is the number of steps between two keyframes.
func (s *Session) KeyframeInterval() int64 { return s.keys.interval }

// addKey keeps a copy of the machine as it is now. When the budget is used up, every second keyframe is dropped and the
// interval doubled.
func (s *Session) addKey() {
	k := &s.keys
	k.each = max(k.each, s.now.Probe().Bytes())
	// Machines too large for the budget still get one keyframe beside the first.
	k.budget = max(k.budget, 2*k.each)
	extras := k.extraRoom()
	if extras <= forPlace {
		k.extras[forPlace] = extra{} // machines have grown
	}
	room := k.budget/k.each - extras
	for k.count+1 > room && k.count > 1 {
		s.thinOut()
	}
	for k.count+1+len(k.spare) > room && len(k.spare) > 0 {
		k.spare = k.spare[:len(k.spare)-1]
	}
	if k.count+1 > room {
		k.interval = min(2*k.interval, MaxSteps) // there is room for the first only
	} else {
		var into *engine.Engine
		if n := len(k.spare); n > 0 {
			into, k.spare = k.spare[n-1], k.spare[:n-1]
		}
		b := &s.branches[s.current]
		b.keys = append(b.keys, keyframe{s.pos, s.next, s.now.Fork(into)})
		k.count++
	}
	s.planKey()
}

// planKey settles where the present branch gets its next keyframe.
func (s *Session) planKey() {
	b := &s.branches[s.current]
	s.keys.atStep, s.keys.atDone = b.at, b.kept
	if n := len(b.keys); n > 0 {
		s.keys.atStep, s.keys.atDone = b.keys[n-1].step, b.keys[n-1].done
	}
	s.keys.atStep += s.keys.interval
	s.keys.atDone += commandInterval
	if s.keys.atStep < s.pos {
		s.keys.atStep = s.pos + s.keys.interval
	}
	if s.keys.atDone <= s.next {
		s.keys.atDone = s.next + commandInterval
	}
}

// approach brings a runner a little before a step of the present branch, or to it, and gives where it stands.
// It goes on from where it is, if it is on that way, or from a keyframe; events are off as long as nobody
// wants them.
func (s *Session) approach(r *runner, onTheWay bool, from int64) int64 {
	k := s.nearest(s.line, s.current, from)
	if at := int64(-1); !onTheWay || r.machine == nil {
		r.machine, r.done = k.machine.Fork(r.machine), k.done
	} else if at = r.machine.StepNumber(); at < k.step || at > from || at == 0 {
		r.machine, r.done = k.machine.Fork(r.machine), k.done
	}
	r.line = s.line
	begin := from - slack
	r.machine.Quiet(true)
	if r.machine.StepNumber() < begin {
		r.due()
	}
	for r.machine.StepNumber() < begin {
		if _, ok := r.step(); !ok {
			break
		}
	}
	r.machine.Quiet(false)
	return r.machine.StepNumber()
}

// slack is how many steps earlier than asked for an approach ends, so that going back step by step needs few of them.
const slack = 256

// thinOut drops every second keyframe of every branch, never the first of all.
func (s *Session) thinOut() {
	s.keys.interval = min(2*s.keys.interval, MaxSteps)
	for i := range s.branches {
		all := s.branches[i].keys
		kept := all[:0]
		for j, key := range all {
			// Other branches than the first have no keyframe at their beginning: keep the odd ones there.
			if (j%2 == 0) == (i == 0) {
				kept = append(kept, key)
				continue
			}
			s.keys.spare = append(s.keys.spare, key.machine)
			s.keys.count--
		}
		clear(all[len(kept):])
		s.branches[i].keys = kept
	}
}

// nearest finds the last keyframe at or before a step of a branch with this line. O(depth of branches * log keyframes).
func (s *Session) nearest(line []given, at int, step int64) keyframe {
	done := len(line)
	for {
		b := &s.branches[at]
		best := keyframe{step: -1}
		for i := range s.keys.extras {
			if x := &s.keys.extras[i]; x.machine != nil && x.branch == at && x.step <= step &&
				x.done <= done && x.step > best.step {
				best = x.keyframe
			}
		}
		n := sort.Search(len(b.keys), func(i int) bool { return b.keys[i].step > step || b.keys[i].done > done })
		if n > 0 && b.keys[n-1].step >= best.step {
			return b.keys[n-1]
		}
		if best.step >= 0 {
			return best
		}
		step, done, at = min(step, b.at), min(done, b.kept), b.parent
	}
}
