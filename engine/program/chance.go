package program

// DrawsTimes reports whether some op takes a time that is drawn: a range, or an exponential one.
func (p *Program) DrawsTimes() bool {
	for i := range p.Ops {
		if p.Ops[i].DrawsTime() {
			return true
		}
	}
	return false
}

// DrawsTime reports whether an op takes a time that is drawn.
func (op *Op) DrawsTime() bool {
	return (kindTable[op.Kind].Timed || op.Kind == Compute) && (op.Y >= 0 || op.Flags&FlagExp != 0)
}

// DrawsCases reports whether some select may have to draw which of its cases it does.
func (p *Program) DrawsCases() bool {
	for i := range p.Selects {
		n := 0
		for _, one := range p.Selects[i].Cases {
			if one.Chan >= 0 {
				n++
			}
		}
		if n > 1 {
			return true
		}
	}
	return false
}

// DrawsSleepers reports whether under some rules it is drawn whom a wakeup reaches.
func (r *Rules) DrawsSleepers() bool {
	return r[RuleWakeOrder] == WakeRandom || r[RuleWakeOrder] == WakeAny
}
