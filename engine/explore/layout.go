package explore

import (
	"math/bits"

	"github.com/quartet-os/quartet/engine"
)

// field is where one number of a vector stands in a packed key.
type field struct {
	word  uint32
	shift uint32
	mask  uint64
}

// run is a number of fields of one width that stand in one word, one behind the other.
type run struct {
	at, n        int
	word         int
	shift, width uint32
}

// layout packs vectors into keys of a fixed number of words. Numbers have the bits they need, and none
// stands across two words; a number that is always 0 has no place.
type layout struct {
	fields []field // by place in the vector
	runs   []run
	words  int
	most   uint32 // largest record
	rests  uint32 // largest rest
}

// newLayout makes a layout with room for the given largest numbers.
func newLayout(most []uint32) layout {
	l := layout{fields: make([]field, len(most))}
	used := uint32(64)
	for at, m := range most {
		width := uint32(bits.Len32(m))
		if width == 0 {
			continue
		}
		if used+width > 64 {
			l.words++
			used = 0
		}
		l.fields[at] = field{word: uint32(l.words - 1), shift: used, mask: 1<<width - 1}
		if k := len(l.runs) - 1; k >= 0 && used > 0 && l.runs[k].width == width && l.runs[k].at+l.runs[k].n == at {
			l.runs[k].n++
		} else {
			l.runs = append(l.runs, run{at: at, n: 1, word: l.words - 1, shift: used, width: width})
		}
		used += width
	}
	l.words = max(l.words, 1)
	return l
}

// pack writes a vector's key.
func (l *layout) pack(key []uint64, v engine.Vector) {
	clear(key)
	for i := range l.runs {
		r := &l.runs[i]
		word, shift := uint64(0), r.shift
		for _, x := range v[r.at : r.at+r.n] {
			word |= uint64(x) << (shift & 63)
			shift += r.width
		}
		key[r.word] |= word
	}
}

// unpack reads a key.
func (l *layout) unpack(v engine.Vector, key []uint64) {
	for i := range l.runs {
		r := &l.runs[i]
		word, mask := key[r.word]>>(r.shift&63), uint64(1)<<(r.width&63)-1
		part := v[r.at : r.at+r.n]
		for k := range part {
			part[k] = uint32(word & mask)
			word >>= r.width & 63
		}
	}
}

// get reads one number of a key.
func (l *layout) get(key []uint64, at int) uint32 {
	f := &l.fields[at]
	return uint32(key[f.word] >> (f.shift & 63) & f.mask)
}

// set changes one number in a key.
func (l *layout) set(key []uint64, at int, x uint32) {
	f := &l.fields[at]
	w := &key[f.word]
	*w = *w&^(f.mask<<(f.shift&63)) | uint64(x)<<(f.shift&63)
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
