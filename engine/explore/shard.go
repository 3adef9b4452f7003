package explore

import "github.com/quartet-os/quartet/engine/fair"

// shards is the number of parts of the set of states. It is fixed, so that the order of states is.
const (
	shards    = 16
	shardBits = 4
)

// A page holds so many words of keys, or one key, and at most so many nodes; the first page of a shard grows
// up to that, so that small searches stay small.
const (
	pageWords = 1 << 13
	pageBits  = 12
	firstPage = 32
)

// node names a state: its index in its shard, and the shard.
type node uint32

// noNode is the parent of a state that has none.
const noNode = node(0xffffffff)

func nodeOf(shard int, index int) node { return node(index<<shardBits | shard) }

func (n node) shard() int { return int(n) & (shards - 1) }
func (n node) index() int { return int(n >> shardBits) }

// shard is a set of keys in the order in which they came, each with the node it was first reached from.
type shard struct {
	words   int
	page    uint // a page holds 1<<page nodes
	n       int
	held    int64 // bytes of all pages but the first
	keys    [][]uint64
	parents [][]node
	table   []uint64 // open addressing, linear; an entry is 32 bits of hash and index plus 1
	limit   int      // entries at which the table grows
	touched uint64   // keeps the compiler from leaving out reads

	notes bool // the edges are kept too
	edges edgeList
}

func newShard(words int) shard {
	s := shard{words: words, table: make([]uint64, 2*firstPage), page: pageBits}
	for s.page > 0 && words<<s.page > pageWords {
		s.page--
	}
	s.limit = len(s.table) * 3 / 4
	return s
}

// key returns the key of a state.
func (s *shard) key(i int) []uint64 {
	at := (i & (1<<(s.page&63) - 1)) * s.words
	return s.keys[i>>(s.page&63)][at : at+s.words : at+s.words]
}

func (s *shard) parent(i int) node { return s.parents[i>>s.page][i&(1<<s.page-1)] }

// bytes returns the memory that the shard holds.
func (s *shard) bytes() int64 {
	total := int64(len(s.table))*8 + s.held
	if len(s.keys) > 0 {
		total += int64(cap(s.keys[0]))*8 + int64(cap(s.parents[0]))*4
	}
	return total + s.edges.bytes()
}

// growing returns the bytes of the table if it is soon to be made anew, else 0.
func (s *shard) growing() int64 {
	if s.n+s.n/8+firstPage < s.limit {
		return 0
	}
	return int64(len(s.table)) * 8
}

// place returns where a hash belongs in the table: a product instead of a remainder, so that any size will do
// and growing keeps the order.
func (s *shard) place(h uint32) int { return int(uint64(h) * uint64(len(s.table)) >> 32) }

// insert adds a key unless it is there, and gives its index.
func (s *shard) insert(key []uint64, h uint32, from node, stop *stop) int {
	for i := s.place(h); ; {
		e := s.table[i]
		if e == 0 {
			s.table[i] = uint64(h)<<32 | uint64(s.n+1)
			s.append(key, from)
			if s.n >= s.limit {
				s.grow(stop)
			}
			return s.n - 1
		}
		if at := int(uint32(e)) - 1; uint32(e>>32) == h && same(s.key(at), key) {
			return at
		}
		if i++; i == len(s.table) {
			i = 0
		}
	}
}

// find returns the index of a key.
func (s *shard) find(key []uint64, h uint32) (index int, ok bool) {
	for i := s.place(h); s.table[i] != 0; {
		e := s.table[i]
		if at := int(uint32(e)) - 1; uint32(e>>32) == h && same(s.key(at), key) {
			return at, true
		}
		if i++; i == len(s.table) {
			i = 0
		}
	}
	return 0, false
}

// ahead is how many keys are looked up together: their places in the table and then the keys found there
// are first only read, so that the waits for memory overlap.
const ahead = 64

// insertAll inserts keys, each followed by half a hash and its parent in one word, and, where edges are kept, by the
// label of the edge in another.
func (s *shard) insertAll(data []uint64, stop *stop) {
	step := s.words + 1
	if s.notes {
		step++
	}
	for len(data) > 0 {
		part := data[:min(len(data), ahead*step)]
		data = data[len(part):]
		touched := uint64(0)
		for k := s.words; k < len(part); k += step {
			h := uint32(part[k] >> 32)
			if e := s.table[s.place(h)]; e != 0 && uint32(e>>32) == h {
				touched += s.key(int(uint32(e)) - 1)[0]
			}
		}
		s.touched += touched
		for k := 0; k < len(part); k += step {
			last := part[k+s.words]
			at := s.insert(part[k:k+s.words:k+s.words], uint32(last>>32), node(last), stop)
			if s.notes {
				s.edges.add(node(last), uint32(at), fair.Label(part[k+s.words+1]))
			}
		}
	}
}

func same(a, b []uint64) bool {
	for i, w := range a {
		if w != b[i] {
			return false
		}
	}
	return true
}

func (s *shard) append(key []uint64, from node) {
	page := s.n >> s.page
	switch nodes := 1 << s.page; {
	case page == len(s.keys) && page == 0:
		nodes = min(nodes, firstPage)
		s.keys = append(s.keys, make([]uint64, 0, nodes*s.words))
		s.parents = append(s.parents, make([]node, 0, nodes))
	case page == len(s.keys):
		s.keys = append(s.keys, make([]uint64, 0, nodes*s.words))
		s.parents = append(s.parents, make([]node, 0, nodes))
		s.held += int64(nodes)*(int64(s.words)*8+4) + 48
	}
	s.keys[page] = append(s.keys[page], key...)
	s.parents[page] = append(s.parents[page], from)
	s.n++
}

// grow makes the table half as large again. A stop leaves it as it was; nothing is looked for after that.
func (s *shard) grow(stop *stop) {
	old := s.table
	s.table = make([]uint64, len(old)+len(old)/2)
	s.limit = len(s.table) * 3 / 4
	for k, e := range old {
		if e == 0 {
			continue
		}
		if k&0xffff == 0 && stop.on() {
			s.table = old
			return
		}
		i := s.place(uint32(e >> 32))
		for s.table[i] != 0 {
			if i++; i == len(s.table) {
				i = 0
			}
		}
		s.table[i] = e
	}
}
