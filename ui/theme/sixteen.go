package theme

// The two greys of sixteen colours: bright black, and plain white.
var (
	grey   = hex(0x767676)
	silver = hex(0xaaaaaa)
)

// Sixteen returns a theme in the sixteen colours that the plainest colour terminals have, such as the Linux
// console. Left to the nearest of them, two places could take the same colour. The name stays, and a theme
// without colours is as it was. Grey is the one colour on which terminals do not agree, so words keep clear of
// it.
//
// Black, the two greys and white are written so that what is nearest to each by eye, as the terminal's library
// looks for it, is that colour: a grey of 0x80 would become silver, and silver of 0xc0 white.
func Sixteen(t Theme) Theme {
	switch {
	case t.Mono:
		return t
	case t.Light:
		return greyLater(readRows(paint(t.Name, t.About, colours{
			ground: hex(0xffffff), row: silver,
			text: hex(0x000000), bright: hex(0x000000), quiet: hex(0x000000), line: grey,
			free: hex(0x000000), ready: hex(0x008000), running: hex(0x808000), waiting: hex(0x800000),
			timed: hex(0x000080), item: hex(0x800080), trouble: hex(0xff0000),
		}, 0)))
	}
	return greyLater(readRows(paint(t.Name, t.About, colours{
		ground: hex(0x000000), row: grey,
		text: silver, bright: hex(0xffffff), quiet: silver, line: grey,
		free: silver, ready: hex(0x00ff00), running: hex(0xffff00),
		waiting: hex(0xff00ff), // dark yellow is yellow to many
		timed:   hex(0x00ffff), item: silver, trouble: hex(0xff0000),
	}, 0)))
}

// readRows gives words that would not stand out from the marked row the colour of bright ones there: there are no
// darker shades of theirs.
func readRows(t Theme) Theme {
	bright := t.styles[Bright.Plain()].FG
	for _, r := range Roles() {
		for _, id := range []StyleID{r.Row(), r.RowBold()} {
			if s := &t.styles[id]; Contrast(s.FG, s.BG) < TokenContrast {
				s.FG = bright
			}
		}
	}
	return t
}

// greyLater paints what is still to come in the grey of lines: there are no paler colours. On the marked row, which may
// be that grey itself, it has the colour of bright words.
func greyLater(t Theme) Theme {
	pale, bright := t.styles[Line.Plain()].FG, t.styles[Bright.Plain()].FG
	for _, r := range Roles() {
		for _, id := range []StyleID{r.Later(), r.In(PalerRow)} {
			s := &t.styles[id]
			if s.FG = pale; Contrast(s.FG, s.BG) < TokenContrast {
				s.FG = bright
			}
		}
	}
	return t
}
