package session

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// asked is a session on which answers are laid out.
type asked struct {
	t *testing.T
	*Session
}

// beginAsked is a run that a person has taken up to a step.
func beginAsked(t *testing.T, steps int) asked {
	a := asked{t, begin(t, buffer)}
	a.walk(steps)
	return a
}

func (a asked) walk(steps int) {
	a.t.Helper()
	for range steps {
		if a.Forward() == nil {
			a.t.Fatalf("the run ends at step %d", a.Position())
		}
	}
}

// answer lays out a schedule of some steps, which begins with a command.
func (a asked) answer(line string, steps int) (back func()) {
	a.t.Helper()
	from := a.Position()
	back, err := a.LayOut(func(p Player) error {
		if err := p.Do(command(a.t, line)); err != nil {
			return err
		}
		for range steps {
			p.Forward()
		}
		return nil
	})
	if err != nil || a.Position() != from || a.Length() != from+int64(steps) {
		a.t.Fatalf("laid out from step %d the session is at step %d of %d: %v", from, a.Position(), a.Length(), err)
	}
	return back
}

// are checks how many branches there are, the number of the present one, and that B goes to this many others.
func (a asked) are(when string, branches, at int) {
	a.t.Helper()
	if n := len(a.Branches()); n != branches || a.Branch() != at {
		a.t.Errorf("%s: branch %d of %d, want %d of %d", when, a.Branch(), n, at, branches)
	}
	for i, b := range a.Branches() {
		if b.Number != i+1 || b.Current != (b.Number == a.Branch()) || b.Parent >= b.Number {
			a.t.Errorf("%s: the branch at %d is %+v", when, i, b)
		}
	}
	err := a.Switch(branches + 1)
	if err == nil || !strings.Contains(err.Error(), fmt.Sprintf("there are %d", branches)) {
		a.t.Errorf("%s: going to branch %d says %v", when, branches+1, err)
	}
}

// other goes to the other branch, as B does.
func (a asked) other(want string) {
	a.t.Helper()
	if text, err := a.OtherFuture(); err != nil || text != want {
		a.t.Errorf("the other branch is %q, want %q: %v", text, want, err)
	}
}

// TestAnswersFromSeveralPlacesLeaveNoBranches: the next answer takes the place of the one before, which nobody has
// walked along; B walks between the person's run and the answer.
func TestAnswersFromSeveralPlacesLeaveNoBranches(t *testing.T) {
	a := beginAsked(t, 60)
	for i, from := range []int64{40, 20, 15, 10} {
		a.GoTo(from)
		a.answer(fmt.Sprintf("capacity work %d", i+3), 25)
		a.are(fmt.Sprintf("answer %d", i+1), 2, 2)
	}
	a.other("branch 1 of 2, step 40 of 60")
	a.other("branch 2 of 2, step 10 of 35")
	if got := a.Commands(); len(got) != 1 || got[0].Command.String() != "capacity work 6" {
		t.Errorf("the last answer has %v", got)
	}
}

// TestAnswersAtTheEndOfARun: one that is laid out where the run ends does not leave it, nor does the one after it.
func TestAnswersAtTheEndOfARun(t *testing.T) {
	a := beginAsked(t, 0)
	for i, steps := range []int{20, 30, 25} {
		back := a.answer(fmt.Sprintf("capacity work %d", i+3), steps)
		a.are("at the boot", 1, 1)
		back()
		a.are("taken back", 1, 1)
		if len(a.Commands()) != 0 || a.Position() != 0 || a.Length() != 0 {
			t.Errorf("taken back the session has %v, step %d of %d", a.Commands(), a.Position(), a.Length())
		}
	}
	if _, err := a.OtherFuture(); err == nil {
		t.Error("there is another future")
	}
	a.walk(10)
	a.answer("capacity work 7", 20)
	a.walk(5)
	a.answer("capacity work 8", 20) // from a later place of the first one
	a.are("from a later place", 1, 1)
	if got := a.Commands(); len(got) != 2 || got[1].Step != 15 {
		t.Errorf("what was walked is gone: %v", got)
	}
	a.GoTo(12) // of what was walked, which stays
	a.answer("capacity work 6", 20)
	a.are("from an earlier place", 2, 2)
	a.other("branch 1 of 2, step 15 of 30")
}

// TestWhatAPersonDidWithAnAnswerStays: who walked along it, gave a command on it, went back to it, or took it back.
func TestWhatAPersonDidWithAnAnswerStays(t *testing.T) {
	for what, c := range map[string]struct {
		do       func(a asked)
		branches int
	}{
		"nothing":       {func(a asked) {}, 2},
		"only a look":   {func(a asked) { a.GoTo(30); a.GoTo(5) }, 2},
		"went away":     {func(a asked) { _, _ = a.OtherFuture() }, 2},
		"walked":        {func(a asked) { a.walk(3) }, 3},
		"jumped":        {func(a asked) { a.GoTo(a.Length()) }, 3},
		"gave one":      {func(a asked) { do(a.t, a.Session, "spawn producer") }, 4},
		"took it back":  {func(a asked) { _, _ = a.Undo() }, 2},
		"went there":    {func(a asked) { _, _ = a.OtherFuture(); _, _ = a.OtherFuture() }, 3},
		"a what-if":     {func(a asked) { a.GoTo(20); do(a.t, a.Session, "spawn producer") }, 3},
		"named it":      {func(a asked) { _, _ = a.OtherFuture(); _ = a.Switch(2) }, 3},
		"another after": {func(a asked) { a.GoTo(10); a.answer("capacity work 4", 20) }, 2},
	} {
		a := beginAsked(t, 60)
		a.GoTo(40)
		a.answer("capacity work 3", 25)
		c.do(a)
		a.GoTo(5)
		a.answer("capacity work 9", 25)
		if n := len(a.Branches()); n != c.branches {
			t.Errorf("%s: there are %d branches, want %d: %+v", what, n, c.branches, a.Branches())
		}
	}
}

// TestAnUndoneAnswerIsHadBack: by B, until another one is laid out.
func TestAnUndoneAnswerIsHadBack(t *testing.T) {
	a := beginAsked(t, 60)
	a.GoTo(40)
	a.answer("capacity work 3", 25)
	if _, err := a.Undo(); err != nil || a.Length() != 60 || a.Position() != 40 {
		t.Fatalf("undone it is step %d of %d: %v", a.Position(), a.Length(), err)
	}
	a.are("undone", 2, 1)
	a.other("branch 2 of 2, step 40 of 65")
	a.other("branch 1 of 2, step 40 of 60")
	a.GoTo(20)
	a.answer("capacity work 4", 25) // the first one was gone back to
	a.are("another one", 3, 3)
}

// TestNothingThatSomebodySawIsPassedOver: what was walked is on a branch that is not passed over, also when the one
// that went on from it was replaced.
func TestNothingThatSomebodySawIsPassedOver(t *testing.T) {
	a := beginAsked(t, 30)
	a.answer("capacity work 3", 20)
	a.walk(5)
	hash := a.Engine().Hash()
	a.answer("capacity work 4", 20)
	a.are("from a later place", 1, 1)
	a.GoTo(10)
	a.answer("capacity work 5", 20)
	a.are("from an earlier place", 2, 2)
	if err := a.Switch(1); err != nil {
		t.Fatal(err)
	}
	if a.GoTo(35); a.Engine().Hash() != hash {
		t.Error("what was walked has become another run")
	}
}

// TestMarksOfBranchesSkipWhatIsPassedOver: the timeline names a branch by the number that B and the header have.
func TestMarksOfBranchesSkipWhatIsPassedOver(t *testing.T) {
	a := beginAsked(t, 30)
	a.answer("capacity work 3", 20)
	a.walk(5)
	a.answer("capacity work 4", 20) // the rest of the first one is passed over
	a.walk(3)
	a.GoTo(10)
	a.answer("capacity work 5", 20)
	forks := func(when, want string) {
		var all []string
		for _, m := range a.Timeline(Span{Scale: AStep, Columns: 100}, 0).Marks {
			if m.Kind == BranchMark {
				all = append(all, fmt.Sprint(m.Step, " ", m.Text))
			}
		}
		if got := strings.Join(all, ", "); got != want {
			t.Errorf("%s the forks are %q, want %q", when, got, want)
		}
	}
	a.are("at last", 2, 2)
	forks("on the answer", "10 branch 1")
	a.other("branch 1 of 2, step 10 of 55")
	forks("on what was walked", "10 branch 2")
}

// TestPassedOverBranchesAreSaved: a session and a journal keep them, and which they are; what was saved is kept.
func TestPassedOverBranchesAreSaved(t *testing.T) {
	a := beginAsked(t, 60)
	var scribe Scribe
	journal := scribe.Lines(nil, a.Session)
	for i, from := range []int64{40, 20, 15} {
		a.GoTo(from)
		a.answer(fmt.Sprintf("capacity work %d", i+3), 25)
		journal = scribe.Lines(journal, a.Session)
	}
	text := string(a.Marshal())
	for _, want := range []string{
		"branch 2 of 1 from step 40 keeping 0 aside\n", "branch 4 of 1 from step 15 keeping 0\n",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("not in the session: %s", want)
		}
	}
	read, err := Unmarshal([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	recovered, err := Recover(journal)
	if err != nil || recovered.Missing != "" {
		t.Fatalf("%v, %+v", err, recovered)
	}
	for from, s := range map[string]*Session{"file": read, "journal": recovered.Session} {
		if got := string(s.Marshal()); got != text {
			t.Errorf("from a %s it is another session:\n%s", from, got)
		}
		b := asked{t, s}
		b.are("from a "+from, 2, 2)
		b.GoTo(10)
		b.answer("capacity work 7", 25)
		b.are("another answer after a "+from, 3, 3)
	}
	plain := strings.ReplaceAll(text, " aside\n", "\n") // as it was written before
	old, err := Unmarshal([]byte(plain))
	if err != nil {
		t.Fatal(err)
	}
	asked{t, old}.are("of before", 4, 4)
}

// answerAtRandom lays out any schedule, or a branch that there is already. What it gives takes it back, or does
// nothing.
func answerAtRandom(t *rapid.T, s *Session) func() {
	at := s.Position()
	back, err := s.LayOut(func(p Player) error {
		if rapid.IntRange(0, 4).Draw(t, "taken") == 0 {
			n := rapid.IntRange(1, len(s.Branches())).Draw(t, "branch")
			if hasThePast(s, n) {
				return s.Switch(n)
			}
		}
		for range rapid.IntRange(0, 2).Draw(t, "steps before") * 3 {
			p.Forward()
		}
		for range rapid.IntRange(0, 3).Draw(t, "commands") {
			_ = p.Do(drawCommand(t, s.Program()))
			for range rapid.IntRange(0, 10).Draw(t, "steps") {
				p.Forward()
			}
		}
		return nil
	})
	if err != nil || s.Position() != at {
		t.Fatalf("asked at step %d the session is at %d: %v", at, s.Position(), err)
	}
	if rapid.IntRange(0, 2).Draw(t, "back") == 0 {
		return back
	}
	return func() {}
}

// hasThePast reports whether another branch has the present run up to the present position.
func hasThePast(s *Session, n int) bool {
	now, there := s.Commands(), s.CommandsOf(n)
	for i, one := range there {
		if one.Step <= s.Position() && (i >= len(now) || now[i] != one) {
			return false
		}
	}
	for i, one := range now {
		if one.Step <= s.Position() && (i >= len(there) || there[i] != one) {
			return false
		}
	}
	return s.Branches()[n-1].Length >= s.Position()
}

// TestWhateverSomebodySawIsToBeSeen: after anything that people and answers do, each state in which somebody stood is
// on the way of a branch that is not passed over, and B goes to one of those whenever there is another.
func TestWhateverSomebodySawIsToBeSeen(t *testing.T) {
	programs := compileAll(t)
	rapid.Check(t, func(t *rapid.T) {
		s, p := drawSession(t, programs)
		type state struct {
			step  int64
			given []Given
		}
		var seen []state
		for range rapid.IntRange(1, 20).Draw(t, "acts") {
			given := s.Commands()[:s.next]
			for n := len(given); n > 0 && given[n-1].Laid && given[n-1].Step == s.Position(); n-- {
				given = given[:n-1] // an answer did that here, and nobody has walked on from it
			}
			seen = append(seen, state{s.Position(), given})
			move(t, s, p)
		}
		all := s.Branches()
		for _, one := range seen {
			if !slices.ContainsFunc(all, func(b BranchInfo) bool {
				line, n := s.CommandsOf(b.Number), len(one.given)
				return b.Length >= one.step && len(line) >= n && slices.Equal(line[:n], one.given) &&
					(len(line) == n || line[n].Step >= one.step)
			}) {
				t.Fatalf("what was seen at step %d with %v is on none of %+v", one.step, one.given, all)
			}
		}
		now := s.Place()
		_, err := s.OtherFuture()
		if (err == nil) != (len(all) > 1) || (s.Place().Branch != now.Branch) != (err == nil) {
			t.Fatalf("from %v B goes to %v of %+v: %v", now, s.Place(), all, err)
		}
	})
}
