package presets_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/internal/scenetest"
	"github.com/quartet-os/quartet/presets"
)

// TestLessonsLeadThroughTheShelf: every scene says what to try and what comes next. A cure is a scene that holds where
// this one fails, at both grains, and whoever follows the first next of each scene sees them all, once, before the
// first comes back.
func TestLessonsLeadThroughTheShelf(t *testing.T) {
	t.Parallel()
	all := scenetest.Shelf()
	byName := map[string]presets.Entry{}
	for _, e := range all {
		byName[e.Name] = e
	}
	for _, e := range all {
		if len(e.Lesson.Try) == 0 || len(e.Lesson.Next) == 0 || e.Lesson.Idea == "" {
			t.Errorf("%s does not say what to try, what comes next, or where it is from", e.Name)
		}
		for i, name := range e.Lesson.Next {
			if _, ok := byName[name]; !ok || name == e.Name || slices.Index(e.Lesson.Next, name) != i {
				t.Errorf("%s has %q as a next scene", e.Name, name)
			}
		}
		for _, a := range e.Lesson.Try {
			if strings.Contains(a.Text, ": ") {
				t.Errorf("%s: a second colon in what is to be tried: %s", e.Name, a.Text)
			}
		}
		asks := strings.Contains(e.Goal, "rule ") || strings.Contains(e.Goal, "type :") ||
			strings.Contains(e.Goal, "F5") || strings.HasPrefix(e.Goal, "Bring ")
		failing := !e.Lesson.Heals && e.Lesson.Aim == "" // the goal is the failure
		if fails := e.Expect.Fails(); fails && asks && failing || !fails && e.Lesson.Heals {
			t.Errorf("%s has a goal that another end reaches: %s", e.Name, e.Goal)
		}
		if e.Lesson.Cure == "" {
			continue
		}
		if cure, ok := byName[e.Lesson.Cure]; !ok || !e.Expect.Fails() || cure.Expect.Fails() ||
			cure.Lesson.ExpectOp.Fails() {
			t.Errorf("%s has %q as its cure", e.Name, e.Lesson.Cure)
		}
		if !slices.Contains(presets.Culprits(all, e.Lesson.Cure), e.Name) {
			t.Errorf("%s is no culprit of %s", e.Name, e.Lesson.Cure)
		}
	}
	met := map[string]bool{}
	for at := all[0]; !met[at.Name] && len(at.Lesson.Next) > 0; at = byName[at.Lesson.Next[0]] {
		met[at.Name] = true
	}
	if len(met) != len(all) {
		t.Errorf("following next from %s shows %d of %d scenes", all[0].Name, len(met), len(all))
	}
	if got := presets.Culprits(all, all[0].Name); len(got) == 0 {
		t.Errorf("%s cures nothing", all[0].Name)
	}
}
