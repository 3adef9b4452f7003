package program

// mostGuarded is how many ops are looked at to learn what a test guards. Of what lies farther apart nothing is claimed.
const mostGuarded = 4096

// LocalsOf returns the locals that an op looks at and those that it sets, a bit for each.
func (p *Program) LocalsOf(pc int32) (looks, sets uint64) {
	if p.Locals == 0 || pc < 0 || int(pc) >= len(p.Ops) {
		return 0, 0
	}
	op := &p.Ops[pc]
	for dst := range op.results() {
		sets |= 1 << uint(dst)
	}
	return p.reads(op), sets
}

// Guards reports whether a test decides if a wait comes: whether one of its answers leads there, and the other does not
// unless the test is asked again. That answer is the one that past tells of: whether it leads to op to all the same.
func (p *Program) Guards(test, wait, to int32) (guards, past bool) {
	if p.Ops[test].Kind != Test {
		return false, false
	}
	next, other := p.Successors(test)
	one, known := p.leads(next, test, wait)
	two, sure := p.leads(other, test, wait)
	if !known || !sure || one == two {
		return false, false
	}
	if one {
		next = other
	}
	past, known = p.leads(next, test, to)
	return true, past && known
}

// leads reports whether control may come from one op to another without a third; known is false where that is too far
// to say.
func (p *Program) leads(from, without, to int32) (comes, known bool) {
	seen, queue := map[int32]bool{from: true}, []int32{from}
	for i := 0; i < len(queue); i++ {
		switch at := queue[i]; {
		case i == mostGuarded:
			return false, false
		case at == to:
			return true, true
		case at < 0 || at == without:
		default:
			next, other := p.Successors(at)
			for _, then := range [2]int32{next, other} {
				if then >= 0 && !seen[then] {
					seen[then] = true
					queue = append(queue, then)
				}
			}
		}
	}
	return false, true
}
