package trace

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine/session"
	"github.com/quartet-os/quartet/internal/effort"
	"github.com/quartet-os/quartet/internal/scenetest"
	"github.com/quartet-os/quartet/presets"
)

// TestLaTeXSetsTheDocument sets scenes with few and with very many coroutines, and letters that LaTeX does not have: no
// line of a page is too wide.
func TestLaTeXSetsTheDocument(t *testing.T) {
	if effort.Quick() {
		t.Skip("it starts LaTeX")
	}
	tool, err := exec.LookPath("pdflatex")
	if err != nil {
		t.Skip("pdflatex is not installed: its reading of a table is not tested here")
	}
	texts := map[string]string{"many": manyOfThem(40), "letters": "// Ἀριθμός ‘x’ — 猫.\npackage 犬\n\n" +
		"var n int\n\nfunc f() {\n\tassert(n == 1, \"日本 α & β_1 " + strings.Repeat("long", 40) +
		"\")\n}\nfunc main() { spawn(f) }\n",
		// A column is as wide as its one word: wide letters, a quote that is two signs, more digits than letters.
		"wide": "package wide\n\nvar (\n\tMMWW mutex\n\tq = queue(20)\n)\n\nfunc WWW() {\n\tlock(MMWW)\n" +
			"\tkill(\"B\")\n\tunlock(MMWW)\n}\nfunc mmm() {\n\tfor range 12 {\n\t\tput(q)\n\t}\n}\n" +
			"func main() {\n\tspawn(WWW, \"B\")\n\tspawn(WWW, \"WMW\")\n\tspawn(mmm)\n}\n"}
	for _, name := range effort.Some(t, presets.Names(), 1, 5) {
		texts[name] = ""
	}
	bodies := map[string][]string{} // of documents, by what stands before them: those that begin alike are set as one
	for name, text := range texts {
		var s *session.Session
		if text == "" {
			s = scenetest.Open(t, scenetest.Shipped(t, name))
		} else {
			s = scenetest.Open(t, scenetest.Parse(t, text))
		}
		for range 150 {
			s.Forward()
		}
		alone := "\\documentclass{article}\n\\usepackage{longtable,array}\n\\begin{document}\n" +
			written(t, TeXFragment, s, Range{}) + "\\end{document}\n"
		for form, source := range map[string]string{"whole": written(t, TeXDocument, s, Range{}), "part": alone} {
			if form == "part" && name == "letters" {
				continue // they are declared in the preamble
			}
			note, source, _ := strings.Cut(source, "\\documentclass")
			head, body, _ := strings.Cut(source, "\\begin{document}\n")
			body, after, ends := strings.Cut(body, "\\end{document}\n")
			if !ends || after != "" {
				t.Fatalf("%s, %s: behind the document stands %q", name, form, after)
			}
			bodies[head] = append(bodies[head], "\\typeout{"+texBegins+name+", "+form+"}\n"+note+body)
		}
	}
	for head, all := range bodies {
		body := strings.Join(all, "\\clearpage\n")
		set(t, tool, "\\documentclass"+head+"\\begin{document}\n"+body+"\\end{document}\n")
	}
}

// texBegins is what LaTeX says before each of several documents that are set as one.
const texBegins = "=== "

// set has LaTeX set a document, of which no line may be too wide.
func set(t *testing.T, tool, source string) {
	t.Helper()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "all.tex"), []byte(source), 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(tool, "-interaction=nonstopmode", "-halt-on-error", "all.tex")
	cmd.Dir = dir
	out, err := cmd.CombinedOutput()
	if err == nil && !strings.Contains(string(out), "Overfull \\hbox") {
		return
	}
	said := strings.Split(string(out), "\n"+texBegins)
	for i, one := range said {
		if strings.Contains(one, "Overfull \\hbox") || err != nil && i == len(said)-1 {
			t.Errorf("%v: %s", err, one)
		}
	}
}

// TestLaTeXLeavesCodeAsItIs: outside of the typewriter face two minus signs would become one dash.
func TestLaTeXLeavesCodeAsItIs(t *testing.T) {
	s := scenetest.Open(t, scenetest.Shipped(t, "ostep-28-queue"))
	for range 60 {
		s.Forward()
	}
	for form, text := range map[string]string{"whole": written(t, TeXDocument, s, Range{}),
		"part": written(t, TeXFragment, s, Range{})} {
		if !strings.Contains(text, "inside-{}-{}, but has not stored it yet") || strings.Contains(text, "--") {
			t.Errorf("%s: inside-- is no code any more:\n%s", form, text)
		}
	}
}

// manyOfThem is a scene with so many coroutines.
func manyOfThem(n int) string {
	var b strings.Builder
	b.WriteString(`package many

var (
	m mutex
	thereIsRoomAgain cond
	n int
)

func worker() {
	lock(m)
	for n < 1000 {
		n++
		wait(thereIsRoomAgain, m)
	}
	unlock(m)
}

func main() {
`)
	for range n {
		b.WriteString("\tspawn(worker)\n")
	}
	b.WriteString("}\n")
	return b.String()
}
