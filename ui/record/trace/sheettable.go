package trace

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/quartet-os/quartet/engine/predict"
)

// fitting is a way to set a table: in a size, whose letters are so many times as wide as those of eight points, with
// rows in its cells that are at most so wide, in letters.
type fitting struct {
	size  string
	times float64
	most  int
}

// tablePaper is the width of the paper's text, and tableGap what each column takes beside its letters, in TeX's points.
const (
	tablePaper = 445.0
	tableGap   = 6.5
)

// fittings returns the ways to set a table, the best one first: smaller letters come before broken cells.
func fittings() []fitting {
	const whole = 1 << 10
	return []fitting{{"\\small", 1.18, whole}, {"\\scriptsize", 1, whole}, {"\\tiny", 0.8, whole}, {"\\tiny", 0.8, 16},
		{"\\tiny", 0.8, 12}, {"\\tiny", 0.8, 1}}
}

// texTable writes a table that is made as small as the paper asks for.
func texTable(out *bytes.Buffer, t *predict.Table) {
	rows := append([][]string{t.Columns}, t.Rows...)
	how := fitting{}
	for _, how = range fittings() {
		if how.wide(rows) <= tablePaper {
			break
		}
	}
	fmt.Fprintf(out, "{%s\\setlength{\\tabcolsep}{3pt}\n\\begin{tabular}{|%s}\n\\hline\n", how.size,
		strings.Repeat("l|", len(t.Columns)))
	for i, row := range rows {
		for k, cell := range row {
			if k > 0 {
				fmt.Fprint(out, " & ")
			}
			lines := how.lines(cell)
			for n := range lines {
				lines[n] = tex(lines[n])
			}
			if text := strings.Join(lines, " \\\\ "); len(lines) > 1 {
				fmt.Fprintf(out, "\\begin{tabular}[t]{@{}l@{}}%s\\end{tabular}", text)
			} else {
				fmt.Fprint(out, text)
			}
		}
		fmt.Fprint(out, " \\\\\n\\hline\n")
		if i == 0 {
			fmt.Fprint(out, "\\hline\n")
		}
	}
	fmt.Fprint(out, "\\end{tabular}\n}\n\n\\medskip\n")
}

// wide is the most that a table takes of the paper.
func (f fitting) wide(rows [][]string) float64 {
	widest := make([]float64, len(rows[0]))
	for _, row := range rows {
		for k, cell := range row {
			for _, line := range f.lines(cell) {
				widest[k] = max(widest[k], textWide(line))
			}
		}
	}
	sum := 0.0
	for _, w := range widest {
		sum += w*f.times + tableGap
	}
	return sum
}

// lines divides a cell where its words leave its width.
func (f fitting) lines(cell string) (lines []string) {
	line := ""
	for word := range strings.SplitSeq(short(cell), " ") {
		switch {
		case line == "":
			line = word
		case len([]rune(line))+1+len([]rune(word)) <= f.most:
			line += " " + word
		default:
			lines, line = append(lines, line), word
		}
	}
	return append(lines, line)
}

// short writes a long place in fewer letters, so that a table fits the paper.
func short(cell string) string {
	return strings.NewReplacer("TIMED-WAITING", "TIMED", "WAITING", "WAIT", "RUNNING", "RUN").Replace(cell)
}
