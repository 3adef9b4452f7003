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
	Claim  string // one sentence
	More   string // what else can be done
	Mood   panel.Mood
	Page   panel.Cures // without rows: there is nothing to choose from
	of     *program.Program
	report *mend.Report
	all    []*mend.Trial // by row
}

// mostFailed bounds the changes on the page that do not help: those that a person would try first.
const mostFailed = 8

// Mend looks for the single changes that cure a scene; news are told how far it is.
func Mend(ctx context.Context, p *program.Program, news func(string)) (*Cures, error) {
	r, err := mend.Mend(ctx, p.File, p.Source, mend.Options{Failed: mostFailed, Progress: func(done, todo int) {
		if done%8 == 0 {
			news(fmt.Sprintf("%d of %d changes tried", done, todo))
		}
	}})
	if err != nil {
		return nil, err
	}
	c := &Cures{of: p, report: r}
	if r.Holds {
		c.Claim, c.Mood = p.Title()+" holds in every world that was asked: there is nothing to cure.", panel.Good
		if r.Base[mend.Own].Answer != explore.Holds {
			c.Claim, c.Mood = "It is not known whether "+p.Title()+" fails: it has too many states.", panel.Unsure
		}
		return c, nil
	}
	c.Claim, c.Mood = r.Claim(p.Title(), false), panel.Bad
	c.More = "Two changes at once are tried by quartet mend SCENE --pairs; {edit} edits by hand."
	c.lay(r)
	return c, nil
}

// lay makes the page of what was tried.
func (c *Cures) lay(r *mend.Report) {
	worlds := c.worlds(r)
	cures, seem := r.Split()
	c.all = append(cures, seem...)
	for i := range r.Failed {
		c.all = append(c.all, &r.Failed[i])
	}
	c.Page = panel.Cures{Title: c.of.Title(), Proven: len(cures), Seem: len(seem),
		Count: fmt.Sprintf("%d of %s hold", mend.Count(cures), program.Plural(int64(r.Tried), "change"))}
	if mend.Count(cures) == 1 {
		c.Page.Count += "s"
	}
	if len(cures) == 0 {
		c.Page.Claim = c.Claim
	}
	c.Page.AsItIs.What = "as it is"
	for _, w := range worlds {
		c.Page.Worlds = append(c.Page.Worlds, panel.CureWorld{Name: w.Name(r.Grain), What: w.String()})
		mood := panel.Plain
		switch b := &r.Base[w]; {
		case b.Asked && b.Answer == explore.Holds:
			mood = panel.Good
		case b.Asked && b.Answer == explore.Fails:
			mood = panel.Bad
			if w == r.Target {
				c.Page.AsItIs.Why = b.Kind + " " + b.Far
			}
		case b.Asked:
			mood = panel.Unsure
		}
		c.Page.AsItIs.Worlds = append(c.Page.AsItIs.Worlds, mood)
	}
	for _, t := range c.all {
		c.Page.Rows = append(c.Page.Rows, cure(r, t, worlds))
	}
}

// worlds lists those that are not the one before under another name.
func (c *Cures) worlds(r *mend.Report) (all []mend.World) {
	for w := mend.Own; w <= mend.Spurious; w++ {
		same := w == mend.Ops && r.Grain == program.GrainOp ||
			w == mend.AnyOrder && c.of.Settings.Rules[program.RuleWakeOrder] == program.WakeAny
		if !same {
			all = append(all, w)
		}
	}
	return all
}

// cure is a change as a row of the page.
func cure(r *mend.Report, t *mend.Trial, worlds []mend.World) panel.Cure {
	row := panel.Cure{Line: t.Changes[0].Line, What: t.Title(), Lines: changed(r.Source, &t.Edit)}
	for i, w := range worlds {
		mood := panel.Plain
		switch {
		case i < len(t.Holds): // they were asked in this order, until it failed
			mood = panel.Good
		case t.Kind != "" && w == t.Fails:
			mood = panel.Bad
		case t.Kind == "" && t.GaveUp == "" && i == len(t.Holds):
			mood = panel.Unsure
		}
		row.Worlds = append(row.Worlds, mood)
	}
	if t.Kind != "" {
		row.Why = fmt.Sprintf("%s: %s %s", t.Fails.Name(r.Grain), t.Kind, t.Far)
	}
	if n := len(t.Holds); t.Kind == "" && n < len(worlds) {
		row.Why = worlds[n].Name(r.Grain) + ": not known, it has too many states"
	}
	if t.GaveUp != "" {
		row.Why = t.GaveUp
	}
	if row.Why == "" {
		row.Why = t.Dodges
	}
	return row
}

// changed lists the lines of a changed scene, with those that were taken away where they stood.
func changed(source string, e *mend.Edit) (all []panel.CureLine) {
	was, now := strings.Split(source, "\n"), strings.Split(e.Text, "\n")
	i, j := 0, 0
	kept := func(to int) {
		for ; i < min(to, len(was)) && j < len(now); i, j = i+1, j+1 {
			all = append(all, panel.CureLine{Number: i + 1, Text: expanded(now[j])})
		}
	}
	for _, c := range e.Changes {
		kept(c.Line - 1)
		for k := 0; k < len(c.Was) && i < len(was); i, k = i+1, k+1 {
			all = append(all, panel.CureLine{Number: i + 1, Mark: panel.Removed, Text: expanded(was[i])})
		}
		for k := 0; k < len(c.Now) && j < len(now); j, k = j+1, k+1 {
			all = append(all, panel.CureLine{Mark: panel.Added, Text: expanded(now[j])})
		}
	}
	kept(len(was))
	return all
}

// expanded is a line with its indent as blanks.
func expanded(line string) string { return strings.ReplaceAll(line, "\t", "    ") }

// Text returns the scene with the change of a row, and the line at which it begins.
func (c *Cures) Text(row int) (text string, line int) {
	return c.all[row].Text, c.all[row].Changes[0].Line
}

// Kept returns the scene with the change of a row as a file to keep: it expects to hold.
func (c *Cures) Kept(row int) string { return c.report.Kept(c.all[row]) }

// Scene returns the scene with the change of a row, with the seed that the scene at hand has.
func (c *Cures) Scene(row int) (*program.Program, error) {
	p, err := program.Parse(c.of.File, c.all[row].Text)
	if err == nil {
		p.Settings.Seed = c.of.Settings.Seed
	}
	return p, err
}

// Of reports whether this is about a scene.
func (c *Cures) Of(p *program.Program) bool {
	return c != nil && c.of.Source == p.Source && c.of.Settings == p.Settings
}
