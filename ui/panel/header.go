package panel

import (
	"strconv"
	"strings"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/ui/screen"
	"github.com/quartet-os/quartet/ui/theme"
)

// header shows the brand, the scene with its moral, the pass, time and step, and whether the machine runs.
func (p pen) header(hd head) {
	p.panel = HeaderPanel
	wide := p.W >= 98
	scene := p.f.Scene
	if scene == "" {
		scene = p.prog.Title()
	}
	over := p.ending(wide)
	end := p.clock(wide, 1+screen.Width(scene)+1+screen.Width(over))
	x := p.brand()
	gap := 1
	if wide {
		gap = 2
	}
	x += gap
	status := p.f.Branch
	if p.f.Wrong != "" {
		status = p.words("its file has an error: {reload} shows it")
	} else if edited, _ := p.edited(); edited != "" {
		status = edited
	}
	branch := screen.Width(status)
	if branch > 0 {
		branch += 3
	}
	if branch > end-x-gap-screen.Width(scene)-screen.Width(over) { // the name is cut last, and how it ended before that
		branch = 0
		if _, short := p.edited(); p.f.Wrong == "" && p.f.Recording == "" { // it takes the brand's place, and no more
			p.Text(0, 0, short, theme.Bright.Plain())
		}
	}
	marked := p.f.Recording != "" || p.f.Wrong != "" || p.f.Unsaved || p.f.Draft || p.f.Changed != ""
	if x > gap && !marked && screen.Width(scene)+screen.Width(over) > end-x-gap {
		p.Fill(screen.R(0, 0, x, 1), ' ', text)
		x = 0
	}
	x += p.Text(x, 0, screen.Truncate(scene, end-x-gap-branch), theme.Text.Bold())
	if branch > 0 {
		x += p.Text(x, 0, " "+string(theme.Unicode().Dot)+" ", quiet)
		x += p.Text(x, 0, status, theme.Bright.Plain())
	}
	x += gap
	if over != "" {
		end = p.endBefore(x, end, over)
	}
	if len(hd.moral) == 0 {
		hd.more = p.moralBeside(x, end-x-gap)
	}
	p.lower(hd)
}

// edited says with which change a presenter runs the scene, that no file has the edited scene, or a text of it that is
// kept while the scene is as it was; and the same in the width of the program's name.
func (p pen) edited() (words, short string) {
	switch {
	case p.f.Changed != "":
		return "with " + screen.Clean(p.f.Changed), "changed"
	case p.f.Unsaved:
		return "edited, not saved", "unsaved"
	case p.f.Draft:
		if short = p.words("{edit} draft"); screen.Width(short) > brandWidth { // no "a draft": what is shown is none
			short = "draft"
		}
		return p.words("a draft is kept: {edit}"), short
	}
	return "", ""
}

// brandWidth is the columns of the program's name.
const brandWidth = len("Quartet")

// mostDigits is how many digits a number of the header has at most; a larger one is shortened.
const mostDigits = 8

// brand writes the program's name, or that the screen is being recorded, or where the scene's file has an error, and
// returns its width.
func (p pen) brand() int {
	switch {
	case p.f.Recording != "":
	case p.f.Wrong != "":
		return p.wrong(0)
	default:
		return p.Text(0, 0, "Quartet", theme.Bright.Plain())
	}
	x := p.Text(0, 0, string(theme.Unicode().Neither)+" ", theme.Trouble.Bold())
	return x + p.Text(x, 0, screen.Clean(p.f.Recording), theme.Trouble.Bold())
}

// wrong writes where the scene's file has an error, and returns its width.
func (p pen) wrong(x int) int {
	at := x + p.Text(x, 0, string(theme.Unicode().Cross)+" ", theme.Trouble.Bold())
	at += p.Text(at, 0, screen.Clean(p.f.Wrong), theme.Trouble.Bold())
	in := noIntent()
	in.Kind, in.Key = PressKey, "R"
	p.mean(screen.R(x, 0, at-x, 1), in)
	return at - x
}

// clockGap is the columns between the parts of the clock.
const clockGap = 2

// ending is how a run ended, with the gap before the clock, for a narrow screen; "" where it has not, or plays.
func (p pen) ending(wide bool) string {
	kind := p.f.ended()
	if wide || kind == engine.NotEnded || p.f.Playing {
		return ""
	}
	return string(endSign(kind)) + " " + kind.String() + strings.Repeat(" ", clockGap)
}

// clock writes the numbers at the right and returns the column where they begin. Each has room for more digits, so
// that a count which gains one moves nothing. Where a narrow screen has not the columns that are needed beside them,
// the time gives way to a word.
func (p pen) clock(wide bool, need int) int {
	gap, least, state := clockGap, 3, 2
	if wide {
		state = 11
	}
	room := min(max(least, digits(max(p.f.Length, p.now.Pass, p.now.Time))), mostDigits)
	x := p.W - state
	p.state(x, state, wide)
	x--
	fate, over := 0, p.ending(wide) != ""
	if p.fateAbove && !over { // the timeline has no room for it; and an end says more
		fate = fateRoom + gap
	}
	left := x + gap - 3*(len("step ")+room+gap) - need
	timeless := !wide && left < fate && (over || fate > 0)
	for _, n := range [...]struct {
		what string
		n    int64
		out  bool
	}{{"step ", p.f.Position, false}, {"time ", p.now.Time, timeless}, {"pass ", p.now.Pass, false}} {
		if n.out {
			continue
		}
		x -= len(n.what) + room
		at := x + p.Text(x, 0, n.what, text)
		p.Text(at, 0, shortNumber(n.n, room), text)
		x -= gap
	}
	if fate > 0 {
		word := wide || left+len("time ")+room+gap >= fate
		if !word {
			fate = 1 + gap
		}
		x -= fate - gap
		p.fateNow(x, 0, word)
		x -= gap
	}
	return x + gap
}

// state says in w columns from x whether the machine runs, stands still or has ended.
func (p pen) state(x, w int, wide bool) {
	g := theme.Unicode()
	switch end := p.f.ended(); {
	case p.f.Playing && wide:
		speed := string(g.Right) + " " + p.f.Speed
		if screen.Width(speed) > w {
			speed = string(g.Right) + p.f.Speed
		}
		p.Text(x, 0, screen.Truncate(speed, w), theme.Bright.Plain())
	case p.f.Playing:
		p.Text(x, 0, string(g.Right)+string(g.Right), theme.Bright.Plain())
	case p.f.Position < p.f.Length && wide:
		p.Text(x, 0, "of "+shortNumber(p.f.Length, w-6), quiet) // a blank before the sign
		p.Text(x+w-2, 0, string(g.Pause)+string(g.Pause), text)
	case end != engine.NotEnded && wide:
		p.Text(x, 0, screen.Truncate(string(endSign(end))+" "+end.String(), w), endStyle(end))
	case end != engine.NotEnded:
		p.Set(x+w-1, 0, endSign(end), endStyle(end))
	default:
		p.Text(x+w-2, 0, string(g.Pause)+string(g.Pause), text)
	}
}

// endBefore says on a narrow screen how a run ended between column x and the clock, where there is room, in place
// of the sign alone behind the clock. It returns where what stands at the right begins.
func (p pen) endBefore(x, end int, words string) int {
	at := end - screen.Width(words)
	if at < x {
		return end
	}
	p.Text(at, 0, words, endStyle(p.f.ended()))
	p.Set(p.W-1, 0, ' ', text)
	return at
}

// shortNumber writes a number from 0 in w columns, which are 5 at least: one that is too long in thousands,
// millions and so on with as many digits as there is room for, rounded down, so that no part of a number is
// taken for the whole.
func shortNumber(n int64, w int) string {
	s := strconv.FormatInt(n, 10)
	if len(s) <= w {
		return s
	}
	power := (len(s) - 1) / 3 // of a thousand
	whole := len(s) - 3*power
	unit := string("kMGTPE"[power-1])
	if more := w - whole - 2; more > 0 {
		return s[:whole] + "." + s[whole:whole+min(more, 3)] + unit
	}
	return s[:whole] + unit
}

// ended is how the run ended, as check judges this moment.
func (f *Frame) ended() engine.Ending {
	if f.Ended != engine.NotEnded || f.Now == nil {
		return f.Ended
	}
	return f.Now.End.Kind
}

func endSign(e engine.Ending) rune {
	if e == engine.EndDone {
		return theme.Unicode().Check
	}
	return theme.Unicode().Cross
}

func endStyle(e engine.Ending) theme.StyleID {
	if e == engine.EndDone {
		return theme.Bright.Plain()
	}
	return theme.Trouble.Bold()
}
