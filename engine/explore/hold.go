package explore

import "runtime/debug"

// beside is what the collector may use beside what a search is allowed to hold; with the program's own pages
// the process stays within 64 MB of it.
const beside = 36 << 20

// Hold makes the collector keep the process near a search that holds at most so many bytes, garbage included. Calling
// release gives the collector its old limit again. A lower limit of the user's own (GOMEMLIMIT) stays.
func Hold(bytes int64) (release func()) {
	old := debug.SetMemoryLimit(-1)
	if old <= bytes+beside {
		return func() {}
	}
	debug.SetMemoryLimit(bytes + beside)
	return func() { debug.SetMemoryLimit(old) }
}
