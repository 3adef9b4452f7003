package panel_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/ui/panel"
	"github.com/quartet-os/quartet/ui/screen"
)

// edited is a frame in which a scene is edited: a line was changed, and another one is wrong.
func edited() *panel.Frame {
	f := lookMoment()
	run := *f
	run.Edit = &panel.Editor{}
	f.Events, f.Story, f.Position, f.Length, f.Unsaved = nil, nil, 0, 0, true
	e := &panel.Editor{Lines: 48, Line: 23, Column: 10, Place: 11, Run: &run,
		Foot: "line 27: the line ends without its {", Bad: true}
	for i, line := range strings.Split(strings.ReplaceAll(boundedBuffer, "\t", "    "), "\n") {
		r := panel.EditRow{Number: i + 1, Text: line}
		switch i + 1 {
		case 23:
			e.Rows = append(e.Rows, panel.EditRow{Number: 23, Text: line, Mark: panel.Removed})
			r.Mark, r.Cursor, r.Text = panel.Added, true, strings.Replace(line, "for", "if", 1)
		case 27:
			r.Wrong = "the line ends without its {"
		case 28:
			r.Text += strings.Repeat(" // 长", 40)
		}
		if i > 14 {
			e.Rows = append(e.Rows, r)
		}
	}
	e.Before = panel.EditSide{Title: "for", Reason: "No schedule goes wrong.",
		Said: holding(1204),
		More: [2]panel.EditAnswer{holding(1204),
			{Known: true, States: "200000 visited", Counted: "200000", Number: "200000"}}}
	e.After = panel.EditSide{Title: "if", Note: "not yet: line 27, column 31",
		Said:   failing(true),
		More:   [2]panel.EditAnswer{{}, {Known: true, Fails: true, Way: "15 ops", States: "90 visited"}},
		Reason: "c1 takes from work, which is empty."}
	e.Changed = []panel.EditNote{{Head: "changed", Text: "line 23"}, {},
		{Text: "line 27, column 31: the line ends without its {", Mood: panel.Bad},
		{Head: "  ", Text: "write for len(work) >= cap(work) {"}}
	f.Edit = e
	return f
}

// holding is the answer about a scene that holds, with so many states.
func holding(states int) panel.EditAnswer {
	return panel.EditAnswer{Known: true, Holds: true, States: fmt.Sprintf("all %d states", states),
		Counted: fmt.Sprint("all ", states), Number: fmt.Sprint(states)}
}

// failing is the answer about a scene that fails, or about an older text.
func failing(pale bool) panel.EditAnswer {
	return panel.EditAnswer{Known: true, Pale: pale, Fails: true, Way: "4 passes", States: "all 21 states",
		Counted: "all 21", Number: "21"}
}

// TestEditorViews draws the editor at the common sizes.
func TestEditorViews(t *testing.T) {
	for _, size := range [][2]int{{60, 18}, {80, 24}, {120, 36}, {160, 50}} {
		g := screen.New(size[0], size[1])
		f := edited()
		panel.Draw(g, f)
		golden(t, fmt.Sprintf("edit-%dx%d", size[0], size[1]), g.String())
	}
}

// TestTheEditorKeepsTheLanes: at every size FREE, READY and RUNNING are there, and a lane that has somebody.
func TestTheEditorKeepsTheLanes(t *testing.T) {
	f := edited()
	for _, size := range sizes() {
		w, h := size[0], size[1]
		for _, id := range []panel.ID{panel.FreePanel, panel.ReadyPanel, panel.RunningPanel} {
			if panel.Place(f, w, h, id).Empty() {
				t.Errorf("at %dx%d %s is left out", w, h, id)
			}
		}
		if len(f.Now.Waiting) > 0 && h >= 24 && panel.Place(f, w, h, panel.WaitingPanel).Empty() {
			t.Errorf("at %dx%d WAITING is left out, with somebody on it", w, h)
		}
		if rows, columns := panel.EditRoom(f, w, h, 48); rows < 3 || columns < 30 {
			t.Errorf("at %dx%d the text has %d rows of %d columns", w, h, rows, columns)
		}
	}
}

// TestAClickPlacesTheCursor: a row and a column of the text, however far it is scrolled to the side.
func TestAClickPlacesTheCursor(t *testing.T) {
	f := edited()
	f.Edit.Left = 10
	g := screen.New(120, 36)
	panel.Draw(g, f)
	for y, line := range g.Lines() {
		if at := strings.Index(line, " 20 "); at >= 0 {
			x := screen.Width(line[:at]) + 6
			in := panel.Hit(f, 120, 36, x+3, y)
			if in.Kind != panel.PlaceCursor || f.Edit.Rows[in.Row].Number != 20 || in.Step != 13 {
				t.Errorf("a click is %+v", in)
			}
			if in := panel.Hit(f, 120, 36, x-5, y); in.Kind != panel.PlaceCursor || in.Step != 0 && in.Step > 10 {
				t.Errorf("a click on the number is %+v", in)
			}
			return
		}
	}
	t.Fatalf("line 20 is not in sight:\n%s", g.String())
}

// TestAWrongFileIsMarkedEverywhere: at each size and in each layout one sees where its error is.
func TestAWrongFileIsMarkedEverywhere(t *testing.T) {
	for _, layout := range panel.Layouts() {
		f := longNames()
		f.Layout, f.Wrong, f.Branch, f.Notice = layout, "line 24", "branch 2 of 2", ""
		for _, size := range sizes() {
			g := screen.New(size[0], size[1])
			panel.Draw(g, f)
			if !strings.Contains(g.String(), "✗ line 24") {
				t.Errorf("%s at %dx%d does not say it:\n%s", layout, size[0], size[1], g.String())
			}
		}
	}
}

// TestRulesViews draws the list of rules where there is little room and where there is much.
func TestRulesViews(t *testing.T) {
	const only = "the head of the lock queue is made ready and is the only one that may take the mutex"
	f := lookMoment()
	o := &panel.Rules{Title: "RULES 2 of 9", Selected: 1, Line: ":rule unlock barging", Notes: []panel.EditNote{
		{Head: "now reserve:", Text: only},
		{Head: "barging:", Text: "the head of the lock queue is made ready, but anyone may take the mutex first"},
		{Head: "on this run:", Text: "step 17: now c1 takes m, which is free; with it c1 queues for m"}}}
	for _, name := range strings.Fields("policy unlock wake_order monitor signal unheard woken rewake zero") {
		o.Rows = append(o.Rows, panel.RuleRow{Name: name, Now: "reserve", Others: []string{"handoff", "barging"},
			Chosen:  1,
			Meaning: only})
	}
	f.Overlay = o
	for _, size := range [][2]int{{60, 18}, {120, 36}} {
		g := screen.New(size[0], size[1])
		panel.Draw(g, f)
		golden(t, fmt.Sprintf("rules-%dx%d", size[0], size[1]), g.String())
	}
}

// TestWhatAnEditComesToIsNotCut: beside the text of a scene of a usual length every wording fits whole, at all sizes
// that have panels for it.
func TestWhatAnEditComesToIsNotCut(t *testing.T) {
	for _, size := range [][2]int{{80, 24}, {100, 30}, {110, 32}, {120, 36}} {
		f := lookMoment()
		f.Now.Waiting, f.Now.Timed, f.Now.Queues = nil, nil, nil // as at a boot
		holds := holding(920245)
		side := panel.EditSide{Reason: "C1 takes from work, which is empty.",
			Said: failing(false),
			More: [2]panel.EditAnswer{{Known: true, Fails: true, Way: "12 passes"}, holds}}
		f.Edit = &panel.Editor{Before: side, After: side, Changed: []panel.EditNote{
			{Head: "changed", Text: "nothing yet"}, {}, {Head: "the schedule that broke it:", Text: "c1 p1 c2 c1"},
			{Head: "  before", Text: "✗ c1 takes from work, which is empty"}, {},
			{Head: "goal", Text: "Let a consumer take from an empty queue.", Whole: true}}}
		f.Edit.After.Note = panel.NothingChanged
		g := screen.New(size[0], size[1])
		panel.Draw(g, f)
		at := panel.Place(f, size[0], size[1], panel.ObjectsPanel).X
		for y, l := range g.Lines()[4:] {
			if cells := []rune(l); y < size[1]-6 && len(cells) > at && strings.ContainsRune(string(cells[at:]), '…') {
				t.Errorf("at %dx%d words are cut: %s", size[0], size[1], l)
			}
		}
		for _, words := range []string{"4 passes", "12 passes", "920245", "goal", "empty queue."} {
			if !strings.Contains(g.String(), words) {
				t.Errorf("at %dx%d %q is missing:\n%s", size[0], size[1], words, g.String())
			}
		}
	}
}

// TestAReasonIsWholeWhereThereIsRoom: why a scene fails is not cut while rows are free, at the sizes of screens.
func TestAReasonIsWholeWhereThereIsRoom(t *testing.T) {
	for _, c := range []struct {
		w, h  int
		words int // of a reason that has room
	}{{120, 36, 11}, {160, 50, 28}, {200, 60, 40}} {
		f := lookMoment()
		reason := strings.TrimSpace(strings.Repeat("words ", c.words)) + " end"
		f.Edit = &panel.Editor{
			Before: panel.EditSide{Said: panel.EditAnswer{Known: true, Fails: true, Way: "4 passes"}, Reason: reason},
			After: panel.EditSide{Note: "nothing has changed", Said: panel.EditAnswer{Known: true, Fails: true},
				Reason: reason},
		}
		g := screen.New(c.w, c.h)
		panel.Draw(g, f)
		if n := strings.Count(g.String(), "end "); n < 2 {
			t.Errorf("at %dx%d the reason of %d words is cut:\n%s", c.w, c.h, c.words, g)
		}
	}
}

// TestALongReasonBesideWhatChangedIsSaidInShort: where why a scene fails would be cut in the panel of what changed,
// what has a shorter wording is said in that; where it has room, in full.
func TestALongReasonBesideWhatChangedIsSaidInShort(t *testing.T) {
	short := "plato waits for fork2, held by kant"
	reason := short + "; kant waits for fork3, held by hume; hume waits for fork1, held by plato"
	for _, c := range []struct {
		w, h  int
		short bool
	}{{100, 30, true}, {120, 36, false}, {200, 60, false}} {
		f := lookMoment()
		f.Now.Waiting, f.Now.Timed, f.Now.Queues = nil, nil, nil // as at a boot
		f.Edit = &panel.Editor{Changed: []panel.EditNote{{Head: "changed", Text: "line 28"}, {},
			{Head: "the schedule that broke it:", Text: "kant hume kant plato hume plato"},
			{Head: "  before", Text: "✗ " + reason, Short: "✗ deadlock"},
			{Head: "  after ", Text: "ends in pass 5: " + reason, Short: "ends in pass 5: " + short}}}
		g := screen.New(c.w, c.h)
		panel.Draw(g, f)
		shown := strings.Join(strings.Fields(strings.Map(func(r rune) rune {
			if r == '│' {
				return ' '
			}
			return r
		}, g.String())), " ")
		if got := strings.Contains(shown, "✗ deadlock"); got != c.short || strings.Contains(shown, "held…") ||
			strings.Contains(shown, "by plato") == c.short {
			t.Errorf("at %dx%d, in short %v:\n%s", c.w, c.h, got, g.String())
		}
	}
}

// TestWhereItIsNotYetASceneIsNotCut: which line is wrong is said whole at every size, without its column where that has
// no room.
func TestWhereItIsNotYetASceneIsNotCut(t *testing.T) {
	f := edited()
	f.Edit.After.NoteShort = "not yet: line 1127"
	f.Edit.After.Note = f.Edit.After.NoteShort + ", column 103"
	for _, size := range sizes() {
		g := screen.New(size[0], size[1])
		panel.Draw(g, f)
		if s := g.String(); !strings.Contains(s, "not yet: line 1127") || strings.Contains(s, "line 1127…") ||
			strings.Contains(s, ", colu…") || strings.Contains(s, "column…") {
			t.Fatalf("at %dx%d\n%s", size[0], size[1], s)
		}
	}
}

// TestALongScheduleLeavesRoomForWhatItComesTo: on the smallest screen that has a panel for it, the schedule of an edit
// is said, and what it comes to before the edit and after it, however long it is.
func TestALongScheduleLeavesRoomForWhatItComesTo(t *testing.T) {
	for _, rows := range []int{24, 28, 36, 40} {
		f := lookMoment()
		f.Edit = &panel.Editor{Changed: []panel.EditNote{{Head: "changed", Text: "line 33"}, {},
			{Head: "the schedule that broke it:", Brief: "the schedule:", Text: strings.Repeat("producer ", 12)},
			{Head: "  before", Text: "✗ c1 takes from work, which is empty"},
			{Head: "  after ", Text: "✓ goes well"}, {},
			{Head: "goal", Text: "Let a consumer take from an empty queue.", Whole: true}}}
		g := screen.New(80, rows)
		panel.Draw(g, f)
		for _, words := range []string{"the schedule", "producer", "before  ✗ c1", "after   ✓ goes well"} {
			if !strings.Contains(g.String(), words) {
				t.Errorf("at 80x%d %q is missing:\n%s", rows, words, g)
			}
		}
	}
}
