package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/quartet-os/quartet/internal/effort"
	"github.com/quartet-os/quartet/internal/scenetest"
	"github.com/quartet-os/quartet/ui/command"
	"github.com/quartet-os/quartet/visible"
)

// hostile lists texts that do something to a terminal, or that a form of a recording could take for its own.
func hostile() []string {
	return []string{
		"\x1b]0;owned\x07\x1b[2J", "\x1b]52;c;b3duZWQ=\x1b\\", "\x1bP+q\x1b\\\x1b[31m",
		"\u009b2J\u009d0;x\u009c", "\x9b31m\x9d\x85", "a\rb\x00\x08\x7f",
		"\u202etxt.exe\u2066\u2069\u200f\u061c", "zero\u200bwidth\ufeff\u2028\u2029\U000e0041",
		"%%{init: {\"theme\":\"x\"}}%%", "\\write18{id}\\input{/etc/passwd}", "=cmd|' /C calc'!A0",
		"</script><script>alert(1)</script>",
		"](javascript:alert(1)) `|` <img src=x onerror=y> ]]> --> \" onload=\"x", "\xff\xfe",
		"two\nlines\ttab", "José 安娜 🎉",
	}
}

// FuzzTextIsData brings a text into every command by every way there is, and looks for it raw in what is printed.
func FuzzTextIsData(f *testing.F) {
	for _, text := range effort.Some(f, hostile(), 1, 2) {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 2000 {
			t.Skip("long texts are cut elsewhere")
		}
		r := newRunner(t)
		r.arguments(text)
		for name, source := range hostileScenes(text) {
			path := r.file(name+".scene", source)
			r.run("", "run", path, "--passes", "20")
			r.run("", "run", path, "--passes", "20", "--json")
			r.run("", "run", path, "--passes", "20", "--stats")
			r.run("", "check", path, "--max-states", "100")
			r.run("", "check", path, "--max-states", "100", "--json")
			r.run(source, "-")
			r.run("", "grade", r.dir, "--laws", path, "--max-states", "100", "-v")
			r.run("", "grade", r.dir, "--laws", path, "--max-states", "100", "--json")
		}
		for name, source := range hostileScripts(text) {
			path := r.file(name+".demo", source)
			r.run("", "play", path, "--notes-to", filepath.Join(r.dir, name+".notes"))
			r.clean(filepath.Join(r.dir, name+".notes"))
		}
		for name, source := range hostileSessions(t, text) {
			path := r.file(name+".session", source)
			r.run("", "replay", path)
			r.run("", "replay", path, "--narrate")
			r.run("", "replay", path, "--json")
		}
		for _, source := range []string{text, "scenario x\ndesc " + text + "\nproc A\n  yield\nend\nspawn A\n",
			"scenario " + text} {
			r.run(source, "import", "-")
		}
		r.names(text)
	})
}

// runner runs command lines in a folder of their own.
type runner struct {
	t   *testing.T
	dir string
}

func newRunner(t *testing.T) *runner {
	r := &runner{t, t.TempDir()}
	t.Chdir(r.dir)
	return r
}

// run runs a command line with a text as standard input and looks at what it prints.
func (r *runner) run(in string, args ...string) {
	r.t.Helper()
	var out, errs bytes.Buffer
	h := command.Host{In: strings.NewReader(in), Out: &out, Err: &errs, Stage: stage,
		StateDir: filepath.Join(r.dir, "state")}
	command.Main(context.Background(), h, args)
	for _, said := range []string{out.String(), errs.String()} {
		if at := raw(said); at != "" {
			r.t.Errorf("%q lets through %s", args, at)
		}
	}
}

// file writes a file, and gives its path.
func (r *runner) file(name, text string) string {
	r.t.Helper()
	path := filepath.Join(r.dir, name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		r.t.Fatal(err)
	}
	return path
}

// clean looks at a file, if there is one.
func (r *runner) clean(path string) {
	r.t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		return
	}
	if at := raw(string(text)); at != "" {
		r.t.Errorf("%s holds %s", filepath.Base(path), at)
	}
}

// raw gives the first rune of a text that a terminal must not get, and what stands around it; "" if there is none.
func raw(text string) string {
	for i, r := range text {
		_, n := utf8.DecodeRuneInString(text[i:])
		broken := r == utf8.RuneError && n == 1
		joiner := r == '\u200c' || r == '\u200d'
		if broken || visible.Unsafe(r) && r != '\n' && r != '\t' && !joiner {
			return fmt.Sprintf("%U in %q", r, text[max(0, i-40):min(len(text), i+40)])
		}
	}
	return ""
}

// arguments gives a text where a flag, a name or an expression is wanted.
func (r *runner) arguments(text string) {
	r.t.Helper()
	r.run(text, "-")
	for _, args := range [][]string{
		{text}, {"--" + text}, {"-" + text}, {text, text}, {"help", text}, {"__complete", text, text},
		{"__complete", "run", "--" + text, ""},
		{"completion", text}, {"list", text}, {"man", text}, {"run", text}, {"run", "bounded-buffer", "--do", text},
		{"run", "bounded-buffer", "--do", "spawn " + text}, {"run", "bounded-buffer", "--passes", text},
		{"check", text, "--max-states", "100"},
		{"check", "bounded-buffer", "--max-states", "100", "--reach", text},
		{"check", "bounded-buffer", "--max-states", "100", "--grain", text},
		{"check", "one-condition", "--max-memory", text},
		{"sweep", text, "--passes", "9", "--vary", "a=1"}, {"sweep", "bounded-buffer", "--passes", "9", "--vary", text},
		{"sweep", "bounded-buffer", "--passes", "9", "--vary", text + "=1..2"},
		{"play", text}, {"present", text}, {"play", text + ".demo"}, {"play", "mutex.demo", "--theme", text},
		{"record", text, "--to", "3", "-o", "x.txt"},
		{"record", "bounded-buffer", "--to", "3", "-o", text},
		{"record", "bounded-buffer", "--size", text, "--to", "3", "-o", "y.txt"},
		{"record", "bounded-buffer", "--panel", text, "--to", "3", "-o", "z.txt"}, {"replay", text},
		{"import", text}, {"import", text, "--rules", text},
		{"new", filepath.Join("nosuch", text)}, {"--theme", text}, {"--layout", text}, {"--seed", text},
	} {
		r.run("", args...)
	}
}

// names gives a text as the name of a file, of every kind that a command opens.
func (r *runner) names(text string) {
	r.t.Helper()
	name := strings.NewReplacer("/", "_", "\x00", "_").Replace(text)
	if len(name) > 100 {
		name = name[:100]
	}
	for ending, source := range map[string]string{
		".scene": "package x\nfunc main() { nosuch() }\n", ".session": "quartet session 1\n",
		".demo": "nosuch\n", ".scn": "nosuch\n",
	} {
		path := filepath.Join(r.dir, name+ending)
		if os.WriteFile(path, []byte(source), 0o600) != nil {
			continue
		}
		for _, cmd := range []string{"run", "check", "replay", "play", "import"} {
			r.run("", cmd, path)
		}
		r.run("", path)
		r.run("", "new", path)
	}
	r.run("", "new", filepath.Join(r.dir, "new "+name+".scene"))
	r.run("", "check", "one-condition", "--save", filepath.Join(r.dir, "saved "+name+".session"))
}

// hostileScenes gives scenes with a text in each place where a scene can have one, and where it cannot.
func hostileScenes(text string) map[string]string {
	quoted := strconv.Quote(text)
	moral := "// " + strings.ReplaceAll(text, "\n", "\n// ")
	body := "\nvar (\n\tm mutex\n\tq = queue(2)\n)\n\nfunc a() {\n\tlock(m)\n\tput(q)\n" +
		"\tassert(len(q) < 2, \"full\")\n\tunlock(m)\n}\n\n" +
		"func main() {\n\tspawn(a, 3)\n\tfinally(\"text\", len(q) < 9)\n}\n"
	return map[string]string{
		"moral":    moral + "\npackage x\n" + body,
		"goal":     "package x\n\nconst goal = " + quoted + "\n" + body,
		"setting":  "package x\n\nconst rules = " + quoted + "\n" + body,
		"assert":   "package x\n" + strings.ReplaceAll(body, `"full"`, quoted),
		"law":      "package x\n" + strings.ReplaceAll(body, `"text", len(q) < 9`, quoted+", len(q) < 1"),
		"literal":  "package x\n" + strings.ReplaceAll(body, `"full"`, "`"+text+"`"),
		"expr":     "package x\n" + strings.ReplaceAll(body, "len(q) < 2", "len(q) /* "+text+" */ < 2"),
		"name":     "package x\n" + strings.ReplaceAll(body, "spawn(a, 3)", "spawn(a, "+quoted+")"),
		"object":   "package x\n" + strings.ReplaceAll(body, "m mutex", text+" mutex"),
		"token":    "package x\n\nfunc a() { " + text + " }\n",
		"package":  "package " + text + body,
		"nothing":  text,
		"command":  "package x\n" + body + "\nfunc script() {\n\tat(1, " + quoted + ")\n}\n",
		"argument": "package x\n" + strings.ReplaceAll(body, "unlock(m)", "unlock("+text+")\n\tsend("+quoted+", 1)"),
	}
}

// hostileScripts gives demo scripts likewise.
func hostileScripts(text string) map[string]string {
	line := strings.ReplaceAll(text, "\n", " ")
	head := "title " + line + "\nscene bounded-buffer\nsize 60x30\n"
	return map[string]string{
		"captions": head + "chapter " + line + "\ncaption " + line + "\nkey space\nrun 1s\n",
		"note":     head + "note " + line + "\nkey space\n",
		"ask":      head + "ask " + line + " | a " + line + " | b\nkey space\n",
		"line":     head + text + "\n",
		"scene":    "scene " + line + "\n",
		"size":     "size " + line + "\n",
		"type":     head + "type " + line + "\n",
		"do":       head + "do " + line + "\n",
		"key":      head + "key " + line + "\n",
		"until":    head + "run until " + line + "\n",
		"show":     head + "show " + line + "\n",
	}
}

// hostileSessions gives session files likewise.
func hostileSessions(t *testing.T, text string) map[string]string {
	t.Helper()
	p := scenetest.Parse(t, hostileScenes("x")["moral"])
	s := scenetest.Open(t, p)
	for range 9 {
		s.Forward()
	}
	good := string(s.Marshal())
	line := strings.ReplaceAll(text, "\n", " ")
	return map[string]string{
		"file":  strings.Replace(good, "x.scene", line, 1),
		"scene": strings.Replace(good, "| package x", "| // "+line+"\n| package x", 1),
		"token": strings.Replace(good, "lock(m)", "lock("+line+")", 1),
		"tail":  good + text + "\n",
		"head":  "quartet session 1\n" + text + "\n",
		"line":  strings.Replace(good, "end of scene\n", "end of scene\n"+text+"\n", 1),
	}
}

// TestEscapesInFiles reads files with escape sequences in them as a user would: what they hold is shown, not done.
func TestEscapesInFiles(t *testing.T) {
	for _, one := range []struct {
		args []string
		want string
	}{
		{[]string{"run", "testdata/faults/esc.scene"}, "testdata/faults/esc.scene:4:12: illegal character U+001B"},
		{[]string{"play", "testdata/faults/esc.demo"}, "\t" + `\u001b]0;owned\u0007 x`},
		{[]string{"play", "testdata/faults/esc2.demo"}, `> hi \u001b]0;owned\u0007\u001b[2J there`},
		{[]string{"replay", "testdata/faults/esc4.session"}, "the session is cut"},
		{[]string{"help", "\u009b2J"}, `there is no help about "\u009b2J"`},
		{[]string{"run", "a\nquartet: all is well.scene"},
			`quartet: there is no file a\nquartet: all is well.scene` + "\n"},
	} {
		var said bytes.Buffer
		h := command.Host{In: strings.NewReader(""), Out: &said, Err: &said, Stage: stage}
		command.Main(context.Background(), h, one.args)
		if at := raw(said.String()); at != "" || !strings.Contains(said.String(), one.want) {
			t.Errorf("%q answers %q %s, want %q", one.args, said.String(), at, one.want)
		}
	}
}
