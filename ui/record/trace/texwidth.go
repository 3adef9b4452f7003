package trace

import (
	"strings"
	"unicode"
)

// letterWide is the width in TeX's points of most letters of \footnotesize, in the roman face as in the typewriter one.
const letterWide = 4.75

// glyphWide is the most that a letter takes in either face, in TeX's points, after the metrics of Computer Modern in
// eight points.
func glyphWide(r rune) float64 {
	switch {
	case r > 0xff || unicode.IsControl(r):
		return 20.5 // its number in a frame, where LaTeX has no such letter
	case r == 'W' || r >= 0x80:
		return 8.8
	case r == '"':
		return 8.5 // two signs
	case strings.ContainsRune("Mm%#@&", r):
		return 7.9
	case unicode.IsUpper(r) || strings.ContainsRune("w<>=+", r):
		return 6.7
	}
	return letterWide
}

// textWide is the width of a text on one line.
func textWide(s string) float64 {
	sum := 0.0
	for _, r := range s {
		sum += glyphWide(r)
	}
	return sum
}

// wordWide is the width that the widest piece of a word takes.
func wordWide(word string) float64 {
	widest := 0.0
	for _, piece := range pieces(word) {
		widest = max(widest, textWide(piece))
	}
	return widest
}

// pieces divides a word where it must break because no column is so wide.
func pieces(word string) []string {
	if textWide(word) <= storyLeast {
		return []string{word}
	}
	var all []string
	var piece strings.Builder
	wide := 0.0
	for _, r := range word {
		if wide += glyphWide(r); wide > storyLeast/2 {
			all, wide = append(all, piece.String()), glyphWide(r)
			piece.Reset()
		}
		piece.WriteRune(r)
	}
	return append(all, piece.String())
}

// texCell makes the text of a cell safe. A word that is too long for any column may break.
func texCell(s string) string {
	var words []string
	for word := range strings.SplitSeq(s, " ") {
		all := pieces(word)
		for i := range all {
			all[i] = tex(all[i])
		}
		words = append(words, strings.Join(all, "\\hspace{0pt}"))
	}
	return strings.Join(words, " ")
}
