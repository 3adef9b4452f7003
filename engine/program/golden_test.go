package program_test

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/internal/effort"
)

// scenes is the folder of the scenes with their dumps, and of those that are refused.
const scenes = "../../testdata/scenes/"

func rewriting() bool {
	f := flag.Lookup("rewrite")
	return f != nil && f.Value.String() == "true"
}

func TestMain(m *testing.M) {
	flag.Bool("rewrite", false, "write the expected files anew")
	os.Exit(effort.Run(m))
}

// golden compares got with a file of the scenes' folder.
func golden(t *testing.T, name, got string) {
	t.Helper()
	if rewriting() {
		if err := os.WriteFile(scenes+name, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(scenes + name)
	if err != nil {
		t.Fatal(err)
	}
	wantLines, gotLines := strings.Split(string(want), "\n"), strings.Split(got, "\n")
	for i, line := range gotLines {
		if i >= len(wantLines) || line != wantLines[i] {
			t.Fatalf("%s:%d: got\n%s\nwant\n%s", name, i+1, line, append(wantLines, "the end")[min(i, len(wantLines))])
		}
	}
	if len(gotLines) != len(wantLines) {
		t.Fatalf("%s: %d lines, want %d", name, len(gotLines), len(wantLines))
	}
}

func parse(t *testing.T, source string) *program.Program {
	t.Helper()
	p, err := program.Parse("test.scene", source)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestDumps(t *testing.T) {
	files, err := filepath.Glob(scenes + "*.scene")
	if err != nil || len(files) == 0 {
		t.Fatal("no scenes", err)
	}
	for _, file := range files {
		name := filepath.Base(file)
		t.Run(name, func(t *testing.T) {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			p, err := program.Parse(name, string(text))
			if err != nil {
				t.Fatal(err)
			}
			golden(t, strings.TrimSuffix(name, ".scene")+".dump", p.Dump())
		})
	}
}

// TestRefusals reads refused.txt: a scene, ----, what Parse says to it, ====.
func TestRefusals(t *testing.T) {
	text, err := os.ReadFile(scenes + "refused.txt")
	if err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	for i, part := range strings.Split(string(text), "====\n") {
		source, _, ok := strings.Cut(part, "----\n")
		if !ok {
			t.Fatalf("part %d has no ----", i)
		}
		_, err := program.Parse("x.scene", source)
		if err == nil {
			t.Errorf("accepted:\n%s", source)
			continue
		}
		if i > 0 {
			all.WriteString("====\n")
		}
		all.WriteString(source + "----\n" + err.Error() + "\n")
	}
	golden(t, "refused.txt", all.String())
}
