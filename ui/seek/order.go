package seek

import (
	"errors"
	"fmt"
	"strings"

	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/engine/query"
	"github.com/quartet-os/quartet/engine/session"
)

// Order is what comes of a command: something to say, or a search and what to do with what it finds.
type Order struct {
	Text   string  // said at once, where there is no search
	Search *Search // goes on until it is over; then Found says what is to be done
	Title  string  // of the search
	found  func(*Search) Outcome
}

// Outcome is what is to be done when a search is over: a list is shown, or the screen goes to a step, or neither.
type Outcome struct {
	List  []string // rows that begin with "step N"
	At    int      // the row that is marked
	Title string   // of the list
	Step  int64    // -1: nowhere
	Text  string   // said
	Goal  bool     // the scene's goal is reached there, and Text says no more than that
}

// Found says what is to be done with what was found.
func (o *Order) Found() Outcome { return o.found(o.Search) }

// Do carries out a command that looks for steps: find, until, back, watch, unwatch, break or unbreak. The error says
// what is wrong with its words.
func (k *Seeker) Do(s *session.Session, name, words string) (Order, error) {
	p := s.Program()
	k.Of(p)
	switch name {
	case "find":
		return find(s, words)
	case "until":
		return runUntil(s, words)
	case "back":
		return backTo(s, words)
	case "watch":
		if words == "" {
			none := "nothing is watched; :watch len(work) shows a value above the story"
			return Order{Text: listed("watched is ", k.Watched(), none)}, nil
		}
		return Order{Text: words + " stands above the story · :unwatch takes it away"}, k.Watch(p, words)
	case "unwatch":
		err := k.Unwatch(words)
		return Order{Text: listed("watched is ", k.Watched(), "nothing is watched")}, err
	case "break":
		var err error
		if words != "" {
			err = k.Break(p, words)
		}
		none := "no run stops anywhere; :break line 12 stops them there"
		return Order{Text: listed("runs stop at ", k.Breaks(), none)}, err
	}
	err := k.Unbreak(words)
	return Order{Text: listed("runs stop at ", k.Breaks(), "no run stops anywhere")}, err
}

// listed says what there is, or that there is nothing.
func listed(before string, all []string, none string) string {
	if len(all) == 0 {
		return none
	}
	return before + program.List(all, "and")
}

// nowhere is the outcome of a search that found nothing.
func nowhere(format string, args ...any) Outcome {
	return Outcome{Step: -1, Text: fmt.Sprintf(format, args...)}
}

// to is the outcome of a search that found where to go.
func to(step int64, what string) Outcome {
	return Outcome{Step: step, Text: fmt.Sprintf("step %d: %s", step, what)}
}

// came is the outcome of a search for a condition that found where it came true. Of a scene's own, its point or its
// goal, it is said what happens there.
func came(p *program.Program, step int64, l *query.Looker) Outcome {
	o := to(step, l.Text)
	switch {
	case l.Kind == query.Step:
		o.Text = ""
	case l.Point != "" && l.Aims():
		o.Goal, o.Text = true, fmt.Sprintf("goal reached in step %d", step)
	case l.Point != "":
		o.Text = fmt.Sprintf("step %d, the %s of this scene: %s", step, l.Text, l.Happens(p))
	}
	return o
}

// find lists the steps at which something came true.
func find(s *session.Session, text string) (Order, error) {
	l, err := For(s, text)
	if err != nil {
		return Order{}, err
	}
	length, position := s.Length(), s.Position()
	return Order{Title: "Find " + l.Text, Search: All(s, l), found: func(found *Search) Outcome {
		if len(found.Hits) == 0 {
			return nowhere("%s: in none of the %s so far · :until %s runs on for it", l.Text,
				program.Plural(length, "step"), l.Text)
		}
		return list(found, l.Text, position)
	}}, nil
}

// list makes rows of the steps that were found, and marks the last one before a position.
func list(s *Search, text string, position int64) Outcome {
	o := Outcome{Title: text, Step: -1}
	for i, h := range s.Hits {
		row := strings.TrimRight(fmt.Sprintf("step %d  pass %d  %s", h.Step, h.Pass, h.Text), " ")
		if h.Step == 0 {
			row = "step 0  from the boot on"
		}
		if h.Step <= position {
			o.At = i
		}
		o.List = append(o.List, row)
	}
	if n := s.Found(); n > len(s.Hits) {
		o.Title = fmt.Sprintf("%s: the last %d of %d steps", text, len(s.Hits), n)
	}
	return o
}

// runUntil goes on to the next step at which something comes true.
func runUntil(s *session.Session, text string) (Order, error) {
	l, err := For(s, text)
	if err != nil {
		return Order{}, err
	}
	from := s.Position()
	return Order{Title: "Run until " + l.Text, Search: Next(s, l), found: func(found *Search) Outcome {
		switch {
		case len(found.Hits) > 0:
			return came(s.Program(), found.Hits[0].Step, l)
		case found.Over:
			return nowhere("%s: not before the run ends, in step %d", l.Text, found.At)
		}
		return nowhere("%s: not in the next %d steps", l.Text, found.At-from)
	}}, nil
}

// changedWord stands before a value whose last change is looked for.
const changedWord = "changed"

// backTo goes back to the last step at which something came true, or at which a value changed.
func backTo(s *session.Session, text string) (Order, error) {
	if first, value, _ := strings.Cut(text, " "); first == changedWord {
		return backToChange(s, strings.TrimSpace(value))
	}
	l, err := For(s, text)
	if err != nil {
		return Order{}, err
	}
	return Order{Title: "Back to " + l.Text, Search: Last(s, l), found: func(found *Search) Outcome {
		if len(found.Hits) == 0 {
			return nowhere("%s: in no step before this one", l.Text)
		}
		return came(s.Program(), found.Hits[0].Step, l)
	}}, nil
}

// backToChange goes back to the last step in which a value changed.
func backToChange(s *session.Session, value string) (Order, error) {
	if value == "" {
		return Order{}, errors.New("back to the last change of what? For example :back changed len(work)")
	}
	changes, err := Changes(s.Program(), value)
	if err != nil {
		return Order{}, err
	}
	title := "Back to the last change of " + value
	return Order{Title: title, Search: Last(s, changes), found: func(found *Search) Outcome {
		if len(found.Hits) == 0 {
			return nowhere("%s changed in no step before this one", value)
		}
		return to(found.Hits[0].Step, value+" changed")
	}}, nil
}
