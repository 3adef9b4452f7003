package command

import (
	"encoding/json"
	"encoding/xml"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// gradedJSON is what grade --json prints.
type gradedJSON struct {
	Files []struct {
		File, Verdict, Kind, Text, Grain string
		Passed                           bool
		Length                           int
		Untested, Notes                  []string
	}
	Skipped  []string
	Complete bool
}

// TestTheHomework: each solution of the homework that comes along comes to what its comment says.
func TestTheHomework(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "my homework")
	if code, out, errs := line(t, "grade", "--kit", dir); code != ExitFine || !strings.Contains(out, "grades them") {
		t.Fatal(code, out, errs)
	}
	report := filepath.Join(dir, "r.xml")
	code, out, errs := line(t, "grade", filepath.Join(dir, "solutions"), "--laws", filepath.Join(dir, "laws.scene"),
		"--json", "--junit", report)
	var got gradedJSON
	if err := json.Unmarshal([]byte(out), &got); err != nil || code != ExitFails || errs != "" || !got.Complete {
		t.Fatal(code, err, out, errs)
	}
	want := []struct{ file, verdict, kind, says string }{
		{"right-one-condition", "holds", "", ""},
		{"right-two-conditions", "holds", "", ""},
		{"wrong-01-full-tested-once", "fails", "violation", "puts into jobs, which is full"},
		{"wrong-02-empty-tested-once", "fails", "violation", "takes from jobs, which is empty"},
		{"wrong-03-tested-without-the-lock", "fails", "violation", "puts into jobs, which is full"},
		{"wrong-04-nobody-is-woken-to-work", "fails", "stuck",
			"wait for notEmpty, and u1, who could signal it, waits as well"},
		{"wrong-05-nobody-is-told-of-room", "fails", "stuck", "wait for notFull, and no line of this scene signals it"},
		{"wrong-06-works-with-the-lock", "fails", "violation", `"a job is done without the lock" does not hold`},
		{"wrong-07-only-one-is-told-of-the-end", "fails", "stuck",
			"waits for notEmpty, and nobody is left to signal it"},
		{"wrong-08-the-end-without-the-lock", "fails", "stuck", "and the last signal, in op 42, found nobody waiting"},
		{"wrong-09-leaves-jobs-behind", "fails", "violation", `"each job was done, and once" does not hold`},
		{"wrong-10-ends-with-the-lock", "fails", "stuck", "its owner, has ended"},
		{"wrong-11-one-condition-one-signal", "fails", "stuck", "t1, t2 and u2 wait for notEmpty"},
		{"wrong-12-nothing-written", "fails", "violation", `"a thread ends before no more will come"`},
		{"wrong-13-laws-of-its-own", "fails", "violation", "puts into jobs, which is full"},
		{"wrong-14-another-name", "refused", "missing", "it does not declare jobs"},
		{"wrong-15-ends-too-soon", "fails", "violation", `"a thread ends before no more will come" does not hold`},
		{"wrong-16-polls-for-a-job", "fails", "polls", "Its func thread polls: in line 32 it asks again and again"},
		{"wrong-17-polls-for-room", "fails", "polls", "Its func submit polls: in line 21 it asks again and again"},
	}
	if len(got.Files) != len(want) {
		t.Fatalf("%d files are graded, not %d", len(got.Files), len(want))
	}
	for i, w := range want {
		g := got.Files[i]
		if g.File != w.file+".scene" || g.Verdict != w.verdict || g.Kind != w.kind ||
			!strings.Contains(g.Text, w.says) || g.Passed != (w.verdict == "holds") || len(g.Untested) > 0 ||
			g.Verdict == "fails" && (g.Length == 0) != (g.Kind == "polls") ||
			w.verdict == "holds" && len(g.Notes) > 0 {
			t.Errorf("%+v, want %+v", g, w)
		}
	}
	readsAsJUnit(t, report, len(want), 17)
	code, _, errs = line(t, "grade", "--kit", dir)
	if code != ExitIO || !strings.Contains(errs, "laws.scene is there already") {
		t.Error("the homework is written over another one:", code, errs)
	}
}

// readsAsJUnit reads a report as other programs do.
func readsAsJUnit(t *testing.T, path string, tests, failures int) {
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var r struct {
		XMLName xml.Name `xml:"testsuites"`
		Suite   struct {
			Tests    int `xml:"tests,attr"`
			Failures int `xml:"failures,attr"`
			Cases    []struct {
				Name    string `xml:"name,attr"`
				Failure *struct {
					Message string `xml:"message,attr"`
					Text    string `xml:",chardata"`
				} `xml:"failure"`
			} `xml:"testcase"`
		} `xml:"testsuite"`
	}
	if err := xml.Unmarshal(data, &r); err != nil {
		t.Fatal(err)
	}
	failed := 0
	for _, c := range r.Suite.Cases {
		if c.Failure != nil {
			failed++
			if c.Failure.Message == "" {
				t.Errorf("%s fails without a word", c.Name)
			}
		}
	}
	if r.Suite.Tests != tests || len(r.Suite.Cases) != tests || r.Suite.Failures != failures || failed != failures {
		t.Errorf("the report counts %d tests, %d cases, %d and %d failures", r.Suite.Tests, len(r.Suite.Cases),
			r.Suite.Failures, failed)
	}
}

// TestHostileFolders: whatever stands in a folder is a result, and nothing of it acts on a terminal.
func TestHostileFolders(t *testing.T) {
	dir := t.TempDir()
	laws := filepath.Join(dir, "laws.scene")
	good := "package p\n\nvar n int\n\nfunc work() { n++ }\n"
	write := func(name, text string) {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("laws.scene", "package laws\n\nvar n int\n\nfunc work() {}\n\nfunc main() {\n\tspawn(work)\n"+
		"\tfinally(\"n\", n == 1)\n}\n")
	write("a.scene", good)
	write("binary.scene", "\x00\xff\x1b]0;x\x07")
	write("bom.scene", "\ufeff"+good)
	write("crlf.scene", strings.ReplaceAll(good, "\n", "\r\n"))
	write("empty.scene", "")
	write("notes.txt", "")
	large, err := os.Create(filepath.Join(dir, "large.scene"))
	if err != nil {
		t.Fatal(err)
	}
	if err := large.Truncate(100 << 20); err != nil {
		t.Skip("no sparse files here:", err)
	}
	large.Close()
	want := map[string]string{"a.scene": "holds", "binary.scene": "refused", "bom.scene": "holds",
		"crlf.scene": "holds", "empty.scene": "refused", "large.scene": "refused", "loop.scene": "refused",
		"two\n\x1b[31mlines.scene": "holds"}
	if os.Symlink("loop.scene", filepath.Join(dir, "loop.scene")) != nil {
		delete(want, "loop.scene")
	}
	if os.WriteFile(filepath.Join(dir, "two\n\x1b[31mlines.scene"), []byte(good), 0o600) != nil {
		delete(want, "two\n\x1b[31mlines.scene")
	}
	if err := os.Mkdir(filepath.Join(dir, "sub.scene"), 0o700); err != nil {
		t.Fatal(err)
	}
	code, out, errs := line(t, "grade", dir, "--laws", laws, "--json")
	var got gradedJSON
	if err := json.Unmarshal([]byte(out), &got); err != nil || code != ExitFails {
		t.Fatal(code, err, out, errs)
	}
	for _, g := range got.Files {
		if want[g.File] != g.Verdict || g.Verdict == "refused" && g.Text == "" {
			t.Errorf("%q: %+v", g.File, g)
		}
		delete(want, g.File)
	}
	if len(want) > 0 || strings.Join(got.Skipped, " ") != "laws.scene notes.txt sub.scene/" {
		t.Errorf("not graded: %v, skipped: %q", want, got.Skipped)
	}
	if _, out, _ := line(t, "grade", dir, "--laws", laws, "-v"); strings.Contains(out, "\x1b") {
		t.Errorf("a name acts on the terminal: %q", out)
	}
}
