package explore

import (
	"fmt"
	"math/big"
)

// count fills in how many states a search was about.
func (v *Verdict) count(s *search) {
	v.States = v.Visited
	v.Exact = big.NewInt(v.Visited)
	if !v.Symmetric || !v.Complete {
		return
	}
	if !s.workers[0].weigher.ok {
		v.States, v.Exact = -1, nil
		return
	}
	v.Exact = s.tally.stands.total()
	v.States = narrow(v.Exact)
	v.Deadlocks, v.Ends = narrow(s.tally.stood.total()), narrow(s.tally.ended.total())
}

// narrow gives a number, or -1 where it is too large.
func narrow(n *big.Int) int64 {
	if !n.IsInt64() {
		return -1
	}
	return n.Int64()
}

// Covered says in words how many states were visited by a complete search: how many there are, and, where
// symmetry let one stand for several, in how many classes.
func (v *Verdict) Covered() string {
	switch {
	case v.Exact == nil:
		return fmt.Sprintf("all classes of states (%d) were visited", v.Visited)
	case v.States == 1:
		return "its only state was visited"
	case v.States != v.Visited:
		return fmt.Sprintf("all %v states, in %s, were visited", v.Exact, classes(v.Visited))
	}
	return "all " + states(v.States) + " were visited"
}

// Looked says how many states were looked at, and whether these are all.
func (v *Verdict) Looked() string {
	switch {
	case !v.Complete:
		return states(v.Visited) + " looked at, and there are more"
	case v.Exact == nil:
		return classes(v.Visited) + " of states looked at, which are all"
	case v.States != v.Visited:
		return fmt.Sprintf("%v states, in %s, looked at, which are all", v.Exact, classes(v.Visited))
	}
	return states(v.States) + " looked at, which are all"
}

func classes(n int64) string {
	if n == 1 {
		return "1 class"
	}
	return fmt.Sprintf("%d classes", n)
}
