package grade

import (
	"fmt"
	"go/ast"
	"maps"
	"slices"
	"strings"

	"github.com/quartet-os/quartet/engine/program"
)

// names are the names of a map, in order.
func names[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }

// note notes something of the student's file, a clause.
func (m *Merged) note(format string, args ...any) {
	m.Notes = append(m.Notes, fmt.Sprintf(format, args...))
}

// what says what a name stands for in a text, and in which line; "" where it stands for nothing.
func (s *sheet) what(name string) (string, int) {
	if id := s.vars[name]; id != nil {
		return "a variable", s.line(id.Pos())
	} else if f := s.funcs[name]; f != nil {
		return "a function", s.line(f.Pos())
	} else if x := s.nums[name]; x != nil {
		return "a number", s.line(x.Pos())
	} else if x := s.sets[name]; x != nil {
		return "a setting", s.line(x.Pos())
	}
	return "", 0
}

// compareNames refuses a student's file that lacks a name of the laws file, or has it for something else.
func (m *Merged) compareNames() error {
	s, l := m.student, m.laws
	for _, name := range names(l.vars) {
		if err := m.needs(name, s.vars[name] != nil); err != nil {
			return err
		}
	}
	for _, name := range names(l.funcs) {
		f, own := l.funcs[name], s.funcs[name]
		if boots(f) {
			continue
		}
		if err := m.needs(name, own != nil); err != nil && (l.open(f) || err.Cause == Differs) {
			return err
		}
		if own != nil && l.open(f) && l.signature(f) != s.signature(own) {
			return refuse(Differs, s.line(own.Pos()), "func %s%s is func %s%s in the laws file", name, s.signature(own),
				name, l.signature(f))
		}
	}
	for _, name := range append(names(l.nums), names(l.sets)...) {
		if what, line := s.what(name); what != "" && s.nums[name] == nil && s.sets[name] == nil {
			return refuse(Differs, line, "%s is %s, and a const in the laws file", name, what)
		}
	}
	for _, name := range names(l.words) {
		if what, line := s.what(name); what != "" && s.sets[name] == nil {
			return refuse(Differs, line, "%s is %s, and a word of the language in the laws file: choose another name",
				name, what)
		}
	}
	if s.funcs[mainName] == nil && !l.spawns {
		return refuse(Missing, 0, "it has no func main, and the laws file starts no coroutine")
	}
	if !l.spawns {
		if err := m.hides(s.funcs[mainName]); err != nil {
			return err
		}
	}
	m.noteSettings()
	m.noteForged()
	return nil
}

// hides refuses a main of a student's file whose own variables have names that the laws behind them mean otherwise.
func (m *Merged) hides(own *ast.FuncDecl) error {
	used := map[string]bool{}
	ast.Inspect(m.laws.funcs[mainName], func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok {
			used[id.Name] = true
		}
		return true
	})
	for _, s := range own.Body.List {
		found := map[string]bool{}
		switch s := s.(type) {
		case *ast.DeclStmt:
			ast.Inspect(s, func(n ast.Node) bool { locals(n, found); return true })
		case *ast.AssignStmt:
			locals(s, found)
		}
		for _, name := range names(found) {
			if used[name] && m.laws.declares(name) {
				return refuse(Differs, m.student.line(s.Pos()),
					"%s is a variable of main, and the laws file means something else by it: choose another name", name)
			}
		}
	}
	return nil
}

// needs refuses a student's file that does not have a name as the laws file does.
func (m *Merged) needs(name string, has bool) *Refusal {
	if has {
		return nil
	}
	s, l := m.student, m.laws
	want, _ := l.what(name)
	if what, line := s.what(name); what != "" {
		return refuse(Differs, line, "%s is %s, and %s in the laws file", name, what, want)
	}
	all := append(names(s.vars), names(s.funcs)...)
	near := program.Meant(name, slices.DeleteFunc(all, l.declares))
	if near != "" {
		near = ": " + near
	}
	return refuse(Missing, 0, "it does not declare %s, %s of the laws file%s", name, want,
		strings.TrimSuffix(near, " "))
}

// kind is what an object of a scene is, so that two can be compared.
type kind struct {
	class program.Class
	of    string // the type of a variable or of what a channel carries
	other bool   // a spinlock, a stack
	count int    // of an array's elements
}

// kindOf returns what a name of a scene is; false where it is nothing.
func kindOf(p *program.Program, name string) (k kind, ok bool) {
	for _, a := range p.Arrays {
		if a.Name == name && a.First >= 0 {
			k = one(p, &p.Objects[a.First])
			k.count = a.Count
			return k, true
		}
	}
	for i := range p.Objects {
		if p.Objects[i].Name == name {
			return one(p, &p.Objects[i]), true
		}
	}
	return kind{}, false
}

// one is the kind of an object that is no array.
func one(p *program.Program, o *program.Object) kind {
	k := kind{class: o.Class}
	switch o.Class {
	case program.MutexClass:
		k.other = p.Mutexes[o.Index].Spin
	case program.QueueClass:
		k.other = p.Queues[o.Index].Stack
	case program.VarClass:
		k.of = p.Vars[o.Index].Type.String()
	case program.ChanClass:
		k.of = p.Syncs[o.Index].Type()
	}
	return k
}

// String says what it is.
func (k kind) String() string {
	row := k.class.Row()
	text := row.Title
	switch {
	case k.of != "":
		text = k.of
	case k.other && k.class == program.MutexClass:
		text = "spinlock"
	case k.other:
		text = "stack"
	}
	if k.count > 0 {
		text = fmt.Sprintf("[%d] %s", k.count, text)
	}
	return text
}

// compareKinds refuses a student's file that has an object of the laws file as something else.
func (m *Merged) compareKinds(p *program.Program) error {
	for _, name := range names(m.laws.vars) {
		own, has := kindOf(p, name)
		theirs, _ := kindOf(m.laws.prog, name)
		if has && own != theirs {
			_, line := m.student.what(name)
			return refuse(Differs, line, "%s is declared as %s, and as %s in the laws file", name, own, theirs)
		}
	}
	return nil
}

// compareBeginnings notes which variables begin otherwise than in the laws file, and which queues have other room.
func (m *Merged) compareBeginnings() {
	p, q := m.Program, m.laws.prog
	at := map[string]int{}
	for i := range p.Objects {
		at[p.Objects[i].Name] = i
	}
	for i := range q.Objects {
		theirs := &q.Objects[i]
		n, ok := at[theirs.Name]
		if !ok || p.Objects[n].Class != theirs.Class {
			continue
		}
		own := &p.Objects[n]
		switch own.Class {
		case program.VarClass:
			if a, b := p.Vars[own.Index].Value, q.Vars[theirs.Index].Value; a != b {
				m.note("its %s begins as %d, and as %d in the laws file", own.Name, a, b)
			}
		case program.QueueClass:
			if a, b := p.Queues[own.Index].Capacity, q.Queues[theirs.Index].Capacity; a != b {
				m.note("its %s has room for %d, and for %d in the laws file", own.Name, a, b)
			}
		default:
			if s := syncOf(p, n); s != nil {
				if other := syncOf(q, i); other != nil && !slices.Equal(s.State, other.State) {
					m.note("its %s begins otherwise than in the laws file", own.Name)
				}
			}
		}
	}
}

// syncOf is the described object of a number; nil where there is none.
func syncOf(p *program.Program, object int) *program.Sync {
	for i := range p.Syncs {
		if p.Syncs[i].Object == object {
			return &p.Syncs[i]
		}
	}
	return nil
}
