package explore

import (
	"runtime/debug"
	"sync"
)

// beside is what the collector may use beside what searches are allowed to hold; with the program's own pages
// the process stays within 64 MB of it.
const beside = 36 << 20

// holding is what the searches at work in this process may hold together: the collector has one limit for all of
// them, and a process may have many screens that ask at once.
var holding struct {
	sync.Mutex
	searches int
	bytes    int64
	own      int64 // the limit that the process has where nobody searches
}

// Hold makes the collector keep the process near a search that holds at most so many bytes, garbage included, beside
// what other searches at work may hold. Whoever calls release last gives the collector its old limit again; a second
// call does nothing. A lower limit of the user's own (GOMEMLIMIT) stays.
func Hold(bytes int64) (release func()) {
	bytes = min(bytes, 1<<56) // beyond that it is no limit, and the sum of several stays a number
	hold(1, bytes)
	return sync.OnceFunc(func() { hold(-1, -bytes) })
}

// hold notes that a search begins or ends, and sets the limit.
func hold(searches int, bytes int64) {
	h := &holding
	h.Lock()
	defer h.Unlock()
	if h.searches == 0 {
		h.own = debug.SetMemoryLimit(-1)
	}
	h.searches, h.bytes = h.searches+searches, h.bytes+bytes
	limit := h.own
	if h.searches > 0 {
		limit = min(limit, h.bytes+beside)
	}
	debug.SetMemoryLimit(limit)
}
