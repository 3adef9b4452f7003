package ask

import (
	"context"
	"fmt"
	"strings"

	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/mend"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/ui/panel"
)

// Cures is what came of the single changes of a scene.
type Cures struct {
	Claim string // one sentence
	More  string // what is to be said of it, where there is nothing to choose from
	Mood  panel.Mood
	Rows  []panel.PickerRow
	all   map[string]*mend.Trial // by the name of its row
}

// Mend looks for the single changes that cure a scene; news are told how far it is.
func Mend(ctx context.Context, p *program.Program, news func(string)) (*Cures, error) {
	r, err := mend.Mend(ctx, p.File, p.Source, mend.Options{Progress: func(done, todo int) {
		if done%8 == 0 {
			news(fmt.Sprintf("%d of %d changes tried", done, todo))
		}
	}})
	if err != nil {
		return nil, err
	}
	c := &Cures{all: map[string]*mend.Trial{}}
	if r.Holds {
		c.Claim, c.Mood = p.Title()+" holds in every world that was asked: there is nothing to cure.", panel.Good
		if r.Base[mend.Own].Answer != explore.Holds {
			c.Claim, c.Mood = "It is not known whether "+p.Title()+" fails: it has too many states.", panel.Unsure
		}
		return c, nil
	}
	c.Claim, c.Mood = r.Claim(p.Title(), false), panel.Bad
	c.More = "Every change of a catalogue was asked in every schedule. Two changes at once are tried by quartet mend " +
		"SCENE --pairs; {edit} edits by hand."
	cures, seem := r.Split()
	for _, t := range cures {
		c.add(r, "they hold, for the laws of the scene", t)
	}
	for _, t := range seem {
		c.add(r, "they only look right", t)
	}
	return c, nil
}

// add adds a row for a change.
func (c *Cures) add(r *mend.Report, group string, t *mend.Trial) {
	name := fmt.Sprintf("%d line %d: %s", len(c.Rows)+1, t.Changes[0].Line, t.What)
	c.all[name] = t
	c.Rows = append(c.Rows, panel.PickerRow{Group: group, Name: name,
		Moral: strings.Join(append(puts(&t.Edit), r.Says(t)), " · ")})
}

// puts says what a change takes away and what it puts there, place by place.
func puts(e *mend.Edit) (all []string) {
	for _, c := range e.Changes {
		was, now := strings.Join(c.Was, " "), strings.Join(c.Now, " ")
		switch {
		case len(c.Was) == 0:
			all = append(all, fmt.Sprintf("line %d: + %s", c.Line, now))
		case len(c.Now) == 0:
			all = append(all, fmt.Sprintf("line %d: − %s", c.Line, was))
		default:
			all = append(all, fmt.Sprintf("line %d: %s → %s", c.Line, was, now))
		}
	}
	return all
}

// Text returns the scene with the change of a row, and the line at which it begins.
func (c *Cures) Text(name string) (text string, line int) {
	t := c.all[name]
	if t == nil {
		return "", 0
	}
	return t.Text, t.Changes[0].Line
}
