package seek

import (
	"fmt"
	"slices"
	"sort"
	"strconv"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/engine/query"
	"github.com/quartet-os/quartet/engine/session"
	"github.com/quartet-os/quartet/ui/panel"
)

// The limits of what is watched: how many values, how far back their history goes, in steps, how many changes of each
// are kept, and how many of them are shown.
const (
	mostWatched = 8
	reach       = 2000
	mostChanges = 4096
	shown       = 6
)

// watched is a value that is shown with its history.
type watched struct {
	question *program.Question
	asker    *engine.Asker
	changes  []change // oldest first; the first is the value at the beginning of the history
}

// change is a value from a step on.
type change struct {
	step  int64
	value int64
	there bool
}

// history is the part of the branch over which the changes are known.
type history struct {
	of       *session.Session
	edits    int64
	branch   int
	from, to int64
}

// Watch shows a value from here on. The error says what is wrong with its text.
func (k *Seeker) Watch(p *program.Program, text string) error {
	q, err := p.Question(text)
	if err != nil {
		return query.Explain(text, err)
	}
	switch i := k.indexWatched(q.Text); {
	case i >= 0:
		return fmt.Errorf("%s is watched already", q.Text)
	case len(k.watched) == mostWatched:
		return fmt.Errorf("%d values are watched, and there is room for no more; :unwatch %s makes some",
			mostWatched, k.watched[0].question.Text)
	}
	k.watched = append(k.watched, watched{question: q, asker: engine.NewAsker(q)})
	k.past = history{}
	return nil
}

func (k *Seeker) indexWatched(text string) int {
	return slices.IndexFunc(k.watched, func(w watched) bool { return w.question.Text == text })
}

// Unwatch takes a value away, or all of them where none is named.
func (k *Seeker) Unwatch(text string) error {
	i := k.indexWatched(text)
	switch {
	case text == "":
		k.watched = nil
	case i >= 0:
		k.watched = slices.Delete(k.watched, i, i+1)
	case len(k.watched) == 0:
		return fmt.Errorf("nothing is watched; :watch len(work) watches a value")
	default:
		return fmt.Errorf("%s is not watched; watched is %s", text, program.List(k.Watched(), "and"))
	}
	k.past = history{}
	return nil
}

// Watched lists the texts of the values that are watched.
func (k *Seeker) Watched() []string {
	var all []string
	for _, w := range k.watched {
		all = append(all, w.question.Text)
	}
	return all
}

// Values returns the watched values at the present position, each with what it was before, newest first. O(1) while
// stepping; after a jump some thousand steps are run again.
func (k *Seeker) Values(s *session.Session, into []panel.Watch) []panel.Watch {
	if len(k.watched) == 0 {
		return into
	}
	k.cover(s)
	for i := range k.watched {
		w := &k.watched[i]
		at := sort.Search(len(w.changes), func(i int) bool { return w.changes[i].step > s.Position() }) - 1
		if at < 0 {
			continue
		}
		one := panel.Watch{Text: w.question.Text, Value: say(s.Engine(), w.question.Type, w.changes[at])}
		if at > 0 {
			one.Since = w.changes[at].step
		}
		for j := at - 1; j >= 0 && len(one.Before) < shown; j-- {
			one.Before = append(one.Before, say(s.Engine(), w.question.Type, w.changes[j]))
		}
		into = append(into, one)
	}
	return into
}

// cover brings the history to the present position.
func (k *Seeker) cover(s *session.Session) {
	p, branch := &k.past, s.Place().Branch
	pos := s.Position()
	same := p.of == s && p.edits == s.Edits() && p.branch == branch
	switch {
	case same && pos >= p.from && pos <= p.to:
		return
	case same && pos == p.to+1:
		p.to = pos
		k.note(s.Engine())
		return
	}
	from := max(0, pos-reach)
	walk := s.Walk(from)
	e := walk.Begin()
	for i := range k.watched {
		k.watched[i].changes = k.watched[i].changes[:0]
	}
	k.note(e)
	*p = history{of: s, edits: s.Edits(), branch: branch, from: e.StepNumber(), to: pos}
	for e.StepNumber() < pos {
		if _, ok := walk.Next(); !ok {
			break
		}
		k.note(e)
	}
}

// note books the values after a step.
func (k *Seeker) note(e *engine.Engine) {
	for i := range k.watched {
		w := &k.watched[i]
		now := change{step: e.StepNumber()}
		now.value, now.there = w.asker.Value(e)
		n := len(w.changes)
		if n > 0 && w.changes[n-1].value == now.value && w.changes[n-1].there == now.there {
			continue
		}
		if n == mostChanges {
			copy(w.changes, w.changes[n/2:])
			w.changes = w.changes[:n-n/2]
			k.past.from = max(k.past.from, w.changes[0].step)
		}
		w.changes = append(w.changes, now)
	}
}

// say writes a value as the scene would.
func say(e *engine.Engine, t program.Type, c change) string {
	if !c.there {
		return "–"
	}
	switch t {
	case program.Bool:
		return strconv.FormatBool(c.value != 0)
	case program.ResultOf:
		return program.Result(c.value & 3).String()
	case program.PlaceType:
		return engine.Place(c.value).String()
	case program.Coroutine:
		slot, _ := engine.SlotOf(c.value)
		switch {
		case c.value == 0:
			return "nobody"
		case e.Handle(slot) != c.value:
			return "one that ended"
		}
		return e.Name(slot)
	case program.ItemOf, program.Memory:
		if c.value == 0 {
			return "none"
		}
		return "#" + strconv.FormatInt(c.value, 10)
	}
	return strconv.FormatInt(c.value, 10)
}
