package program

import (
	"go/ast"
	"go/parser"
	"go/token"
	"strconv"
	"strings"
)

// PlaceType is the type of where a coroutine is: READY, WAITING. Only questions have values of it.
const PlaceType = Memory + 1

// PlaceNames lists the places as a question writes them, by their number.
func PlaceNames() []string { return []string{"FREE", "READY", "RUNNING", "WAITING", "TIMED"} }

// What only questions look at.
const (
	FromStep  = FromStanding + 1 + iota // the step
	FromPass                            // the pass
	FromLane                            // number of coroutines on place N
	FromNamed                           // handle of the coroutine that Question.Names[N] names
)

// What only questions do to a coroutine's handle.
const (
	PlaceOf = MemoryValue + 1 + iota // where it is
	LineOf                           // line of the op that it does next
	LocalOf                          // its local Question.Locals[Operand.N]
)

// Question is an expression about the state of a run, asked from outside. It reads what an expression of the scene may
// read, and counters, a coroutine by its name, its locals, where it is, the step and the pass.
type Question struct {
	Text   string
	Type   Type
	Code   []Instr
	Names  []Named
	Locals []NamedLocal
}

// Named is a coroutine that a question names: as it was spawned, else by its letter and number, else by its slot.
type Named struct {
	Text   string
	Given  int32  // index in Program.Names of the name that a spawn gave, -1
	Letter string // of its function, with no given name
	Num    int32
	Slot   int32 // of s3, counted from 0; -1
}

// NamedLocal is a local that a question reads of whatever coroutine has one of that name.
type NamedLocal struct {
	Name string
	Of   [][]int16 // by function: the locals of that name
}

// maxQuestion is how many bytes a question may have.
const maxQuestion = 1000

// Question reads an expression about runs of the scene. The error is an Errors whose columns are those of the text.
// What the scene declares comes before the words of questions: a variable named step is that variable. O(length of the
// scene).
func (p *Program) Question(text string) (*Question, error) {
	c := &compiler{file: p.File, prog: &Program{File: p.File, Source: p.Source, Settings: Defaults(), Boot: -1}}
	c.prog.lines = splitLines(p.Source)
	c.fset = token.NewFileSet()
	tree, err := parser.ParseFile(c.fset, p.File, p.Source, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	c.prepare()
	c.head(tree)
	c.scene(tree)
	if len(c.errs) > 0 {
		return nil, c.errs.ordered()
	}
	return c.question(text)
}

// ask reads a question after the scene that was just read, as often as one likes.
func (c *compiler) ask(text string) (*Question, error) {
	one, prog := *c, *c.prog
	one.prog, one.errs = &prog, nil
	return one.question(text)
}

// question reads an expression after the scene, and leaves the compiler good for nothing else.
func (c *compiler) question(text string) (*Question, error) {
	q := &Question{Text: strings.TrimSpace(text)}
	c.file, c.prog.Source, c.asked, c.pure, c.scope, c.depth = "", text, q, "a question", nil, 0
	if len(text) > maxQuestion {
		c.place(1, 1, "ask for less at once", "a question has at most %d letters", maxQuestion)
		return nil, c.errs
	}
	e, err := parser.ParseExprFrom(c.fset, "", text, parser.SkipObjectResolution)
	if err != nil {
		c.misread(err, text)
		return nil, c.errs
	}
	v, ok := c.expr(e)
	if !ok || len(c.errs) > 0 {
		return nil, c.errs.ordered()
	}
	q.Type, q.Code = v.typ, v.instrs()
	return q, nil
}

// askedName reads a name that the scene does not declare.
func (c *compiler) askedName(e *ast.Ident) (value, bool) {
	switch e.Name {
	case "step":
		return operandValue(Int, FromStep, 0), true
	case "pass":
		return operandValue(Int, FromPass, 0), true
	case "tick":
		return operandValue(Int, FromNow, 0), true
	}
	if at := placeNamed(e.Name); at >= 0 {
		return constValue(PlaceType, int64(at)), true
	}
	if v, ok := c.namedCoroutine(e.Name); ok {
		return v, true
	}
	if _, looks := readingByName(e.Name); looks || e.Name == "place" || e.Name == "line" {
		return value{}, c.fail(e, "write "+c.askedUsage(e.Name), "%s is not called: its brackets are missing", e.Name)
	}
	return value{}, c.fail(e, didYouMean(e.Name, c.askable(), "a question looks at variables, counters, len(q), "+
		"waiters(c), owner(m), coroutines (c1.i, place(c1) == WAITING, line(c1)), step, pass and tick"),
		"the scene has no %s", e.Name)
}

// namedCoroutine reads the name of a coroutine; false where nobody can have it.
func (c *compiler) namedCoroutine(name string) (value, bool) {
	who, ok := c.coroutineNamed(name)
	if !ok {
		return value{}, false
	}
	c.asked.Names = append(c.asked.Names, who)
	return operandValue(Coroutine, FromNamed, int64(len(c.asked.Names)-1)), true
}

// placeNamed returns the number of a place, -1 for none.
func placeNamed(name string) int {
	for at, known := range PlaceNames() {
		if name == known {
			return at
		}
	}
	return -1
}

// askable lists the names that a question may use.
func (c *compiler) askable() []string {
	all := append(c.known(), PlaceNames()...)
	all = append(all, "step", "pass", "tick")
	for given := range c.given {
		all = append(all, given)
	}
	for i := range c.prog.Funcs {
		if c.prog.Funcs[i].Spawnable {
			all = append(all, c.prog.Funcs[i].Letter+"1", c.prog.Funcs[i].Letter+"2")
		}
	}
	return all
}

func (c *compiler) askedUsage(name string) string {
	switch name {
	case "place":
		return "place(c1) == WAITING"
	case "line":
		return "line(c1) == 20"
	}
	return c.usage(name)
}

// coroutineNamed finds out which coroutine is meant by a name.
func (c *compiler) coroutineNamed(text string) (Named, bool) {
	who := Named{Text: text, Given: -1, Num: 1, Slot: -1}
	if c.given[text] {
		who.Given = c.names[text]
		return who, true
	}
	name := strings.TrimRight(text, "0123456789")
	num, err := strconv.Atoi(text[len(name):])
	if err != nil || num < 1 || num > 1<<30 || text[len(name)] == '0' {
		return who, false
	}
	who.Num = int32(num)
	if c.given[name] {
		who.Given = c.names[name]
		return who, true
	}
	known := false
	if name == "s" && num <= MaxSlots {
		who.Slot, known = int32(num-1), true
	}
	for i := range c.prog.Funcs {
		if f := &c.prog.Funcs[i]; f.Spawnable && f.Letter == name {
			who.Letter, known = name, true
		}
	}
	return who, known
}

// askedCall reads a call that only questions have; mine is false for any other.
func (c *compiler) askedCall(call *ast.CallExpr) (v value, ok, mine bool) {
	name, is := call.Fun.(*ast.Ident)
	if !is {
		return value{}, false, false
	}
	if _, declared := c.lookup(name.Name); declared {
		return value{}, false, false
	}
	do, typ := PlaceOf, PlaceType
	switch name.Name {
	case "place":
	case "line":
		do, typ = LineOf, Int
	case "len":
		return c.askedLane(call)
	default:
		if isCallWord(name.Name) {
			return value{}, false, false
		}
		return value{}, c.fail(name, didYouMean(name.Name, c.looks(), "a question calls "+List(c.looks(), "and")),
			"there is no %s to ask for", name.Name), true
	}
	if len(call.Args) != 1 {
		return value{}, c.fail(call, "write "+c.askedUsage(name.Name), "%s takes one coroutine", name.Name), true
	}
	who, ok := c.askedCoroutine(call.Args[0], c.askedUsage(name.Name))
	if !ok {
		return value{}, false, true
	}
	return value{typ: typ, code: append(who.code, Instr{Do: do}), depth: who.depth, shared: true}, true, true
}

// looks lists what a question may call.
func (c *compiler) looks() []string {
	all := []string{"place", "line"}
	for _, r := range readings {
		if r.from != FromSelf {
			all = append(all, r.name)
		}
	}
	return all
}

// askedLane reads len(WAITING).
func (c *compiler) askedLane(call *ast.CallExpr) (v value, ok, mine bool) {
	if len(call.Args) != 1 {
		return value{}, false, false
	}
	id, is := call.Args[0].(*ast.Ident)
	if !is {
		return value{}, false, false
	}
	at := placeNamed(id.Name)
	if _, declared := c.lookup(id.Name); declared || at < 0 {
		return value{}, false, false
	}
	return operandValue(Int, FromLane, int64(at)), true, true
}

// askedCoroutine reads an expression that is a coroutine.
func (c *compiler) askedCoroutine(e ast.Expr, usage string) (value, bool) {
	v, ok := c.expr(e)
	if ok && (v.typ != Coroutine || v.konst) {
		return v, c.fail(e, "write "+usage, "%s is no coroutine", c.print(e))
	}
	return v, ok
}

// askedElement reads c1.seen[1]: an element of an array of a coroutine's own, which is a local.
func (c *compiler) askedElement(e *ast.IndexExpr, dot *ast.SelectorExpr) (value, bool) {
	i, ok := c.expr(e.Index)
	switch {
	case !ok:
		return value{}, false
	case !i.konst || !i.fits(Int):
		return value{}, c.fail(e.Index, "write its number: "+c.print(dot)+"[0]", "a question names one element")
	}
	a := Array{Name: dot.Sel.Name}
	one := &ast.Ident{Name: a.Element(int(i.n)), NamePos: dot.Sel.NamePos}
	return c.askedLocal(&ast.SelectorExpr{X: dot.X, Sel: one})
}

// askedLocal reads c1.i: a local of a coroutine.
func (c *compiler) askedLocal(e *ast.SelectorExpr) (value, bool) {
	who, ok := c.askedCoroutine(e.X, "c1."+e.Sel.Name)
	if !ok {
		return value{}, false
	}
	local := NamedLocal{Name: e.Sel.Name, Of: make([][]int16, len(c.prog.Funcs))}
	typ, in := Int, ""
	var all []string
	for i := range c.prog.Funcs {
		f := &c.prog.Funcs[i]
		if !f.Spawnable && !f.Variant || !c.mayRun(who, f) {
			continue
		}
		for slot, l := range f.Locals {
			switch {
			case l.Hidden:
			case l.Name != e.Sel.Name:
				all = append(all, l.Name)
			case in != "" && l.Type != typ:
				return value{}, c.fail(e.Sel, "name one coroutine that runs one of them",
					"%s is %s in %s and %s in %s", l.Name, typ.article(), in, l.Type.article(), f.Name)
			default:
				typ, in = l.Type, f.Name
				local.Of[i] = append(local.Of[i], int16(slot))
			}
		}
	}
	if in == "" {
		hint := "it has none"
		if len(all) > 0 {
			hint = "it has " + List(distinct(all), "and")
		}
		return value{}, c.fail(e.Sel, didYouMean(e.Sel.Name, all, hint), "%s has no variable %s", c.print(e.X),
			e.Sel.Name)
	}
	c.asked.Locals = append(c.asked.Locals, local)
	do := Instr{Do: LocalOf, Operand: Operand{N: int64(len(c.asked.Locals) - 1)}}
	return value{typ: typ, code: append(who.code, do), depth: who.depth, shared: true}, true
}

// mayRun reports whether a coroutine that a question names can be one of a function's.
func (c *compiler) mayRun(who value, f *Func) bool {
	if len(who.code) != 1 || who.code[0].Operand.From != FromNamed {
		return true
	}
	named := c.asked.Names[who.code[0].Operand.N]
	return named.Letter == "" || named.Letter == f.Letter || named.Slot >= 0
}

// distinct drops what comes again.
func distinct(all []string) []string {
	var once []string
	for _, one := range all {
		if !among(one, once) {
			once = append(once, one)
		}
	}
	return once
}
