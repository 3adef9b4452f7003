package engine

// Watch looks at one or two conditions after every op of a pass, and at its end.
type Watch struct {
	A, B int32  // expressions of the program; A is -1 where there is only B
	Seen bool   // B was true
	Open bool   // A was true, and B neither then nor later
	Next *Watch // what else is looked at, or nil
}

// Watch makes the machine look at conditions; nil: no more. Its forks look at the same.
func (p Probe) Watch(w *Watch) {
	p.e.watch = w
	p.e.setPlain()
	for ; w != nil; w = w.Next {
		w.Seen, w.Open = false, false
	}
}

// Sees looks at the conditions as the machine is now, and says whether B is true.
func (p Probe) Sees(w *Watch) bool {
	now := p.e.holds(w.B)
	switch {
	case now:
		w.Seen, w.Open = true, false
	case w.A >= 0 && p.e.holds(w.A):
		w.Open = true
	}
	return now
}

// holds reports whether a condition is true. One without a value, which divides by zero or names an element that no
// array has, is not.
func (e *Engine) holds(x int32) bool {
	n, end := e.n, e.end
	e.end = End{}
	is := e.value(x, int32(len(e.cors))) != 0 && e.end.Kind == NotEnded
	e.n, e.end = n, end
	return is
}
