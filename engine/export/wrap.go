package export

import "strings"

// columns is the width of the comment that begins a program or a model, without the marks that make it one.
const columns = 96

// Moral returns the scene's package comment, in lines that are not too long.
func (s *Scene) Moral() (lines []string) {
	for line := range strings.SplitSeq(strings.TrimSpace(s.Program.Moral), "\n") {
		if len([]rune(line)) <= columns {
			lines = append(lines, line)
		} else {
			lines = append(lines, Wrapped(line)...)
		}
	}
	return lines
}

// Wrapped breaks a text into lines. A word that is longer has one of its own.
func Wrapped(text string) (lines []string) {
	line := ""
	for _, word := range strings.Fields(text) {
		if line != "" && len([]rune(line))+1+len([]rune(word)) > columns {
			lines = append(lines, line)
			line = ""
		}
		if line != "" {
			line += " "
		}
		line += word
	}
	return append(lines, line)
}
