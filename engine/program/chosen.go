package program

// ChosenBy returns the locals that an op looks at where it is a Choose, bit n for local n; else none.
func (p *Program) ChosenBy(pc int32) uint64 {
	if op := &p.Ops[pc]; op.Kind == Choose {
		return p.reads(op)
	}
	return 0
}

// Sets returns the locals that an op sets, bit n for local n.
func (p *Program) Sets(pc int32) uint64 {
	set, op := uint64(0), &p.Ops[pc]
	for dst := range op.results() {
		set |= 1 << uint(dst)
	}
	if s := p.Selected(op); s != nil {
		for i := range s.Cases {
			for _, dst := range [2]int16{s.Cases[i].Dst, s.Cases[i].Dst2} {
				if dst >= 0 {
					set |= 1 << uint(dst)
				}
			}
		}
	}
	return set
}

// Chosen returns where a Choose leads a coroutine with these locals; false where they do not say it.
func (p *Program) Chosen(pc int32, locals []int64) (int32, bool) {
	op := &p.Ops[pc]
	v, ok := p.ofLocals(&p.Exprs[op.X], locals)
	switch {
	case !ok:
		return -1, false
	case v != 0:
		return op.Next, true
	}
	return op.Else, true
}

// ofLocals works out an expression that looks at nothing but locals.
func (p *Program) ofLocals(x *Expr, locals []int64) (int64, bool) {
	code := x.Code
	if len(code) == 0 {
		code = []Instr{{Operand: x.Left}}
		switch x.Do {
		case Load:
		case Not, Neg:
			code = append(code, Instr{Do: x.Do})
		default:
			code = append(code, Instr{Operand: x.Right}, Instr{Do: x.Do})
		}
	}
	var stack [StackDepth]int64
	n := 0
	for i := range code {
		switch in := &code[i]; in.Do {
		case Load:
			v, ok := in.Operand.ofLocals(locals)
			if !ok {
				return 0, false
			}
			stack[n] = v
			n++
		case Index, ItemValue, ItemMaker, MemoryValue:
			return 0, false
		default:
			do, left, right := in.Do, stack[n-1], int64(0)
			switch do {
			case Not:
				do = Eq
			case Neg:
				do, left, right = Sub, 0, left
			default:
				n--
				left, right = stack[n-1], left
			}
			v, ok := int64(0), right != 0 || do != Div && do != Rem
			if ok {
				v, ok = foldConst(do, left, right)
			}
			if !ok {
				return 0, false
			}
			stack[n-1] = v
		}
	}
	return stack[0], true
}

// ofLocals returns a constant or a local.
func (o *Operand) ofLocals(locals []int64) (int64, bool) {
	switch {
	case o.From == FromConst:
		return o.N, true
	case o.From == FromLocal && o.N < int64(len(locals)):
		return locals[o.N], true
	}
	return 0, false
}
