package theme

import "testing"

// TestSixteen: places, items and trouble are told apart where there are sixteen colours only, and words and tokens
// read well. A quiet voice may be fainter there: the next grey is white.
func TestSixteen(t *testing.T) {
	for _, name := range Names() {
		full, err := ByName(name)
		if err != nil {
			t.Fatal(err)
		}
		few := Sixteen(full)
		if few.Name != full.Name || few.Mono != full.Mono || few.Light != full.Light {
			t.Errorf("%s became %+v", name, few)
		}
		if few.Mono {
			continue
		}
		seen := map[RGB]Role{few.Style(Bright.Plain()).FG: Bright}
		for _, r := range append(places(), Item, Trouble) {
			if r == Free {
				continue // it has the colour of plain words
			}
			st := few.Style(r.Plain())
			if other, taken := seen[st.FG]; taken {
				t.Errorf("%s: %s looks like %s", name, r, other)
			}
			seen[st.FG] = r
			if c := Contrast(st.FG, st.BG); c < TokenContrast {
				t.Errorf("%s: %s has a contrast of %.1f", name, r, c)
			}
			token := few.Style(r.Token())
			if c := Contrast(token.FG, token.BG); c < TokenContrast {
				t.Errorf("%s: words on a token of %s have a contrast of %.1f", name, r, c)
			}
		}
		for i := range NumStyles {
			for _, c := range []RGB{few.Style(StyleID(i)).FG, few.Style(StyleID(i)).BG} {
				if c == grey || c == silver {
					continue
				}
				for _, v := range []uint8{c.R, c.G, c.B} {
					if v != 0 && v != 0x80 && v != 0xff {
						t.Fatalf("%s: %s is none of the sixteen colours", name, StyleID(i))
					}
				}
			}
		}
	}
}

// TestTheMarkedRowReadsWell: in sixteen colours everything on it stands out, and in every theme the cursor of a
// text does.
func TestTheMarkedRowReadsWell(t *testing.T) {
	for _, name := range Names() {
		full, err := ByName(name)
		if err != nil {
			t.Fatal(err)
		}
		few := Sixteen(full)
		for _, r := range Roles() {
			for _, id := range []StyleID{r.Row(), r.In(PalerRow)} { // what is there, and what is still to come
				st := few.Style(id)
				if c := Contrast(st.FG, st.BG); !few.Mono && c < TokenContrast {
					t.Errorf("%s: %s on the marked row has a contrast of %.1f", name, id, c)
				}
			}
		}
		for _, one := range []Theme{full, few} {
			row, cursor := one.Style(Text.Row()), one.Style(Match.Token())
			ground := func(s Style) RGB {
				if s.Reverse {
					return s.FG
				}
				return s.BG
			}
			if Contrast(ground(row), ground(cursor)) < TokenContrast {
				t.Errorf("%s: the cursor does not stand out from the marked row", name)
			}
		}
	}
}

// TestSixteenKeepsApart: the marked row is no blue, and two places are not two yellows.
func TestSixteenKeepsApart(t *testing.T) {
	yellow := func(c RGB) bool { return c.R > 0 && c.R == c.G && c.B == 0 }
	for _, name := range Names() {
		full, err := ByName(name)
		if err != nil {
			t.Fatal(err)
		}
		few := Sixteen(full)
		if few.Mono {
			continue
		}
		if row := few.Style(Text.Row()).BG; row.B > row.R {
			t.Errorf("%s: the marked row is blue", name)
		}
		n := 0
		for _, r := range places() {
			n += truth(yellow(few.Style(r.Plain()).FG))
		}
		if n > 1 {
			t.Errorf("%s: %d places are yellow", name, n)
		}
	}
}

func truth(b bool) int {
	if b {
		return 1
	}
	return 0
}
