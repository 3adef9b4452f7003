package program

import (
	"cmp"
	"go/ast"
	"slices"
)

// Sync is an object of a class that its row describes in full (see ClassRow.State): what it is, is a few
// numbers, and a queue of those who wait for it.
type Sync struct {
	Object int // index in Program.Objects
	Class  Class
	First  int     // its first number among those of all
	State  []int64 // what they begin as
	Elem   Type    // of a channel: what it carries
	Unit   bool    // and that it carries the empty struct, which says nothing

	shared int // of a lock of readers and writers: which of those it is
}

// MaxNumbers is how many numbers an object's state is made of at most.
const MaxNumbers = 4

// Number is one of the numbers that an object's state is made of.
type Number struct {
	Name        string // in JSON, and among the facts about the object
	Given       bool   // its declaration gives it: s = semaphore(3)
	Spare       bool   // or leaves it out, and it is 0: s semaphore
	Units       bool   // it counts what is there, so that a few are drawn as slots: what is left, what is taken
	Fills       bool   // as many have to come, so that a few are drawn as slots: who has come, who is missing
	Fixed       bool   // it is what the scene says, whatever happens
	Flag        bool   // it is 0 or 1: no, or yes
	Within      int    // the number, counted from 1, that it never exceeds; 0: there is none
	Unit        string // of what it is a number, in the plural
	Least, Most int64  // what may be given
	Below       string // what is said to who gives less
}

// Effect says what an op on a described object comes to. The op has changed the state by then.
type Effect struct {
	Blocks bool // the caller waits in the object's queue until an op of somebody else lets it go on
	Wakes  int  // how many of the queue go on; the op of each is done with that
	Result Result
	Value  int64 // what its verb gives, where that is no result
}

// Describes reports whether ops of the kind are done as the table says.
func (k Kind) Describes() bool { return k < kinds && (kindTable[k].Do != nil || kindTable[k].Shares) }

// OutsideKinds lists the kinds of ops on described objects that a command does from outside, in the order of the table.
func OutsideKinds() []Kind {
	var all []Kind
	for k := range kindTable {
		if kindTable[k].Outside != "" {
			all = append(all, Kind(k))
		}
	}
	return all
}

// Command returns the name of the command that does an op of the kind from outside.
func (k Kind) Command() string { return cmp.Or(kindTable[k].Word, kindTable[k].Name) }

// askedKinds lists those of them that a question may be about: close ch.
func askedKinds() []Kind {
	return slices.DeleteFunc(OutsideKinds(), func(k Kind) bool { return kindTable[k].Asked == "" })
}

// outsideKind returns the kind of op of a word that a question is about; Nop: none is done from outside by that name.
func outsideKind(name string) Kind {
	for _, k := range askedKinds() {
		if kindTable[k].Name == name {
			return k
		}
	}
	return Nop
}

// Averages reports whether the mean of a number over time says something: not of one that is as the scene says, of a
// yes or no, or of one that must be 0.
func (s *Sync) Averages(n int) bool {
	number := classTable[s.Class].State[n]
	return !number.Fixed && !number.Flag && (number.Within == 0 || s.State[number.Within-1] > 0)
}

// Described reports whether the class's objects are as the table says.
func (r ClassRow) Described() bool { return r.State != nil }

// describedBy reports whether a letter among the arguments of verbs stands for a described class.
func describedBy(letter byte) bool {
	c, ok := classOfLetter(letter)
	return ok && classTable[c].Described()
}

// readingAt returns how a scene reads a number of a described object, and of which object; false where it cannot.
func (p *Program) readingAt(n int) (r reading, object int, ok bool) {
	for i := range p.Syncs {
		s := &p.Syncs[i]
		for _, r := range classTable[s.Class].reads {
			if s.First+r.number == n {
				return r, s.Object, true
			}
		}
	}
	return reading{}, -1, false
}

// makeSync declares an object of a described class.
func (c *compiler) makeSync(name *ast.Ident, class Class, word string, call *ast.CallExpr) bool {
	s := Sync{Class: class}
	var given []ast.Expr
	if call != nil {
		given = call.Args
	}
	for _, n := range classTable[class].State {
		if !n.Given || n.Spare && call == nil {
			s.State = append(s.State, 0)
			continue
		}
		if len(given) == 0 {
			return c.fail(name, "write "+classTable[class].written[0], "a %s needs its %s", word, n.Name)
		}
		v, ok := c.constant(given[0])
		if !ok {
			return false
		}
		if v.typ != Int || v.n < n.Least || v.n > n.Most {
			hint := ""
			if v.typ == Int && v.n < n.Least {
				hint = n.Below
			}
			return c.fail(given[0], hint, "%s takes a whole number from %d to %d", word, n.Least, n.Most)
		}
		s.State, given = append(s.State, v.n), given[1:]
	}
	if len(given) > 0 {
		return c.fail(given[0], "leave it out", "a %s is made without %s", word, c.print(given[0]))
	}
	for _, other := range c.prog.Syncs {
		s.First += len(other.State)
	}
	s.Object = c.addObject(name, class, len(c.prog.Syncs), word)
	c.prog.Syncs = append(c.prog.Syncs, s)
	return true
}
