package explore

import (
	"slices"
	"unsafe"

	"github.com/quartet-os/quartet/engine"
)

// outcome is the effect of a pass. Coroutines are named by where they stood: runner, or a place in line.
type outcome struct {
	kind    engine.Ending
	lasts   bool
	mark    bool // its coroutine makes a mark
	record  uint32
	rest    uint32
	lengths []uint32
	owners  []uint8 // by mutex: unchanged, nobody, runner, or 3 plus a place in line
	changed []change
	queue   []uint8 // the new line on wait queues: 0 runner, or 1 plus a place in line
	list    []uint8
	ready   int // how many more are ready
	able    int // and how many of them for more than to spin

	queueSame, listSame int  // how many at the front of each line stay where they are
	blocks              bool // the runner waits for a mutex
}

// bytes returns the memory that an outcome takes.
func (o *outcome) bytes() int64 {
	return int64(unsafe.Sizeof(*o)) + int64(len(o.lengths)*4+len(o.owners)+len(o.changed)*8+len(o.queue)+len(o.list))
}

// mostOutcomes is how many alternatives of a pass are remembered; a pass that has more is done again each time.
const mostOutcomes = 64

type change struct {
	place  uint8
	record uint32
}

const (
	ownerSame = iota
	ownerNone
	ownerRunner
	ownerLine
)

// learn adds what the runner at place i has just made of v: next, if the pass led to a state, and its kind
// of finding.
func (m *memo) learn(e *entry, v, next engine.Vector, i int, kind engine.Ending, lasts, mark bool) {
	o := outcome{kind: kind, lasts: lasts, mark: mark}
	if lasts && !m.describe(&o, v, next, i) {
		e.unfit = true
	}
	e.outcomes = append(e.outcomes, o)
	m.held += o.bytes()
	if lasts {
		e.last, e.leastReady, e.leastAble = e.last || o.ready < 0, min(e.leastReady, o.ready), min(e.leastAble, o.able)
	}
}

// describe says what changed from v to next without names; false when that cannot be.
func (m *memo) describe(o *outcome, v, next engine.Vector, i int) bool {
	owners, lengths, rest, orders, n := m.owners, m.lengths, m.rest, m.orders, m.slots
	o.record, o.rest = next[i], next[rest]
	o.blocks = m.codec.Standing(o.record).Mutex >= 0 // a memo knows of no joins: they tell coroutines apart
	for s := range n {
		if m.codec.Ready(v[s]) {
			o.ready--
			o.able -= able(m.codec, v[s])
		}
		if m.codec.Ready(next[s]) {
			o.ready++
			o.able += able(m.codec, next[s])
		}
	}
	o.lengths = append([]uint32(nil), next[lengths:rest]...)
	where := func(s uint32) int { return slices.Index(m.line, s) }
	for k := owners; k < lengths; k++ {
		code := ownerSame
		switch s := next[k]; {
		case s == v[k]:
		case s == 0:
			code = ownerNone
		case s == uint32(i)+1:
			code = ownerRunner
		case where(s) >= 0:
			code = ownerLine + where(s)
		default:
			return false
		}
		o.owners = append(o.owners, uint8(code))
	}
	for s := range n {
		if s == i || next[s] == v[s] {
			continue
		}
		at := where(uint32(s) + 1)
		if at < 0 {
			return false
		}
		o.changed = append(o.changed, change{uint8(at), next[s]})
	}
	var ok1, ok2 bool
	o.queue, ok1 = m.spell(next[orders:orders+n], i)
	o.list, ok2 = m.spell(next[orders+n:], i)
	o.queueSame, o.listSame = unchanged(o.queue, 1), unchanged(o.list, m.queue+1)
	return ok1 && ok2
}

// able is 1 for somebody ready who can do more than try a spinlock that may never be free.
func able(codec *engine.Codec, record uint32) int {
	if codec.Spins(record) {
		return 0
	}
	return 1
}

// unchanged counts the codes at the front that say: as it was.
func unchanged(codes []uint8, first int) int {
	for k, code := range codes {
		if int(code) != first+k {
			return k
		}
	}
	return len(codes)
}

// spell writes a line of waiters without names.
func (m *memo) spell(line []uint32, i int) (codes []uint8, ok bool) {
	for _, s := range line {
		switch at := slices.Index(m.line, s); {
		case s == 0:
			return codes, true
		case s == uint32(i)+1:
			codes = append(codes, 0)
		case at >= 0:
			codes = append(codes, uint8(at+1))
		default:
			return nil, false
		}
	}
	return codes, true
}

// apply does an outcome's effect to v, with the coroutine at place i as the runner.
func (m *memo) apply(o *outcome, v, next engine.Vector, i int) {
	owners, lengths, rest, orders, n := m.owners, m.lengths, m.rest, m.orders, m.slots
	copy(next[:rest], v)
	next[rest] = o.rest
	next[i] = o.record
	for k, code := range o.owners {
		switch {
		case code == ownerSame:
		case code == ownerNone:
			next[owners+k] = 0
		case code == ownerRunner:
			next[owners+k] = uint32(i) + 1
		default:
			next[owners+k] = m.line[code-ownerLine]
		}
	}
	copy(next[lengths:rest], o.lengths)
	for _, c := range o.changed {
		next[m.line[c.place]-1] = c.record
	}
	m.unspell(next[orders:orders+n], o.queue, i)
	m.unspell(next[orders+n:], o.list, i)
}

// patch is apply to a packed key. It needs a codec in which the canonical form of a vector is the vector
// itself.
func (m *memo) patch(o *outcome, v engine.Vector, key []uint64, l *layout, i int) {
	l.set(key, i, o.record)
	if o.rest != v[m.rest] {
		l.set(key, m.rest, o.rest)
	}
	for k, n := range o.lengths {
		if at := m.lengths + k; n != v[at] {
			l.set(key, at, n)
		}
	}
	for k, code := range o.owners {
		switch {
		case code == ownerSame:
		case code == ownerNone:
			l.set(key, m.owners+k, 0)
		case code == ownerRunner:
			l.set(key, m.owners+k, uint32(i)+1)
		default:
			l.set(key, m.owners+k, m.line[code-ownerLine])
		}
	}
	for _, c := range o.changed {
		l.set(key, int(m.line[c.place])-1, c.record)
	}
	m.patchLine(o.queue, o.queueSame, m.queue, key, l, m.orders, i)
	m.patchLine(o.list, o.listSame, len(m.line)-m.queue, key, l, m.orders+m.slots, i)
}

// patchLine writes a line from the first place that changed on.
func (m *memo) patchLine(codes []uint8, same, before int, key []uint64, l *layout, at, i int) {
	for k := same; k < len(codes); k++ {
		s := uint32(i) + 1
		if code := codes[k]; code > 0 {
			s = m.line[code-1]
		}
		l.set(key, at+k, s)
	}
	for k := len(codes); k < before; k++ {
		l.set(key, at+k, 0)
	}
}

func (m *memo) unspell(line []uint32, codes []uint8, i int) {
	for k, code := range codes {
		line[k] = uint32(i) + 1
		if code > 0 {
			line[k] = m.line[code-1]
		}
	}
	clear(line[len(codes):])
}
