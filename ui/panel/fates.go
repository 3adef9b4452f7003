package panel

import (
	"strings"

	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/ui/screen"
	"github.com/quartet-os/quartet/ui/theme"
)

// Fates is what is still possible behind each pass of the run: a row of the timeline.
type Fates struct {
	Of      []explore.Fate // by pass; at 0 that from the beginning
	Decides int64          // the first pass that decides, 0: none
	Note    string         // how much was looked at
	Far     []string       // by pass: how far it is to the goal; "" where that is not known
}

// At returns the fate behind a pass.
func (f *Fates) At(pass int64) explore.Fate {
	if pass < 0 || pass >= int64(len(f.Of)) {
		return explore.FateUnknown
	}
	return f.Of[pass]
}

// fateLook is how a fate is drawn: the height decides, colour only helps.
func fateLook(f explore.Fate) (ch rune, st theme.StyleID) {
	g := theme.Unicode()
	switch f {
	case explore.FateSafe:
		return g.Spark[0], quiet
	case explore.FateOpen:
		return g.Spark[3], quiet
	case explore.FateDoomed:
		return g.TimeRunning, theme.Trouble.Plain()
	}
	return '?', quiet
}

// fateRow draws what is possible behind the passes of the timeline, and what the heights mean where there is room.
func (p pen) fateRow(r *ruler, t *Timeline, y int) {
	f := p.f.Fates
	p.Text(0, y, screen.Truncate("fate", r.names-1), text)
	end := r.names
	for i := range t.Columns {
		pass := t.Columns[i].Pass
		x := r.at(i, t.Now)
		if end = x + r.cell; pass >= int64(len(f.Of)) {
			continue
		}
		ch, st := fateLook(f.At(pass))
		for k := range r.cell {
			p.Set(x+k, y, ch, st)
		}
	}
	x := end + 2
	words, far := "", ""
	if len(f.Of) > 0 {
		words = f.At(p.now.Pass).Word() + " · "
	}
	if at := p.now.Pass; p.f.Reached == "" && at < int64(len(f.Far)) && f.Far[at] != "" {
		far = f.Far[at] + " · "
	}
	for _, one := range [...]string{words + far + f.Note, words + strings.TrimSuffix(far, " · "), words + f.Note,
		f.Note} {
		if x+screen.Width(one) <= p.W {
			p.Text(x, y, one, quiet)
			return
		}
	}
}

// fateKey says what the heights mean.
func (p pen) fateKey() string {
	words := "fate"
	for _, one := range [...]explore.Fate{explore.FateSafe, explore.FateOpen, explore.FateDoomed} {
		ch, _ := fateLook(one)
		words += " " + string(ch) + " " + [...]string{"", "well", "either way", "fails"}[one]
	}
	return words
}

// decides returns the column of the pass that decides: of the schedule that was laid out, else by the fates of the run;
// -1 for none.
func (p pen) decides(t *Timeline) int {
	if i := p.f.Lesson.decided(t.Columns, t.First > 0); i >= 0 || p.f.Fates == nil || p.f.Fates.Decides == 0 {
		return i
	}
	for i := range t.Columns {
		if t.Columns[i].Pass >= p.f.Fates.Decides {
			if i == 0 && t.First > 0 && t.Columns[i].Pass > p.f.Fates.Decides {
				return -1
			}
			return i
		}
	}
	return -1
}
