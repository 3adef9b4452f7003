package command

import (
	"fmt"
	"strings"

	"github.com/quartet-os/quartet/engine/grade"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/ui/screen"
	"github.com/quartet-os/quartet/visible"
)

// The columns of the table: a name, a verdict, and sentences in what is left.
const (
	mostName     = 36
	verdictWidth = 9
	mostRows     = 4  // of a sentence, and of what is told beside it, without -v
	mostSkipped  = 5  // names that are told
	lastSteps    = 12 // of a schedule
)

// gradePage prints grades as they come.
type gradePage struct {
	out             *output
	found           *folder
	verbose, silent bool
	ticker          *ticker
}

// add prints a grade, or tells how far it is where there is none.
func (p *gradePage) add(g *grade.Grade, done, all int) {
	if p.ticker != nil && g == nil {
		p.ticker.tell("%d of %d graded", done, all)
	}
	if g == nil || p.silent {
		return
	}
	p.ticker.clear()
	p.row(g)
	p.out.flush()
}

// called is the name of a file in the table.
func called(file string) string { return visible.Line(strings.TrimSuffix(file, sceneEnding)) }

// nameWidth is how wide the names are.
func (p *gradePage) nameWidth() (w int) {
	for _, name := range p.found.names {
		w = max(w, screen.Width(called(name)))
	}
	return min(w, mostName)
}

// row prints what came of a file.
func (p *gradePage) row(g *grade.Grade) {
	w := p.nameWidth()
	name := called(g.File)
	if screen.Width(name) > w && p.verbose {
		p.out.line("%s", name)
		name = ""
	}
	head := padded(screen.Truncate(name, w), w) + "  " + padded(g.Verdict.String(), verdictWidth)
	hang := strings.Repeat(" ", screen.Width(head))
	for i, line := range p.wrapped(g.Sentence(), len(hang)) {
		if i > 0 {
			head = hang
		}
		p.out.line("%s", head+line)
	}
	said := append(append([]string{}, g.Untested...), g.Notes...)
	left := 0
	for i, one := range said {
		if i >= mostRows && !p.verbose {
			left++
			continue
		}
		for _, line := range p.wrapped(one, len(hang)) {
			p.out.line("%s%s", hang, line)
		}
	}
	if left > 0 {
		p.out.line("%s… %d more; -v prints all", hang, left)
	}
	p.steps(g)
}

// steps prints the last steps of a schedule.
func (p *gradePage) steps(g *grade.Grade) {
	if !p.verbose {
		return
	}
	from := max(len(g.Steps)-lastSteps, 0)
	if from > 0 {
		p.out.line("      … %d before", from)
	}
	for i := range g.Steps[from:] {
		step := fmt.Sprintf("%4d  %s", from+i+1, visible.Line(g.Steps[from+i].String()))
		for _, line := range screen.Wrap(step, pageColumns, 16) {
			p.out.line("%s", line)
		}
	}
}

// wrapped breaks a sentence into the rows of its column.
func (p *gradePage) wrapped(text string, hang int) []string {
	rows := screen.Wrap(visible.Line(text), pageColumns-hang, 0)
	if len(rows) > mostRows && !p.verbose {
		rows = rows[:mostRows]
		rows[mostRows-1] = screen.Truncate(rows[mostRows-1]+" …………", pageColumns-hang)
	}
	return rows
}

// padded fills a text up to a width.
func padded(text string, w int) string {
	return text + strings.Repeat(" ", max(w-screen.Width(text), 0))
}

// summary says what came of all files, in one line, and what was left out.
func (p *gradePage) summary(all []grade.Grade, off bool) {
	of := map[grade.Verdict]int{}
	passed, untested := 0, 0
	for i := range all {
		of[all[i].Verdict]++
		if all[i].Passed {
			passed++
			untested += min(len(all[i].Untested), 1)
		}
	}
	var told []string
	for _, row := range []struct {
		of        grade.Verdict
		one, many string
	}{
		{grade.Holds, "holds", "hold"}, {grade.Fails, "fails", "fail"}, {grade.Refused, "is refused", "are refused"},
		{grade.Unknown, "is not known", "are not known"},
	} {
		if n := of[row.of]; n > 0 {
			told = append(told, fmt.Sprintf("%d %s", n, oneOf(n, row.one, row.many)))
		}
	}
	text := fmt.Sprintf("%s: %s. %d passed", program.Plural(int64(len(all)), "scene"), strings.Join(told, ", "), passed)
	if len(all) == 0 {
		text = "No scene was graded"
	}
	if untested > 0 {
		text += fmt.Sprintf(", %d with something that was never tested", untested)
	}
	p.out.line("")
	p.wrap(text + ".")
	if off {
		p.out.line("It was broken off: %d of %d were graded.", len(all), len(p.found.names))
	}
	if n := len(p.found.skipped); n > 0 {
		names := p.found.skipped[:min(n, mostSkipped)]
		line := "Skipped, since it is no scene to grade: " + strings.Join(names, ", ")
		if n > len(names) {
			line += fmt.Sprintf(" and %d more", n-len(names))
		}
		p.wrap(line)
	}
}

// wrap prints a sentence in as many rows as it needs.
func (p *gradePage) wrap(text string) {
	for _, row := range screen.Wrap(visible.Line(text), pageColumns, 2) {
		p.out.line("%s", row)
	}
}
