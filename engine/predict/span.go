package predict

import "github.com/quartet-os/quartet/engine"

// timeline is a run from its boot, as it stands behind each step.
type timeline []outcome

// span notes of questions about the run how long what they ask for stays as it is.
func (b *maker) span(all []*Question) {
	if b.line == nil {
		b.line = b.follow()
	}
	for _, q := range all {
		b.line.span(q)
	}
}

// follow makes the steps of a run that a sheet could show something of.
func (b *maker) follow() (all timeline) {
	e := b.e.Fork(nil)
	for step := 0; step <= b.length+mostRows && b.ctx.Err() == nil; step++ {
		all = append(all, outcome{e: e.Fork(nil), then: e.Snapshot(nil), over: true})
		if e.End().Kind != engine.NotEnded {
			break
		}
		e.Step()
	}
	return all
}

// span notes of a question how long what it asks for stays as it is. Who does a step, and what is asked of one who
// waits, is of one step alone.
func (t timeline) span(q *Question) {
	if q.Topic != Where && q.Topic != Amount && q.Topic != Value && q.Topic != Owner {
		return
	}
	from, till := q.asks()
	if till >= int64(len(t)) {
		return
	}
	for from > q.At+1 && q.fact.read(&t[from-1]) == q.fact.read(&t[from]) {
		from--
	}
	for till+1 < int64(len(t)) && q.fact.read(&t[till+1]) == q.fact.read(&t[till]) {
		till++
	}
	q.from, q.till = from, till
}
