package explore

import "context"

// foretold is what was still possible before each choice of a schedule that was found.
type foretold struct {
	first int // the choice that it begins with: those before are too far back
	told  Told
}

// foretold works it out, by the same rule as for any run. It gives nothing where a schedule is not one of passes alone:
// where interrupts come within them, where waits end for no reason, or where something is to be reached. Where only
// what goes wrong on the way was asked, a run that gets nowhere, or that breaks a law about what comes, is no failure,
// and escape knows the rest.
func (v *Verdict) foretold(ctx context.Context, p *witness, limit int) *foretold {
	if !v.always || v.start.Program().UsesIrqs || v.law != nil || bytesOf(p.e) > largeMachine {
		return nil
	}
	f, t := (*Forecast)(nil), &foretold{}
	for i, before := range p.before {
		switch {
		case before == nil:
			f, t.first = nil, i+1
		case len(v.Schedule[i].Spurious) > 0 || before.Probe().Engaged():
			return nil
		case f == nil:
			f = NewForecast(before, Options{Grain: v.Grain, MaxStates: int64(limit) * lookPart,
				MaxMemory: min(max(v.memory/2, leastRoom), mostEscape)})
			f.all[0].memory = p.knew[i]
		default:
			f.memory = p.knew[i]
			f.add(before, false)
		}
	}
	if f == nil {
		return nil
	}
	var err error
	if t.told, err = f.Tell(ctx); err != nil {
		return nil
	}
	return t
}

// decisive returns the choice behind which every schedule fails, as escape.decisive does.
func (t *foretold) decisive() (i int, proven bool) {
	all := t.told.Prospects
	for i = len(all) - 1; i >= 0; i-- {
		switch c := all[i].chances; {
		case c.well:
			return t.first + i, true
		case !c.whole:
			return t.first + i, false
		}
	}
	return t.first - 1, t.first == 0
}

// instead returns who else could have run in a choice so that it can go well, as escape.instead does.
func (t *foretold) instead(i int, ran string) (string, bool) {
	var ways alternatives
	for _, c := range t.told.Prospects[i-t.first].Chances {
		name := c.Run
		if name == "" {
			name = ran
		}
		ways.add(name, c.Interrupt != "", c.Fate == FateSafe || c.Fate == FateOpen, ran)
	}
	return ways.best(ran)
}
