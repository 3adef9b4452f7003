package stops

import (
	"slices"

	"github.com/quartet-os/quartet/engine/program"
)

// source is where what an expression reads comes from: locals, one bit each, and what others can change.
type source struct {
	locals uint64
	others bool
}

// reads says what an expression reads itself.
func (t *Text) reads(x int32) (s source) {
	if x < 0 {
		return s
	}
	s.others = t.looksAtOthers(x)
	e := &t.prog.Exprs[x]
	for _, o := range []program.Operand{e.Left, e.Right} {
		if o.From == program.FromLocal && len(e.Code) == 0 {
			s.locals |= bit(o.N)
		}
	}
	for _, in := range e.Code {
		switch {
		case in.Do == program.Load && in.Operand.From == program.FromLocal:
			s.locals |= bit(in.Operand.N)
		case in.Do == program.Index && in.Operand.From == program.FromLocal:
			for i := range int64(in.Count) {
				o, _ := in.Element(i)
				s.locals |= bit(o.N)
			}
		}
	}
	return s
}

// bit is that of a local.
func bit(local int64) uint64 { return 1 << (uint64(local) & 63) }

// news is what the locals that are set in a loop are made of, there.
type news struct {
	text *Text
	set  map[int16][]source // per local that is set, by each op that does
}

// newNews looks at what a loop sets.
func (t *Text) newNews(loop []int32) *news {
	n := &news{text: t, set: map[int16][]source{}}
	for _, pc := range loop {
		op := &t.prog.Ops[pc]
		if op.Dst >= 0 && op.Kind != program.Cas {
			from := t.reads(op.X)
			from.others = from.others || asks(op.Kind) || op.Kind == program.Peek
			if !slices.Contains(n.set[op.Dst], from) {
				n.set[op.Dst] = append(n.set[op.Dst], from)
			}
		}
	}
	for _, pc := range loop { // who expects what it has just read only tries again, and waits for nobody
		if op := &t.prog.Ops[pc]; op.Kind == program.Cas && op.Dst >= 0 {
			n.set[op.Dst] = append(n.set[op.Dst], source{others: !n.whole(t.reads(op.X)).others})
		}
	}
	return n
}

// whole follows the locals that something reads to all that they are made of.
func (n *news) whole(s source) source {
	for changed := true; changed; {
		changed = false
		for local, sets := range n.set {
			if s.locals&bit(int64(local)) == 0 {
				continue
			}
			for _, from := range sets {
				if s.locals|from.locals != s.locals || from.others && !s.others {
					s.locals, s.others, changed = s.locals|from.locals, s.others || from.others, true
				}
			}
		}
	}
	return s
}

// counts are the locals that run on from round to round: whatever sets them makes it of what they were.
func (n *news) counts() (all uint64) {
	for local, sets := range n.set {
		own := bit(int64(local))
		if !slices.ContainsFunc(sets, func(s source) bool { return n.whole(s).locals&own == 0 }) {
			all |= own
		}
	}
	return all
}

// polls looks at one loop: at the tests that lead out of it.
func (t *Text) polls(loop []int32) (found Poll, ok bool) {
	n := t.newNews(loop)
	counts := n.counts()
	inside := func(pc int32) bool { _, is := slices.BinarySearch(loop, pc); return is }
	for _, pc := range loop {
		op := &t.prog.Ops[pc]
		if op.Kind != program.Test || inside(op.Next) && inside(op.Else) {
			continue
		}
		from := n.whole(t.reads(op.X))
		switch {
		case from.locals&counts != 0:
			return Poll{}, false // it ends by itself
		case from.others && !ok:
			found, ok = Poll{t.loopOf(loop), int(op.Line)}, true
		}
	}
	return found, ok
}

// loopOf is the function whose loop it is, and not that of a function which is called there.
func (t *Text) loopOf(loop []int32) int32 {
	return t.prog.OwnerFn[slices.MinFunc(loop, func(a, b int32) int {
		return len(t.prog.CallsAt(a)) - len(t.prog.CallsAt(b))
	})]
}
