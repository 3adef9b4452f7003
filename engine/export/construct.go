package export

import (
	"go/ast"
	"go/token"

	"github.com/quartet-os/quartet/engine/program"
)

// Use is a construct of the language that a scene uses.
type Use struct {
	// Word says which: a verb or a value to look at (lock, waiters), the kind of what is declared (spinlock), a law
	// (invariant), a setting (policy) or a rule (unlock), a statement (select, after, close, <-), range over a queue
	// (range), or script.
	Word string
	// What it is done to, or declared as: the kind of its object, as Type.Word; of a setting or rule, its value.
	Of   string
	Line int
	Call *ast.CallExpr // of a verb
}

// Rule reports whether it is the value of a setting, or a rule that is not the textbook's.
func (u Use) Rule() bool { return u.Call == nil && u.Word != u.Of && u.Of != "" }

// String is the use as a refusal names it.
func (u Use) String() string {
	switch {
	case u.Rule():
		return u.Word + " = " + `"` + u.Of + `"`
	case u.Call != nil:
		return u.Word + "()"
	}
	return u.Word
}

// constructs lists what the scene is made of.
func (s *Scene) constructs() {
	s.settings()
	for _, n := range s.Vars {
		s.use(Use{Word: n.Type.Word, Of: n.Type.Word, Line: n.Line})
		if call, ok := n.Value.(*ast.CallExpr); ok && n.Type.Word == "mutex" {
			for _, a := range call.Args {
				if id, ok := a.(*ast.Ident); ok { // recursive, timed
					s.use(Use{Word: id.Name, Of: id.Name, Line: n.Line})
				}
			}
		}
	}
	if s.Script != nil {
		s.use(Use{Word: "script", Of: "script", Line: s.Line(s.Script)})
	}
	for _, d := range s.Tree.Decls {
		if f, ok := d.(*ast.FuncDecl); ok && f != s.Script {
			ast.Inspect(f.Body, s.constructsOf)
		}
	}
}

func (s *Scene) use(u Use) { s.Uses = append(s.Uses, u) }

func (s *Scene) constructsOf(n ast.Node) bool {
	plain := func(word string) { s.use(Use{Word: word, Of: word, Line: s.Line(n)}) }
	switch n := n.(type) {
	case *ast.CallExpr:
		if verb := s.Verb(n); verb != "" {
			s.use(Use{Word: verb, Of: s.objectOf(n).Word, Line: s.Line(n), Call: n})
		}
	case *ast.SelectStmt:
		plain("select")
	case *ast.SendStmt:
		plain("<-")
	case *ast.UnaryExpr:
		if n.Op == token.ARROW {
			plain("<-")
		}
	case *ast.RangeStmt:
		if w := s.TypeOf(n.X); w.Word == "queue" || w.Word == "stack" {
			if w.Count == 0 {
				plain("range")
			}
		}
	}
	return true
}

// objectOf is the type of what a verb is done to: of its first argument.
func (s *Scene) objectOf(call *ast.CallExpr) Type {
	if len(call.Args) == 0 {
		return Type{}
	}
	return s.TypeOf(call.Args[0])
}

// settings lists the settings that change what a scene does, and the rules that are not the textbook's.
func (s *Scene) settings() {
	set := s.Program.Settings
	if set.Policy != program.Cooperative {
		s.use(Use{Word: "policy", Of: set.Policy.String(), Line: s.lineOfConst("policy")})
	}
	book := program.Defaults().Rules
	for _, r := range program.AllRules() {
		if t := set.Rules[r]; t != book[r] {
			line := s.lineOfConst(r.String())
			if line == 0 {
				line = s.lineOfConst("rules")
			}
			s.use(Use{Word: r.String(), Of: r.TokenName(t), Line: line})
		}
	}
}

// lineOfConst is the line in which a setting is given, 0 where none does.
func (s *Scene) lineOfConst(name string) int {
	for _, d := range s.Tree.Decls {
		g, ok := d.(*ast.GenDecl)
		if !ok || g.Tok != token.CONST {
			continue
		}
		for _, spec := range g.Specs {
			if v, ok := spec.(*ast.ValueSpec); ok {
				for _, id := range v.Names {
					if id.Name == name {
						return s.Line(id)
					}
				}
			}
		}
	}
	return 0
}
