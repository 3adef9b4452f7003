package golang_test

import (
	"bytes"
	"errors"
	"go/ast"
	"go/format"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"os"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine/export"
	"github.com/quartet-os/quartet/engine/export/golang"
	"github.com/quartet-os/quartet/internal/effort"
	"github.com/quartet-os/quartet/internal/scenetest"
)

func TestMain(m *testing.M) { os.Exit(effort.Run(m)) }

// checker type-checks programs.
type checker struct {
	fset *token.FileSet
	conf types.Config
}

func newChecker() *checker {
	return &checker{token.NewFileSet(), types.Config{Importer: importer.Default()}}
}

// check reports what is wrong with a program: it is no Go, or not laid out as gofmt does.
func (c *checker) check(name string, text []byte) error {
	tree, err := parser.ParseFile(c.fset, name+".go", text, parser.SkipObjectResolution)
	if err != nil {
		return err
	}
	if laid, err := format.Source(text); err != nil || !bytes.Equal(laid, text) {
		return errors.New("gofmt would change it")
	}
	_, err = c.conf.Check("main", c.fset, []*ast.File{tree}, nil)
	return err
}

// TestPrograms: what is written is Go, of the scenes of the shelf and of odd ones. Both are one test, since the
// packages that a program imports are read once.
func TestPrograms(t *testing.T) {
	t.Parallel()
	c := newChecker()
	shelf(t, c)
	odd(t, c)
}

// shelf: every scene is a program that Go takes, or is refused by the names of its constructs and their lines.
func shelf(t *testing.T, c *checker) {
	programs := 0
	for _, e := range scenetest.Shelf() {
		p, err := exported(t, e.Name, false)
		var refused *export.Refused
		switch {
		case errors.As(err, &refused):
			for _, r := range refused.Reasons {
				if r.What == "" || r.Why == "" {
					t.Errorf("%s: refused for %+v", e.Name, r)
				}
			}
		case err != nil:
			t.Errorf("%s: %v", e.Name, err)
		default:
			programs++
			if err := c.check(e.Name, p.Text); err != nil {
				t.Errorf("%s: %v", e.Name, err)
			}
			steered(t, c, e.Name)
		}
	}
	if programs < 150 {
		t.Errorf("only %d scenes are programs", programs)
	}
}

// steered: what is a program is a controlled one too.
func steered(t *testing.T, c *checker, name string) {
	t.Helper()
	p, err := exported(t, name, true)
	if err != nil {
		t.Errorf("%s, controlled: %v", name, err)
	} else if err := c.check(name, p.Text); err != nil {
		t.Errorf("%s, controlled: %v", name, err)
	}
}

func exported(t *testing.T, name string, controlled bool) (*golang.Program, error) {
	t.Helper()
	s, err := export.Open(name+".scene", scenetest.Text(t, name))
	if err != nil {
		t.Fatal(err)
	}
	return golang.Export(s, controlled)
}

// odd: what a scene may say and Go takes otherwise, or has another thing by the name of.
func odd(t *testing.T, c *checker) {
	for name, text := range oddScenes() {
		s, err := export.Open(name, text)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		for _, controlled := range []bool{false, true} {
			p, err := golang.Export(s, controlled)
			if err != nil {
				t.Errorf("%s: %v", name, err)
				continue
			}
			if err := c.check(name, p.Text); err != nil {
				t.Errorf("%s, controlled %t: %v\n%s", name, controlled, err, scenePart(p.Text))
			}
		}
	}
}

// scenePart is a program up to what it stands on.
func scenePart(text []byte) string {
	before, _, _ := strings.Cut(string(text), "\n// What follows")
	return before
}

// TestProgram: how a scene reads in Go.
func TestProgram(t *testing.T) {
	t.Parallel()
	p, err := exported(t, "if-instead-of-a-loop", false)
	if err != nil {
		t.Fatal(err)
	}
	got := scenePart(p.Text)
	for _, want := range []string{
		"\n\tm        Mutex\n", "\n\tnotEmpty = Cond{L: &m}\n",
		"\tm.Lock()\n\t\tif work.Len() == 0 {\n\t\t\tnotEmpty.Wait()\n",
		"run.spawn(\"consumer\", consumer)\n",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not in\n%s", want, got)
		}
	}
}

func BenchmarkExport(b *testing.B) {
	text := scenetest.Text(b, "bounded-buffer")
	for _, controlled := range []bool{false, true} {
		b.Run(map[bool]string{false: "go", true: "controlled"}[controlled], func(b *testing.B) {
			for b.Loop() {
				s, err := export.Open("bounded-buffer", text)
				if err != nil {
					b.Fatal(err)
				}
				if _, err := golang.Export(s, controlled); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
