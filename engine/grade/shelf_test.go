package grade_test

import (
	"context"
	"go/ast"
	"go/parser"
	"go/token"
	"testing"

	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/grade"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/internal/effort"
	"github.com/quartet-os/quartet/internal/scenetest"
)

// piece is a part of a scene's text that goes into a laws file or a student's.
type piece struct {
	src   string
	files *token.FileSet
}

func (p piece) text(n ast.Node) string {
	at := func(pos token.Pos) int { return p.files.Position(pos).Offset }
	return p.src[at(n.Pos()):at(n.End())]
}

// split takes a scene apart: its settings, declarations, the heads of its functions and its main are the laws, its
// numbers, declarations and functions are the student's. started: the student's file is the whole scene, and the main
// of the laws has the laws alone.
func split(t *testing.T, src string, started bool) (laws, student string) {
	p := piece{src, token.NewFileSet()}
	tree, err := parser.ParseFile(p.files, "", src, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	laws, student = "package laws\n", "package student\n"
	for _, d := range tree.Decls {
		text := p.text(d) + "\n"
		switch d := d.(type) {
		case *ast.GenDecl:
			if d.Tok == token.VAR {
				laws, student = laws+text, student+text
				continue
			}
			for _, s := range d.Specs {
				v := s.(*ast.ValueSpec)
				line := "const " + p.text(v) + "\n"
				if name := v.Names[0].Name; name == "expect" || !program.OnlySays(name, v.Values[0]) {
					laws += line
				}
				if !program.IsSetting(v.Names[0].Name, v.Values[0]) {
					student += line
				}
			}
		case *ast.FuncDecl:
			switch {
			case d.Name.Name == "main" && started:
				laws += p.lawsAlone(d)
			case d.Name.Name == "main" || d.Name.Name == "script":
				laws += text
			default:
				laws += p.stub(d)
				student += text
			}
		}
	}
	if started {
		student = src
	}
	return laws, student
}

// stub is a function without what it does.
func (p piece) stub(d *ast.FuncDecl) string {
	head := p.text(d.Type)
	if d.Type.Results == nil {
		return head + " {}\n"
	}
	zero := map[string]string{"int": "0", "bool": "false", "result": "ok"}[p.text(d.Type.Results.List[0].Type)]
	if zero == "" {
		zero = "nil"
	}
	return head + " {\n\treturn " + zero + "\n}\n"
}

// lawsAlone is a main without what is no law.
func (p piece) lawsAlone(d *ast.FuncDecl) string {
	all := "func main() {\n"
	for _, s := range d.Body.List {
		is := false
		ast.Inspect(s, func(n ast.Node) bool {
			if call, ok := n.(*ast.CallExpr); ok {
				if name, ok := call.Fun.(*ast.Ident); ok {
					is = is || program.IsLaw(name.Name)
				}
			}
			return true
		})
		if is {
			all += p.text(s) + "\n"
		}
	}
	return all + "}\n"
}

// TestGradeIsCheck: a scene of the shelf that is taken apart into a laws file and a student's comes to what check says
// of it as it is, in whichever file coroutines are started.
func TestGradeIsCheck(t *testing.T) {
	t.Parallel()
	for _, entry := range effort.Some(t, scenetest.Shelf(), 4, 12) {
		t.Run(entry.Name, func(t *testing.T) {
			p := scenetest.Shipped(t, entry.Name)
			opt := explore.Options{Grain: p.Settings.Grain, MaxStates: 10_000, Workers: 1, Symmetry: true}
			a, err := explore.Ask(context.Background(), scenetest.Boot(t, p), opt, p.Settings.GrainNamed)
			if err != nil {
				t.Fatal(err)
			}
			untested := len(a.First.Untested())
			if a.First.Answer != explore.Holds {
				untested = 0 // nothing is said of what was not visited
			} else if len(p.Laws)+len(p.Futures) == 0 && !p.Does(program.Assert) {
				untested++
			}
			want := grade.Grade{Kind: a.First.Kind.String(), Length: a.First.Length, Grain: a.First.Grain,
				States: a.First.Visited}
			for _, started := range []bool{false, true} {
				laws, student := split(t, p.Source, started)
				l, err := grade.Read("laws.scene", laws)
				if err != nil {
					t.Fatalf("the laws: %v\n%s", err, laws)
				}
				g := l.Grade(context.Background(), "student.scene", student,
					grade.Options{MaxStates: 10_000, Workers: 1})
				if g.Verdict.String() != a.First.Answer.String() || g.Kind != want.Kind || g.Length != want.Length ||
					g.Grain != want.Grain || g.States != want.States || len(g.Untested) != untested {
					t.Errorf("started by the student: %t\n%v\n%+v\nwant %+v\n%s\n----\n%s", started, a.First.Text,
						g, want, laws, student)
				}
				if want := p.Expect; a.First.Answer != explore.Unknown && want.Given && !g.Passed {
					t.Errorf("it is expected to be %s, and did not pass: %+v", want, g)
				}
			}
		})
	}
}
