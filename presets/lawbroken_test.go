package presets_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/internal/effort"
	"github.com/quartet-os/quartet/internal/scenetest"
)

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
	{"		unlock(right)\n		unlock(left)\n",
		"		unlock(right)\n		for {\n			yield()\n		}\n",
		"lock-in-one-order"},
	{"	meals++\n", "	for {\n		yield()\n	}\n", "lock-philosophers-in-order"},
	{"		put(work)\n		broadcast(changed)", "		put(work)", "one-condition-broadcast"},
	{"		signal(notEmpty)\n", "\n", "loop-instead-of-an-if if-instead-of-a-loop signal-forgotten"},
	{"	flag = 1\n", "	flag = 2\n", "wakeup-without-a-gap wakeup-in-the-gap"},
	{"	open = true\n", "	home++\n", "spurious-forgotten-signal"},
	{"	release(forks[first])\n", "	release(forks[first])\n	release(forks[first])\n",
		"ostep-31-philosophers-one-other"},
	{"	done = true\n", "\n", "ostep-30-join-spin"},
	{"	lock(second)\n", "	for {\n		yield()\n	}\n", "ostep-32-all-at-once"},
	{"	acquire(key)\n", "\n", "nanoos-s08b-stopped-when-resumed"},
	{"		take(work)\n		signal(notFull)\n", "\n", "nanoos-14-worked-the-first-time"},
	{"		freed++\n", "		freed += 3\n",
		"nanoos-s09-an-empty-queue-is-popped nanoos-s09b-the-dead-keep-their-turn"},
	{"		consume()\n", "		yield()\n", "lecture-09b-wake-after lecture-22-two-locks"},
	{"	first = node\n", "\n", "lecture-17-kfree-forgotten"},
	{"n++", "n += 9", "lecture-22b-len-between lecture-23-len-outside"},
	{"	spawn(consumer)\n", "\n", "lecture-14-queue-after-unlock lecture-15-asleep-with-the-lock"},
	{"			found = true\n", "\n", "homework-cancel-what-is-there"},
	{"	told = pid\n", "	told = 7\n", "homework-read-before-delete"},
	{"		refused++\n", "\n", "homework-reorder"},
	{"		take(jobs)\n		done++\n", "		yield()\n", "homework-throttle-sleep"},
	{"	open = true\n", "\n", "early-return-unlocks"},
	{"	spawn(worker)\n	spawn(canceller)\n", "	daemon(worker)\n",
		"signal-with-the-lock signal-without-the-lock"},
	{"	spawn(pop, 2)\n	spawn(cancel)\n", "	daemon(pop, 2)\n",
		"wake-flag-stays wake-flag-reset"},
	{"	spawn(replier)\n	spawn(asker)\n", "	daemon(asker)\n",
		"wait-for-a-reply signal-before-the-wait"},
	{"	spawn(parent)\n	spawn(child)\n", "	daemon(parent)\n",
		"ostep-30-join ostep-30-join-no-lock"},
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
		opt := explore.Options{Grain: p.Settings.Grain, Symmetry: true, MaxStates: 100_000}
		v, err := explore.Check(context.Background(), scenetest.Boot(t, p), opt)
		quoted := func(law string) bool { return strings.Contains(v.Text, `"`+law+`"`) }
		found := v.Broken != nil && v.Broken.Law >= 0 || slices.ContainsFunc(texts(p), quoted)
		if err != nil || v.Kind != engine.EndViolation || !found {
			t.Errorf("%s with %q changed: %v, %s: %s", c.scene, c.from, err, v.Answer, v.Text)
		}
	}
}
