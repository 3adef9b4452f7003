package mend

import (
	"fmt"
	"go/ast"
	"slices"
	"strconv"

	"github.com/quartet-os/quartet/engine/program"
)

// Doubt is a change of a scene about which a common belief says what it comes to: that it is no matter, or that it is
// a cure, or a fault. Nothing is known yet of what it really comes to.
type Doubt struct {
	Edit
	Belief program.Belief
	Clause string // what is then so: "line 20 says `if` in place of `for`"
	Crowd  bool   // there are more coroutines, too: a law may count on how many there were
}

// Doubts lists these changes of a scene, in the order of the beliefs. The error is that of a text that is no scene.
func Doubts(file, source string) ([]Doubt, error) {
	s, err := read(file, source)
	if err != nil {
		return nil, err
	}
	d := &doubts{drafts: drafts{scene: s}}
	d.looks()
	d.roles()
	d.openings()
	d.woken()
	d.capacities()
	d.places()
	slices.SortStableFunc(d.found, func(a, b Doubt) int { return int(a.Belief) - int(b.Belief) })
	return d.found, nil
}

// doubts collects them.
type doubts struct {
	drafts
	found []Doubt
}

// doubt adds a change, unless it comes to a text that is there already, or to no scene.
func (d *doubts) doubt(b program.Belief, clause string, parts ...splice) {
	e := Edit{What: clause, splices: parts}
	if !e.apply(d.src) || slices.ContainsFunc(d.found, func(o Doubt) bool { return o.Text == e.Text }) {
		return
	}
	if _, err := program.Parse(d.file, e.Text); err == nil {
		e.compare(d.src)
		d.found = append(d.found, Doubt{Edit: e, Belief: b, Clause: clause})
	}
}

// line is the line of a node.
func (d *doubts) line(n ast.Node) int { return d.fset.Position(n.Pos()).Line }

// said is a statement with its line.
func (d *doubts) said(st ast.Stmt) string {
	return fmt.Sprintf("`%s` of line %d", firstLine(d.text(st)), d.line(st))
}

// dozes are the verbs that sleep until somebody wakes the caller, or its time is up.
var dozes = []string{"wait", "schedule", "park", "waitWithin"}

// looks makes the if around a wait a loop, and the loop an if.
func (d *doubts) looks() {
	for _, f := range d.funcs {
		ast.Inspect(f.decl.Body, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.IfStmt:
				if n.Init == nil && n.Else == nil && calls(n.Body, dozes...) {
					d.doubt(program.BeliefIfWillDo, fmt.Sprintf("line %d says `for` in place of `if`", d.line(n)),
						splice{d.at(n.If), d.at(n.If) + len("if"), "for"})
				}
			case *ast.ForStmt:
				if n.Init == nil && n.Post == nil && n.Cond != nil && calls(n.Body, dozes...) {
					d.doubt(program.BeliefIfWillDo, fmt.Sprintf("line %d says `if` in place of `for`", d.line(n)),
						splice{d.at(n.For), d.at(n.For) + len("for"), "if"})
				}
			}
			return true
		})
	}
}

// use is a place in which a function names a condition.
type use struct {
	f    *function
	wait bool
	put  func(name string) splice
	line int
}

// uses lists where a condition is waited on and signalled.
func (d *doubts) uses(name string) (all []use) {
	for _, f := range d.funcs {
		for _, c := range f.calls {
			if len(c.args) > 0 && d.text(c.args[0]) == name && !d.local(f, name) {
				arg := c.args[0]
				all = append(all, use{f, slices.Contains(dozes, c.name), func(to string) splice {
					return d.instead(arg, to)
				}, d.line(arg)})
			}
		}
	}
	return all
}

// roles gives two roles that share a condition one each, and lets those that have one each share one.
func (d *doubts) roles() {
	waits := map[string][]*function{} // by condition, in which functions
	var conds []string
	for _, o := range d.prog.Objects {
		if o.Class != program.CondClass || d.class[o.Name] != o.Class {
			continue
		}
		for _, u := range d.uses(o.Name) {
			if u.wait && !slices.Contains(waits[o.Name], u.f) {
				waits[o.Name] = append(waits[o.Name], u.f)
			}
		}
		if len(waits[o.Name]) > 0 {
			conds = append(conds, o.Name)
		}
	}
	for i, name := range conds {
		if who := waits[name]; len(who) == 2 {
			d.divide(name, who[0])
		}
		for _, other := range conds[i+1:] {
			if slices.Equal(waits[name], waits[other]) {
				continue
			}
			var parts []splice
			for _, u := range d.uses(other) {
				parts = append(parts, u.put(name))
			}
			d.doubt(program.BeliefOneForBoth, fmt.Sprintf("one condition does for both roles: %s stands wherever %s "+
				"stood", name, other), parts...)
		}
	}
}

// divide lets those who run one function wait on a condition of their own, which everybody else signals.
func (d *doubts) divide(name string, waits *function) {
	fresh := d.fresh(name)
	decl, ok := d.declared(name, fresh)
	if !ok {
		return
	}
	parts, lines := []splice{decl}, []string{}
	for _, u := range d.uses(name) {
		if u.wait == (u.f == waits) {
			parts, lines = append(parts, u.put(fresh)), append(lines, strconv.Itoa(u.line))
		}
	}
	if len(lines) > 1 {
		d.doubt(program.BeliefOneForBoth, fmt.Sprintf("each role has a condition of its own: lines %s say %s in "+
			"place of %s", program.List(lines, "and"), fresh, name), parts...)
	}
}

// openings leaves the lock open between a test and the wait behind it, and takes the lock from who wakes others.
func (d *doubts) openings() {
	d.statements(func(f *function, b *block, i int, st ast.Stmt) {
		switch name, args := verb(st); {
		case name == "wait" || name == "waitWithin":
			if _, loop := b.of.(*ast.ForStmt); i > 0 || len(args) < 2 || b.of == nil || !loop && !isIf(b.of) {
				return
			}
			m := d.text(args[1])
			if p, ok := d.before(st, "unlock("+m+")\nlock("+m+")"); ok {
				d.doubt(program.BeliefUnlocked, fmt.Sprintf("between line %d and line %d %s is unlocked and locked "+
					"again", d.line(b.of), d.line(st), m), p)
			}
		case name == "addToWaitq":
			d.late(b, i)
		case name == "lock" && len(args) == 1 && !calls(f.decl, dozes...):
			d.bare(b, i, d.text(args[0]))
		}
	})
}

// late puts who is about to sleep on the wait list only when the lock is given back, or before where it was after.
func (d *doubts) late(b *block, i int) {
	gone, ok := d.cut(b.list[i])
	for j, other := range b.list {
		from, to, whole := d.lines(other, other)
		if name, _ := verb(other); name != "unlock" || !ok || !whole || j < i-2 || j > i+2 {
			continue
		}
		p, where := splice{to, to, d.src[gone.from:gone.to]}, "behind"
		if j < i {
			p, where = splice{from, from, p.text}, "before"
		}
		d.doubt(program.BeliefUnlocked, fmt.Sprintf("%s stands %s %s", d.said(b.list[i]), where, d.said(other)), gone,
			p)
	}
}

// isIf reports whether a statement is an if.
func isIf(st ast.Stmt) bool {
	_, is := st.(*ast.IfStmt)
	return is
}

// bare takes the lock away that a statement takes, up to where it is given back, if something is changed or somebody
// woken between.
func (d *doubts) bare(b *block, i int, m string) {
	gone, ok := d.cut(b.list[i])
	if !ok {
		return
	}
	matters := false
	for _, st := range b.list[i+1:] {
		name, args := verb(st)
		if name == "unlock" && len(args) == 1 && d.text(args[0]) == m {
			if p, whole := d.cut(st); whole && matters {
				d.doubt(program.BeliefUnlocked, fmt.Sprintf("lines %d and %d, which lock and unlock %s, are left out",
					d.line(b.list[i]), d.line(st), m), gone, p)
			}
			return
		}
		matters = matters || alters(st) || rouses(name)
	}
}

// rouses reports whether a verb wakes those who sleep for it.
func rouses(name string) bool {
	return slices.Contains([]string{"signal", "broadcast", "wakeup", "wakeupAll"}, name)
}

// woken wakes all where one was woken, and one where all were.
func (d *doubts) woken() {
	for _, f := range d.funcs {
		for _, c := range f.calls {
			for one, all := range wakesAll {
				to := map[string]string{one: all, all: one}[c.name]
				if to != "" && len(c.args) == 1 {
					d.doubt(program.BeliefWakingAll, fmt.Sprintf("line %d says `%s(%s)` in place of `%s(%[3]s)`",
						d.line(c.expr), to, d.text(c.args[0]), c.name), d.instead(c.expr.Fun, to))
				}
			}
		}
	}
}

// capacities gives a work queue room for one item more, and for two.
func (d *doubts) capacities() {
	d.specs(func(spec *ast.ValueSpec, _ string, _ int) {
		for i, x := range spec.Values {
			c, ok := x.(*ast.CallExpr)
			if !ok || len(c.Args) != 1 || i >= len(spec.Names) {
				continue
			}
			of := base(c.Fun)
			n, err := strconv.Atoi(d.text(c.Args[0]))
			if err != nil || of != "queue" && of != "stack" {
				continue
			}
			for _, more := range []int{1, 2} {
				room := fmt.Sprintf("%s has room for %d in place of %d", spec.Names[i].Name, n+more, n)
				p := d.instead(c.Args[0], strconv.Itoa(n+more))
				d.doubt(program.BeliefLargerQueue, room, p)
				if crowd := d.more(2); d.main != nil && len(crowd) > 0 {
					n := len(d.found)
					d.doubt(program.BeliefLargerQueue, room+", and main starts two more of each", append(crowd, p)...)
					for i := range d.found[n:] {
						d.found[n+i].Crowd = true
					}
				}
			}
		}
	})
}

// places moves what wakes others to the other side of the unlock, or of the change that it tells of.
func (d *doubts) places() {
	d.statements(func(_ *function, b *block, i int, st ast.Stmt) {
		name, _ := verb(st)
		gone, ok := d.cut(st)
		if !rouses(name) || !ok {
			return
		}
		text := d.src[gone.from:gone.to]
		for j, other := range b.list {
			from, to, whole := d.lines(other, other)
			verb, _ := verb(other)
			switch {
			case !whole || j < i-2 || j > i+2 || j == i:
			case j > i && verb == "unlock":
				d.doubt(program.BeliefAnyPlace, d.said(st)+" stands behind "+d.said(other), gone, splice{to, to, text})
			case j < i && (verb == "unlock" || alters(other)):
				d.doubt(program.BeliefAnyPlace, d.said(st)+" stands before "+d.said(other),
					splice{from, from, text}, gone)
			}
		}
	})
}
