package theme

import (
	"strings"
	"testing"
)

// all returns every theme there is.
func all(t *testing.T) []Theme {
	t.Helper()
	var ts []Theme
	for _, name := range Names() {
		th, err := ByName(name)
		if err != nil {
			t.Fatal(err)
		}
		if th.Name != name || th.About == "" {
			t.Errorf("theme %q calls itself %q, about %q", name, th.Name, th.About)
		}
		ts = append(ts, th)
	}
	return ts
}

// wordless lists the roles that are never words: they are borders and bars.
func wordless(r Role) bool { return r == Line || r == Accent }

func TestEveryPairOfAThemeHasContrast(t *testing.T) {
	for _, th := range all(t) {
		words := TextContrast
		if th.Name == "contrast" {
			words = projectorContrast
		}
		for _, r := range Roles() {
			for _, id := range []StyleID{r.Plain(), r.Bold(), r.Token(), r.Row(), r.RowBold()} {
				ink, ground := th.Style(id).Drawn()
				want := words
				if wordless(r) && id.Surrounding() < Solid {
					want = 2.9 // seen, though no words: WCAG asks nothing of decoration
				}
				if c := Contrast(ink, ground); c < want {
					t.Errorf("%s: %v is %v on %v, contrast %.2f, want %.2f", th.Name, id, ink, ground, c, want)
				}
			}
		}
		for _, r := range append(places(), Item, Trouble) {
			_, token := th.Style(r.Token()).Drawn()
			if c := Contrast(token, th.Ground); c < TokenContrast {
				t.Errorf("%s: the token of %v is %v on %v, contrast %.2f", th.Name, r, token, th.Ground, c)
			}
		}
		ink, ground := th.Style(Accent.Plain()).Drawn()
		if c := Contrast(ink, ground); c < TokenContrast {
			t.Errorf("%s: the accented frame has contrast %.2f", th.Name, c)
		}
	}
}

func TestThePlacesAreToldApart(t *testing.T) {
	for _, th := range all(t) {
		for _, in := range []Surrounding{OnGround, BoldGround, Solid, OnRow, BoldRow} {
			seen := map[Style]Role{}
			for _, r := range places() {
				s := th.Style(r.In(in))
				if other, ok := seen[s]; ok {
					t.Errorf("%s: %v and %v look the same", th.Name, r.In(in), other.In(in))
				}
				seen[s] = r
			}
		}
		for _, r := range append(places(), Item, Trouble, Text) {
			if th.Style(r.Plain()) == th.Style(r.Token()) || th.Style(r.Plain()) == th.Style(r.Row()) {
				t.Errorf("%s: %v looks the same bare and as a token or on the cursor row", th.Name, r)
			}
		}
	}
}

func TestTheLookIsExact(t *testing.T) {
	looks := map[string]map[Role]string{
		"dark": {
			Free: "#9aa0ae", Ready: "#2fbf8f", Running: "#f0c93f", Waiting: "#ff7a45",
			Timed: "#5fb7f2", Item: "#c58fd8", Trouble: "#ff4d6d", Text: "#d5d9e3",
			Quiet: "#8b92a3", Line: "#5a6072", Accent: "#f0c93f",
		},
		"light": {
			Ready: "#00795a", Running: "#8a6100", Waiting: "#b93c08", Timed: "#0b62a8",
			Item: "#7b3f98", Text: "#2b2a27", Quiet: "#68655c", Line: "#8f8b80",
		},
	}
	grounds := map[string]string{"dark": "#11131a", "light": "#fbfaf6"}
	for name, roles := range looks {
		th, err := ByName(name)
		if err != nil {
			t.Fatal(err)
		}
		if got := th.Ground.String(); got != grounds[name] {
			t.Errorf("%s: the ground is %s, want %s", name, got, grounds[name])
		}
		for r, want := range roles {
			if got := th.Style(r.Plain()).FG.String(); got != want {
				t.Errorf("%s: %v is %s, want %s", name, r, got, want)
			}
		}
	}
}

// TestWhatIsToComeIsPaler: it is told from what is past, from the ground and, where there are colours, from what is to
// come at another place.
func TestWhatIsToComeIsPaler(t *testing.T) {
	for _, full := range all(t) {
		for _, th := range []Theme{full, Sixteen(full), Fit(full, "ANSI256")} {
			many := th == full || th != Sixteen(full)
			seen := map[RGB]Role{}
			for _, r := range []Role{Ready, Running, Waiting, Timed} {
				past, _ := th.Style(r.Plain()).Drawn()
				ink, ground := th.Style(r.Later()).Drawn()
				if past == ink || Contrast(ink, ground) >= Contrast(past, ground) && many {
					t.Errorf("%s: %v is %v, and to come %v", th.Name, r, past, ink)
				}
				if c := Contrast(ink, ground); c < leastToCome {
					t.Errorf("%s: %v to come has contrast %.2f", th.Name, r, c)
				}
				if other, ok := seen[ink]; ok && many && !th.Mono {
					t.Errorf("%s: %v and %v to come look the same", th.Name, r, other)
				}
				seen[ink] = r
			}
		}
	}
	for name, want := range map[string]string{"dark": "#272b38", "light": "#ebe8de"} {
		th, _ := ByName(name)
		if got := th.Style(Quiet.Row()); got.BG.String() != want || got.FG != th.Style(Quiet.Plain()).FG {
			t.Errorf("%s: quiet words on the marked row are %s on %s, want their own colour on %s", name,
				got.FG, got.BG, want)
		}
	}
	for name, want := range map[string]string{"dark": "#89752e", "light": "#b09554"} {
		th, _ := ByName(name)
		if got := th.Style(Running.Later()).FG.String(); got != want {
			t.Errorf("%s: running to come is %s, want %s", name, got, want)
		}
	}
}

func TestMonoHasAttributesOnly(t *testing.T) {
	th, err := ByName("mono")
	if err != nil {
		t.Fatal(err)
	}
	if !th.Mono {
		t.Error("mono does not say that it has no colours")
	}
	for id := range StyleID(NumStyles) {
		if s := th.Style(id); s.FG != th.Text || s.BG != th.Ground {
			t.Errorf("%v has a colour of its own: %v on %v", id, s.FG, s.BG)
		}
	}
}

func TestByName(t *testing.T) {
	for _, name := range []string{"Dark", " light ", "colorblind"} {
		if _, err := ByName(name); err != nil {
			t.Errorf("ByName(%q): %v", name, err)
		}
	}
	_, err := ByName("drak")
	if err == nil {
		t.Fatal("there is a theme drak")
	}
	for _, want := range append(Names(), `"drak"`) {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("the error %q does not name %s", err, want)
		}
	}
}

func TestStylesAndRolesAgree(t *testing.T) {
	seen := map[string]bool{}
	for _, r := range Roles() {
		for in := range Surrounding(numSurroundings) {
			id := r.In(in)
			if id.Role() != r || id.Surrounding() != in {
				t.Errorf("%v in %d is read back as %v in %d", r, in, id.Role(), id.Surrounding())
			}
			if seen[id.String()] {
				t.Errorf("two styles are called %q", id)
			}
			seen[id.String()] = true
		}
	}
	if Role(200).In(OnGround) != Text.Plain() || Text.In(200) != Text.Plain() {
		t.Error("a role or surrounding that does not exist is not plain text")
	}
	if id := StyleID(255); Default().Style(id) != Default().Style(0) || id.Role() != Text {
		t.Error("a style that does not exist is not plain text")
	}
	if Ready.Plain().OnRow() != Ready.Row() || Ready.Bold().OnRow() != Ready.RowBold() {
		t.Error("a bare style does not move onto the cursor row")
	}
	if Ready.Later().OnRow() != Ready.In(PalerRow) {
		t.Error("what is to come does not move onto the cursor row")
	}
	if Ready.Token().OnRow() != Ready.Token() || Ready.Row().OnRow() != Ready.Row() {
		t.Error("a token or a style on the cursor row changes there")
	}
}

func TestContrastIsThatOfWCAG(t *testing.T) {
	black, white := hex(0), hex(0xffffff)
	for _, c := range []struct {
		a, b RGB
		want float64
	}{{black, white, 21}, {white, white, 1}, {white, hex(0x767676), 4.54}, {hex(0xff0000), white, 4}} {
		if got := Contrast(c.a, c.b); got < c.want-0.01 || got > c.want+0.01 {
			t.Errorf("contrast of %v and %v is %.3f, want %.2f", c.a, c.b, got, c.want)
		}
	}
}

// places lists the roles of the places.
func places() []Role { return []Role{Free, Ready, Running, Waiting, Timed} }

// TestWhatWasFoundIsSeen: letters that a search has found are bold, and underlined where there are no colours.
func TestWhatWasFoundIsSeen(t *testing.T) {
	for _, name := range Names() {
		th, err := ByName(name)
		if err != nil {
			t.Fatal(err)
		}
		if st := th.Style(Match.Bold()); !st.Bold || st.Underline != th.Mono {
			t.Errorf("%s: %+v", name, st)
		}
	}
}

// TestBlankRowsOfTokens: they are as the token, but for the line that tells places apart where there are no colours,
// which would rule them.
func TestBlankRowsOfTokens(t *testing.T) {
	for _, name := range Names() {
		th, err := ByName(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range Roles() {
			token, blank := th.Style(r.Token()), th.Style(r.Blank())
			if token.Underline = token.Underline && !th.Mono; r != Ground && token != blank {
				t.Errorf("%s: a blank row of a token of %v is %+v, not %+v", name, r, blank, token)
			}
		}
	}
}

// TestAnEmptyBarIsGround: what is empty of a bar has no sign where there are colours, but stands out from the ground;
// where there are none its sign is seen.
func TestAnEmptyBarIsGround(t *testing.T) {
	for _, name := range Names() {
		th, err := ByName(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, th := range []Theme{th, Sixteen(th)} {
			bar := th.Style(Ground.Blank())
			if th.Mono {
				if bar.Reverse || bar.FG == bar.BG {
					t.Errorf("%s: it is %+v", name, bar)
				}
			} else if bar.FG != bar.BG || bar.BG == th.Ground {
				t.Errorf("%s: it is %+v on %v", name, bar, th.Ground)
			}
		}
	}
}
