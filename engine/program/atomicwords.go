package program

import (
	"go/ast"
	"strings"
)

// atomicFamily is what libraries call an operation on a variable by: a part of the name, folded, and what is written
// for it here, with %s for the variable, %a and %b for the others.
type atomicFamily struct {
	part, here string
	args       int  // beside the variable, with which it is called; others are left to the table of foreign words
	before     bool // elsewhere it gives what the variable was
}

const (
	casHere = "cas(&%s, %a, %b)"
	addHere = "add(&%s, %a)"
	subHere = "add(&%s, -%a)"
	getHere = "%s: a read is one op"
	setHere = "%s = %a: such a write is one op"
)

// atomicFamilies lists them; the first part that a name holds is meant.
var atomicFamilies = []atomicFamily{
	{part: "compareandswap", here: casHere, args: 2}, {part: "compareandset", here: casHere, args: 2},
	{part: "compareexchange", here: casHere, args: 2}, {part: "cmpxchg", here: casHere, args: 2},
	{part: "testandset", here: "cas(&%s, 0, 1)"}, {part: "testandset", here: "cas(&%s, 0, %a)", args: 1},
	{part: "fetchadd", here: addHere, args: 1, before: true},
	{part: "fetchandadd", here: addHere, args: 1, before: true},
	{part: "getandadd", here: addHere, args: 1, before: true},
	{part: "addandfetch", here: addHere, args: 1}, {part: "addandget", here: addHere, args: 1},
	{part: "addint", here: addHere, args: 1}, {part: "adduint", here: addHere, args: 1},
	{part: "atomicadd", here: addHere, args: 1},
	{part: "fetchsub", here: subHere, args: 1, before: true},
	{part: "fetchandsub", here: subHere, args: 1, before: true}, {part: "subandfetch", here: subHere, args: 1},
	{part: "atomicinc", here: "add(&%s, 1)"}, {part: "atomicdec", here: "add(&%s, -1)"},
	{part: "incrementandget", here: "add(&%s, 1)"}, {part: "decrementandget", here: "add(&%s, -1)"},
	{part: "getandincrement", here: "add(&%s, 1)", before: true},
	{part: "getanddecrement", here: "add(&%s, -1)", before: true},
	{part: "loadint", here: getHere}, {part: "atomicload", here: getHere}, {part: "readonce", here: getHere},
	{part: "storeint", here: setHere, args: 1}, {part: "atomicstore", here: setHere, args: 1},
	{part: "writeonce", here: setHere, args: 1},
}

// weakWords are what is said of memory that a scene has not: fences, and the orders of single operations.
var weakWords = strings.Fields("fence mfence lfence sfence memorybarrier membarrier smpmb smprmb smpwmb threadfence " +
	"atomicthreadfence atomicsignalfence syncsynchronize storefence loadfence fullfence memoryorder " +
	"memoryorderrelaxed memoryorderconsume memoryorderacquire memoryorderrelease memoryorderacqrel memoryorderseqcst " +
	"atomicrelaxed atomicacquire atomicrelease atomicacqrel atomicseqcst relaxed acqrel seqcst " +
	"smploadacquire smpstorerelease")

const weakHint = "leave it out: weak memory, where one sees the writes of others later or in another order, " +
	"is not shown"

// refuseWeak refuses a name that is about the order in which coroutines see what others write.
func (c *compiler) refuseWeak(at ast.Node, name string) bool {
	return c.fail(at, weakHint, "%s: every op is sequentially consistent, all coroutines see the ops in one order",
		name)
}

// weak reports whether an expression is such a name, as in memory_order_relaxed or Ordering.Relaxed.
func weak(e ast.Expr) bool {
	switch e := e.(type) {
	case *ast.Ident:
		return among(fold(e.Name), weakWords)
	case *ast.SelectorExpr:
		return among(fold(e.Sel.Name), weakWords)
	case *ast.CallExpr:
		return weak(e.Fun)
	}
	return false
}

// refusedAtomic refuses a call of what libraries have for variables, with what is written here for this one; false
// where it is something else.
func (c *compiler) refusedAtomic(call *ast.CallExpr) bool {
	if weak(call.Fun) {
		c.refuseWeak(call, c.print(call.Fun))
		return true
	}
	name, args := "", call.Args
	switch f := call.Fun.(type) {
	case *ast.Ident:
		name = f.Name
	case *ast.SelectorExpr:
		name = f.Sel.Name
		if b := c.bound(f.X); b.class == "var" {
			name, args = "atomic"+name, append([]ast.Expr{f.X}, args...)
		}
	}
	for len(args) > 1 && weak(args[len(args)-1]) {
		args = args[:len(args)-1]
	}
	if len(args) == 0 {
		return false
	}
	of, _ := withoutPointer(args[0])
	b := c.bound(of)
	if b.object < 0 || b.class != "var" {
		return false
	}
	for _, family := range atomicFamilies {
		if strings.Contains(fold(name), family.part) && family.args == len(args)-1 {
			here := family.here
			for i, arg := range args[1:] {
				here = strings.ReplaceAll(here, "%"+string(rune('a'+i)), c.operandText(arg, here))
			}
			if c.typeOf(b) == Bool {
				here = strings.Replace(here, "0, 1)", "false, true)", 1)
			}
			if family.before {
				here += ", which gives the new value"
			}
			c.fail(call, "write "+filledIn(here, c.print(of)), "there is no %s to call", c.print(call.Fun))
			return true
		}
	}
	return false
}

// operandText is an argument as what is written here takes it: the value, where a library wants an address.
func (c *compiler) operandText(arg ast.Expr, here string) string {
	inner, _ := withoutPointer(arg)
	text := c.print(inner)
	if _, plain := inner.(*ast.BinaryExpr); plain && strings.Contains(here, "-%a") {
		return "(" + text + ")"
	}
	return text
}
