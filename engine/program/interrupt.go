package program

import "go/ast"

// Irq is a handler of interrupts, as main declares it.
type Irq struct {
	Func  int   // index in Funcs
	Name  int32 // of its coroutine, an index in Names, or -1
	Times int   // how often it may come in a run
	Line  int
}

// maxIrqs bounds how many handlers a scene declares, and maxInterrupts how often one of them may come.
const (
	maxIrqs       = 8
	maxInterrupts = 1000
)

// interruptArguments reads what interrupt declares. It is declared once for a run: in no if and no loop.
func (c *compiler) interruptArguments(call *ast.CallExpr, v verb, op *Op) bool {
	if !c.boot {
		return c.fail(call, "write "+v.usage+" in func main; interrupts are kept away with disable() and enable()",
			"a handler of interrupts is declared in main, before anybody runs")
	}
	if c.nested() > 0 || len(c.loops) > 0 {
		return c.fail(call, "put it into func main, outside if and for; how often it may come is a number:"+
			" interrupt(f, 3)", "a handler of interrupts is declared for the whole run")
	}
	if n := len(call.Args); n < 1 || n > 2 {
		return c.fail(call, "write "+v.usage, "%s takes one argument or two, this has %d", v.name, n)
	}
	f, ok := c.functionArgument(call.Args[0], v)
	if !ok || !f.valid {
		return false
	}
	name := f.decl.Name.Name
	switch {
	case len(f.params) > 0:
		return c.fail(call.Args[0], "let it look at shared variables: nobody calls it, so nobody gives it anything",
			"%s has parameters, and a handler of interrupts has none", name)
	case f.hasResult:
		return c.fail(call.Args[0], "let it set a shared variable, put an item or release a semaphore",
			"%s gives a result, and an interrupt has nobody to give it to", name)
	}
	times := 1
	if len(call.Args) == 2 {
		n, ok := c.constant(call.Args[1])
		if !ok {
			return false
		}
		if n.typ != Int || n.n < 1 || n.n > maxInterrupts {
			return c.fail(call.Args[1], "write "+v.usage, "%s wants how often it may come in a run, from 1 to %d",
				v.name, maxInterrupts)
		}
		times = int(n.n)
	}
	return c.irq(call, f, times, op)
}

// irq notes a handler, and how its coroutine is called: as its function, where a coroutine can be called so.
func (c *compiler) irq(call *ast.CallExpr, f *function, times int, op *Op) bool {
	name := f.decl.Name.Name
	for _, known := range c.prog.Irqs {
		if known.Func == f.index {
			return c.fail(call, "say how often it may come: interrupt("+name+", 2)",
				"%s is a handler of interrupts already, since line %d", name, known.Line)
		}
	}
	if len(c.prog.Irqs) == maxIrqs {
		return c.fail(call, "", "a scene has at most %d handlers of interrupts", maxIrqs)
	}
	op.A, op.B, op.X = int32(f.index), -1, c.store(constValue(Int, int64(times)), c.print(call))
	if goodName(name) {
		op.B = c.nameIndex(name)
		c.given[name] = true
	}
	c.prog.Irqs = append(c.prog.Irqs, Irq{Func: f.index, Name: op.B, Times: times, Line: c.line(call.Pos())})
	return true
}
