package explore

import (
	"math/bits"

	"github.com/quartet-os/quartet/engine"
)

// field is where one number of a vector stands in a packed key.
type field struct {
	at    int32 // in the vector
	word  int32
	shift uint32
	mask  uint32
}

// layout packs vectors into keys of a fixed number of words. Numbers have the bits they need, and none stands across two
// words; a number that is always 0 has no place.
type layout struct {
	fields []field
	words  int
	size   int    // of a vector
	most   uint32 // largest record
	rests  uint32 // largest rest
}

// newLayout makes a layout with room for the given largest numbers.
func newLayout(most []uint32) layout {
	l := layout{size: len(most)}
	used := uint32(64)
	for i, m := range most {
		width := uint32(bits.Len32(m))
		if width == 0 {
			continue
		}
		if used+width > 64 {
			l.words++
			used = 0
		}
		l.fields = append(l.fields, field{at: int32(i), word: int32(l.words - 1), shift: used, mask: uint32(1<<width - 1)})
		used += width
	}
	l.words = max(l.words, 1)
	return l
}

// pack writes a vector's key.
func (l *layout) pack(key []uint64, v engine.Vector) {
	clear(key)
	for i := range l.fields {
		f := &l.fields[i]
		key[f.word] |= uint64(v[f.at]) << f.shift
	}
}

// unpack reads a key.
func (l *layout) unpack(v engine.Vector, key []uint64) {
	for i := range l.fields {
		f := &l.fields[i]
		v[f.at] = uint32(key[f.word]>>f.shift) & f.mask
	}
}

// hash mixes a key. Its low bits choose the shard, its high half the place in the shard's table.
func hash(key []uint64) uint64 {
	h := uint64(0x9e3779b97f4a7c15)
	for _, w := range key {
		h = (h ^ w) * 0xd6e8feb86659fd93
		h ^= h >> 32
	}
	h *= 0xd6e8feb86659fd93
	return h ^ h>>29
}
