package ui

import (
	"regexp"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"github.com/quartet-os/quartet/engine/reason"
	"github.com/quartet-os/quartet/internal/scenetest"
	"github.com/quartet-os/quartet/ui/ask"
)

// besides is a deadlock of one beside another who could go on.
const besides = `package besides
const slots = 2
var table rwlock
func upgrades() { rlock(table); yield(); lock(table); unlock(table); runlock(table) }
func computes() { for { compute(2) } }
func main() { spawn(upgrades); spawn(computes) }
`

// TestADeadlockBesideOthersIsAnEnd: where check finds a deadlock though others could go on, the header, TIME and the
// panel say so as of any other end, at every size; a step further the story goes on, and TIME keeps the mark.
func TestADeadlockBesideOthersIsAnEnd(t *testing.T) {
	for _, size := range [][2]int{{80, 24}, {100, 30}, {120, 36}, {160, 50}} {
		u := sitDown(t, besides)
		u.send(tea.WindowSizeMsg{Width: size[0], Height: size[1]})
		u.press("enter", "enter", "enter")
		u.sees("✗ deadlock", "✗ Deadlock: u1 waits for table")
		head, _, _ := strings.Cut(u.screen(), "\n")
		if !strings.Contains(head, "✗ deadlock") {
			t.Errorf("%v: the header is %q", size, head)
		}
		u.press("w")
		u.sees("✗ Deadlock: u1 waits for table")
		u.press("esc", "space", "space")
		u.seesNot("✗ Deadlock")
		u.sees("✗ deadlock")
	}
}

// TestOwnersWithLongNames: in the lower edge of the listing whoever has no room is counted, and no name runs into the
// corner, at any width.
func TestOwnersWithLongNames(t *testing.T) {
	u := sitDown(t, scenetest.Text(t, "deadlock-philosophers"), func(o *Options) { o.Ask = ask.EverySchedule })
	u.press("a")
	u.send(u.m.ask.work())
	u.press("esc", "end")
	edge := regexp.MustCompile(`╰─ fork1 ●plato  (\+2( held)?|fork2 ●kant  (\+1( held)?|fork3 ●hume)) *─*╯`)
	for w := 100; w <= 200; w++ {
		u.send(tea.WindowSizeMsg{Width: w, Height: 36})
		if text := u.screen(); strings.Contains(text, "╰─ fork1") && !edge.MatchString(text) {
			t.Errorf("%d columns:\n%s", w, text)
		}
	}
	u.send(tea.WindowSizeMsg{Width: 120, Height: 36})
	u.sees("fork1 ●plato fork2 ●kant +1 held")
}

// TestAKeptLockIsAnEnd: who ends and keeps a lock that nobody waits for breaks a law, as check says; "done" would not
// be the whole of it.
func TestAKeptLockIsAnEnd(t *testing.T) {
	u := sitDown(t, "package kept\nvar m mutex\nfunc one() { lock(m) }\nfunc main() { spawn(one) }\n")
	u.press("enter", "enter", "enter")
	u.sees("✗ violation", "✗ Violation", "o1 has ended and still owns m.")
	u.seesNot("✓ done")
}

// TestNoSentenceOfAVerdictBreaksOff: in a low panel a sentence is there whole or not at all.
func TestNoSentenceOfAVerdictBreaksOff(t *testing.T) {
	u := sitDown(t, scene(t, "signal-forgotten"))
	for range 60 {
		u.press("enter")
	}
	for h := 20; h < 50; h++ {
		for _, w := range []int{80, 100, 120, 140, 160} {
			u.send(tea.WindowSizeMsg{Width: w, Height: h})
			ends(t, u, w, h)
		}
	}
}

// ends looks at the sentences of a verdict's panel: whichever begins there ends there.
func ends(t *testing.T, u *user, w, h int) {
	t.Helper()
	inside, said := false, ""
	for row := range strings.SplitSeq(u.screen(), "\n") {
		cells := strings.Split(strings.TrimRight(row, " │"), "│")
		last := strings.TrimSpace(strings.TrimRight(cells[len(cells)-1], "0123456789"))
		switch {
		case strings.Contains(row, "─ ✗ Stuck"):
			inside = true
		case strings.Contains(row, "w each step"):
			inside = false
		case inside:
			said += " " + last
		}
	}
	for _, l := range u.m.verdict().Answer.Lines {
		all := strings.Join(strings.Fields(u.m.keys.Words(l.Text)), " ")
		begins := strings.Join(strings.Fields(all)[:6], " ")
		if l.Part != reason.Cured && strings.Contains(said, begins) && !strings.Contains(said, all) {
			t.Errorf("%dx%d: it breaks off: %q\n%s", w, h, all, u.screen())
		}
	}
}

// TestAskedAtAnEnd: of a run that has gone wrong already there is no schedule to go through, and the tour says where to
// ask instead.
func TestAskedAtAnEnd(t *testing.T) {
	every := func(o *Options) { o.Ask = ask.EverySchedule }
	u := sitDown(t, scenetest.Text(t, "if-instead-of-a-loop"), every)
	u.press("a")
	u.send(u.m.ask.work())
	u.sees("n goes through it")
	u.press("esc", "end", "a")
	u.send(u.m.ask.work())
	u.sees("✗ already")
	u.seesNot("goes through it")
	u = sitDown(t, scenetest.Text(t, "if-instead-of-a-loop"), every)
	for range 40 { // it ends before that
		u.press("n")
	}
	u.m.beginTour(6)
	u.sees("This run is over", "Press home", "to go to the start")
}

// TestWhoHasNoRoomIsCounted: what stands behind those who wait counts coroutines, as the number above does.
func TestWhoHasNoRoomIsCounted(t *testing.T) {
	u := sitDown(t, scenetest.Text(t, "signal-forgotten"), func(o *Options) { o.Ask = ask.EverySchedule })
	u.send(tea.WindowSizeMsg{Width: 80, Height: 24})
	u.press("a")
	u.send(u.m.ask.work())
	u.press("esc", "end")
	u.sees("notEmpty ▼c1 ▼c2 … 3 on notFull")
}

// TestOnlyOneGoesFirst: of several that were put first in one step the last one is.
func TestOnlyOneGoesFirst(t *testing.T) {
	u := sitDown(t, scenetest.Text(t, "one-condition"))
	u.enters("run c2")
	u.sees("first is ▸ ▼c2")
	u.enters("run c1")
	u.sees("first is ▸ ▼c1")
	if n := strings.Count(u.screen(), "first is ▸"); n != 1 {
		t.Errorf("%d go first:\n%s", n, u.screen())
	}
}

// TestAnEndIsNotNow: in the middle of the last pass, and at its beginning, the end is not written beside now as if it
// had come; at the end it is.
func TestAnEndIsNotNow(t *testing.T) {
	every := func(o *Options) { o.Ask = ask.EverySchedule }
	for _, size := range [][2]int{{80, 24}, {120, 36}} {
		u := sitDown(t, scenetest.Text(t, "rwlock-upgrade"), every)
		u.send(tea.WindowSizeMsg{Width: size[0], Height: size[1]})
		u.press("a")
		u.send(u.m.ask.work())
		u.press("esc", "space", "space", "space", "space")
		u.sees("▾ now then ✗ deadlock")
		u.press("end")
		u.sees("▾ now ✗ deadlock")
	}
	u := sitDown(t, scenetest.Text(t, "deadlock-by-lock-order"), every)
	u.send(tea.WindowSizeMsg{Width: 80, Height: 24})
	u.press("a")
	u.send(u.m.ask.work())
	u.press("esc", "n")
	u.seesNot("now ✗")
}

// TestAnEndBeginsItsNextSentence: rows that a sentence has no room in are not left empty where its beginning has.
func TestAnEndBeginsItsNextSentence(t *testing.T) {
	every := func(o *Options) { o.Ask = ask.EverySchedule }
	u := sitDown(t, scenetest.Text(t, "deadlock-philosophers"), every)
	u.send(tea.WindowSizeMsg{Width: 80, Height: 24})
	u.press("a")
	u.send(u.m.ask.work())
	u.press("esc", "end")
	u.sees("When it was decided", "decides: plato runs.", "▾ more: w")
}

// TestADialogLeavesWhatItHasNoUseFor: an answer that is short, and the choices where none is left, leave the rows that
// they do not need to the panels in whose place they stand.
func TestADialogLeavesWhatItHasNoUseFor(t *testing.T) {
	every := func(o *Options) { o.Ask = ask.EverySchedule }
	u := sitDown(t, scenetest.Text(t, "timed-lock-times-out"), every)
	u.press("a")
	u.send(u.m.ask.work())
	u.sees("nothing goes wrong from here", "lock(m)", "OBJECTS")
	u = sitDown(t, scenetest.Text(t, "if-instead-of-a-loop"), every)
	u.press("a")
	u.send(u.m.ask.work())
	u.press("esc", "end", "e")
	u.sees("the run is over", "wait(notEmpty, m)", "OBJECTS", "STORY")
	u.send(tea.WindowSizeMsg{Width: 80, Height: 24})
	u.sees("the run is over", "▾ 4 decides")
}
