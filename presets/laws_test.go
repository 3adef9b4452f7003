package presets_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/internal/effort"
	"github.com/quartet-os/quartet/internal/scenetest"
)

// lawless are the scenes that hold without a law of their own, by what they are about instead.
var lawless = map[string]string{
	"what becomes of items and their memory, which is asked of every scene": "lecture-30b-sync",
	"who goes where, and what that costs":                                   "lecture-20d-theory lecture-21b-theory nanoos-03-free-and-ready",
	"as that of recorded sessions":                                          "bounded-buffer",
}

// TestWhatHoldsHasALaw: a scene of the shelf that holds has a law or an assertion that was put to the test, unless it
// is said why it needs none.
func TestWhatHoldsHasALaw(t *testing.T) {
	t.Parallel()
	var without, with []string
	for _, entry := range scenetest.Shelf() {
		p := scenetest.Shipped(t, entry.Name)
		asserts := slices.ContainsFunc(p.Ops, func(op program.Op) bool { return op.Kind == program.Assert })
		switch {
		case p.Expect.Kind != 0:
		case len(p.Laws)+len(p.Futures) == 0 && !asserts:
			without = append(without, entry.Name)
		default:
			with = append(with, entry.Name)
		}
	}
	var said []string
	for _, names := range lawless {
		said = append(said, strings.Fields(names)...)
	}
	slices.Sort(without)
	slices.Sort(said)
	for _, name := range without {
		if !slices.Contains(said, name) {
			t.Errorf("%s has no law, and nothing says why", name)
		}
	}
	for _, name := range said {
		if !slices.Contains(without, name) {
			t.Errorf("%s: it is said why it has no law, but it has one, or does not hold", name)
		}
	}
	for _, name := range effort.Some(t, with, 6, 40) {
		p := scenetest.Shipped(t, name)
		opt := explore.Options{Grain: p.Settings.Grain, Symmetry: true, MaxStates: 20_000}
		v, err := explore.Check(context.Background(), scenetest.Boot(t, p), opt)
		if err != nil {
			t.Fatal(err)
		}
		tested := func(l explore.Tested) bool { return l.FalsePossible }
		if v.Answer == explore.Holds && !slices.ContainsFunc(v.Laws, tested) && !silent[name] {
			t.Errorf("%s: none of its laws was put to the test: %q", name, v.Warnings())
		}
	}
}

// silent are scenes whose law is never put to the test at the grain that is asked first, which is their point.
var silent = map[string]bool{
	"lecture-19e-exited": true, // at grain op somebody is told
	"ready-levels":       true, // the shell never runs
	"rwlock-in-order":    true, // at grain op a reader passes the writer
}

// broken takes something out of a scene, and a law of it does not hold any more.
var broken = []struct{ from, to, scenes string }{
	{"wakeup(consumers_wq)", "", `lecture-01-as-meant lecture-05-harsh lecture-06-throttling lecture-08b-wake-one
		lecture-08c-one-producer lecture-08d-all-producers lecture-09-wake-inside lecture-11b-each-take
		lecture-11-only-when-empty lecture-13-redundant lecture-13b-without-it lecture-16b-kmalloc-burns
		lecture-16c-kmalloc-under-a-mutex lecture-18-max lecture-19-await lecture-19b-callback lecture-19c-signal
		lecture-19d-poll lecture-20-fills lecture-20b-empties lecture-20c-balanced lecture-21-how-many lecture-24-stack
		lecture-24b-queue lecture-25-soft-and-hard lecture-26-carried lecture-28-full-and-asleep lecture-29-guard
		lecture-29b-no-guard lecture-30-async`},
	{"wakeup(consumers) // wakeup one consumer", "", "lecture-07b-ready-and-running"},
	{"wakeupAll(consumers_wq)", "", "lecture-08-wake-all"},
	{"	first = node\n", "\n", "lecture-17b-kfree"},
	{"	arrive()\n	arrive()\n", "	arrive()\n\n", "barrier-with-rounds"},
	{"	permits--\n", "\n", "cancelled-and-passed-on"},
	{"	units -= 10\n", "\n", "condition-covered"},
	{"	head = false\n", "\n", "head-gives-up-aloud"},
	{"		take(work)\n", "\n", "look-under-the-lock"},
	{"	take(work)\n", "\n", "poll-and-take"},
	{"	lock(upgrade)\n", "\n", "one-upgrader-at-a-time"},
	{"spawn(consumer, 2)", "spawn(consumer)", "ostep-31-buffer"},
	{"	done = true\n", "\n", "post-before-the-join"},
	{"	readers++\n", "\n", "read-lock-once"},
	{"	asleep++\n	unlock(m)\n	acquire", "	unlock(m)\n\n	acquire", "token-handed-over"},
}

// TestLawsCanBeBroken: what the laws of these scenes say is what the scenes do, and not what nothing could change.
func TestLawsCanBeBroken(t *testing.T) {
	t.Parallel()
	type change struct{ from, to, scene string }
	var all []change
	for _, b := range broken {
		for _, name := range strings.Fields(b.scenes) {
			all = append(all, change{b.from, b.to, name})
		}
	}
	for _, c := range effort.Some(t, all, 8, 46) {
		text := scenetest.Text(t, c.scene)
		if !strings.Contains(text, c.from) {
			t.Errorf("%s has no %q", c.scene, c.from)
			continue
		}
		p := scenetest.Parse(t, strings.ReplaceAll(text, c.from, c.to))
		opt := explore.Options{Symmetry: true, MaxStates: 100_000}
		v, err := explore.Run(context.Background(), scenetest.Boot(t, p), opt)
		if err != nil || v.Broken == nil || v.Broken.Law < 0 {
			t.Errorf("%s without %q: %v, %s: %s", c.scene, c.from, err, v.Answer, v.Text)
		}
	}
}
