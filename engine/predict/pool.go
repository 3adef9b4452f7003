package predict

import "slices"

// pool is questions of a kind that could stand on a sheet.
type pool struct {
	all   []*Question
	short error       // why there are few
	count [topics]int // of those that were taken
	told  bool        // some were left out for what stands on the sheet
}

// take takes the next question that can stand on a sheet beside others, of the topic that there are fewest of; nil
// where there is none.
func (p *pool) take(sheet []*Question) *Question {
	left := len(p.all)
	p.all = slices.DeleteFunc(p.all, func(q *Question) bool {
		return slices.ContainsFunc(sheet, func(o *Question) bool { return clash(q, o) })
	})
	p.told = p.told || len(p.all) < left
	best := -1
	for i, q := range p.all {
		if best < 0 || p.count[q.Topic] < p.count[p.all[best].Topic] {
			best = i
		}
	}
	if best < 0 {
		return nil
	}
	q := p.all[best]
	p.all = slices.Delete(p.all, best, best+1)
	p.count[q.Topic]++
	return q
}

// has is how many were taken.
func (p *pool) has() (n int) {
	for _, c := range p.count {
		n += c
	}
	return n
}
