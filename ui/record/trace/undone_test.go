package trace

import (
	"slices"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/internal/scenetest"
)

// TestWhatHasNoValueIsNotDone: the row of an op that has no value says that it failed, and so does its sentence.
func TestWhatHasNoValueIsNotDone(t *testing.T) {
	for _, test := range []string{"if 5/n > 0", "if a[k] > 0"} {
		array := ""
		if strings.Contains(test, "a[k]") {
			array = "a [2]int\n"
		}
		s := scenetest.Open(t, scenetest.Parse(t, "package test\nvar (\nn int\nk = 5\n"+array+")\nfunc f() {\n"+
			"yield()\n"+test+" {\nn = 1\n}\n}\nfunc main() { spawn(f) }\n"))
		for s.Forward() != nil {
		}
		rows := strings.Split(written(t, WriteCSV, s, Range{}), "\n")
		i := slices.IndexFunc(rows, func(row string) bool { return strings.Contains(row, ","+test+",") })
		if i < 0 || !strings.Contains(rows[i], ",failed,0,f1 has no value to do it with.") {
			t.Errorf("%s:\n%s", test, strings.Join(rows, "\n"))
		}
	}
}
