package trace

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"unicode"

	"github.com/quartet-os/quartet/engine/predict"
	"github.com/quartet-os/quartet/visible"
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
	fmt.Fprintf(out, "\\section*{Questions about %s}\n%s\n\n\\medskip\n", tex(s.Title), tex(s.head()))
	texListing(out, s)
	for i, q := range s.Questions {
		fmt.Fprintf(out, "\n\\subsection*{%d}\n", i+1)
		if q.Table != nil {
			texTable(out, q.Table)
		}
		texWhole(out, q)
		fmt.Fprint(out, "\\begin{list}{}{\\setlength{\\itemsep}{0pt}}\n")
		for k, a := range q.Answers {
			if rows := block(a.Text); rows != nil {
				fmt.Fprintf(out, "\\item[%s)] ", predict.Letter(k))
				texRows(out, rows, paperWide-itemDeep)
				continue
			}
			fmt.Fprintf(out, "\\item[%s)] %s\n", predict.Letter(k), texWord(a.Text))
		}
		fmt.Fprint(out, "\\end{list}\n")
	}
	if s.Answers {
		fmt.Fprint(out, "\n\\newpage\n\\section*{Answers}\n")
		for i, q := range s.Questions {
			fmt.Fprintf(out, "\n\\subsection*{%d}\n", i+1)
			for _, line := range q.Solution() {
				if rows := block(line); rows != nil {
					fmt.Fprintf(out, "%s\n\n", texWord(rows[0]))
					texRows(out, rows[1:], paperWide)
					fmt.Fprintln(out)
					continue
				}
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

// paperWide is how many letters of the listing's face go on a line of the paper: the text is 445 points wide, and each
// letter 5.25.
const paperWide = 84

// itemDeep is how many letters of a row are lost to the letter of an answer.
const itemDeep = 8

// hanging is how much deeper than its beginning what goes on of a line stands.
const hanging = 4

// texListing writes the lines of the scene. One that is wider than the paper goes on in the next row, deeper than it
// began.
func texListing(out *bytes.Buffer, s *Sheet) {
	var rows []string
	for _, l := range predict.Listing(s.Program) {
		rows = append(rows, Numbered(l))
	}
	texRows(out, rows, paperWide)
}

// texRows writes lines of code of which so many letters go on a row.
func texRows(out *bytes.Buffer, rows []string, wide int) {
	fmt.Fprint(out, "{\\small\\ttfamily\\obeylines\n")
	for _, line := range rows {
		for _, row := range broken(visible.Line(line), wide) {
			text := tex(row)
			if text == "" {
				text = "~"
			}
			fmt.Fprintln(out, "\\mbox{"+strings.ReplaceAll(text, " ", "\\ ")+"}")
		}
	}
	fmt.Fprint(out, "}\n")
}

// broken divides a numbered line into rows of so many letters: behind a blank where there is one, else anywhere.
func broken(line string, wide int) (rows []string) {
	deep := min(len(line)-len(strings.TrimLeft(line, " 0123456789"))+hanging, wide/2)
	indent, rest := strings.Repeat(" ", deep), []rune(line)
	for {
		end := fits(rest, wide)
		if end == len(rest) {
			return append(rows, string(rest))
		}
		for at := end; at > deep; at-- {
			if rest[at] == ' ' {
				end = at
				break
			}
		}
		rows = append(rows, strings.TrimRight(string(rest[:end]), " "))
		rest = []rune(indent + strings.TrimLeft(string(rest[end:]), " "))
	}
}

// fits is how many letters at the beginning of a line go on a row.
func fits(line []rune, wide int) int {
	taken := 0
	for i, r := range line {
		switch {
		case r > unicode.MaxLatin1:
			taken += 6 // LaTeX may lack it: its number in a frame
		case r == '"':
			taken += 2 // two signs
		default:
			taken++
		}
		if taken > wide {
			return i
		}
	}
	return len(line)
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
