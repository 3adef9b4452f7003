package program

import (
	"slices"
	"strings"
)

// Marks says what counts as getting on, for questions about what never happens: puts and takes, changes of counters and
// of shared variables, the end of a coroutine.
type Marks struct {
	kinds    []Kind
	ends     bool
	counters []int32
	vars     []int32
	names    []string // as they are written
}

// markWords are the marks that have a name in the language.
var markWords = []struct {
	name  string
	kinds []Kind
}{
	{"put", []Kind{Put}},
	{"take", []Kind{Take}},
	{"answer", []Kind{Answer}},
	{"send", []Kind{Send, ChanSend}},
	{"receive", []Kind{Receive, ReceiveWithin, ChanReceive}},
}

// endMark is the name of the mark that the end of a coroutine is, selectMark of a case that is taken where nothing else
// sends or receives.
const (
	endMark    = "end"
	selectMark = "select"
)

// selects are the ops that send or receive as one of several cases.
var selects = []Kind{Select, SelectWithin}

// DefaultMarks returns what counts as getting on where nobody says it: puts, takes, answers and messages where the
// scene has any, else changes of counters where it has any; and the end of a coroutine. The law progress replaces it.
func (p *Program) DefaultMarks() *Marks {
	m := &Marks{}
	if len(p.Progress) > 0 {
		for _, name := range p.Progress {
			m.named(p, name)
		}
		return m
	}
	for _, w := range markWords {
		if p.Does(w.kinds...) {
			m.add(w.name, w.kinds)
		}
	}
	if p.Does(selects...) {
		m.kinds = append(m.kinds, selects...)
		if len(m.names) == 0 {
			m.names = append(m.names, selectMark)
		}
	}
	if len(m.kinds) == 0 {
		for i, object := range p.Counters {
			if p.counts(int32(i)) {
				m.counters = append(m.counters, int32(i))
				if name, _, _ := strings.Cut(p.Objects[object].Name, "["); !slices.Contains(m.names, name) {
					m.names = append(m.names, name)
				}
			}
		}
	}
	m.ends, m.names = true, append(m.names, endMark)
	return m
}

func (m *Marks) add(name string, kinds []Kind) {
	m.kinds, m.names = append(m.kinds, kinds...), append(m.names, name)
}

// counts reports whether some coroutine changes a counter.
func (p *Program) counts(counter int32) bool {
	for i := range p.Funcs {
		if p.Funcs[i].Entry < 0 {
			continue
		}
		for _, pc := range p.reachable(p.Funcs[i].Entry) {
			if op := &p.Ops[pc]; op.Kind == Count && op.A == counter {
				return true
			}
		}
	}
	return false
}

// ReadMarks reads marks as a question names them: words for ops, counters and shared variables, joined by +. The error
// says what may be named.
func (p *Program) ReadMarks(text string) (*Marks, error) {
	m := &Marks{}
	for _, name := range strings.Split(text, "+") {
		if name = strings.TrimSpace(name); name == "" {
			continue // of n++
		}
		if !m.word(name) && !m.named(p, name) {
			return nil, p.noMark(name)
		}
	}
	if len(m.names) == 0 {
		return nil, p.noMark(text)
	}
	return m, nil
}

// word adds a mark that has a name in the language.
func (m *Marks) word(name string) bool {
	if name == endMark {
		m.ends, m.names = true, append(m.names, name)
		return true
	}
	for _, w := range markWords {
		if w.name == name {
			m.add(name, w.kinds)
			return true
		}
	}
	return false
}

// named adds the changes of a counter or a shared variable, or of all elements of an array of them.
func (m *Marks) named(p *Program, name string) (found bool) {
	is := func(object int) bool {
		full := p.Objects[object].Name
		base, _, element := strings.Cut(full, "[")
		return full == name || element && base == name
	}
	for i, object := range p.Counters {
		if is(object) {
			m.counters, found = append(m.counters, int32(i)), true
		}
	}
	for i := range p.Vars {
		if is(p.Vars[i].Object) {
			m.vars, found = append(m.vars, int32(i)), true
		}
	}
	if found {
		m.names = append(m.names, name)
	}
	return found
}

// noMark says what would have been a mark.
func (p *Program) noMark(name string) error {
	known := p.MarkNames()
	text := "nobody makes a mark named " + quote(name) + "; a mark is " + List(known, "or")
	if hint := didYouMean(name, known, ""); hint != "" {
		text += " (" + hint + ")"
	}
	return &NoMark{text}
}

// NoMark is the error of what is no mark.
type NoMark struct{ text string }

// Error says what would have been one.
func (n *NoMark) Error() string { return n.text }

// MarkNames returns what may be named as a mark. The caller may keep the slice.
func (p *Program) MarkNames() (names []string) {
	for _, w := range markWords {
		names = append(names, w.name)
	}
	names = append(names, endMark)
	for _, object := range p.Counters {
		names = append(names, p.Objects[object].Name)
	}
	for i := range p.Vars {
		names = append(names, p.Objects[p.Vars[i].Object].Name)
	}
	for i, name := range names {
		names[i], _, _ = strings.Cut(name, "[")
	}
	return slices.Compact(names)
}

// Names returns the marks as they are written.
func (m *Marks) Names() []string { return slices.Clone(m.names) }

// sorted tells the marks that are ops, whether the end is one, and those that are changes of what is counted or shared.
func (m *Marks) sorted() (ops []string, ends bool, changes []string) {
	for _, name := range m.names {
		switch {
		case name == endMark:
			ends = true
		case (&Marks{}).word(name), name == selectMark:
			ops = append(ops, name)
		default:
			changes = append(changes, name)
		}
	}
	return ops, ends, changes
}

// Spoken returns the marks as what there may be one of, without an article: "put, take or end", "end or change of n".
func (m *Marks) Spoken() string {
	all, ends, changes := m.sorted()
	if ends {
		all = append(all, endMark)
	}
	if len(changes) > 0 {
		all = append(all, "change of "+List(changes, "or"))
	}
	return List(all, "or")
}

// Comes says as a clause that there is always one more of them.
func (m *Marks) Comes() string {
	ops, ends, changes := m.sorted()
	if len(changes) == 0 {
		return "there is always another " + m.Spoken()
	}
	var all []string
	if len(ops) > 0 {
		all = append(all, "there is another "+List(ops, "or"))
	}
	for _, name := range changes {
		all = append(all, name+" changes")
	}
	if ends {
		all = append(all, "somebody ends")
	}
	return "sooner or later " + List(all, "or")
}

// String returns the marks as a question writes them.
func (m *Marks) String() string { return strings.Join(m.names, "+") }

// Counts reports whether an op is a mark that no state shows, so that whoever takes states for one must know of it.
func (m *Marks) Counts(op *Op) bool {
	return op.Kind == Count && slices.Contains(m.counters, op.A)
}

// Made reports whether an op that was done is a mark; the end of a coroutine is one whose op does not say so.
func (m *Marks) Made(op *Op) bool {
	switch op.Kind {
	case Count:
		return m.Counts(op)
	case Store, Cas, AtomicAdd:
		return slices.Contains(m.vars, op.A)
	case Exit:
		return false
	}
	return slices.Contains(m.kinds, op.Kind)
}

// Ends reports whether the end of a coroutine is a mark.
func (m *Marks) Ends() bool { return m.ends }

// Makers returns for each op whether whoever stands there could by the text still make a mark.
func (p *Program) Makers(m *Marks) []bool {
	can := make([]bool, len(p.Ops))
	for changed := true; changed; {
		changed = false
		for pc := len(p.Ops) - 1; pc >= 0; pc-- {
			if can[pc] {
				continue
			}
			op := &p.Ops[pc]
			next, other := p.Successors(int32(pc))
			if m.Made(op) || m.ends && op.Kind == Exit || next >= 0 && can[next] || other >= 0 && can[other] {
				can[pc], changed = true, true
			}
		}
	}
	return can
}
