package predict

import (
	"slices"

	"github.com/quartet-os/quartet/engine/program"
)

// side is what a question has to do with what comes of every schedule of the scene.
type side uint8

const (
	neither   side = iota
	asksAll        // what comes of them
	asksFar        // how soon one fails, and tells that some do
	tellsAll       // what comes of them, and asks something else
	tellsNone      // that none fails, and asks something else
)

// grains are some of those at which schedules are tried.
type grains uint8

// grainsOf makes a set of some.
func grainsOf(all ...program.Grain) (set grains) {
	for _, g := range all {
		set |= 1 << g
	}
	return set
}

// apart leaves out of questions about verdicts those that others would answer: a sheet that tells what comes of every
// schedule does not ask it, and none asks it twice. Cures tell it, and how soon one fails. Where there are none the
// first question that does either decides.
func apart(all, cures []*Question) []*Question {
	decided, asks, told := len(cures) > 0, false, grains(0)
	for _, q := range cures {
		told |= q.grains
	}
	return slices.DeleteFunc(all, func(q *Question) bool {
		if q.side == neither {
			return false
		}
		if !decided {
			decided, asks = true, q.side == asksAll
		}
		if asks != (q.side == asksAll) || q.side <= asksFar && q.grains&told != 0 {
			return true
		}
		if asks {
			told |= q.grains
		}
		return false
	})
}
