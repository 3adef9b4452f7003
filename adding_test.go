package main

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// mostFiles is how many production files a class of objects may touch.
const mostFiles = 12

// TestAddingAGate follows docs/adding.md: it adds the class of objects that the page adds, by the page's own steps, to a copy of
// the files that they name, builds the program, and looks at the object everywhere that one is seen.
func TestAddingAGate(t *testing.T) {
	if testing.Short() {
		t.Skip("it builds the program anew")
	}
	page := readFile(t, filepath.Join("docs", "adding.md"))
	changed := followSteps(t, page)
	if len(changed) == 0 || len(changed) > mostFiles {
		t.Fatalf("the page touches %d production files, at most %d are meant to do", len(changed), mostFiles)
	}
	g := gate{t: t, dir: t.TempDir()}
	g.build(changed)
	scene := between(t, page, "```scene\n", "```")
	g.write("visitors.scene", scene)
	g.write("closed.scene", strings.Replace(scene, "	spawn(porter)\n", "", 1))
	g.write("within.scene", strings.Replace(scene, "	open(g)\n", "	open(g)\n	open(g)\n", 1))

	g.says([]string{"run", "visitors.scene"}, "finds g closed and waits", "finds g closed and waits, behind v1", "opens g.", "v2 passes g.")
	g.says([]string{"check", "visitors.scene"}, "holds")
	g.says([]string{"check", "within.scene"}, "holds")
	g.says([]string{"check", "closed.scene"}, "stuck", "v1 and v2 wait for g, which is closed, and nobody is left to open it")
	g.says([]string{"run", "--json", "visitors.scene"}, `"stop":"block"`, `"gates":{"g":{"open":0,"queue":["v1","v2"]}}`,
		`"gates":{"g":{"open":1,"queue":[]}}`)
	g.draws("run until pass 2\nkey i", "blocks on", "g, a gate", "gate queue", "1st of 2", "before it", "v2")
	g.draws("run until pass 3", "gate, closed", "pass(g)", "g ")
	g.draws("run until pass 2\nkey w", "Why is v2 on WAITING?", "g is closed.", "Who can open g: p1")
	g.refuses("var g gate", "var g = gate(1)", "a gate is made without 1")
	g.refuses("pass(g)", "pass(h)", "h is not declared", "declare it: var h gate")
}

// followSteps applies each "file, before (or after) `line`:" of a page with the Go text below it, and gives the files' new text.
func followSteps(t *testing.T, page string) map[string]string {
	step := regexp.MustCompile("(?s)`([a-z/]+\\.go)`,\\s+(before|after)\\s+`([^`\n]+)`:\n\n```go\n(.*?)```\n")
	changed := map[string]string{}
	for _, m := range step.FindAllStringSubmatch(page, -1) {
		file, where, anchor, text := m[1], m[2], m[3], m[4]
		if _, known := changed[file]; !known {
			changed[file] = readFile(t, filepath.FromSlash(file))
		}
		lines := strings.SplitAfter(changed[file], "\n")
		is := func(line string) bool { return strings.TrimSpace(line) == anchor }
		at := slices.IndexFunc(lines, is)
		if at < 0 || slices.ContainsFunc(lines[at+1:], is) {
			t.Fatalf("%s has no one line %q", file, anchor)
		}
		if where == "after" {
			at++
		}
		changed[file] = strings.Join(slices.Insert(lines, at, text), "")
	}
	return changed
}

// gate is the program with the gate, in a folder of its own.
type gate struct {
	t        *testing.T
	dir, exe string
}

func (g *gate) build(changed map[string]string) {
	g.t.Helper()
	overlay := map[string]map[string]string{"Replace": {}}
	for file, text := range changed {
		from, err := filepath.Abs(filepath.FromSlash(file))
		if err != nil {
			g.t.Fatal(err)
		}
		overlay["Replace"][from] = g.write(strings.ReplaceAll(file, "/", "-"), text)
	}
	list, err := json.Marshal(overlay)
	if err != nil {
		g.t.Fatal(err)
	}
	g.exe = filepath.Join(g.dir, "quartet.exe")
	build := exec.Command("go", "build", "-overlay", g.write("overlay.json", string(list)), "-o", g.exe, ".")
	build.Env = append(os.Environ(), "GOPROXY=off", "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		g.t.Fatalf("what the page says does not build: %v\n%s", err, out)
	}
}

func (g *gate) write(name, text string) string {
	g.t.Helper()
	path := filepath.Join(g.dir, name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		g.t.Fatal(err)
	}
	return path
}

func (g *gate) run(args ...string) string {
	cmd := exec.Command(g.exe, args...)
	cmd.Dir = g.dir
	cmd.Env = append(os.Environ(), "XDG_STATE_HOME="+g.dir, "TERM=dumb")
	out, _ := cmd.CombinedOutput() // the exit code says what was found
	return string(out)
}

func (g *gate) says(args []string, want ...string) {
	g.t.Helper()
	g.holds(g.run(args...), strings.Join(args, " "), want)
}

// draws looks at the screen after some lines of a demo script.
func (g *gate) draws(script string, want ...string) {
	g.t.Helper()
	g.write("gate.demo", "scene visitors.scene\nsize 120x40\n\n"+script+"\n")
	said := g.run("record", "--force", "gate.demo", "-o", "gate.txt")
	text, err := os.ReadFile(filepath.Join(g.dir, "gate.txt"))
	if err != nil {
		g.t.Fatalf("no picture of %q: %s", script, said)
	}
	g.holds(string(text), script, want)
}

// refuses looks at what is said of the scene with a mistake in it.
func (g *gate) refuses(right, wrong string, want ...string) {
	g.t.Helper()
	text := readFile(g.t, filepath.Join(g.dir, "visitors.scene"))
	g.write("wrong.scene", strings.Replace(text, right, wrong, 1))
	g.holds(g.run("check", "wrong.scene"), wrong, want)
}

func (g *gate) holds(got, of string, want []string) {
	g.t.Helper()
	for _, w := range want {
		if !strings.Contains(got, w) {
			g.t.Errorf("%s does not say %q:\n%s", of, w, got)
		}
	}
}

func readFile(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func between(t *testing.T, text, from, to string) string {
	t.Helper()
	_, rest, found := strings.Cut(text, from)
	part, _, ends := strings.Cut(rest, to)
	if !found || !ends {
		t.Fatalf("the page has no %q", from)
	}
	return part
}
