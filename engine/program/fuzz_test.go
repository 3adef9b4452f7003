package program_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/internal/effort"
)

func sceneTexts(t testing.TB) []string {
	t.Helper()
	files, err := filepath.Glob(scenes + "*.scene")
	if err != nil || len(files) == 0 {
		t.Fatal("no scenes", err)
	}
	var all []string
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, string(text))
	}
	return all
}

// FuzzParse: whatever is read, Parse gives a sound program or at most ten errors that point into the text.
func FuzzParse(f *testing.F) {
	for _, source := range sceneTexts(f) {
		f.Add(source)
	}
	refused, err := os.ReadFile(scenes + "refused.txt")
	if err != nil {
		f.Fatal(err)
	}
	for _, part := range strings.Split(string(refused), "====\n") {
		source, _, _ := strings.Cut(part, "----\n")
		f.Add(source)
	}
	f.Fuzz(func(t *testing.T, source string) {
		p, err := program.Parse("fuzz.scene", source)
		if err == nil {
			checkShape(t, p)
			_ = p.Dump()
			return
		}
		all, ok := err.(program.Errors)
		if !ok || len(all) < 1 || len(all) > program.MaxErrors {
			t.Fatalf("%T %v", err, err)
		}
		lines := strings.Count(source, "\n") + 1
		for _, e := range all {
			if e.Line < 1 || e.Line > lines+1 || e.Column < 1 || e.Message == "" || strings.Contains(e.Message, "\n") {
				t.Fatalf("%+v", e)
			}
		}
	})
}

func TestHugeScenes(t *testing.T) {
	t.Parallel()
	deep := effort.Times(15_000, 90_000, 90_000) // Go's parser goes down to 100,000
	object := func(body string) string { return "package huge\n" + body + "func main() {}\n" }
	head, tail := "package huge\nvar n int\nvar f bool\n", "func main() { spawn(p) }\n"
	statements := func(count int, s string) string {
		return head + "func p() {\n" + strings.Repeat(s, count) + "}\n" + tail
	}
	type scene struct{ name, source, refusal string }
	for _, one := range effort.Some(t, []scene{
		{"50,000 statements", statements(50_000, "n = 1\n"), ""},
		{"60,000 statements", statements(60_100, "n = 1\n"), "becomes more than 60000 ops"},
		{"60,000 lines of comment", statements(60_000, "// nothing\n"), ""},
		{"100,000 lines", statements(100_000, "n = 1\n"), "this scene has 100006 lines"},
		{"5 MB on a line", statements(5_000_000, ";"), "5000072 bytes"},
		{"a million empty statements", statements(1_000_000, ";"), ""},
		{"nested brackets", statements(1, "n = "+strings.Repeat("(", deep)+"1"+strings.Repeat(")", deep)),
			"nested"},
		{"nested nots", statements(1, "f = "+strings.Repeat("!", deep)+"f"), "nested"},
		{"nested blocks", statements(1, strings.Repeat("{", deep)+strings.Repeat("}", deep)), "nested"},
		{"else without end", statements(1, strings.Repeat("if f { } else ", 20_000)+"{ }\n"), "more than 200 else"},
		{"a long sum", statements(1, "n = n"+strings.Repeat("+n", 50_000)), "nested"},
		{"many objects", object("var (\n" + numbered(2_000, "m%d mutex\n") + ")\n"), "1000 objects"},
		{"many functions", object(numbered(2_000, "func p%d() {}\n")), "1000 functions"},
		{"many consts", object(numbered(5_000, "const c%d = 1\n")), ""},
		{"many parameters", object("func p(" + numbered(200, "a%d int, ") + "b int) {}\n"), "64 variables"},
		{"loops of a copy", head + "func a() { b(n) }\nfunc b(m int) {\n" +
			strings.Repeat("for m == 0 { if f { break }; yield() }\n", 10_000) +
			"}\nfunc p() { n = 1 }\nfunc main() { spawn(a); spawn(p) }\n", ""},
		{"a loop with 60^6 ways through its calls", head + "func a() { b(n) }\n" +
			"func b(m int) { for m == 0 { c0() } }\n" + callers(6, 60) +
			"func c6() { yield() }\nfunc p() { n = 1 }\nfunc main() { spawn(a); spawn(p) }\n",
			"m is a copy of n here"},
		{"long names", statements(1, strings.Repeat("n", 1<<20)+" = 1\n"), "is not declared"},
	}, 3, 9) {
		t.Run(one.name, func(t *testing.T) {
			p, err := program.Parse("huge.scene", one.source)
			switch {
			case err == nil && one.refusal != "":
				t.Errorf("accepted, %d ops", len(p.Ops))
			case err != nil && (one.refusal == "" || !strings.Contains(err.Error(), one.refusal)):
				t.Errorf("refused: %.300s", err.Error())
			}
		})
	}
}

// callers are functions of which each calls the next so many times.
func callers(deep, times int) string {
	var b strings.Builder
	for i := range deep {
		fmt.Fprintf(&b, "func c%d() {\n%s}\n", i, strings.Repeat(fmt.Sprintf("c%d()\n", i+1), times))
	}
	return b.String()
}

func numbered(n int, format string) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, format, i)
	}
	return b.String()
}
