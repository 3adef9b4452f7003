package presets_test

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/engine/query"
	"github.com/quartet-os/quartet/internal/scenetest"
)

// never has the goals that ask to try what no schedule does.
var never = []string{"barrier-between-rounds", "barrier-left-by-all", "ostep-28-lock", "ostep-28-ticket",
	"ostep-29-counter-add", "irq-lock-cure", "irq-lost-update-cure", "nanoos-s02-the-mask"}

// helped has the commands with which the goals are reached that choosing who runs does not reach, and when to give
// them.
var helped = map[string][2]string{
	"mutex-queue-of-five":           {"waiters(m) == 4", "kill B"},
	"spurious-only-way":             {"place(g1) == WAITING", "wake g1"},
	"spurious-forgotten-signal":     {"open && owner(m) == nil", "wake g1"},
	"timed-lock-in-time":            {"place(B) == TIMED", "timeout B"},
	"priority-inversion":            {"step 1", "rule inherit inheritance"},
	"priority-inheritance":          {"waiters(bus) == 1", "timeout h1"},
	"priority-no-reschedule":        {"step 1", "policy priority 1"},
	"irq-lock":                      {"owner(m) == w1", "interrupt tick"},
	"irq-bottom-half":               {"waiters(arrived) == 1", "interrupt packet"},
	"ready-levels":                  {"place(s2) == READY", "kill f1"},
	"ready-levels-waiting":          {"step 1", "policy priority 1"},
	"nanoos-05-two-blocked-values":  {"waiters(bell) == 1", "signal bell"},
	"nanoos-q02-kill-in-the-middle": {"waiters(m) == 3", "kill B"},

	"nanoos-s01b-received-by-interrupt":   {"place(p1) == RUNNING", "interrupt received"},
	"nanoos-s09c-a-slot-that-comes-later": {"place(old) == READY", "rule killed free"},
}

// edited has the edits with which the goals are reached that ask for one.
var edited = map[string][2]string{
	"rwlock-look-again": {"\t\tif rows == 0 {\n\t\t\trows++\n\t\t}\n", "\t\trows++\n"},
	"rwlock-upgrade": {
		"\tif missing {\n\t\tlock(table)\n\t\trows++\n\t\tunlock(table)\n\t}\n\trunlock(table)\n",
		"\trunlock(table)\n\tif missing {\n\t\tlock(table)\n\t\trows++\n\t\tunlock(table)\n\t}\n"},
	"nanoos-18-preemption": {"\t\tlock(m)\n\t\tn++\n\t\tunlock(m)\n", "\t\tn++\n"},
}

// TestAimsCanBeReached: a goal with an aim is not reached at the boot, and some schedule reaches it, of passes or of
// single ops; those that ask for a command or an edit are reached by that alone, and those that ask to try what cannot
// be are reached by none.
func TestAimsCanBeReached(t *testing.T) {
	t.Parallel()
	for _, e := range scenetest.Shelf() {
		if e.Lesson.Aim == "" {
			continue
		}
		t.Run(e.Name, func(t *testing.T) {
			t.Parallel()
			p := scenetest.Shipped(t, e.Name)
			if looker(t, p, e.Lesson.Aim).Holds(scenetest.Boot(t, p)) {
				t.Errorf("%s is true at the boot", e.Lesson.Aim)
			}
			help, byCommand := helped[e.Name]
			edit, byEdit := edited[e.Name]
			alone := !byCommand && !byEdit && !slices.Contains(never, e.Name)
			if got := wanders(t, p, e.Lesson.Aim); got != alone {
				t.Errorf("%s: it is %v that choosing alone comes to %s", e.Goal, got, e.Lesson.Aim)
			}
			if byCommand {
				m := scenetest.Boot(t, p)
				aim := looker(t, p, e.Lesson.Aim)
				if !comes(t, m, help[0]) {
					t.Fatalf("%s is never true", help[0])
				}
				aim.Begin(m)
				events, err := m.Do(scenetest.Command(t, help[1]))
				if err != nil {
					t.Fatal(err)
				}
				if !aim.Look(m, slices.Clone(events)) && !follows(m, aim) {
					t.Errorf("after %s, %s is never true: %s", help[1], e.Lesson.Aim, m.End().Text)
				}
			}
			if byEdit {
				text := scenetest.Text(t, e.Name)
				if strings.Count(text, edit[0]) != 1 {
					t.Fatalf("%q is not once in it", edit[0])
				}
				if !wanders(t, scenetest.Parse(t, strings.Replace(text, edit[0], edit[1], 1)), e.Lesson.Aim) {
					t.Errorf("edited, nothing comes to %s", e.Lesson.Aim)
				}
			}
		})
	}
}

// watched has the goals that ask to count, to measure, to compare or to watch.
var watched = []string{
	"spurious-wakeup-loop", "rwlock-in-order", "boost-taken-back", "ostep-28-yield", "ostep-30-join-spin",
	"nanoos-08-whom-to-wake", "nanoos-11-what-it-costs", "nanoos-12-the-unlock-callback",
	"nanoos-14-worked-the-first-time", "nanoos-q13-the-bounce", "nanoos-q16-hurry-up-and-wait",
	"nanoos-q17-not-the-owner", "lecture-05-harsh", "lecture-06-throttling",
	"lecture-07b-ready-and-running", "lecture-08-wake-all", "lecture-08b-wake-one",
	"lecture-08c-one-producer", "lecture-08d-all-producers", "lecture-11-only-when-empty",
	"lecture-11b-each-take", "lecture-13-redundant", "lecture-13b-without-it",
	"lecture-16b-kmalloc-burns", "lecture-16c-kmalloc-under-a-mutex", "lecture-17b-kfree",
	"lecture-19-await", "lecture-19b-callback", "lecture-19c-signal", "lecture-19d-poll",
	"lecture-19e-exited", "lecture-20-fills", "lecture-20b-empties", "lecture-20c-balanced",
	"lecture-20d-theory", "lecture-21-how-many", "lecture-21b-theory", "lecture-24-stack",
	"lecture-24b-queue", "lecture-29-guard", "lecture-29b-no-guard", "lecture-30-async",
	"lecture-30b-sync",
}

// TestGoalsSayWhenTheyAreReached: every goal of the shelf is judged, but for those that ask to count, to measure, to
// compare or to watch: whoever did so knows it, and no screen can see it.
func TestGoalsSayWhenTheyAreReached(t *testing.T) {
	var open []string
	for _, e := range scenetest.Shelf() {
		if e.Goal != "" && !e.Expect.Fails() && e.Lesson.Aim == "" {
			open = append(open, e.Name)
		}
	}
	if !slices.Equal(open, watched) {
		t.Errorf("not judged are %q", open)
	}
}

// mostWalks and mostSteps bound the walks through schedules.
const (
	mostWalks = 400
	mostSteps = 300
)

// wanders walks through schedules at random, as a user may who chooses who runs next, and reports whether one reached
// an aim.
func wanders(t *testing.T, p *program.Program, aim string) bool {
	t.Helper()
	c, err := query.Parse(p, aim)
	if err != nil {
		t.Fatal(err)
	}
	for walk := range mostWalks {
		r := rand.New(rand.NewPCG(uint64(walk), 1))
		e := scenetest.Boot(t, p)
		if pol := p.Settings.Policy; walk%2 == 1 && (pol == program.Cooperative || pol == program.Preemptive) {
			scenetest.Do(t, e, "policy preemptive 1")
		}
		look := query.NewLooker(p, c)
		look.Begin(e)
		for range mostSteps {
			if e.RunningSlot() < 0 {
				if turns := e.Snapshot(nil).Turns(); len(turns) > 1 {
					who := e.Name(turns[r.IntN(len(turns))])
					_, _ = e.Do(engine.Command{Verb: engine.RunVerb, At: engine.Now, Who: who})
				}
			}
			events := slices.Clone(e.Step())
			if len(events) == 0 {
				break
			}
			if look.Look(e, events) {
				return true
			}
		}
	}
	return false
}
