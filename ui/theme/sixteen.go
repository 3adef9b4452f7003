package theme

// Sixteen returns a theme in the sixteen colours that the plainest colour terminals have, such as the Linux
// console. Left to the nearest of them, two places could take the same colour. The name stays, and a theme
// without colours is as it was. Grey is the one colour on which terminals do not agree, so words keep clear of
// it.
func Sixteen(t Theme) Theme {
	switch {
	case t.Mono:
		return t
	case t.Light:
		return greyLater(paint(t.Name, t.About, colours{
			ground: hex(0xffffff), row: hex(0xc0c0c0),
			text: hex(0x000000), bright: hex(0x000000), quiet: hex(0x000000), line: hex(0x808080),
			free: hex(0x000000), ready: hex(0x008000), running: hex(0x808000), waiting: hex(0x800000),
			timed: hex(0x000080), item: hex(0x800080), trouble: hex(0xff0000),
		}, 0))
	}
	return greyLater(paint(t.Name, t.About, colours{
		ground: hex(0x000000), row: hex(0x000080),
		text: hex(0xc0c0c0), bright: hex(0xffffff), quiet: hex(0xc0c0c0), line: hex(0x808080),
		free: hex(0xc0c0c0), ready: hex(0x00ff00), running: hex(0xffff00), waiting: hex(0x808000), // brown on a console
		timed: hex(0x00ffff), item: hex(0xff00ff), trouble: hex(0xff0000),
	}, 0))
}

// greyLater paints what is still to come in the grey of lines: there are no paler colours.
func greyLater(t Theme) Theme {
	grey := t.styles[Line.Plain()].FG
	for _, r := range Roles() {
		for _, id := range []StyleID{r.Later(), r.In(PalerRow)} {
			t.styles[id].FG = grey
		}
	}
	return t
}
