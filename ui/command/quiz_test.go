package command

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/quartet-os/quartet/engine/predict"
	"github.com/quartet-os/quartet/internal/effort"
	"github.com/quartet-os/quartet/presets"
)

// quizSheet is what is read of JSON.
type quizSheet struct {
	Questions []struct {
		Kind, Text string
		Answers    []string
		Right      *int
		Why        *string
		Table      *struct {
			Columns []string
			Rows    [][]string
		}
	}
	Listing string
}

// sheetFile makes a sheet in a file of a fresh folder, and returns its text.
func sheetFile(t *testing.T, name string, args ...string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	out, errs, code := run(t, Host{}, append([]string{"quiz"}, append(args, "-o", path)...)...)
	if code != ExitFine || !strings.Contains(out, "wrote "+path) {
		t.Fatalf("quiz %v: exit code %d\n%s%s", args, code, out, errs)
	}
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// quizJSON decodes a sheet.
func quizJSON(t *testing.T, args ...string) (s quizSheet) {
	t.Helper()
	text := sheetFile(t, "sheet.json", args...)
	if err := json.Unmarshal([]byte(text), &s); err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	return s
}

// TestQuizAsJSON: the fields that are promised, of every kind, and which answer is right only where that is wanted.
func TestQuizAsJSON(t *testing.T) {
	for _, kind := range predict.KindNames() {
		sheet := quizJSON(t, "one-condition", "--kind", kind, "--n", "3")
		solved := quizJSON(t, "one-condition", "--kind", kind, "--n", "3", "--answers")
		if len(sheet.Questions) == 0 || len(sheet.Questions) != len(solved.Questions) {
			t.Fatalf("%s: %d and %d questions", kind, len(sheet.Questions), len(solved.Questions))
		}
		for i, q := range sheet.Questions {
			a := solved.Questions[i]
			same := q.Kind == kind && q.Text == a.Text && slices.Equal(q.Answers, a.Answers)
			if !same || q.Right != nil || q.Why != nil {
				t.Errorf("%s: %+v", kind, q)
			}
			if a.Right == nil || *a.Right < 0 || *a.Right >= len(a.Answers) || a.Why == nil || *a.Why == "" {
				t.Errorf("%s, solved: %+v", kind, a)
			}
			if (q.Table != nil) != (kind == "trace") {
				t.Errorf("%s: a table %+v", kind, q.Table)
			}
		}
		if !strings.Contains(sheet.Listing, "func producer()") || strings.Contains(sheet.Listing, "stuck") {
			t.Errorf("the listing is\n%s", sheet.Listing)
		}
	}
}

// TestTheSameSheet: for the same seed in every form, and another one for another seed.
func TestTheSameSheet(t *testing.T) {
	for _, name := range []string{"a.md", "a.tex", "a.json"} {
		args := []string{"if-instead-of-a-loop", "--n", "4", "--seed"}
		one := sheetFile(t, name, append(args, "7")...)
		if one != sheetFile(t, name, append(args, "7")...) || one == sheetFile(t, name, append(args, "8")...) {
			t.Errorf("%s: the seed does not decide", name)
		}
	}
}

// TestQuizInLaTeX: a document that a TeX makes a paper of, with no line that leaves it; where there is no TeX, every
// brace is closed.
func TestQuizInLaTeX(t *testing.T) {
	letters := filepath.Join(t.TempDir(), "letters.scene")
	if err := os.WriteFile(letters, []byte("package letters\n\nvar (\n\tm mutex\n\tready cond\n)\n\n"+
		"func f() {\n\tlock(m)\n\twait(ready, m)\n\tunlock(m)\n}\n\nfunc g() {\n\tsignal(ready)\n"+
		"\tassert(1 == 1, \"日本 … Ἀ α & ä_1\")\n}\n\nfunc main() {\n\tspawn(f)\n\tspawn(g)\n}\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	scenes := []string{"one-condition", "array-philosophers", "lecture-07b-ready-and-running", "lecture-08", letters}
	for _, scene := range append(scenes, effort.Some(t, presets.Names(), 2, 6)...) {
		text := sheetFile(t, "sheet.tex", scene, "--n", "8", "--answers")
		if scene == letters && !strings.Contains(text, "日本") {
			t.Errorf("the letters are not on the sheet:\n%s", text)
		}
		depth := 0
		for i, r := range text {
			escaped := i > 0 && text[i-1] == '\\'
			switch {
			case r == '{' && !escaped:
				depth++
			case r == '}' && !escaped:
				depth--
			case (r == '_' || r == '#' || r == '$' || r == '%') && !escaped:
				t.Errorf("%s: %q means something in TeX: %s", scene, r, text[max(i-30, 0):i+1])
			case r >= utf8.RuneSelf && !strings.Contains(text, fmt.Sprintf("\\DeclareUnicodeCharacter{%04X}", r)):
				t.Errorf("%s: %q is no letter of every installation", scene, r)
			}
		}
		if depth != 0 {
			t.Errorf("%s: %d braces are open", scene, depth)
		}
		tex, err := exec.LookPath("pdflatex")
		if err != nil || testing.Short() {
			continue
		}
		dir := t.TempDir()
		file := filepath.Join(dir, "sheet.tex")
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		if said, err := exec.Command(tex, "-interaction=nonstopmode", "-halt-on-error", "-output-directory", dir,
			file).CombinedOutput(); err != nil || bytes.Contains(said, []byte("Overfull \\hbox")) {
			t.Errorf("%s: %v\n%s", scene, err, said)
		}
	}
}

// TestQuizInLaTeXOfAnyLetter: letters of a scene that LaTeX may lack are declared, since it stops at them.
func TestQuizInLaTeXOfAnyLetter(t *testing.T) {
	scene := filepath.Join(t.TempDir(), "x.scene")
	if err := os.WriteFile(scene, []byte("package 猫\n\nvar 漢 mutex\n\nfunc f() {\n\tfor {\n\t\tlock(漢)\n\t\t"+
		"yield()\n\t\tunlock(漢)\n\t}\n}\n\nfunc main() { spawn(f, 3) }\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	head, body, _ := strings.Cut(sheetFile(t, "sheet.tex", scene, "--n", "3"), "\\begin{document}")
	for _, letter := range []rune{'猫', '漢'} {
		if !strings.ContainsRune(body, letter) ||
			!strings.Contains(head, fmt.Sprintf("\\DeclareUnicodeCharacter{%04X}", letter)) {
			t.Errorf("%c is not declared:\n%s", letter, head)
		}
	}
}

// TestQuizInMarkdown: tables have as many cells in every row, and each question as many boxes as answers.
func TestQuizInMarkdown(t *testing.T) {
	text := sheetFile(t, "sheet.md", "bounded-buffer", "--n", "6", "--kind", "trace")
	cells, rows := 0, 0
	for line := range strings.Lines(text) {
		n := strings.Count(strings.ReplaceAll(line, `\|`, ""), "|")
		if !strings.HasPrefix(line, "|") {
			cells = 0
			continue
		}
		if rows++; cells == 0 {
			cells = n
		}
		if n != cells {
			t.Errorf("a row of %d in a table of %d: %s", n, cells, line)
		}
	}
	if rows < 6*4 || strings.Count(text, "## ") != 6 || strings.Count(text, "- [ ] ") < 2*6 {
		t.Errorf("%d rows of tables in\n%s", rows, text)
	}
}

// TestQuizThatCannotBe: what is wrong, and what would have worked; nothing is overwritten unasked.
func TestQuizThatCannotBe(t *testing.T) {
	dir := t.TempDir()
	there := filepath.Join(dir, "there.md")
	if err := os.WriteFile(there, []byte("mine"), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		args []string
		code int
		say  string
	}{
		{[]string{"quiz"}, ExitUsage, "one argument"},
		{[]string{"quiz", "nothing-of-the-kind"}, ExitUsage, "quartet list"},
		{[]string{"quiz", "one-condition", "--kind", "tracing"}, ExitUsage, "next, trace, verdict and mend"},
		{[]string{"quiz", "one-condition", "--n", "0"}, ExitUsage, "from 1 to"},
		{[]string{"quiz", "one-condition", "--max-states", "-1"}, ExitUsage, "counts from 1"},
		{[]string{"quiz", "one-condition", "-o", filepath.Join(dir, "a.pdf")}, ExitUsage, ".md, .tex or .json"},
		{[]string{"quiz", "one-condition", "-o", filepath.Join(dir, "a")}, ExitUsage, ".md, .tex or .json"},
		{[]string{"quiz", "one-condition", "--force"}, ExitUsage, "-o says which"},
		{[]string{"quiz", "one-condition", "-o", there}, ExitIO, "--force"},
		{[]string{"quiz", "one-condition", "-o", filepath.Join(dir, "none", "a.md")}, ExitIO, "cannot be written"},
		{[]string{"quiz", "loop-instead-of-an-if", "--kind", "mend"}, ExitFails, "nothing to cure"},
		{[]string{"quiz", "one-condition", "--kind", "verdict", "--n", "50"}, ExitFine, "no more differ"},
		{[]string{"quiz", "signal-is-not-remembered", "--n", "30"}, ExitFine, "questions: in 4 steps of the run"},
		{[]string{"quiz", "signal-is-not-remembered", "--kind", "trace", "--n", "9"}, ExitFine, "do not tell"},
	} {
		_, errs, code := run(t, Host{}, c.args...)
		if code != c.code || !strings.Contains(errs, c.say) {
			t.Errorf("%v: exit code %d, and no %q in\n%s", c.args, code, c.say, errs)
		}
	}
	if text, err := os.ReadFile(there); err != nil || string(text) != "mine" {
		t.Errorf("the file says %q, %v", text, err)
	}
	if _, errs, code := run(t, Host{}, "quiz", "one-condition", "--force", "-o", there); code != ExitFine {
		t.Errorf("--force: exit code %d\n%s", code, errs)
	}
	if text, err := os.ReadFile(there); err != nil || !strings.HasPrefix(string(text), "# Questions about") {
		t.Errorf("the file says %q, %v", text, err)
	}
}

// TestAnswersAreLeftOut: without --answers nothing on the sheet tells them, neither the moral nor what the scene says.
func TestAnswersAreLeftOut(t *testing.T) {
	out, _, code := run(t, Host{}, "quiz", "if-instead-of-a-loop", "--n", "6")
	for _, tells := range []string{"old news", "violation\"", "expect", "goal", "Answers", "belief"} {
		if strings.Contains(out, tells) {
			t.Errorf("the sheet says %q:\n%s", tells, out)
		}
	}
	if code != ExitFine || !strings.Contains(out, "  33          if len(work) == 0 {") {
		t.Errorf("exit code %d\n%s", code, out)
	}
}
