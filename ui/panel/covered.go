package panel

import (
	"cmp"
	"slices"
)

// Later is what stands in the place of what would tell an answer.
type Later struct {
	Moral, Story string
	Answer       string // of what was asked for; keys in it are named by their actions
}

// Asked says of a notice whether it tells an answer.
type Asked uint8

// The notices that tell something.
const (
	NoAnswer  Asked = iota
	ByItself        // it came by itself, and is left out while answers are hidden
	AskedWhat       // it was asked for: that it is hidden is said in its place
)

// covered is a dialog that waits for its answer to be shown; nil where it tells none.
func covered(title, answer string) Overlay {
	return &Message{Title: title, Text: answer, Keys: []KeyHint{{Key: "{page.close}", Does: "close"}}}
}

// hushed is a dialog without what tells an answer: what there is to choose stays, and what was asked for waits.
func hushed(o Overlay, answer string) Overlay {
	switch o := o.(type) {
	case *Picker:
		return o.hushed()
	case *Choices:
		return o.hushed()
	case *Rules:
		return o.hushed(answer)
	case *Message:
		if o.Tells {
			return covered(cmp.Or(o.Topic, o.Title), answer)
		}
	case *Reasons:
		if o.Bad {
			return covered("Why?", answer)
		}
		return covered(o.Answer.Title, answer)
	case *Cures:
		return covered("Cures", answer)
	case *Sweep:
		return covered("Sweep", answer)
	}
	return o
}

// hushed is the list of rules without what a switch would come to on this run.
func (r *Rules) hushed(answer string) *Rules {
	quiet := *r
	quiet.Notes = slices.Clone(r.Notes)
	for i := range quiet.Notes {
		if quiet.Notes[i].Tells {
			quiet.Notes[i].Text = answer
		}
	}
	return &quiet
}

// hush leaves out of a notice what tells an answer.
func (f *Frame) hushNotice(answer string) {
	switch f.NoticeAsked {
	case ByItself:
		f.Notice = ""
	case AskedWhat:
		f.Notice = answer
	}
}

// hushed is a scene that is edited without what its texts come to, and without what they say of themselves.
func (e *Editor) hushed(later *Later) *Editor {
	quiet := *e
	for _, side := range [...]*EditSide{&quiet.Before, &quiet.After} {
		*side = EditSide{Title: side.Title, Note: "told later"}
	}
	quiet.Rows = slices.Clone(e.Rows)
	for i := range quiet.Rows {
		if r := &quiet.Rows[i]; r.Tells && !r.Cursor && r.Mark != Added {
			r.Text, r.From, r.To = "// "+later.Moral, 0, 0
		}
	}
	// the key that shows answers is typed here
	quiet.Changed = slices.DeleteFunc(slices.Clone(e.Changed), func(n EditNote) bool { return n.Tells })
	if e.Run != nil {
		run := *e.Run
		run.Hush(*later)
		quiet.Run = &run
	}
	return &quiet
}

// hushed is two worlds of which neither tells how it goes, what every schedule comes to, or what is still ahead.
func (w *Worlds) hushed(later *Later, answer string) *Worlds {
	quiet := *w
	if !w.parted() {
		quiet.Parting = nil
	}
	quiet.Compared, quiet.Later = "", answer
	for i := range quiet.Sides {
		quiet.Sides[i].Said, quiet.Sides[i].Asked = nil, ""
	}
	a, b := *w.A, *w.B
	for _, f := range [...]*Frame{&a, &b} {
		f.Worlds = nil // it is this one
		f.Hush(*later)
		f.Worlds = &quiet
	}
	quiet.A, quiet.B = &a, &b
	return &quiet
}
