package program

import (
	"go/ast"
	"go/token"
	"slices"
	"strings"
)

// Selection is what the cases of a select are.
type Selection struct {
	Cases   []Case
	Default int // the case that is done where no other can be, or -1
	After   int // the case that is done once its time has come, or -1
}

// Case is one case of a select.
type Case struct {
	Chan      int32 // an index in Program.Syncs; -1: default, and after
	Send      bool
	X         int32  // of a send: its value, an index in Program.Exprs made of the coroutine's own variables; else -1
	Dst, Dst2 int16  // of a receive: the locals that get the value, and whether there was one; -1
	Fresh     bool   // these locals are the case's own: with any other case they are 0
	Text      string // as the scene writes it, without the word case
}

// Selected returns the cases of a select; nil for any other op.
func (p *Program) Selected(op *Op) *Selection {
	if op.Kind == Select || op.Kind == SelectWithin {
		return &p.Selects[op.B]
	}
	return nil
}

// surely returns the locals that an op sets whatever it comes to, bit n for local n.
func (p *Program) surely(op *Op) uint64 {
	set := uint64(0)
	note := func(dst int16) {
		if dst >= 0 {
			set |= 1 << uint(dst)
		}
	}
	for dst := range op.results() {
		note(dst)
	}
	if op.Kind == OwnCas {
		set &^= 1 << uint(op.Dst2) // only if it is what was expected
	}
	if s := p.Selected(op); s != nil {
		for i := range s.Cases {
			if s.Cases[i].Fresh {
				note(s.Cases[i].Dst)
				note(s.Cases[i].Dst2)
			}
		}
	}
	return set
}

// maxCases is how many cases a select may have.
const maxCases = 60

// branchOf is a case of a select that is being compiled.
type branchOf struct {
	clause  *ast.CommClause
	scope   *scope // with the variables that it declares
	label   int32
	chosen  []chosen
	visible []int16 // locals that it declares
	stores  []stored
}

// stored is a shared variable that a case sets to what it received: a store of its own, behind the select.
type stored struct {
	at   ast.Expr
	to   binding
	slot int16
}

// selectStatement compiles a select: one op for all of its cases, and behind it tests that are no steps.
func (c *compiler) selectStatement(s *ast.SelectStmt) {
	if c.boot {
		c.fail(s, "put it into a func of its own and spawn that",
			"main is the boot, before the first pass: it has no select")
		return
	}
	if len(s.Body.List) > maxCases {
		c.fail(s, "put some of them into a select of their own", "a select has at most %d cases", maxCases)
		return
	}
	mark := len(c.temps)
	sel := Selection{Default: -1, After: -1}
	op := c.newOp(Select, s.Pos())
	var all []branchOf
	for i, one := range s.Body.List {
		b := branchOf{clause: one.(*ast.CommClause), label: c.label()}
		k, ok := c.selectCase(b.clause, i, &b, &sel, &op)
		if !ok {
			c.closeCases(all)
			c.dropTemps(mark)
			return
		}
		sel.Cases, all = append(sel.Cases, k), append(all, b)
	}
	which, ok := c.temp(s, "case", Int)
	if !ok {
		return
	}
	op.Dst = which
	texts := make([]string, len(sel.Cases))
	for i := range texts {
		if texts[i] = sel.Cases[i].Text; i != sel.Default {
			texts[i] = "case " + texts[i]
		}
	}
	c.say("select { " + strings.Join(texts, "; ") + " }")
	c.prog.UsesChans = true
	c.emitSelect(s, op, sel, all, 0)
	c.selectBodies(s, all, which)
	c.dropTemps(mark)
}

// emitSelect emits the op of a select: a copy for each element of an array that an index of one of its cases may
// choose.
func (c *compiler) emitSelect(at ast.Node, op Op, sel Selection, all []branchOf, from int) int {
	for i := from; i < len(all) && !c.stop(); i++ {
		if len(all[i].chosen) == 0 {
			continue
		}
		made := c.choose(at, op, all[i].chosen, func(element Op) int {
			other := sel
			other.Cases = append([]Case(nil), sel.Cases...)
			other.Cases[i].Chan = element.A
			again := op
			again.A = -1
			return c.emitSelect(at, again, other, all, i+1)
		})
		return made[len(made)-1]
	}
	op.B = int32(len(c.prog.Selects))
	c.prog.Selects = append(c.prog.Selects, sel)
	return c.emit(op)
}

// selectBodies compiles what follows each case: where the op leads is told by the local that it set.
func (c *compiler) selectBodies(s *ast.SelectStmt, all []branchOf, which int16) {
	end, next := c.label(), int32(-1)
	if len(c.loops) > 0 {
		next = c.loops[len(c.loops)-1].next
	}
	for i := range all[:max(len(all)-1, 0)] {
		later := c.label()
		c.chooses(s, operandValue(Int, FromLocal, int64(which)), constValue(Int, int64(i)), Le, later)
		c.jump(s.Pos(), all[i].label)
		c.here(later)
	}
	if len(all) > 0 {
		c.jump(s.Pos(), all[len(all)-1].label)
	}
	c.loops = append(c.loops, loop{next: next, end: end})
	outer := c.scope
	for _, b := range all {
		c.here(b.label)
		c.scope = b.scope
		for _, slot := range b.visible {
			c.named |= 1 << slot
		}
		for _, one := range b.stores {
			c.say(c.print(b.clause.Comm))
			c.set(one.at, one.to, operandValue(c.typeOf(one.to), FromLocal, int64(one.slot)), c.print(one.at))
		}
		c.block(b.clause.Body)
		c.close(outer)
		c.jump(s.Body.Rbrace, end)
	}
	c.loops = c.loops[:len(c.loops)-1]
	c.here(end)
}

// closeCases frees the variables of cases whose bodies are not compiled.
func (c *compiler) closeCases(all []branchOf) {
	outer := c.scope
	for _, b := range all {
		c.scope = b.scope
		c.close(outer)
	}
}

// selectCase reads one case. Values that are sent, and what an index chooses, are worked out before the select, in the
// order of the text, as in Go.
func (c *compiler) selectCase(clause *ast.CommClause, i int, b *branchOf, sel *Selection, op *Op) (Case, bool) {
	k := Case{Chan: -1, X: -1, Dst: -1, Dst2: -1, Text: "default"}
	b.scope = &scope{names: map[string]binding{}, outer: c.scope}
	if clause.Comm == nil {
		if sel.Default >= 0 {
			return k, c.fail(clause, "leave one of them out", "a select has one default")
		}
		sel.Default = i
		return k, true
	}
	k.Text = c.print(clause.Comm)
	var u *ast.UnaryExpr
	switch comm := clause.Comm.(type) {
	case *ast.SendStmt:
		return c.sendCase(comm, k, b)
	case *ast.ExprStmt:
		u, _ = receiveOf(comm.X)
	case *ast.AssignStmt:
		if len(comm.Rhs) == 1 {
			u, _ = receiveOf(comm.Rhs[0])
		}
		if u != nil && !c.isAfter(u) {
			return c.receiveCase(comm, u, k, b)
		}
	}
	switch {
	case u == nil:
		return k, c.fail(clause.Comm, "write case v := <-ch:, case ch <- v:, case <-after(5): or default:",
			"a case of a select sends or receives, and %s does not", c.print(clause.Comm))
	case c.isAfter(u):
		return c.afterCase(clause, u, i, k, sel, op)
	}
	at, _, chosen, ok := c.channel(u.X, ast.RECV)
	k.Chan, b.chosen = at, chosen
	return k, ok
}

func (c *compiler) sendCase(s *ast.SendStmt, k Case, b *branchOf) (Case, bool) {
	at, binding, chosen, ok := c.channel(s.Chan, ast.SEND)
	if !ok {
		return k, false
	}
	v, ok := c.sent(s.Value, binding)
	if !ok {
		return k, false
	}
	if !v.own() {
		if v, ok = c.before(s, v); !ok {
			return k, false
		}
	}
	k.Chan, k.Send, k.X, b.chosen = at, true, c.store(v, c.print(s.Value)), chosen
	return k, true
}

// receiveCase reads case v := <-ch, case v, ok := <-ch, and the same with =.
func (c *compiler) receiveCase(s *ast.AssignStmt, u *ast.UnaryExpr, k Case, b *branchOf) (Case, bool) {
	at, binding, chosen, ok := c.channel(u.X, ast.RECV)
	if !ok {
		return k, false
	}
	k.Chan, b.chosen, k.Fresh = at, chosen, s.Tok == token.DEFINE
	elem, _ := elemOf(binding.class)
	if len(s.Lhs) > 2 || s.Tok != token.DEFINE && s.Tok != token.ASSIGN {
		return k, c.fail(s, "write case v := <-ch: or case v, ok := <-ch:",
			"a receive gives a value, and whether there was one")
	}
	types, slots := [2]Type{elem, Bool}, [2]int16{-1, -1}
	outer := c.scope
	c.scope = b.scope
	defer func() { c.scope = outer }()
	for i, e := range s.Lhs {
		id, _ := e.(*ast.Ident)
		if id != nil && id.Name == "_" {
			continue
		}
		if to := c.bound(e); s.Tok == token.ASSIGN && (to.class == "var" || to.kind == anOwnArray) {
			if slots[i], ok = c.receivesInto(e, types[i], b); !ok {
				return k, false
			}
			continue
		}
		if id, ok = c.target(e); !ok {
			return k, false
		}
		if slots[i], _, ok = c.twoTarget(s, id, types[i]); !ok {
			return k, false
		}
	}
	b.visible = c.scope.locals
	for _, slot := range b.visible {
		c.named &^= 1 << slot // before the body nobody sees it
	}
	k.Dst, k.Dst2 = slots[0], slots[1]
	return k, true
}

// receivesInto reads a shared variable that a case sets, and gives the local that holds its value before.
func (c *compiler) receivesInto(e ast.Expr, typ Type, b *branchOf) (int16, bool) {
	to, name, ok := c.settable(e)
	if !ok {
		return -1, false
	}
	if c.typeOf(to) != typ {
		return -1, c.fail(e, "", "%s is %s, and this gives %s", name, c.typeOf(to).article(), typ.article())
	}
	if to.kind == aLocal {
		return to.slot, true
	}
	slot, ok := c.temp(e, "<-"+name, typ)
	b.stores = append(b.stores, stored{e, to, slot})
	return slot, ok
}

// isAfter reports whether a receive is from after(5).
func (c *compiler) isAfter(u *ast.UnaryExpr) bool {
	_, name := callName(u.X)
	_, declared := c.lookup(name)
	return name == "after" && !declared
}

// afterCase reads case <-after(5), a deadline in ticks.
func (c *compiler) afterCase(at ast.Node, u *ast.UnaryExpr, i int, k Case, sel *Selection, op *Op) (Case, bool) {
	call, _ := callName(u.X)
	switch {
	case sel.After >= 0:
		return k, c.fail(at, "leave the later one out", "a select has one after")
	case len(call.Args) != 1:
		return k, c.fail(call, "write case <-after(5):, or case <-after(at(40)):", "after takes a number of ticks")
	}
	op.Kind, sel.After = SelectWithin, i
	return k, c.duration(call.Args, true, verb{name: "after", usage: "case <-after(5):"}, op)
}

// selectEnds reports whether control never runs out of a select, by the rules of Go.
func selectEnds(s *ast.SelectStmt) bool {
	for _, one := range s.Body.List {
		body := one.(*ast.CommClause).Body
		if len(body) == 0 || !ends(body[len(body)-1]) || breaks(&ast.BlockStmt{List: body}) {
			return false
		}
	}
	return true
}

func isIdent(e ast.Expr) bool {
	_, ok := e.(*ast.Ident)
	return ok
}

// ChanEnd is an end of a channel that an op is at.
type ChanEnd struct {
	Object int // index in Program.Objects
	Send   bool
}

// ChanEnds returns the ends of channels that an op is at: of a select those of its cases, each once, in their order;
// none of any other op than a send, a receive and a select.
func (p *Program) ChanEnds(pc int32) []ChanEnd {
	if pc < 0 || int(pc) >= len(p.Ops) {
		return nil
	}
	op := &p.Ops[pc]
	switch op.Kind {
	case ChanSend, ChanReceive:
		return []ChanEnd{{p.Syncs[op.A].Object, op.Kind == ChanSend}}
	case Select, SelectWithin:
	default:
		return nil
	}
	var all []ChanEnd
	for i := range p.Selects[op.B].Cases {
		k := &p.Selects[op.B].Cases[i]
		if k.Chan < 0 {
			continue
		}
		if end := (ChanEnd{p.Syncs[k.Chan].Object, k.Send}); !slices.Contains(all, end) {
			all = append(all, end)
		}
	}
	return all
}

// ChanOf returns the channel that an object is; nil for another object.
func (p *Program) ChanOf(object int) *Sync {
	if object < 0 || object >= len(p.Objects) || p.Objects[object].Class != ChanClass {
		return nil
	}
	return &p.Syncs[p.Objects[object].Index]
}
