package ui

import (
	"image/color"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"github.com/quartet-os/quartet/ui/theme"
)

// sent is which of the sixteen colours a terminal is sent for a colour of a theme.
func sent(c theme.RGB) ansi.BasicColor {
	return ansi.Convert16(color.RGBA{c.R, c.G, c.B, 255})
}

// TestSixteenColoursArriveAsMeant: frames and what is to come are grey, words are not, the voice of keys is the
// brightest, and the marked row is told from the ground.
func TestSixteenColoursArriveAsMeant(t *testing.T) {
	for _, name := range theme.Names() {
		full, err := theme.ByName(name)
		if err != nil {
			t.Fatal(err)
		}
		few := theme.Sixteen(full)
		if few.Mono {
			continue
		}
		ink := func(id theme.StyleID) ansi.BasicColor { return sent(few.Style(id).FG) }
		for _, id := range []theme.StyleID{theme.Line.Plain(), theme.Ready.Later(), theme.Running.Later()} {
			if got := ink(id); got != ansi.BrightBlack {
				t.Errorf("%s: %v is sent as colour %d, want grey", name, id, got)
			}
		}
		for _, r := range []theme.Role{theme.Text, theme.Quiet, theme.Bright, theme.Free} {
			if ink(r.Plain()) == ansi.BrightBlack || ink(r.Row()) == ansi.BrightBlack {
				t.Errorf("%s: %v is as grey as a frame", name, r)
			}
		}
		if !few.Light && ink(theme.Text.Plain()) == ink(theme.Bright.Plain()) {
			t.Errorf("%s: words are as bright as keys", name)
		}
		if ground, row := sent(few.Ground), sent(few.Style(theme.Text.Row()).BG); ground == row {
			t.Errorf("%s: the marked row has the ground's colour, %d", name, row)
		}
		seen := map[ansi.BasicColor]theme.Role{}
		for _, r := range []theme.Role{theme.Ready, theme.Running, theme.Waiting, theme.Timed, theme.Item,
			theme.Trouble} {
			c := ink(r.Plain())
			if other, taken := seen[c]; taken {
				t.Errorf("%s: %v and %v are both sent as colour %d", name, r, other, c)
			}
			seen[c] = r
		}
	}
}

// TestColoursOf256ArriveAsMeant: where there are 256 colours no role that has one is sent as a grey, whatever it is
// drawn on, and places, items and trouble are sent as different ones.
func TestColoursOf256ArriveAsMeant(t *testing.T) {
	coloured := []theme.Role{theme.Ready, theme.Running, theme.Waiting, theme.Timed, theme.Item, theme.Trouble}
	for _, name := range theme.Names() {
		full, err := theme.ByName(name)
		if err != nil {
			t.Fatal(err)
		}
		few := theme.Fit(full, "ANSI256")
		if few.Mono {
			continue
		}
		seen := map[ansi.IndexedColor]theme.Role{}
		for _, r := range coloured {
			shown := map[theme.StyleID]theme.RGB{
				r.Plain(): few.Style(r.Plain()).FG, r.Bold(): few.Style(r.Bold()).FG,
				r.Token(): few.Style(r.Token()).BG, r.Blank(): few.Style(r.Blank()).BG,
			}
			if r != theme.Item && r != theme.Trouble {
				shown[r.Later()] = few.Style(r.Later()).FG
			}
			for id, c := range shown {
				if n := ansi.Convert256(color.RGBA{c.R, c.G, c.B, 255}); n >= 232 || n < 16 {
					t.Errorf("%s: %v, which is %v, is sent as colour %d", name, id, c, n)
				}
			}
			c := shown[r.Plain()]
			n := ansi.Convert256(color.RGBA{c.R, c.G, c.B, 255})
			if other, taken := seen[n]; taken {
				t.Errorf("%s: %v and %v are both sent as colour %d", name, r, other, n)
			}
			seen[n] = r
		}
	}
}
