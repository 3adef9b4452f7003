package theme

// colours is what a coloured theme chooses; everything else follows from it.
type colours struct {
	ground, row                          RGB
	text, bright, quiet, line            RGB
	free, ready, running, waiting, timed RGB
	item, trouble                        RGB
}

// of returns the colour of a role on the ground.
func (c colours) of(r Role) RGB {
	switch r {
	case Bright, Match:
		return c.bright
	case Quiet, Ghost:
		return c.quiet
	case Line:
		return c.line
	case Free:
		return c.free
	case Ready:
		return c.ready
	case Running, Accent:
		return c.running
	case Waiting:
		return c.waiting
	case Timed:
		return c.timed
	case Item:
		return c.item
	case Trouble:
		return c.trouble
	default:
		return c.text
	}
}

// paint builds a theme from its colours. Words on the cursor row and on tokens keep at least the
// given contrast: a colour that would fall short there is moved towards the bright text.
func paint(name, about string, c colours, words float64) Theme {
	t := Theme{
		Name: name, About: about, Ground: c.ground, Text: c.text,
		Light: c.ground.Luminance() > c.text.Luminance(),
	}
	for _, r := range Roles() {
		fg, loud := c.of(r), r == Bright || r == Match
		onRow := legible(fg, c.row, c.bright, words)
		t.styles[r.Plain()] = Style{FG: fg, BG: c.ground, Bold: loud}
		t.styles[r.Bold()] = Style{FG: fg, BG: c.ground, Bold: true}
		t.styles[r.Token()] = Style{FG: tokenInk(c, fg, words), BG: fg, Bold: true}
		t.styles[r.Row()] = Style{FG: onRow, BG: c.row, Bold: loud}
		t.styles[r.RowBold()] = Style{FG: onRow, BG: c.row, Bold: true}
		later := c.line
		if isPlace(r) {
			later = toCome(fg, c.ground, paler(t.Light))
		}
		t.styles[r.Later()] = Style{FG: later, BG: c.ground}
		t.styles[r.In(PalerRow)] = Style{FG: later, BG: c.row}
	}
	for _, r := range Roles() {
		t.styles[r.Blank()] = t.styles[r.Token()]
	}
	t.styles[Ground.Blank()] = Style{FG: c.row, BG: c.row}
	t.styles[Ground.Token()] = Style{FG: c.text, BG: c.ground, Bold: true}
	return t
}

// isPlace reports whether a role is a place where a coroutine is drawn in the timeline.
func isPlace(r Role) bool { return r == Ready || r == Running || r == Waiting || r == Timed }

// paler is the share of the ground in the colour of what is still to come: so much that it is told from what is past
// at a glance, and still stands out from the ground about 3 to 1.
func paler(light bool) float64 {
	if light {
		return 0.34
	}
	return 0.46
}

// leastToCome is the contrast that what is still to come keeps against the ground.
const leastToCome = 2.7

// toCome is the colour of a place for what is still to come: mixed with a share of the ground, and less of it where too
// little contrast would be left.
func toCome(fg, ground RGB, share float64) RGB {
	later := fg.Mix(ground, share)
	for ; share > 0 && Contrast(later, ground) < leastToCome; share -= 0.02 {
		later = fg.Mix(ground, share)
	}
	return later
}

// legible returns fg, moved towards the colour of bright text by the least of 32 steps that keeps
// the contrast on bg.
func legible(fg, bg, bright RGB, want float64) RGB {
	for step := range 32 {
		if c := fg.Mix(bright, float64(step)/32); Contrast(c, bg) >= want {
			return c
		}
	}
	return bright
}

// tokenInk is the colour of the words on a token: the ground's, so that a token looks cut out,
// unless bright text reads better there and the ground's colour does not read well.
func tokenInk(c colours, token RGB, want float64) RGB {
	if Contrast(c.ground, token) >= want || Contrast(c.ground, token) >= Contrast(c.bright, token) {
		return c.ground
	}
	return c.bright
}
