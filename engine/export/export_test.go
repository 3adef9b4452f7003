package export_test

import (
	"errors"
	"go/ast"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine/export"
	"github.com/quartet-os/quartet/internal/scenetest"
)

// TestTypesOfTheShelf: what the text says of each variable of a function is what the compiler made of it.
func TestTypesOfTheShelf(t *testing.T) {
	t.Parallel()
	for _, e := range scenetest.Shelf() {
		s := open(t, scenetest.Text(t, e.Name))
		known := map[string]bool{}
		for _, f := range s.Program.Funcs {
			for _, l := range f.Locals {
				name, _, _ := strings.Cut(l.Name, "[")
				known[name+" "+l.Type.String()] = true
			}
		}
		for _, f := range s.Funcs {
			ast.Inspect(f, func(n ast.Node) bool {
				id, ok := n.(*ast.Ident)
				if !ok {
					return true
				}
				if v := s.Of(id); v != nil && v.Role == export.Local && !known[v.Name+" "+v.Type.Word] {
					t.Errorf("%s:%d: %s is %q, and not to the compiler", e.Name, v.Line, v.Name, v.Type.Word)
				}
				return true
			})
		}
	}
}

// TestShadowedNames: a name stands for what is declared nearest to it.
func TestShadowedNames(t *testing.T) {
	t.Parallel()
	s := open(t, `package p

const signal = "lost"

var (
	c cond
	n bool
)

func demo(n int) {
	if n := signal(c); n == ok {
		for n := range 3 {
			consume(n)
		}
	}
	consume(n)
}

func consume(r int) { n = r > 0 }

func main() { spawn(demo(1)) }
`)
	got := map[int]string{}
	ast.Inspect(s.Tree, func(node ast.Node) bool {
		if id, is := node.(*ast.Ident); is && id.Name == "n" {
			got[s.Line(id)] = s.TypeOf(id).Word
		}
		return true
	})
	for line, want := range map[int]string{11: "result", 13: "int", 16: "int", 19: "bool"} {
		if got[line] != want {
			t.Errorf("n in line %d is %q, not %q", line, got[line], want)
		}
	}
}

// TestRefusalNamesEverything: each construct that has no twin is named, with its line and why.
func TestRefusalNamesEverything(t *testing.T) {
	t.Parallel()
	s := open(t, `package p

const (
	policy = "preemptive"
	signal = "stored"
)

var m = mutex(recursive)

func demo() {
	lock(m)
	kill(self())
	unlock(m)
}

func main() {
	spawn(demo)
	invariant("free", owner(m) == nil)
}
`)
	err := s.Refuse("real", func(u export.Use) string {
		switch u.Word {
		case "policy", "signal", "recursive", "kill", "owner", "invariant":
			return "not there"
		}
		return ""
	})
	var refused *export.Refused
	if !errors.As(err, &refused) {
		t.Fatal("it is not refused")
	}
	want := `scene cannot be real:
  scene:4: policy = "preemptive": not there
  scene:5: signal = "stored": not there
  scene:8: recursive: not there
  scene:12: kill(): not there
  scene:18: invariant(): not there
  scene:18: owner(): not there`
	if refused.Error() != want {
		t.Errorf("%v\nis not\n%s", refused, want)
	}
	if s.Refuse("real", func(export.Use) string { return "" }) != nil {
		t.Error("a scene in which all has a twin is refused")
	}
}

// TestMutexesOfConditions: also where a function is given them.
func TestMutexesOfConditions(t *testing.T) {
	t.Parallel()
	s := open(t, `package p

var (
	m, k mutex
	c, d cond
)

func demo(c cond, m mutex) {
	lock(m)
	wait(c, m)
	unlock(m)
}

func main() {
	spawn(demo(c, m))
	spawn(demo(d, m))
	spawn(demo(d, k))
}
`)
	for cond, want := range map[string]string{"c": "m", "d": "m k"} {
		if got := strings.Join(s.MutexesOf(cond), " "); got != want {
			t.Errorf("%s is waited for under %q, not %q", cond, got, want)
		}
	}
}

// TestGuards: a variable that is always under one lock needs no more, one that somebody tests without it does. A lock
// that is held for reading guards what is looked at, and nothing that is changed.
func TestGuards(t *testing.T) {
	t.Parallel()
	s := open(t, `package p

var (
	m, k                mutex
	l                   rwlock
	kept, seen, n, both int
	counted, looked     int
)

func demo() {
	lock(m)
	kept++
	seen = kept
	both++
	unlock(m)
	for seen == 0 {
		yield()
	}
	cas(&n, 0, 1)
}

func other() {
	lock(k)
	both++
	unlock(k)
	rlock(l)
	counted++
	n = looked
	runlock(l)
	lock(l)
	looked++
	unlock(l)
}

func main() {
	spawn(demo)
	spawn(other)
}
`)
	g := s.Guards()
	for name, want := range map[string]bool{"kept": false, "seen": true, "n": true, "both": false} {
		if g.Alone(name) != want {
			t.Errorf("%s needs more than a plain variable: %t", name, !want)
		}
	}
	for names, want := range map[string]bool{"kept": true, "both": false, "kept both": false, "counted": false,
		"looked": true} {
		if g.Guarded(strings.Fields(names)) != want {
			t.Errorf("one lock is held at %s: %t", names, !want)
		}
	}
	if names := s.Names(); names[0].Name != "m" || names[len(names)-1].Name != "other" {
		t.Errorf("the names are not those of the text: %d", len(names))
	}
}

func open(t *testing.T, text string) *export.Scene {
	t.Helper()
	s, err := export.Open("scene", text)
	if err != nil {
		t.Fatal(err)
	}
	return s
}
