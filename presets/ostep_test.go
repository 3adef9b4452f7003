package presets_test

import (
	"context"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/internal/scenetest"
	"github.com/quartet-os/quartet/presets"
)

// mostTextbookStates is how many states a scene of the textbook has at most, at either grain: each is asked at once.
const mostTextbookStates = 20_000

// TestTextbookScenes: each scene of the group ostep says which figure it shows, is short, shows what goes wrong when it
// just runs, and stands on its page with what check finds at both grains.
func TestTextbookScenes(t *testing.T) {
	t.Parallel()
	page, err := os.ReadFile("../docs/ostep.md")
	if err != nil {
		t.Fatal(err)
	}
	rows := map[string]string{}
	for line := range strings.Lines(string(page)) {
		if cells := strings.Split(line, " | "); len(cells) == 4 && strings.HasPrefix(cells[1], "`") {
			rows[strings.Trim(cells[1], "`")] = cells[2]
		}
	}
	chapters := map[string]bool{}
	for _, e := range scenetest.Shelf() {
		if e.Group != "ostep" {
			said, ok := rows[e.Name]
			if ok && ((said == "holds") == e.Expect.Fails() || e.Expect.Fails() && said != verdictOf(t, e)) {
				t.Errorf("the page says %q of %s", said, e.Name)
			}
			delete(rows, e.Name)
			continue
		}
		chapter := strings.TrimPrefix(e.Name, "ostep-")[:2]
		chapters[chapter] = true
		from := regexp.MustCompile(`OSTEP (figure|chapter) ` + chapter)
		if !from.MatchString(e.Lesson.Idea) || e.Goal == "" || e.Lesson.Point == "" {
			t.Errorf("%s has the idea %q, the goal %q, the point %q", e.Name, e.Lesson.Idea, e.Goal, e.Lesson.Point)
		}
		p := scenetest.Shipped(t, e.Name)
		text, _, _ := strings.Cut(p.Source, "// What the page of the scene says.")
		if n := strings.Count(text, "\n"); n > 70 {
			t.Errorf("%s has %d lines", e.Name, n)
		}
		if end, story := plainRun(t, p); e.Expect.Fails() != (end.Kind.String() == e.Expect.String()) ||
			!e.Expect.Fails() && end.Kind > engine.EndDone {
			t.Errorf("%s ends in %q: %s\n%s", e.Name, end.Kind, end.Text, story)
		}
		if got := verdictOf(t, e); rows[e.Name] != got {
			t.Errorf("the page says %q of %s, and check %q", rows[e.Name], e.Name, got)
		}
		delete(rows, e.Name)
	}
	if len(rows) > 0 || !slices.Equal(sorted(chapters), []string{"28", "29", "30", "31", "32"}) {
		t.Errorf("the page names what is not there: %v; chapters %v", rows, sorted(chapters))
	}
}

// TestThereIsAWayOut: the runs that the livelock and the unfair lock for readers make by themselves go on and on, no
// schedule goes wrong, and from where they are some schedule ends, or lets the writer in, at both grains.
func TestThereIsAWayOut(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ scene, way string }{
		{"ostep-32-livelock", "through == 2"}, {"ostep-31-readers-writers", "changed"},
	} {
		e := scenetest.Boot(t, scenetest.Shipped(t, c.scene))
		for range 100 {
			e.Pass()
			if n := e.Snapshot(nil).Vars; e.End().Kind != engine.NotEnded || n[len(n)-1].Value != 0 {
				t.Fatalf("%s comes to an end, or to %s", c.scene, c.way)
			}
		}
		for _, grain := range []program.Grain{program.GrainPass, program.GrainOp} {
			v, err := explore.Run(context.Background(), e, explore.Options{Grain: grain, Symmetry: true, Reach: c.way})
			if err != nil || v.Kind != explore.Reached {
				t.Errorf("%s at grain %s: %v %s", c.scene, grain, err, v.Text)
			}
		}
	}
}

// TestALivelockIsTold: who asks every schedule of the two scenes about it is told that one can go on for ever, and that
// it can be left: a try is nothing done.
func TestALivelockIsTold(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"ostep-32-livelock", "ostep-32-back-off"} {
		v, err := explore.Check(t.Context(), scenetest.Boot(t, scenetest.Shipped(t, name)), explore.Options{})
		said := strings.Join(v.Warnings(), " ")
		if err != nil || v.Answer != explore.Holds || strings.Contains(v.Ahead.Text, "gets nothing done") ||
			!strings.Contains(said, "A schedule can go on for ever with no change of through") ||
			!strings.Contains(said, "it can be left at any time") {
			t.Errorf("%s: %v, %q, %q", name, err, v.Ahead.Text, said)
		}
	}
}

// verdictOf is what check says of a scene at both grains, as a page writes it: the finding with the lengths of shortest
// schedules in passes and in ops, or that it holds.
func verdictOf(t *testing.T, e presets.Entry) string {
	t.Helper()
	var lengths []int
	for _, grain := range []program.Grain{program.GrainPass, program.GrainOp} {
		opt := explore.Options{Grain: grain, Symmetry: true, MaxStates: mostTextbookStates}
		v, err := explore.Run(context.Background(), scenetest.Boot(t, scenetest.Shipped(t, e.Name)), opt)
		if err != nil || v.Answer == explore.Unknown {
			t.Fatalf("%s at grain %s: %v %s", e.Name, grain, err, v.Text)
		}
		if v.Kind != e.Expect.Kind {
			t.Errorf("%s at grain %s: %s", e.Name, grain, v.Text)
		}
		if v.Answer == explore.Fails {
			lengths = append(lengths, len(v.Schedule))
		}
	}
	if len(lengths) == 0 {
		return "holds"
	}
	return fmt.Sprintf("%s, %d / %d", e.Expect, lengths[0], lengths[len(lengths)-1])
}

// sorted gives the members of a set in their order.
func sorted(set map[string]bool) []string {
	var all []string
	for name := range set {
		all = append(all, name)
	}
	slices.Sort(all)
	return all
}
