package panel_test

import (
	"testing"

	"github.com/quartet-os/quartet/ui/panel"
	"github.com/quartet-os/quartet/ui/screen"
)

// hitAt clicks on the first cell of a word.
func hitAt(t *testing.T, f *panel.Frame, w, h int, word string, dx, dy int) panel.Intent {
	t.Helper()
	g := screen.New(w, h)
	panel.Draw(g, f)
	at := find(g, word)
	if at[0] < 0 {
		t.Fatalf("no %q in\n%s", word, g.String())
	}
	return panel.Hit(f, w, h, at[0]+dx, at[1]+dy)
}

func TestHits(t *testing.T) {
	f := lookMoment()
	for _, tc := range []struct {
		word   string
		dx, dy int
		kind   panel.IntentKind
		panel  panel.ID
		check  func(panel.Intent) bool
	}{
		{" ▲p3 ", 1, 0, panel.Select, panel.ReadyPanel, func(in panel.Intent) bool { return in.Slot == p3 }},
		{" ▼c1 ", 1, 0, panel.Select, panel.RunningPanel, func(in panel.Intent) bool { return in.Slot == c1 }},
		{" ▲p2 ", 1, 0, panel.Select, panel.WaitingPanel, func(in panel.Intent) bool { return in.Slot == p2 }},
		{"┄▲p1┄", 1, 0, panel.Select, panel.WaitingPanel, func(in panel.Intent) bool { return in.Slot == p1 }},
		{" ▼c2 ", 1, 0, panel.Select, panel.TimedPanel, func(in panel.Intent) bool { return in.Slot == c2 }},
		{"signals notFull", 0, 0, panel.Seek, panel.StoryPanel, func(in panel.Intent) bool { return in.Step == 163 }},
		{"takes item 6", 0, 0, panel.Seek, panel.StoryPanel, func(in panel.Intent) bool { return in.Step == 162 }},
		{"▲p1  ██", 5, 0, panel.Seek, panel.TimePanel, func(in panel.Intent) bool { return in.Step == 19 }},
		{"▲p1  ██", 8, 2, panel.Seek, panel.TimePanel, func(in panel.Intent) bool { return in.Step == 23 }},
		{"take(work)", 0, 0, panel.ShowFunc, panel.ListingPanel, func(in panel.Intent) bool {
			return in.Func == 1 && in.Line == 40
		}},
		{"space step", 0, 0, panel.PressKey, panel.FooterPanel,
			func(in panel.Intent) bool { return in.Key == "space" }},
		{"all schedules", 0, 0, panel.PressKey, panel.FooterPanel, func(in panel.Intent) bool { return in.Key == "a" }},
		{"WORK QUEUE", 0, 0, panel.Focus, panel.WorkPanel, nil},
		{"OBJECTS", 0, 2, panel.Focus, panel.ObjectsPanel, nil},
	} {
		in := hitAt(t, f, 120, 36, tc.word, tc.dx, tc.dy)
		if in.Kind != tc.kind || in.Panel != tc.panel || tc.check != nil && !tc.check(in) {
			t.Errorf("a click on %q (+%d, +%d) means %+v", tc.word, tc.dx, tc.dy, in)
		}
	}
}

func TestHitsOfDialogs(t *testing.T) {
	f := lookMoment()
	f.Overlay = &panel.Picker{Rows: shelf(), Total: 3}
	if in := hitAt(t, f, 120, 36, "one-condition", 0, 0); in.Kind != panel.PickRow || in.Row != 1 {
		t.Errorf("a click on a scene means %+v", in)
	}
	if in := panel.Hit(f, 120, 36, 0, 0); in.Kind != panel.CloseOverlay {
		t.Errorf("a click beside a dialog means %+v", in)
	}
	f.Overlay = &panel.Confirm{Title: "LEAVE", Text: "?", Choices: []panel.KeyHint{{Key: "s", Does: "save"}}}
	if in := hitAt(t, f, 80, 24, "save", 0, 0); in.Kind != panel.PressKey || in.Key != "s" {
		t.Errorf("a click on a choice means %+v", in)
	}
	f.Overlay = nil
	f.Prompting, f.Prompt, f.Completions = true, "spawn p", []panel.Completion{{Text: "producer", About: "puts"}}
	if in := hitAt(t, f, 80, 24, "producer", 0, 0); in.Kind != panel.Complete || in.Row != 0 {
		t.Errorf("a click on a completion means %+v", in)
	}
}

// TestEveryClickIsSafe clicks on and beside every cell of a small screen, for every frame.
func TestEveryClickIsSafe(t *testing.T) {
	for name, f := range everyFrame() {
		for _, at := range [][2]int{{-1, -1}, {0, 0}, {30, 2}, {59, 17}, {60, 18}, {1000, 1000}} {
			in := panel.Hit(f, 60, 18, at[0], at[1])
			if in.Kind == panel.Select && in.Slot < 0 {
				t.Errorf("%s: a click at %v selects nobody", name, at)
			}
		}
	}
}
