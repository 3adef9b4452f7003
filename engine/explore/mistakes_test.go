package explore_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/internal/scenetest"
)

// TestMistakesOfTheReference makes each mistake that the tables of docs/scenes.md name, and looks for what they say
// that Quartet says.
func TestMistakesOfTheReference(t *testing.T) {
	page, err := os.ReadFile(filepath.Join("..", "..", "docs", "scenes.md"))
	if err != nil {
		t.Fatal(err)
	}
	code := regexp.MustCompile("`([^`]*)`")
	_, rest, found := strings.Cut(string(page), "| mistake | what Quartet says |\n|---|---|\n")
	tried := 0
	for found {
		var table string
		table, rest, _ = strings.Cut(rest, "\n\n")
		for row := range strings.Lines(table + "\n") {
			made, said, ok := strings.Cut(strings.Trim(row, "| \n"), " | ")
			if !ok {
				t.Fatalf("%q is no row of two", row)
			}
			tried++
			answer := ask(t, mistake(made, code.FindAllStringSubmatch(made, -1)))
			for _, m := range code.FindAllStringSubmatch(said, -1) {
				if !strings.Contains(answer, m[1]) {
					t.Errorf("%s\nis told as %q, and not as %q", made, answer, m[1])
				}
			}
		}
		_, rest, found = strings.Cut(rest, "| mistake | what Quartet says |\n|---|---|\n")
	}
	if tried < 30 {
		t.Errorf("there are %d mistakes", tried)
	}
}

// mistake is a scene with the code that a row names: a declaration, or the program of p; and that of q, where it
// stands beside another, of a handler of interrupts, or of main.
func mistake(row string, code [][]string) string {
	declared, p, q := "", code[0][1], "yield()"
	if strings.HasPrefix(p, "var ") {
		declared, p = p, "yield()"
	}
	start, tick := "spawn(p)", "n++"
	switch {
	case strings.Contains(row, "` in a handler, beside `"):
		start, tick, p = "interrupt(tick); spawn(p)", p, code[1][1]
	case strings.Contains(row, "` in main"):
		start, p = p, "yield()"
	case strings.Contains(row, "`, beside `"):
		q = code[1][1]
	case strings.Contains(row, "` in p and in q"):
		q = p
	case strings.Contains(row, "`, of two daemons, beside `"):
		q, start = code[1][1], "daemon(p, 2)"
	}
	return `package mistakes

var (
	m, a, b mutex
	l spinlock
	c cond
	s = semaphore(1)
	gate = barrier(3)
	rw rwlock
	work = queue(1)
	forks [3]mutex
	v, w waitq
	x coroutine
	n = 3
)
` + declared + `
func eat(i int) { n = i }
func tick() { ` + tick + ` }
func p() { ` + p + ` }
func q() { ` + q + ` }
func main() {
	` + start + `
	spawn(q)
}
`
}

// ask says what is wrong with a scene: why it is refused, with the hint, or what a schedule comes to.
func ask(t *testing.T, scene string) string {
	t.Helper()
	p, err := program.Parse("mistake.scene", scene)
	if err != nil {
		return err.Error()
	}
	v, err := explore.Run(t.Context(), scenetest.Boot(t, p), explore.Options{Grain: program.GrainPass})
	if err != nil {
		t.Fatal(err)
	}
	return v.Text
}
