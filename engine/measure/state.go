package measure

import "math"

// State is what becomes of a queue in the long run.
type State uint8

// The eventual states.
const (
	TooEarly State = iota // the interval does not exclude the others yet
	Empties               // on average less than a third full
	Balanced              // between
	Fills                 // more than two thirds full
)

// String names the state.
func (s State) String() string {
	return [...]string{"too early to say", "empties", "balanced", "fills"}[s&3]
}

// patience is the least number of items, and of batches, that a verdict rests on.
const patience = 20

// state names the eventual state of a queue by its mean filling: below a third, between, or above two thirds.
// It is named only when the whole 95 % interval lies in that third, and when the later half of the time does
// not say otherwise.
func (s *sample) state(q int) State {
	items := s.total[channel(takes).of(q)] + s.total[channel(puts).of(q)]
	if s.m.queues[q].max < 1 || s.batches < patience || items < patience {
		return TooEarly
	}
	half := *s
	half.batches = s.batches / 2
	half.from = s.from + (s.batches-half.batches)*s.size
	half.total = make([]float64, len(s.total))
	for i := half.from; i < half.from+half.batches*half.size; i++ {
		for c, v := range s.m.buckets.at(i) {
			half.total[c] += v
		}
	}
	all, late := s.third(q), half.third(q)
	if all != late {
		return TooEarly
	}
	return all
}

// third says in which third the interval of the mean filling lies.
func (s *sample) third(q int) State {
	fill := s.ratio(lengthArea.of(q), ticks).by(float64(s.m.queues[q].max))
	switch {
	case math.IsNaN(fill.Error):
		return TooEarly
	case fill.High < 1./3:
		return Empties
	case fill.Low > 2./3:
		return Fills
	case fill.Low > 1./3 && fill.High < 2./3:
		return Balanced
	}
	return TooEarly
}
