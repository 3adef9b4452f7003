package command

import (
	"context"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/narrate"
	"github.com/quartet-os/quartet/engine/session"
)

// narration prints a run as sentences, one a line.
type narration struct {
	out  *output
	n    *narrate.Narrator
	said []narrate.Sentence // room for what is told at a time

	fates *fates
	ran   int // slot of who ran in the pass at hand, -1 for nobody
}

func newNarration(out *output, e *engine.Engine) *narration {
	return &narration{out: out, n: narrate.New(e.Program(), e.Snapshot(nil)), ran: -1}
}

func (t *narration) boot(e *engine.Engine) {
	t.n.Restart()
	t.tell(e, e.Boot())
	t.fates.begins(t.out)
}

func (t *narration) tell(e *engine.Engine, events []engine.Event) {
	t.said = t.n.Append(t.said[:0], events, e.End())
	for i := range t.said {
		t.out.sentence(&t.said[i])
	}
	if t.fates == nil {
		return
	}
	for i := range events {
		if ev := &events[i]; ev.Kind == engine.Moved && ev.ToPlace() == engine.Running {
			t.ran = int(ev.Who)
		}
	}
}

func (t *narration) pass(e *engine.Engine) {
	t.fates.line(t.out, e.PassNumber(), t.ran)
	t.ran = -1
}

// end tells a limit; the machine's own end has been told.
func (t *narration) end(kind string, _ int64, text string) {
	if kind == "limit" {
		t.out.line("(%s)", text)
	}
	t.fates.ends(t.out)
}

// narrateInput prints what the screen would show: a scene as run does, a session as far as it went.
func narrateInput(ctx context.Context, h *Host, in *input, seed seedFlag) error {
	if in.kind == sceneInput {
		p, err := in.program(seed)
		if err != nil {
			return err
		}
		return headless(ctx, h, p, &runFlags{passes: defaultPasses}, nil)
	}
	s, err := in.session(seed)
	if err != nil {
		return err
	}
	in.say(h)
	return narrateSession(ctx, h, s)
}

// narrateSession prints a session's present branch from its beginning to its end.
func narrateSession(ctx context.Context, h *Host, s *session.Session) error {
	s.GoTo(0)
	out := newOutput(h.Out)
	t := newNarration(out, s.Engine())
	t.n.Restart()
	t.tell(s.Engine(), s.Events())
	for s.Position() < s.Length() && !out.failed() {
		if ctx.Err() != nil {
			return out.brokenOff(ctx)
		}
		t.tell(s.Engine(), s.Forward())
	}
	return out.close()
}
