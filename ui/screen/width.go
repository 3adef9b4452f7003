package screen

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"

	"github.com/quartet-os/quartet/ui/theme"
	"github.com/quartet-os/quartet/visible"
)

// safe returns the rune to show for r and the columns it takes: 1, 2, or 0 for what is left out.
// Text of a scene reaches the screen through it, so it must hold against text made to harm:
// controls become question marks (a tab and odd blanks a blank), marks that would combine with or
// reorder other cells are left out. A test holds the fast paths against safeRare.
func safe(r rune) (rune, int) {
	switch {
	case r >= ' ' && r < 0x7f:
		return r, 1
	case r >= 0x2500 && r < 0x25fd: // boxes, blocks, shapes
		return r, 1
	case r > 0xa0 && r < 0x300 && r != 0xad, r >= 0x391 && r < 0x483 && r != 0x3a2: // letters
		return r, 1
	case r >= 0x4e00 && r < 0xa000, r >= 0xac00 && r < 0xd7a4: // ideographs, Hangul
		return r, 2
	case r == '\t':
		return ' ', 1
	}
	return safeRare(r)
}

// safeRare is safe for any rune, without haste.
func safeRare(r rune) (rune, int) {
	switch {
	case r == '\t' || unicode.Is(unicode.Zs, r):
		return ' ', 1
	case r < 0 || r == utf8.RuneError || unicode.Is(unicode.Cc, r):
		return '?', 1
	case unicode.In(r, unicode.M, unicode.Cf, unicode.Other_Grapheme_Extend):
		return 0, 0
	case r >= 0x1f3fb && r <= 0x1f3ff: // skin tones join the emoji before them
		return 0, 0
	case !unicode.IsPrint(r) && !unicode.Is(unicode.Co, r):
		return '?', 1
	}
	if w := lone(r); w > 0 && !visible.Unsafe(r) {
		return r, w
	}
	return '?', 1
}

// lone returns the columns of a rune on which the two ways terminals count agree, be it by itself,
// doubled or between letters; 0 if they do not, or if it joins its neighbours, as halves of flags
// and the parts of conjoining Hangul do.
func lone(r rune) int {
	w := ansi.StringWidthWc(string(r))
	if w != 1 && w != 2 {
		return 0
	}
	for _, test := range []struct {
		text string
		want int
	}{{string(r), w}, {string([]rune{r, r}), 2 * w}, {string([]rune{'x', r, 'x'}), w + 2}} {
		if ansi.StringWidth(test.text) != test.want || ansi.StringWidthWc(test.text) != test.want {
			return 0
		}
	}
	if r >= 0x1f1e6 && r <= 0x1f1ff || r >= 0x1100 && r <= 0x11ff || r >= 0xa960 && r <= 0xa97f ||
		r >= 0xd7b0 && r <= 0xd7ff { // these join one another, not themselves
		return 0
	}
	return w
}

// Width returns the columns a text takes on a canvas, after it is made safe.
func Width(s string) int {
	w := 0
	for i := 0; i < len(s); {
		if b := s[i]; b >= ' ' && b < 0x7f {
			w++
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		i += n
		_, cols := safe(r)
		w += cols
	}
	return w
}

// Clean returns the text as a canvas shows it, for what is shown elsewhere: a window title, a
// caption of a recording. Controls become question marks, tabs blanks, combining and direction
// marks are left out.
func Clean(s string) string {
	plain := func(r rune) bool { return r < ' ' || r >= 0x7f }
	if strings.IndexFunc(s, plain) < 0 {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		if r, w := safe(r); w > 0 {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// prefix returns the length in bytes of the longest beginning of s that takes at most w columns.
func prefix(s string, w int) int {
	n, cols := 0, 0
	for n < len(s) {
		r, size := utf8.DecodeRuneInString(s[n:])
		_, c := safe(r)
		if cols+c > w {
			break
		}
		n, cols = n+size, cols+c
	}
	return n
}

// Fits reports whether a text takes at most w columns. O(w), however long the text is.
func Fits(s string, w int) bool { return prefix(s, w) == len(s) }

// Truncate returns the text cut to at most w columns, with an ellipsis for what was cut.
func Truncate(s string, w int) string {
	if w <= 0 {
		return ""
	}
	n := prefix(s, w)
	if n == len(s) {
		return s
	}
	n = prefix(s, w-1)
	return strings.TrimRight(s[:n], " ") + string(theme.Unicode().Ellipsis)
}

// Pad returns the text in exactly w columns, at the left, cut like Truncate if it is longer.
func Pad(s string, w int) string {
	s = Truncate(s, w)
	return s + strings.Repeat(" ", max(w-Width(s), 0))
}

// PadLeft returns the text in exactly w columns, at the right, cut like Truncate if it is longer:
// for numbers, so that nothing moves when one gains a digit.
func PadLeft(s string, w int) string {
	s = Truncate(s, w)
	return strings.Repeat(" ", max(w-Width(s), 0)) + s
}
