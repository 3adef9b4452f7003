package editor

import (
	"slices"
	"strings"
)

// telling are the settings that say what a scene comes to, or is about.
var telling = []string{"expect", "expectOp", "goal", "point", "cure", "breaks", "next"}

// telling returns the lines of the old text and of this one in which a scene speaks of itself, by their numbers.
func (d *Draft) telling() (old, now map[int]bool) { return tells(d.old), tells(d.Text.Lines()) }

// tells finds such lines of a text: the comment above its package, and constants that are such settings.
func tells(lines []string) map[int]bool {
	all := map[int]bool{}
	above, constants := true, false
	for i, l := range lines {
		name, _, set := strings.Cut(l, "=")
		words := strings.Fields(name)
		one := len(words) > 1 && words[0] == "const"
		if one {
			words = words[1:]
		}
		switch {
		case len(words) == 0:
		case words[0] == "package":
			above = false
		case above:
			all[i+1] = strings.HasPrefix(words[0], "//")
		case one && words[0] == "(":
			constants = true
		case words[0] == ")":
			constants = false
		case set && (constants || one):
			all[i+1] = slices.Contains(telling, words[0])
		}
	}
	return all
}
