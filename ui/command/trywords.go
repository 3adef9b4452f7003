package command

import (
	"context"
	"strconv"
	"strings"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/export"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/visible"
)

// schedules asks every schedule of a scene. A controlled program chooses before each operation, and so is compared with
// grain op.
func (f *tryFlags) schedules(ctx context.Context, s *export.Scene) (*explore.Verdict, error) {
	e, err := engine.New(s.Program)
	if err != nil {
		return nil, &ended{ExitUsage, err}
	}
	grain, named := s.Program.Settings.Grain, s.Program.Settings.GrainNamed
	if f.controlled {
		grain, named = program.GrainOp, true
	}
	a, err := explore.Ask(ctx, e, explore.Options{Grain: grain}, named)
	return a.Shown(), err
}

// mostWays is how many ways to go wrong are printed.
const mostWays = 5

// tryWords prints what came of the runs.
func (f *tryFlags) tryWords(out *output, s *export.Scene, arg string, t *trials, v *explore.Verdict) {
	noise := ""
	switch {
	case f.noise:
		noise = " with noise"
	case f.controlled:
		noise = ", controlled"
	}
	out.line("%s of %s as a program in Go%s:", program.Plural(int64(t.runs), "run"), s.Program.Title(), noise)
	for _, row := range []struct {
		n    int
		what string
	}{
		{t.stuck, "got stuck"},
		{t.broken, "broke a law"},
		{t.endless, "went on, and were ended after " + strconv.Itoa(f.ops) + " operations or " + f.limit.String()},
		{t.well, "ended well"},
	} {
		if row.n > 0 {
			out.line("%8d %s", row.n, row.what)
		}
	}
	if t.cut {
		out.line("There were no more runs, since each would take that long.")
	}
	for i, way := range t.ways() {
		if i == mostWays {
			out.line("and %s.", program.Plural(int64(len(t.said)-i), "other way"))
			break
		}
		out.line("")
		out.line("%s:", program.Plural(int64(t.said[way]), "run"))
		for _, l := range strings.Split(way, "\n") {
			out.line("  %s", l)
		}
	}
	out.line("")
	if f.controlled && t.first.seed > 0 {
		out.line("The first that went wrong has seed %d. To make it again, with each operation and its line:",
			t.first.seed)
		out.line("  quartet export %s --go --controlled -o again.go && go run again.go -log %s", visible.Line(arg),
			strings.Join(f.arguments(t.first.seed), " "))
	}
	out.line("%s", t.beside(v))
}

// beside says what check finds beside what the runs came to.
func (t *trials) beside(v *explore.Verdict) string {
	switch {
	case v == nil:
		return "What check finds was not asked any more."
	case v.Answer == explore.Fails && t.stuck+t.broken == 0:
		return "No run went wrong. check finds what can, " + v.Far() + ": " + v.Text
	case v.Answer == explore.Fails:
		return "check needs no luck, and finds it " + v.Far() + ": " + v.Text
	case v.Answer == explore.Holds && t.stuck+t.broken > 0:
		return "check finds that it holds. What went wrong is not in the scene: Go differs from it there."
	case v.Answer == explore.Holds:
		return "check proves it of every schedule: " + v.Text
	}
	return "check does not know: " + v.Text
}

// tryJSON prints what came of the runs as one object.
func (f *tryFlags) tryJSON(out *output, s *export.Scene, t *trials, v *explore.Verdict) {
	j := out.json()
	j.beginObject()
	j.field("scene").text(s.Program.Title())
	j.field("noise").truth(f.noise)
	j.field("controlled").truth(f.controlled)
	for _, row := range []struct {
		name string
		n    int
	}{{"runs", t.runs}, {"well", t.well}, {"stuck", t.stuck}, {"violated", t.broken}, {"endless", t.endless}} {
		j.field(row.name).number(int64(row.n))
	}
	if f.controlled && t.first.seed > 0 {
		j.field("seed").number(int64(t.first.seed))
	}
	j.field("ways").beginArray()
	for _, way := range t.ways() {
		j.beginObject()
		j.field("said").text(way)
		j.field("runs").number(int64(t.said[way]))
		j.end('}')
	}
	j.end(']')
	if v != nil {
		j.field("check").beginObject()
		j.field("verdict").text(v.Answer.String())
		j.field("kind").text(v.Kind.String())
		j.field("grain").text(v.Grain.String())
		j.field("length").number(int64(v.Length))
		j.end('}')
	}
	j.end('}')
	j.raw("\n")
}
