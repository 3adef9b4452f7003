// Package visible shows what a text would do to a terminal instead of letting it be done. Texts of scenes,
// scripts, sessions and file names are data: whoever writes one where people read it sends it through here.
package visible

import (
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

// Unsafe reports whether a rune does something to a terminal or to a reader rather than being a sign:
// controls (line breaks and tabs among them), marks that turn the direction of a text, and what takes no room
// and so hides. Joiners within words are unsafe by this; Text leaves them where they join.
func Unsafe(r rune) bool {
	switch {
	case r >= ' ' && r < 0x7f:
		return false
	case r < 0xa0:
		return true
	case r < 0x300:
		return r == 0xad
	}
	return unicode.In(r, unicode.Cf, unicode.Zl, unicode.Zp, unicode.Cs, unicode.Other_Default_Ignorable_Code_Point)
}

// Text gives a text with what is unsafe in it written out, as \u001b. Line breaks, tabs and joiners between
// two letters or signs beyond ASCII stay. A byte that is not UTF-8 becomes \x9b. What Text makes of valid
// JSON is valid JSON of the same meaning. A text without anything unsafe is given back as it is.
func Text(s string) string { return written(s, false) }

// Line is Text for what must stay on one line, such as a name: line breaks, tabs and joiners are written out as well.
func Line(s string) string { return written(s, true) }

func written(s string, line bool) string {
	at := first(s, line)
	if at == len(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s) + 16)
	b.WriteString(s[:at])
	before := rune(0)
	if at > 0 {
		before, _ = utf8.DecodeLastRuneInString(s[:at])
	}
	for at < len(s) {
		r, n := utf8.DecodeRuneInString(s[at:])
		switch {
		case r == utf8.RuneError && n == 1:
			fmt.Fprintf(&b, `\x%02x`, s[at])
		case !Unsafe(r), !line && stays(r, before, s[at+n:]):
			b.WriteString(s[at : at+n])
		default:
			write(&b, r)
		}
		before, at = r, at+n
	}
	return b.String()
}

// first gives where the first sign stands that is not plain; the length of a text without one.
func first(s string, line bool) int {
	for i := 0; i < len(s); {
		c := s[i]
		if c >= ' ' && c < 0x7f || !line && (c == '\n' || c == '\t') {
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		if Unsafe(r) || r == utf8.RuneError && n == 1 {
			return i
		}
		i += n
	}
	return len(s)
}

// The joiners: they decide how two letters meet, and take no room.
const (
	nonJoiner = '\u200c'
	joiner    = '\u200d'
)

// stays says whether an unsafe rune is in its place within a text of several lines.
func stays(r, before rune, rest string) bool {
	switch r {
	case '\n', '\t':
		return true
	case joiner, nonJoiner:
		after, _ := utf8.DecodeRuneInString(rest)
		return joins(before) && joins(after)
	}
	return false
}

func joins(r rune) bool {
	return r > 0x7f && r != utf8.RuneError && unicode.In(r, unicode.L, unicode.M, unicode.So, unicode.Sk)
}

// write writes a rune out by its number.
func write(b *strings.Builder, r rune) {
	switch r {
	case '\n':
		b.WriteString(`\n`)
	case '\t':
		b.WriteString(`\t`)
	case '\r':
		b.WriteString(`\r`)
	default:
		if high, low := utf16.EncodeRune(r); high != unicode.ReplacementChar {
			fmt.Fprintf(b, `\u%04x\u%04x`, high, low)
			return
		}
		fmt.Fprintf(b, `\u%04x`, r)
	}
}

// Writer hands on what Text makes of each text that is written to it.
type Writer struct{ To io.Writer }

// Write takes a whole text: what a rune of several bytes is split between two calls is not put together.
func (w Writer) Write(p []byte) (int, error) {
	clean := Text(string(p))
	n, err := io.WriteString(w.To, clean)
	if err == nil && n == len(clean) {
		return len(p), nil
	}
	return min(n, len(p)), err
}
