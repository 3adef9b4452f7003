package trace

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/quartet-os/quartet/engine/predict"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/visible"
)

// Sheet is a sheet of questions as it is printed.
type Sheet struct {
	*predict.Sheet
	Title   string
	Seed    uint64
	Answers bool // with the solutions
}

// about says how the questions are meant.
const about = "The questions are about one run of this scene, as it goes by itself: " +
	"whoever is first on READY runs next."

// head is about, and why there are fewer questions than were wanted.
func (s *Sheet) head() string {
	text := about
	for _, short := range s.Short {
		text += " " + program.Ended(program.Capital(short.String()))
	}
	return text
}

// WriteSheetText writes a sheet as plain text.
func WriteSheetText(w io.Writer, s *Sheet) error {
	out := bufio.NewWriter(w)
	fmt.Fprintf(out, "Questions about %s, seed %d\n\n%s\n\n", s.Title, s.Seed, s.head())
	for _, l := range predict.Listing(s.Program) {
		fmt.Fprintln(out, strings.TrimRight(Numbered(l), " "))
	}
	for i, q := range s.Questions {
		fmt.Fprintf(out, "\n%d.\n", i+1)
		if q.Table != nil {
			textTable(out, q.Table)
		}
		for _, line := range q.Whole() {
			fmt.Fprintln(out, "   "+visible.Line(line))
		}
		for k, a := range q.Answers {
			if rows := block(a.Text); rows != nil {
				textBlock(out, predict.Letter(k)+")", rows)
				continue
			}
			fmt.Fprintf(out, "     %s) %s\n", predict.Letter(k), visible.Line(a.Text))
		}
	}
	if s.Answers {
		fmt.Fprint(out, "\nAnswers\n")
		for i, q := range s.Questions {
			fmt.Fprintf(out, "\n%d.\n", i+1)
			for _, line := range q.Solution() {
				if rows := block(line); rows != nil {
					textBlock(out, rows[0], rows[1:])
					continue
				}
				fmt.Fprintln(out, "   "+visible.Line(line))
			}
		}
	}
	return out.Flush()
}

// Numbered is a line of the scene with its number.
func Numbered(l predict.Line) string {
	if l.Number == 0 {
		return ""
	}
	return fmt.Sprintf("%4d  %s", l.Number, visible.Line(strings.ReplaceAll(l.Text, "\t", "    ")))
}

// textTable writes a table in columns.
func textTable(out *bufio.Writer, t *predict.Table) {
	width := make([]int, len(t.Columns))
	rows := append([][]string{t.Columns}, t.Rows...)
	for _, row := range rows {
		for i, cell := range row {
			width[i] = max(width[i], len([]rune(visible.Line(cell))))
		}
	}
	for _, row := range rows {
		line := "  "
		for i, cell := range row {
			line += fmt.Sprintf(" %-*s ", width[i], visible.Line(cell))
		}
		fmt.Fprintln(out, strings.TrimRight(line, " "))
	}
	fmt.Fprintln(out)
}

// WriteSheetMarkdown writes a sheet for Markdown.
func WriteSheetMarkdown(w io.Writer, s *Sheet) error {
	out := bufio.NewWriter(w)
	fmt.Fprintf(out, "# Questions about %s\n\n%s\n\n", markdown(s.Title), markdown(s.head()))
	for _, l := range predict.Listing(s.Program) {
		fmt.Fprintln(out, strings.TrimRight("    "+Numbered(l), " "))
	}
	for i, q := range s.Questions {
		fmt.Fprintf(out, "\n## %d\n\n", i+1)
		if q.Table != nil {
			markdownTable(out, q.Table)
		}
		whole := q.Whole()
		for k, line := range whole {
			switch {
			case k == len(whole)-1:
				fmt.Fprintf(out, "%s\n\n", begun(markdownWord(line)))
			case k == 0:
				fmt.Fprintf(out, "%s\n\n", markdownWord(line))
			default:
				fmt.Fprintf(out, "- %s\n", markdownWord(line))
				if k == len(whole)-2 {
					fmt.Fprintln(out)
				}
			}
		}
		for k, a := range q.Answers {
			if rows := block(a.Text); rows != nil {
				fmt.Fprintf(out, "- [ ] **%s**\n\n", predict.Letter(k))
				markdownBlock(out, "  ", rows)
				continue
			}
			fmt.Fprintf(out, "- [ ] **%s** %s\n", predict.Letter(k), markdownWord(a.Text))
		}
	}
	if s.Answers {
		fmt.Fprintf(out, "\n# Answers\n")
		for i, q := range s.Questions {
			fmt.Fprintf(out, "\n## Answer %d\n", i+1)
			for _, line := range q.Solution() {
				if rows := block(line); rows != nil {
					fmt.Fprintf(out, "\n%s\n\n", begun(markdownWord(rows[0])))
					markdownBlock(out, "", rows[1:])
					continue
				}
				fmt.Fprintf(out, "\n%s\n", begun(markdownWord(line)))
			}
		}
	}
	return out.Flush()
}

// markdownWord makes a text safe within a line, and what stands between backquotes code.
func markdownWord(s string) string {
	parts := strings.Split(s, "`")
	if len(parts)%2 == 0 {
		return markdown(s)
	}
	for i := range parts {
		if i%2 == 1 && parts[i] != "" {
			parts[i] = "`" + visible.Line(parts[i]) + "`"
		} else {
			parts[i] = markdown(parts[i])
		}
	}
	return strings.Join(parts, "")
}

// markdownTable writes a table for Markdown.
func markdownTable(out *bufio.Writer, t *predict.Table) {
	for i, row := range append([][]string{t.Columns}, t.Rows...) {
		cells := make([]string, len(row))
		for k, cell := range row {
			cells[k] = markdown(cell)
		}
		markdownRow(out, cells)
		if i == 0 {
			fmt.Fprintln(out, "|"+strings.Repeat("---|", len(row)))
		}
	}
	fmt.Fprintln(out)
}
