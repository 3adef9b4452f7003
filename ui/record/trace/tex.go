package trace

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"strings"
)

// Widths of a table for LaTeX in TeX's points.
const (
	columnGap  = 6.0   // twice \tabcolsep
	storyLeast = 140.0 // of the column that tells what happens
	cellMost   = 90.0  // of a column of a coroutine, unless one of its words is wider
	stepWide   = 7 * letterWide
)

// page is a sheet of paper: how wide a line on it is, and what the class and geometry are told.
type page struct {
	wide   float64
	option string
}

// The pages of a document are tried in this order; a fragment fits the line of LaTeX's article.
var (
	portrait     = page{510, "a4paper,margin=15mm"}
	landscape    = page{756, "a4paper,landscape,margin=15mm"}
	articleWidth = page{345, ""}
)

// TeXDocument writes the trace table as a document for LaTeX, of several worlds one each. It needs longtable, array and
// geometry, which come with every LaTeX. Tables that are wider than the paper are divided.
func TeXDocument(w io.Writer, worlds []World, r Range) error { return writeTeX(w, worlds, r, false) }

// TeXFragment writes the tables alone, for \input, as wide as a line of the class article; they need longtable and
// array.
func TeXFragment(w io.Writer, worlds []World, r Range) error { return writeTeX(w, worlds, r, true) }

func writeTeX(w io.Writer, worlds []World, r Range, fragment bool) error {
	worlds, err := within(worlds, r)
	if err != nil {
		return err
	}
	sheets, on := make([]*sheet, len(worlds)), portrait
	for i := range worlds {
		if sheets[i], err = newSheet(&worlds[i], r); err != nil {
			return err
		}
		if sheets[i].natural() > portrait.wide {
			on = landscape
		}
	}
	if fragment {
		on = articleWidth
	}
	var body bytes.Buffer
	if err := texBody(&body, worlds, sheets, on.wide); err != nil {
		return err
	}
	out := bufio.NewWriter(w)
	p := worlds[0].Session.Program()
	fmt.Fprintf(out, "%% Trace of the scene %s, by Quartet.", tex(p.Title()))
	if fragment {
		fmt.Fprintf(out, " In the preamble: \\usepackage{longtable,array}\n%s", body.Bytes())
		return out.Flush()
	}
	head := "\\section*{" + tex(p.Title()) + "}\n"
	if film := worlds[0].Film; film != "" {
		head = "\\section*{" + tex(film) + "}\n" + tex(p.Title()) + "\n\n"
	}
	moral := tex(strings.Join(strings.Fields(p.Moral), " "))
	if asks(worlds) {
		fmt.Fprintf(&body, "\n%s\n", moral)
	} else {
		head += moral
	}
	fmt.Fprintf(out, "\n\\documentclass{article}\n\\usepackage[T1]{fontenc}\n\\usepackage[%s]{geometry}\n"+
		"\\usepackage{longtable,array}\n%s\\setlength{\\parindent}{0pt}\n\\begin{document}\n%s\n\n%s"+
		"\\end{document}\n", on.option, texLetters(head+body.String()), head, body.Bytes())
	return out.Flush()
}

// texLetters declares the letters that a text has and LaTeX may lack, where it would stop at them: there each becomes
// its number in a frame.
func texLetters(text string) string {
	seen, lines := map[rune]bool{}, ""
	for _, r := range text {
		if r < 0x80 || seen[r] {
			continue
		}
		seen[r] = true
		lines += fmt.Sprintf("\\ifdefined\\DeclareUnicodeCharacter\\ifcsname u8:\\detokenize{%c}\\endcsname"+
			"\\else\\DeclareUnicodeCharacter{%04X}{\\fbox{\\tiny %04X}}\\fi\\fi\n", r, r, r)
	}
	return lines
}

// texBody writes the tables.
func texBody(out *bytes.Buffer, worlds []World, sheets []*sheet, wide float64) error {
	fmt.Fprint(out, "{\\footnotesize\\setlength{\\tabcolsep}{3pt}\\setlength{\\emergencystretch}{3em}\n"+
		"R: READY, W: WAITING for, T: TIMED-WAITING for, until; run: on the CPU; "+
		"\\texttt{typewriter}: does this in this step.\n\n")
	for i, s := range sheets {
		if len(worlds) > 1 {
			fmt.Fprintf(out, "\\subsection*{%d. %s}\n", i+1, tex(worlds[i].Title))
			if worlds[i].Kept < worlds[i].To {
				fmt.Fprintf(out, "%s\n\n", strings.Replace(tookBack, "*", "The steps with a star", 1))
			}
		}
		if err := s.write(out, wide); err != nil {
			return err
		}
	}
	fmt.Fprint(out, "}\n")
	return nil
}

// sheet is a table that is divided into columns of known widths.
type sheet struct {
	table   *table
	columns []column
}

// column is a coroutine or a queue.
type column struct {
	name string
	wide float64
	fill int // the number of the queue, -1 of a coroutine
}

// newSheet measures the columns of a world.
func newSheet(w *World, r Range) (*sheet, error) {
	t, err := newTable(w, r)
	if err != nil {
		return nil, err
	}
	s := &sheet{table: t}
	for _, name := range t.who {
		s.columns = append(s.columns, column{name, wordWide(name), -1})
	}
	for i, name := range t.fill {
		s.columns = append(s.columns, column{name, wordWide(name), i})
	}
	err = t.rows(func(one *row) error {
		for i, c := range one.cells {
			wide := min(textWide(c.short), cellMost)
			for word := range strings.FieldsSeq(c.short) {
				wide = max(wide, wordWide(word))
			}
			s.columns[i].wide = max(s.columns[i].wide, wide)
		}
		for i, n := range one.fills {
			c := &s.columns[len(t.who)+i]
			c.wide = max(c.wide, wordWide(n))
		}
		return nil
	})
	return s, err
}

// natural is how wide the whole table is.
func (s *sheet) natural() float64 {
	sum := stepWide + columnGap + storyLeast + columnGap
	for _, c := range s.columns {
		sum += c.wide + columnGap
	}
	return sum
}

// write writes the table, as many side by side as its columns need: the first columns, the next ones, and at last what
// happens.
func (s *sheet) write(out *bytes.Buffer, wide float64) error {
	from, used := 0, stepWide+columnGap
	for i, c := range s.columns {
		if used+c.wide+columnGap > wide && i > from {
			if err := s.part(out, s.columns[from:i], 0); err != nil {
				return err
			}
			from, used = i, stepWide+columnGap
		}
		used += c.wide + columnGap
	}
	left := wide - used - columnGap
	if left < storyLeast && from < len(s.columns) {
		if err := s.part(out, s.columns[from:], 0); err != nil {
			return err
		}
		from, left = len(s.columns), wide-stepWide-2*columnGap
	}
	return s.part(out, s.columns[from:], left)
}

// part writes some columns; story is how wide what happens is, 0 to leave it out.
func (s *sheet) part(out *bytes.Buffer, columns []column, story float64) error {
	const ragged = ">{\\raggedright\\arraybackslash}p{%.1fpt}"
	fmt.Fprintf(out, "\\begin{longtable}{>{\\raggedleft\\arraybackslash}p{%.1fpt}", stepWide)
	head := "step"
	for _, c := range columns {
		fmt.Fprintf(out, ragged, c.wide)
		head += " & " + tex(c.name)
	}
	if story > 0 {
		fmt.Fprintf(out, ragged, story)
		head += " & what happens"
	}
	fmt.Fprintf(out, "}\n\\hline\n%s \\\\\n\\hline\n\\endhead\n\\hline\n\\endfoot\n", head)
	err := s.table.rows(func(one *row) error {
		switch {
		case one.goes && story == 0:
			return nil // these columns have nothing of it
		case one.goes:
		case one.back:
			fmt.Fprintf(out, "%d*", one.step)
		default:
			fmt.Fprint(out, one.step)
		}
		for _, c := range columns {
			fmt.Fprintf(out, " & %s", s.cell(one, c))
		}
		if story > 0 {
			fmt.Fprintf(out, " & %s", texCell(one.story))
		}
		_, err := fmt.Fprint(out, " \\\\\n")
		return err
	})
	fmt.Fprint(out, "\\end{longtable}\n")
	return err
}

// cell is what stands in a column.
func (s *sheet) cell(one *row, c column) string {
	if c.fill >= 0 {
		return one.fills[c.fill]
	}
	switch in := one.cells[s.table.col[c.name]]; {
	case in.acts:
		return "\\texttt{" + texCell(in.short) + "}"
	default:
		return texCell(in.short)
	}
}
