package dialog

import (
	"errors"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/ui/keys"
	"github.com/quartet-os/quartet/ui/panel"
)

// TestStack opens dialogs over each other: each comes back when what lies over it is closed.
func TestStack(t *testing.T) {
	var s Stack
	s.Open(keys.Asking)
	s.OpenPage(ErrorPage("first", errors.New("x")))
	s.OpenPage(ErrorPage("second", errors.New("x")))
	s.Answer(ErrorPage("answer", errors.New("x")))
	if s.Page.Message.Title != "second" {
		t.Errorf("an answer lies over a page that came meanwhile: %s", s.Page.Message.Title)
	}
	if s.Close(); s.Page.Message.Title != "answer" || !s.Page.Scene {
		t.Errorf("below it is %s", s.Page.Message.Title)
	}
	if top := s.Leave(keys.Asking); top {
		t.Error("the question was not on top")
	}
	if s.Close(); s.Page.Message.Title != "first" {
		t.Errorf("then comes %s", s.Page.Message.Title)
	}
	if s.Close(); s.Mode != keys.Browsing || len(s.Below) > 0 {
		t.Errorf("at last mode %d, with %d below", s.Mode, len(s.Below))
	}
	s.Close() // nothing lies over the machine
	s.Open(keys.Picking)
	if s.Open(keys.Confirming); len(s.Below) > 0 {
		t.Error("a list comes back that has done its work")
	}
}

// TestPagesLeave closes the pages about a scene, wherever they lie.
func TestPagesLeave(t *testing.T) {
	var s Stack
	s.OpenPage(Page{Message: &panel.Message{Title: "stays"}})
	s.OpenPage(Page{Message: &panel.Message{Title: "below"}, Scene: true})
	s.OpenPage(Page{Message: &panel.Message{Title: "top"}, Scene: true})
	if !s.LeavePages(func(p *Page) bool { return p.Scene }) || s.Page.Message.Title != "stays" {
		t.Errorf("on top is %v", s.Page.Message)
	}
}

// list makes a list of names.
func list(names ...string) *List {
	l := &List{}
	for _, n := range names {
		l.Rows = append(l.Rows, panel.PickerRow{Name: n})
	}
	l.Shown = l.Rows
	return l
}

func TestList(t *testing.T) {
	l := list("handshake", "bounded-buffer", "barrier")
	for _, c := range []struct {
		action keys.Action
		marked string
	}{
		{keys.CursorDown, "bounded-buffer"}, {keys.CursorPageDown, "barrier"}, {keys.CursorDown, "barrier"},
		{keys.CursorFirst, "handshake"}, {keys.CursorUp, "handshake"}, {keys.CursorLast, "barrier"},
	} {
		if got := l.Update(c.action, keys.Press{}); got != Stay {
			t.Errorf("moving asks for %d", got)
		}
		if name, _ := l.Marked(); name != c.marked {
			t.Errorf("%s is marked, not %s", name, c.marked)
		}
	}
	if l.Update(keys.StartFilter, keys.PressOf("/")) != Type {
		t.Error("/ does not begin a filter")
	}
	for _, k := range []string{"b", "d"} {
		l.UpdateFilter(keys.None, keys.PressOf(k))
	}
	if name, ok := l.Marked(); !ok || name != "bounded-buffer" || len(l.Shown) != 1 {
		t.Errorf("bd leaves %d lines, %s is marked", len(l.Shown), name)
	}
	if l.UpdateFilter(keys.None, keys.PressOf("z")); l.UpdateFilter(keys.Accept, keys.PressOf("enter")) != Take {
		t.Error("enter does not take")
	}
	if _, ok := l.Marked(); ok {
		t.Error("a line is marked where none is shown")
	}
	if l.UpdateFilter(keys.CloseTop, keys.PressOf("esc")) != Lines || len(l.Shown) != 3 {
		t.Error("esc does not bring all lines back")
	}
	if l.Update(keys.CloseTop, keys.PressOf("esc")) != Close {
		t.Error("a second esc does not close")
	}
}

// TestALetterBeginsTheFilter: one that is no key of the list is typed at once, behind a filter that is there; of one
// that is a key and does nothing it is said; other keys and signs do nothing.
func TestALetterBeginsTheFilter(t *testing.T) {
	l := list("handshake", "bounded-buffer", "barrier")
	for _, c := range []struct {
		key    string
		action keys.Action
		want   Intent
		filter string
	}{
		{"left", keys.ScrollLeft, Stay, ""}, {"F9", keys.None, Stay, ""}, {"%", keys.None, Stay, ""},
		{"h", keys.ScrollLeft, Idle, ""}, {"g", keys.CursorFirst, Idle, ""}, {"j", keys.CursorDown, Stay, ""},
		{"b", keys.None, Type, "b"}, {"u", keys.None, Type, "bu"},
	} {
		if got := l.Update(c.action, keys.PressOf(c.key)); got != c.want || l.Filter != c.filter {
			t.Errorf("%s asks for %d and leaves the filter %q", c.key, got, l.Filter)
		}
	}
	if name, _ := l.Marked(); name != "bounded-buffer" {
		t.Errorf("%s is marked", name)
	}
}

// TestTheBestLinesComeFirst: names that begin with what was typed, then those with words that do, those that have it,
// those of such a group, and those that mention it, which have a title of their own; letters here and there count only
// where nothing else is found.
func TestTheBestLinesComeFirst(t *testing.T) {
	l := &List{Rows: []panel.PickerRow{
		{Name: "mentions", Group: "a", Moral: "Two locks, and a starved writer."}, {Name: "in-group", Group: "locks"},
		{Name: "deadlock", Group: "a"}, {Name: "irq-lock", Group: "a"}, {Name: "lock-in-order", Group: "b"},
		{Name: "flow-of-carts", Group: "b", Moral: "It has the letters alone: unlocked."},
	}}
	for _, c := range []struct{ typed, want string }{
		{"lock", "lock-in-order irq-lock deadlock in-group mentions+"}, {"LOCK order", "lock-in-order"},
		{"lock in", "lock-in-order in-group+"}, {"starved", "mentions+"}, {"fwc", "flow-of-carts"}, {"xyz", ""},
	} {
		l.SetFilter(c.typed)
		var got []string
		for _, r := range l.Shown {
			if got = append(got, r.Name); r.Also {
				got[len(got)-1] += "+"
			}
		}
		if all := strings.Join(got, " "); all != c.want {
			t.Errorf("%q finds %s; want %s", c.typed, all, c.want)
		}
	}
}

func TestConfirm(t *testing.T) {
	c := Confirm{Answers: []keys.Action{keys.AnswerSave, keys.AnswerYes, keys.AnswerNo}}
	if c.Update(keys.CursorUp) != keys.None || c.Update(keys.Accept) != keys.AnswerNo {
		t.Error("up from the first answer is not the last")
	}
	if c.Update(keys.CursorDown) != keys.None || c.Update(keys.Accept) != keys.AnswerSave {
		t.Error("down from the last answer is not the first")
	}
	if c.Update(keys.QuitAtOnce) != keys.AnswerYes || c.Update(keys.AnswerNo) != keys.AnswerNo {
		t.Error("a key does not give its answer")
	}
	if o := c.Draw(keys.NewMap()).(*panel.Confirm); len(o.Choices) != 3 {
		t.Errorf("%d answers are drawn", len(o.Choices))
	}
}
