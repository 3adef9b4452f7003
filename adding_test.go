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

// TestAddingALatch follows docs/adding.md: it adds the class of objects that the page adds, by the page's own
// steps, to a copy of the files that they name, builds the program, and looks at the object everywhere that
// one is seen.
func TestAddingALatch(t *testing.T) {
	if testing.Short() {
		t.Skip("it builds the program anew")
	}
	page := readFile(t, filepath.Join("docs", "adding.md"))
	changed := followSteps(t, page)
	if len(changed) == 0 || len(changed) > mostFiles {
		t.Fatalf("the page touches %d production files, at most %d are meant to do", len(changed), mostFiles)
	}
	l := built{t: t, dir: t.TempDir()}
	l.build(changed)
	scene := between(t, page, "```scene\n", "```")
	l.write("visitors.scene", scene)
	l.write("closed.scene", strings.Replace(scene, "	spawn(porter)\n", "", 1))
	l.write("open.scene", strings.Replace(scene, "!isOpen(door) || waiters(door) == 0", "isOpen(door)", 1))
	l.write("within.scene", strings.Replace(scene, "	openLatch(door)\n",
		"	openLatch(door)\n	openLatch(door)\n", 1))

	l.says([]string{"run", "visitors.scene"}, "finds door closed and waits",
		"finds door closed and waits, behind v1", "opens door.", "v2 passes door.",
		"gives up on door: its deadline is reached.")
	l.says([]string{"check", "visitors.scene"}, "holds")
	l.says([]string{"check", "--json", "open.scene"}, `"kind":"violation"`, `isOpen(door) is false`)
	l.says([]string{"check", "within.scene"}, "holds")
	l.says([]string{"check", "closed.scene"}, "stuck",
		"v1 and v2 wait for door, which is closed, and nobody is left to open it")
	l.says([]string{"run", "--json", "visitors.scene"}, `"stop":"block"`,
		`"latches":{"door":{"open":0,"queue":["v1","v2"]}}`, `"latches":{"door":{"open":1,"queue":[]}}`)
	l.draws("run until pass 2\nkey i", "blocks on", "door, a latch", "latch queue", "1st of 2", "before it", "v2")
	l.draws("run until pass 3", "latch, closed", "passLatch(door)", "door ")
	l.draws("run until pass 2\nkey w", "Why is v2 on WAITING?", "door is closed.", "Who can open door: p1")
	l.refuses("var door latch", "var door = latch(1)", "a latch is made without 1")
	l.refuses("passLatch(door)", "passLatch(gate)", "gate is not declared", "declare it: var gate latch")
}

// followSteps applies each "file, before (or after) `line`:" of a page with the Go text below it, and gives
// the files' new text.
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

// built is the program with the latch, in a folder of its own.
type built struct {
	t        *testing.T
	dir, exe string
}

func (b *built) build(changed map[string]string) {
	b.t.Helper()
	overlay := map[string]map[string]string{"Replace": {}}
	for file, text := range changed {
		from, err := filepath.Abs(filepath.FromSlash(file))
		if err != nil {
			b.t.Fatal(err)
		}
		overlay["Replace"][from] = b.write(strings.ReplaceAll(file, "/", "-"), text)
	}
	list, err := json.Marshal(overlay)
	if err != nil {
		b.t.Fatal(err)
	}
	b.exe = filepath.Join(b.dir, "quartet.exe")
	build := exec.Command("go", "build", "-overlay", b.write("overlay.json", string(list)), "-o", b.exe, ".")
	build.Env = append(os.Environ(), "GOPROXY=off", "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		b.t.Fatalf("what the page says does not build: %v\n%s", err, out)
	}
}

func (b *built) write(name, text string) string {
	b.t.Helper()
	path := filepath.Join(b.dir, name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		b.t.Fatal(err)
	}
	return path
}

func (b *built) run(args ...string) string {
	cmd := exec.Command(b.exe, args...)
	cmd.Dir = b.dir
	cmd.Env = append(os.Environ(), "XDG_STATE_HOME="+b.dir, "TERM=dumb")
	out, _ := cmd.CombinedOutput() // the exit code says what was found
	return string(out)
}

func (b *built) says(args []string, want ...string) {
	b.t.Helper()
	b.holds(b.run(args...), strings.Join(args, " "), want)
}

// draws looks at the screen after some lines of a demo script.
func (b *built) draws(script string, want ...string) {
	b.t.Helper()
	b.write("latch.demo", "scene visitors.scene\nsize 120x40\n\n"+script+"\n")
	said := b.run("record", "--force", "latch.demo", "-o", "latch.txt")
	text, err := os.ReadFile(filepath.Join(b.dir, "latch.txt"))
	if err != nil {
		b.t.Fatalf("no picture of %q: %s", script, said)
	}
	b.holds(string(text), script, want)
}

// refuses looks at what is said of the scene with a mistake in it.
func (b *built) refuses(right, wrong string, want ...string) {
	b.t.Helper()
	text := readFile(b.t, filepath.Join(b.dir, "visitors.scene"))
	b.write("wrong.scene", strings.Replace(text, right, wrong, 1))
	b.holds(b.run("check", "wrong.scene"), wrong, want)
}

func (b *built) holds(got, of string, want []string) {
	b.t.Helper()
	for _, w := range want {
		if !strings.Contains(got, w) {
			b.t.Errorf("%s does not say %q:\n%s", of, w, got)
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
