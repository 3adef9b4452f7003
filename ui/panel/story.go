package panel

import (
	"strconv"

	"github.com/quartet-os/quartet/ui/screen"
	"github.com/quartet-os/quartet/ui/theme"
)

// story tells what happened, a sentence a step, the newest first and bright. Its lines seek their step.
func (p pen) story(bare bool) {
	if p.W < 10 || p.H < 2 {
		return
	}
	f := screen.Frame{Style: line, Title: "STORY", TitleStyle: theme.Text.Bold(), RightStyle: text}
	for _, k := range p.f.Keys {
		if k.Does == "why" {
			f.Right = k.Key + " why"
		}
	}
	var in pen
	if bare {
		p.panel = StoryPanel
		p.mean(p.Bounds(), Intent{Kind: Focus, Slot: -1, Step: -1, Func: -1, Line: -1, Row: -1})
		p.Canvas.Frame(screen.R(0, 0, p.W, 1), f)
		in = p.in(screen.R(1, 1, p.W-2, p.H-1))
	} else {
		in = p.box(StoryPanel, f)
	}
	in = in.watched()
	scroll := scrolled(p.f.Scroll[StoryPanel], len(p.f.Story)-1)
	numbers := max(3, digits(p.f.Length))
	y := 0
	for i := len(p.f.Story) - 1 - scroll; i >= 0 && y < in.H; i-- {
		if in.H-y <= in.storySpare() && in.sentenceRows(&p.f.Story[i], in.W, numbers) > in.H-y {
			break // an old one is told whole or not at all
		}
		y += in.sentence(y, numbers, &p.f.Story[i], i == len(p.f.Story)-1)
	}
	if len(p.f.Story) == 0 {
		in.Text(0, 0, cut("nothing has happened yet", in.W), quiet)
	}
}

// storySpare is the rows that stay empty rather than show the beginning of a sentence that has no room.
func (p pen) storySpare() int {
	if p.H < 8 {
		return min(1, p.H-1)
	}
	return 2
}

// sentence writes one sentence from row y on and returns the rows it takes.
func (p pen) sentence(y, numbers int, s *Sentence, newest bool) int {
	x := numbers + 1
	st := text
	switch {
	case s.Trouble:
		st = theme.Trouble.Bold()
	case newest && p.f.Lesson.idle(s.Step):
	case newest:
		st = theme.Bright.Plain()
	case p.f.Lesson.idle(s.Step):
		st = quiet
	}
	if s.Who >= 0 && s.Name != "" {
		x += screen.Width(p.short(s.Name)) + 2
	}
	room := p.W - x
	rows := 0
	rest := s.Text
	for rest != "" && y+rows < p.H {
		var l string
		l, rest = p.breakLine(rest, room, y+rows == p.H-1)
		p.Text(x, y+rows, l, st)
		rows++
	}
	rows = max(rows, 1)
	in := noIntent()
	in.Kind, in.Step = Seek, s.Step
	p.mean(screen.R(0, y, p.W, rows), in)
	num := strconv.FormatInt(s.Step, 10)
	if l := p.f.Lesson; l != nil && s.Step == l.Decides {
		p.Set(-1, y, theme.Unicode().Right, theme.Bright.Plain())
		p.TextRight(numbers, y, num, theme.Bright.Plain())
	} else if !p.f.Hushed { // what stands in place of the story is of no step
		p.TextRight(numbers, y, num, quiet)
	}
	if s.Who >= 0 && s.Name != "" {
		at, st := numbers+1, roleOf(s.Place).Bold()
		p.Set(at, y, sign(s.Role), st) // of who has ended, too
		p.meanSlot(screen.R(at, y, 1+p.Text(at+1, y, p.short(s.Name), st), 1), s.Who)
	}
	return rows
}

// breakLine cuts the first line of w columns off a text; the last line there is room for ends visibly.
func (p pen) breakLine(s string, w int, last bool) (head, rest string) {
	if screen.Width(s) <= w {
		return s, ""
	}
	if last {
		return cut(s, w), ""
	}
	lines := screen.Wrap(s, max(w, 1), 0)
	head = lines[0]
	rest = s[min(len(head), len(s)):]
	for len(rest) > 0 && rest[0] == ' ' {
		rest = rest[1:]
	}
	return head, rest
}

// toldStory is the story for a class: its newest sentences, without the numbers of their steps, with room between them.
func (p pen) toldStory(bare bool) {
	if bare || p.W < 10 || p.H < 5 {
		p.story(bare)
		return
	}
	in := p.box(StoryPanel, screen.Frame{Style: line, Title: "STORY", TitleStyle: theme.Text.Bold(), RightStyle: text})
	in.watched().told(1)
}
