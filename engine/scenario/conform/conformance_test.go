package conform_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine/scenario"
	"github.com/quartet-os/quartet/engine/scenario/conform"
)

// endings are the kinds of recorded runs, by the ending of their file.
var endings = []struct {
	suffix string
	lib    scenario.Library
	sched  scenario.Scheduler
}{
	{".trace", scenario.Post, scenario.FourQueue},
	{".new.trace", scenario.New, scenario.FourQueue},
	{".rr.trace", scenario.Post, scenario.RoundRobin},
}

// TestNanoOs replays every scenario of the project's recorded runs, and of those in the folder that QUARTET_NANOOS_DIR
// names, and compares each run with the recorded one line by line.
func TestNanoOs(t *testing.T) {
	folders := []string{filepath.Join("..", "..", "..", "testdata", "nanoos")}
	if more := os.Getenv("QUARTET_NANOOS_DIR"); more != "" {
		if _, err := os.Stat(more); err != nil && !filepath.IsAbs(more) {
			more = filepath.Join("..", "..", "..", more) // as seen from the top of the project
		}
		folders = append(folders, more)
	}
	for _, folder := range folders {
		files, err := filepath.Glob(filepath.Join(folder, "*.scn"))
		if err != nil || len(files) == 0 {
			t.Fatalf("%s: no scenarios (%v)", folder, err)
		}
		for _, file := range files {
			compareRuns(t, strings.TrimSuffix(file, ".scn"))
		}
	}
}

func compareRuns(t *testing.T, base string) {
	compared := 0
	for _, kind := range endings {
		want, err := os.ReadFile(base + kind.suffix)
		if os.IsNotExist(err) {
			continue
		}
		compared++
		t.Run(filepath.Base(base)+kind.suffix, func(t *testing.T) {
			if err != nil {
				t.Fatal(err)
			}
			sc := load(t, base+".scn")
			got, err := conform.Replay(sc, kind.lib, kind.sched)
			if err != nil {
				t.Error(err)
			}
			compare(t, lines(got), lines(string(want)))
		})
	}
	if compared == 0 {
		t.Logf("%s.scn has no recorded run", base)
	}
}

func load(t *testing.T, file string) *scenario.Scenario {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	sc, err := scenario.Parse(file, string(text))
	if err != nil {
		t.Fatal(err)
	}
	return sc
}

// lines returns the lines of a trace but for its comments.
func lines(trace string) []string {
	var kept []string
	for line := range strings.Lines(trace) {
		if line = strings.TrimRight(line, "\r\n"); line != "" && line[0] != '#' {
			kept = append(kept, line)
		}
	}
	return kept
}

// compare shows the first line that differs, with the lines before it.
func compare(t *testing.T, got, want []string) {
	t.Helper()
	at := func(all []string, i int) string {
		if i < len(all) {
			return all[i]
		}
		return "(the end)"
	}
	for i := 0; i < len(got) || i < len(want); i++ {
		if g, w := at(got, i), at(want, i); g != w {
			t.Fatalf("line %d differs, behind\n  %s\ngot\n  %s\nrecorded\n  %s", i+1,
				strings.Join(want[max(0, min(i, len(want))-8):min(i, len(want))], "\n  "), g, w)
		}
	}
}
