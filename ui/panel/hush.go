package panel

import (
	"slices"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/engine/session"
)

// Hush takes out of a frame what tells the answer to a question: moral, goal, story, what comes next, how the run ended
// and what lies ahead, and the answer to whatever was asked for. What stands in the place of each says when it comes.
func (f *Frame) Hush(later Later) {
	answer := f.keymap().Words(later.Answer)
	f.HushMoral(later.Moral)
	if !f.Hushed {
		f.known = f.Story
	}
	now := *f.Now
	now.End = engine.End{}
	f.Now, f.Hushed = &now, true
	f.Verdict, f.Waits, f.Fates, f.Lesson, f.Reached, f.Moot = nil, nil, nil, nil, "", ""
	f.Ended, f.ReachedIn, f.ToEnd = engine.NotEnded, 0, Resumes{}
	f.hushNotice(answer)
	f.Story = []Sentence{{Who: -1, Text: later.Story}}
	f.Length, f.Run = f.Position, Overview{}
	f.hushTrack()
	f.Under, f.Overlay = hushed(f.Under, answer), hushed(f.Overlay, answer)
	if f.Edit != nil {
		f.Edit = f.Edit.hushed(&later)
	}
	if f.Worlds != nil && f.Worlds.A != nil {
		f.Worlds = f.Worlds.hushed(&later, answer)
	}
}

// HushMoral takes out of a frame what its scene says of itself. What stands in the place of the moral says when it
// comes.
func (f *Frame) HushMoral(moral string) {
	scene := *f.Program
	scene.Moral, scene.Goal, scene.Lesson = moral, "", program.Lesson{}
	f.Program = &scene
}

// HushGoal takes the goal of its scene out of a frame.
func (f *Frame) HushGoal() {
	scene := *f.Program
	scene.Goal, f.Program = "", &scene
}

// hushTrack takes out of the timeline what lies ahead, and how the run ended.
func (f *Frame) hushTrack() {
	t := &f.Track
	if t.Now+1 < len(t.Columns) {
		t.Columns = t.Columns[:t.Now+1]
	}
	var kept []session.Mark
	for _, m := range t.Marks {
		switch m.Kind {
		case session.FailMark, session.EndMark, session.CircleMark:
		default:
			if m.Step <= f.Position {
				kept = append(kept, m)
			}
		}
	}
	t.Marks = kept
}

// hushed is the shelf without what it says of its scenes.
func (k *Picker) hushed() *Picker {
	quiet := *k
	for _, rows := range [...]*[]PickerRow{&quiet.All, &quiet.Rows} {
		*rows = slices.Clone(*rows)
		for i := range *rows {
			if r := &(*rows)[i]; r.Lesson != nil || r.Expect != "" || r.Goal != "" {
				r.Moral, r.Goal, r.Expect, r.Lesson, r.Culprits = "", "", "", nil, nil
			}
		}
	}
	return &quiet
}

// hushed is the list of choices without what they are to come to, what is possible behind each, and how the run ends.
// What comes of each its rows leave out by themselves.
func (c *Choices) hushed() *Choices {
	quiet := *c
	quiet.Goal, quiet.Note, quiet.Fates, quiet.Rows = "", c.Quiet, false, slices.Clone(c.Rows)
	for i := range quiet.Rows {
		r := &quiet.Rows[i]
		r.End, r.Bad, r.Fate = "", false, 0
	}
	return &quiet
}
