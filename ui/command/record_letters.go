package command

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"

	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/ui/record"
)

// namedLetters is how many of the letters that no font has are shown by themselves.
const namedLetters = 12

// lacking is a recording whose letters need fonts of the program's own.
type lacking interface{ Lacking() []rune }

// lackingOf returns the letters of a recording that no font has.
func lackingOf(w record.Writer) []rune {
	if l, ok := w.(lacking); ok {
		return l.Lacking()
	}
	return nil
}

// lackingText says which letters are empty boxes in a picture, by their scripts; "" where all could be drawn.
func lackingText(letters []rune) string {
	if len(letters) == 0 {
		return ""
	}
	scripts := map[string][]rune{}
	for _, r := range letters {
		name := scriptOf(r)
		scripts[name] = append(scripts[name], r)
	}
	var parts []string
	left := namedLetters
	for _, name := range slices.Sorted(maps.Keys(scripts)) {
		all := scripts[name]
		shown := all[:min(left, len(all))]
		left -= len(shown)
		var each []string
		for _, r := range shown {
			each = append(each, fmt.Sprintf("%c (%U)", r, r))
		}
		if len(shown) < len(all) {
			each = append(each, fmt.Sprintf("%d more", len(all)-len(shown)))
		}
		parts = append(parts, name+" "+strings.Join(each, ", "))
	}
	has, boxes := "has", "it is an empty box"
	if len(letters) > 1 {
		has, boxes = "have", "they are empty boxes"
	}
	return fmt.Sprintf("%s %s no picture in the fonts at hand: %s; %s. An .svg or .html takes the reader's fonts.",
		program.Plural(int64(len(letters)), "letter"), has, strings.Join(parts, "; "), boxes)
}

// scriptOf names the script that a letter is of, as Unicode does; signs of no script are called so.
func scriptOf(r rune) string {
	for _, name := range slices.Sorted(maps.Keys(unicode.Scripts)) {
		if name != "Common" && name != "Inherited" && unicode.Is(unicode.Scripts[name], r) {
			return strings.ReplaceAll(name, "_", " ")
		}
	}
	return "signs"
}
