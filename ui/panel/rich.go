package panel

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/quartet-os/quartet/ui/screen"
	"github.com/quartet-os/quartet/ui/theme"
)

// placeWords leads from a place as it is written to its colour.
var placeWords = map[string]theme.Role{
	"FREE": theme.Free, "READY": theme.Ready, "RUNNING": theme.Running, "WAITING": theme.Waiting,
	"TIMED-WAITING": theme.Timed,
}

// signed puts the sign of each coroutine that is named before its name, for rich.
func (p pen) signed(s string) string {
	var b strings.Builder
	for s != "" {
		n := wordEnd(s)
		if n == 0 {
			n = wordStart(s)
		} else if slot := p.slotNamed(s[:n]); slot >= 0 {
			b.WriteRune(sign(p.who(slot).Role))
		}
		b.WriteString(s[:n])
		s = s[n:]
	}
	return b.String()
}

// rich writes a line that signed has made: the names of places and of coroutines have their colours, so that words and
// lanes match.
func (p pen) rich(x, y int, s string, st theme.StyleID) {
	before := ' ' // the sign before a word
	for s != "" {
		n := wordEnd(s)
		if n == 0 { // what is between words
			n = wordStart(s)
			x += p.Text(x, y, s[:n], st)
			before, _ = utf8.DecodeLastRuneInString(s[:n])
			s = s[n:]
			continue
		}
		word := s[:n]
		s = s[n:]
		if role, ok := placeWords[word]; ok {
			x += p.Text(x, y, word, role.Bold())
		} else if slot := p.slotNamed(word); slot >= 0 && before == sign(p.who(slot).Role) {
			x += p.name(x-1, y, slot) - 1
		} else {
			x += p.Text(x, y, word, st)
		}
	}
}

// wordEnd is where the word ends with which a text begins; 0 where it begins with none.
func wordEnd(s string) int {
	if end := strings.IndexFunc(s, func(r rune) bool { return !inWord(r) }); end >= 0 {
		return end
	}
	return len(s)
}

// wordStart is where the first word of a text begins; its length where it has none.
func wordStart(s string) int {
	if at := strings.IndexFunc(s, inWord); at >= 0 {
		return at
	}
	return len(s)
}

// inWord reports whether a sign is part of a name.
func inWord(r rune) bool { return r == '-' || r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r) }

// slotNamed returns the slot of the coroutine of a name, -1 for none.
func (p pen) slotNamed(word string) int {
	for i := range p.now.Coroutines {
		if c := &p.now.Coroutines[i]; c.Live && c.Name == word {
			return c.Slot
		}
	}
	return -1
}

// wrapped breaks a text into lines; none for no text.
func wrapped(s string, w int) []string {
	if s == "" {
		return nil
	}
	return screen.Wrap(screen.Clean(s), max(w, 1), 0)
}
