package command

import (
	"context"
	"fmt"
	"strings"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/program"
)

// exampleStates is how many states are visited for examples; ends lie near the beginning, or there is none.
const exampleStates = 1_000_000

// lookForExamples looks for as many ways in which the scene ends well as the flags ask for.
func (f *checkFlags) lookForExamples(ctx context.Context, e *engine.Engine,
	opt explore.Options) ([]explore.Example, error) {
	if f.examples == 0 {
		return nil, nil
	}
	opt.MaxStates = min(opt.MaxStates, exampleStates)
	return explore.Examples(ctx, e, opt, f.examples)
}

// printExamples prints ways in which it ends well: who runs, and what there is at the end; with -v every row.
func printExamples(ctx context.Context, out *output, v *explore.Verdict, shows []explore.Example, f *checkFlags) error {
	if f.examples == 0 {
		return nil
	}
	grain := " (grain " + v.Grain.String() + ")"
	if len(shows) == 0 {
		out.line("\nNo schedule was found that ends well%s: all have ended but daemons, and nothing is wrong.", grain)
		return nil
	}
	out.line("\n%s in which it ends well%s:", program.Plural(int64(len(shows)), "way"), grain)
	for i := range shows {
		x := &shows[i]
		again := ""
		if x.Again {
			again = ", in another order"
		}
		out.line("%3d. in %s%s: %s", i+1, v.Steps(len(x.Schedule)), again, x.Runs())
		if ends := endsWith(x.Ends); ends != "" {
			out.line("     at the end %s", ends)
		}
		if !f.verbose {
			continue
		}
		rows, err := x.Rows(ctx)
		if err != nil {
			return err
		}
		printSome(out, x.Schedule, &explore.Explanation{Rows: rows, Decisive: -1}, 0)
	}
	return nil
}

// endsWith tells values: "made is 3, done is true".
func endsWith(all []engine.Valued) string {
	var told []string
	for i := range all {
		told = append(told, fmt.Sprintf("%s is %s", all[i].Name, all[i].Text))
	}
	return strings.Join(told, ", ")
}

// exampleJSON is a way in which a scene ends well.
type exampleJSON struct {
	Length   int          `json:"length"`
	Again    bool         `json:"again"` // it comes to the end of an example before it, in another order
	End      valuesJSON   `json:"end"`
	Schedule []choiceJSON `json:"schedule"`
}

func examplesJSON(ctx context.Context, shows []explore.Example) (all []exampleJSON, err error) {
	for i := range shows {
		x := &shows[i]
		one := exampleJSON{Length: len(x.Schedule), Again: x.Again, End: valuesJSON{}, Schedule: []choiceJSON{}}
		for _, v := range x.Ends {
			one.End[v.Name] = valueOf(v)
		}
		rows, err := x.Rows(ctx)
		if err != nil {
			return nil, err
		}
		for k := range x.Schedule {
			one.Schedule = append(one.Schedule, choiceOf(&x.Schedule[k], &rows[k]))
		}
		all = append(all, one)
	}
	return all, nil
}
