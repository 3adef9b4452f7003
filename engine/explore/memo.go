package explore

import (
	"slices"

	"github.com/quartet-os/quartet/engine"
)

// memo remembers what a pass does. Where no coroutine can tell one of the others from another, that depends on little:
// the record of the one that runs, the queues with the records of those who stand in them, how full the work queues are,
// which mutexes are taken, and the rest. Who stands where, and who else is ready, makes no difference. So a pass that was
// done once by the machine is done again by writing down its effect under other names. It changes no state, count or
// schedule; a test compares both ways.
//
// Two things are looked at anew each time, because they do depend on everybody: whether a cycle of mutexes has closed,
// and whether anyone is left who can run.
type memo struct {
	codec   *engine.Codec
	shared  numbering // of what all coroutines have before them
	entries []*entry
	table   []uint32 // open addressing: index in entries plus 1
	words   []uint32

	line  []uint32 // of the state at hand: those on wait queues, then those on wait lists; places plus 1
	queue int      // how many of line are on wait queues
	at    uint32   // number of what all have before them

	asked, known int
	off          bool

	owners, lengths, rest, orders, slots int // of a vector
}

// entry is what one kind of runner does in one kind of state: one outcome for each way its choices fall.
type entry struct {
	shared, record uint32
	place          uint32 // where in line the runner stands, plus 1, on a wait queue and on a wait list
	owned          uint64
	outcomes       []outcome
	unfit          bool // what the pass does cannot be said without names
	last           bool // some outcome leaves fewer ready
	leastReady     int  // and by how many
}

// outcome is the effect of a pass. Coroutines are named by where they stood: runner, or a place in line.
type outcome struct {
	kind    string
	lasts   bool
	record  uint32
	rest    uint32
	lengths []uint32
	owners  []uint8 // by mutex: unchanged, nobody, runner, or 3 plus a place in line
	changed []change
	queue   []uint8 // the new line on wait queues: 0 runner, or 1 plus a place in line
	list    []uint8
	ready   int // how many more are ready

	queueSame, listSame int  // how many at the front of each line stay where they are
	blocks              bool // the runner waits for a mutex
}

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

const (
	memoEntries = 1 << 16 // more are not remembered
	memoTrial   = 1 << 13 // passes after which a memo that rarely knows is given up
)

func newMemo(codec *engine.Codec) *memo {
	m := &memo{codec: codec, off: !codec.Memorable(), table: make([]uint32, 64), shared: newNumbering(), slots: codec.Slots()}
	m.owners, m.lengths, m.rest, m.orders = codec.Parts()
	return m
}

// view works out what all coroutines of a state have before them.
func (m *memo) view(v engine.Vector) {
	m.line, m.words = m.line[:0], m.words[:0]
	taken := uint32(0)
	for k, o := range v[m.owners:m.lengths] {
		if o > 0 {
			taken |= 1 << (k & 31)
		}
		if k&31 == 31 {
			m.words = append(m.words, taken)
			taken = 0
		}
	}
	m.words = append(m.words, taken)
	m.words = append(m.words, v[m.lengths:m.rest+1]...)
	for _, s := range v[m.orders : m.orders+m.slots] {
		if s == 0 {
			break
		}
		m.line = append(m.line, s)
		m.words = append(m.words, v[s-1]+1)
	}
	m.queue = len(m.line)
	m.words = append(m.words, 0)
	for _, s := range v[m.orders+m.slots:] {
		if s == 0 {
			break
		}
		m.words = append(m.words, v[s-1]+1, uint32(slices.Index(m.line[:m.queue], s))+1)
		m.line = append(m.line, s)
	}
	m.at = m.shared.number(m.words)
}

// find gives the entry for the runner at place i of v, without outcomes when it is new; nil says that there is no room
// for one more.
func (m *memo) find(v engine.Vector, i int) *entry {
	m.asked++
	owned, place := uint64(0), uint32(0)
	for k, o := range v[m.owners:m.lengths] {
		if o == uint32(i)+1 {
			owned |= 1 << k
		}
	}
	for k, s := range m.line {
		if s == uint32(i)+1 {
			place = place<<16 | uint32(k+1)
		}
	}
	mask := uint32(len(m.table) - 1)
	at := mixed(m.at, v[i], place, owned) & mask
	for ; m.table[at] != 0; at = (at + 1) & mask {
		if e := m.entries[m.table[at]-1]; e.shared == m.at && e.record == v[i] && e.place == place && e.owned == owned {
			m.known++
			return e
		}
	}
	if len(m.entries) >= memoEntries {
		return nil
	}
	e := &entry{shared: m.at, record: v[i], place: place, owned: owned}
	m.entries = append(m.entries, e)
	m.table[at] = uint32(len(m.entries))
	if 2*len(m.entries) > len(m.table) {
		m.grow()
	}
	return e
}

func mixed(shared, record, place uint32, owned uint64) uint32 {
	h := shared*0x9e3779b1 ^ record*0x85ebca6b ^ place*0xc2b2ae35 ^ uint32(owned)*0x27d4eb2f ^ uint32(owned>>32)
	return h ^ h>>15
}

func (m *memo) grow() {
	m.table = make([]uint32, 2*len(m.table))
	mask := uint32(len(m.table) - 1)
	for i, e := range m.entries {
		at := mixed(e.shared, e.record, e.place, e.owned) & mask
		for m.table[at] != 0 {
			at = (at + 1) & mask
		}
		m.table[at] = uint32(i + 1)
	}
}

// tired says whether the memo is not worth its while: passes of this scene depend on too much.
func (m *memo) tired() bool {
	if m.asked > memoTrial && m.known < m.asked/2 {
		m.off = true
	}
	return m.off
}

// learn adds what the runner at place i has just made of v: next, if the pass led to a state, and its kind of finding.
func (m *memo) learn(e *entry, v, next engine.Vector, i int, kind string, lasts bool) {
	o := outcome{kind: kind, lasts: lasts}
	if lasts && !m.describe(&o, v, next, i) {
		e.unfit = true
	}
	e.outcomes = append(e.outcomes, o)
	if lasts {
		e.last, e.leastReady = e.last || o.ready < 0, min(e.leastReady, o.ready)
	}
}

// describe says what changed from v to next without names; false when that cannot be.
func (m *memo) describe(o *outcome, v, next engine.Vector, i int) bool {
	owners, lengths, rest, orders, n := m.owners, m.lengths, m.rest, m.orders, m.slots
	o.record, o.rest = next[i], next[rest]
	o.blocks = m.codec.WaitsFor(o.record) >= 0
	for s := range n {
		if m.codec.Ready(v[s]) {
			o.ready--
		}
		if m.codec.Ready(next[s]) {
			o.ready++
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

// patch is apply to a packed key. It needs a codec in which the canonical form of a vector is the vector itself.
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

// numbering numbers sequences of words from 0.
type numbering struct {
	words []uint32
	ends  []int32
	hash  []uint32
	table []uint32
}

func newNumbering() numbering { return numbering{table: make([]uint32, 64)} }

func (t *numbering) number(words []uint32) uint32 {
	h := uint64(14695981039346656037)
	for _, w := range words {
		h = (h ^ uint64(w)) * 0x9e3779b97f4a7c15
		h ^= h >> 29
	}
	h32 := uint32(h >> 20)
	mask := uint32(len(t.table) - 1)
	at := h32 & mask
	for ; t.table[at] != 0; at = (at + 1) & mask {
		id := t.table[at] - 1
		from := int32(0)
		if id > 0 {
			from = t.ends[id-1]
		}
		if t.hash[id] == h32 && slices.Equal(t.words[from:t.ends[id]], words) {
			return id
		}
	}
	t.words = append(t.words, words...)
	t.ends = append(t.ends, int32(len(t.words)))
	t.hash = append(t.hash, h32)
	t.table[at] = uint32(len(t.ends))
	if 2*len(t.ends) > len(t.table) {
		t.table = make([]uint32, 2*len(t.table))
		mask = uint32(len(t.table) - 1)
		for i, h := range t.hash {
			at := h & mask
			for t.table[at] != 0 {
				at = (at + 1) & mask
			}
			t.table[at] = uint32(i + 1)
		}
	}
	return uint32(len(t.ends) - 1)
}
