package promela

import (
	"slices"

	"github.com/quartet-os/quartet/engine/program"
)

// part is a piece of a model's text: a statement, or one made of others.
type part struct {
	kind partKind
	at   int32 // the node that it says
	yes  []part
	no   []part
	ways [][]part
}

type partKind uint8

const (
	aStatement partKind = iota
	anIf                // yes or no, by the test at
	aWhile              // yes as long as the test at is true
	aMany               // one of the ways of the step at
	aLoop               // yes for ever
	aBreak
	aGoto // to the node at
	aStop // to the end of the process
)

// around is a loop that is being written.
type around struct{ head, exit int32 }

// shaper finds the structure of a function again: loops by where ways lead back, branches by where they meet.
type shaper struct {
	f      *flow
	loops  []around
	stops  []int32 // where the branches that are being written meet
	done   map[int32]bool
	wanted map[int32]bool // nodes that a goto leads to
}

// shape returns the parts of a function.
func shape(f *flow, entry int32) ([]part, map[int32]bool) {
	s := &shaper{f: f, done: map[int32]bool{}, wanted: map[int32]bool{}}
	all := s.from(entry, -1)
	if n := len(all); n > 0 && all[n-1].kind == aStop {
		all = all[:n-1]
	}
	return all, s.wanted
}

// from writes what comes from a node on, up to where it meets what is written behind.
func (s *shaper) from(pc, stop int32) (all []part) {
	for pc >= 0 && pc != stop {
		if leaves, there := s.leaves(pc); there {
			return append(all, leaves)
		}
		if body := s.f.loops[pc]; body != nil && !s.within(pc) {
			one, exit := s.loop(pc, body)
			all = append(all, one)
			pc = exit
			continue
		}
		s.done[pc] = true
		n := s.f.nodes[pc]
		if n.outs != nil {
			one, meet := s.many(pc, stop)
			all = append(all, one)
			pc = meet
			continue
		}
		if n.op.Kind != program.Test {
			all = append(all, part{kind: aStatement, at: pc})
			if n.next < 0 {
				return append(all, part{kind: aStop})
			}
			pc = n.next
			continue
		}
		one, meet := s.branch(pc, stop)
		all = append(all, one)
		pc = meet
	}
	return all
}

// leaves returns how a way goes on at a node that stands elsewhere.
func (s *shaper) leaves(pc int32) (part, bool) {
	if n := len(s.loops); n > 0 && s.loops[n-1].exit == pc {
		return part{kind: aBreak}, true
	}
	if s.done[pc] || slices.Contains(s.stops, pc) ||
		slices.ContainsFunc(s.loops, func(l around) bool { return l.head == pc && s.done[pc] || l.exit == pc }) {
		s.wanted[pc] = true
		return part{kind: aGoto, at: pc}, true
	}
	return part{}, false
}

// within reports whether the loop that begins at a node is being written.
func (s *shaper) within(pc int32) bool {
	return slices.ContainsFunc(s.loops, func(l around) bool { return l.head == pc })
}

// loop writes a loop and returns where it goes on behind it, -1 for nowhere.
func (s *shaper) loop(head int32, body map[int32]bool) (part, int32) {
	n := s.f.nodes[head]
	exit := s.exit(head, body)
	s.loops = append(s.loops, around{head, exit})
	defer func() { s.loops = s.loops[:len(s.loops)-1] }()
	if n.op.Kind == program.Test && exit >= 0 && (n.next == exit) != (n.other == exit) {
		s.done[head] = true
		if n.other == exit {
			return part{kind: aWhile, at: head, yes: s.from(n.next, head)}, exit
		}
		return part{kind: aWhile, at: head, no: s.from(n.other, head)}, exit
	}
	s.done[head] = false
	return part{kind: aLoop, at: head, yes: s.round(head)}, exit
}

// round writes one round of a loop that does not begin with the test that ends it.
func (s *shaper) round(head int32) (all []part) {
	n := s.f.nodes[head]
	s.done[head] = true
	if n.outs != nil {
		one, meet := s.many(head, head)
		return append(append(all, one), s.from(meet, head)...)
	}
	if n.op.Kind != program.Test {
		all = append(all, part{kind: aStatement, at: head})
		if n.next < 0 {
			return append(all, part{kind: aStop})
		}
		return append(all, s.from(n.next, head)...)
	}
	one, meet := s.branch(head, head)
	return append(append(all, one), s.from(meet, head)...)
}

// exit returns where most ways out of a loop lead to, -1 where there is none.
func (s *shaper) exit(head int32, body map[int32]bool) int32 {
	n := s.f.nodes[head]
	if n.op.Kind == program.Test && body[n.next] != body[n.other] {
		if body[n.next] {
			return n.other
		}
		return n.next
	}
	count, best := map[int32]int{}, int32(-1)
	for _, pc := range s.f.order {
		if !body[pc] {
			continue
		}
		for _, to := range s.f.after(pc) {
			if body[to] || s.f.nodes[to].op.Kind == program.Exit {
				continue
			}
			if count[to]++; best < 0 || count[to] > count[best] {
				best = to
			}
		}
	}
	return best
}

// branch writes a test and both of its ways up to where they meet, and returns that.
func (s *shaper) branch(pc, stop int32) (part, int32) {
	n := s.f.nodes[pc]
	meet, was := s.meet(n, stop), len(s.stops)
	s.stops = append(s.stops, meet, stop)
	one := part{kind: anIf, at: pc, yes: s.from(n.next, meet), no: s.from(n.other, meet)}
	s.stops = s.stops[:was]
	return one, meet
}

// many writes a step that chooses among ways, up to where these meet, and returns that.
func (s *shaper) many(pc, stop int32) (part, int32) {
	n, was := s.f.nodes[pc], len(s.stops)
	meet := s.meetAll(n.outs, stop)
	s.stops = append(s.stops, meet, stop)
	one := part{kind: aMany, at: pc}
	for _, to := range n.outs {
		one.ways = append(one.ways, s.from(to, meet))
	}
	s.stops = s.stops[:was]
	return one, meet
}

// meetAll returns where most of several ways meet: the first such place in the text; where none do, where they are to
// stop.
func (s *shaper) meetAll(outs []int32, stop int32) int32 {
	if len(outs) == 1 {
		return outs[0]
	}
	count, best := map[int32]int{}, int32(-1)
	for _, to := range outs {
		for pc := range s.reach(to, stop) {
			count[pc]++
		}
	}
	for pc, n := range count {
		if pc >= 0 && n > 1 && (best < 0 || n > count[best] || n == count[best] && pc < best) {
			best = pc
		}
	}
	if best < 0 && count[-1] > 0 {
		return stop
	}
	return best
}

// meet returns where both ways of a test meet, or, where one leads away for good, where the other begins.
func (s *shaper) meet(n *node, stop int32) int32 {
	yes, no := s.reach(n.next, stop), s.reach(n.other, stop)
	best := int32(-1)
	for pc := range yes {
		if no[pc] && pc >= 0 && (best < 0 || pc < best) {
			best = pc
		}
	}
	switch {
	case best >= 0:
		return best
	case stop >= 0 && yes[-1] && no[-1]:
		return stop
	case yes[-1] && !no[-1]:
		return n.next
	}
	return n.other
}

// reach lists the nodes to which a way leads without going round or out of the loop that is being written; -1 among
// them: also to where it is to stop.
func (s *shaper) reach(from, stop int32) map[int32]bool {
	seen := map[int32]bool{}
	for todo := []int32{from}; len(todo) > 0; {
		pc := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if pc == stop {
			seen[-1] = true
			continue
		}
		if seen[pc] || s.done[pc] || slices.Contains(s.stops, pc) || s.around(pc) {
			continue
		}
		seen[pc] = true
		todo = append(todo, s.f.after(pc)...)
	}
	return seen
}

// around reports whether a node is where a loop that is being written begins, or goes on behind it.
func (s *shaper) around(pc int32) bool {
	return slices.ContainsFunc(s.loops, func(l around) bool { return l.head == pc || l.exit == pc })
}
