package mend_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/mend"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/internal/effort"
	"github.com/quartet-os/quartet/internal/scenetest"
)

// sound are scenes that hold, of which each change is asked quickly.
var sound = []string{"one-condition-broadcast", "loop-instead-of-an-if", "mutex-queue-of-five", "timed-wait",
	"lecture-05-harsh", "ostep-30-join", "ostep-31-zemaphore", "homework-submit"}

// more are others, which are asked as quickly.
var more = []string{"signal-and-broadcast", "read-lock-once", "barrier-with-rounds", "wait-for-a-reply",
	"stop-flag-under-the-lock", "relock-after-the-inner-lock", "head-gives-up-aloud", "token-handed-over"}

func broken(t *testing.T, name string) *mend.Breaks {
	t.Helper()
	b, err := mend.Break(context.Background(), name, scenetest.Text(t, name), mend.Options{})
	if err != nil {
		t.Fatal(name, err)
	}
	return b
}

// leastMutants is how many broken scenes the law below is to be held against: as many as a trial with another catalogue
// had.
const leastMutants = 551

// TestWhatFailsFailsInterrupted: whatever can happen between two passes can happen where anybody may be interrupted.
// Only who never yields is interrupted there.
func TestWhatFailsFailsInterrupted(t *testing.T) {
	mutants := 0
	for _, name := range effort.Some(t, slices.Concat(sound, more), 1, 2) {
		for _, x := range broken(t, name).Broken {
			if x.World != mend.Own || x.Starves != "" || x.Kind == "no-yield" || x.Kind == "livelock" ||
				x.Kind == "left-asleep" {
				continue
			}
			mutants++
			if v := verdict(t, x.Text, program.GrainOp); v.Answer != explore.Fails {
				t.Errorf("%s with %s: %s between passes, and interrupted: %s", name, x.What, x.Kind, v.Text)
			}
		}
	}
	t.Logf("%d broken scenes fail between passes, and interrupted", mutants)
	if effort.Exhaustive() && mutants < leastMutants {
		t.Errorf("%d broken scenes are fewer than %d", mutants, leastMutants)
	}
}

// TestBreaksAreReal: what is said to break a scene does, in so many steps.
func TestBreaksAreReal(t *testing.T) {
	for _, name := range effort.Some(t, sound, 1, 2) {
		b := broken(t, name)
		if len(b.Broken) == 0 {
			t.Errorf("nothing breaks %s", name)
		}
		for _, x := range b.Broken {
			grain := b.Grain
			if x.World == mend.Ops {
				grain = program.GrainOp
			}
			v := verdict(t, x.Text, grain)
			if x.Starves == "" && (v.Answer != explore.Fails || v.Kind.String() != x.Kind || v.Length != x.Length) {
				t.Errorf("%s with %s: %s in %d steps; %s", name, x.What, x.Kind, x.Length, v.Text)
			}
		}
	}
}

// TestRoundTrip: what was broken on purpose is cured, and mostly by what was there before. These are the numbers of a
// trial with another catalogue: 99 and 88 of 100.
func TestRoundTrip(t *testing.T) {
	all, cured, back := 0, 0, 0
	for _, name := range effort.Some(t, sound, 1, 3) {
		b := broken(t, name)
		worth := slices.DeleteFunc(slices.Clone(b.Broken), func(x mend.Breach) bool {
			return x.Trivial || x.Starves != ""
		})
		for _, x := range effort.Some(t, worth, 3, 6) {
			all++
			r := mended(t, name, x.Text)
			if len(r.Cures) > 0 {
				cured++
			} else {
				t.Logf("%s with %s, line %d: no cure", name, x.What, x.Changes[0].Line)
			}
			if slices.ContainsFunc(r.Cures, func(c mend.Trial) bool { return plain(c.Text) == plain(b.Source) }) {
				back++
			} else {
				t.Logf("%s with %s, line %d: other cures", name, x.What, x.Changes[0].Line)
			}
		}
	}
	t.Logf("%d broken on purpose, %d cured, %d by what was there before", all, cured, back)
	if all == 0 || cured*100 < all*99 || back*100 < all*88 {
		t.Errorf("of %d broken on purpose %d are cured, %d by what was there before", all, cured, back)
	}
}

// plain is a text without its comments.
func plain(text string) string {
	lines := strings.Split(text, "\n")
	for i, l := range lines {
		l, _, _ = strings.Cut(l, "//")
		lines[i] = strings.TrimSpace(l)
	}
	return strings.Join(lines, "\n")
}
