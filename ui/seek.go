package ui

import (
	"context"
	"fmt"
	"strings"

	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/ui/keys"
	"github.com/quartet-os/quartet/ui/panel"
	"github.com/quartet-os/quartet/ui/seek"
)

// atOnceSteps is how many steps a search looks at before it goes on beside the screen.
const atOnceSteps = 1 << 14

// seekFor does what a command says that looks for steps.
func (m *Model) seekFor(name, arg string) error {
	m.pause()
	m.seek.Of(m.session.Program())
	switch name {
	case "find":
		return m.find(arg)
	case "until":
		return m.runUntil(arg)
	case "back":
		return m.backTo(arg)
	case "watch":
		if err := m.seek.Watch(m.session.Program(), arg); err != nil {
			return err
		}
		m.advise(arg + " stands above the objects · :unwatch takes it away")
	case "unwatch":
		if err := m.seek.Unwatch(arg); err != nil {
			return err
		}
		m.advise(listed("watched is ", m.seek.Watched(), "nothing is watched"))
	case "break":
		if arg != "" {
			if err := m.seek.Break(m.session.Program(), arg); err != nil {
				return err
			}
		}
		m.advise(listed("runs stop at ", m.seek.Breaks(), "no run stops anywhere; :break line 12 stops them there"))
	default:
		if err := m.seek.Unbreak(arg); err != nil {
			return err
		}
		m.advise(listed("runs stop at ", m.seek.Breaks(), "no run stops anywhere"))
	}
	return nil
}

// listed says what there is, or that there is nothing.
func listed(before string, all []string, none string) string {
	if len(all) == 0 {
		return none
	}
	return before + program.List(all, "and")
}

// find lists the steps at which something came true.
func (m *Model) find(text string) error {
	l, err := seek.For(m.session, text)
	if err != nil {
		return err
	}
	m.search("Find "+l.Text, seek.All(m.session, l), func(s *seek.Search) {
		if len(s.Hits) == 0 {
			m.refuse(fmt.Sprintf("%s: in none of the %s so far · :until %s runs on for it", l.Text,
				program.Plural(m.session.Length(), "step"), l.Text))
			return
		}
		m.listHits(l.Text, s)
	})
	return nil
}

// listHits lists steps that were found; enter goes to one.
func (m *Model) listHits(text string, s *seek.Search) {
	rows, at := make([]panel.PickerRow, len(s.Hits)), 0
	for i, h := range s.Hits {
		rows[i].Name = strings.TrimRight(fmt.Sprintf("step %d  pass %d  %s", h.Step, h.Pass, h.Text), " ")
		if h.Step == 0 {
			rows[i].Name = "step 0  from the boot on"
		}
		if h.Step <= m.session.Position() {
			at = i
		}
	}
	title := text
	if n := s.Found(); n > len(s.Hits) {
		title = fmt.Sprintf("%s: the last %d of %d steps", text, len(s.Hits), n)
	}
	m.openList(title, "goes there", rows, at, func(name string) error {
		m.arriveAt(strings.Fields(name)[1])
		return nil
	})
}

// arriveAt goes to a step, and says what there is to see.
func (m *Model) arriveAt(step string) {
	if err := m.goTo(step); err == nil {
		m.written.log.Command("go " + step)
		m.arrive()
	}
}

// runUntil goes on to the next step at which something comes true.
func (m *Model) runUntil(text string) error {
	l, err := seek.For(m.session, text)
	if err != nil {
		return err
	}
	m.search("Run until "+l.Text, seek.Next(m.session, l), func(s *seek.Search) {
		switch {
		case len(s.Hits) > 0:
			m.runTo(s.Hits[0].Step, l.Text)
		case s.Over:
			m.refuse(fmt.Sprintf("%s: not before the run ends, in step %d", l.Text, s.At))
		default:
			m.refuse(fmt.Sprintf("%s: not in the next %d steps", l.Text, s.At-m.session.Position()))
		}
	})
	return nil
}

// runTo goes to a step, and runs on for it where that is needed.
func (m *Model) runTo(step int64, text string) {
	m.session.GoTo(step)
	for m.session.Position() < step && m.session.Forward() != nil {
	}
	if m.session.Full() && m.session.Position() < step {
		m.advise(m.fullText())
		return
	}
	m.arrive()
	if here := fmt.Sprintf("step %d", step); text != here {
		m.advise(here + ": " + text)
	}
}

// backTo goes back to the last step at which something came true, or at which a value changed.
func (m *Model) backTo(text string) error {
	if value, is := strings.CutPrefix(text+" ", "changed "); is {
		return m.backToChange(strings.TrimSpace(value))
	}
	l, err := seek.For(m.session, text)
	if err != nil {
		return err
	}
	m.search("Back to "+l.Text, seek.Last(m.session, l), func(s *seek.Search) {
		if len(s.Hits) == 0 {
			m.refuse(fmt.Sprintf("%s: in no step before this one", l.Text))
			return
		}
		m.runTo(s.Hits[0].Step, l.Text)
	})
	return nil
}

// backToChange goes back to the last step in which a value changed.
func (m *Model) backToChange(value string) error {
	if value == "" {
		return fmt.Errorf("back to the last change of what? For example :back changed len(work)")
	}
	changes, err := seek.Changes(m.session.Program(), value)
	if err != nil {
		return err
	}
	m.search("Back to the last change of "+value, seek.Last(m.session, changes), func(s *seek.Search) {
		if len(s.Hits) == 0 {
			m.refuse(value + " changed in no step before this one")
			return
		}
		m.runTo(s.Hits[0].Step, value+" changed")
	})
	return nil
}

// search looks for steps, at first at once, and beside the screen where that takes longer; then is called with what was
// found.
func (m *Model) search(title string, s *seek.Search, then func(*seek.Search)) {
	m.leave(keys.Prompting)
	if s.Go(atOnceSteps) {
		then(s)
		return
	}
	edits, at := m.session.Edits(), m.session.Position()
	work := query{title: title, text: "looking …", stopped: "stopped looking", atOnce: true}
	m.workBeside(work, func(ctx context.Context, news func(string)) answerMsg {
		if err := s.Run(ctx, news); err != nil {
			return answerMsg{err: err}
		}
		return answerMsg{then: func() {
			if m.session.Edits() != edits || m.session.Position() != at {
				m.refuse("the run is another one now: look again")
				return
			}
			then(s)
		}}
	})
}
