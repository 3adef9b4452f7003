package program

import (
	"go/ast"
	"strconv"
	"strings"
)

// MaxArgs is how many parameters the function of a coroutine may have.
const MaxArgs = 8

// variant is a function with parameters as coroutines run it: compiled once for each set of objects that a spawn gives
// it. Its values, and the index of an element that is found by one, are locals that are filled in when a coroutine
// begins.
type variant struct {
	f      *function
	index  int // in Program.Funcs
	given  []binding
	copies []string // by parameter: the shared variable that the first spawn gave
}

// startable reports whether coroutines may run the function, with arguments if it has parameters.
func (f *function) startable() bool {
	name := f.decl.Name.Name
	return (!f.hasResult || f.result == Int) && name != "main" && name != "script"
}

// startedWith reads spawn(worker(i, m)): the function and what it is given.
func (c *compiler) startedWith(call *ast.CallExpr, v verb, op *Op) bool {
	inner, _ := callName(call.Args[0])
	f, ok := c.functionArgument(inner.Fun, v)
	if !ok || !f.valid {
		return false
	}
	name := f.decl.Name.Name
	switch {
	case len(f.params) == 0 && len(inner.Args) == 0:
		return c.fail(inner, "write "+v.name+"("+name+")", "%s wants the function, not its call", v.name)
	case !f.startable():
		return c.fail(inner, "return an int or nothing", "%s cannot be started: it has a result that is no int", name)
	case len(inner.Args) != len(f.params):
		return c.fail(inner, "it is "+c.signatureText(f), "%s takes %s, this has %d", name,
			Plural(int64(len(f.params)), "argument"), len(inner.Args))
	case len(f.params) > MaxArgs:
		return c.fail(inner, "keep some of them in variables of the scene",
			"a coroutine has at most %d parameters, %s has %d", MaxArgs, name, len(f.params))
	}
	values, objects, ok := c.callArguments(inner, f)
	if !ok {
		return false
	}
	return c.fill(inner, f, values, objects, op)
}

// fill gives a spawn op the variant that it starts and the expressions of its arguments, one behind the other from Y
// on.
func (c *compiler) fill(call *ast.CallExpr, f *function, values []value, objects []binding, op *Op) bool {
	op.A = int32(f.index)
	var given []value
	var texts []string
	copies := make([]string, len(f.params))
	for i, p := range f.params {
		text := c.print(call.Args[i])
		if p.count > 0 && !p.known() {
			return c.fail(call.Args[i], "give it a number, or declare "+p.name+" *"+p.word()+" and give it &"+text,
				"a coroutine is given no copy of an array, and %s wants a %s", f.decl.Name.Name, p.word())
		}
		if !p.known() {
			copies[i] = c.copyOf(call.Args[i], p.typ)
			given, texts = append(given, values[i]), append(texts, text)
			continue
		}
		if objects[i].free || objects[i].object < 0 {
			return true // in a function that nobody calls
		}
		if k := objects[i].kind; k == aLocal || k == anOwnArray || k == anOwnElement {
			return c.fail(call.Args[i], "declare it with var at the top of the scene", "%s is given a reference to %s,"+
				" which belongs to its starter alone", f.decl.Name.Name, strings.TrimPrefix(text, "&"))
		}
		objects[i] = c.anyElement(objects[i])
		if objects[i].kind == anElement {
			index, ok := c.at(call.Args[i], Int, FromConst, 0, 1, objects[i])
			if !ok {
				return false
			}
			given, texts = append(given, index), append(texts, text)
		}
	}
	at, ok := c.variant(call, f, objects, copies)
	op.A = int32(at)
	for i, v := range given {
		x := c.store(v, texts[i])
		if i == 0 {
			op.Y = x
		}
	}
	return ok
}

// anyElement makes of an element that is known one that an index chooses: coroutines that are given elements of one
// array run the same ops.
func (c *compiler) anyElement(b binding) binding {
	at, i, ok := c.prog.ArrayOf(b.object)
	if !ok || b.kind != anObject {
		return b
	}
	index := constValue(Int, int64(i))
	a := &c.prog.Arrays[at]
	return binding{kind: anElement, object: a.First, class: b.class, array: at, count: a.Count, index: &index,
		line: b.line, ref: b.ref}
}

// variant returns the function, an index in Program.Funcs, that coroutines run which are given these objects. The
// first takes the place of the function itself; others follow behind all functions.
func (c *compiler) variant(at ast.Node, f *function, objects []binding, copies []string) (int, bool) {
	for _, v := range c.variants {
		if v.f == f && sameGiven(v.given, objects) {
			return v.index, true
		}
	}
	v := &variant{f: f, index: f.index, given: objects, copies: copies}
	if c.prog.Funcs[f.index].Spawnable {
		if len(c.prog.Funcs) >= MaxNames {
			return f.index, c.fail(at, "give the index of an element: eat(forks[i])",
				"%s is started with more sets of objects than there may be functions", f.decl.Name.Name)
		}
		v.index = len(c.prog.Funcs)
		again := c.prog.Funcs[f.index]
		again.Spawnable, again.Variant, again.Handler = false, true, -1
		c.prog.Funcs, c.ends = append(c.prog.Funcs, again), append(c.ends, -1)
	}
	c.prog.Funcs[f.index].Spawnable = true
	c.variants = append(c.variants, v)
	return v.index, true
}

func sameGiven(a, b []binding) bool {
	for i := range a {
		if a[i].object != b[i].object || a[i].kind != b[i].kind {
			return false
		}
	}
	return true
}

// variantBodies compiles what spawns with arguments start; a body may hold further ones.
func (c *compiler) variantBodies() {
	for ; c.compiled < len(c.variants) && !c.stop(); c.compiled++ {
		c.variantBody(c.variants[c.compiled])
	}
}

func (c *compiler) variantBody(v *variant) {
	c.ends[v.index] = len(c.code)
	c.begin(v.f)
	var filled []int16
	var given []Given
	for i, p := range v.f.params {
		if !p.known() {
			slot, ok := c.slot(p.at, p.name, p.typ, false)
			if !ok {
				return
			}
			c.declare(p.name, p.at, slot, p.typ)
			b := c.scope.names[p.name]
			b.copyOf = v.copies[i]
			c.scope.names[p.name] = b
			filled = append(filled, slot)
			given = append(given, Given{Param: p.name, Object: -1, Local: slot, Index: -1})
			continue
		}
		b := v.given[i]
		b.line = c.line(p.at.Pos())
		if b.kind == anElement {
			slot, ok := c.slot(p.at, p.name, Int, true)
			if !ok {
				return
			}
			c.scope.locals = append(c.scope.locals, slot)
			index := operandValue(Int, FromLocal, int64(slot))
			b.index = &index
			filled = append(filled, slot)
		}
		c.scope.names[p.name] = b
		given = append(given, c.givenObject(p.name, b))
	}
	c.rest(v.f, v.index)
	info := &c.prog.Funcs[v.index]
	info.Args, info.Given = filled, given
}

// Argument reads the text of a value of the type, as a scene writes it; who finds the handle of a coroutine.
func (t Type) Argument(text string, who func(name string) (int64, bool)) (int64, bool) {
	if v, ok := fixedValue(text); ok {
		return v.n, v.fits(t)
	}
	switch {
	case t == Int:
		n, err := strconv.ParseInt(text, 10, 64)
		return n, err == nil
	case t == Coroutine && text == "nobody": // as Spell writes it
		return 0, true
	case t == Coroutine:
		return who(text)
	}
	return 0, false
}

// Params says how a function is written with its parameters: "philosopher(i int, left mutex)".
func (f *Func) Params(p *Program) string {
	var all []string
	for i := range f.Given {
		g := &f.Given[i]
		word := ""
		switch {
		case g.Object < 0:
			word = f.Locals[g.Local].Type.String()
		case g.Ref:
			word = p.Vars[p.Objects[g.Object].Index].Type.String()
		default:
			word = p.typeOfObject(g.Object)
		}
		if g.Count > 0 {
			word = "[" + strconv.Itoa(g.Count) + "]" + word
		}
		if g.Ref {
			word = "*" + word
		}
		all = append(all, g.Param+" "+word)
	}
	return f.Name + "(" + strings.Join(all, ", ") + ")"
}

// Started says how a coroutine of a function was started: "philosopher(2, forks[3])", or the name alone of one without
// parameters. args are the values of Func.Args; name names the coroutine of a handle.
func (p *Program) Started(fn int, args []int64, name func(int64) string) string {
	f := &p.Funcs[fn]
	if len(f.Given) == 0 {
		return f.Name
	}
	var all []string
	for i := range f.Given {
		g := &f.Given[i]
		sign := ""
		if g.Ref {
			sign = "&"
		}
		switch {
		case g.Object >= 0 && g.Index < 0:
			all = append(all, sign+p.GivenName(g))
			continue
		case len(args) == 0:
			all = append(all, "?")
			continue
		case g.Object >= 0:
			all = append(all, sign+p.elementName(g.Object, args[0]))
		default:
			all = append(all, Spell(f.Locals[g.Local].Type, args[0], name))
		}
		args = args[1:]
	}
	return f.Name + "(" + strings.Join(all, ", ") + ")"
}

// typeOfObject returns the type by which a parameter takes an object.
func (p *Program) typeOfObject(object int) string {
	o := &p.Objects[object]
	if o.Class == ChanClass {
		return p.Syncs[o.Index].Type()
	}
	return o.Class.Row().words()[0]
}

func (p *Program) elementName(first int, i int64) string {
	array, _, ok := p.ArrayOf(first)
	if !ok {
		return "?"
	}
	return p.Arrays[array].Element(int(i))
}

// Usual returns the values of a function's Args with which a coroutine begins where nothing is said: values are 0,
// false, ok and nobody, and objects those of the first spawn in the scene's text; of an array the first parameter is
// element 0, the next element 1.
func (p *Program) Usual(fn int) []int64 {
	f := &p.Funcs[fn]
	given := make([]int64, 0, len(f.Args))
	for i := range f.Given {
		g := &f.Given[i]
		if g.Object >= 0 && g.Index < 0 {
			continue
		}
		v := int64(0)
		if array, _, ok := p.ArrayOf(g.Object); ok {
			for _, before := range f.Given[:i] {
				if before.Object == g.Object {
					v++
				}
			}
			v %= int64(p.Arrays[array].Count)
		}
		given = append(given, v)
	}
	return given
}

// UsualStart says with which arguments a coroutine of a function with parameters begins where nothing is said:
// "philosopher(0, forks[0])".
func (p *Program) UsualStart(name string) string {
	for i := range p.Funcs {
		if f := &p.Funcs[i]; f.Name == name && f.Spawnable {
			return p.Started(i, p.Usual(i), func(int64) string { return "nobody" })
		}
	}
	return name
}
