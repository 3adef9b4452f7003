package session

import "github.com/quartet-os/quartet/engine"

// count is how many wait at the end of a pass, and how many are alive.
type count struct {
	pass, step    int64
	waiting, live int32
}

// counts is what all branches share about the counts that they keep: one a pass at first; when there are too many,
// every second is dropped, and from then on only every second is taken.
type counts struct {
	mask  int64 // a pass whose number has none of these bits is counted
	kept  int
	epoch int64
}

// mostCounts is how many counts are kept, those of all branches taken together.
const mostCounts = 4096

// countWaiting keeps how many wait at the end of the last pass.
func (s *Session) countWaiting() {
	b, c := &s.branches[s.current], s.counted()
	s.counts.epoch++
	if n := len(b.counts); n > 0 && b.counts[n-1].pass == c.pass {
		b.counts[n-1] = c
		return
	}
	b.counts = append(b.counts, c)
	if s.counts.kept++; s.counts.kept > mostCounts {
		s.thinCounts()
	}
}

func (s *Session) counted() count {
	waiting := s.now.Count(engine.Waiting) + s.now.Count(engine.TimedWaiting)
	live := s.now.Slots() - s.now.Count(engine.Free)
	return count{s.now.PassNumber(), s.pos, int32(waiting), int32(live)}
}

// recount counts again after a command at the end of the run.
func (s *Session) recount() {
	b := &s.branches[s.current]
	if n := len(b.counts); n > 0 && b.counts[n-1].step == s.pos && s.pos == b.length {
		b.counts[n-1] = s.counted()
		s.counts.epoch++
	}
}

// thinCounts drops every second count of every branch.
func (s *Session) thinCounts() {
	s.counts.mask = 2*s.counts.mask + 1
	s.counts.kept = 0
	for i := range s.branches {
		b := &s.branches[i]
		kept := b.counts[:0]
		for _, c := range b.counts {
			if c.pass&s.counts.mask == 0 {
				kept = append(kept, c)
			}
		}
		b.counts = kept
		s.counts.kept += len(kept)
	}
}

// Moment is a part of an overview.
type Moment struct {
	Step    int64 // the last one of it that is known
	Waiting int   // how many wait, on WAITING or TIMED-WAITING: rounded up, on the average of its passes
	Share   int   // and of a thousand who are alive
}

// Overview is the whole run of a branch, past and future, in some parts of equally many passes.
type Overview struct {
	Passes  int64
	Moments []Moment
	Most    int // who wait in any of them
}

// overview keeps the last one that was made.
type overview struct {
	made  bool
	of    int64 // the epoch of the counts
	last  Overview
	along []count
}

// Overview divides the whole run into parts. Of a run of more than some thousand passes not each is counted, but every
// second, fourth and so on. O(parts) when asked again, and O(counts) after a pass. It is valid until the next call.
func (s *Session) Overview(parts int) Overview {
	o, passes := &s.past.overview, s.branches[s.current].pass
	if parts <= 0 || passes == 0 {
		return Overview{}
	}
	if o.made && o.of == s.counts.epoch && len(o.last.Moments) == parts && o.last.Passes == passes {
		return o.last
	}
	o.along = s.along(o.along[:0], s.current, s.Length())
	o.made, o.of = true, s.counts.epoch
	o.last = Overview{Passes: passes, Moments: o.last.Moments[:0]}
	i, now := 0, Moment{}
	for part := range int64(parts) {
		last := ((part+1)*passes + int64(parts) - 1) / int64(parts)
		sum, n, live := 0, 0, 0
		for ; i < len(o.along) && o.along[i].pass <= last; i++ {
			sum, n, live = sum+int(o.along[i].waiting), n+1, live+int(o.along[i].live)
			now.Step = o.along[i].step
		}
		if n > 0 {
			now.Waiting, now.Share = (sum+n-1)/n, (1000*sum+live/2)/max(live, 1)
		}
		if part == int64(parts)-1 {
			now.Step = s.Length()
		}
		o.last.Most = max(o.last.Most, now.Waiting)
		o.last.Moments = append(o.last.Moments, now)
	}
	return o.last
}

// along gathers the counts of a branch from the boot on, up to a step.
func (s *Session) along(into []count, at int, limit int64) []count {
	b := &s.branches[at]
	if b.parent >= 0 {
		into = s.along(into, b.parent, b.at-1)
	}
	for _, c := range b.counts {
		if c.step > limit {
			break
		}
		into = append(into, c)
	}
	return into
}
