package predict

import (
	"cmp"
	"slices"
)

// pool is questions of a kind that could stand on a sheet.
type pool struct {
	all   []*Question
	short error       // why there are few
	count [topics]int // of those that were taken
	told  bool        // some were left out for what stands on the sheet

	crowded bool // some were left out for others about the same state
}

// mostAtOnce is how many questions of a sheet are about one state of the run.
const mostAtOnce = 2

// take takes the next question that can stand on a sheet beside others, of a state and a topic that there are fewest
// of; nil where there is none. No words stand there twice, as they would of two rounds of a loop: only the states above
// them would tell them apart. Questions that are told apart by their answers may have the same.
func (p *pool) take(sheet []*Question) *Question {
	left, texts := len(p.all), map[string]bool{}
	for _, o := range sheet {
		texts[o.Text] = o.Kind != Mend
	}
	p.all = slices.DeleteFunc(p.all, func(q *Question) bool {
		return texts[q.Text] || slices.ContainsFunc(sheet, func(o *Question) bool { return clash(q, o) })
	})
	p.told = p.told || len(p.all) < left
	left = len(p.all)
	p.all = slices.DeleteFunc(p.all, func(q *Question) bool { return beside(q, sheet) >= mostAtOnce })
	p.crowded = p.crowded || len(p.all) < left
	best := -1
	for i, q := range p.all {
		if best < 0 || p.before(q, p.all[best], sheet) {
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

// putOff takes out what teaches least, how long the shortest schedule is that fails: it is asked when there is nothing
// else left.
func (p *pool) putOff() (last []*Question) {
	for _, q := range p.all {
		if q.side == asksFar {
			last = append(last, q)
		}
	}
	p.all = slices.DeleteFunc(p.all, func(q *Question) bool { return q.side == asksFar })
	return last
}

// before reports whether a question comes before another, which stands before it in the pool.
func (p *pool) before(q, other *Question, sheet []*Question) bool {
	return cmp.Or(cmp.Compare(beside(q, sheet), beside(other, sheet)),
		cmp.Compare(p.count[q.Topic], p.count[other.Topic])) < 0
}

// beside is how many questions of a sheet are about the state of the run that another is about.
func beside(q *Question, sheet []*Question) (n int) {
	for _, o := range sheet {
		if q.Kind == Next && o.Kind == Next && q.Topic != Ending && o.Topic != Ending && q.At == o.At {
			n++
		}
	}
	return n
}

// has is how many were taken.
func (p *pool) has() (n int) {
	for _, c := range p.count {
		n += c
	}
	return n
}
