package theme

// cube is what a theme chooses of the 216 colours that a terminal of 256 has beside its greys: six shades of red, of
// green and of blue. Left to the nearest of them by lightness, a dark red becomes a grey, and a dark yellow an olive.
type cube struct {
	ready, running, waiting, timed, item, trouble uint8
	later                                         [4]uint8 // what is to come at the first four of these
}

// cubes has the choice of each theme that has colours, by its name. Of two that are alike by hue the one was taken
// that keeps its contrast on the ground, and keeps clear of the others.
var cubes = map[string]cube{
	"dark": {ready: 36, running: 221, waiting: 208, timed: 75, item: 176, trouble: 203,
		later: [4]uint8{29, 136, 130, 25}},
	"light": {ready: 29, running: 94, waiting: 166, timed: 25, item: 91, trouble: 161,
		later: [4]uint8{36, 136, 173, 68}},
	"contrast": {ready: 22, running: 58, waiting: 130, timed: 25, item: 91, trouble: 125,
		later: [4]uint8{36, 136, 173, 68}},
	"colourblind": {ready: 48, running: 220, waiting: 166, timed: 33, item: 139, trouble: 174,
		later: [4]uint8{29, 136, 130, 25}},
}

// of returns the colour of a role; not ok for one that is a grey.
func (c *cube) of(r Role) (RGB, bool) {
	switch r {
	case Ready:
		return inCube(c.ready), true
	case Running, Accent:
		return inCube(c.running), true
	case Waiting:
		return inCube(c.waiting), true
	case Timed:
		return inCube(c.timed), true
	case Item:
		return inCube(c.item), true
	case Trouble:
		return inCube(c.trouble), true
	}
	return RGB{}, false
}

// toCome returns the colour of what is still to come at a place; not ok for what is none.
func (c *cube) toCome(r Role) (RGB, bool) {
	if !isPlace(r) {
		return RGB{}, false
	}
	return inCube(c.later[r-Ready]), true
}

// inCube is a colour of the cube by its number, 16 to 231, as terminals have it.
func inCube(n uint8) RGB {
	shades := [...]uint8{0, 0x5f, 0x87, 0xaf, 0xd7, 0xff}
	n -= 16
	return RGB{shades[n/36], shades[n/6%6], shades[n%6]}
}

// coloured takes the colours of a theme from the cube. A word that would not stand out from the marked row is there
// as bright as the brightest.
func coloured(t Theme) Theme {
	few, ok := cubes[t.Name]
	if !ok {
		return t
	}
	bright := t.styles[Bright.Plain()].FG
	for i := range t.styles {
		id, s := StyleID(i), &t.styles[i]
		c, ok := few.of(id.Role())
		switch id.Surrounding() {
		case Paler, PalerRow:
			c, ok = few.toCome(id.Role())
		case Solid, Surface:
			if ok {
				s.BG = c
			}
			if ok && Contrast(s.FG, c) < TokenContrast {
				s.FG = bright
			}
			ok = false
		case OnRow, BoldRow:
			if Contrast(c, s.BG) < TokenContrast {
				c = bright
			}
		}
		if ok {
			s.FG = c
		}
	}
	return t
}
