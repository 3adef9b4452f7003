package theme

import (
	"math"
	"testing"
)

// sights are the matrices of Machado, Oliveira and Fernandes (2009) for full protanopia,
// deuteranopia and tritanopia on linear RGB, and normal sight.
var sights = map[string][9]float64{
	"normal sight": {1, 0, 0, 0, 1, 0, 0, 0, 1},
	"protanopia": {0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216,
		-0.003882, -0.048116, 1.051998},
	"deuteranopia": {0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413,
		-0.011820, 0.042940, 0.968881},
	"tritanopia": {1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602,
		0.004733, 0.691367, 0.303900},
}

// seen returns a colour as CIE L*a*b* through one of the sights.
func seen(c RGB, m [9]float64) [3]float64 {
	var in, out [3]float64
	for i, v := range []uint8{c.R, c.G, c.B} {
		in[i] = RGB{v, v, v}.Luminance()
	}
	for i := range out {
		v := m[3*i]*in[0] + m[3*i+1]*in[1] + m[3*i+2]*in[2]
		out[i] = min(max(v, 0), 1)
	}
	f := func(t float64) float64 {
		if t > 0.008856 {
			return math.Cbrt(t)
		}
		return 7.787*t + 16.0/116
	}
	r, g, b := out[0], out[1], out[2]
	x := f((0.4124*r + 0.3576*g + 0.1805*b) / 0.95047)
	y := f(0.2126*r + 0.7152*g + 0.0722*b)
	z := f((0.0193*r + 0.1192*g + 0.9505*b) / 1.08883)
	return [3]float64{116*y - 16, 500 * (x - y), 200 * (y - z)}
}

// apart is the distance of two colours in L*a*b*; 2.3 is just noticeable side by side.
func apart(a, b [3]float64) float64 {
	return math.Sqrt((a[0]-b[0])*(a[0]-b[0]) + (a[1]-b[1])*(a[1]-b[1]) + (a[2]-b[2])*(a[2]-b[2]))
}

// TestColourblindThemeKeepsColoursApart asks for 20, about nine times the least difference one can
// see, since the cells are seldom side by side.
func TestColourblindThemeKeepsColoursApart(t *testing.T) {
	full, err := ByName("colourblind")
	if err != nil {
		t.Fatal(err)
	}
	roles := append(places(), Item, Trouble)
	for of, th := range map[string]Theme{"all colours": full, "256 colours": Fit(full, "ANSI256")} {
		for name, m := range sights {
			for i, r := range roles {
				for _, o := range roles[:i] {
					a, b := th.Style(r.Plain()).FG, th.Style(o.Plain()).FG
					if d := apart(seen(a, m), seen(b, m)); d < 20 {
						t.Errorf("%s, %s: %v and %v are only %.1f apart", of, name, r, o, d)
					}
				}
			}
		}
	}
}

func TestEveryThemeKeepsPlacesApartForNormalSight(t *testing.T) {
	for _, full := range all(t) {
		if full.Mono {
			continue
		}
		for of, th := range map[string]Theme{"all colours": full, "256 colours": Fit(full, "ANSI256")} {
			roles := places()
			if th != full {
				roles = append(roles, Item, Trouble)
			}
			for i, r := range roles {
				for _, o := range roles[:i] {
					a, b := th.Style(r.Plain()).FG, th.Style(o.Plain()).FG
					if d := apart(seen(a, sights["normal sight"]), seen(b, sights["normal sight"])); d < 20 {
						t.Errorf("%s, %s: %v and %v are only %.1f apart", th.Name, of, r, o, d)
					}
				}
			}
		}
	}
}
