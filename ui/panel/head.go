package panel

import (
	"strconv"
	"strings"

	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/ui/keys"
	"github.com/quartet-os/quartet/ui/screen"
	"github.com/quartet-os/quartet/ui/theme"
)

// head is what the header has beside its first row. It follows from the size and the scene's text alone.
type head struct {
	moral []string // in rows of its own
	goal  bool     // has a row
}

func (h *head) rows() int {
	n := 1 + len(h.moral)
	if h.goal {
		n++
	}
	return n
}

// The columns that the clock and a branch's name take in the first row, for those who plan it.
const (
	clockRoom  = 44
	branchRoom = 17
)

// mostMoral is how many rows a moral takes at most.
const mostMoral = 2

// oneMoreRow is the rows of a screen that has one to spare for a moral of more than a row.
const oneMoreRow = 36

// headOf says which rows the header has. A moral that is too long for the first row gets rows of its own where the
// screen has rows to spare, and so does a goal.
func headOf(f *Frame, w, h int) head {
	var hd head
	if f.Program == nil || h < roomyHeight && f.Layout != Teach || h < 24 {
		return hd
	}
	if f.Tour != nil && h < wideHeight {
		return hd // the card has the word, and needs the rows
	}
	p := f.Program
	hd.goal = strings.TrimSpace(p.Goal) != ""
	first := moral(p.Moral, 1<<20)
	if first == "" {
		return hd
	}
	scene := f.Scene
	if scene == "" {
		scene = p.Title()
	}
	room := w - clockRoom - len("Quartet") - screen.Width(scene) - 6
	if !hd.goal {
		room -= branchRoom
	}
	switch {
	case w >= wideWidth && h >= wideHeight, screen.Width(first) > room && h >= wideHeight:
		hd.moral = sentencesOf(p.Moral, w-2, mostMoral)
	case screen.Width(first) > w-3 && w >= roomyWidth && h >= oneMoreRow:
		hd.moral = sentencesOf(first+".", w-2, mostMoral)
	case screen.Width(first) > room:
		hd.moral = sentencesOf(p.Moral, w-2, 1)
	}
	if len(hd.moral) > 0 && hd.goal && h < 36 {
		hd.goal = f.Layout == Teach
		if hd.goal {
			hd.moral = nil
		}
	}
	return hd
}

// sentencesOf returns as many whole sentences of a text as fit in so many rows of w columns, the first one in any case.
func sentencesOf(s string, w, rows int) []string {
	s = strings.Join(strings.Fields(s), " ")
	var best []string
	for end := 0; end < len(s); {
		next := strings.Index(s[end:], ". ")
		if next < 0 {
			end = len(s)
		} else {
			end += next + 2
		}
		lines := screen.Wrap(strings.TrimSpace(s[:end]), max(w, 1), 0)
		if len(lines) > rows {
			if best == nil {
				best = append(lines[:rows-1:rows-1], cut(strings.Join(lines[rows-1:], " "), w))
			}
			return best
		}
		best = lines
	}
	return best
}

// lower writes the rows of the header below its first.
func (p pen) lower(hd head) {
	y := 1
	for _, l := range hd.moral {
		p.Text(0, y, l, text)
		y++
	}
	if !hd.goal || y >= p.H {
		return
	}
	x := p.Text(0, y, "goal", quiet) + 2
	x += p.Text(x, y, cut(screen.Clean(program.Clause(p.prog.Goal))+".", p.W-x), text) + 2
	if done := p.f.Reached; done != "" && x+2+screen.Width(done) <= p.W {
		p.Set(x, y, theme.Unicode().Check, theme.Bright.Plain())
		x += 2 + p.Text(x+2, y, done, theme.Bright.Plain()) + 2
	}
	if p.f.Overlay == nil && !p.f.Prompting {
		if k := (KeyHint{p.words("{scene-page}"), "the scene's page"}); x+keyWidth(k)+2 <= p.W {
			p.key(p.W-keyWidth(k), y, k)
			p.W -= keyWidth(k) + 2
		}
	}
	all := p.prog.Lesson.Try
	if len(all) == 0 {
		return
	}
	brief := p.attempt(&all[0], false)
	for _, say := range [...][2]string{{"next to try", p.attempt(&all[0], true)}, {"try", p.attempt(&all[0], true)},
		{"next to try", brief}, {"try", brief}} {
		if x+4+screen.Width(say[0])+screen.Width(say[1]) <= p.W {
			x += 2 + p.Text(x+2, y, say[0], quiet) + 2
			p.Text(x, y, say[1], text)
			return
		}
	}
}

// attempt says what to press or type, and, if there is room, what there is to see.
func (p pen) attempt(a *program.Attempt, all bool) string {
	words := ":" + a.Command
	if a.Command == "" {
		var parts []string
		for i := 0; i < len(a.Keys); {
			n := 1
			for i+n < len(a.Keys) && a.Keys[i+n] == a.Keys[i] {
				n++
			}
			part := p.f.keymap().KeyFor(keys.Browsing, a.Keys[i])
			if n > 1 {
				part += " " + strconv.Itoa(n) + " times"
			}
			parts = append(parts, part)
			i += n
		}
		words = strings.Join(parts, ", ")
	}
	if all {
		words += ": " + a.Text
	}
	return strings.TrimSpace(screen.Clean(words))
}
