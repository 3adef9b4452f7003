package ui

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"strconv"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/mend"
	"github.com/quartet-os/quartet/engine/predict"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/engine/session"
	"github.com/quartet-os/quartet/internal/effort"
	"github.com/quartet-os/quartet/internal/scenetest"
	"github.com/quartet-os/quartet/ui/ask"
	"github.com/quartet-os/quartet/ui/demo"
	"github.com/quartet-os/quartet/ui/goal"
	"github.com/quartet-os/quartet/ui/lesson"
	"github.com/quartet-os/quartet/ui/puzzle"
)

// atLevel sits down before a puzzle of the shelf, with what was kept before, and gives where solved ones are kept.
func atLevel(t *testing.T, name string, before ...string) (*user, map[string]bool) {
	t.Helper()
	kept, done := map[string]bool{}, map[string]bool{}
	for _, word := range before {
		done[word] = true
	}
	u := sitDown(t, bounded, withShelf, func(o *Options) {
		o.Ask = ask.EverySchedule
		o.Learn = lesson.Shelf{List: lesson.List, Puzzles: goal.Kept{Done: done,
			Keep: func(name string) error { kept[name] = true; return nil }}}
	})
	u.enters("puzzle " + name)
	u.sees("Puzzle", name+":")
	return u, kept
}

// scheduler is a user who plays a schedule by keys.
type scheduler struct{ *user }

// Do types a command.
func (s scheduler) Do(c engine.Command) error {
	refusals := s.m.refusals
	s.enters(c.String())
	if s.m.refusals > refusals {
		return errors.New(s.m.notice.text)
	}
	return nil
}

// Forward presses the key of a step.
func (s scheduler) Forward() []engine.Event {
	before := s.m.session.Position()
	s.press("space")
	if s.m.session.Position() == before {
		return nil
	}
	return s.m.session.Events()
}

// Engine is the machine on the screen.
func (s scheduler) Engine() *engine.Engine { return s.m.session.Engine() }

// everySchedule is what every schedule of the scene on the screen comes to, at its own grain, else interrupted
// anywhere.
func everySchedule(t *testing.T, s *session.Session, ops bool) explore.Verdict {
	t.Helper()
	opt := explore.Options{Grain: s.Program().Settings.Grain, Symmetry: true}
	v, err := explore.Check(t.Context(), s.Engine(), opt)
	if err == nil && v.Answer == explore.Holds && ops {
		opt.Grain = program.GrainOp
		v, err = explore.Check(t.Context(), s.Engine(), opt)
	}
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// TestEveryPuzzleIsSolvedByKeys: one that is to be broken by the shortest schedule, at par; one that is to be mended by
// the smallest known change, and not without its laws; of one that is to be guessed each wrong answer is told why, and
// the right one solves it. What is solved is kept, and the next one is offered.
func TestEveryPuzzleIsSolvedByKeys(t *testing.T) {
	t.Parallel()
	for _, l := range effort.Some(t, puzzle.Shelf(), 6, 40) {
		switch l.Kind {
		case puzzle.Break:
			solveByBreaking(t, &l)
		case puzzle.Mend:
			solveByMending(t, &l)
		default:
			solveByGuessing(t, &l)
		}
	}
}

// keepsOnly checks that a puzzle is kept, or that none is.
func keepsOnly(t *testing.T, u *user, kept map[string]bool, name string) {
	t.Helper()
	if name == "" && len(kept) > 0 || name != "" && (!kept[name] || !u.m.opts.Learn.Puzzles.Done[name]) {
		t.Errorf("%v is kept, not %q:\n%s", kept, name, u.screen())
	}
}

func solveByBreaking(t *testing.T, l *puzzle.Level) {
	u, kept := atLevel(t, l.Name)
	v := everySchedule(t, u.m.session, true)
	if v.Grain == program.GrainOp {
		var err error
		if v, err = explore.Run(t.Context(), u.m.session.Engine(), explore.Options{Grain: program.GrainOp,
			Unmerged: true}); err != nil {
			t.Fatal(err)
		}
	}
	u.told("that is par", v.Grain.Count(int64(v.Length)))
	u.press("esc")
	if alone := u.m.session.Engine().Fork(nil); leftAlone(alone) {
		t.Errorf("%s fails by itself", l.Name)
	}
	keepsOnly(t, u, kept, "")
	if err := v.Play(scheduler{u}); err != nil {
		t.Fatalf("%s: %v\n%s", l.Name, err, u.screen())
	}
	if u.m.stack.Page.Message == nil {
		t.Fatalf("%s is not solved, but %s\n%s", l.Name, u.m.notice.text, u.screen())
	}
	u.told("Broken after "+v.Grain.Count(int64(v.Length))+": no way is shorter.", "1 of 40 is solved", "The next is",
		scenetest.Shipped(t, l.Of).Moral)
	saysOnce(t, u, v.Kind.String()+": ")
	keepsOnly(t, u, kept, l.Name)
	listsBroken(t, u, v.Grain.Count(int64(v.Length)))
	u.press("enter")
	u.told(fmt.Sprintf("Puzzle %d of 40", l.Number%40+1))
}

// leftAlone reports whether a run fails in which nobody chooses, as far as it is gone on with.
func leftAlone(e *engine.Engine) bool {
	for e.End().Kind == engine.NotEnded && e.StepNumber() < 3_000 {
		if e.RunningSlot() < 0 && goal.Failing(e) {
			return true
		}
		e.Step()
	}
	return goal.Failing(e)
}

func solveByMending(t *testing.T, l *puzzle.Level) {
	u, kept := atLevel(t, l.Name)
	u.press("esc")
	text := u.m.session.Program().Source
	cure, _, err := mend.Smallest(t.Context(), "", text, mend.Options{})
	if err != nil || cure == nil {
		t.Fatalf("%s: %v", l.Name, err)
	}
	var bare []string
	for line := range strings.Lines(text) {
		if f := strings.TrimSpace(line); !strings.HasPrefix(f, "finally(") && !strings.HasPrefix(f, "assert(") &&
			!strings.HasPrefix(f, "spawn(") {
			bare = append(bare, line)
		}
	}
	u.press("E")
	u.m.edits.At().Text.Replace(strings.Join(bare, ""))
	u.press("f5")
	u.seesNot("Mended")
	keepsOnly(t, u, kept, "")
	u.press("esc", "u", "E")
	u.m.edits.At().Text.Replace(cure.Text)
	u.press("f5")
	u.told("Mended: no schedule fails any more.", "1 of 40 is solved", "The next is", scenetest.Shipped(t, l.Of).Moral)
	keepsOnly(t, u, kept, l.Name)
}

func solveByGuessing(t *testing.T, l *puzzle.Level) {
	u, _ := atLevel(t, l.Name)
	u.press("enter")
	q, others := u.m.over.quiz.Asked(), map[string]int{}
	for i := range q.Answers {
		u, kept := atLevel(t, l.Name)
		u.press("enter")
		u.sees("What does it come to?")
		u.press(strconv.Itoa(i + 1))
		v := everySchedule(t, u.m.session, false)
		if i == q.Right {
			u.told("Right, at the first answer.", "1 of 40 is solved", scenetest.Shipped(t, l.Of).Moral)
			saysOnce(t, u, v.Asked())
			keepsOnly(t, u, kept, l.Name)
			continue
		}
		u.send(tea.WindowSizeMsg{Width: 72, Height: 36}) // with nothing beside it
		why := cmp.Or(q.Answers[i].Kept, q.Answers[i].Why)
		u.sees("✗", why, "another digit answers")
		u.seesNot("so it is", program.Ended(v.Told()))
		if others[why]++; others[why] > 1 {
			t.Errorf("%s: two answers are wrong for one reason: %s", l.Name, why)
		}
		u.press(strconv.Itoa(i+1), "a", "esc", "a")
		u.sees("this is a puzzle, and that would tell")
		if !maps.Equal(kept, map[string]bool{l.Answered(i): true}) {
			t.Errorf("%s: kept is %v", l.Name, kept)
		}
		later, kept := atLevel(t, l.Name, l.Answered(i))
		later.press("enter")
		later.sees("✗")
		later.press(strconv.Itoa(q.Right + 1))
		later.told("Right, after one wrong answer.")
		keepsOnly(t, later, kept, l.Name)
	}
}

// TestNothingTellsHowAPuzzleIsSolved: neither the screen in any size, nor what keys and commands bring on.
func TestNothingTellsHowAPuzzleIsSolved(t *testing.T) {
	t.Parallel()
	sizes := [][2]int{{60, 18}, {72, 20}, {80, 24}, {120, 36}, {200, 60}}
	for i, l := range effort.Some(t, puzzle.Shelf(), 4, 12) {
		u, _ := atLevel(t, l.Name)
		base, v := scenetest.Shipped(t, l.Of), everySchedule(t, u.m.session, true)
		moral, _, _ := strings.Cut(base.Moral, ".")
		hidden := []string{l.Of, moral, base.Goal, base.Lesson.Cure}
		if l.Kind != puzzle.Mend {
			hidden = append(hidden, v.Reason)
		}
		u.press("esc")
		for k, size := range sizes {
			if !effort.Exhaustive() && k != i%len(sizes) {
				continue
			}
			u.send(tea.WindowSizeMsg{Width: size[0], Height: size[1]})
			for _, keys := range [][]string{nil, {"B"}, {"a"}, {"C"}, {"e"}, {"w"}, {"i"}, {"E"}, {"H"}, {"H"},
				{"H"}, {"n"}, {"home"}} {
				if l.Kind == puzzle.Break && len(keys) > 0 && keys[0] == "H" {
					continue // what it comes to is the first hint
				}
				if l.Kind == puzzle.Mend && len(keys) > 0 && (keys[0] == "a" || keys[0] == "C" || keys[0] == "E") {
					continue // how it fails is no secret there
				}
				u.press(keys...)
				tellsNone(u, l.Name, hidden)
				u.press("esc", "esc")
			}
			for _, line := range []string{"mend", "fate on", "odds", "edit", "compare " + l.Of} {
				if l.Kind == puzzle.Mend && line != "mend" {
					continue
				}
				u.enters(line)
				u.sees("this is a puzzle")
				u.press("esc", "esc")
			}
		}
		u.enters("puzzle show")
		u.send(tea.WindowSizeMsg{Width: 120, Height: 60})
		u.sees(l.Of)
	}
}

// tellsNone checks that the screen shows none of some texts, however they are wrapped.
func tellsNone(u *user, name string, hidden []string) {
	u.t.Helper()
	shown := strings.Join(strings.Fields(strings.Map(noFrame, u.screen())), " ")
	for _, text := range hidden {
		if text != "" && text != name && strings.Contains(shown, text) {
			u.t.Errorf("%s: the screen shows %q:\n%s", name, text, u.screen())
		}
	}
}

// TestNoRunOfAPuzzleIsADeadEnd: one that ends well says which key goes back, and one from which no schedule fails any
// more does so at once, where it came to be so.
func TestNoRunOfAPuzzleIsADeadEnd(t *testing.T) {
	t.Parallel()
	u, kept := atLevel(t, "in-between")
	u.press("esc", "enter")
	u.seesNot("nothing can fail", "a schedules", "E edit", "D compare") // the latter would only be refused
	u.press("enter")
	u.sees("it ended well · home starts anew")
	u.press("home")
	for range 3 {
		u.press("r")
		for range 20 {
			u.press("n")
		}
	}
	u.sees("it ended well")
	keepsOnly(t, u, kept, "")
	u, kept = atLevel(t, "a-row")
	u.press("esc")
	for range 4 {
		u.press("enter")
	}
	u.sees("nothing can fail now · [ goes back")
	keepsOnly(t, u, kept, "")
}

// TestAPuzzleIsOpenedFromTheShelf, where the solved ones are ticked; the next one that is not solved is a command away,
// and what was given away is not ticked.
func TestAPuzzleIsOpenedFromTheShelf(t *testing.T) {
	t.Parallel()
	u, kept := atLevel(t, "one-bell")
	u.m.opts.Learn.Puzzles.Done["two-bells"] = true
	u.press("esc", "o", "/")
	u.types("two-b")
	u.sees("✓", "two-bells", "Puzzle 10, to guess")
	u.press("enter")
	u.told("Puzzle 10 of 40")
	u.press("esc")
	u.enters("puzzle show")
	u.told("two-bells is loop-instead-of-an-if.", "No schedule goes wrong")
	u.press("esc", "Q", "1")
	u.told("Right, at the first answer.", "It was given away, and is not ticked")
	keepsOnly(t, u, kept, "")
	u.press("esc", "esc")
	u.enters("puzzle next")
	u.told("Puzzle 11 of 40")
	u.press("esc")
	u.enters("puzzle 41")
	u.sees("there is no puzzle 41; there are 1 to 40")
	u.press("esc", "esc", "u", "u")
	u.sees("one-bell", "Break it")
}

// TestASolvedPuzzleIsRecorded: the script opens it, and ends as the user did.
func TestASolvedPuzzleIsRecorded(t *testing.T) {
	t.Parallel()
	saved := map[string]string{}
	u := sitDown(t, bounded, saver(saved))
	u.enters("puzzle many-hands")
	u.press("esc", "e", "2", "3", "esc", "n")
	script := recordedScript(t, u, saved)
	stage, err := NewStage(t.Context(), Options{Session: newSession(t, bounded)})
	if err != nil {
		t.Fatal(err)
	}
	player, err := demo.NewPlayer(script, stage, nil, demo.InTime)
	if err != nil {
		t.Fatal(err)
	}
	for _, more := player.Next(); more; _, more = player.Next() {
		if err := player.Do(); err != nil {
			t.Fatalf("%v\n%s", err, script)
		}
	}
	if want, got := u.m.session, stage.Session(); got.Engine().Hash() != want.Engine().Hash() {
		t.Errorf("the script ends at step %d of %s\n%s", got.Position(), got.Program().Title(), script)
	}
}

// TestAPuzzleIsOneAgain when it comes back to the screen: from another one, and in a later run of the program.
func TestAPuzzleIsOneAgain(t *testing.T) {
	t.Parallel()
	u, _ := atLevel(t, "a-row")
	u.press("esc")
	u.enters("puzzle many-hands")
	u.press("esc", "u")
	u.sees("a-row")
	u.press("a")
	u.sees("this is a puzzle, and that would tell")
	l, err := puzzle.Find("one-bell")
	if err != nil {
		t.Fatal(err)
	}
	text, err := l.Text(true)
	if err != nil {
		t.Fatal(err)
	}
	u = sitDown(t, text)
	u.m.Init()
	u.enters("mend")
	u.sees("this is a puzzle, and that would tell")
}

// TestWhatComesNextIsAskedInAPuzzle that is to be broken or mended, too: the answer solves nothing, and what every
// schedule comes to is not asked, since that would tell.
func TestWhatComesNextIsAskedInAPuzzle(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"one-bell", "hungry"} {
		u, kept := atLevel(t, name)
		u.press("esc", "Q")
		for range 20 {
			if q := u.m.over.quiz.Asked(); q.Kind == predict.Verdict {
				t.Errorf("%s asks %q", name, q.Text)
			}
			u.press("Q")
		}
		u.press("1")
		u.sees("What happened")
		keepsOnly(t, u, kept, "")
		if !u.m.puzzle(u.m.session.Program()).Hidden() {
			t.Errorf("%s is given away", name)
		}
	}
}
