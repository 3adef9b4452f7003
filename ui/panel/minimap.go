package panel

import (
	"fmt"

	"github.com/quartet-os/quartet/engine/session"
	"github.com/quartet-os/quartet/ui/keys"
	"github.com/quartet-os/quartet/ui/screen"
	"github.com/quartet-os/quartet/ui/theme"
)

// wholeRun draws the whole run in one row: the bar says which part of those who are alive wait, what is still to come
// is in the colour of lines, and a click goes there.
func (p pen) wholeRun(r *ruler, y int) {
	p.Text(0, y, "run", quiet)
	o, g := &p.f.Run, theme.Unicode()
	now := p.partAt(p.f.Position)
	decides := -1
	if l := p.f.Lesson; l != nil && l.Decides > 0 {
		decides = p.partAt(l.Decides)
	}
	least, most := narrow(o)
	for i := range o.Moments {
		m := &o.Moments[i]
		level := min(m.Share, 1) // somebody waits
		level = max(level, (m.Share*len(g.Spark)+500)/1000)
		switch {
		case most-least >= leastSpread:
			level = 1 + (m.Share-least)*(len(g.Spark)-1)/(most-least)
		case most > 0:
			level = 0
		}
		ch, st := g.Border.Horizontal, line
		if level > 0 {
			ch = g.Spark[level-1]
		}
		switch {
		case i == decides:
			st = theme.Trouble.Bold()
		case i == now:
			st = theme.Bright.Plain()
		case i < now:
			st = quiet
		}
		p.Set(r.names+i, y, ch, st)
		if p.zones != nil {
			in := noIntent()
			in.Kind, in.Step = Seek, m.Step
			p.mean(screen.R(r.names+i, y, 1, 1), in)
		}
	}
}

// Where each part of a run is many passes the averages lie so close together that the bar would be one block. It is
// then drawn from the least to the most of them; closer than leastSpread of a thousand, it is left out.
const (
	narrowSpread = 250
	leastSpread  = 10
)

// narrow returns between which shares of a thousand the parts of a long run lie, if they lie close together; else 0, 0.
func narrow(o *session.Overview) (least, most int) {
	if o.Passes < 4*int64(len(o.Moments)) || len(o.Moments) == 0 {
		return 0, 0
	}
	least = 1000
	for i := range o.Moments {
		least, most = min(least, o.Moments[i].Share), max(most, o.Moments[i].Share)
	}
	if most-least > narrowSpread {
		return 0, 0
	}
	return least, most
}

// waitShare says which part of those who are alive wait, as the bar shows it.
func waitShare(o *session.Overview) string {
	switch least, most := narrow(o); {
	case most == 0:
		return "how many wait"
	case most-least < leastSpread:
		return fmt.Sprintf("%d %% wait, all the time", (least+most+10)/20)
	default:
		return fmt.Sprintf("%d to %d %% wait", least/10, (most+9)/10)
	}
}

// partAt is the part of the whole run that holds a step.
func (p pen) partAt(step int64) int {
	all := p.f.Run.Moments
	for i := range all {
		if all[i].Step >= step {
			return i
		}
	}
	return len(all) - 1
}

// timeFoot writes into the lower edge: which part of the whole run the strip shows, under it, and at the right what the
// signs mean.
func (p pen) timeFoot(r *ruler, t *Timeline, whole, instead bool) {
	foot := p.scaleAt(p.H - 1)
	foot.fill(0, 1)
	foot.fill(p.W-1, 1)
	if p.host == screen.R(p.x, p.y, p.W, p.H) {
		mark, words := p.noticeLook()
		foot.put(2, " "+string(mark)+" "+p.noticed+" ", words)
	} else if whole && len(t.Columns) > 0 {
		foot.bracket(r, t)
	}
	end := p.W - 2
	hints := []string{p.timeHint(), p.signs(t)}
	if p.f.Fates != nil {
		hints = []string{p.fateKey(), "", p.timeHint(), p.signs(t)}
		if instead {
			hints[1] = "else: what could have happened instead"
		}
	}
	for _, words := range hints {
		if words = " " + words + " "; words != "  " && foot.put(end-screen.Width(words), words, quiet) {
			end -= screen.Width(words) + 1
		}
	}
}

// timeHint says how to go through time.
func (p pen) timeHint() string {
	k, g := p.f.keymap(), theme.Unicode()
	back, forth := k.Sign(keys.StepBack), k.Sign(keys.StepForward)
	if !k.Own(keys.StepBack) {
		back = string(g.Back)
	}
	if !k.Own(keys.StepForward) {
		forth = string(g.Forth)
	}
	return "drag, or " + back + " " + forth + p.words(", {zoom-in} zooms")
}

// signs explains the signs that stand in the row of numbers, and the bar of whom a handler interrupts.
func (p pen) signs(t *Timeline) string {
	words, seen := "", map[session.MarkKind]bool{}
	if interrupted(t) {
		words = string(theme.Unicode().TimeUnder) + " interrupted"
	}
	for _, k := range [...]session.MarkKind{session.CommandMark, session.ChoiceMark, session.SpuriousMark,
		session.TimeoutMark, session.BranchMark, session.CircleMark} {
		for i := range t.Marks {
			if t.Marks[i].Kind == k && !seen[k] {
				seen[k] = true
				if words != "" {
					words += "  "
				}
				look := lookOf(k)
				words += string(look.sign) + " " + look.about
			}
		}
	}
	return words
}

// bracket draws under the whole run which part of it the strip shows, and says so.
func (s *scale) bracket(r *ruler, t *Timeline) {
	first, last := t.Columns[0].Step, t.Columns[len(t.Columns)-1].Step
	from, to := 2+r.names+s.partAt(first), 2+r.names+s.partAt(last)
	s.Fill(screen.R(from, 0, to-from+1, 1), theme.Unicode().Border.Horizontal, text)
	s.sign(from, markLook{sign: theme.Unicode().Foot, style: text})
	s.sign(to, markLook{sign: theme.Unicode().Foot, style: text})
	what, n := "passes", s.f.Run.Passes
	a, b := t.First*int64(t.Scale)+1, t.Columns[len(t.Columns)-1].Pass
	if t.Scale == session.AStep {
		what, a, b, n = "steps", first, last, s.f.Length
	}
	strip := fmt.Sprintf(" in the strip: %d to %d ", a, b)
	w := screen.Width(strip)
	s.first(strip, text, from+2, to+2, from-1-w, 2)
	all := fmt.Sprintf(" the whole run, %d %s: %s ", n, what, waitShare(&s.f.Run))
	w = screen.Width(all)
	beside := screen.Width(strip) + 1
	s.first(all, quiet, to+2, to+2+beside, from-1-w, from+2+beside, 2+beside)
}

// first puts words at the first of some columns where there is room.
func (s *scale) first(words string, st theme.StyleID, at ...int) {
	for _, x := range at {
		if s.put(x, words, st) {
			return
		}
	}
}
