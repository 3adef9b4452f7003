package explore

import (
	"slices"
	"unsafe"

	"github.com/quartet-os/quartet/engine"
)

// memo remembers what a pass does. Where no coroutine can tell one of the others from another, that depends
// on little: the record of the one that runs, the queues with the records of those who stand in them, how
// full the work queues are, which mutexes are taken, and the rest. Who stands where, and who else is ready,
// makes no difference. So a pass that was done once by the machine is done again by writing down its effect
// under other names. It changes no state, count or schedule; a test compares both ways.
//
// Two things are looked at anew each time, because they do depend on everybody: whether a cycle of mutexes
// has closed, and whether anyone is left who can run.
type memo struct {
	codec   *engine.Codec
	shared  numbering // of what all coroutines have before them
	entries []*entry
	table   []uint32 // open addressing: index in entries plus 1
	words   []uint32

	line  []uint32 // of the state at hand: those on wait queues, then those on wait lists; places plus 1
	queue int      // how many of line are on wait queues
	at    uint32   // number of what all have before them

	held, most   int64 // bytes that the entries take, and that the memo may take
	asked, known int
	off          bool
	spins        bool // there are spinlocks

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
	leastAble      int  // of those who are ready for more than to spin
}

const (
	memoEntries = 1 << 16 // more are not remembered
	memoTrial   = 1 << 13 // passes after which a memo that rarely knows is given up
)

func newMemo(codec *engine.Codec, most int64) *memo {
	m := &memo{codec: codec, most: most, off: !codec.Memorable, spins: codec.Spinlocks, slots: codec.Slots}
	m.forget()
	m.owners, m.lengths, m.rest, m.orders = codec.Owners, codec.Lengths, codec.Rest, codec.Orders
	return m
}

// forget empties the memo.
func (m *memo) forget() {
	m.entries, m.held = nil, 0
	m.table, m.shared = make([]uint32, 64), newNumbering()
}

// bytes returns the memory that the memo takes.
func (m *memo) bytes() int64 {
	return m.held + m.shared.bytes() + int64(len(m.table))*4 + int64(cap(m.entries))*8
}

// view works out what all coroutines of a state have before them. A memo that has grown too large begins anew.
func (m *memo) view(v engine.Vector) {
	if m.held > m.most/2 || m.shared.bytes() > m.most/2 {
		m.forget()
	}
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
	if m.spins {
		m.viewSpinners(v)
	}
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

// viewSpinners adds which owners spin: whoever tries their spinlock in vain may spin for good.
func (m *memo) viewSpinners(v engine.Vector) {
	spin := uint32(0)
	for k, o := range v[m.owners:m.lengths] {
		if o > 0 && m.codec.Spins(v[o-1]) {
			spin |= 1 << (k & 31)
		}
		if k&31 == 31 {
			m.words = append(m.words, spin)
			spin = 0
		}
	}
	m.words = append(m.words, spin)
}

// find returns the entry for the runner at place i of v, without outcomes when it is new; nil says that there
// is no room for one more.
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
		e := m.entries[m.table[at]-1]
		if e.shared == m.at && e.record == v[i] && e.place == place && e.owned == owned {
			m.known++
			return e
		}
	}
	if len(m.entries) >= memoEntries {
		return nil
	}
	e := &entry{shared: m.at, record: v[i], place: place, owned: owned}
	m.entries = append(m.entries, e)
	m.held += int64(unsafe.Sizeof(*e))
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

// tired reports whether the memo is not worth its while: passes of this scene depend on too much.
func (m *memo) tired() bool {
	if m.asked > memoTrial && m.known < m.asked/2 {
		m.off = true
	}
	return m.off
}
