package program

// guard finds the mutex that is held, on some way, at every take from a queue: the first declared of them, or -1.
// Where an index chooses the queue, what the same index chooses besides is the mutex of the same number.
func (p *Program) guard(queue int) int {
	held := make([]uint64, len(p.Ops))
	var by []Chosen
	for pc := range p.Ops {
		if op := &p.Ops[pc]; op.Kind == Take && int(op.A) == queue {
			for _, one := range p.picked[int32(pc)] {
				by = append(by, one.Chosen)
			}
		}
	}
	for changed := true; changed; {
		changed = false
		for pc := range p.Ops {
			after := held[pc]
			if !p.elsewhere(pc, by) {
				after = p.holds(&p.Ops[pc], after)
			}
			next, other := p.Successors(int32(pc))
			for _, to := range [2]int32{next, other} {
				if to >= 0 && held[to]|after != held[to] {
					held[to], changed = held[to]|after, true
				}
			}
		}
	}
	common, found := ^uint64(0), false
	for pc := range p.Ops {
		if op := &p.Ops[pc]; op.Kind == Take && int(op.A) == queue {
			common, found = common&held[pc], true
		}
	}
	for i := range p.Mutexes {
		if found && i < 64 && common&(1<<i) != 0 {
			return i
		}
	}
	return -1
}

// elsewhere reports whether an op is done to another element than all those that the same index chooses.
func (p *Program) elsewhere(pc int, by []Chosen) bool {
	other := len(by) > 0 && len(p.picked[int32(pc)]) > 0
	for _, one := range by {
		other = other && (p.otherElement(pc, false, one) || p.otherElement(pc, true, one))
	}
	return other
}

// holds returns the mutexes that may be held after an op.
func (p *Program) holds(op *Op, held uint64) uint64 {
	bit := func(i int32) uint64 {
		if i < 0 || i > 63 {
			return 0
		}
		return 1 << uint(i)
	}
	switch op.Kind {
	case Lock, TryLock, LockWithin:
		return held | bit(op.A)
	case Unlock:
		return held &^ bit(op.A)
	case Wait, WaitWithin:
		return held &^ bit(op.B)
	case Relock:
		return held | bit(op.B)
	}
	return held
}
