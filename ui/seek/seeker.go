package seek

import (
	"fmt"
	"slices"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/engine/query"
	"github.com/quartet-os/quartet/engine/session"
)

// mostBreaks is how many conditions stop a run at the same time.
const mostBreaks = 16

// Seeker keeps what is watched, and what stops a run. The zero value keeps nothing.
type Seeker struct {
	watched []watched
	past    history
	breaks  []*query.Looker
	once    *query.Looker // of the run that goes on
	came    bool          // what the newest run was to stop at once has come
	scene   *program.Program
}

// Of turns to the scene that is shown. Another one, or the same one edited, is asked what can be asked of it as well.
func (k *Seeker) Of(p *program.Program) {
	if k.scene == p {
		return
	}
	values, breaks := k.Watched(), k.Breaks()
	*k = Seeker{scene: p}
	for _, text := range values {
		_ = k.Watch(p, text)
	}
	for _, text := range breaks {
		_ = k.Break(p, text)
	}
}

// Break lets runs stop where something comes true. The error says what is wrong with its text.
func (k *Seeker) Break(p *program.Program, text string) error {
	c, err := query.Parse(p, text)
	switch {
	case err != nil:
		return err
	case c.Kind == query.Last:
		return fmt.Errorf("a run goes on from the newest step; end stops at its end")
	case k.indexBreak(c.Text) >= 0:
		return fmt.Errorf("runs stop at %s already", c.Text)
	case len(k.breaks) == mostBreaks:
		return fmt.Errorf("runs stop at %d conditions, and there is room for no more; :unbreak %s makes some",
			mostBreaks, k.breaks[0].Text)
	}
	k.breaks = append(k.breaks, query.NewLooker(p, c))
	return nil
}

func (k *Seeker) indexBreak(text string) int {
	return slices.IndexFunc(k.breaks, func(l *query.Looker) bool { return l.Text == text })
}

// Unbreak takes a condition away, or all of them where none is named.
func (k *Seeker) Unbreak(text string) error {
	i := k.indexBreak(text)
	switch {
	case text == "":
		k.breaks = nil
	case i >= 0:
		k.breaks = slices.Delete(k.breaks, i, i+1)
	case len(k.breaks) == 0:
		return fmt.Errorf("no run stops anywhere; :break line 12 stops them there")
	default:
		return fmt.Errorf("runs do not stop at %s, but at %s", text, program.List(k.Breaks(), "and"))
	}
	return nil
}

// Breaks lists the texts of the conditions that stop a run.
func (k *Seeker) Breaks() []string {
	var all []string
	for _, l := range k.breaks {
		all = append(all, l.Text)
	}
	return all
}

// Until lets the run that begins next stop where something comes true, once; true says that it is true already.
func (k *Seeker) Until(s *session.Session, text string) (already bool, err error) {
	c, err := query.Parse(s.Program(), text)
	if err != nil {
		return false, err
	}
	if c.Kind == query.Last {
		c.N = s.Length()
	}
	k.once = query.NewLooker(s.Program(), c)
	k.once.Before = s.GoesOn
	k.once.Begin(s.Engine())
	k.came = k.once.Holds(s.Engine())
	return k.came, nil
}

// Came reports whether what the newest run was to stop at once has come.
func (k *Seeker) Came() bool { return k.came }

// Begin prepares for a run from the present position.
func (k *Seeker) Begin(s *session.Session) {
	for _, l := range k.breaks {
		l.Before = s.GoesOn
		l.Begin(s.Engine())
	}
	if k.once != nil {
		k.once.Begin(s.Engine())
	}
}

// Again returns what lets the run that begins next stop where the present one was to stop: that is held, and runs on.
func (k *Seeker) Again() func() {
	once, scene := k.once, k.scene
	return func() {
		if k.scene == scene {
			k.once = once
		}
	}
}

// Done forgets what was to stop one run only.
func (k *Seeker) Done() { k.once = nil }

// Stops reports whether a run is to stop after a step, and for what; "" says that it was to stop there once, which
// needs no word. It looks at each step of a run.
func (k *Seeker) Stops(e *engine.Engine, events []engine.Event) (why string, stop bool) {
	if k.once != nil && k.once.Look(e, events) {
		stop, k.came = true, true
	}
	for _, l := range k.breaks {
		if l.Look(e, events) && why == "" {
			why, stop = l.Text, true
		}
	}
	return why, stop
}
