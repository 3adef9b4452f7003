package presets

import (
	_ "embed" // for the puzzles of the shelf
	"strings"
)

//go:embed puzzles.txt
var puzzles string

// Puzzles gives the text of the puzzles of the shelf: which there are, of which scenes they are, and what was changed
// there.
func Puzzles() string { return puzzles }

// PuzzleNames gives the names of the puzzles of the shelf, in their order.
func PuzzleNames() (names []string) {
	for line := range strings.Lines(puzzles) {
		if words := strings.Fields(line); len(words) > 1 && words[0] == "puzzle" {
			names = append(names, words[1])
		}
	}
	return names
}
