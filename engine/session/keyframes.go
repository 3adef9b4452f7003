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
}

func (k *keyring) setUp(e *engine.Engine) {
	k.each = e.Bytes()
	k.budget = LargeBudget
	if len(e.Snapshot(nil).Coroutines) <= SmallScene {
		k.budget = SmallBudget
	}
	k.interval = firstInterval
}

func (k *keyring) due(step int64, done int) bool { return step >= k.atStep || done >= k.atDone }

// KeyframeBytes is the memory that keyframes take at present.
func (s *Session) KeyframeBytes() int { return (s.keys.count + len(s.keys.spare)) * s.keys.each }

// KeyframeInterval is the number of steps between two keyframes.
func (s *Session) KeyframeInterval() int64 { return s.keys.interval }

// addKey keeps a copy of the machine as it is now. When the budget is used up, every second keyframe is dropped and the
// interval doubled.
func (s *Session) addKey() {
	k := &s.keys
	k.each = max(k.each, s.now.Bytes())
	// Machines too large for the budget still get one keyframe beside the first.
	k.budget = max(k.budget, 2*k.each)
	for (k.count+1)*k.each > k.budget && k.count > 1 {
		s.thinOut()
	}
	for (k.count+1+len(k.spare))*k.each > k.budget && len(k.spare) > 1 {
		k.spare = k.spare[:len(k.spare)-1]
	}
	if (k.count+1)*k.each <= k.budget {
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
		n := sort.Search(len(b.keys), func(i int) bool { return b.keys[i].step > step || b.keys[i].done > done })
		if n > 0 {
			return b.keys[n-1]
		}
		step, done, at = min(step, b.at), min(done, b.kept), b.parent
	}
}
