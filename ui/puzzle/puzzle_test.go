package puzzle_test

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/internal/scenetest"
	"github.com/quartet-os/quartet/ui/puzzle"
)

// puzzles makes those of a scene.
func puzzles(t *testing.T, name string) *puzzle.Set {
	t.Helper()
	s, err := puzzle.Make(t.Context(), scenetest.Shipped(t, name), 100, func(string) {})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// TestParIsTheShortestWay: each puzzle fails, at the end of a run, in no fewer passes or ops than it says, which are
// five at least where nobody has to be interrupted; and what it shows says nothing of what was changed.
func TestParIsTheShortestWay(t *testing.T) {
	t.Parallel()
	s := puzzles(t, "one-condition-broadcast")
	if s.None() != "" || s.Len() < 4 {
		t.Fatalf("%d puzzles: %s", s.Len(), s.None())
	}
	for n := 1; n <= s.Len(); n++ {
		p, err := s.Puzzle(n)
		if err != nil {
			t.Fatal(err)
		}
		opt := explore.Options{Grain: program.GrainPass, Symmetry: true}
		if p.AtOp() {
			opt = explore.Options{Grain: program.GrainOp, Unmerged: true}
		}
		v, err := explore.Check(t.Context(), scenetest.Boot(t, p.Scene), opt)
		if err != nil {
			t.Fatal(err)
		}
		par := "in no fewer than " + opt.Grain.Count(int64(v.Length))
		if v.Answer != explore.Fails || v.Loop != nil || !p.AtOp() && v.Length < 5 || !strings.Contains(p.Asks(), par) {
			t.Errorf("puzzle %d: %s in %d\n%s", n, v.Answer, v.Length, p.Asks())
		}
		if p.Scene.Lesson.Cure != "" || strings.Contains(p.Scene.Moral, "loop") || !p.Hidden() {
			t.Errorf("puzzle %d gives itself away: %q", n, p.Scene.Moral)
		}
	}
}

// TestAPuzzleIsTheSameForAll: its number leads to the same text each time, and behind the last comes the first.
func TestAPuzzleIsTheSameForAll(t *testing.T) {
	t.Parallel()
	a, b := puzzles(t, "mutex-queue-of-five"), puzzles(t, "mutex-queue-of-five")
	first, err := a.Puzzle(1)
	if err != nil {
		t.Fatal(err)
	}
	again, err := b.Puzzle(1 + b.Len())
	if err != nil || again.Scene.Source != first.Scene.Source || again.Number != 1 || again.Asks() != first.Asks() {
		t.Errorf("%v: puzzle %d differs", err, again.Number)
	}
	if answer := first.Answer(); !strings.Contains(answer, "line ") || !strings.Contains(answer, "    - ") &&
		!strings.Contains(answer, "    + ") {
		t.Error(answer)
	}
}

// TestNoPuzzleOfWhatFails: it is said, with the cure to make one of.
func TestNoPuzzleOfWhatFails(t *testing.T) {
	t.Parallel()
	if why := puzzles(t, "one-condition").None(); !strings.Contains(why, "fails as it is: stuck in 7 passes") ||
		!strings.Contains(why, "Its cure is one-condition-broadcast") {
		t.Error(why)
	}
	if why := puzzles(t, "channel-abandoned").None(); !strings.Contains(why, "fails as it is") {
		t.Error(why)
	}
}

// TestWhatIsSaidOfAFailure beside par.
func TestWhatIsSaidOfAFailure(t *testing.T) {
	t.Parallel()
	p, err := puzzles(t, "one-condition-broadcast").Puzzle(1)
	if err != nil {
		t.Fatal(err)
	}
	v, err := explore.Check(t.Context(), scenetest.Boot(t, p.Scene), explore.Options{})
	if err != nil || p.AtOp() {
		t.Fatal(err)
	}
	n := int64(v.Length)
	for passes, want := range map[int64]string{n: ": no way is shorter", n + 3: "; par is "} {
		if got := p.Failed(passes, 99, passes > n); !strings.Contains(got, want) ||
			strings.Contains(got, "with your changes") != (passes > n) || !strings.Contains(got, "now mend it") {
			t.Error(got)
		}
	}
	p.Shown = true
	if got := p.Failed(n, 99, false); strings.Contains(got, "now mend it") {
		t.Error(got)
	}
}

// TestPuzzlesAreLookedForAsFarAsTheyAreWanted: the first ones are those of the whole set, found by trying less, and how
// many there are is said once that is known.
func TestPuzzlesAreLookedForAsFarAsTheyAreWanted(t *testing.T) {
	t.Parallel()
	of, quiet := scenetest.Shipped(t, "one-condition-broadcast"), func(string) {}
	all := puzzles(t, "one-condition-broadcast")
	s, err := puzzle.Make(t.Context(), of, 1, quiet)
	if err != nil || s.Len() != 1 || !s.Has(1) || s.Has(2) {
		t.Fatalf("%v: %d puzzles", err, s.Len())
	}
	stopped, stop := context.WithCancel(t.Context())
	stop()
	if err := s.More(stopped, 2, quiet); err == nil || s.Len() != 1 {
		t.Errorf("%v: %d puzzles", err, s.Len())
	}
	for n := 1; n <= all.Len(); n++ {
		if err := s.More(t.Context(), n, quiet); err != nil {
			t.Fatal(err)
		}
		got, err := s.Puzzle(n)
		if err != nil {
			t.Fatal(err)
		}
		want, err := all.Puzzle(n)
		if err != nil || got.Scene.Source != want.Scene.Source {
			t.Errorf("%v: puzzle %d is another one", err, n)
		}
		if strings.Contains(got.Asks(), fmt.Sprintf("Puzzle %d of one-", n)) == s.Has(1000) {
			t.Error(got.Asks())
		}
	}
}

// TestHintsOfGuessesNameLinesThatMatter: the first two hints at each puzzle that is to be guessed name lines at which
// somebody meets another, and of one with channels each line at which something is sent, received or closed.
func TestHintsOfGuessesNameLinesThatMatter(t *testing.T) {
	t.Parallel()
	numbers := regexp.MustCompile(`\d+`)
	for _, l := range puzzle.Shelf() {
		if l.Kind != puzzle.Guess {
			continue
		}
		at, err := l.Open(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		lines := strings.Split(at.Scene.Source, "\n")
		for n := 1; n <= 2; n++ {
			said := at.Hint(n)
			named := numbers.FindAllString(said, -1)
			if len(named) == 0 {
				t.Errorf("%s: hint %d names no line: %s", l.Name, n, said)
			}
			for _, number := range named {
				line, _ := strconv.Atoi(number)
				for _, alone := range []string{"for range ", "for i := range", "spawn(", "}"} {
					if code := strings.TrimSpace(lines[line-1]); strings.HasPrefix(code, alone) {
						t.Errorf("%s: hint %d names line %d, %s: %s", l.Name, n, line, code, said)
					}
				}
			}
			for i, code := range lines {
				meets := strings.Contains(code, "<-") || strings.Contains(code, "close(")
				if n == 2 && meets && !slices.Contains(named, strconv.Itoa(i+1)) {
					t.Errorf("%s: hint 2 does not name line %d, %s: %s", l.Name, i+1, code, said)
				}
			}
		}
	}
}
