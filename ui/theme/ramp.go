package theme

// Fit returns a theme as a terminal can show it, by the name of its colour profile: "ANSI" for sixteen colours,
// "ANSI256" for 256, and anything else for all.
func Fit(t Theme, profile string) Theme {
	switch profile {
	case "ANSI":
		return Sixteen(t)
	case "ANSI256":
		return ramped(t)
	}
	return t
}

// mostGrey is the most by which the parts of a colour differ that is seen as a grey.
const mostGrey = 32

// ramped takes the greys of a theme from the ramp of 256 colours, and its colours from the others. The nearest one to a
// bluish grey is there a blue or a violet, of six by six by six colours, which would look like a place or an item.
func ramped(t Theme) Theme {
	if t.Mono {
		return t
	}
	for i := range t.styles {
		s := &t.styles[i]
		s.FG, s.BG = onRamp(s.FG), onRamp(s.BG)
	}
	t.Ground, t.Text = onRamp(t.Ground), onRamp(t.Text)
	return coloured(t)
}

// onRamp is the grey of the ramp that is as light as a grey, and any other colour as it is. The ramp has 24 greys
// between black and white, ten apart.
func onRamp(c RGB) RGB {
	r, g, b := int(c.R), int(c.G), int(c.B)
	if max(r, g, b)-min(r, g, b) > mostGrey {
		return c
	}
	const first, apart, last = 8, 10, 238
	switch light := (r + g + b) / 3; {
	case light < first/2:
		return hex(0x000000)
	case light > (last+0xff)/2:
		return hex(0xffffff)
	default:
		v := uint8(min((max(light-first, 0)+apart/2)/apart*apart+first, last))
		return RGB{v, v, v}
	}
}
