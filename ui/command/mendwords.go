package command

import (
	"fmt"

	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/mend"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/visible"
)

// How many cures, and changes that only look right, are told where not all are wanted.
const (
	mostCures  = 8
	mostSeem   = 4
	mostFailed = 20 // looked for only where they are wanted
)

// mendWords prints what came of the changes of a scene.
func (f *mendFlags) mendWords(out *output, name string, r *mend.Report, off bool) {
	name = visible.Line(name)
	if r.Holds {
		holdsAlready(out, name, r)
		return
	}
	cures, seem := r.Split()
	out.line("%s", r.Claim(name, off))
	f.list(out, r, 0, cures, mostCures)
	if len(seem) > 0 {
		out.line("")
		out.line("These only look right:")
		f.list(out, r, len(cures), seem, mostSeem)
	}
	if f.verbose && len(r.Failed) > 0 {
		out.line("")
		out.line("Of those that fail as the scene does, these would be made first:")
		f.list(out, r, len(cures)+len(seem), numbered(r)[len(cures)+len(seem):], mostFailed)
	}
	out.line("")
	unsaid(out, r.Left, r.Beyond, off)
	if len(cures) > 0 {
		out.line("What holds does so for the laws of the scene, not for what you meant.")
		if f.write == "" {
			out.line("quartet mend %s --write FILE keeps the first.", name)
		}
	} else if !r.Paired && !off {
		out.line("quartet mend %s --pairs tries two changes at once.", name)
	}
}

// holdsAlready says that there is nothing to cure.
func holdsAlready(out *output, name string, r *mend.Report) {
	if r.Base[mend.Own].Answer != explore.Holds {
		out.line("It is not known whether %s fails: it has too many states. --max-states allows more.", name)
		return
	}
	out.line("%s holds in every world that was asked: there is nothing to cure.", name)
	out.line("quartet break %s looks for what would break it.", name)
}

// numbered returns all changes that are told, in the order of their numbers.
func numbered(r *mend.Report) []*mend.Trial {
	cures, seem := r.Split()
	all := append(cures, seem...)
	for i := range r.Failed {
		all = append(all, &r.Failed[i])
	}
	return all
}

// list prints changes, a row each, and the lines of the first, behind so many others; with -v all of them, each with
// its lines.
func (f *mendFlags) list(out *output, r *mend.Report, behind int, all []*mend.Trial, most int) {
	for i, t := range all {
		if i == most && !f.verbose {
			out.line("        … %d more: -v shows them", len(all)-most)
			break
		}
		f.row(out, behind+i+1, t.Title(), &t.Edit, r.Says(t), i == 0)
		for k := range t.Alike {
			if f.verbose {
				out.line("    alike:")
				f.lines(out, &t.Alike[k])
			}
		}
	}
}

// row prints one change: where it is, what it is about, what came of it, and its lines.
func (f *mendFlags) row(out *output, n int, title string, e *mend.Edit, said string, lines bool) {
	what := fmt.Sprintf("%2d  line %-4d %s", n, e.Changes[0].Line, visible.Line(title))
	out.line("%-60s %s", what, visible.Line(said))
	if lines || f.verbose {
		f.lines(out, e)
	}
}

// lines prints the lines of a change.
func (f *mendFlags) lines(out *output, e *mend.Edit) {
	for _, l := range e.Lines() {
		out.line("    %s", visible.Line(l))
	}
}

// unsaid says what was not looked at.
func unsaid(out *output, left, beyond int, off bool) {
	switch {
	case off:
		out.line("It was broken off before all changes were tried.")
	case left > 0:
		out.line("Not all changes were tried: there was too much to look at.")
	}
	if beyond > 0 {
		out.line("Of %s it is not known: too many states.", program.Plural(int64(beyond), "change"))
	}
}

// breakWords prints what breaks a scene.
func (f *mendFlags) breakWords(out *output, name string, b *mend.Breaks, off bool) {
	name = visible.Line(name)
	good := 0
	for i := range b.Broken {
		if !b.Broken[i].Trivial {
			good++
		}
	}
	tried := program.Plural(int64(b.Tried), "change")
	if len(b.Broken) == 0 && (off || b.Left > 0 || b.Beyond > 0) {
		out.line("No change was found that breaks %s.", name)
	} else if len(b.Broken) == 0 {
		out.line("None of %s breaks %s.", tried, name)
	} else {
		out.line("%d of %s %s %s; %d are not trivial.", len(b.Broken), tried, oneOf(len(b.Broken), "breaks", "break"),
			name, good)
	}
	most := 3 * mostSeem
	if f.verbose {
		most = len(b.Broken)
	}
	shown := 0
	for i := range b.Broken {
		x := &b.Broken[i]
		if i == most || x.Trivial && !f.verbose {
			break
		}
		said := fmt.Sprintf("%s %s", x.Kind, x.Far)
		if x.Starves != "" {
			said = visible.Line(x.Starves) + " may come to run never again"
		} else if x.World == mend.Ops && b.Grain != program.GrainOp {
			said += ", only if interrupted"
		}
		if x.Trivial {
			said += " (trivial)"
		}
		shown++
		f.row(out, shown, x.What, &x.Edit, said, i == 0)
	}
	if n := len(b.Broken) - shown; n > 0 {
		out.line("        … %d more: -v shows them", n)
	}
	unsaid(out, b.Left, b.Beyond, off)
}

// oneOf is the form of a verb behind a number.
func oneOf(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}
