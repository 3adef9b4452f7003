package grade

import (
	"cmp"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// part is a run of lines of a text that was put together.
type part struct {
	first, count int  // in the text, counted from 1
	from         int  // line of its own file that the first is
	laws         bool // it is of the laws file, else of the student's
}

// joined is a text that is put together of lines of two files.
type joined struct {
	b     strings.Builder
	lines int
	parts []part
}

// add adds a text of whole lines, of which the first is a line of its own file.
func (j *joined) add(laws bool, from int, text string) {
	text = strings.TrimSuffix(text, "\n") + "\n"
	n := strings.Count(text, "\n")
	j.parts = append(j.parts, part{j.lines + 1, n, from, laws})
	j.lines += n
	j.b.WriteString(text)
}

// place says which line of which file a line of the text is.
func (j *joined) place(line int) (own int, laws bool) {
	for _, p := range j.parts {
		if line >= p.first && line < p.first+p.count {
			return line - p.first + p.from, p.laws
		}
	}
	return line, false
}

// aLine is how sentences name a line.
var aLine = regexp.MustCompile(`"[^"]*"|\bline [0-9]+\b`)

// own makes a sentence that names lines of the text one that names those of the files.
func (j *joined) own(said string) string {
	return aLine.ReplaceAllStringFunc(said, func(found string) string {
		digits, is := strings.CutPrefix(found, "line ")
		n, err := strconv.Atoi(digits)
		if !is || err != nil {
			return found
		}
		own, laws := j.place(n)
		if laws {
			return "line " + strconv.Itoa(own) + " of the laws file"
		}
		return "line " + strconv.Itoa(own)
	})
}

// cut is a part of a text that goes, but for its line breaks, with a text in its place.
type cut struct {
	from, to int
	text     string
}

// without applies cuts, which do not overlap. No line moves.
func without(src string, cuts []cut) string {
	slices.SortFunc(cuts, func(a, b cut) int { return cmp.Compare(a.from, b.from) })
	var b strings.Builder
	done := 0
	for _, c := range cuts {
		if c.from < done {
			continue // of what is gone already
		}
		gone := src[c.from:c.to]
		b.WriteString(src[done:c.from])
		b.WriteString(c.text)
		if n := strings.Count(gone, "\n"); n > 0 {
			b.WriteString(strings.Repeat("\n", n))
		} else if len(gone) > len(c.text) {
			b.WriteString(strings.Repeat(" ", len(gone)-len(c.text)))
		}
		done = c.to
	}
	b.WriteString(src[done:])
	return b.String()
}
