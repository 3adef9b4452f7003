package seek

import (
	"context"
	"fmt"
	"time"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/engine/query"
	"github.com/quartet-os/quartet/engine/session"
)

// Looker looks at the steps of a run, one after the other.
type Looker interface {
	Begin(e *engine.Engine)
	Look(e *engine.Engine, events []engine.Event) bool
}

// stater is a looker for what holds for a while, and not in one step.
type stater interface{ Holds(e *engine.Engine) bool }

// Hit is a step that was found.
type Hit struct {
	Step, Pass int64
	Text       string // who did what in it
}

// Search goes over steps of a run. It may go on beside the session.
type Search struct {
	Hits  []Hit
	Over  bool  // the run ended before the last step that was to be looked at
	At    int64 // the last step that was looked at
	walk  *session.Walk
	look  Looker
	after int64 // only steps behind this one count
	to    int64
	most  int  // hits that are kept; when there are more, the first ones go
	first bool // the first hit is enough
	begun bool
	all   int
}

// mostHits is how many steps a search for all of them keeps.
const mostHits = 1000

// patience is how many steps a run goes on to look for what has not happened yet.
const patience = 1_000_000

// All looks for all steps of the present branch, as far as it was run.
func All(s *session.Session, look Looker) *Search {
	return &Search{walk: s.Walk(0), look: look, to: s.Length(), most: mostHits}
}

// Next looks for the first step behind the present one, and runs on for it.
func Next(s *session.Session, look Looker) *Search {
	at, from := s.Position(), s.Position()
	if l, ok := look.(*query.Looker); ok && l.Spins() {
		from = 0 // a spin that goes on has begun somewhere before
	}
	return &Search{walk: s.Walk(from), look: look, after: at, to: at + patience, most: 1, first: true}
}

// Last looks for the last step before the present one.
func Last(s *session.Session, look Looker) *Search {
	return &Search{walk: s.Walk(0), look: look, to: s.Position() - 1, most: 1}
}

// Found is how many steps were found, those that are not kept included.
func (s *Search) Found() int { return s.all }

// Go looks at some more steps, and reports whether the search is over.
func (s *Search) Go(steps int64) bool {
	e := s.walk.Begin()
	if !s.begun {
		s.begun, s.At = true, e.StepNumber()
		s.look.Begin(e)
		if boot, ok := s.look.(stater); ok && s.At == 0 && !s.first && s.to >= 0 && boot.Holds(e) {
			s.hit(e, nil) // it is true from the beginning on
		}
	}
	for range steps {
		if s.At >= s.to || s.first && s.all > 0 {
			return true
		}
		events, ok := s.walk.Next()
		if !ok {
			s.Over = true
			return true
		}
		s.At = e.StepNumber()
		if s.look.Look(e, events) && s.At > s.after {
			s.hit(e, events)
		}
	}
	return s.At >= s.to || s.first && s.all > 0
}

// hit keeps a step.
func (s *Search) hit(e *engine.Engine, events []engine.Event) {
	s.all++
	if len(s.Hits) == s.most {
		copy(s.Hits, s.Hits[1:])
		s.Hits = s.Hits[:s.most-1]
	}
	s.Hits = append(s.Hits, Hit{Step: s.At, Pass: e.PassNumber(), Text: said(e, events)})
}

// said is who did what in a step, as the scene writes it.
func said(e *engine.Engine, events []engine.Event) string {
	for i := range events {
		if ev := &events[i]; ev.Kind == engine.Did && ev.Who >= 0 && ev.PC != engine.NoPC {
			text := e.Program().OpText(int32(ev.PC))
			if e.Links(int(ev.Who)).Place == engine.Free { // it has ended, and with it its name
				return text
			}
			return e.Name(int(ev.Who)) + "  " + text
		}
	}
	for i := range events {
		switch events[i].Kind {
		case engine.Ticked:
			return "nobody is ready: time goes on"
		case engine.Wasted:
			return "a resume for nothing"
		}
	}
	return ""
}

// slice is how many steps are looked at between two looks at the context, newsEvery how often news are told.
const (
	slice     = 1 << 14
	newsEvery = 100 * time.Millisecond
)

// Run goes on with the search to its end, or until the context is done.
func (s *Search) Run(ctx context.Context, news func(string)) error {
	last := time.Time{}
	for !s.Go(slice) {
		if err := ctx.Err(); err != nil {
			return err
		}
		if now := time.Now(); now.Sub(last) >= newsEvery {
			last = now
			news(fmt.Sprintf("step %d of %d, found %d …", s.At, s.to, s.all))
		}
	}
	return nil
}

// For returns what looks for a condition in a session. The error says what is wrong with its text.
func For(s *session.Session, text string) (*query.Looker, error) {
	c, err := query.Parse(s.Program(), text)
	if err != nil {
		return nil, err
	}
	if c.Kind == query.Last {
		c.N = s.Length()
	}
	return query.NewLooker(s.Program(), c), nil
}

// Changes returns what looks for the changes of a value.
func Changes(p *program.Program, text string) (*query.Changes, error) {
	q, err := p.Question(text)
	if err != nil {
		return nil, query.Explain(text, err)
	}
	return query.NewChanges(q), nil
}
