package golang

// Seeds hands out runs, so many to a process that its start is a small part of it, and that it is soon over.
type Seeds struct {
	next, last int
	size       int   // how many to a process
	rest       []run // what processes left that ended early
}

// run is a number of runs from a seed on.
type run struct{ seed, n int }

// NewSeeds hands out the seeds from 1 to n.
func NewSeeds(n int) *Seeds { return &Seeds{next: 1, last: n, size: fewest} }

// What a process of short runs takes in milliseconds, at least and at most, and how many runs it makes at most.
const (
	shortest = 1000
	longest  = 4000
	fewest   = 20 // a start alone may take long on a loaded machine
	mostRuns = 1000
)

// Take says which runs a process is to make: n from a seed on, 0 where there are none left.
func (s *Seeds) Take() (seed, n int) {
	if len(s.rest) == 0 {
		seed, n = s.next, min(s.size, s.last-s.next+1)
		s.next += n
		return seed, n
	}
	r := &s.rest[len(s.rest)-1]
	seed, n = r.seed, min(s.size, r.n)
	if r.seed, r.n = r.seed+n, r.n-n; r.n == 0 {
		s.rest = s.rest[:len(s.rest)-1]
	}
	return seed, n
}

// Made notes how many of n runs from a seed on a process made, and how many milliseconds it
// took.
func (s *Seeds) Made(seed, n, made int, took int64) {
	switch {
	case took > longest:
		s.size = max(fewest, min(s.size, made)/2)
	case took < shortest && made == n && n == s.size:
		s.size = min(2*s.size, mostRuns)
	}
	if made < n {
		s.rest = append(s.rest, run{seed + made, n - made})
	}
}
