package command

import (
	"context"
	"strings"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/program"
)

// fates are what is said of each pass of a run, beside what happens in it: --fate. nil says nothing.
type fates struct {
	told explore.Told
	of   map[int64]int // by pass: its place in Prospects
	p    *program.Program
}

// foresee makes the run that is about to be told, and says what is still possible behind each of its passes.
func foresee(ctx context.Context, p *program.Program, flags *runFlags, commands []engine.Command) (*fates, error) {
	opt := explore.Options{Grain: p.Settings.Grain, MaxStates: flags.maxStates}
	var ok bool
	if flags.grain != "" {
		if opt.Grain, ok = program.GrainByName(flags.grain); !ok {
			return nil, fail(ExitUsage, "--grain is pass or op, not %q", flags.grain)
		}
	}
	r, err := newHeadlessRun(p, flags, commands, nil)
	if err != nil {
		return nil, err
	}
	f := explore.NewForecast(r.e, opt)
	f.Follow(r.e)
	var events []engine.Event
	err = r.drive(ctx, func(some []engine.Event) bool {
		if events = append(events, some...); explore.Over(r.e) {
			f.Passed(r.e, events)
			events = events[:0]
		}
		return true
	})
	if err != nil {
		return nil, err
	}
	t := &fates{of: map[int64]int{}, p: p}
	if t.told, err = f.Tell(ctx); err != nil {
		return nil, err
	}
	for i := range t.told.Prospects {
		t.of[t.told.Prospects[i].Pass] = i
	}
	return t, nil
}

// at returns what is possible behind a pass, and before it; nil where it was not followed so far.
func (f *fates) at(pass int64) (after, before *explore.Prospect) {
	i, ok := f.of[pass]
	if !ok || i == 0 {
		return nil, nil
	}
	return &f.told.Prospects[i], &f.told.Prospects[i-1]
}

// begins says in a line what is possible at the beginning.
func (f *fates) begins(out *output) {
	if f != nil {
		out.line("(from the beginning: %s)", f.told.Prospects[0].Fate.Says())
	}
}

// line says in a line what is possible behind a pass, in which a slot ran.
func (f *fates) line(out *output, pass int64, slot int) {
	if f == nil {
		return
	}
	after, before := f.at(pass)
	if after == nil {
		out.line("(pass %d: not followed so far)", pass)
		return
	}
	var also []string
	for i, one := range before.Others(before.Runs(slot), after.Fate) {
		if i == mostInstead {
			also = append(also, "…")
			break
		}
		also = append(also, one.Name+": "+one.Fate.Word())
	}
	said := after.Fate.Says()
	if after.Decides {
		said = "it decides, " + said
	}
	if len(also) > 0 {
		said += "; instead " + strings.Join(also, ", ")
	}
	out.line("(pass %d: %s)", pass, said)
}

// mostInstead is how many of the other choices a line names.
const mostInstead = 4

// ends says in a line how much was looked at.
func (f *fates) ends(out *output) {
	if f == nil {
		return
	}
	out.line("(%s)", f.told.Covered())
}

// field writes what is possible behind a pass as fields of its object.
func (f *fates) field(j *jsonWriter, pass int64, ran string) {
	if f == nil {
		return
	}
	after, before := f.at(pass)
	if after == nil {
		j.field("fate").text(explore.FateUnknown.String())
		return
	}
	j.field("fate").text(after.Fate.String())
	if after.Decides {
		j.field("decides").truth(true)
	}
	j.field("instead").beginArray()
	for _, c := range before.Instead(ran) {
		j.beginObject()
		j.field("run").text(c.Run)
		if c.Interrupt != "" {
			j.field("interrupt").text(c.Interrupt)
		}
		if len(c.Take) > 0 {
			j.field("take").beginArray()
			for _, n := range c.Take {
				j.number(int64(n))
			}
			j.end(']')
		}
		j.field("fate").text(c.Fate.String())
		j.end('}')
	}
	j.end(']')
}

// endField writes how much was looked at, and what was possible at the beginning, as a field of the object for the end.
func (f *fates) endField(j *jsonWriter) {
	if f == nil {
		return
	}
	j.field("fates").beginObject()
	j.field("beginning").text(f.told.Prospects[0].Fate.String())
	for i := range f.told.Prospects {
		if p := &f.told.Prospects[i]; p.Decides {
			j.field("decides").number(p.Pass)
			break
		}
	}
	j.field("states").number(f.told.States)
	j.field("complete").truth(f.told.Whole)
	if !f.told.Whole {
		j.field("text").text(f.told.Covered())
	}
	j.end('}')
}
