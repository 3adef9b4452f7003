package engine_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

const module = "github.com/quartet-os/quartet"

// floorOf gives the floor of a package of this module; a package imports lower floors only, or its own tree's.
func floorOf(path string) int {
	floors := []struct {
		prefix string
		floor  int
	}{
		{"ui/screen", 3}, {"ui/theme", 3}, {"presets", 3}, {"ui", 4},
		{"engine/session", 2}, {"engine/explore", 2}, {"engine/measure", 2}, {"engine/scenario", 2}, {"engine/stories", 3},
		{"engine/program", 0}, {"engine", 1}, {"queues", 0}, {"visible", 0},
	}
	for _, f := range floors {
		if path == f.prefix || strings.HasPrefix(path, f.prefix+"/") {
			return f.floor
		}
	}
	return 5
}

// stdlibOnly lists the trees that import nothing but the standard library and this module, and of the standard library
// nothing that touches the world outside.
var stdlibOnly = []string{"engine", "queues", "visible"}

var outside = []string{"os", "net", "time", "sync", "math/rand", "math/rand/v2", "os/signal", "os/exec", "io/ioutil"}

// siblings are imports within one floor that are meant: a tree's own parts.
func sibling(from, to string) bool {
	return to == from || strings.HasPrefix(to, from+"/") || strings.HasPrefix(from, to+"/") ||
		from == "ui/screen" && to == "ui/theme" || treeOf(from) == "ui" && treeOf(to) == "ui" && from != "ui/theme" && from != "ui/screen"
}

func treeOf(path string) string {
	top, _, _ := strings.Cut(path, "/")
	return top
}

// TestFloors keeps every import pointing down the house's floors.
func TestFloors(t *testing.T) {
	root := ".."
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (strings.HasPrefix(d.Name(), ".") && d.Name() != ".." || d.Name() == "testdata") {
			return filepath.SkipDir
		}
		if d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		checkImports(t, path)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func checkImports(t *testing.T, file string) {
	parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly)
	if err != nil {
		t.Errorf("%s: %v", file, err)
		return
	}
	from := strings.TrimPrefix(filepath.ToSlash(filepath.Dir(file)), "../")
	for _, spec := range parsed.Imports {
		to, _ := strconv.Unquote(spec.Path.Value)
		inner, ours := strings.CutPrefix(to, module+"/")
		switch {
		case ours && floorOf(inner) >= floorOf(from) && !sibling(from, inner):
			t.Errorf("%s, on floor %d, imports %s, on floor %d", file, floorOf(from), inner, floorOf(inner))
		case !ours && strings.HasPrefix(to, "charm.land/bubbletea") && from != "ui":
			t.Errorf("%s imports Bubble Tea; only package ui may", file)
		case !ours && below(from):
			checkOutside(t, file, from, to)
		}
	}
}

func below(from string) bool {
	for _, tree := range stdlibOnly {
		if from == tree || strings.HasPrefix(from, tree+"/") {
			return true
		}
	}
	return false
}

func checkOutside(t *testing.T, file, from, to string) {
	if strings.Contains(strings.SplitN(to, "/", 2)[0], ".") {
		t.Errorf("%s imports %s; below ui only the standard library is allowed", file, to)
	}
	if strings.HasPrefix(from, "engine/explore") {
		return // its workers need sync and a rate of states per second
	}
	for _, o := range outside {
		if to == o {
			t.Errorf("%s imports %s; the engine does no I/O, reads no clock and starts no goroutine", file, to)
		}
	}
}

// TestSizes keeps files below 400 lines, so that each can be read in one sitting.
func TestSizes(t *testing.T) {
	err := filepath.WalkDir("..", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() && strings.HasPrefix(d.Name(), ".") && d.Name() != ".." {
			if d.IsDir() {
				return filepath.SkipDir
			}
			return err
		}
		if strings.HasSuffix(path, ".go") {
			text, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			if n := strings.Count(string(text), "\n"); n > 400 {
				t.Errorf("%s has %d lines; at most 400", path, n)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
