package program

import (
	"bytes"
	"go/ast"
	"go/format"
	"go/token"
	"strconv"
	"strings"
)

// jump is a draft that only says where to go on; none is left in a program.
const jump = kinds

// draft is an op whose places are labels still. A label of -1 is the draft behind it.
type draft struct {
	op        Op
	next, alt int32
	owner     int32
	call      int32 // the call whose text it is, -1 for none
	text      int32
	known     uint64 // locals with a name there
	turns     [2]Turn
	picked    []picked
	loop      [2]int32 // of a test that turns, and where its condition begins: the drafts of the loop
}

// function is what the compiler knows about a function before its body is read.
type function struct {
	decl      *ast.FuncDecl
	index     int
	params    []parameter
	result    Type
	hasResult bool
	valid     bool // its head could be read
	expanded  bool // its body was compiled at least once
	callback  bool // some onAnswer or onSignal names it
	deep      int  // what deepIn found, or 0
}

// parameter is a value of a type, or an object of a class that is known when the call is expanded.
type parameter struct {
	name   string
	at     *ast.Ident
	typ    Type
	object string      // "" for a value: mutex, spinlock, cond, queue, waitq
	ref    bool        // a reference: n *int, or m *mutex, which is m mutex
	dir    ast.ChanDir // of a channel: what may be done with it, 0 for anything
	count  int         // of an array: how many elements it has; else 0
}

// binding is what a name means: a local, an object, or a constant.
type binding struct {
	kind   bindingKind
	slot   int16
	typ    Type
	value  int64
	object int // index in Program.Objects
	class  string
	line   int
	copyOf string      // of a parameter: the shared variable that the call gave
	array  int         // of an array and its elements: an index in Program.Arrays
	count  int         // and how many elements it has, the first of which is object
	index  *value      // of an element: which
	ref    bool        // of a parameter: *name is the variable, and the name alone a reference to it
	free   bool        // of such a one in a function that nobody calls: it may be a shared variable
	dir    ast.ChanDir // of a channel that is a parameter: what may be done with it, 0 for anything
}

type bindingKind uint8

const (
	aLocal bindingKind = iota
	anObject
	aConst
	aFunction
	anArray
	anElement    // of an array, chosen by an index that is not known before the run
	anOwnArray   // of locals, one behind the other from slot on
	anOwnElement // of such a one, chosen by an index that is not known before the run
)

type scope struct {
	names  map[string]binding
	outer  *scope
	locals []int16
}

type loop struct{ next, end int32 }

// calling is one expanded call that is being compiled.
type calling struct {
	f     *function
	leave int32
	dst   int16
}

// compiler turns the tree of a scene into a program.
type compiler struct {
	file string
	fset *token.FileSet
	prog *Program
	errs Errors

	globals map[string]binding
	order   []string // the names of objects as declared, for hints
	numbers []string // the names of consts likewise
	funcs   []*function
	used    map[string]bool // constants that are read somewhere
	consts  []*ast.Ident

	code     []draft
	labels   []int32
	ends     []int            // drafts where each function of Funcs begins, or -1
	names    map[string]int32 // index in Program.Names
	given    map[string]bool  // names that a spawn gives
	called   []calledName
	texts    map[string]int32
	printed  map[ast.Node]string
	overflow bool
	copied   []copied
	written  map[string]bool // by coroutines, if that was asked for

	// of the coroutine function that is being compiled
	self       *function
	locals     []Local
	inUse      uint64
	named      uint64 // locals that have a name here
	temps      []int16
	scope      *scope
	calls      []calling
	loops      []loop
	owner      int32
	call       int32 // the call that is being expanded, an index in Program.Calls, or -1
	boot       bool
	current    int32                   // text of the statement
	pure       string                  // not "": where only values may be read, as in "a law"
	depth      int                     // of nested blocks and expressions
	cycles     bool                    // recursion was told of
	elses      int                     // of a chain of else if
	lawful     map[*ast.RangeStmt]bool // loops of main whose laws are made by lawsOf
	unrolled   int                     // loops of main about this statement whose laws are made by lawsOf
	variants   []*variant
	compiled   int       // of variants
	atomicType Type      // of the variable that the atomic op is done to that is being read, where it is a local
	chosen     []chosen  // objects of the verb that is being read that an index chooses
	asked      *Question // that is being read, after the scene; nil for none
	pointed    *setting  // the const point, which can be read only after the scene; nil for none
	aimed      *setting  // the const aim, where it is such a condition as well
}

func (c *compiler) prepare() {
	c.globals = map[string]binding{}
	c.used = map[string]bool{}
	c.texts = map[string]int32{}
	c.names = map[string]int32{}
	c.given = map[string]bool{}
	c.printed = map[ast.Node]string{}
}

// stop reports whether going on makes no sense.
func (c *compiler) stop() bool { return c.overflow || len(c.errs) >= MaxErrors }

// print returns a node as the scene writes it, on one line.
func (c *compiler) print(n ast.Node) string {
	if lit, ok := n.(*ast.BasicLit); ok {
		return lit.Value // also of the 1 that x++ has not written
	}
	if text, ok := c.printed[n]; ok {
		return text
	}
	file := c.fset.File(n.Pos())
	from, to := file.Offset(n.Pos()), file.Offset(n.End())
	text := c.prog.Source[from:max(from, to)]
	if strings.ContainsAny(text, "\n\t") || strings.Contains(text, "//") || strings.Contains(text, "/*") {
		var b bytes.Buffer
		if err := format.Node(&b, c.fset, n); err == nil {
			text = strings.Join(strings.Fields(b.String()), " ")
		}
	}
	c.printed[n] = text
	return text
}

// say makes text the text of the ops that follow.
func (c *compiler) say(text string) {
	id, ok := c.texts[text]
	if !ok {
		id = int32(len(c.prog.texts))
		c.texts[text] = id
		c.prog.texts = append(c.prog.texts, text)
	}
	c.current = id
}

func (c *compiler) newOp(kind Kind, pos token.Pos) Op {
	return Op{Kind: kind, Dst: -1, Dst2: -1, Line: uint16(c.line(pos)), A: -1, B: -1, X: -1, Y: -1}
}

// emit adds an op and gives its index among the drafts.
func (c *compiler) emit(op Op) int {
	c.code = append(c.code, draft{op: op, next: -1, alt: -1, owner: c.owner, call: c.call, text: c.current,
		known: c.named})
	if len(c.code) > MaxOps && !c.overflow {
		c.overflow = true
		hint := "calls of own functions are expanded where they stand; call less, or loop"
		if len(c.prog.Arrays) > 0 {
			hint += "; an op whose object an index chooses counts once for each element"
		}
		c.failAt(c.self.decl.Name.Pos(), hint,
			"with %s the scene becomes more than %d ops", c.selfName(), MaxOps)
	}
	return len(c.code) - 1
}

func (c *compiler) label() int32 {
	c.labels = append(c.labels, -1)
	return int32(len(c.labels) - 1)
}

func (c *compiler) here(label int32) { c.labels[label] = int32(len(c.code)) }

func (c *compiler) jump(pos token.Pos, label int32) {
	i := c.emit(c.newOp(jump, pos))
	c.code[i].next = label
}

// slot finds room for a local; one of the same name and type that is out of scope gives up its own.
func (c *compiler) slot(at ast.Node, name string, typ Type, hidden bool) (int16, bool) {
	want := Local{Name: name, Type: typ, Hidden: hidden}
	for i, known := range c.locals {
		if known == want && c.inUse&(1<<i) == 0 {
			c.inUse |= 1 << i
			return int16(i), true
		}
	}
	if len(c.locals) == MaxLocals {
		return -1, c.fail(at, "share variables between blocks, or split the work among coroutines",
			"%s needs more than %d variables, those of the functions it calls included", c.selfName(), MaxLocals)
	}
	c.locals = append(c.locals, want)
	i := len(c.locals) - 1
	c.inUse |= 1 << i
	return int16(i), true
}

func (c *compiler) selfName() string {
	if c.self == nil {
		return "the scene"
	}
	return c.self.decl.Name.Name
}

// temp is a hidden local that lasts to the end of the statement.
func (c *compiler) temp(at ast.Node, name string, typ Type) (int16, bool) {
	i, ok := c.slot(at, name, typ, true)
	if ok {
		c.temps = append(c.temps, i)
	}
	return i, ok
}

func (c *compiler) dropTemps(mark int) {
	for _, i := range c.temps[mark:] {
		c.inUse &^= 1 << i
	}
	c.temps = c.temps[:mark]
}

func (c *compiler) open(outer *scope) { c.scope = &scope{names: map[string]binding{}, outer: outer} }

func (c *compiler) close(back *scope) {
	for _, i := range c.scope.locals {
		c.inUse &^= 1 << i
		c.named &^= 1 << i
	}
	c.scope = back
}

// declare makes a local visible in the innermost scope.
func (c *compiler) declare(name string, at ast.Node, slot int16, typ Type) {
	c.scope.locals = append(c.scope.locals, slot)
	c.named |= 1 << slot
	c.scope.names[name] = binding{kind: aLocal, slot: slot, typ: typ, line: c.line(at.Pos())}
}

// lookup finds what a name means: innermost scope first, then the scene's own names.
func (c *compiler) lookup(name string) (binding, bool) {
	for s := c.scope; s != nil; s = s.outer {
		if b, ok := s.names[name]; ok {
			return b, true
		}
	}
	b, ok := c.globals[name]
	return b, ok
}

func quote(text string) string { return strconv.Quote(text) }
