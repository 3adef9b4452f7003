package program

import (
	"strings"
	"unicode"
)

// slip finds what somebody who thinks in another language wrote in a line that Go's parser stumbled over, and gives
// what would have worked; "" where it finds nothing.
func slip(line, message string) string {
	line = withoutTexts(line)
	words := strings.FieldsFunc(line, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '_' })
	if len(words) == 0 {
		return ""
	}
	switch words[0] {
	case "while", "loop", "until", "repeat":
		return "loops are written with for: for n < 3 { ... }"
	case "elif", "elsif", "elseif":
		return "write else if, behind the } of the if"
	case "def", "fn", "function", "proc":
		return "a function is written func name() { ... }"
	case "func":
		if strings.Contains(message, "expected '('") {
			return "it stands inside the function above: a } is missing before it"
		}
	}
	for _, w := range words[1:] {
		switch number := strings.TrimRightFunc(w, unicode.IsLetter); {
		case w == "and" || w == "or" || w == "not":
			return "conditions are joined with && and ||, and turned with !"
		case number != "" && strings.Trim(number, "0123456789") == "" && isUnit(w[len(number):]):
			return "time is a number of ticks, without a unit: " + number
		}
	}
	if strings.Contains(line, "?") {
		return "write if and else"
	}
	return ""
}

// isUnit knows the units of time that people write behind a number.
func isUnit(word string) bool {
	switch word {
	case "ns", "us", "ms", "s", "sec", "secs", "seconds", "m", "min", "h", "tick", "ticks":
		return true
	}
	return false
}

// withoutTexts cuts what stands in quotes out of a line, and the comment at its end.
func withoutTexts(line string) string {
	var b strings.Builder
	for {
		before, rest, quoted := strings.Cut(line, `"`)
		code, _, comment := strings.Cut(before, "//")
		b.WriteString(code)
		if !quoted || comment {
			return b.String()
		}
		b.WriteByte('"')
		_, line, _ = strings.Cut(rest, `"`)
	}
}
