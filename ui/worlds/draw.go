package worlds

import (
	"context"
	"fmt"
	"slices"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/compare"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/engine/session"
	"github.com/quartet-os/quartet/ui/ask"
	"github.com/quartet-os/quartet/ui/goal"
	"github.com/quartet-os/quartet/ui/panel"
)

// Draw returns both worlds as they are drawn on a screen of w by h cells. Of the screen's frame it takes what both have
// in common; most bounds the steps that a timeline takes at once.
func (w *Worlds) Draw(frame *panel.Frame, width, height int, most int64) *panel.Worlds {
	drawn := &panel.Worlds{
		About: w.tell(), Step: w.Position(), Parting: w.found.Parting, Compared: w.compared(), Alone: w.alone,
		Asked: w.asked(), Timed: timed(w.each[0].side) || timed(w.each[1].side),
	}
	heads := w.heads()
	for i, one := range w.each {
		h := heads[i]
		drawn.Sides[i] = panel.WorldSide{
			Letter: one.letter, Label: h.label, Word: h.word, Rest: h.rest, Said: one.said,
			Over: one.session.Position() < drawn.Step,
		}
		if one.tells != nil {
			drawn.Sides[i].Asked = one.tells(one.session)
		}
	}
	frame.Worlds = drawn
	drawn.A = w.each[0].frame(frame, w.text.A, w.beside(w.each[0]), width, height, most)
	drawn.B = w.each[1].frame(frame, w.text.B, w.beside(w.each[1]), width, height, most)
	drawn.Counts = w.counts()
	return drawn
}

// frame is what the panels of one world draw.
func (one *world) frame(of *panel.Frame, spans map[int]compare.Span, beside string, w, h int, most int64) *panel.Frame {
	s := one.session
	f := &panel.Frame{
		Program: s.Program(), Now: s.Engine().Snapshot(nil), Ended: goal.End(s, true).Kind, Events: s.Events(),
		Position: s.Position(),
		Length:   s.Length(), Selected: -1, Listing: -1, Completion: -1, Layout: of.Layout, Scroll: of.Scroll,
		Beside: beside, Differs: spans, Worlds: of.Worlds,
	}
	for _, t := range s.Story(h) {
		f.Story = append(f.Story, panel.Sentence{
			Step: t.Step, Who: t.Who, Name: t.Name, Role: t.Role, Text: t.Text, Trouble: t.Trouble, Place: t.Place,
		})
	}
	columns, parts := panel.TimeColumns(f, w, h)
	f.Track, f.Run = one.track.At(s, columns, parts, most)
	return f
}

// counts pairs the numbers of both worlds; those that are 0 in both are left out.
func (w *Worlds) counts() (all []panel.WorldCount) {
	line := w.each[0].tally.Line
	add := func(name string, a, b int64) {
		if a != 0 || b != 0 {
			all = append(all, panel.WorldCount{Name: name, A: a, B: b})
		}
	}
	a, b := w.each[0].tally.Counts(), w.each[1].tally.Counts()
	if line > 0 && len(a) > 0 && len(b) > 0 {
		add(fmt.Sprintf("at line %d", line), a[len(a)-1].N, b[len(b)-1].N)
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	for i := range min(len(a), len(b)) {
		add(a[i].Name, a[i].N, b[i].N)
	}
	x, y := w.each[0].session.Engine().Snapshot(nil), w.each[1].session.Engine().Snapshot(nil)
	for i := range x.Counters {
		for j := range y.Counters {
			if x.Counters[i].Name == y.Counters[j].Name {
				add(x.Counters[i].Name, x.Counters[i].Value, y.Counters[j].Value)
			}
		}
	}
	return all
}

// timed reports whether somebody may sleep until a deadline: by the scene's text, or a command.
func timed(s compare.Side) bool {
	for i := range s.Program.Ops {
		if s.Program.Ops[i].Kind.Row().Timed {
			return true
		}
	}
	if s.Program.Settings.Rules[program.RuleTick] == program.TickIdle {
		return true
	}
	for _, g := range s.Commands {
		if g.Command.Verb == engine.TimeoutVerb {
			return true
		}
	}
	return false
}

// Ask asks every schedule of both sides, each from its boot and under what it was switched to.
func Ask(ctx context.Context, sides [2]compare.Side) (said [2][]panel.WorldVerdict) {
	a, b := sides[0], sides[1]
	said[0] = Said(ask.Both(ctx, a.Program, a.Switches()...))
	if said[1] = said[0]; a.Program.Source != b.Program.Source || a.Program.Settings != b.Program.Settings ||
		!slices.Equal(a.Switches(), b.Switches()) {
		said[1] = Said(ask.Both(ctx, b.Program, b.Switches()...))
	}
	return said
}

// Said writes what every schedule of a world comes to, as check says it.
func Said(found []ask.Finding) (all []panel.WorldVerdict) {
	for _, f := range found {
		v := panel.WorldVerdict{Mood: panel.Good, Word: "holds", Text: f.Text, Short: f.Short}
		switch {
		case !f.Known:
			v.Mood, v.Word = panel.Unsure, "unknown"
		case f.Expect.Fails():
			v.Mood, v.Word, v.Text = panel.Bad, "fails", f.Expect.Kind.String()+" "+f.Text
			v.Short = f.Text
		}
		if f.Grain == program.GrainOp {
			v.Asked = f.Grain.Scope(program.Cooperative) // the same under any policy
		}
		all = append(all, v)
	}
	return all
}

// Session returns the session of the world that is not the one on the screen.
func (w *Worlds) Session() *session.Session {
	if w.each[0].session == w.first {
		return w.each[1].session
	}
	return w.each[0].session
}
