package mend

import (
	"go/ast"
	"go/token"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/quartet-os/quartet/engine/program"
)

// wakesAll is, for a verb that wakes one, the one that wakes all.
var wakesAll = map[string]string{"signal": "broadcast", "wakeup": "wakeupAll"}

// wakes wakes all where one was woken, at one place or for one object everywhere; to break a scene the other way round.
func (d *drafts) wakes() {
	every := map[string][]splice{}
	for _, f := range d.funcs {
		for _, c := range f.calls {
			id := c.expr.Fun
			if to := wakesAll[c.name]; to != "" && len(c.args) == 1 {
				p := d.instead(id, to)
				d.add(wakeAll, c.name+" to "+to, p)
				key := c.name + " of " + d.text(c.args[0]) + " to " + to
				every[key] = append(every[key], p)
			}
			for _, one := range []string{"signal", "wakeup"} {
				if d.breaks && c.name == wakesAll[one] {
					d.add(wakeOne, c.name+" to "+one, d.instead(id, one))
				}
			}
		}
	}
	for _, key := range slices.Sorted(maps.Keys(every)) {
		if len(every[key]) > 1 {
			d.add(wakeEvery, "every "+key, every[key]...)
		}
	}
}

// addsWake adds a signal or a wakeup behind a change, before an unlock, and before a way out.
func (d *drafts) addsWake() {
	d.statements(func(f *function, b *block, i int, st ast.Stmt) {
		var texts []string
		for _, c := range d.named(f, program.CondClass) {
			texts = append(texts, d.likely("signal", c))
		}
		for _, w := range d.named(f, program.WaitqClass) {
			texts = append(texts, d.likely("wakeup", w))
		}
		name, _ := verb(st)
		for _, text := range texts {
			switch {
			case name == "unlock" || leaves(st):
				if p, ok := d.before(st, text); ok {
					d.add(addWake, text+" before "+firstLine(d.text(st)), p)
				}
			case alters(st):
				if p, ok := d.after(st, text); ok {
					d.add(addWake, text+" behind "+firstLine(d.text(st)), p)
				}
				one, object, _ := strings.Cut(text, "(")
				if p, ok := d.after(st, wakesAll[one]+"("+object); ok && wakesAll[one] != "" {
					d.add(addWakeAll, wakesAll[one]+"("+object+" behind "+firstLine(d.text(st)), p)
				}
			}
		}
	})
}

// wakes says where a change wakes who waits for what, whether one or all.
func (e *Edit) wakes() string {
	_, what, _ := strings.Cut(e.What, "(")
	return strconv.Itoa(e.splices[0].from) + " " + what
}

// likely is how a scene would wake who waits for an object: all, where it does so elsewhere, else one.
func (d *drafts) likely(one, object string) string {
	for _, f := range d.funcs {
		for _, c := range f.calls {
			if c.name == wakesAll[one] && len(c.args) == 1 && d.text(c.args[0]) == object {
				return wakesAll[one] + "(" + object + ")"
			}
		}
	}
	return one + "(" + object + ")"
}

// leaves reports whether a statement leaves its block.
func leaves(st ast.Stmt) bool {
	switch st := st.(type) {
	case *ast.ReturnStmt:
		return true
	case *ast.BranchStmt:
		return st.Tok == token.BREAK || st.Tok == token.CONTINUE
	}
	name, _ := verb(st)
	return name == "exit"
}

// otherConds names another condition, or wait list, of the scene at one place.
func (d *drafts) otherConds() {
	for _, f := range d.funcs {
		for _, c := range f.calls {
			if len(c.args) == 0 {
				continue
			}
			of, ok := d.classOf(f, c.args[0])
			if !ok || of != program.CondClass && of != program.WaitqClass {
				continue
			}
			for _, name := range d.named(f, of) {
				if was := d.text(c.args[0]); name != was {
					d.add(otherCond, c.name+"("+name+") in place of "+was, d.instead(c.args[0], name))
				}
			}
		}
	}
}

// mostSignals is up to how many signals of a condition each subset is tried that goes with one of the roles.
const mostSignals = 4

// splits gives each role a condition of its own: the waits of some functions, and some of the signals, go to a new one.
func (d *drafts) splits() {
	for _, o := range d.prog.Objects {
		if o.Class != program.CondClass && o.Class != program.WaitqClass || d.class[o.Name] != o.Class {
			continue
		}
		var waits [][]splice // by function
		var signals []splice
		fresh := d.fresh(o.Name)
		for _, f := range d.funcs {
			var mine []splice
			for _, c := range f.calls {
				if len(c.args) == 0 || d.text(c.args[0]) != o.Name || d.local(f, o.Name) {
					continue
				}
				p := d.instead(c.args[0], fresh)
				switch c.name {
				case "signal", "broadcast", "wakeup", "wakeupAll":
					signals = append(signals, p)
				default:
					mine = append(mine, p)
				}
			}
			if mine != nil {
				waits = append(waits, mine)
			}
		}
		decl, ok := d.declared(o.Name, fresh)
		if !ok || len(waits) < 2 || len(waits) > 4 || len(signals) > mostSignals {
			continue
		}
		for roles := 1; roles < 1<<(len(waits)-1); roles++ { // the last one keeps the old condition
			for some := 1; some < 1<<len(signals); some++ {
				parts := []splice{decl}
				for i, mine := range waits {
					if roles>>i&1 != 0 {
						parts = append(parts, mine...)
					}
				}
				for i, p := range signals {
					if some>>i&1 != 0 {
						parts = append(parts, p)
					}
				}
				d.add(split, "split "+o.Name+" by role", parts...)
			}
		}
	}
}
