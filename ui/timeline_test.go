package ui

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"github.com/quartet-os/quartet/ui/panel"
	"github.com/quartet-os/quartet/ui/theme"
	"github.com/quartet-os/quartet/ui/track"
)

// known checks that the timeline shows the run from its boot to its last step, and where the position is in it.
func (u *user) known() {
	u.t.Helper()
	u.screen()
	s, t := u.m.session, &u.m.canvas.frame.Track
	if n := len(t.Columns); n == 0 || t.Columns[n-1].Step != s.Length() || t.First != 0 ||
		int64(t.Now) != s.ColumnAt(t.Scale) {
		u.t.Errorf("at step %d of %d the timeline has %d columns from %d on, now %d", s.Position(), s.Length(), n,
			t.First, t.Now)
	}
	if s.Position() == s.Length() {
		u.seesNot("known future")
	}
}

// TestTheFutureIsKnownWhereverOneIs: after home, after a jump, on the other branch, after an undo, and after a schedule
// was laid out.
func TestTheFutureIsKnownWhereverOneIs(t *testing.T) {
	u := sitDown(t, bounded)
	for range 9 {
		u.press("n")
	}
	u.known()
	for _, key := range []string{"home", "n", "space", "b", "end", "home"} {
		u.press(key)
		u.known()
	}
	u.line("go 5")
	u.known()
	u.press("p", "n", "n", "n")
	u.sees("another future", "command")
	u.known()
	for _, key := range []string{"B", "home", "B", "home", "end", "u", "home"} {
		u.press(key)
		u.known()
	}
}

// TestZoom: z looks nearer, Z from further away, the frame says what a column is, and a click means the same.
func TestZoom(t *testing.T) {
	u := sitDown(t, bounded)
	for range 60 {
		u.press("enter")
	}
	at := u.m.session.Position()
	u.sees("a column is a pass", "run ", "the whole run, 60 passes: how many wait")
	for _, step := range []struct{ key, says string }{
		{"Z", "a column is 2 passes: where each was longest"}, {"Z", "a column is 4 passes"},
		{"z", "a column is 2 passes"},
		{"z", "a column is a pass"}, {"z", "a column is a step"}, {"z", "there is nothing finer"},
		{"Z", "a column is a pass"}, {"Z", "2 passes"}, {"Z", "4 passes"}, {"Z", "8 passes"}, {"Z", "16 passes"},
		{"Z", "z zooms in"},
	} {
		u.press(step.key)
		u.sees(step.says)
		u.position(at)
		f := &u.m.canvas.frame
		for i, c := range f.Track.Columns {
			if i > 0 && c.Step <= f.Track.Columns[i-1].Step {
				t.Fatalf("%s: column %d ends at step %d", step.says, i, c.Step)
			}
		}
		x, y := u.find("TIME a column")
		hit := panel.Hit(f, 120, 36, x+4, y+2)
		if hit.Kind != panel.Seek || hit.Step != f.Track.Columns[0].Step {
			t.Errorf("%s: a click on the first column means %+v, want step %d", step.says, hit, f.Track.Columns[0].Step)
		}
		if err := exactly(u.m); err != nil {
			t.Error(err)
		}
	}
}

// TestTheWholeRunBelow: it is there where the run is longer than the strip, a click and a drag in it go through the
// run, and the strip follows.
func TestTheWholeRunBelow(t *testing.T) {
	u := sitDown(t, bounded)
	u.press("enter")
	u.seesNot("the whole run")
	for range 200 {
		u.press("enter")
	}
	u.sees("the whole run, 201 passes: how many wait", "in the strip: ")
	x, y := u.find("run  ")
	click := func(dx int) int64 {
		u.screen()
		u.send(tea.MouseClickMsg{X: x + dx, Y: y, Button: tea.MouseLeft})
		return u.m.session.Position()
	}
	first := click(6)
	u.known1()
	middle := click(60)
	u.known1()
	if first <= 0 || first >= middle || middle >= u.m.session.Length() {
		t.Errorf("clicks go to steps %d and %d of %d", first, middle, u.m.session.Length())
	}
	u.send(tea.MouseMotionMsg{X: x + 6, Y: y, Button: tea.MouseLeft})
	u.position(first)
	u.send(tea.MouseReleaseMsg{X: x + 6, Y: y})
	u.press("home")
	u.sees("in the strip: 1 to")
}

// known1 checks that the strip holds the position.
func (u *user) known1() {
	u.t.Helper()
	u.screen()
	t := &u.m.canvas.frame.Track
	if at := u.m.session.ColumnAt(t.Scale); at < t.First && at >= 0 || at >= t.First+int64(len(t.Columns)) ||
		t.First+int64(t.Now) != at {
		u.t.Errorf("the position is in column %d, the strip has %d from %d on", at, len(t.Columns), t.First)
	}
}

// TestALongRunIsShownWithoutAHitch: after 100,000 steps no message of the event loop does more than a slice, wherever
// one jumps and however one zooms, and the timeline gets whole by itself.
func TestALongRunIsShownWithoutAHitch(t *testing.T) {
	u := sitDown(t, bounded)
	for range 100_000 {
		u.m.session.Forward()
	}
	u.m.desk.alone = false
	for _, key := range []string{"home", "end", "Z", "Z", "Z", "Z", "home", "z", "z", "z", "z", "z", "end"} {
		u.press(key)
		for n := 0; u.m.goesOn(timeWork); n++ {
			if n > 100 {
				t.Fatalf("%s: the timeline does not come to an end", key)
			}
			u.send(timeMsg{u.m.ticket(timeWork)})
		}
		u.known1()
		if u.m.canvas.frame.Track.Partial {
			t.Errorf("%s: the timeline is not whole", key)
		}
	}
	if track.Slice > 100_000 {
		t.Errorf("a slice is %d steps", track.Slice)
	}
}

// TestSixHaveTheirRows: at 120x36 nobody of six shares a row, and those who share one on a small screen are not who
// runs, waits or is selected.
func TestSixHaveTheirRows(t *testing.T) {
	six := strings.Replace(bounded, "spawn(producer, 2)", "spawn(producer, 4)", 1)
	u := sitDown(t, six)
	for range 20 {
		u.press("enter")
	}
	rows := func() (names []string) {
		lines := strings.Split(u.screen(), "\n")
		for _, l := range lines[len(lines)-9:] {
			for _, name := range []string{"▲p1", "▲p2", "▲p3", "▲p4", "▼c1", "▼c2"} {
				if strings.HasPrefix(strings.TrimLeft(l, "│▸ "), name+"  ") {
					names = append(names, name[len("▲"):])
				}
			}
		}
		return names
	}
	if n := len(rows()); n != 6 {
		t.Errorf("%d rows\n%s", n, u.screen())
	}
	u.send(tea.WindowSizeMsg{Width: 80, Height: 24})
	for range 6 {
		u.press("tab")
		shown := strings.Join(rows(), " ")
		if name := u.m.look.selected.name; !strings.Contains(shown, name) {
			t.Errorf("%s is selected; the rows are of %s\n%s", name, shown, u.screen())
		}
	}
}

// TestTheFutureIsPaler looks at the cells: what is past has the colour of its place, what is to come the paler one.
func TestTheFutureIsPaler(t *testing.T) {
	u := sitDown(t, bounded)
	for range 8 {
		u.press("n")
	}
	u.press("b", "b", "b")
	_, y := u.find("TIME a column")
	y += 2
	now := false
	seen := map[bool]int{}
	for x := 7; x < 119; x++ {
		c := u.m.canvas.grid.At(x, y)
		switch c.Rune {
		case theme.Unicode().Scrub:
			now = true
		case ' ':
		default:
			seen[now]++
			if later := c.Style.Surrounding() == theme.Paler; later != now {
				t.Errorf("column %d has style %v", x, c.Style)
			}
		}
	}
	if seen[false] == 0 || seen[true] == 0 {
		t.Errorf("%d cells are past, %d to come", seen[false], seen[true])
	}
}
