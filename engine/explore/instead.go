package explore

import (
	"fmt"

	"github.com/quartet-os/quartet/engine/program"
)

// Other is something else that could have happened in a pass, and what would then be possible.
type Other struct {
	Name string // who would have run, by which case; which interrupt would have come; or that time passes
	Fate Fate
	Run  string // who would have run; "" where nobody would
	Runs bool   // it is that somebody runs, and nothing else
}

// Name says what can happen next in a word or two.
func (c *Chance) Name() string {
	switch {
	case c.Interrupt != "":
		return "interrupt " + c.Interrupt
	case c.Run == "":
		return "time passes"
	case c.Case != "":
		return c.Run + " by " + c.Case
	}
	return c.Run
}

// Runs returns the name by which whoever is in a slot would run next; "" for nobody who can.
func (p *Prospect) Runs(slot int) string {
	for i := range p.Chances {
		if p.Chances[i].Who == slot {
			return p.Chances[i].Run
		}
	}
	return ""
}

// Instead returns what else could have happened next where ran was the one who ran: of his own ways all those that he
// has several of, and so that which was taken as well.
func (p *Prospect) Instead(ran string) (all []Chance) {
	own := 0
	for i := range p.Chances {
		if p.Chances[i].Run == ran {
			own++
		}
	}
	for i := range p.Chances {
		if p.Chances[i].Run != ran || own > 1 {
			all = append(all, p.Chances[i])
		}
	}
	return all
}

// Others returns the same in words, each once, where what happened has led to a fate. A way of the one who ran that no
// word tells from what he did counts where it leads to another.
func (p *Prospect) Others(ran string, after Fate) (all []Other) {
	for _, c := range p.Instead(ran) {
		one := Other{c.Name(), c.Fate, c.Run, c.Interrupt == "" && c.Case == "" && c.Run != "" && c.Run != ran}
		if c.Run == ran && c.Interrupt == "" && c.Case == "" {
			if c.Fate == after {
				continue
			}
			one.Name += " in another way"
		}
		known := false
		for i := range all {
			known = known || all[i] == one
		}
		if !known {
			all = append(all, one)
		}
	}
	return all
}

// Covered says how much was looked at. Where something fails it is followed no further, so that states behind that,
// which a verdict counts, are not among them.
func (t *Told) Covered() string {
	if t.Whole {
		return fmt.Sprintf("proven, over all states in which nothing has failed: %d", t.States)
	}
	return fmt.Sprintf("%s were looked at: %s", program.Plural(t.States, "state"), t.Why)
}
