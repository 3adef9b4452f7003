package puzzle_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/mend"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/internal/effort"
	"github.com/quartet-os/quartet/internal/scenetest"
	"github.com/quartet-os/quartet/presets"
	"github.com/quartet-os/quartet/ui/puzzle"
)

// TestTheShelfHasFortyPuzzles: in five groups with all kinds, under names that are their own.
func TestTheShelfHasFortyPuzzles(t *testing.T) {
	all, err := puzzle.Read(presets.Puzzles())
	if err != nil || len(all) != 40 {
		t.Fatalf("%d puzzles: %v", len(all), err)
	}
	taken, titles, groups := map[string]bool{}, map[string]bool{}, map[string]map[puzzle.Kind]int{}
	for _, name := range append(presets.Names(), presets.LessonNames()...) {
		taken[name] = true
	}
	for i, l := range all {
		if taken[l.Name] || titles[l.Title] || l.Title == "" || l.About == "" || l.Number != i+1 {
			t.Errorf("%+v", l)
		}
		taken[l.Name], titles[l.Title] = true, true
		if groups[l.Group] == nil {
			groups[l.Group] = map[puzzle.Kind]int{}
		}
		groups[l.Group][l.Kind]++
	}
	if len(groups) != 5 {
		t.Errorf("the groups are %v", groups)
	}
	for name, kinds := range groups {
		if n := kinds[puzzle.Break] + kinds[puzzle.Mend] + kinds[puzzle.Guess]; n != 8 || len(kinds) != 3 {
			t.Errorf("%s has %v", name, kinds)
		}
	}
}

// holds reports whether every schedule of a text holds, of passes and of single ops where that is asked for.
func holds(t *testing.T, text string, ops bool) bool {
	t.Helper()
	p := scenetest.Parse(t, text)
	opt := explore.Options{Grain: p.Settings.Grain, Symmetry: true, MaxStates: 300_000}
	if ops {
		opt.Grain = program.GrainOp
	}
	v, err := explore.Check(t.Context(), scenetest.Boot(t, p), opt)
	if err != nil {
		t.Fatal(err)
	}
	return v.Answer == explore.Holds
}

// TestEveryPuzzleIsOne: what is changed breaks a scene that holds, and its text says nothing of what it was made of.
func TestEveryPuzzleIsOne(t *testing.T) {
	t.Parallel()
	for _, l := range effort.Some(t, puzzle.Shelf(), 8, 40) {
		at, err := l.Open(t.Context())
		if err != nil {
			t.Error(err)
			continue
		}
		if whole, err := l.Text(false); err != nil || len(l.Changes) > 0 && !holds(t, whole, false) {
			t.Errorf("%s: the scene does not hold without its changes, %v", l.Name, err)
		}
		base, err := l.Base()
		if err != nil {
			t.Fatal(err)
		}
		said := []string{"//", "/*", l.Of, strings.ReplaceAll(l.Of, "-", "_"), base.Goal, base.Lesson.Cure, "expect"}
		for _, text := range said {
			if text != "" && strings.Contains(at.Scene.Source, text) {
				t.Errorf("%s says %q", l.Name, text)
			}
		}
		p := at.Scene
		if p.Title() != l.Name || p.Moral != l.Called() || p.Expect.Given || p.Lesson.Cure+p.Lesson.Aim != "" {
			t.Errorf("%s: %+v", l.Name, p.Lesson)
		}
		if l.Kind != puzzle.Guess && at.Count() < 1 {
			t.Errorf("%s: par is %s", l.Name, at.Par())
		}
	}
}

// TestAPuzzleIsMendedByWhatGivesNothingUp: what was changed may be taken back, and the smallest known change is a cure;
// without a law, an assertion or a coroutine it is none, and why is said.
func TestAPuzzleIsMendedByWhatGivesNothingUp(t *testing.T) {
	t.Parallel()
	for _, l := range effort.Some(t, puzzle.Shelf(), 8, 40) {
		at, err := l.Open(t.Context())
		if err != nil || l.Kind != puzzle.Mend {
			continue
		}
		text := at.Scene.Source
		cure, size, err := mend.Smallest(t.Context(), "", text, mend.Options{})
		if err != nil || cure == nil {
			t.Errorf("%s: %v", l.Name, err)
			continue
		}
		if j, err := at.Judge(t.Context(), cure.Text); err != nil || !j.Cures || j.Size != size || size < at.Count() {
			t.Errorf("%s: %+v, %v", l.Name, j, err)
		}
		if whole, err := l.Text(false); err == nil && len(l.Changes) > 0 {
			if j, err := at.Judge(t.Context(), whole); err != nil || !j.Cures {
				t.Errorf("%s as it was: %+v, %v", l.Name, j, err)
			}
		}
		for _, taken := range []string{"spawn(", "finally(", "invariant(", "assert("} {
			lines := strings.Split(text, "\n")
			n := len(lines)
			lines = slices.DeleteFunc(lines, func(line string) bool {
				return strings.HasPrefix(strings.TrimSpace(line), taken)
			})
			if len(lines) == n {
				continue
			}
			j, err := at.Judge(t.Context(), strings.Join(lines, "\n"))
			if err != nil || j.Cures || j.GaveUp == "" || !strings.Contains(at.Uncured(j), j.GaveUp) {
				t.Errorf("%s without %s: %+v, %v", l.Name, taken, j, err)
			}
		}
		if j, err := at.Judge(t.Context(), text); err != nil || j.Cures || !strings.Contains(at.Uncured(j), "fails") {
			t.Errorf("%s as it is: %+v, %v", l.Name, j, err)
		}
	}
}

// TestAListOfPuzzlesIsReadWithItsFaults: each with its line and what would work.
func TestAListOfPuzzlesIsReadWithItsFaults(t *testing.T) {
	for text, want := range map[string]string{
		"title x":                       "line 1: title stands before the first puzzle",
		"\npuzzle a brake":              `line 2: "brake" is none of break, mend, guess`,
		"puzzle a mend\nscone":          `line 2: "scone" is none of group, puzzle, title, scene, change`,
		"puzzle a mend\nchange 3 \"a\"": `line 2: "3 \"a\"" is no change, such as 31`,
	} {
		if _, err := puzzle.Read(text); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v", text, err)
		}
	}
}

// TestAPuzzleIsFoundByNameAndNumber: and who mistypes either hears what would have worked.
func TestAPuzzleIsFoundByNameAndNumber(t *testing.T) {
	for typed, want := range map[string]string{"9": "one-bell", " One-Bell": "one-bell", "single": "single-track"} {
		if l, err := puzzle.Find(typed); err != nil || l.Name != want {
			t.Errorf("%q: %+v, %v", typed, l, err)
		}
	}
	for typed, offers := range map[string]string{"41": "there are 1 to 40", "0": "there are 1 to 40",
		"one-bel1": "one-bell", "two": "two-bells"} {
		if _, err := puzzle.Find(typed); err == nil || !strings.Contains(err.Error(), offers) {
			t.Errorf("%q: %v", typed, err)
		}
	}
	all := puzzle.Shelf()
	solved := map[string]bool{all[0].Name: true, all[39].Name: true}
	if next := puzzle.Next(&all[38], solved); next == nil || next.Name != all[1].Name {
		t.Errorf("the next is %+v", next)
	}
}
