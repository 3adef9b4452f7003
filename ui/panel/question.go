package panel

import (
	"strconv"

	"github.com/quartet-os/quartet/ui/screen"
	"github.com/quartet-os/quartet/ui/theme"
)

// Question is what a lecturer asks the class; answers are counted from 1.
type Question struct {
	Text     string
	Answers  []string
	Right    int  // the answer that is right; 0: it is not said
	Revealed bool // it is marked
	Given    int  // what the class said last, 0 for nothing
}

// Give takes a key that is the number of an answer as what the class says, and reports whether it is one. An answer
// that is right is marked so from then on.
func (q *Question) Give(key string) bool {
	if len(key) != 1 || key[0] < '1' || int(key[0]-'0') > len(q.Answers) || q.Revealed {
		return false
	}
	q.Given = int(key[0] - '0')
	q.Revealed = q.Given == q.Right
	return true
}

// sign stands behind an answer: the right one once it is marked, and what the class said.
func (q *Question) sign(n int) string {
	g := theme.Unicode()
	switch {
	case q.Revealed && n == q.Right:
		return " " + string(g.Check)
	case n == q.Given && q.Right > 0:
		return " " + string(g.Cross)
	case n == q.Given:
		return " " + string(g.Left)
	}
	return ""
}

// askGap stands between two answers.
const askGap = 3

// askRow is a row of a question, or a part of one: the text is the question itself where Answer is 0.
type askRow struct {
	x, y   int
	text   string
	answer int
}

// laid lays a question out in rows of w columns, as few as it takes: all of it is shown at every width.
func (q *Question) laid(w int) (all []askRow, rows int) {
	x, y := 0, -1
	for n := range len(q.Answers) + 1 {
		words, hang := screen.Clean(q.Text), 0
		if n > 0 {
			words, hang = strconv.Itoa(n)+" "+screen.Clean(q.Answers[n-1])+q.sign(n), 2
		}
		if width := screen.Width(words); y >= 0 && x+askGap+width <= w {
			all = append(all, askRow{x + askGap, y, words, n})
			x += askGap + width
			continue
		}
		for i, one := range screen.Wrap(words, max(w, 1), hang) {
			y++
			all = append(all, askRow{0, y, one, n})
			if x = screen.Width(one); i > 0 {
				x = w // what follows a long text begins a row
			}
		}
	}
	return all, y + 1
}

// ask puts a question to the class in the lowest rows of the screen, over what stands there where it needs several.
func (p pen) ask() {
	q := &p.f.Ask
	if q.Text == "" || p.f.Prompting || p.H == 0 {
		return
	}
	p.panel = FooterPanel
	all, rows := q.laid(p.W - 2)
	top := max(p.H-rows, 0)
	if rows > 1 && top > 0 {
		rule := p.in(screen.R(0, top-1, p.W, 1))
		rule.Fill(rule.Bounds(), '─', line)
	}
	at := p.in(screen.R(0, top, p.W, p.H-top))
	at.Clear()
	for _, r := range all {
		st := theme.Bright.Plain()
		if r.answer > 0 {
			st = text
			if q.Revealed {
				st = quiet
				if r.answer == q.Right {
					st = theme.Bright.Bold()
				}
			}
		}
		at.Text(1+r.x, r.y, r.text, st)
	}
}
