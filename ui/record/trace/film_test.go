package trace

import (
	"context"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/quartet-os/quartet/engine/session"
	"github.com/quartet-os/quartet/internal/scenetest"
)

// film goes through a session, step by step or by what an act does, and follows it.
type film struct {
	*testing.T
	Film
	s *session.Session
}

func (f *film) steps(n int) {
	for range n {
		f.s.Forward()
		f.Follow(f.s, "", "")
	}
}

func (f *film) goTo(step int64) {
	f.s.GoTo(step)
	f.Follow(f.s, "", "")
}

func (f *film) do(command string) {
	f.Helper()
	if _, err := f.s.Do(scenetest.Command(f.T, command)); err != nil {
		f.Fatal(err)
	}
	f.Follow(f.s, "", "")
}

// table returns what the film is as a table.
func (f *film) table(write func(*strings.Builder, []World) error) string {
	f.Helper()
	worlds, err := f.Worlds(context.Background())
	if err != nil {
		f.Fatal(err)
	}
	var b strings.Builder
	if err := write(&b, worlds); err != nil {
		f.Fatal(err)
	}
	return b.String()
}

func asMarkdown(b *strings.Builder, worlds []World) error { return WriteMarkdown(b, worlds, Range{}) }
func asCSV(b *strings.Builder, worlds []World) error      { return WriteCSV(b, worlds, Range{}) }
func asTeX(b *strings.Builder, worlds []World) error      { return TeXDocument(b, worlds, Range{}) }
func asMermaid(b *strings.Builder, worlds []World) error  { return WriteMermaid(b, worlds, Range{}) }
func asChrome(b *strings.Builder, worlds []World) error   { return WriteChrome(b, worlds, Range{}) }

func screened(t *testing.T, scene string) *film {
	f := &film{T: t, s: scenetest.Open(t, scenetest.Shipped(t, scene))}
	f.Follow(f.s, "", "")
	return f
}

// TestATableTellsWhatTheFilmShows: a bug is shown, then taken back and avoided: both futures are there, and that which
// was taken back says so.
func TestATableTellsWhatTheFilmShows(t *testing.T) {
	f := screened(t, "wakeup-in-the-gap")
	f.steps(9)
	f.goTo(0)
	f.steps(2)
	f.do("run d1")
	f.steps(6)
	got := f.table(asMarkdown)
	for _, want := range []string{
		"## 1. wakeup-in-the-gap\n\nThe steps that are struck out were shown and taken back.\n",
		"\n| 2 | **yield()**", "\n| ~~5~~ | ready | **signal(ready)** | w1 signals ready, but nobody waits",
		"## 2. wakeup-in-the-gap, from step 2: run d1\n\n| step |", "\n| 7 | ready | **signal(ready)** |",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
	rows := strings.Split(f.table(asCSV), "\n")
	if !strings.HasSuffix(rows[0], ",text,world,taken back") || !strings.HasSuffix(rows[1], ",1,false") {
		t.Errorf("the rows are\n%s", strings.Join(rows[:2], "\n"))
	}
	if all := strings.Join(rows, "\n"); !strings.Contains(all, ",1,true\n") || strings.Contains(all, ",2,true\n") {
		t.Errorf("what was taken back is not told:\n%s", all)
	}
}

// TestWhatWasNeverShownIsNotInTheTable: the steps behind the last one that came to the screen, and what was taken back
// at once and done again.
func TestWhatWasNeverShownIsNotInTheTable(t *testing.T) {
	f := screened(t, "wakeup-in-the-gap")
	f.steps(9)
	f.goTo(2)
	f.do("run d1")
	f.goTo(4)
	if got := f.table(asMarkdown); strings.Contains(got, "\n| 5 |") {
		t.Errorf("a step that was not seen:\n%s", got)
	}
	f.goTo(2)
	if _, err := f.s.OtherFuture(); err != nil {
		t.Fatal(err)
	}
	f.Follow(f.s, "", "")
	f.goTo(9)
	if worlds, err := f.Worlds(context.Background()); err != nil || len(worlds) != 2 ||
		worlds[0].Kept != 9 || worlds[1].Kept != 2 {
		t.Errorf("two futures, the first one kept at last: %+v, %v", worlds, err)
	}
}

// TestAnUndoneCommandIsNamed where the run goes on without it.
func TestAnUndoneCommandIsNamed(t *testing.T) {
	f := screened(t, "wakeup-in-the-gap")
	f.steps(2)
	f.do("run d1")
	f.steps(2)
	if _, err := f.s.Undo(); err != nil {
		t.Fatal(err)
	}
	f.Follow(f.s, "", "")
	f.steps(3)
	if got := f.table(asMarkdown); !strings.Contains(got, "## 2. wakeup-in-the-gap, from step 2, without run d1\n") {
		t.Errorf("%s", got)
	}
}

// TestEveryStateOfTheFilmIsInAWorld: whatever is done to a session, each state that was seen stands in some world, each
// world ends with a state that was seen, and where the session is left nothing is taken back.
func TestEveryStateOfTheFilmIsInAWorld(t *testing.T) {
	p := scenetest.Shipped(t, "bounded-buffer")
	rapid.Check(t, func(t *rapid.T) {
		s, err := session.New(p)
		if err != nil {
			t.Fatal(err)
		}
		type state struct {
			step  int64
			given []session.Given
			hash  uint64
		}
		var f Film
		var shown []state
		for range rapid.IntRange(1, 25).Draw(t, "acts") {
			act(t, s)
			f.Follow(s, "", "")
			shown = append(shown, state{s.Position(), done(s), s.Engine().Hash()})
		}
		for _, at := range shown {
			if !slices.ContainsFunc(f.worlds, func(w *seen) bool {
				up := before(w.given, at.step)
				n := min(len(at.given), len(up))
				return at.step <= w.last && slices.Equal(at.given, up[:n]) && (len(up) == n || up[n].Step == at.step)
			}) {
				t.Fatalf("step %d with %v is in no world", at.step, at.given)
			}
		}
		worlds, err := f.Worlds(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		for i, w := range f.worlds {
			if worlds[i].Session.GoTo(w.last); !slices.ContainsFunc(shown, func(at state) bool {
				return at.step == w.last && slices.Equal(at.given, w.given) &&
					at.hash == worlds[i].Session.Engine().Hash()
			}) {
				t.Errorf("the end of %s was not seen", w.title)
			}
			if f.now == w && worlds[i].takenBack(s.Position()) {
				t.Errorf("%s is taken back, and stands there", w.title)
			}
		}
	})
}

// act does something to a session.
func act(t *rapid.T, s *session.Session) {
	commands := []string{"spawn producer", "spawn consumer", "wake c1", "kill p1"}
	switch rapid.IntRange(0, 6).Draw(t, "act") {
	case 0, 1:
		for range rapid.IntRange(1, 20).Draw(t, "steps") {
			s.Forward()
		}
	case 2:
		s.GoTo(int64(rapid.IntRange(0, int(s.Length())).Draw(t, "to")))
	case 3, 4:
		_, _ = s.Do(scenetest.Command(t, rapid.SampledFrom(commands).Draw(t, "command")))
	case 5:
		_, _ = s.Undo()
	case 6:
		_, _ = s.OtherFuture()
	}
}

// TestATableTellsWhatWasAsked: the question and its answer stand where the film asked and revealed, in every form, and
// are data there as all else; of several worlds in the one that was on the screen.
func TestATableTellsWhatWasAsked(t *testing.T) {
	f := screened(t, "wakeup-in-the-gap")
	f.steps(3)
	f.Follow(f.s, "", "Who | runs <b>next</b>? 1: d1. 2: w1.")
	f.steps(2)
	f.Follow(f.s, "", "=The answer is 2: w1.")
	for name, c := range map[string]struct {
		write       func(*strings.Builder, []World) error
		asks, tells string
	}{
		"md":   {asMarkdown, "Who \\| runs", "The answer is 2: w1. |"},
		"tex":  {asTeX, "Who \\textbar", "The answer is 2: w1. \\\\"},
		"csv":  {asCSV, "3,2,2,asked,", "'=The answer is 2: w1."},
		"mmd":  {asMermaid, "Note over c0,c1: Who", "Note over c0,c1: =The answer is 2"},
		"json": {asChrome, `"ph":"i","name":"Who | runs`, `"ph":"i","name":"=The answer is 2: w1."`},
	} {
		got := f.table(c.write)
		if asks, tells := strings.Index(got, c.asks), strings.Index(got, c.tells); asks < 0 || tells < asks {
			t.Errorf("%s: the question stands at %d, its answer at %d, in\n%s", name, asks, tells, got)
		}
		moral := strings.Index(got, "The test and the wait")
		if (name == "md" || name == "tex") && moral < strings.Index(got, c.tells) {
			t.Errorf("%s: the moral stands at %d, before the answer:\n%s", name, moral, got)
		}
		if strings.Contains(got, "<b>") && name == "md" {
			t.Errorf("%s: the question is no data:\n%s", name, got)
		}
	}
	f.goTo(0)
	f.do("run d1")
	f.Follow(f.s, "", "And now?")
	if got := f.table(asMarkdown); strings.Count(got, "And now?") != 1 || strings.Count(got, "The answer is 2") != 1 ||
		strings.Index(got, "And now?") < strings.Index(got, "## 2.") {
		t.Errorf("of two worlds it is\n%s", got)
	}
}
