package panel

import (
	"cmp"
	"strconv"

	"github.com/quartet-os/quartet/ui/screen"
	"github.com/quartet-os/quartet/ui/theme"
)

// Quiz asks what happens next; once it is answered it says what did, and what stands behind each answer.
type Quiz struct {
	Title      string // "": what happens next
	Text       string
	Whole      bool // it is about the whole scene, and not about how the machine stands
	Answers    []QuizAnswer
	Answered   bool
	Right      int
	Chosen     int // -1 for none
	Marked     int
	Why        string
	Hint       string // what the keys do, for the lower edge
	Scroll     int
	Number, Of int // which of several questions about this moment
	Line       int // of the text, that it is about; 0: none
}

// QuizAnswer is one answer, and what is said of it when it is known to be wrong.
type QuizAnswer struct {
	Text, Note string
	Wrong      bool // it was given before the question was answered
}

func (q *Quiz) modal() bool { return false }

// askedAt is the line that a question is about which waits for its answer, 0 for none.
func (m *moment) askedAt() int {
	if q, ok := m.f.Overlay.(*Quiz); ok && !q.Answered {
		return q.Line
	}
	return 0
}

// quizLine is a row of the question.
type quizLine struct {
	text   string
	x      int
	digit  string
	right  string // at the right end
	answer int    // -1 for none
	st     theme.StyleID
}

// How much of a question is laid out where there is little room.
const (
	quizSpaced = iota // all of it, with a gap
	quizTight         // without
	quizBrief         // and without what is said of answers that are not marked; why stands below them
)

// lay lays the question out in w columns.
func (q *Quiz) lay(w, how int) (all []quizLine) {
	add := func(text string, x, answer int, st theme.StyleID) {
		for _, l := range screen.Wrap(screen.Clean(text), max(w-x, 1), 0) {
			all = append(all, quizLine{text: l, x: x, answer: answer, st: st})
		}
	}
	gap := func() {
		if how == quizSpaced {
			all = append(all, quizLine{answer: -1})
		}
	}
	head := q.Text
	if q.Answered {
		head = q.Why
	}
	below := q.Answered && how == quizBrief
	if !below {
		add(head, 0, -1, theme.Bright.Plain())
	}
	gap()
	for i := range q.Answers {
		st := text
		if q.Answered && i != q.Right || q.Answers[i].Wrong {
			st = quiet
		} else if q.Answered {
			st = theme.Bright.Bold()
		}
		first, end := len(all), q.end(i)
		room := w
		if n := screen.Width(end); n > 0 && w > 40 {
			room -= n + 2
		}
		for _, l := range screen.Wrap(screen.Clean(q.Answers[i].Text), max(room-3, 1), 0) {
			all = append(all, quizLine{text: l, x: 3, answer: i, st: st})
		}
		all[first].digit = strconv.Itoa(i + 1)
		if all[first].right = end; room == w && end != "" { // it has no room beside the answer
			all[first].right = ""
			add(end, 3, i, st)
		}
		if q.Answers[i].Note != "" && (how != quizBrief || i == q.Marked) {
			add(q.Answers[i].Note, 3, i, text)
		}
	}
	if below {
		add(head, 0, -1, theme.Bright.Plain())
	}
	return all
}

// end is what stands behind an answer.
func (q *Quiz) end(i int) (s string) {
	g := theme.Unicode()
	switch {
	case q.Answers[i].Wrong:
		return string(g.Cross)
	case !q.Answered:
		return ""
	case i == q.Right:
		s = string(g.Check) + " so it is"
	}
	if i == q.Chosen {
		if s != "" {
			s += ", "
		}
		s += "your answer"
	}
	return s
}

// The columns that a question likes to have.
const (
	leastQuiz = 48
	mostQuiz  = 84
)

func (q *Quiz) size(w, h int, _ *Frame) (int, int) {
	width := between(w, leastQuiz, mostQuiz)
	for _, how := range [...]int{quizSpaced, quizTight} {
		if rows := len(q.lay(width-4, how)) + 2; rows <= h {
			return width, rows
		}
	}
	return w, len(q.lay(w-4, quizTight)) + 2
}

func (q *Quiz) draw(p pen) {
	title, right := cmp.Or(q.Title, "What happens next?"), ""
	if q.Answered {
		title = "What happened"
	} else if q.Of > 1 {
		right = strconv.Itoa(q.Number) + " of " + strconv.Itoa(q.Of)
	}
	in := p.dialog(title, right, theme.Text.Bold())
	lines := q.lay(in.W, quizSpaced)
	for _, how := range [...]int{quizTight, quizBrief} {
		if len(lines) > in.H {
			lines = q.lay(in.W, how)
		}
	}
	first := scrolled(q.Scroll, max(len(lines)-in.H, 0))
	if q.Answered && len(lines) > in.H { // the marked answer stays in sight
		first = q.sight(lines, in.H)
	}
	for y := 0; y < in.H && first+y < len(lines); y++ {
		l := &lines[first+y]
		in.Text(0, y, l.digit, theme.Text.Bold())
		in.Text(l.x, y, cut(l.text, in.W-l.x), l.st)
		in.TextRight(in.W, y, l.right, l.st)
		if q.Answered && l.answer == q.Marked {
			in.Mark(screen.R(-1, y, in.W+2, 1))
		}
		if l.answer >= 0 {
			click := noIntent()
			click.Kind, click.Row = PickRow, l.answer
			in.mean(screen.R(-1, y, in.W+2, 1), click)
		}
	}
	room := p.W - 6
	if len(lines) > in.H { // how far it goes on stands there, too
		room -= 8
	}
	if q.Hint != "" && screen.Width(q.Hint) <= room {
		p.Text(2, p.H-1, " "+q.Hint+" ", quiet)
	}
	p.more(first, in.H, len(lines))
}

// sight is the first row to show so that the marked answer is seen whole, as far as there is room.
func (q *Quiz) sight(lines []quizLine, h int) int {
	first, last := -1, 0
	for i := range lines {
		if lines[i].answer == q.Marked {
			if first < 0 {
				first = i
			}
			last = i
		}
	}
	if last < h {
		return 0
	}
	return max(min(first, last-h+1), 0)
}
