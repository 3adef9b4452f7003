package panel

import (
	"strings"

	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/ui/screen"
)

// mostMoral is how many rows a moral takes at most.
const mostMoral = 2

// moralRows is how many rows the moral has on a screen that is not large: a second one where it would be cut without,
// and the listing and the story keep their least. It follows from the size and the scene's text alone.
func (hd *head) moralRows(f *Frame, w, h int) int {
	whole := screen.Width(strings.Join(strings.Fields(f.Program.Moral), " ")) <= w-2
	middle := narrowMiddle(f, w, h, hd.rows()+mostMoral) + fateRows(f, h)
	if fates := 1; whole || f.Layout != Explore || middle < leastMiddle+fates { // these come later, and move no lane
		return 1
	}
	return mostMoral
}

// moral is the first sentence of the package comment.
func moral(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	for i := range len(s) - 1 {
		if i > 0 && endsSentence(s, i) {
			s = s[:i+1]
			break
		}
	}
	return program.Clause(s)
}

// endsSentence reports whether a sentence of s ends with its byte i, and another one follows.
func endsSentence(s string, i int) bool {
	return i+1 < len(s) && strings.IndexByte(".?!", s[i]) >= 0 && s[i+1] == ' '
}

// partTo returns the beginning of s that ends with byte i and says something of its own: with a sentence, or before a
// colon or a semicolon; "" where none ends there.
func partTo(s string, i int) string {
	switch {
	case endsSentence(s, i):
		return s[:i+1]
	case strings.HasPrefix(s[i:], ": "), strings.HasPrefix(s[i:], "; "):
		return s[:i]
	}
	return ""
}

// clause returns the longest beginning of a sentence that fits and says something of its own, "" where there is none.
func clause(s string, fits func(string) bool) string {
	for s != "" && !fits(s) {
		s = s[:max(strings.LastIndex(s, ": "), strings.LastIndex(s, "; "), 0)]
	}
	return s
}

// goesOn stands behind a moral of which there is more than a screen has room for.
const goesOn = " …"

// pageHint is the key of the scene's page, where all of a text stands that has no room here.
func (f *Frame) pageHint() KeyHint { return KeyHint{f.keymap().Words("{scene-page}"), "page"} }

// pageRoom is the columns that this key takes beside a text.
func (f *Frame) pageRoom() int { return keyWidth(f.pageHint()) + 2 }

// tell gives the moral so many rows of a screen of w columns: all of it, else as much as fits and says something of its
// own, and the sign that there is more, with room for the key of the scene's page.
func (hd *head) tell(f *Frame, w, rows int) {
	s, w := strings.Join(strings.Fields(f.Program.Moral), " "), max(w-2, 1)
	if hd.moral = inRows(s, w, rows, 0); hd.moral != nil {
		return
	}
	hd.more = true
	fits := func(s string) bool { return inRows(s+goesOn, w, rows, f.pageRoom()) != nil }
	for end := len(s) - 2; end > 0; end-- {
		if said := partTo(s, end); said != "" && fits(said) {
			hd.moral = inRows(said+goesOn, w, rows, f.pageRoom())
			return
		}
	}
	lines := screen.Wrap(s, w, 0)
	hd.moral = append(lines[:rows-1:rows-1], cut(strings.Join(lines[rows-1:], " "), w-f.pageRoom()))
}

// inRows breaks a text into at most so many rows of w columns of which the last leaves room for what stands behind it:
// each as full as it can be while the last is no word alone; nil where it takes more.
func inRows(s string, w, rows, behind int) (best []string) {
	for narrower := w; narrower > w/2; narrower-- {
		lines := screen.Wrap(s, narrower, 0)
		n := len(lines)
		if n > rows || best != nil && n > len(best) {
			break
		}
		last := screen.Width(lines[n-1])
		if last+behind > w {
			continue
		}
		if best = lines; leastLast*last >= screen.Width(lines[0]) {
			break
		}
	}
	return best
}

// leastLast is the part of the first row that the last one of a text has at least.
const leastLast = 4

// moralBeside writes into the first row, from column x on, the moral, or of one that has no room its beginning and the
// sign that there is more; beside that stands the key of the scene's page, and it reports so.
func (p pen) moralBeside(x, room int) (page bool) {
	s := strings.Join(strings.Fields(p.prog.Moral), " ")
	if whole := program.Clause(s); screen.Width(whole) <= room {
		p.Text(x, 0, whole, quiet)
		return false
	}
	room -= screen.Width(goesOn)
	if p.pageKey() {
		room -= p.f.pageRoom()
	}
	words := clause(moral(s), func(s string) bool { return screen.Width(s) <= room })
	if words == "" {
		return false
	}
	x += p.Text(x, 0, words+goesOn, quiet)
	if p.pageKey() {
		p.key(x+2, 0, p.f.pageHint())
	}
	return true
}
