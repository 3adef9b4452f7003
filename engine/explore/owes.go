package explore

import "github.com/quartet-os/quartet/engine/program"

// A law about what comes has to know one thing of what was: eventually, that its condition has come true; leadsTo, that
// its condition is owed. That something is true again and again needs no memory. Whoever follows runs (a search, a
// forecast, the odds) keeps that bit in its own way; what becomes of it, and what it means, is said here alone.

// knowsThen returns what a law knows behind a step, by what it knew before, whether its condition was true in the step,
// and whether it is owed since then.
func knowsThen(k program.LawKind, before, saw, owed bool) bool {
	switch k {
	case program.Eventually:
		return before || saw
	case program.LeadsTo:
		return owed || before && !saw
	}
	return false
}

// owes reports whether a law is broken, by what it knows, where its condition is never true again.
func owes(k program.LawKind, knows bool) bool {
	return k == program.InfinitelyOften || knows == (k == program.LeadsTo)
}

// keptAtEnd reports whether a law is kept by a run that ends, by what it knows there and whether its condition is true:
// the last state is repeated for ever.
func keptAtEnd(k program.LawKind, knows, holds bool) bool {
	return k == program.InfinitelyOften && holds || !owes(k, knows)
}
