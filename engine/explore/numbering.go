package explore

import "slices"

// numbering numbers sequences of words from 0.
type numbering struct {
	words []uint32
	ends  []int32
	hash  []uint32
	table []uint32
}

// bytes returns the memory that the numbering takes.
func (t *numbering) bytes() int64 {
	return int64(cap(t.words)+cap(t.ends)+cap(t.hash)+len(t.table)) * 4
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
