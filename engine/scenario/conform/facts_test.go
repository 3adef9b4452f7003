package conform_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine/scenario"
	"github.com/quartet-os/quartet/engine/scenario/conform"
	"github.com/quartet-os/quartet/internal/scenetest"
)

// TestFacts replays the scenarios of testdata/nanoos/facts, one for each thing that is known about the kernel. Their
// comments name lines of the trace, `# post LINE` under the rules nanoos and `# new LINE` under nanoos-2026; all of
// them have to come, in that order.
func TestFacts(t *testing.T) {
	files, err := filepath.Glob(filepath.Join("..", "..", "..", "testdata", "nanoos", "facts", "*.scn"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no scenarios (%v)", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".scn"), func(t *testing.T) {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			for _, kind := range []struct {
				mark string
				lib  scenario.Library
			}{{"# post ", scenario.Post}, {"# new ", scenario.New}} {
				trace, err := conform.Replay(load(t, file), kind.lib, scenario.FourQueue)
				if err != nil {
					t.Fatal(err)
				}
				inOrder(t, kind.mark, string(text), lines(trace))
			}
		})
	}
}

func inOrder(t *testing.T, mark, text string, trace []string) {
	t.Helper()
	from, asked := 0, 0
	for line := range strings.Lines(text) {
		want, ok := strings.CutPrefix(strings.TrimRight(line, "\n"), mark)
		if !ok {
			continue
		}
		asked++
		i := slices.Index(trace[from:], want)
		if i < 0 {
			t.Errorf("%q does not come behind line %d of\n%s", want, from, strings.Join(trace, "\n"))
			return
		}
		from += i + 1
	}
	if asked == 0 && mark == "# post " {
		t.Error("nothing is asked for")
	}
}

// TestRoundRobinCounts compares what five contenders for one mutex cost: 40 resumes of the array against 14 steps of
// the four queues. What is wasted is the difference: 20 resumes of free slots, 6 of coroutines that test and block
// again.
func TestRoundRobinCounts(t *testing.T) {
	sc := load(t, filepath.Join("..", "..", "..", "testdata", "nanoos", "b_mutex5_fifo.scn"))
	for _, c := range []struct {
		sched                 scenario.Scheduler
		passes, free, blocked int
	}{{scenario.FourQueue, 14, 0, 4}, {scenario.RoundRobin, 40, 20, 10}} {
		trace, err := conform.Replay(sc, scenario.Post, c.sched)
		if err != nil {
			t.Fatal(err)
		}
		all := lines(trace)
		passes, free, blocked := -1, 0, 0 // the boot is no pass
		for _, line := range all {
			switch {
			case strings.HasPrefix(line, "STEP "):
				passes++
				if strings.HasSuffix(line, "stop=NOT_RESUMABLE") {
					free++
				}
			case strings.HasPrefix(line, "STOP ") && strings.HasSuffix(line, "WAIT"):
				blocked++
			}
		}
		if passes != c.passes || free != c.free || blocked != c.blocked || all[len(all)-1] != "END reason=done" {
			t.Errorf("scheduler %d: %d passes, %d on free slots, %d end blocked; want %d %d %d", c.sched, passes, free,
				blocked, c.passes, c.free, c.blocked)
		}
		if got := wasted(t, sc, c.sched); got != int64(c.passes-14) {
			t.Errorf("scheduler %d: %d resumes count as wasted", c.sched, got)
		}
	}
}

func wasted(t *testing.T, sc *scenario.Scenario, sched scenario.Scheduler) int64 {
	t.Helper()
	e := scenetest.Machine(t, sc.Scene(scenario.Post, sched))
	for e.Pass() != nil {
	}
	return e.Snapshot(nil).Wasted
}

// Names that a scene cannot have come back in the trace as the scenario has them.
func TestNamesComeBack(t *testing.T) {
	sc, err := scenario.Parse("names.scn", `scenario names
mutex lock plain
cond func
proc s9
  lock lock
  yield
  unlock lock
end
proc a_very_long_name_indeed
  lock lock
end
`)
	if err != nil {
		t.Fatal(err)
	}
	trace, err := conform.Replay(sc, scenario.Post, scenario.FourQueue)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"OP s9 lock lock => ok",
		"STOP a_very_long_name_indeed WAIT",
		"WAKE a_very_long_name_indeed from=waiting by=unlock:lock",
		"M lock owner=s9 depth=1 lockq=[a_very_long_name_indeed] deadline=0",
		"C func waiters=0 signals=0 sigq=[] tail=- deadline=0",
	} {
		if !strings.Contains(trace, want+"\n") {
			t.Errorf("no %q in\n%s", want, trace)
		}
	}
}
