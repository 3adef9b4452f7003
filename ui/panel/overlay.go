package panel

import "github.com/quartet-os/quartet/ui/screen"

// Help lists all keys, grouped.
type Help struct {
	Groups []KeyGroup
	Scroll int // lines
}

// PickerRow is one scene of the shelf; rows of a group follow each other.
type PickerRow struct {
	Group  string
	Name   string
	Moral  string
	Expect string // the verdict of check, or ""
	Done   bool   // its goal was reached before
}

// Picker is the shelf of scenes. The root filters; Rows are those that match.
type Picker struct {
	Title    string
	Filter   string
	Cursor   int // in Filter, in runes
	Rows     []PickerRow
	Selected int
	Total    int // rows without a filter
}

// Confirm asks before something is lost.
type Confirm struct {
	Title   string
	Text    string
	Choices []KeyHint
	Chosen  int
}

// Inspector shows everything about one coroutine.
type Inspector struct {
	Slot   int
	Scroll int
}

// Mood says how a message is meant.
type Mood uint8

// The moods.
const (
	Plain  Mood = iota
	Good        // a law holds, a goal is reached
	Bad         // something can go wrong, or did
	Unsure      // not known
)

// Message is a box with a text: a verdict, the moral of a scene, progress. Newlines in Text end lines.
type Message struct {
	Title  string
	Text   string
	Mood   Mood
	Keys   []KeyHint
	Scroll int
}

func (h *Help) place(all screen.Rect, f *Frame) screen.Rect      { return all }
func (h *Picker) place(all screen.Rect, f *Frame) screen.Rect    { return all }
func (h *Confirm) place(all screen.Rect, f *Frame) screen.Rect   { return all }
func (h *Inspector) place(all screen.Rect, f *Frame) screen.Rect { return all }
func (h *Message) place(all screen.Rect, f *Frame) screen.Rect   { return all }
func (h *Help) draw(p pen)                                       {}
func (h *Picker) draw(p pen)                                     {}
func (h *Confirm) draw(p pen)                                    {}
func (h *Inspector) draw(p pen)                                  {}
func (h *Message) draw(p pen)                                    {}
