package mend

import (
	"go/ast"
	"go/token"
	"slices"
	"strconv"
	"strings"

	"github.com/quartet-os/quartet/engine/program"
)

// tests changes what is tested: the if around a signal goes, or half of an && or ||; or one more condition comes.
func (d *drafts) tests() {
	more := d.tested()
	for _, f := range d.funcs {
		ast.Inspect(f.decl.Body, func(n ast.Node) bool {
			if st, ok := n.(*ast.IfStmt); ok && st.Init == nil && st.Else == nil && wakesOnly(st.Body) {
				body := d.src[d.at(st.Body.Lbrace)+1 : d.at(st.Body.Rbrace)]
				d.add(unguard, "no if around "+firstLine(body), d.instead(st, strings.TrimSpace(body)))
			}
			if x, ok := n.(*ast.BinaryExpr); ok && (x.Op == token.LAND || x.Op == token.LOR) {
				d.add(halve, "only "+d.text(x.X), d.instead(x, d.text(x.X)))
				d.add(halve, "only "+d.text(x.Y), d.instead(x, d.text(x.Y)))
			}
			cond, body := tests(n)
			if cond == nil || !d.shared(f, cond) || !calls(body, sleeps...) {
				return true
			}
			for _, test := range more {
				if test != d.text(cond) {
					d.add(widen, "or "+test, d.instead(cond, d.text(cond)+" || "+test))
					d.add(widen, "and "+test, d.instead(cond, d.text(cond)+" && "+test))
				}
			}
			return true
		})
	}
}

// wakesOnly reports whether a body does nothing but wake others.
func wakesOnly(body *ast.BlockStmt) bool {
	return len(body.List) > 0 && !slices.ContainsFunc(body.List, func(st ast.Stmt) bool {
		name, _ := verb(st)
		return name != "signal" && name != "broadcast" && name != "wakeup" && name != "wakeupAll" && name != "release"
	})
}

// numbers changes a number by one.
func (d *drafts) numbers() {
	for _, f := range d.funcs {
		ast.Inspect(f.decl.Body, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.CallExpr:
				return false
			case *ast.BasicLit:
				if v, err := strconv.Atoi(n.Value); err == nil && n.Kind == token.INT {
					for _, to := range []int{v - 1, v + 1} {
						if to >= 0 {
							d.add(number, n.Value+" to "+strconv.Itoa(to), d.instead(n, strconv.Itoa(to)))
						}
					}
				}
			case *ast.BinaryExpr:
				for _, to := range map[token.Token][]string{
					token.LSS: {"<="}, token.LEQ: {"<", "=="}, token.GTR: {">="}, token.GEQ: {">", "=="},
					token.EQL: {">=", "<="},
				}[n.Op] {
					at := d.at(n.OpPos)
					d.add(number, n.Op.String()+" to "+to, splice{at, at + len(n.Op.String()), to})
				}
			}
			return true
		})
	}
}

// flags keeps a signal in a variable, so that who comes later does not sleep for it.
func (d *drafts) flags() {
	name := d.free("rung", "told", "happened")
	decl, ok := d.declares(name + " bool")
	if !ok || name == "" {
		return
	}
	for _, o := range d.prog.Objects {
		if o.Class != program.CondClass && o.Class != program.WaitqClass || d.class[o.Name] != o.Class {
			continue
		}
		again, once := []splice{decl}, []splice{decl}
		for _, f := range d.funcs {
			for _, c := range f.calls {
				if len(c.args) == 0 || d.text(c.args[0]) != o.Name || c.stmt == nil {
					continue
				}
				text := d.text(c.stmt)
				switch c.name {
				case "wait", "park":
					loop := "for !" + name + " {\n" + text + "\n}"
					again, once = append(again, d.instead(c.stmt, loop)),
						append(once, d.instead(c.stmt, loop+"\n"+name+" = false"))
				case "signal", "broadcast", "wakeup", "wakeupAll":
					p := d.instead(c.stmt, name+" = true\n"+text)
					again, once = append(again, p), append(once, p)
				}
			}
		}
		if len(again) > 2 {
			d.add(remember, "a flag remembers the signal of "+o.Name, again...)
			d.add(remember, "a flag remembers the signal of "+o.Name+", for one", once...)
		}
	}
}

// rules offers the other tokens of each rule, where a scene is about rules of its own; else of those that are about
// what it declares: a lock of readers and writers, or priorities.
func (d *drafts) rules() {
	if d.breaks {
		return
	}
	own := slices.ContainsFunc(program.AllRules(), func(r program.RuleID) bool {
		return d.prog.Settings.Rules[r] != program.Defaults().Rules[r]
	})
	about := map[program.RuleID]bool{
		program.RulePrefer:  d.prog.SharesLocks(),
		program.RuleInherit: d.prog.Settings.Policy == program.Prioritized,
	}
	for _, r := range program.AllRules() {
		if !own && !about[r] {
			continue
		}
		for t, token := range r.Tokens() {
			if program.Token(t) == d.prog.Settings.Rules[r] {
				continue
			}
			if p, ok := d.setting(r.String(), strconv.Quote(token)); ok {
				d.add(rule, "rule "+r.String()+" = "+token, p)
			}
		}
	}
}

// setting sets a constant of the scene: where it stands, or in the first constants.
func (d *drafts) setting(name, value string) (splice, bool) {
	var first *ast.GenDecl
	for _, decl := range d.tree.Decls {
		g, ok := decl.(*ast.GenDecl)
		if !ok || g.Tok != token.CONST {
			continue
		}
		if first == nil && g.Rparen.IsValid() {
			first = g
		}
		for _, spec := range g.Specs {
			v := spec.(*ast.ValueSpec)
			if len(v.Names) == 1 && v.Names[0].Name == name && len(v.Values) == 1 {
				return d.instead(v.Values[0], value), true
			}
		}
	}
	if first == nil {
		return splice{}, false
	}
	at := d.at(first.Rparen)
	return splice{at, at, name + " = " + value + "\n"}, true
}
