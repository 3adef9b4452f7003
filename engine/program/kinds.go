package program

import "fmt"

// KindRow is what there is to know of a kind of op. What is false or empty needs no word in the table.
type KindRow struct {
	Name    string // in listings of ops
	Marks   bool   // it only marks a place in the text, or counts for the eye
	Shared  bool   // others can notice that it was done
	Timed   bool   // it may wait until a deadline, its X
	Wakes   bool   // it is meant to wake who waits for its object
	Answers bool   // its result says more than its text
	Refuses bool   // its result error means that it was not done
	Counts  bool   // its result is a number
	Shares  bool   // its object is a lock of readers and writers, and who holds it is known
	Writes  bool   // and it is about writing, which one does alone
	Joins   bool   // it waits for the end of the coroutine that expression B names
	Chan    bool   // its A is a channel
	Waits   bool   // it may wait at channels

	// Of an op on a described object: what it does to the object's numbers, given how many wait for it, and what
	// it comes to; changes nothing where it blocks and Again holds.
	Do func(state []int64, waiting int) Effect
	// Barge is done in place of Do under unlock = "barging": those whom it wakes try again.
	Barge func(state []int64, waiting int) Effect
	Again bool // who waits in it and is woken may try it again
	Back  Kind // is done for one that was let on and is killed before it goes on; Nop: nothing is

	// Outside is what a command of the verb's name does, a clause, and Asked what a question by that name is about;
	// "": from outside it is not done.
	Outside, Asked string
	Word           string // the name of that command where the op has another
	does           string // of somebody, where the verb with an s does not say it: "wakes all"

	// How it is told: %s is the object, a second %s what it is then.
	Done   string // when it is done: "opens %s"
	Let    string // when one is done that waited and was let on; "": as Done
	Hands  string // when somebody is let on by it; "": as Done
	Busy   string // when its result is busy
	Blocks string // when its coroutine begins to wait

	// Done and Hands as a command of the kind is told of "you", for a row with Outside.
	YouDone, YouHand string

	verbs []verb // how a scene writes it; none: the compiler alone does
}

// verb is one of the language's own statements. args spells its arguments: a letter of an object's class (see
// classTable), D a duration, E a deadline, I a number, i one that may be missing, B a truth, R a result, H a handle
// or a name, J a handle, T an item, t an item that may be missing, P a piece of memory, F a function to spawn, K a
// callback, S a text, U a value of the type of the variable before it, Z whose priority is meant, N a priority.
type verb struct {
	kind        Kind // of the row that it stands in
	name, usage string
	args        string
	gives       int // results: 0, 1, or 2 of receiveWithin
	typ         Type
	flags       Flags
}

// Row returns what there is to know of the kind.
func (k Kind) Row() KindRow {
	if k < kinds {
		return kindTable[k]
	}
	return KindRow{Name: fmt.Sprintf("kind %d", uint8(k))}
}

// Does is what an op of the kind does, as a sentence says it of somebody: "signals".
func (k Kind) Does() string {
	row := k.Row()
	switch {
	case row.does != "":
		return row.does
	case row.Word != "":
		return row.Word + "s"
	case len(row.verbs) > 0:
		return row.verbs[0].name + "s"
	}
	return row.Name + "s"
}

// String returns the kind's name.
func (k Kind) String() string { return k.Row().Name }

// Class returns the class of the object A of an op of the kind; false where A is none.
func (k Kind) Class() (Class, bool) {
	row := k.Row()
	if row.Chan {
		return ChanClass, true
	}
	if len(row.verbs) > 0 && row.verbs[0].args != "" {
		return classOfLetter(row.verbs[0].args[0])
	}
	return 0, false
}

// Puts reports whether an op of the kind puts an item into a work queue, at its back or elsewhere.
func (k Kind) Puts() bool { return k == Put || k == PutAt }

// Object returns the object that an op is done to, an index in Objects, or -1.
func (p *Program) Object(op *Op) int {
	class, ok := op.Kind.Class()
	if !ok {
		return -1
	}
	for i := range p.Objects {
		if p.Objects[i].Class == class && p.Objects[i].Index == int(op.A) {
			return i
		}
	}
	return -1
}

// Timed reports whether some op that a coroutine may do, main's apart, waits until a deadline. O(ops).
func (p *Program) Timed() bool { return p.does(func(k Kind) bool { return kindTable[k].Timed }) }

// verbs lists the statements of the language, in the order of the table.
var verbs = listVerbs()

func listVerbs() []verb {
	var all []verb
	seen := map[string]bool{}
	for k := range kindTable {
		for _, v := range kindTable[k].verbs {
			v.kind = Kind(k)
			if !seen[v.name] { // what two classes have by one name stands there once, see verbOf
				seen[v.name], all = true, append(all, v)
			}
		}
	}
	return all
}
