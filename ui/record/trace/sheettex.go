package trace

import (
	"bytes"
	"fmt"
	"io"
	"strings"

	"github.com/quartet-os/quartet/engine/predict"
)

// WriteSheetTeX writes a sheet as a document for LaTeX that needs no package beyond those of every installation.
func WriteSheetTeX(w io.Writer, s *Sheet) error {
	var body bytes.Buffer
	texSheet(&body, s)
	_, err := fmt.Fprintf(w, "\\documentclass[11pt]{article}\n\\usepackage[utf8]{inputenc}\n"+
		"\\usepackage[T1]{fontenc}\n%s\\setlength{\\parindent}{0pt}\n\\addtolength{\\textwidth}{30mm}\n"+
		"\\addtolength{\\oddsidemargin}{-15mm}\n\\begin{document}\n\\sloppy\n%s\\end{document}\n",
		texLetters(body.String()), body.Bytes())
	return err
}

// texSheet writes what stands on the paper.
func texSheet(out *bytes.Buffer, s *Sheet) {
	fmt.Fprintf(out, "\\section*{Questions about %s}\n%s\n\n\\medskip\n", tex(s.Title), about)
	texListing(out, s)
	for i, q := range s.Questions {
		fmt.Fprintf(out, "\n\\subsection*{%d}\n", i+1)
		if q.Table != nil {
			texTable(out, q.Table)
		}
		texWhole(out, q)
		fmt.Fprint(out, "\\begin{list}{}{\\setlength{\\itemsep}{0pt}}\n")
		for k, a := range q.Answers {
			fmt.Fprintf(out, "\\item[%s)] %s\n", predict.Letter(k), texWord(a.Text))
		}
		fmt.Fprint(out, "\\end{list}\n")
	}
	if s.Answers {
		fmt.Fprint(out, "\n\\newpage\n\\section*{Answers}\n")
		for i, q := range s.Questions {
			fmt.Fprintf(out, "\n\\subsection*{%d}\n", i+1)
			for _, line := range q.Solution() {
				fmt.Fprintf(out, "%s\n\n", texWord(line))
			}
		}
	}
}

// texWord makes a text safe, and sets what stands between backquotes as code.
func texWord(s string) string {
	parts := strings.Split(s, "`")
	for i := range parts {
		if parts[i] = tex(parts[i]); i%2 == 1 {
			parts[i] = "\\texttt{" + parts[i] + "}"
		}
	}
	return strings.Join(parts, "")
}

// texListing writes the lines of the scene.
func texListing(out *bytes.Buffer, s *Sheet) {
	fmt.Fprint(out, "{\\small\\ttfamily\\obeylines\n")
	for _, l := range predict.Listing(s.Program) {
		text := tex(Numbered(l))
		if text == "" {
			text = "~"
		}
		fmt.Fprintln(out, "\\mbox{"+strings.ReplaceAll(text, " ", "\\ ")+"}")
	}
	fmt.Fprint(out, "}\n")
}

// texWhole writes the question with the state in which it is asked.
func texWhole(out *bytes.Buffer, q *predict.Question) {
	whole := q.Whole()
	last := len(whole) - 1
	if last > 0 {
		fmt.Fprintf(out, "%s\n\\begin{list}{}{\\setlength{\\itemsep}{0pt}}\n", texWord(whole[0]))
		for _, line := range whole[1:last] {
			fmt.Fprintf(out, "\\item %s\n", texWord(line))
		}
		fmt.Fprint(out, "\\end{list}\n")
	}
	fmt.Fprintf(out, "\\textbf{%s}\n", texWord(whole[last]))
}

// texTable writes a table that is made as small as the paper asks for.
func texTable(out *bytes.Buffer, t *predict.Table) {
	size := "\\small"
	if len(t.Columns) > 7 {
		size = "\\tiny"
	}
	fmt.Fprintf(out, "{%s\n\\begin{tabular}{|%s}\n\\hline\n", size, strings.Repeat("l|", len(t.Columns)))
	for i, row := range append([][]string{t.Columns}, t.Rows...) {
		for k, cell := range row {
			if k > 0 {
				fmt.Fprint(out, " & ")
			}
			fmt.Fprint(out, tex(short(cell)))
		}
		fmt.Fprint(out, " \\\\\n\\hline\n")
		if i == 0 {
			fmt.Fprint(out, "\\hline\n")
		}
	}
	fmt.Fprint(out, "\\end{tabular}\n}\n\n\\medskip\n")
}

// short writes a long place in fewer letters, so that a table fits the paper.
func short(cell string) string {
	return strings.NewReplacer("TIMED-WAITING", "TIMED", "WAITING", "WAIT", "RUNNING", "RUN").Replace(cell)
}
