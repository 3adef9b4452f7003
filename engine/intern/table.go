// Package intern keeps sequences of words, each once, and numbers them.
package intern

import "slices"

// Table holds sequences of words, each once, and numbers them from 0. It grows by blocks, so that growing
// copies little and takes no more memory than it then holds. The zero Table takes nothing in before Empty.
// Looking up is safe from several goroutines as long as nobody adds. Hashes are the caller's: equal sequences
// have equal ones.
type Table struct {
	blocks [][]int64 // a sequence stands in one block
	pages  [][]sequence
	n      int
	used   int64    // bytes of what it holds, without room to grow
	slots  []uint32 // open addressing: number plus 1
}

// sequence says where a sequence stands.
type sequence struct{ hash, block, from, to uint32 }

const (
	blockWords = 1 << 13
	pageBits   = 10
	pageSize   = 1 << pageBits
)

// New returns an empty table.
func New() Table { return Table{slots: make([]uint32, 16)} }

// Count returns how many sequences there are.
func (t *Table) Count() int { return t.n }

// Bytes returns the memory that the table holds.
func (t *Table) Bytes() int64 {
	total := int64(len(t.slots)) * 4
	for _, b := range t.blocks {
		total += int64(cap(b)) * 8
	}
	for _, p := range t.pages {
		total += int64(cap(p)) * 16
	}
	return total
}

// Used returns the bytes of what the table holds, without room to grow.
func (t *Table) Used() int64 { return t.used }

// Empty forgets all sequences and keeps the memory of a few.
func (t *Table) Empty() {
	if t.slots == nil {
		*t = New()
	}
	if t.n == 0 {
		return
	}
	if len(t.slots) > 4*pageSize {
		*t = New()
		return
	}
	clear(t.slots)
	t.n, t.used, t.blocks, t.pages = 0, 0, t.blocks[:1], t.pages[:1]
	t.blocks[0], t.pages[0] = t.blocks[0][:0], t.pages[0][:0]
}

// At returns the words of a number.
func (t *Table) At(n uint32) []int64 {
	s := &t.pages[n>>pageBits][n&(pageSize-1)]
	return t.blocks[s.block][s.from:s.to]
}

// HashAt returns the hash of a number.
func (t *Table) HashAt(n uint32) uint32 { return t.pages[n>>pageBits][n&(pageSize-1)].hash }

// Find returns the number of a sequence.
func (t *Table) Find(words []int64, hash uint32) (uint32, bool) {
	mask := uint32(len(t.slots) - 1)
	for i := hash & mask; ; i = (i + 1) & mask {
		n := t.slots[i]
		if n == 0 {
			return 0, false
		}
		if t.HashAt(n-1) == hash && slices.Equal(t.At(n-1), words) {
			return n - 1, true
		}
	}
}

// Add returns the number of a sequence, a new one if need be.
func (t *Table) Add(words []int64, hash uint32) (n uint32, isNew bool) {
	if n, ok := t.Find(words, hash); ok {
		return n, false
	}
	if 4*(t.n+1) > 3*len(t.slots) {
		t.slots = make([]uint32, 2*len(t.slots))
		for i := range uint32(t.n) {
			t.enter(t.HashAt(i), i+1)
		}
	}
	s := t.keep(words)
	s.hash = hash
	if page := t.n >> pageBits; page == len(t.pages) {
		size := pageSize
		if page == 0 {
			size = 16
		}
		t.pages = append(t.pages, make([]sequence, 0, size))
	}
	last := len(t.pages) - 1
	t.pages[last] = append(t.pages[last], s)
	t.n++
	t.used += int64(len(words))*8 + 24
	t.enter(hash, uint32(t.n))
	return uint32(t.n - 1), true
}

// keep puts words into a block.
func (t *Table) keep(words []int64) sequence {
	last := len(t.blocks) - 1
	if last < 0 || len(t.blocks[last])+len(words) > blockWords {
		size := max(blockWords, len(words))
		if last < 0 {
			size = max(16, len(words))
		}
		t.blocks = append(t.blocks, make([]int64, 0, size))
		last++
	}
	from := len(t.blocks[last])
	t.blocks[last] = append(t.blocks[last], words...)
	return sequence{block: uint32(last), from: uint32(from), to: uint32(from + len(words))}
}

func (t *Table) enter(hash, entry uint32) {
	mask := uint32(len(t.slots) - 1)
	i := hash & mask
	for t.slots[i] != 0 {
		i = (i + 1) & mask
	}
	t.slots[i] = entry
}
