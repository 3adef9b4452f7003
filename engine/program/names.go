package program

import (
	"go/token"
	"strings"
	"unicode"
)

// Reserved reports whether a scene cannot give a name to an object or a function of its own: a word of the
// language or of Go, or a setting of the machine.
func Reserved(name string) bool {
	return reserved(name) || token.IsKeyword(name) || isFirstSetting(name)
}

// CoroutineName reports whether spawn(f, name) may give a coroutine that name: commands must be able to name it,
// and s1, s2 and so on are the slots.
func CoroutineName(name string) bool { return goodName(name) }

// goodName reports whether a coroutine may be called so: commands must be able to name it, and slots are s1, s2
// and so on.
func goodName(text string) bool {
	if len(text) == 0 || len(text) > 16 {
		return false
	}
	digits := len(text) > 1
	for i := 0; i < len(text); i++ {
		b := text[i]
		letter := b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b == '_'
		digit := b >= '0' && b <= '9'
		if !letter && (!digit || i == 0) {
			return false
		}
		if i > 0 && !digit {
			digits = false
		}
	}
	return text[0] != 's' || !digits
}

// nameHint says which names a coroutine may have, and one that would do.
func nameHint(text string) string {
	if !beyondASCII(text) {
		return "a name has 1 to 16 letters from a to z and digits, a letter first; s1, s2 … are the slots"
	}
	hint := "a name in quotes has 1 to 16 letters from a to z or A to Z, digits and _, a letter first; "
	if plain := plainName(text); goodName(plain) {
		return hint + "write " + quote(plain)
	}
	return hint + `write "A" or "p1", and say in a comment who it is`
}

func beyondASCII(text string) bool {
	return strings.ContainsFunc(text, func(r rune) bool { return r > 0x7f })
}

// accents gives the letters that stand for those with accents: of each pair the second.
var accents = strings.NewReplacer(
	"à", "a", "á", "a", "â", "a", "ã", "a", "ä", "ae", "å", "a", "ą", "a", "æ", "ae", "ç", "c",
	"ć", "c", "č", "c", "ď", "d", "è", "e", "é", "e", "ê", "e", "ë", "e", "ę", "e", "ě", "e",
	"ğ", "g", "ì", "i", "í", "i", "î", "i", "ï", "i", "ı", "i", "ł", "l", "ñ", "n", "ń", "n",
	"ň", "n", "ò", "o", "ó", "o", "ô", "o", "õ", "o", "ö", "oe", "ő", "o", "ø", "o", "œ", "oe",
	"ř", "r", "ś", "s", "š", "s", "ş", "s", "ß", "ss", "ť", "t", "ù", "u", "ú", "u", "û", "u",
	"ü", "ue", "ű", "u", "ů", "u", "ý", "y", "ÿ", "y", "ź", "z", "ž", "z", "ż", "z", "Ä", "Ae",
	"Ö", "Oe", "Ü", "Ue", "É", "E", "Å", "A", "Ø", "O", "Č", "C", "Š", "S", "Ž", "Z", "Ł", "L",
	"Ç", "C", "Ñ", "N", "İ", "I",
)

// plainName returns a name without accents, "" where that leaves letters that no plain one stands for.
func plainName(text string) string {
	marks := func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1 // an accent of its own behind its letter
		}
		return r
	}
	plain := accents.Replace(strings.Map(marks, strings.ReplaceAll(text, " ", "_")))
	if beyondASCII(plain) {
		return ""
	}
	return plain
}
