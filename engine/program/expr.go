package program

// Source says where an operand's value comes from.
type Source uint8

// The sources of operands.
const (
	FromConst    Source = iota // N itself
	FromLocal                  // local N of the running coroutine
	FromShared                 // shared variable N
	FromLen                    // number of items in queue N
	FromCap                    // capacity of queue N
	FromWaiters                // number of coroutines on condition N's signal queue
	FromListed                 // number of coroutines on wait list N
	FromOwner                  // handle of mutex N's owner, 0 when free
	FromNow                    // the tick
	FromSelf                   // handle of the running coroutine
	FromCounter                // counter N; allowed in invariants of statistics only
	FromQueued                 // number of coroutines on mutex N's lock queue
	FromCarried                // item that the front of wait list N carries, 0 for none
	FromState                  // number N of the described objects, one object behind the other
	FromStanding               // number of coroutines in described object N's queue
)

// Operand is a value that an expression reads.
type Operand struct {
	From Source
	N    int64
}

// Operator combines values. Comparison and logic give 0 or 1.
type Operator uint8

// The operators. Load pushes an operand in postfix code; the others pop their arguments. And and Or look at both sides,
// since reading has no effect; where the left side decides, a right side that cannot be worked out fails nothing.
const (
	Load Operator = iota
	Add
	Sub
	Mul
	Div // by zero: the run fails with a violation
	Rem
	Eq
	Ne
	Lt
	Le
	Gt
	Ge
	And
	Or
	Not
	Neg
	Index // pops an index and pushes what Operand reads of that element of an array; outside of it the run fails
	// These pop an item or a piece of memory and push what is kept in it; of one that is none, or that was dropped or
	// given back, the run fails.
	ItemValue
	ItemMaker // the handle of who made it, 0: the boot
	MemoryValue
)

// Instr is one instruction of postfix code.
type Instr struct {
	Do      Operator
	Stride  uint16  // of Index: by how much the N of an element's operand is larger than that of the one before
	Array   uint16  // of Index: an index in Program.Arrays
	Count   int32   // of Index: how many elements there are
	Operand Operand // of Load; of Index that of element 0
}

// Element returns the operand of an element of an Index; false where there is no such element.
func (in *Instr) Element(i int64) (Operand, bool) {
	o := in.Operand
	o.N += i * int64(in.Stride)
	return o, i >= 0 && i < int64(in.Count)
}

// Takes returns how many values an instruction takes from the stack; each puts one there.
func (o Operator) Takes() int {
	switch {
	case o == Load:
		return 0
	case o == Not, o == Neg, o == Index, o.Inside(), o == PlaceOf, o == LineOf, o == LocalOf:
		return 1
	}
	return 2
}

// Expr is an expression: Left alone (Do is Load), `Left Do Right`, or, where neither is enough, postfix code.
type Expr struct {
	Do          Operator
	Left, Right Operand
	Code        []Instr // not empty: the expression; Do, Left and Right are then unused
	Text        string  // as written in the scene
}

// StackDepth is the deepest value stack that postfix code may need; deeper expressions are refused by the compiler.
const StackDepth = 16
