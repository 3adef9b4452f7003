package command

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/explore"
)

// anyMarks is what --livelock stands for without a value.
const anyMarks = "default"

// neverFlags adds the flags that ask what never happens.
func (f *checkFlags) neverFlags(c *cobra.Command) {
	flags := c.Flags()
	flags.StringVar(&f.starves, "starves", "", "ask instead whether WHO, a coroutine or a function, can be left out "+
		"for ever: WHO, or WHO=MARKS,\nwhere MARKS count as getting on: put, take, end, counters, joined by +")
	flags.StringVar(&f.livelock, "livelock", "", "ask instead whether nobody can get on any more for ever, "+
		"though all run, or some sleep beside\nothers who run; with =MARKS these count as getting on")
	flags.Lookup("livelock").NoOptDefVal = anyMarks
	flags.BoolVar(&f.safety, "safety", false, "ask what goes wrong alone, and not what never happens")
}

// never reads the questions about what never happens. One is asked at a time.
func (f *checkFlags) never(opt *explore.Options) error {
	asked := []string{}
	for _, flag := range []struct{ name, value string }{
		{"--reach", strings.Join(f.reach, "")}, {"--starves", f.starves}, {"--livelock", f.livelock},
	} {
		if flag.value != "" {
			asked = append(asked, flag.name)
		}
	}
	if f.safety {
		asked = append(asked, "--safety")
	}
	if len(asked) > 1 {
		return fail(ExitUsage, "%s ask different questions; ask one at a time", strings.Join(asked, " and "))
	}
	opt.Safety = f.safety
	switch {
	case f.starves != "":
		who, marks, named := strings.Cut(f.starves, "=")
		if who = strings.TrimSpace(who); who == "" || named && strings.TrimSpace(marks) == "" {
			return fail(ExitUsage,
				"--starves names a coroutine or a function, and behind = what counts as getting on: --starves c1=take")
		}
		opt.Never = &explore.Never{Starves: who, Marks: marks}
	case f.livelock != "":
		opt.Never = &explore.Never{}
		if f.livelock != anyMarks {
			opt.Never.Marks = f.livelock
		}
	}
	return nil
}

// neverJSON is what an answer says about what never happens.
type neverJSON struct {
	Cycle    []choiceJSON `json:"cycle"`    // what comes behind the schedule, again and again for ever
	Marks    []string     `json:"marks"`    // what counted as getting on
	Fairness string       `json:"fairness"` // what was taken for granted
	Who      string       `json:"who"`      // of a starvation: who does not get on
	Sleeps   bool         `json:"sleeps"`   // whether he sleeps for ever; of other kinds whether somebody does
	Asleep   []string     `json:"asleep"`   // who sleeps for ever
	Luck     string       `json:"luck"`     // "gets on" or "trap"; "" where nothing was found
}

func neverOf(v *explore.Verdict) *neverJSON {
	a := v.Ahead
	if a == nil {
		return nil
	}
	n := &neverJSON{Cycle: []choiceJSON{}, Marks: []string{}, Asleep: []string{}}
	n.Marks, n.Fairness = append(n.Marks, a.Marks...), v.Assumed()
	if v.Loop == nil {
		return n
	}
	if v.Kind == engine.EndViolation {
		return n // a law about what comes
	}
	n.Who, n.Asleep, n.Luck = a.Who, append(n.Asleep, a.Asleep...), "gets on"
	for _, name := range a.Asleep {
		n.Sleeps = n.Sleeps || a.Who == "" || name == a.Who
	}
	if a.Trap {
		n.Luck = "trap"
	}
	return n
}

// aheadWords is what is said about what never happens, beside the first line.
func aheadWords(v *explore.Verdict) string {
	if a := v.Ahead; a != nil && v.Answer == explore.Holds && !a.Asked {
		return a.Text
	}
	return ""
}

// printLoop prints a schedule that goes on for ever: the way into a circle, and once round it.
func printLoop(out *output, v *explore.Verdict, why *explore.Explanation, at string, columns bool) {
	into, round := v.Steps(len(v.Schedule)), v.Steps(len(v.Loop))
	short := "A shortest schedule" + at
	if v.Ahead.Short {
		short = "A short schedule" + at
	}
	switch {
	case len(why.Rows) == 0:
		out.line("\n%s has %s and then %s for ever; telling it was broken off.", short, into, round)
		return
	case columns:
		ends := ", and then the run is over"
		if n := len(v.Schedule); v.Loop != nil {
			unit, _ := v.Grain.Unit()
			ends = fmt.Sprintf("; from %s %d on again and again, for ever", unit, n+1)
		}
		out.line("\n%s, %s%s:", short, v.Steps(len(v.Schedule)+len(v.Loop)), ends)
		one := *v
		one.Schedule = slices.Concat(v.Schedule, v.Loop)
		printColumns(out, &one, why)
		out.line("")
		lastLines(out, v)
		return
	case v.Loop == nil:
		out.line("\n%s, %s, and then the run is over:", short, into)
		printSome(out, v.Schedule, why, 0)
		lastLines(out, v)
		return
	case len(v.Schedule) > 0:
		out.line("\n%s, %s:", short, into)
		printSome(out, v.Schedule, why, 0)
		out.line("and then again and again, for ever, %s:", round)
	default:
		out.line("\n%s, again and again, for ever, %s:", short, round)
	}
	printSome(out, v.Loop, why, len(v.Schedule))
	out.line("")
	lastLines(out, v)
}

// lastLines says whether luck leads out of a circle, and how much was looked at.
func lastLines(out *output, v *explore.Verdict) {
	if v.Kind != engine.EndViolation {
		out.line("%s", v.Ahead.Luck())
	}
	out.line("%s.", v.Looked())
}
