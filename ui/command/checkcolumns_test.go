package command

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/internal/effort"
	"github.com/quartet-os/quartet/presets"
	"github.com/quartet-os/quartet/ui/screen"
)

// table returns the lines of the table in what check has printed.
func table(t *testing.T, out string) []string {
	t.Helper()
	_, rest, found := strings.Cut(out, ":\n      ")
	if !found {
		t.Fatalf("no table in\n%s", out)
	}
	body, _, _ := strings.Cut(rest, "\n\n")
	return strings.Split("      "+body, "\n")
}

// TestColumns prints the failing schedules of the shelf as tables: no line is wider than a page, and every
// choice has a line with words.
func TestColumns(t *testing.T) {
	for _, name := range effort.Some(t, presets.Names(), 4, 12) {
		for _, grain := range []string{"pass", "op"} {
			out, _, code := run(t, Host{}, "check", "--columns", "--max-states", "2000", "--grain", grain, name)
			if code != ExitFails || strings.Contains(out, "before anybody runs") {
				continue
			}
			rows := 0
			for _, l := range table(t, out) {
				if screen.Width(l) > 100 {
					t.Errorf("%s at grain %s: %d columns: %s", name, grain, screen.Width(l), l)
				}
				n := 0
				if _, err := fmt.Sscanf(strings.TrimPrefix(l[:min(len(l), 5)], ">"), "%d", &n); err == nil {
					if rows++; n != rows || strings.TrimSpace(l[5:]) == "" {
						t.Errorf("%s at grain %s: row %d is %q", name, grain, rows, l)
					}
				}
			}
			if want := fmt.Sprintf(", %d ", rows); !strings.Contains(out, want) {
				t.Errorf("%s at grain %s: %d rows in\n%s", name, grain, rows, out)
			}
		}
	}
}

// TestColumnsFold: where coroutines are too many for a column each, those of one function share one; and where
// functions are, the last column is everybody else's.
func TestColumnsFold(t *testing.T) {
	var seven, spawns strings.Builder
	for i := range 7 {
		fmt.Fprintf(&seven, "func f%c() {\n\tlock(m)\n\tn++\n\tunlock(m)\n}\n", 'a'+i)
		fmt.Fprintf(&spawns, "\tspawn(f%c, %q)\n", 'a'+i, string(rune('A'+i)))
	}
	for _, c := range []struct{ name, body, spawns, head, has string }{
		{"functions", "func one() {\n\tlock(m)\n\tn++\n\tunlock(m)\n}\nfunc two() " +
			"{\n\tlock(m)\n\tn++\n\tunlock(m)\n}\n",
			"\tspawn(one, 4)\n\tspawn(two, 3)\n", "one: o1, o2, o3, o4", "t3: lock(m)"},
		{"others", seven.String(), spawns.String(), "others: ", "A: lock(m)"},
	} {
		path := filepath.Join(t.TempDir(), "fold.scene")
		text := "package fold\nvar (\n\tm mutex\n\tn int\n)\n" + c.body + "func main() {\n" + c.spawns +
			"\tfinally(\"few\", n < 7)\n}\n"
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		out, errs, code := run(t, Host{}, "check", "--columns", "--grain", "pass", "--no-symmetry", path)
		if code != ExitFails {
			t.Fatalf("exit %d: %s", code, errs)
		}
		lines := table(t, out)
		if !strings.Contains(lines[0], c.head) || !strings.Contains(out, c.has) {
			t.Errorf("%s:\n%s", c.name, out)
		}
	}
	_, errs, code := run(t, Host{}, "check", "--columns", "--json", "one-condition")
	if code != ExitUsage || !strings.Contains(errs, "leave one out") {
		t.Errorf("exit %d: %s", code, errs)
	}
}
