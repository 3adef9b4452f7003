package explore

import (
	"fmt"
	"math/big"
	"slices"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
)

// count fills in how many states a search was about.
func (v *Verdict) count(s *search) {
	v.States = v.Visited
	v.Exact = big.NewInt(v.Visited)
	if !v.Symmetric || !v.Complete {
		return
	}
	if !s.weigher.ok {
		v.States, v.Exact = -1, nil
		return
	}
	v.Exact = s.tally.stands.total()
	v.States = narrow(v.Exact)
	v.Deadlocks, v.Ends = narrow(s.tally.stood.total()), narrow(s.tally.ended.total())
}

// narrow returns a number, or -1 where it is too large.
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
		return fmt.Sprintf("all states were visited, in %s", classes(v.Visited))
	case v.States == 1:
		return "its only state was visited"
	case v.States != v.Visited:
		return fmt.Sprintf("all %v states, in %s, were visited", v.Exact, classes(v.Visited))
	}
	return "all " + states(v.States) + " were visited"
}

// CoveredBriefly says in few words how many states there are; "all states" where that is not known.
func (v *Verdict) CoveredBriefly() string {
	switch {
	case v.Exact == nil:
		return "all states"
	case v.States == 1:
		return "its only state"
	}
	return fmt.Sprintf("all %v states", v.Exact)
}

// Short returns Text as a sentence to be remembered, and apart from it how many states were visited; "" where Text does
// not say so.
func (v *Verdict) Short() (claim, visited string) {
	if v.claim != "" && v.Answer == Holds {
		return v.claim + ".", program.Capital(v.Covered()) + "."
	}
	return v.Text, ""
}

// Unordered says where any wake order was asked for why there may be fewer states the more can happen: the order of
// those who wait is no part of a state; "" where it is one.
func (v *Verdict) Unordered() string {
	asked := slices.ContainsFunc(v.setup, func(c engine.Command) bool {
		rule, known := program.RuleByName(c.Name)
		return c.Verb == engine.RuleVerb && known && rule == program.RuleWakeOrder
	})
	if !asked {
		return ""
	}
	e := v.start.Fork(nil)
	for _, c := range v.setup {
		if _, err := e.Do(c); err != nil {
			return ""
		}
	}
	if !e.Probe().Unordered() {
		return ""
	}
	return "A signal may wake any of those who wait, so their order does not count: states that differ in nothing " +
		"else are one."
}

// Classed says what a class of states is, where Covered speaks of classes; "" where it does not.
func (v *Verdict) Classed() string {
	if !v.Complete || v.Exact != nil && (v.States == 1 || v.States == v.Visited) {
		return ""
	}
	return "States that differ only in the names of coroutines of one function count as one class."
}

// Looked says how many states were visited, and whether these are all.
func (v *Verdict) Looked() string {
	if v.Sample != nil {
		return v.Sample.looked()
	}
	if !v.Complete {
		return "Visited: " + states(v.Visited) + "; there are more"
	}
	return program.Capital(v.Covered())
}

func classes(n int64) string { return program.Amount(n, "class", "classes") }
