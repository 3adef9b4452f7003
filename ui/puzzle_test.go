package ui

import (
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/engine/session"
	"github.com/quartet-os/quartet/internal/scenetest"
	"github.com/quartet-os/quartet/ui/demo"
	"github.com/quartet-os/quartet/ui/goal"
	"github.com/quartet-os/quartet/ui/panel"
)

// puzzled sits down before a puzzle of a scene.
func puzzled(t *testing.T, line string) *user {
	u := sitDown(t, scenetest.Text(t, "one-condition-broadcast"), withShelf, func(o *Options) {
		o.Open = func(name string) (*session.Session, string, error) {
			s, err := parse(name, scenetest.Text(t, name))
			return s, "", err
		}
	})
	u.enters(line)
	u.sees("looking for changes that break it", "esc stop")
	u.send(u.m.ask.work())
	return u
}

// TestAPuzzleHidesWhatWasChanged: the broken scene stands there as any other, neither the cures nor the scene beside it
// give it away, and once it is shown both may.
func TestAPuzzleHidesWhatWasChanged(t *testing.T) {
	u := puzzled(t, "puzzle 2")
	u.sees("Puzzle 2 of", "one change was made", "that is par", "one-condition-broadcast-puzzle-2")
	u.press("esc")
	for line, why := range map[string]string{"mend": "would solve it", "puzzle x": "there is no puzzle",
		"puzzle 0":                        "takes a number from 1",
		"compare one-condition-broadcast": "still to be found"} {
		u.enters(line)
		u.sees(why)
		u.press("esc", "esc")
	}
	u.enters("puzzle show")
	u.sees("Puzzle 2 of one-condition-broadcast:", "Then it fails, ")
	u.press("esc")
	u.enters("compare one-condition-broadcast")
	u.sees("two worlds")
	u.press("esc")
	u.enters("puzzle")
	u.send(u.m.ask.work())
	u.sees("Puzzle 3 of")
	u.press("esc", "u", "u")
	u.enters("puzzle show")
	u.sees("no puzzle is on the screen")
}

// TestAPuzzleIsBrokenAndMended: a run of the user's that fails is told beside par, one that the search has laid out is
// not, and a text that holds solves it.
func TestAPuzzleIsBrokenAndMended(t *testing.T) {
	u := puzzled(t, "puzzle")
	u.press("esc")
	v, err := explore.Check(t.Context(), u.m.session.Engine(), explore.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := v.Play(u.m.session.Player()); err != nil {
		t.Fatal(err)
	}
	u.press("home", "end")
	u.sees("broken after", "no way is shorter", "now mend it: E")
	u.press("E")
	u.m.edits.At().Text.Replace(scenetest.Text(t, "one-condition-broadcast"))
	u.m.readDraft(0)
	u.sees("✓ holds", "solved: no schedule fails any more", ":puzzle show tells")
	u.press("esc")
	u.enters("compare one-condition-broadcast")
	u.sees("two worlds")
}

// TestNoPuzzleOfWhatFails: it says what it needs, and the search can be stopped.
func TestNoPuzzleOfWhatFails(t *testing.T) {
	u := sitDown(t, scenetest.Text(t, "one-condition"))
	u.enters("puzzle")
	u.press("esc")
	u.sees("stopped looking · :puzzle begins again")
	u.enters("puzzle")
	u.send(u.m.ask.work())
	u.told("breaks a scene that holds", "Its cure is one-condition-broadcast")
}

// TestAPuzzleIsRecorded: a script of what was done to a puzzle opens the same one, and ends as the user did.
func TestAPuzzleIsRecorded(t *testing.T) {
	saved := map[string]string{}
	u := sitDown(t, scenetest.Text(t, "one-condition-broadcast"), saver(saved))
	u.enters("puzzle 2")
	u.send(u.m.ask.work())
	u.press("esc", "n", "n", "p")
	script := recordedScript(t, u, saved)
	stage, err := NewStage(t.Context(), Options{Session: newSession(t, scenetest.Text(t, "one-condition-broadcast"))})
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
	want := u.m.session
	if got := stage.Session(); got.Program().Source != want.Program().Source || got.Position() != want.Position() {
		t.Errorf("the script ends at step %d of %s, the user at step %d of %s\n%s", got.Position(),
			got.Program().Title(), want.Position(), want.Program().Title(), script)
	}
}

// listsBroken checks that the page of a puzzle that was broken, and the list of choices behind it, say what broke, and
// the list that this was to be done.
func listsBroken(t *testing.T, u *user, after string) {
	t.Helper()
	end := goal.End(u.m.session, true)
	if end.Text != "" {
		u.told(program.Ended(program.Capital(end.Said())))
	}
	list := u.m.choicePage().(*panel.Choices)
	if !strings.HasPrefix(list.Goal, "Goal: Break it: par is ") ||
		!strings.HasSuffix(list.Goal, "\nReached: broken after "+after+".") ||
		len(list.Rows) == 0 && end.Text != "" &&
			!strings.Contains(list.Note, program.Clause(end.Text)[1:]) {
		t.Errorf("the list of choices says %q, %q", list.Goal, list.Note)
	}
}

// saysOnce checks that the page on the screen says something once, capitals or not.
func saysOnce(t *testing.T, u *user, what string) {
	t.Helper()
	text := strings.ToLower(u.m.stack.Page.Message.Text)
	if n := strings.Count(text, strings.ToLower(what)); n != 1 {
		t.Errorf("%q is said %d times:\n%s", what, n, u.screen())
	}
}

// TestAPuzzleThatIsEditedDoesNotTellItsSchedule: as long as no run has failed the editor says that it is to be broken
// first, under the puzzle's name; then it tells the schedule.
func TestAPuzzleThatIsEditedDoesNotTellItsSchedule(t *testing.T) {
	u := puzzled(t, "puzzle 2")
	u.press("esc", "E")
	u.sees("one-condition-broadcast-puzzle-2", "? no run has failed yet")
	u.seesNot("the schedule that broke it", "✗ fails")
	u.press("esc")
	v, err := explore.Check(t.Context(), u.m.session.Engine(), explore.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := v.Play(u.m.session.Player()); err != nil {
		t.Fatal(err)
	}
	u.press("home", "end", "E")
	u.sees("the schedule", "✗")
	u.seesNot("? no run has failed yet")
}
