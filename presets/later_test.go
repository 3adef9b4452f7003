package presets_test

import (
	"context"
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/internal/scenetest"
)

// TestLaterScenes: each scene of the kernel after the post says its date, has a goal and a point, and stands in the
// table of its page with what check says of it at both grains.
func TestLaterScenes(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile("../docs/nanoos.md")
	if err != nil {
		t.Fatal(err)
	}
	told := map[string]string{}
	for line := range strings.Lines(string(text)) {
		cells := strings.Split(line, " | ")
		if len(cells) != 4 || !strings.Contains(cells[2], "nanoos-s") {
			continue
		}
		scenes, verdicts := strings.Split(cells[2], "<br>"), strings.Split(strings.TrimSuffix(
			strings.TrimSpace(cells[3]), " |"), "<br>")
		for i, scene := range scenes {
			if i < len(verdicts) {
				told[strings.Trim(scene, " `")] = verdicts[i]
			}
		}
	}
	n := 0
	for _, e := range scenetest.Shelf() {
		if e.Group != "nanoos-later" {
			continue
		}
		n++
		if e.Goal == "" || e.Lesson.Point == "" || !strings.Contains(e.Lesson.Idea, "202") {
			t.Errorf("%s has the goal %q, the point %q, and is from %q", e.Name, e.Goal, e.Lesson.Point, e.Lesson.Idea)
		}
		if got := laterVerdict(t, e.Name); told[e.Name] != got {
			t.Errorf("the page says %q of %s, and check %q", told[e.Name], e.Name, got)
		}
		delete(told, e.Name)
	}
	if n < 18 || len(told) > 0 {
		t.Errorf("there are %d scenes, and the page names others: %v", n, told)
	}
}

// laterVerdict is what check says of a scene, as the page writes it: the kind, with the lengths of shortest schedules
// at both grains.
func laterVerdict(t *testing.T, name string) string {
	t.Helper()
	said, lengths := "holds", [2]string{"–", "–"}
	for i, grain := range []program.Grain{program.GrainPass, program.GrainOp} {
		v := asked(t, name, explore.Options{Grain: grain}, nil)
		if v.Answer == explore.Unknown {
			t.Fatalf("%s at grain %s: %s", name, grain, v.Text)
		}
		if v.Answer == explore.Fails {
			said, lengths[i] = v.Kind.String(), strconv.Itoa(v.Length)
		}
	}
	if said == "holds" {
		return said
	}
	return said + ", " + lengths[0] + " / " + lengths[1]
}

// asked asks check about a scene, under the rules of a set where one is named.
func asked(t *testing.T, name string, opt explore.Options, set []string) explore.Verdict {
	t.Helper()
	p := *scenetest.Shipped(t, name)
	for _, one := range set {
		p.Settings.Rules, _ = program.Ruleset(one)
	}
	opt.Symmetry, opt.MaxStates = true, 20_000
	a, err := explore.Ask(context.Background(), scenetest.Boot(t, &p), opt, true)
	if err != nil {
		t.Fatal(err)
	}
	return a.First
}

// TestBoundedRoundsStarveNobody: of the four queues the shell starves where the highest level runs only, and does not
// where each level has a bounded round, at both grains, by the question itself and by the sets of the dates.
func TestBoundedRoundsStarveNobody(t *testing.T) {
	t.Parallel()
	for _, grain := range []program.Grain{program.GrainPass, program.GrainOp} {
		for _, c := range []struct {
			set    string
			starve bool
		}{{"nanoos-2026-03", true}, {"nanoos-2026-06", false}} {
			opt := explore.Options{Grain: grain, Never: &explore.Never{Starves: "shell", Marks: "end"}}
			v := asked(t, "ready-levels-waiting", opt, []string{c.set})
			if v.Kind != engine.NotEnded {
				t.Errorf("who waits for its work starves nobody: %s", v.Text)
			}
			v = asked(t, "nanoos-s06b-bounded-rounds", opt, []string{c.set})
			if starves := v.Kind == engine.Starvation; starves != c.starve || !starves && v.Answer != explore.Holds {
				t.Errorf("%s at grain %s: %s %s", c.set, grain, v.Kind, v.Text)
			}
		}
	}
}

// TestTheTimerInTheSwitch: the timer is raised by hand in the middle of the switch, and only there it does harm.
func TestTheTimerInTheSwitch(t *testing.T) {
	for _, c := range []struct{ scene, when, end string }{
		{"nanoos-s03-a-timer-in-a-switch", "current == 1 && sp == 0", "violation"},
		{"nanoos-s03-a-timer-in-a-switch", "armed", "done"},
		{"nanoos-s03b-the-yield-callback", "current == 1 && sp == 0", "done"},
	} {
		e := scenetest.Boot(t, scenetest.Shipped(t, c.scene))
		if !comes(t, e, c.when) {
			t.Fatalf("%s is never true", c.when)
		}
		scenetest.Do(t, e, "interrupt timer")
		for range 20 {
			e.Pass()
		}
		if got := e.End().Kind.String(); got != c.end {
			t.Errorf("%s, %s: %s, not %s", c.scene, c.when, got, c.end)
		}
	}
}

// TestWaitingSavesPasses: the numbers of the page, from the runs that both scenes make by themselves.
func TestWaitingSavesPasses(t *testing.T) {
	text, err := os.ReadFile("../docs/nanoos.md")
	if err != nil {
		t.Fatal(err)
	}
	var passes [2]int64
	for i, name := range []string{"nanoos-s10-resumed-in-vain", "nanoos-s10b-waits-for-its-mail"} {
		source := strings.Replace(scenetest.Text(t, name), "vain <= 2", "vain <= 99", 1)
		e := scenetest.Boot(t, scenetest.Parse(t, source))
		for range 100 {
			e.Pass()
		}
		if passes[i] = e.Snapshot(nil).Pass; e.End().Kind != engine.EndDone {
			t.Fatalf("%s: %s", name, e.End().Text)
		}
	}
	said := fmt.Sprintf("%d passes where the clerk polls, %d where it waits", passes[0], passes[1])
	if passes[0] <= passes[1] || !strings.Contains(string(text), said) {
		t.Errorf("the page does not say: %s", said)
	}
}

// TestRulesByDateInTwoWorlds: a scene under the sets of two dates parts where the rule between them decides.
func TestRulesByDateInTwoWorlds(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ scene, set, end string }{
		{"nanoos-s04-the-kernel-is-interrupted", "nanoos-2026", "violation"},
		{"nanoos-s04-the-kernel-is-interrupted", "nanoos-2026-01", "done"},
		{"nanoos-s06-the-highest-only", "nanoos-2026-03", "violation"},
		{"nanoos-s06-the-highest-only", "nanoos-2026-06", "done"},
		{"nanoos-s08b-stopped-when-resumed", "nanoos-2026-01", "done"},
		{"nanoos-s08b-stopped-when-resumed", "nanoos-2026-03", "done"},
	} {
		p := *scenetest.Shipped(t, c.scene)
		p.Settings.Rules, _ = program.Ruleset(c.set)
		e := scenetest.Boot(t, &p)
		for range 200 {
			e.Pass()
		}
		if got := e.End().Kind.String(); got != c.end {
			t.Errorf("%s under %s: %s, not %s: %s", c.scene, c.set, got, c.end, e.End().Text)
		}
	}
}
