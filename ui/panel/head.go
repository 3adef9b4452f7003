package panel

import (
	"slices"
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
	more  bool     // the moral goes on behind them: the last one ends in a sign, with the key of its page
	goal  bool     // is told
	try   bool     // what to try has a row of its own
}

func (h *head) rows() int {
	n := 1 + len(h.moral)
	if h.goal {
		n++
	}
	if h.try {
		n++
	}
	return n
}

// The columns that the clock and a branch's name take in the first row, for those who plan it.
const (
	clockRoom  = 44
	branchRoom = 17
)

// oneMoreRow is the rows of a screen that has one to spare for a moral of more than a row.
const oneMoreRow = 36

// headOf says which rows the header has.
func headOf(f *Frame, w, h int) head {
	hd := toldBelow(f, w, h)
	hd.makeRoom(f, w, h)
	return hd
}

// goalHeight is the rows of a screen that has one for the goal.
const goalHeight = 24

// toldBelow gives a moral that is too long for the first row rows of its own where the screen has rows to spare,
// and so a goal.
func toldBelow(f *Frame, w, h int) head {
	var hd head
	low := h < roomyHeight && f.Layout != Teach
	if f.Program == nil || h < goalHeight || low && (w < listingWidth || f.Layout != Explore) {
		return hd
	}
	if f.Tour != nil && h < wideHeight {
		return hd // the card has the word, and needs the rows
	}
	p := f.Program
	hd.goal = strings.TrimSpace(p.Goal) != ""
	if low {
		return hd // a row for that, and none more
	}
	first := moral(p.Moral)
	if first == "" {
		return hd
	}
	scene := f.Scene
	if scene == "" {
		scene = p.Title()
	}
	whole := program.Clause(strings.Join(strings.Fields(p.Moral), " "))
	room := w - clockRoom - len("Quartet") - screen.Width(scene) - 6
	if !hd.goal {
		room -= branchRoom
	}
	switch {
	case w >= wideWidth && h >= wideHeight,
		screen.Width(whole) > room && (h >= wideHeight || w >= roomyWidth && h >= oneMoreRow):
		hd.tell(f, w, mostMoral)
	case screen.Width(whole) > room && screen.Width(first+goesOn)+f.pageRoom() > room:
		hd.tell(f, w, hd.moralRows(f, w, h))
	}
	if hd.goal && h < oneMoreRow && f.Layout == Teach {
		hd.moral, hd.more = nil, false
	}
	return hd
}

// mostHead is how many rows the header has at most.
const mostHead = 4

// makeRoom gives what to try a row of its own, where a screen has one more and what there is to see would not fit
// behind the goal. Where that would be one row too many the moral keeps its first sentence, if that has one row; else
// the scene's page says what to try.
func (hd *head) makeRoom(f *Frame, w, h int) {
	p := f.Program
	if !hd.goal || len(p.Lesson.Try) == 0 || f.Unsaved || f.Changed != "" || w < roomyWidth || h < oneMoreRow {
		return
	}
	w -= 2
	say := screen.Width("try  " + f.attempt(&p.Lesson.Try[0]))
	goal := screen.Width("goal  " + goalOf(p) + "  ✓ reached    ")
	home := len("home, ") // once the run has begun
	if goal+say+home <= w || say+home > w {
		return
	}
	if hd.rows() == mostHead {
		var one head
		if one.tell(f, w+2, 1); !strings.HasPrefix(one.moral[0], moral(p.Moral)) {
			return
		}
		hd.moral, hd.more = one.moral, one.more
	}
	hd.try = true
}

// goalOf is a scene's goal as a sentence.
func goalOf(p *program.Program) string { return program.Ended(screen.Clean(p.Goal)) }

// lower writes the rows of the header below its first.
func (p pen) lower(hd head) {
	y := 1
	for _, l := range hd.moral {
		p.Text(0, y, l, text)
		y++
	}
	if hd.more && len(hd.moral) > 0 && p.pageKey() {
		k := p.f.pageHint()
		p.key(p.W-keyWidth(k), y-1, k)
	}
	if !hd.goal || y >= p.H {
		return
	}
	x, end := p.goalAndPage(0, y, p.W, hd.more)
	if done := p.f.reachedWords(end-x-2, hd.try); done != "" {
		p.Set(x, y, theme.Unicode().Check, theme.Bright.Plain())
		x += 2 + p.Text(x+2, y, done, theme.Bright.Plain()) + 2
	}
	if hd.try {
		x, y = -2, y+1
	}
	var hints []KeyHint
	if p.pageKey() && !hd.more && end == p.W {
		k := p.f.pageHint()
		hints = []KeyHint{{k.Key, "the scene's page"}, k}
	}
	p.suggest(x, y, hints)
}

// goal writes the scene's goal from column x to end, and where no schedule comes to it that as far as there is room. It
// returns the columns taken, with a gap.
func (p pen) goal(x, y, end int) int {
	from := x
	x += p.Text(x, y, goalWord, quiet) + 2
	goal, words := goalOf(p.prog), p.mootWords(end-x)
	if words == "" {
		return x + p.Text(x, y, cut(goal, end-x), text) + 2 - from
	}
	x += p.Text(x, y, cut(strings.TrimSuffix(goal, "."), end-x-screen.Width(words)), text)
	return x + p.Text(x, y, words, theme.Bright.Plain()) + 2 - from
}

// mootWords says behind a goal, which has w columns with it, that no schedule comes to it: in short where that leaves
// the goal whole, else beside as much of it as says something; "" where there is no room, and where one may.
func (p pen) mootWords(w int) string {
	if p.f.Moot == "" {
		return ""
	}
	goal := screen.Width(strings.TrimSuffix(goalOf(p.prog), "."))
	short := " " + string(theme.Unicode().Dot) + " " + noSchedule
	switch whole := " " + string(theme.Unicode().Dot) + " " + p.f.Moot; {
	case goal+screen.Width(whole) <= w:
		return whole
	case min(goal, leastGoal)+screen.Width(short) <= w:
		return short
	}
	return ""
}

// noSchedule says of a goal in short that no schedule comes to it.
const noSchedule = "no schedule does it"

// goalWord stands before a goal.
const goalWord = "goal"

// reachedWords says that the goal is reached, and in which step where w columns have room for that beside what to try:
// alone tells that this has a row of its own. "" where there is no room at all.
func (f *Frame) reachedWords(w int, alone bool) string {
	done := f.Reached
	if done == "" || screen.Width(done) > w {
		return ""
	}
	whole, try := done+" in step "+strconv.FormatInt(f.ReachedIn, 10), 0
	if all := f.Program.Lesson.Try; len(all) > 0 && !alone && !f.Unsaved && f.Changed == "" {
		try = screen.Width("    try  home, " + f.attempt(&all[0]))
		if screen.Width(done)+try > w { // it is left out
			try = 0
		}
	}
	if f.ReachedIn > 0 && screen.Width(whole)+try <= w {
		return whole
	}
	return done
}

// goalRows is the rows of a timeline that has one to say the goal in; of a smaller one it stands on the line of owners.
const goalRows = 4

// beforeFirst reports whether no pass has been, so that the goal can stand where there will be more to say later, or
// of a scene without one the key of its page.
func (m *moment) beforeFirst() bool {
	return len(m.f.Track.Columns) == 0 && m.f.Edit == nil && m.f.Worlds == nil && m.f.Program != nil
}

// hasGoal reports whether the scene has a goal.
func (m *moment) hasGoal() bool { return strings.TrimSpace(m.prog.Goal) != "" }

// attempt says what to press or type, and what there is to see.
func (f *Frame) attempt(a *program.Attempt) string {
	as := *a
	as.Keys = slices.Clone(a.Keys)
	for i, key := range as.Keys {
		as.Keys[i] = f.keymap().KeyFor(keys.Browsing, key)
	}
	return strings.TrimSpace(screen.Clean(as.Front() + ": " + a.Text))
}
