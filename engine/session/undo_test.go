package session

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// answers lays out a schedule of two commands some steps apart.
func (a asked) answers() {
	a.t.Helper()
	if _, err := a.LayOut(func(p Player) error {
		for _, line := range []string{"capacity work 3", "capacity work 5"} {
			for range 4 {
				p.Forward()
			}
			if err := p.Do(command(a.t, line)); err != nil {
				return err
			}
		}
		return nil
	}); err != nil {
		a.t.Fatal(err)
	}
}

// takesBack undoes once and checks where the session is then, and with how many commands.
func (a asked) takesBack(when, text string, step int64, commands int) {
	a.t.Helper()
	got, err := a.Undo()
	if err != nil || !strings.Contains(got, text) || a.Position() != step || len(a.Commands()) != commands {
		a.t.Errorf("%s: %q at step %d with %v, want %q at step %d with %d: %v", when, got, a.Position(), a.Commands(),
			text, step, commands, err)
	}
}

// TestAScheduleIsTakenBackAtOnce: from where it was asked, on the way to its first command, on it and from its end;
// what a person gave on it goes first, and alone.
func TestAScheduleIsTakenBackAtOnce(t *testing.T) {
	const schedule = "took back the schedule that was laid out"
	for when, c := range map[string]struct {
		do   func(a asked)
		step int64
	}{
		"at once":          {func(asked) {}, 10},
		"on the way":       {func(a asked) { a.walk(2) }, 12},
		"at its command":   {func(a asked) { a.walk(4) }, 14},
		"half way":         {func(a asked) { a.walk(6) }, 14},
		"at its end":       {func(a asked) { a.GoTo(a.Length()) }, 14},
		"asked again":      {func(a asked) { a.again() }, 10},
		"after a way away": {func(a asked) { a.GoTo(3); a.GoTo(11) }, 11},
	} {
		a := beginAsked(t, 10)
		do(t, a.Session, "spawn producer")
		a.answers()
		c.do(a)
		a.takesBack(when, schedule, c.step, 1)
		if _, err := a.OtherFuture(); err != nil || len(a.Commands()) != 3 {
			t.Errorf("%s: brought back there are %v, %v", when, a.Commands(), err)
		}
		a.GoTo(a.Length())
		a.takesBack(when+", and again", schedule, a.Commands()[1].Step, 1)
		a.takesBack(when+", then", "took back at step 10: spawn producer", 10, 0)
	}
	a := beginAsked(t, 10)
	a.answers()
	a.walk(6)
	do(t, a.Session, "spawn producer")
	a.takesBack("a person's own", "took back at step 16: spawn producer", 16, 2)
	a.takesBack("and what it stood on", schedule, 14, 0)
	a.GoTo(5)
	if text, err := a.Undo(); err == nil {
		t.Errorf("before all commands: %q", text)
	}
}

// again asks once more, where the schedule lies ahead already.
func (a asked) again() {
	a.laid = laying{branch: -1} // as if another had been asked between
	if _, err := a.LayOut(func(Player) error { return nil }); err != nil {
		a.t.Fatal(err)
	}
}

// TestAScheduleIsLaidOutWithoutWhatWasGivenAhead: it was found from a state in which nobody had given that, and so does
// not reach its first command by another way; undone, what was ahead is ahead again.
func TestAScheduleIsLaidOutWithoutWhatWasGivenAhead(t *testing.T) {
	a := beginAsked(t, 12)
	do(t, a.Session, "spawn producer")
	a.walk(20)
	a.GoTo(10)
	a.answers()
	for _, g := range a.Commands() {
		if !g.Laid {
			t.Errorf("%v at step %d is in the schedule", g.Command, g.Step)
		}
	}
	a.are("laid out", 2, 2)
	a.takesBack("undone", "schedule", 10, 1)
	a.are("undone", 2, 1)
}

// TestTwoSchedulesAreTwo: what one answer laid out behind another one's stays when the newer is taken back.
func TestTwoSchedulesAreTwo(t *testing.T) {
	a := beginAsked(t, 10)
	a.answers()
	a.GoTo(a.Length())
	a.answers()
	a.GoTo(a.Length())
	a.takesBack("the newer", "schedule", 22, 2)
	a.takesBack("the older", "schedule", 14, 0)
}

// TestUndoTakesBackWhatOneAnswerLaidOut, whatever was done before it: one Undo leads to the state in which it was
// asked, from the file too, and the other future is the schedule as it was.
func TestUndoTakesBackWhatOneAnswerLaidOut(t *testing.T) {
	programs := compileAll(t)
	rapid.Check(t, func(t *rapid.T) {
		s, p := drawSession(t, programs)
		for range rapid.IntRange(0, 8).Draw(t, "acts") {
			move(t, s, p)
		}
		at, before, hash := s.Position(), slices.Clone(s.Commands()[:s.next]), s.Engine().Hash()
		given := 0
		if _, err := s.LayOut(func(p Player) error {
			for range rapid.IntRange(0, 3).Draw(t, "steps before") {
				p.Forward()
			}
			for range rapid.IntRange(1, 5).Draw(t, "commands") {
				if p.Do(drawCommand(t, s.Program())) == nil {
					given++
				}
				for range rapid.IntRange(0, 5).Draw(t, "steps") {
					p.Forward()
				}
			}
			return nil
		}); err != nil {
			t.Fatal(err)
		}
		with := s.Commands()
		if given == 0 {
			return
		}
		s.GoTo(rapid.Int64Range(s.Position(), s.Length()).Draw(t, "walked"))
		if rapid.Bool().Draw(t, "from a file") {
			place := s.Position()
			read, err := Unmarshal(s.Marshal())
			if err != nil {
				t.Fatal(err)
			}
			s = read
			s.GoTo(max(place, with[len(with)-given].Step))
			if !slices.Equal(s.Commands(), with) {
				t.Fatalf("from the file there are %v, want %v", s.Commands(), with)
			}
		}
		if _, err := s.Undo(); err != nil {
			t.Fatal(err)
		}
		if got := s.Commands()[:len(before)]; !slices.Equal(got, before) || s.next > len(before) {
			t.Fatalf("undone there are %v up to step %d, want %v", s.Commands(), s.Position(), before)
		}
		if s.GoTo(at); s.Position() != at || s.Engine().Hash() != hash {
			t.Fatalf("undone step %d is another than that in which it was asked", at)
		}
		if _, err := s.OtherFuture(); err != nil || !slices.Equal(s.Commands(), with) {
			t.Fatalf("the other future has %v, want %v: %v", s.Commands(), with, err)
		}
	})
}

// TestUndosOfEarlierJournals: a line that says "undo" alone takes back one command, and what schedules laid out
// before lines told which belong together is read as it was written.
func TestUndosOfEarlierJournals(t *testing.T) {
	a := beginAsked(t, 10)
	var scribe Scribe
	journal := scribe.Lines(nil, a.Session)
	a.answers()
	journal = scribe.Lines(journal, a.Session)
	if !strings.Contains(string(journal), " laid out with it: capacity work 5\n") {
		t.Fatalf("the journal is\n%s", journal)
	}
	old := strings.ReplaceAll(string(journal), " laid out with it: ", " laid out: ")
	old += "at branch 1 step 18 of 18: undo\n"
	r, err := Recover([]byte(old))
	if err != nil || r.Missing != "" || len(r.Session.Commands()) != 1 || r.Session.Position() != 18 {
		t.Fatalf("%v, %+v with %v", err, r, r.Session.Commands())
	}
	for line, why := range map[string]string{
		"at branch 1 step 18 of 18: undo to step 19 keeping 1":  "nothing to undo to step 19",
		"at branch 1 step 18 of 18: undo to step 13 keeping 1":  "nothing to undo to step 13",
		"at branch 1 step 18 of 18: undo to step 18 keeping 2":  "nothing to undo to step 18",
		"at branch 1 step 18 of 18: undo to step -1 keeping 0":  "nothing to undo to step -1",
		"at branch 1 step 5 of 18: undo":                        "nothing to undo",
		"at branch 1 step 18 of 18: undo to step 014 keeping 0": "cannot be read",
		"at branch 1 step 18 of 18: undo to step 14":            "cannot be read",
	} {
		if r, err := Recover([]byte(string(journal) + line + "\n")); err != nil || !strings.Contains(r.Missing, why) {
			t.Errorf("%s: missing is %q, want %q; %v", line, r.Missing, why, err)
		}
	}
	text := strings.ReplaceAll(string(a.Marshal()), " laid out: capacity work 3", ": capacity work 3")
	b, err := Unmarshal([]byte(text)) // by hand: behind a person's command it means nothing
	if err != nil {
		t.Fatal(err)
	}
	b.GoTo(b.Length())
	asked{t, b}.takesBack("by hand", "schedule", 18, 1)
}

// FuzzJournalLines puts lines behind a journal in which a schedule was laid out: what can be taken up can be saved, and
// taken back to its boot.
func FuzzJournalLines(f *testing.F) {
	s := begin(f, buffer)
	var scribe Scribe
	journal := scribe.Lines(nil, s)
	if _, err := s.LayOut(func(p Player) error {
		for _, line := range []string{"capacity work 3", "capacity work 5"} {
			p.Forward()
			if err := p.Do(command(f, line)); err != nil {
				return err
			}
		}
		return nil
	}); err != nil {
		f.Fatal(err)
	}
	journal = scribe.Lines(journal, s)
	for _, line := range []string{"undo to step 1 keeping 0", "undo to step 1 keeping 1", "undo"} {
		f.Add("at branch 1 step 2 of 2: " + line + "\n")
	}
	f.Add("at branch 1 step 2 of 3 laid out with it: capacity work 4\n" +
		"at branch 1 step 2 of 9: undo to step 0 keeping 0\n")
	f.Fuzz(func(t *testing.T, lines string) {
		if long([]byte(lines)) {
			t.Skip("asks for a long run")
		}
		r, err := Recover([]byte(string(journal) + lines))
		if err != nil {
			return
		}
		back, err := Unmarshal(r.Session.Marshal())
		if err != nil {
			t.Fatalf("what was taken up cannot be read: %v\n%s", err, r.Session.Marshal())
		}
		for range 50 {
			back.GoTo(back.Length())
			if len(back.Commands()) == 0 {
				break
			}
			if _, err := back.Undo(); err != nil {
				t.Fatalf("cannot be taken back: %v\n%s", err, back.Marshal())
			}
		}
	})
}
