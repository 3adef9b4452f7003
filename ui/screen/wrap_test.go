package screen

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/quartet-os/quartet/internal/effort"
)

func TestWrap(t *testing.T) {
	for _, c := range []struct {
		text        string
		width, hang int
		want        []string
	}{
		{"signals notFull. The callback moves p1,", 20, 0,
			[]string{"signals notFull. The", "callback moves p1,"}},
		{"signals notFull. The callback moves p1,", 20, 2,
			[]string{"signals notFull. The", "  callback moves p1,"}},
		{"one two", 7, 0, []string{"one two"}},
		{"one two", 6, 0, []string{"one", "two"}},
		{"unbreakable", 4, 0, []string{"unbr", "eaka", "ble"}},
		{"a unbreakable", 4, 1, []string{"a", " unb", " rea", " kab", " le"}},
		{"one\n\ntwo three", 5, 0, []string{"one", "", "two", "three"}},
		{"one   two  ", 4, 0, []string{"one", "two"}},
		{"", 9, 3, []string{""}},
		{"ab", 0, 0, []string{"a", "b"}},
		{"界世", 1, 0, []string{"界", "世"}},
		{"界世界", 5, 0, []string{"界世", "界"}},
		{"one two", 3, 9, []string{"one", "two"}},
	} {
		if got := Wrap(c.text, c.width, c.hang); !slices.Equal(got, c.want) {
			t.Errorf("Wrap(%q, %d, %d) = %q, want %q", c.text, c.width, c.hang, got, c.want)
		}
	}
}

// TestWrapLaws: no line is too wide, and no word is lost.
func TestWrapLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.StringMatching(`([a-z▲é界]{1,9}[ \n]{1,2}){0,9}`)
		text := rapid.OneOf(rapid.String(), words).Draw(t, "text")
		width, hang := rapid.IntRange(-1, 20).Draw(t, "width"), rapid.IntRange(-1, 8).Draw(t, "hang")
		lines := Wrap(text, width, hang)
		for _, l := range lines {
			if w := Width(l); w > max(width, 2) {
				t.Fatalf("%q is %d columns wide, want at most %d", l, w, width)
			}
		}
		squeeze := func(s string) string { return strings.Join(strings.Fields(s), "") }
		if got := squeeze(strings.Join(lines, "\n")); got != squeeze(text) {
			t.Fatalf("%q became %q", text, lines)
		}
	})
}

func TestTruncateAndPad(t *testing.T) {
	for _, c := range []struct {
		s     string
		w     int
		cut   string
		left  string
		right string
	}{
		{"bounded-buffer", 8, "bounded…", "bounded…", "bounded…"},
		{"a bound", 3, "a…", "a… ", " a…"},
		{"four", 4, "four", "four", "four"},
		{"four", 6, "four", "four  ", "  four"},
		{"four", 1, "…", "…", "…"},
		{"four", 0, "", "", ""},
		{"four", -3, "", "", ""},
		{"界世", 3, "界…", "界…", "界…"},
		{"界世", 2, "…", "… ", " …"},
	} {
		if got := Truncate(c.s, c.w); got != c.cut {
			t.Errorf("Truncate(%q, %d) = %q, want %q", c.s, c.w, got, c.cut)
		}
		if got := Pad(c.s, c.w); got != c.left {
			t.Errorf("Pad(%q, %d) = %q, want %q", c.s, c.w, got, c.left)
		}
		if got := PadLeft(c.s, c.w); got != c.right {
			t.Errorf("PadLeft(%q, %d) = %q, want %q", c.s, c.w, got, c.right)
		}
	}
}

// TestEveryRuneIsSafe walks all of Unicode: what is shown has the width that is claimed, by itself
// and beside itself, and the fast paths agree with the slow one.
func TestEveryRuneIsSafe(t *testing.T) {
	t.Parallel()
	g := New(9, 1)
	var low, high []rune // in the low ones most of what is odd
	for r := rune(-1); r <= 0x10ffff; r++ {
		switch {
		case r <= 0x3300:
			low = append(low, r)
		case r < 0xd700 && r%64 != 0 || r > 0x20000 && r < 0xe0000 &&
			r%512 != 0: // ideographs, Hangul syllables: all alike
		default:
			high = append(high, r)
		}
	}
	for _, r := range append(low, effort.Some(t, high, 3_000, 12_000)...) {
		fast, w := safe(r)
		if slow, sw := safeRare(r); fast != slow || w != sw {
			t.Fatalf("%U is %q of %d columns in haste, %q of %d without", r, fast, w, slow, sw)
		}
		g.Clear()
		g.Canvas().Set(0, 0, r, plain)
		g.Canvas().Set(2, 0, r, plain)
		g.Canvas().Set(3, 0, r, plain)
		g.Canvas().Text(5, 0, "x"+string(r)+"x", plain)
		checkGrid(t, g)
	}
}
