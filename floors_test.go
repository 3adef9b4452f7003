package main_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"
)

const module = "github.com/quartet-os/quartet"

// world lists the part of the standard library that touches the world outside, with what is below each.
var world = []string{"os", "net", "time", "sync", "math/rand", "log", "syscall", "plugin", "io/ioutil", "crypto/rand"}

// find returns a package's room and floor; a tool's floor is above all.
func find(pkg string) (r room, floor int, found bool) {
	for i, rooms := range house {
		for _, r := range rooms {
			if r.path == pkg {
				return r, i, true
			}
		}
	}
	for _, r := range tools {
		if r.path == pkg {
			return r, len(house), true
		}
	}
	return room{}, 0, false
}

func known(pkg string) bool { _, _, found := find(pkg); return found }

// wrong says what is wrong with an import, "" for nothing. From is a package of the house, to an import path.
func wrong(from, to string) string {
	r, floor, found := find(from)
	if !found {
		return fmt.Sprintf("package %q is in no floor; add it to the house in house_test.go", from)
	}
	if inner, ours := strings.CutPrefix(to, module+"/"); ours {
		switch _, below, found := find(inner); {
		case !found:
			return fmt.Sprintf("it imports %s, which is in no floor", inner)
		case below >= floor:
			return fmt.Sprintf("it is on floor %d and imports %s on floor %d", floor, inner, below)
		}
		return ""
	}
	if floor == len(house) || slices.ContainsFunc(r.may, func(may string) bool { return allows(may, to) }) {
		return ""
	}
	if first, _, _ := strings.Cut(to, "/"); strings.Contains(first, ".") {
		return fmt.Sprintf("it may not import the module of %s", to)
	}
	if slices.ContainsFunc(world, func(w string) bool { return within(to, w) }) {
		return fmt.Sprintf("it may not import %s, which touches the world outside", to)
	}
	return ""
}

// within reports whether a path is another one or below it.
func within(to, of string) bool { return to == of || strings.HasPrefix(to, of+"/") }

// allows reports whether what a room may import covers a path: a module with all its packages, of the standard library
// the one package.
func allows(may, to string) bool { return to == may || strings.Contains(may, ".") && within(to, may) }

func TestWrongImports(t *testing.T) {
	for _, c := range []struct{ from, to, want string }{
		{"engine", module + "/queues", ""},
		{"engine", module + "/engine/session", "floor 1 and imports engine/session on floor"},
		{"engine/explore", module + "/engine/session", "on floor"},
		{"engine", module + "/engine/narrate", "on floor"},
		{"ui/record", module + "/ui/command", "on floor"},
		{"ui/panel", module + "/ui/demo", "on floor"},
		{"ui/command", module + "/scripts/pack", "on floor"},
		{"engine/new", "fmt", "is in no floor"},
		{"engine", "fmt", ""},
		{"engine", "sync", "touches the world"},
		{"engine", "os/exec", "touches the world"},
		{"engine", "math/rand/v2", "touches the world"},
		{"engine/explore", "sync", ""},
		{"engine/explore", "sync/atomic", ""},
		{"engine/explore", "os", "touches the world"},
		{"engine/explore", "net/http", "touches the world"},
		{"ui", "os/exec", "touches the world"},
		{"ui", "charm.land/bubbletea/v2", ""},
		{"ui/panel", "charm.land/bubbletea/v2", "module"},
		{"engine/session", "github.com/spf13/cobra", "module"},
	} {
		if got := wrong(c.from, c.to); c.want == "" && got != "" || !strings.Contains(got, c.want) {
			t.Errorf("%s imports %s: %q, not %q", c.from, c.to, got, c.want)
		}
	}
}

// TestFloors keeps every import pointing down the house's floors, and every room in use.
func TestFloors(t *testing.T) {
	seen := map[string]bool{}
	eachTree(t, func(file string, _ *token.FileSet, parsed *ast.File) {
		pkg := strings.TrimPrefix(path.Dir(file), ".")
		if seen[pkg] = true; !known(pkg) {
			return // and said below
		}
		for _, spec := range parsed.Imports {
			to, _ := strconv.Unquote(spec.Path.Value)
			if why := wrong(pkg, to); why != "" {
				t.Errorf("%s: %s", file, why)
			}
		}
		if r, floor, _ := find(pkg); floor < len(house) && starts(parsed) && !slices.Contains(r.may, goroutines) {
			t.Errorf("%s starts a goroutine, and its package may not", file)
		}
	})
	for _, r := range slices.Concat(append(house, tools)...) {
		delete(seen, r.path)
		if _, err := os.Stat(filepath.Join(".", r.path)); err != nil {
			t.Errorf("the house has a room %s: %v", r.path, err)
		}
	}
	for _, pkg := range slices.Sorted(maps.Keys(seen)) {
		t.Errorf("package %q is in no floor; add it to the house in house_test.go", pkg)
	}
}

// starts reports whether a file holds a go statement.
func starts(file *ast.File) bool {
	found := false
	ast.Inspect(file, func(n ast.Node) bool {
		_, is := n.(*ast.GoStmt)
		found = found || is
		return !found
	})
	return found
}

// TestSizes keeps files below 400 lines and functions below 71, so that each can be read in one sitting, and lines
// within 120 columns, where a tab counts as four and a letter as one.
func TestSizes(t *testing.T) {
	eachFile(t, func(file string, src []byte) {
		for i, line := range strings.Split(string(src), "\n") {
			if n := utf8.RuneCountInString(strings.ReplaceAll(line, "\t", "    ")); n > 120 {
				t.Errorf("%s:%d has %d columns; at most 120", file, i+1, n)
			}
		}
		if n := strings.Count(string(src), "\n"); n > 400 {
			t.Errorf("%s has %d lines; at most 400", file, n)
		}
	})
	eachTree(t, func(file string, set *token.FileSet, parsed *ast.File) {
		for _, d := range parsed.Decls {
			f, is := d.(*ast.FuncDecl)
			if n := set.Position(d.End()).Line - set.Position(d.Pos()).Line + 1; is && n > 70 {
				t.Errorf("%s: %s has %d lines; at most 70", file, f.Name.Name, n)
			}
		}
	})
}

// eachFile shows every Go file of the project.
func eachFile(t *testing.T, see func(file string, src []byte)) {
	t.Helper()
	all, err := sources()
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range all {
		see(f.name, f.text)
	}
}

// eachTree shows every file of the program as its syntax, without those of tests.
func eachTree(t *testing.T, see func(file string, set *token.FileSet, tree *ast.File)) {
	t.Helper()
	all, err := sources()
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range all {
		if f.tree != nil {
			see(f.name, f.set, f.tree)
		}
	}
}

// source is a Go file of the project.
type source struct {
	name string
	text []byte
	set  *token.FileSet
	tree *ast.File // nil in a file of tests
}

// sources reads the project once, for all tests that look through it.
var sources = sync.OnceValues(func() (all []source, err error) {
	err = fs.WalkDir(os.DirFS("."), ".", func(file string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && file != "." && (strings.HasPrefix(d.Name(), ".") || d.Name() == "testdata"):
			return fs.SkipDir
		case d.IsDir() || !strings.HasSuffix(file, ".go"):
			return nil
		}
		f := source{name: file, set: token.NewFileSet()}
		if f.text, err = os.ReadFile(file); err == nil && !strings.HasSuffix(file, "_test.go") {
			f.tree, err = parser.ParseFile(f.set, file, f.text, parser.SkipObjectResolution)
		}
		all = append(all, f)
		return err
	})
	return all, err
})
