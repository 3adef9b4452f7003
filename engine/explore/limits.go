package explore

import (
	"runtime"
	"unsafe"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
)

// mostWorkers is how many workers are of use where there are fewer cores: as many as there are shards.
const mostWorkers = shards

// What a chunk may bring from one wave: enough that an ordinary one is never cut short, and little enough that
// the chunks of a wave do not count beside the states.
const (
	mostRoom  = 512 << 10 // bytes
	leastMade = 16        // states that it may bring however near the limit is
)

// needs returns the memory that a search with so many workers takes before it keeps a state: the machine that was
// asked about, where the schedule begins, where the search does, one a worker, and three to go the way to a
// finding again; beside each its vectors.
func needs(e *engine.Engine, workers int) int64 {
	machine := int64(e.Probe().Bytes())
	vectors := int64(e.Slots()) * (3*2*4 + 28 + 12)
	layout := int64(e.Slots()) * 3 * 24
	return machine*int64(6+workers) + vectors*int64(1+workers) + layout
}

// staff bounds the workers by what is of use and by memory. It is false where not even one fits.
func (opt *Options) staff(e *engine.Engine) bool {
	opt.Workers = min(opt.Workers, max(mostWorkers, runtime.GOMAXPROCS(0)))
	for opt.Workers > 1 && needs(e, opt.Workers) > opt.MaxMemory/2 {
		opt.Workers--
	}
	return needs(e, opt.Workers) <= opt.MaxMemory
}

// count returns the number of states and the bytes that they take.
func (s *search) count() (states, bytes int64) {
	for i := range s.shards {
		states += int64(s.shards[i].n)
		bytes += s.shards[i].bytes()
	}
	return states, bytes + s.codec.Bytes()
}

// reserve returns the memory that the search holds beside its states, and what it is about to need: tables that
// are nearly full will be made anew, half as large again, while the old ones are still there.
func (s *search) reserve() int64 {
	total, largest := s.fixed+int64(len(s.marks))*8*shards, int64(0)
	for i := range s.chunks {
		total += s.chunks[i].bytes()
	}
	for _, w := range s.workers {
		total += w.memo.bytes()
	}
	for i := range s.shards {
		if table := s.shards[i].growing(); table > 0 {
			total += table / 2
			largest = max(largest, table)
		}
	}
	return total + largest*int64(len(s.workers)) + s.graph()
}

// What a graph of states takes beside the notes of its edges, whose room its edges then have: whose state an edge is
// of, who is ready, circles, ways back and a lasso. A law about what comes has edges of its own, for leadsTo twice as
// many.
const (
	bytesOfVertex = 44
	bytesOfEdge   = 10
)

// graph returns the memory that a graph of the states so far needs, where one is to be made.
func (s *search) graph() (total int64) {
	if s.workers[0].marks == nil {
		return 0
	}
	for i := range s.shards {
		total += int64(s.shards[i].n) * bytesOfVertex
	}
	if law := s.opt.future; law != nil {
		copies := int64(1)
		if law.Kind == program.LeadsTo {
			copies = 2
		}
		for i := range s.shards {
			total += s.shards[i].edges.bytes() / int64(unsafe.Sizeof(edgeNote{})) * bytesOfEdge * copies
		}
	}
	return total
}

// limits tells how far the search has come, and whether it must stop; if not, it allots the next wave.
func (s *search) limits() why {
	states, bytes := s.count()
	if s.opt.Progress != nil {
		s.opt.Progress(Progress{
			States: states, Transitions: s.tally.transitions, Depth: s.level, Found: s.found != nil, Bytes: bytes,
		})
	}
	held := bytes + s.reserve()
	if s.keeps() && (s.found != nil || held >= s.opt.MaxMemory) {
		s.dropped = s.found == nil
		s.dropEdges()
		_, bytes = s.count()
		held = bytes + s.reserve()
	}
	why := finished
	switch {
	case s.found != nil && states > s.opt.Beyond && !s.opt.fates:
		why = enough
	case states >= s.opt.MaxStates:
		why = tooMany
	case held >= s.opt.MaxMemory:
		why = tooMuch
	}
	if why != finished && s.found != nil && s.found.level == s.level && rank(s.found.kind) > 0 &&
		!s.opt.fates {
		s.looks = true // some other state of the level may have the finding that is to be told
		why = finished
	}
	s.allot(s.opt.MaxStates-states, s.opt.MaxMemory-held)
	return why
}

// forgoEdges makes a search keep no edges that it can do without.
func (opt *Options) forgoEdges() {
	if opt.keeps {
		opt.marks, opt.keeps = nil, false
	}
}

// keeps reports whether the search keeps edges that it can do without.
func (s *search) keeps() bool { return s.opt.keeps && s.workers[0].marks != nil }

// dropEdges forgets the edges, between two waves, and keeps none from there on.
func (s *search) dropEdges() {
	for i := range s.shards {
		s.shards[i].notes, s.shards[i].edges = false, edgeList{}
	}
	for _, w := range s.workers {
		w.marks = nil
	}
}

// allot says how many chunks the next wave has, and what each may bring: together no more than the states and
// the memory that are left, with room to spare for memory. That depends on nothing but what was found.
func (s *search) allot(states, memory int64) {
	key := int64(s.layout.words+1) * 8
	if s.looks {
		s.wide, s.room, s.most = waveChunks, mostRoom, mostRoom/key+1
		return
	}
	s.wide = int(min(max(memory/8/(key+int64(s.codec.Len)*4), 1), waveChunks))
	s.room = min(memory/8/int64(s.wide), mostRoom)
	s.most = max(min(max(states/int64(s.wide), leastMade), s.room/key), 1)
}
