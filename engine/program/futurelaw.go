package program

import "go/ast"

// Future is a law about what comes on every run, as long as everyone who is ready gets his turn. No step keeps or
// breaks it by itself; only who knows all runs can say.
type Future struct {
	Kind LawKind // Eventually, InfinitelyOften or LeadsTo
	Text string
	A    int32 // of LeadsTo: the expression that leads to B, else -1
	B    int32 // the expression that comes true
	Line int
}

// The words of these laws, newer than the first release: a function of the scene's own by that name hides them.
const (
	progressWord = "progress"
	leadsToWord  = "leadsTo"
)

// futureKinds are the kinds of laws about what comes, by their words.
var futureKinds = map[string]LawKind{
	Eventually.String(): Eventually, InfinitelyOften.String(): InfinitelyOften, LeadsTo.String(): LeadsTo,
}

// isLaw names the law that a statement of main makes, "" for none.
func (c *compiler) isLaw(s ast.Stmt) (call *ast.CallExpr, name string) {
	e, ok := s.(*ast.ExprStmt)
	if !ok {
		return nil, ""
	}
	if call, name = callName(e.X); !among(name, lawWords) {
		return nil, ""
	}
	if b, declared := c.lookup(name); declared && b.kind == aFunction {
		return nil, ""
	}
	return call, name
}

// futureLaw reads a law about what comes, or what counts as getting on.
func (c *compiler) futureLaw(call *ast.CallExpr, name, rounds string) {
	if name == progressWord {
		c.progress(call)
		return
	}
	args, usage := 2, name+`("text", len(work) == 0)`
	if name == leadsToWord {
		args, usage = 3, name+`("text", wants, has)`
	}
	if len(call.Args) != args {
		what := "a condition"
		if args == 3 {
			what = "two conditions"
		}
		c.fail(call, "write "+usage, "%s takes a text and %s", name, what)
		return
	}
	text, ok := stringValue(call.Args[0])
	if !ok {
		c.fail(call.Args[0], "write "+usage, "%s begins with a text in quotes", name)
		return
	}
	law := Future{Kind: futureKinds[name], Text: text, A: -1, Line: c.line(call.Pos())}
	if rounds != "" {
		law.Text += " (" + rounds + ")"
	}
	for i, arg := range call.Args[1:] {
		x, ok := c.truth(arg)
		if !ok {
			return
		}
		if law.B = x; i < args-2 {
			law.A = x
		}
	}
	c.prog.Futures = append(c.prog.Futures, law)
}

// truth compiles the condition of a law.
func (c *compiler) truth(e ast.Expr) (x int32, ok bool) {
	c.pure = "a law"
	v, ok := c.expr(e)
	c.pure = ""
	if !ok {
		return -1, false
	}
	if !v.fits(Bool) {
		return -1, c.fail(e, typeHint(v), "a law is true or false, and %s is %s", c.print(e), v.kindName())
	}
	return c.storeTruth(e, v), true
}

// progress reads what counts as getting on: counters and shared variables.
func (c *compiler) progress(call *ast.CallExpr) {
	if len(call.Args) == 0 {
		c.fail(call, "write progress(made) with a counter that counts work", "progress names no counter")
		return
	}
	for _, arg := range call.Args {
		id, ok := arg.(*ast.Ident)
		if !ok || !new(Marks).named(c.prog, id.Name) {
			c.fail(arg, "declare it in a var block at the top: made counter",
				"progress names counters and shared variables, and %s is none", c.print(arg))
			return
		}
		if !among(id.Name, c.prog.Progress) {
			c.prog.Progress = append(c.prog.Progress, id.Name)
		}
	}
}
