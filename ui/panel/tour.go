package panel

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"

	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/ui/screen"
	"github.com/quartet-os/quartet/ui/theme"
)

// Tour is a card of the tour, or of a lesson: a few sentences about what is on the screen, and the key that turns it.
type Tour struct {
	Of     string // what it is a card of; "" is the tour
	Number int    // of the card, from 1; 0 for one behind them all
	Title  string
	Titles []string // of all cards
	Lines  []string // sentences
	Key    string   // the key as it is shown
	Press  string   // and as a terminal names it
	After  string   // behind the key: what to look at

	Answers []string // to a question, counted from 1
	Given   int      // the answer that was given, 0 for none
	Right   int      // the one that is right; 0: it is not said
	Reply   string   // to what the user did
	Changed string   // the text of the scene with the change that the reply tells of, "" for none
	Before  string   // the text without it; "" is that of the scene on the screen
	Typed   bool     // it has what is to be typed: names stand in it as they are
	Foot    string   // the last row; "" says what turns a card
}

// tourRows is the rows that a card needs with its frame, where it is as wide as a screen.
const tourRows = 10

// The size of a card with its frame that stands above the story of a large screen.
const (
	tourWide  = 12
	leastCard = 90 // columns of it
)

// seatTour gives the card its place, unless a dialog stands there: that of objects and story, or the lower part of a
// small screen. The panels that stood there are left out.
func (pl *plan) seatTour(f *Frame, w, h int) screen.Rect {
	if f.Tour == nil || f.Under != nil {
		return screen.Rect{}
	}
	if o, ok := f.Overlay.(floating); f.Overlay != nil && (!ok || !o.floats()) {
		return screen.Rect{}
	}
	var r screen.Rect
	switch {
	case pl.projector:
		r = pl.story
	case w >= roomyWidth && !pl.objects.Empty() && pl.objects.Y == pl.story.Y && pl.story.H >= 12:
		r = around(pl.objects, pl.story)
		if r.W >= leastCard && r.H >= tourWide+leastMiddle {
			r = pl.aboveStory(r)
		}
	case pl.objects.W >= leastCard && pl.objects.H >= tourWide && pl.objects.Bottom() == pl.story.Y:
		r = pl.aboveStory(around(pl.objects, pl.story))
	default:
		y, end := top(pl.listing, pl.story), h-1
		if h >= roomyHeight && pl.time.Y-y >= 15 {
			end = pl.time.Y
		}
		r = screen.R(0, y, w, end-y)
	}
	for _, panel := range [...]*screen.Rect{&pl.listing, &pl.objects, &pl.story, &pl.owners, &pl.time} {
		if !panel.Intersect(r).Empty() {
			*panel = screen.Rect{}
		}
	}
	return r
}

// aboveStory divides the place of objects and story between the card and the story.
func (pl *plan) aboveStory(r screen.Rect) screen.Rect {
	pl.objects = screen.Rect{}
	pl.story = screen.R(r.X, r.Y+tourWide, r.W, r.H-tourWide)
	return screen.R(r.X, r.Y, r.W, tourWide)
}

// cardRow is a row of what a card says; an answer's rows have its number, those that are typed -1.
type cardRow struct {
	text   string
	style  theme.StyleID
	answer int
}

// body is what a card says, in rows of w columns, with what is asked in these words.
func (t *Tour) body(p pen, w int, asked string) (all []cardRow) {
	add := func(words string, hang int, st theme.StyleID, answer int) {
		words = screen.Clean(words)
		if answer >= 0 {
			words = p.signed(words)
		}
		for _, l := range screen.Wrap(words, w, hang) {
			all = append(all, cardRow{l, st, answer})
		}
	}
	if asked != "" {
		add(asked, 0, text, 0)
	}
	g := theme.Unicode()
	for i, one := range t.Answers {
		st, sign := text, ""
		switch i + 1 {
		case t.Right:
			st, sign = theme.Bright.Bold(), " "+string(g.Check)
		case t.Given:
			sign = " " + string(g.Cross)
			st = quiet
		default:
			if t.Right > 0 {
				st = quiet
			}
		}
		add(fmt.Sprintf("%d %s%s", i+1, one, sign), 2, st, i+1)
	}
	switch {
	case t.Typed:
		add(t.Reply, 0, theme.Bright.Plain(), -1)
	case t.Reply != "":
		add(t.Reply, 0, theme.Bright.Plain(), 0)
	}
	return all
}

// cardPlan is how the rows of a card are divided.
type cardPlan struct {
	said                         []cardRow
	spots                        []spot
	titles                       int
	gap, press, foot, rule, news int
	room                         int // for what it says
	code                         int // lines of the scene
}

// planCard leaves out what a low card has no room for, what matters least first.
func (p pen) planCard(inside screen.Rect) (c cardPlan) {
	t := p.f.Tour
	asked := strings.Join(t.Lines, " ")
	c = cardPlan{said: t.body(p, inside.W, asked), gap: 1, foot: 1, rule: 1, press: p.pressLines(inside.W)}
	c.spots, c.titles = t.spots(inside.W, false)
	if p.f.Position > 0 && len(p.f.Story) > 0 && !p.besideStory {
		c.news = p.newsRows(inside.W)
	}
	need := func() int { return len(c.said) + c.gap + c.press + c.news + c.rule + c.titles + c.foot }
	if need() > inside.H {
		c.spots, c.titles = t.spots(inside.W, true)
	}
	if t.Changed != "" && need() > inside.H { // what was asked is done
		c.said = t.body(p, inside.W, "")
	}
	for _, part := range []*int{&c.rule, &c.foot, nil, &c.gap, &c.titles, &c.news} {
		switch {
		case need() <= inside.H:
		case part == nil:
			c.news = min(c.news, 1)
		default:
			*part = 0
		}
	}
	if need() <= inside.H {
		p.planCode(&c, inside, need)
	}
	if need() > inside.H && len(t.Answers) > 0 { // the digits stand before the answers
		c.press = 0
	}
	c.room = max(inside.H-c.press-c.gap-c.news-c.code, 0)
	// The question itself stays, and each of its answers.
	for len(c.said) > c.room && (t.Reply != "" || len(t.Answers) > 0) {
		_, rest, more := strings.Cut(asked, ". ")
		if !more {
			c.said = c.said[len(c.said)-c.room:]
			break
		}
		asked = rest
		c.said = t.body(p, inside.W, asked)
	}
	return c
}

// tour draws the card.
func (p pen) tour() {
	t := p.f.Tour
	p.Clear()
	p.panel = OverlayPanel
	on := noIntent()
	on.Kind = Focus
	p.mean(p.Bounds(), on)
	plan := p.planCard(p.Bounds().Trim(1, 2, 1, 2))
	said, room := plan.said, plan.room
	word := cmp.Or(t.Of, "the tour")
	if len(said) > room {
		word += ": 80x24 shows all"
	}
	title := t.Title
	if t.Number > 0 {
		title = fmt.Sprintf("%d of %d  %s", t.Number, len(t.Titles), title)
	}
	p.Canvas.Frame(p.Bounds(), screen.Frame{Style: theme.Bright.Plain(), Title: title,
		TitleStyle: theme.Bright.Plain(), Right: word, RightStyle: quiet})
	in, y := p.inside(), 0
	for ; y < len(said) && y < room; y++ {
		row := said[y]
		if y == room-1 && len(said) > room {
			row.text = cut(row.text+" …", in.W)
		}
		in.rich(0, y, row.text, row.style)
		if row.answer > 0 && t.Right == 0 {
			on := noIntent()
			on.Kind, on.Key = PressKey, strconv.Itoa(row.answer)
			in.mean(screen.R(0, y, in.W, 1), on)
		}
	}
	y += plan.gap
	if plan.press > 0 {
		in.pressRow(y, plan.press, t)
	}
	at := in.H - plan.foot - plan.titles
	if plan.news > 0 {
		in.in(screen.R(0, at-plan.rule-plan.news, in.W, plan.news)).newest()
	}
	in.in(screen.R(0, at-plan.rule-plan.news-plan.code, in.W, plan.code)).cardCode()
	if plan.titles == 0 {
		return
	}
	if plan.rule > 0 {
		in.Rule(0, at-1, in.W, line)
	}
	t.titleList(in.in(screen.R(0, at, in.W, plan.titles)), plan.spots)
	if plan.foot > 0 {
		foot := cmp.Or(t.Foot, "A card turns when its key is pressed. Nothing is locked: try any key.")
		in.Text(0, in.H-1, cut(foot, in.W), quiet)
	}
}

// mostNews is the rows that what the last step did has on a card.
const mostNews = 2

// newsRows is the rows that tell what the last step did.
func (p pen) newsRows(w int) (rows int) {
	for i := len(p.f.Story) - len(p.lastStep(w)); i < len(p.f.Story); i++ {
		rows += p.sentenceRows(&p.f.Story[i], w, max(3, digits(p.f.Length)))
	}
	return min(rows, mostNews)
}

// lastStep is what the last step did. Where it ended the run, and the end is told in few words, why stands before it.
func (p pen) lastStep(w int) []Sentence {
	all, n := p.f.Story, len(p.f.Story)
	if end := &all[n-1]; n > 1 && end.Trouble && end.Step == all[n-2].Step &&
		p.sentenceRows(end, w, max(3, digits(p.f.Length))) == 1 {
		return all[n-2:]
	}
	return all[n-1:]
}

// newest tells what the last step did, since the card stands where the story does. In a single row why a run ended
// comes before that it did, which the header says too.
func (p pen) newest() {
	all := p.lastStep(p.W)
	all = all[:min(len(all), p.H)]
	numbers := max(3, digits(p.f.Length))
	for i, y := 0, 0; i < len(all); i++ {
		left := len(all) - 1 - i // a row for each that follows
		y += p.in(screen.R(0, y, p.W, p.H-y-left)).sentence(0, numbers, &all[i], true)
	}
}

// pressLines is the rows for the key and what stands behind it.
func (p pen) pressLines(w int) int {
	t := p.f.Tour
	if screen.Width("Press ")+screen.Width(t.Key)+4+screen.Width(t.After) > w {
		return 2
	}
	return 1
}

// pressRow writes the key as a cap, and what to look at: its first sentence where one row is all there is.
func (p pen) pressRow(y, rows int, t *Tour) {
	x := p.Text(0, y, "Press  ", text)
	w := screen.Width(t.Key) + 2
	p.Fill(screen.R(x, y, w, 1), ' ', theme.Bright.Token())
	p.Text(x+1, y, t.Key, theme.Bright.Token())
	in := noIntent()
	in.Kind, in.Key = PressKey, t.Press
	p.mean(screen.R(x, y, w, 1), in)
	x += w + 2
	after := t.After
	if wants := p.pressLines(p.W); wants > rows {
		after, _, _ = strings.Cut(after, ". ")
		after = program.Ended(after)
	} else if wants > 1 {
		for i, l := range screen.Wrap(t.After, max(p.W-x, 8), 0) {
			p.rich(x, y+i, l, text)
		}
		return
	}
	p.rich(x, y, cut(after, p.W-x), text)
}

// spot is where the title of a card stands.
type spot struct{ x, y int }

// spots finds places for all titles in w columns: beside each other in columns, or, where rows are few, one behind the
// other. It returns the rows too.
func (t *Tour) spots(w int, flow bool) (all []spot, rows int) {
	widest := 1
	for i := range t.Titles {
		widest = max(widest, screen.Width(t.Titles[i])+2)
	}
	n := max(min(w/widest, 4), 1)
	x, y := 0, 0
	for i := range t.Titles {
		at := spot{i % n * (w / n), i / n}
		if flow {
			wide := screen.Width(t.Titles[i])
			if x > 0 && x+wide > w {
				x, y = 0, y+1
			}
			at = spot{x, y}
			x += wide + 3
		}
		all = append(all, at)
		rows = max(rows, at.y+1)
	}
	return all, rows
}

// titleList writes the titles of all cards, with the one that is shown marked.
func (t *Tour) titleList(p pen, spots []spot) {
	for i, at := range spots {
		st := quiet
		if i+1 == t.Number {
			st = theme.Bright.Plain()
		}
		p.Text(at.x, at.y, screen.Truncate(t.Titles[i], p.W-at.x), st)
	}
}
