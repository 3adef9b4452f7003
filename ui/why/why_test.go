package why

import (
	"slices"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine/reason"
	"github.com/quartet-os/quartet/engine/session"
	"github.com/quartet-os/quartet/internal/effort"
	"github.com/quartet-os/quartet/internal/scenetest"
	"github.com/quartet-os/quartet/ui/keys"
	"github.com/quartet-os/quartet/ui/panel"
)

// openScene begins a session of a scene of the shelf and goes some steps on.
func openScene(t *testing.T, name string, steps int) *session.Session {
	t.Helper()
	s := scenetest.Open(t, scenetest.Shipped(t, name))
	for range steps {
		if s.Forward() == nil {
			break
		}
	}
	return s
}

// ask answers about the coroutine of a slot at the session's position.
func ask(s *session.Session, c *Chain, slot int) {
	now := s.Engine().Snapshot(nil)
	c.Look(s, now, reason.About{Slot: slot, Name: now.Coroutines[slot].Name})
}

// TestALongRunIsReadInSlices, and going back in it reads a small part again.
func TestALongRunIsReadInSlices(t *testing.T) {
	steps := effort.Times(20_000, 100_000, 100_000)
	s := openScene(t, "bounded-buffer", steps)
	c := &Chain{}
	slices := 1
	for !c.Follow(s, 5000) {
		slices++
	}
	if slices < steps/5000 {
		t.Errorf("%d slices", slices)
	}
	fresh := &Chain{}
	for _, at := range []int64{int64(steps), int64(steps) / 2, int64(steps)/2 - 1, 7, int64(steps) / 3} {
		s.GoTo(at)
		c.Follow(s, 0)
		fresh = &Chain{}
		fresh.Follow(s, 0)
		for slot := range 5 {
			ask(s, c, slot)
			ask(s, fresh, slot)
			if got, want := text(c), text(fresh); got != want {
				t.Fatalf("step %d: %q, read anew %q", at, got, want)
			}
		}
	}
}

func text(c *Chain) string {
	var all []string
	for _, l := range c.answer.Lines {
		all = append(all, l.Text)
	}
	return strings.Join(all, " ")
}

// TestThereAndBack: enter goes to the step of the marked sentence, esc back, and a second one closes.
func TestThereAndBack(t *testing.T) {
	s := openScene(t, "wakeup-in-the-gap", 1000)
	c := &Chain{}
	c.Follow(s, 0)
	ask(s, c, s.Engine().Snapshot(nil).Waiting[0])
	end := s.Position()
	for c.answer.Lines[c.at].Step != 5 { // of the signal that nobody heard
		c.Update(s, keys.CursorDown)
	}
	what, step := c.Update(s, keys.Accept)
	if what != Go || step != 5 {
		t.Fatalf("enter asks for %d, step %d", what, step)
	}
	answer := text(c)
	s.GoTo(step)
	ask(s, c, 0)
	if text(c) != answer || !c.Away(s) {
		t.Error("the answer went away")
	}
	if what, step = c.Update(s, keys.CloseTop); what != Go || step != end {
		t.Errorf("esc asks for %d, step %d", what, step)
	}
	s.GoTo(step)
	if what, _ = c.Update(s, keys.CloseTop); what != Close {
		t.Errorf("a second esc asks for %d", what)
	}
}

// TestTheFirstMarkLeadsSomewhere: the sentence that is marked first is one that tells of a step, where there is one,
// and where the user put the mark it stays.
func TestTheFirstMarkLeadsSomewhere(t *testing.T) {
	for _, name := range []string{"deadlock-philosophers", "one-condition", "wakeup-in-the-gap"} {
		s := openScene(t, name, 1000)
		c := &Chain{}
		c.Follow(s, 0)
		now := s.Engine().Snapshot(nil)
		c.Look(s, now, reason.About{Kind: reason.End})
		some := slices.ContainsFunc(c.answer.Lines, func(l reason.Line) bool { return l.Step >= 0 })
		if what, step := c.Update(s, keys.Accept); some != (what == Go) || some != c.Leads() {
			t.Errorf("%s: enter asks for %d, step %d, on sentence %d", name, what, step, c.at)
		}
		c = &Chain{}
		c.Follow(s, 0)
		c.Look(s, now, reason.About{Kind: reason.End})
		for range 20 {
			c.Update(s, keys.CursorUp)
		}
		first := 0 // that is told: what the end is says the title
		for r := (panel.Reasons{Answer: &c.answer, Bad: true}); r.Silent(first); first++ {
		}
		if c.Look(s, now, reason.About{Kind: reason.End}); c.at != first {
			t.Errorf("%s: the mark went back to sentence %d", name, c.at)
		}
	}
}

// TestMarks stay within the sentences, whatever is pressed.
func TestMarks(t *testing.T) {
	s := openScene(t, "wakeup-in-the-gap", 1000)
	c := &Chain{}
	if c.Update(s, keys.Accept); c.at != 0 {
		t.Error("something is marked where nothing was asked")
	}
	c.Follow(s, 0)
	ask(s, c, s.Engine().Snapshot(nil).Waiting[0])
	for range 20 {
		c.Update(s, keys.CursorDown)
	}
	if c.at != len(c.answer.Lines)-1 {
		t.Errorf("sentence %d of %d is marked", c.at, len(c.answer.Lines))
	}
	for range 20 {
		c.Update(s, keys.CursorUp)
	}
	if c.at != 0 {
		t.Errorf("sentence %d is marked", c.at)
	}
	if what, _ := c.Update(s, keys.StepOn); what != Pass {
		t.Error("a key of the machine is taken")
	}
}

// TestTheStepOneIsAt: a sentence that tells of the step that is looked at says so, and enter leads nowhere from it.
func TestTheStepOneIsAt(t *testing.T) {
	s := openScene(t, "wakeup-in-the-gap", 1000)
	s.GoTo(5)
	c := &Chain{answer: reason.Answer{Lines: []reason.Line{{Text: "It is now.", Step: 5}, {Text: "It was.", Step: 4}}}}
	c.read = true
	if what, _ := c.Update(s, keys.Accept); what != Stay || c.Away(s) {
		t.Errorf("enter asks for %d at the step that the sentence tells of", what)
	}
	if hint := c.Draw(s).(*panel.Reasons).Hint; !strings.HasPrefix(hint, "this is step 5") {
		t.Errorf("it says %q", hint)
	}
	c.Update(s, keys.CursorDown)
	if what, step := c.Update(s, keys.Accept); what != Go || step != 4 {
		t.Errorf("enter asks for %d, step %d, of another step", what, step)
	}
}
