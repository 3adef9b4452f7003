package panel

import (
	"math"
	"strings"

	"github.com/quartet-os/quartet/ui/screen"
	"github.com/quartet-os/quartet/ui/theme"
)

// The room for the text of a scene on the shelf.
const (
	shelfBeside = 124 // columns with which it stands beside what the scene says of itself
	shelfText   = 8   // rows that it takes at least below that, with its frame
)

// scene draws beside the list what the marked scene says of itself: its name and moral, what every schedule comes to,
// what to try in it, and which scenes belong to it; below or beside that its text, as much as there is room for. What
// has none is on its page.
func (k *Picker) scene(p pen, r *PickerRow) {
	if p.H < 1 {
		return
	}
	rows := len(k.Text.Lines) + 2
	if p.W >= shelfBeside && rows > 2 {
		w := between(k.Text.columns()+4, p.W/3, p.W/2)
		p.in(screen.R(p.W-w, 0, w, min(p.H, len(k.Text.lay(w-4, math.MaxInt))+2))).sceneText(&k.Text)
		k.says(p.in(screen.R(0, 0, p.W-w-2, p.H)), r)
		return
	}
	if free := p.H - k.says(p, r) - 1; free >= min(shelfText, rows) && rows > 2 {
		h := min(free, rows)
		p.in(screen.R(0, p.H-h, p.W, h)).sceneText(&k.Text)
	}
}

// says draws what a scene says of itself, and returns how many rows that took.
func (k *Picker) says(p pen, r *PickerRow) int {
	y := 0
	write := func(s string, st theme.StyleID) {
		for rest := screen.Clean(s); rest != "" && y < p.H; y++ {
			var l string
			l, rest = p.breakLine(rest, p.W, y == p.H-1)
			p.Text(0, y, l, st)
		}
	}
	write(r.Name, theme.Bright.Bold())
	if p.H > 8 {
		y++
	}
	write(r.Moral, text)
	y++
	for _, row := range layPage(p.sceneParts(r), p.W, false) {
		if y >= p.H { // what has no room is on its page
			p.TextRight(p.W, p.H-1, " "+string(theme.Unicode().Ellipsis), quiet)
			break
		}
		p.pageRow(y, &row)
		y++
	}
	return y
}

// sceneParts says what a scene says of itself behind its moral.
func (p pen) sceneParts(r *PickerRow) (parts []PagePart) {
	add := func(label string, strong bool, texts ...string) {
		part := PagePart{Label: label}
		for _, t := range texts {
			if t != "" {
				part.Rows = append(part.Rows, PageRow{Text: screen.Clean(t), Strong: strong})
			}
		}
		if len(part.Rows) > 0 {
			parts = append(parts, part)
		}
	}
	add("goal", true, r.Goal)
	if r.Done && len(parts) > 0 {
		parts[0].Rows[0].Note = string(theme.Unicode().Check) + " reached before"
	}
	if r.Expect != "" {
		add("ends", false, "over all schedules: "+r.Expect)
	}
	l := r.Lesson
	if l == nil {
		return parts
	}
	var tries []string
	for i := range l.Try {
		tries = append(tries, p.f.attempt(&l.Try[i]))
	}
	add("try", false, tries...)
	add("cure", false, l.Cure)
	add("culprit", false, r.Culprits...)
	var beliefs []string
	for _, b := range l.Breaks {
		beliefs = append(beliefs, `"`+b.Text()+`"`)
	}
	add("breaks", false, beliefs...)
	add("next", false, strings.Join(l.Next, ", "))
	return parts
}
