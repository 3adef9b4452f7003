package choices

import (
	"slices"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/internal/scenetest"
	"github.com/quartet-os/quartet/ui/keys"
	"github.com/quartet-os/quartet/ui/panel"
)

// crowd has twelve coroutines that could all run next.
const crowd = `// Twelve are ready.
package crowd

const slots = 13

func idler() {
	sleep(2, 4)
}

func main() {
	spawn(idler, 12)
}
`

// TestTheListIsDriven walks through the list by keys: each says what it asks for, and makes nothing happen.
func TestTheListIsDriven(t *testing.T) {
	s := scenetest.Open(t, scenetest.Parse(t, crowd))
	var l List
	l.Look(s.Engine())
	if len(l.All) < 12 {
		t.Fatalf("there are %d choices", len(l.All))
	}
	last := len(l.All) - 1
	for _, c := range []struct {
		key    string
		action keys.Action
		what   Intent
		at     int // that is taken
		marked int
	}{
		{"up", keys.CursorUp, Stay, 0, 0},
		{"down", keys.CursorDown, Stay, 0, 1},
		{"enter", keys.Accept, Take, 1, 1},
		{"3", keys.TakeNumbered, Take, 2, 1},
		{"0", keys.TakeNumbered, Take, 9, 1},
		{"space", keys.StepOn, Pass, 0, 1},
	} {
		if what, at := l.Update(c.action, keys.PressOf(c.key)); what != c.what || at != c.at || l.At != c.marked {
			t.Errorf("%s asks for %d, choice %d, with %d marked", c.key, what, at, l.At)
		}
	}
	for range len(l.All) + 3 {
		l.Update(keys.CursorDown, keys.PressOf("down"))
	}
	if l.At != last {
		t.Errorf("below the last one %d is marked", l.At)
	}
	if s.Position() != 0 {
		t.Error("a key made something happen")
	}
}

// TestAClickIsKeys: the keys of a click take its row, wherever the mark is.
func TestAClickIsKeys(t *testing.T) {
	s := scenetest.Open(t, scenetest.Parse(t, crowd))
	for _, from := range []int{0, 11} {
		l := List{At: from}
		l.Look(s.Engine())
		for row := range l.All {
			taken, list := -1, l
			for _, key := range l.KeysTo(row) {
				a := keys.NewMap().Action(keys.Choosing, key)
				if what, at := list.Update(a, keys.PressOf(key)); what == Take {
					taken = at
				}
			}
			if taken != row {
				t.Errorf("from %d the keys %v take %d", from, l.KeysTo(row), taken)
			}
		}
		if l.KeysTo(-1) != nil || l.KeysTo(len(l.All)) != nil {
			t.Error("a click beside the rows has keys")
		}
	}
}

// TestTheListIsDrawn: a row for each choice, what the scene asks for, and a word where there is none to make.
func TestTheListIsDrawn(t *testing.T) {
	s := scenetest.Open(t, scenetest.Parse(t, crowd))
	var l List
	l.Look(s.Engine())
	l.Update(keys.CursorDown, keys.PressOf("down"))
	page := l.Draw(s.Engine().Snapshot(nil), s.Program(), "Goal: sleep.", nil).(*panel.Choices)
	if len(page.Rows) != len(l.All) || page.Selected != 1 || page.Goal != "Goal: sleep." {
		t.Errorf("%d rows, %d marked, %q", len(page.Rows), page.Selected, page.Goal)
	}
	if !slices.ContainsFunc(page.Rows, func(r panel.ChoiceRow) bool { return r.How == "for 3 ticks" }) {
		t.Errorf("no row tells how long it sleeps: %+v", page.Rows)
	}
}

// TestNobodyChooses: within a pass the one that runs keeps the CPU, and the list says so.
func TestNobodyChooses(t *testing.T) {
	s := scenetest.Open(t, scenetest.Parse(t, crowd))
	var l List
	for range 2000 {
		now := s.Engine().Snapshot(nil)
		l.Look(s.Engine())
		note := l.Draw(now, s.Program(), "", nil).(*panel.Choices).Note
		if says := strings.Contains(note, " keeps the CPU "); says != (now.Running >= 0) {
			t.Fatalf("step %d, slot %d runs: %q", s.Position(), now.Running, note)
		}
		if s.Forward() == nil {
			if !strings.HasPrefix(note, "Nothing can happen any more") || len(l.All) > 0 {
				t.Errorf("at the end it says %q", note)
			}
			return
		}
	}
	t.Error("the scene does not end")
}

// TestEveryChoiceHasItsName: each way in which a pass can go says what was decided, and no two say the same.
func TestEveryChoiceHasItsName(t *testing.T) {
	const sleeper = "var reply = make(chan int, 1)\nfunc w() { sleep(0, 2); reply <- 42 }\nfunc main() { spawn(w) }\n"
	const cases = "var x = make(chan int, 1)\nvar y = make(chan int, 1)\n" +
		"func a() { select { case x <- 1: case y <- 2: } }\nfunc main() { spawn(a) }\n"
	for _, c := range []struct {
		scene string
		want  []string
	}{
		{sleeper, []string{"for no time", "for 1 tick", "for 2 ticks"}},
		{strings.Replace(sleeper, ", 1)", ")", 1), []string{"for no time", "for 1 tick", "for 2 ticks"}},
		{"func w() { compute(0, 2) }\nfunc main() { spawn(w) }\n",
			[]string{"for no time", "for 1 pass", "for 2 passes"}},
		{"var m mutex\nfunc w() { lock(m); sleep(0, 1); unlock(m) }\nfunc main() { spawn(w) }\n",
			[]string{"sleeps for no time", "sleeps for 1 tick"}},
		{cases, []string{"x <- 1", "y <- 2"}},
	} {
		s := scenetest.Open(t, scenetest.Parse(t, "// Ways.\npackage ways\n"+c.scene))
		var l List
		l.Look(s.Engine())
		var got []string
		for _, r := range l.Draw(s.Engine().Snapshot(nil), s.Program(), "", nil).(*panel.Choices).Rows {
			got = append(got, r.How)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("the choices are %q, not %q, of\n%s", got, c.want, c.scene)
		}
	}
}

// woken has one who waits, and one who wakes it.
const woken = `package woken

var m mutex
var c cond

func w() { lock(m); wait(c, m); unlock(m) }
func s() { signal(c) }
func main() { spawn(w); spawn(s) }
`

// TestWhoIsBackFromItsWaitDoesNotWaitAgain: the row of one that was woken says so, and what it does behind the wait.
func TestWhoIsBackFromItsWaitDoesNotWaitAgain(t *testing.T) {
	s := scenetest.Open(t, scenetest.Parse(t, woken))
	found := false
	for range 40 {
		now := s.Engine().Snapshot(nil)
		var l List
		l.Look(s.Engine())
		page := l.Draw(now, s.Program(), "", nil).(*panel.Choices)
		for _, r := range page.Rows {
			if r.Who < 0 {
				continue
			}
			c := &now.Coroutines[r.Who]
			woken := c.Place == engine.Ready && s.Program().Ops[c.PC].Kind == program.Relock
			if found = found || woken; woken && r.Text != "is back from wait: unlock(m)" {
				t.Errorf("line %d: %s", r.Line, r.Text)
			}
		}
		s.Forward()
	}
	if !found {
		t.Error("nobody was woken")
	}
}
