package panel

import (
	"strings"

	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/ui/screen"
)

// mostMoral is how many rows a moral takes at most.
const mostMoral = 2

// moralRows is how many rows the moral has on a screen that is not large: a second one where its first sentence would
// be cut without, and the listing and the story keep their least. It follows from the size and the scene's text alone.
func (hd *head) moralRows(f *Frame, w, h int) int {
	whole := screen.Width(program.Ended(moral(f.Program.Moral))) <= w-2
	middle := narrowMiddle(f, w, h, hd.rows()+mostMoral) + fateRows(f, h)
	if fates := 1; whole || f.Layout != Explore || middle < leastMiddle+fates { // these come later, and move no lane
		return 1
	}
	return mostMoral
}

// moral is the first sentence of the package comment.
func moral(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if i := strings.Index(s, ". "); i > 0 {
		s = s[:i]
	}
	return program.Clause(s)
}

// clause returns the longest beginning of a sentence that fits and says something of its own, "" where there is none.
func clause(s string, fits func(string) bool) string {
	for s != "" && !fits(s) {
		s = s[:max(strings.LastIndex(s, ": "), strings.LastIndex(s, "; "), 0)]
	}
	return s
}

// sentencesOf returns as many whole sentences of a text as fit in so many rows of w columns, the first one in any
// case.
func sentencesOf(s string, w, rows int) []string {
	s = strings.Join(strings.Fields(s), " ")
	var best []string
	told := ""
	for end := 0; end < len(s); {
		next := strings.Index(s[end:], ". ")
		if next < 0 {
			end = len(s)
		} else {
			end += next + 2
		}
		lines := screen.Wrap(strings.TrimSpace(s[:end]), max(w, 1), 0)
		if len(lines) > rows {
			if best != nil {
				break
			}
			told = clause(moral(s), func(s string) bool { return len(screen.Wrap(s, max(w, 1), 0)) <= rows })
			if told == "" {
				return append(lines[:rows-1:rows-1], cut(strings.Join(lines[rows-1:], " "), w))
			}
			best = screen.Wrap(told, max(w, 1), 0)
			break
		}
		best, told = lines, s[:end]
	}
	return even(best, strings.TrimSpace(told), w)
}

// even wraps a text that takes several rows of w columns anew, so that its last row is not a word or two alone.
func even(rows []string, s string, w int) []string {
	n := len(rows)
	for narrower := w; n > 1 && 3*screen.Width(rows[n-1]) < screen.Width(rows[0]); {
		narrower -= 4
		again := screen.Wrap(s, max(narrower, 1), 0)
		if narrower < w/2 || len(again) != n {
			break
		}
		rows = again
	}
	return rows
}
