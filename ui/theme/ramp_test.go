package theme

import "testing"

// TestGreysOf256Colours: where there are 256 colours all greys are neutral ones that the terminal has, the marked row
// and quiet words among them, places keep their colours, and words stay readable.
func TestGreysOf256Colours(t *testing.T) {
	for _, name := range Names() {
		full, err := ByName(name)
		if err != nil {
			t.Fatal(err)
		}
		few := Fit(full, "ANSI256")
		if Fit(full, "TrueColor") != full {
			t.Errorf("%s is another one where there are all colours", name)
		}
		if few.Name != full.Name || few.Light != full.Light {
			t.Errorf("%s became %s", name, few.Name)
		}
		if few.Mono {
			continue
		}
		for i := range NumStyles {
			id := StyleID(i)
			for _, c := range []RGB{few.Style(id).FG, few.Style(id).BG} {
				grey := c.R == c.G && c.G == c.B
				known := c == hex(0) || c == hex(0xffffff) || c.R <= 238 && (c.R-8)%10 == 0
				if grey && !known || !grey && !cubic(c) {
					t.Fatalf("%s: %s is %v", name, id, c)
				}
			}
		}
		for _, r := range []Role{Text, Bright, Quiet, Ready, Running, Waiting, Timed, Item, Trouble} {
			for _, id := range []StyleID{r.Plain(), r.Row(), r.Token()} {
				if s := few.Style(id); Contrast(s.FG, s.BG) < TokenContrast {
					t.Errorf("%s: %s has a contrast of %.1f", name, id, Contrast(s.FG, s.BG))
				}
			}
		}
	}
	dark := Fit(Default(), "ANSI256")
	if row, quiet := dark.Style(Quiet.Row()).BG, dark.Style(Quiet.Plain()).FG; row != hex(0x303030) ||
		quiet != hex(0x949494) {
		t.Errorf("the marked row is %v, quiet words are %v", row, quiet)
	}
}

// cubic reports whether a colour is one of the cube.
func cubic(c RGB) bool {
	for n := uint8(16); n < 232; n++ {
		if inCube(n) == c {
			return true
		}
	}
	return false
}
