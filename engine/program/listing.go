package program

import "strings"

// Listing returns the source lines of function fn, from its head to its closing brace, and the number of the first.
func (p *Program) Listing(fn int) (first int, lines []string) {
	if fn < 0 || fn >= len(p.Funcs) {
		return 0, nil
	}
	f := &p.Funcs[fn]
	if f.First < 1 || f.Last < f.First || f.Last > len(p.lines) {
		return f.First, nil
	}
	return f.First, p.lines[f.First-1 : f.Last : f.Last]
}

// Lines returns all lines of the scene, without their ends. The caller must not change them.
func (p *Program) Lines() []string { return p.lines }

// LineText returns line n of the scene, counted from 1, as written but without the blanks around it; "" for no line.
func (p *Program) LineText(n int) string {
	if n < 1 || n > len(p.lines) {
		return ""
	}
	return strings.TrimSpace(p.lines[n-1])
}

// OpText returns the statement of an op as the scene writes it, on one line: `for len(work) == 0`, `wait(notEmpty,
// m)`.
func (p *Program) OpText(pc int32) string {
	if pc < 0 || int(pc) >= len(p.textOf) {
		if pc >= 0 && int(pc) < len(p.Ops) {
			return p.LineText(int(p.Ops[pc].Line))
		}
		return ""
	}
	return p.texts[p.textOf[pc]]
}

// SameStatement reports whether two ops came of one statement of the scene.
func (p *Program) SameStatement(a, b int32) bool {
	return p.Ops[a].Line == p.Ops[b].Line && p.textOf[a] == p.textOf[b]
}
