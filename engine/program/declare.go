package program

import (
	"go/ast"
	"go/token"
)

// scene reads all declarations in the order that they need each other, then compiles the functions.
func (c *compiler) scene(tree *ast.File) {
	c.refuseDecls(tree)
	c.constants(tree)
	for _, d := range tree.Decls {
		if g, ok := d.(*ast.GenDecl); ok && g.Tok == token.VAR {
			for _, s := range g.Specs {
				if spec, ok := s.(*ast.ValueSpec); ok {
					c.object(spec)
				}
			}
		}
	}
	for _, d := range tree.Decls {
		if f, ok := d.(*ast.FuncDecl); ok {
			c.functionHead(f)
		}
	}
	if len(c.prog.Objects) > MaxNames || len(c.funcs) > MaxNames {
		c.place(1, 1, "", "a scene has at most %d objects and %d functions", MaxNames, MaxNames)
		return
	}
	if c.stop() {
		return
	}
	c.plainTexts(tree)
	c.bodies()
	c.unusedConsts()
	c.unknownNames()
	c.joinsFew()
	if len(c.errs) == 0 {
		c.lendLocks()
	}
	if len(c.errs) == 0 {
		c.link()
	}
}

func (c *compiler) refuseDecls(tree *ast.File) {
	for _, d := range tree.Decls {
		g, ok := d.(*ast.GenDecl)
		if !ok {
			continue
		}
		switch g.Tok {
		case token.IMPORT:
			c.fail(g, "remove the line; lock, wait, put and the other verbs are part of the language",
				"a scene has no imports")
		case token.TYPE:
			c.fail(g, "values are int, bool, result, coroutine, item and memory; objects are declared with var",
				"a scene declares no types")
		}
	}
}

// object declares what one line of a var block names.
func (c *compiler) object(spec *ast.ValueSpec) {
	if len(spec.Values) > 0 && len(spec.Values) != len(spec.Names) {
		c.fail(spec.Names[0], "one name and one value a line", "%d names and %d values",
			len(spec.Names), len(spec.Values))
		return
	}
	for i, name := range spec.Names {
		if !c.fresh(name, c.globals) {
			continue
		}
		if reserved(name.Name) {
			c.fail(name, "choose another name", "%s is a word of the language", name.Name)
			continue
		}
		var value ast.Expr
		if len(spec.Values) > 0 {
			value = spec.Values[i]
		}
		c.declareObject(name, spec.Type, value)
	}
}

func (c *compiler) declareObject(name *ast.Ident, typ, value ast.Expr) {
	word, ok := "", true
	if t, isArray := typ.(*ast.ArrayType); isArray && value == nil {
		c.declared(name, c.declareArray(name, t, nil))
		return
	} else if t, isArray := arrayType(value); isArray && typ == nil {
		c.declared(name, c.declareArray(name, t, value))
		return
	} else if isArray {
		c.fail(typ, "write "+name.Name+" = "+c.print(value), "the type of %s stands twice", name.Name)
		c.declared(name, false)
		return
	}
	if t, isChan := typ.(*ast.ChanType); isChan || makesChan(value) {
		c.declared(name, c.declareChan(name, t, value))
		return
	}
	if typ != nil {
		id, isIdent := typ.(*ast.Ident)
		if !isIdent {
			c.refuseType(typ)
			return
		}
		word = id.Name
	}
	call, _ := value.(*ast.CallExpr)
	if call != nil {
		made, isIdent := call.Fun.(*ast.Ident)
		if !isIdent {
			c.fail(call, "write "+name.Name+" mutex or "+name.Name+" = queue(4)", "%s makes no object",
				c.print(call))
			return
		}
		if word != "" && word != made.Name {
			c.fail(typ, "write "+name.Name+" = "+c.print(call), "%s cannot be both %s and %s", name.Name, word,
				made.Name)
			return
		}
		word = made.Name
		ok = c.make(name, word, call)
	} else if value == nil {
		ok = c.make(name, word, nil)
	}
	if call == nil && value != nil {
		ok = c.sharedValue(name, word, typ, value)
	}
	c.declared(name, ok)
}

// declared makes a name that was refused known all the same, so that its uses are not errors as well.
func (c *compiler) declared(name *ast.Ident, ok bool) {
	if !ok && c.globals[name.Name].line == 0 {
		c.globals[name.Name] = binding{kind: anObject, object: -1, class: "?", line: c.line(name.Pos())}
	}
}

func (c *compiler) refuseType(typ ast.Expr) {
	hint := declarable()
	switch t := typ.(type) {
	case *ast.SelectorExpr:
		hint = "write mutex, cond, queue(4)"
		if f, known := foreignWord(t.Sel.Name); known {
			hint = f.hint()
		}
	case *ast.Ident:
		hint = typeHintFor(t.Name, hint)
	case *ast.ChanType:
		hint = "declare it in the var block at the top: ch = make(" + c.print(t) + ", 2)"
	case *ast.ArrayType:
		hint = "declare it in the var block at the top and name it where it is used; pass an index: func eat(i int)"
	case *ast.MapType:
		hint = "a scene has no maps: declare an array, such as a [2]int, and name a[0] or a[i]"
	case *ast.StarExpr:
		c.fail(t, "a parameter may be a reference: func down(n *int); objects are passed as they are",
			"a variable holds no reference")
		return
	}
	c.fail(typ, hint, "%s is not a type of a scene", c.print(typ))
}

// typeHintFor says what stands for a type that others have, or falls back to another hint.
func typeHintFor(word, otherwise string) string {
	if among(fold(word), []string{"condition", "conditionvariable", "condvar", "pthreadcondt"}) {
		return "did you mean cond?"
	}
	if f, known := foreignWord(word); known {
		return f.hint()
	}
	return otherwise
}

// declarable says what a var block may declare.
func declarable() string {
	return "values are " + List(valueTypes, "or") +
		"; objects are " + List(declarations, "and")
}

// make declares an object of a class, with the arguments of its call if there is one.
func (c *compiler) make(name *ast.Ident, word string, call *ast.CallExpr) bool {
	switch word {
	case "mutex", "spinlock":
		m := Mutex{Spin: word == "spinlock"}
		if call != nil && !c.mutexKinds(call, &m) {
			return false
		}
		m.Object = c.addObject(name, MutexClass, len(c.prog.Mutexes), word)
		c.prog.Mutexes = append(c.prog.Mutexes, m)
	case "cond":
		c.prog.Conds = append(c.prog.Conds, c.addObject(name, CondClass, len(c.prog.Conds), word))
	case "waitq":
		c.prog.Waitqs = append(c.prog.Waitqs, c.addObject(name, WaitqClass, len(c.prog.Waitqs), word))
	case "counter":
		c.prog.Counters = append(c.prog.Counters, c.addObject(name, CounterClass, len(c.prog.Counters), word))
	case "queue", "stack":
		return c.makeQueue(name, word, call)
	default:
		if letter := letterOf(word); describedBy(letter) {
			class, _ := classOfLetter(letter)
			return c.makeSync(name, class, word, call)
		}
		if typ, ok := typeByName(word); ok && call == nil {
			return c.addVar(name, typ, 0)
		}
		if word == "make" && call != nil {
			return c.fail(call, "write "+name.Name+" = make(chan int, 2), or "+name.Name+" = queue(4)",
				"make makes channels, and %s names none", c.print(call))
		}
		words := append(append([]string{"counter", "stack"}, objectTypes...), valueTypes...)
		if call != nil {
			return c.fail(call, typeHintFor(word, didYouMean(word, words, declarable())),
				"%s makes no object of a scene", c.print(call))
		}
		return c.fail(name, typeHintFor(word, didYouMean(word, words, declarable())),
			"%s is a %s, which a scene does not know",
			name.Name, word)
	}
	if call != nil && len(call.Args) > 0 && word != "mutex" {
		return c.fail(call, "write "+name.Name+" "+word, "a %s is made without arguments", word)
	}
	return true
}

func (c *compiler) addObject(name *ast.Ident, class Class, index int, word string) int {
	line := c.line(name.Pos())
	c.prog.Objects = append(c.prog.Objects, Object{Name: name.Name, Class: class, Index: index, Line: line})
	object := len(c.prog.Objects) - 1
	c.globals[name.Name] = binding{kind: anObject, object: object, class: word, line: line}
	c.order = append(c.order, name.Name)
	return object
}

func (c *compiler) addVar(name *ast.Ident, typ Type, value int64) bool {
	object := c.addObject(name, VarClass, len(c.prog.Vars), "var")
	c.prog.Vars = append(c.prog.Vars, Var{Object: object, Type: typ, Value: value})
	return true
}

func (c *compiler) mutexKinds(call *ast.CallExpr, m *Mutex) bool {
	for _, arg := range call.Args {
		id, _ := arg.(*ast.Ident)
		switch {
		case id != nil && id.Name == "recursive" && !m.Spin:
			m.Recursive = true
		case id != nil && id.Name == "timed" && !m.Spin:
			m.Timed = true
		case m.Spin:
			return c.fail(arg, "write l spinlock", "a spinlock is neither recursive nor timed")
		default:
			return c.fail(arg, "write mutex(recursive), mutex(timed) or mutex(recursive, timed)",
				"a mutex is recursive or timed, not %s", c.print(arg))
		}
	}
	return true
}

func (c *compiler) makeQueue(name *ast.Ident, word string, call *ast.CallExpr) bool {
	if call == nil || len(call.Args) != 1 {
		return c.fail(name, "write "+name.Name+" = "+word+"(4)", "a %s needs its capacity", word)
	}
	v, ok := c.constant(call.Args[0])
	if !ok {
		return false
	}
	if v.typ != Int || v.n < 1 || v.n > MaxCapacity {
		return c.fail(call.Args[0], "", "a capacity is a whole number from 1 to %d", MaxCapacity)
	}
	object := c.addObject(name, QueueClass, len(c.prog.Queues), word)
	c.prog.Queues = append(c.prog.Queues, Queue{Object: object, Capacity: int(v.n), Stack: word == "stack"})
	return true
}

// sharedValue declares a shared variable that begins with a value.
func (c *compiler) sharedValue(name *ast.Ident, word string, typ, value ast.Expr) bool {
	if _, isText := stringValue(value); isText {
		return c.fail(value, "texts stand in invariant, assert and spawn only", "a variable holds no text")
	}
	v, ok := c.constant(value)
	if !ok {
		return false
	}
	want := v.typ
	if word != "" {
		if want, ok = typeByName(word); !ok {
			hint := "write " + name.Name + " " + word
			if class, ok := classOfLetter(letterOf(word)); ok && classTable[class].Described() {
				hint = "write " + name.Name + " = " + word + "(" + c.print(value) + ")"
			}
			return c.fail(typ, hint, "a %s has no value to begin with", word)
		}
	}
	if v.isNil && word == "" {
		return c.fail(value, "write "+name.Name+" coroutine, item or memory", "nil alone has no type")
	}
	if !v.fits(want) {
		return c.fail(value, "", "%s is %s and cannot begin as %s", name.Name, want.article(), v.kindName())
	}
	return c.addVar(name, want, v.n)
}
