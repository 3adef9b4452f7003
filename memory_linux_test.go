package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/quartet-os/quartet/internal/effort"
)

// wide has as many coroutines as there are slots.
const wide = `package wide

const slots = 131072

var m mutex

func one() {
	lock(m)
	yield()
	unlock(m)
}

func two() {
	yield()
	lock(m)
	unlock(m)
}

func main() {
	spawn(one, 65536)
	spawn(two, 65536)
}
`

// TestMemory holds the whole process to what --max-memory says and 64 MB.
func TestMemory(t *testing.T) {
	if effort.Racing {
		t.Skip("the race detector takes memory of its own")
	}
	dir := t.TempDir()
	file := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		return path
	}
	long := file("long.scene", "package long\n\nfunc one() {\n"+strings.Repeat("yield()\n", 59_900)+
		"}\n\nfunc main() {\nspawn(one)\n}\n")
	many := file("wide.scene", wide)
	ops := file("ops.scene", "package ops\n\nconst fuel = 100000000\n\nvar x int\n\nfunc one() {\n"+
		"for i := 0; i < 3000000; i++ {\nx = i\n}\n}\n\n"+
		"func main() {\nspawn(one)\n}\n")
	deep := file("deep.scene", "package deep\n\nvar x int\n\nfunc one() {\nfor {\nx++\n"+
		"assert(x < 30000, \"small\")\nyield()\n}\n}\n\n"+
		"func main() {\nspawn(one)\n}\n")
	pause := filepath.Join("testdata", "faults", "11-check-memory.scene")
	type limited struct {
		limit int64 // megabytes
		args  []string
	}
	for _, c := range effort.Some(t, []limited{
		{30, []string{"messages", "--grain", "op", "--workers", "64"}},
		{50, []string{pause, "--grain", "op", "--max-states", "2000"}},
		{50, []string{pause, "--no-symmetry", "--workers", "1000000"}},
		{50, []string{many}},
		{300, []string{many, "--no-symmetry", "--grain", "op", "--max-states", "40"}},
		{300, []string{many, "--max-states", "20"}},
		{20, []string{long, "--grain", "pass"}},
		{20, []string{ops, "--grain", "pass"}},
		{50, []string{deep, "--grain", "pass"}},
		{80, []string{deep, "--grain", "pass", "--json"}},
		{20, []string{"bounded-buffer", "--grain", "op", "--no-symmetry", "--spurious", "--wake", "any"}},
		{50, []string{pause}},
	}, 1, 3) {
		c.args = append([]string{"check", "--max-memory", fmt.Sprintf("%dM", c.limit)}, c.args...)
		cmd := exec.Command("quartet", c.args...)
		cmd.Env = append(os.Environ(), "TERM=dumb")
		out, err := cmd.CombinedOutput()
		if cmd.ProcessState == nil {
			t.Fatal(err)
		}
		most := cmd.ProcessState.SysUsage().(*syscall.Rusage).Maxrss >> 10
		if code := cmd.ProcessState.ExitCode(); code != 0 && code != 1 && code != 3 || int64(most) > c.limit+64 {
			t.Errorf("%v: code %d, %d MB\n%s", c.args, code, most, out)
		}
		t.Logf("%v: %d MB", c.args, most)
	}
}
