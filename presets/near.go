package presets

import (
	"cmp"
	"slices"
	"strings"

	"github.com/quartet-os/quartet/engine/program"
)

// near gives the names that are most like what was typed: those that hold it, or some of its words, then those that few
// changed letters make of it. At most three.
func near(typed string, names []string) []string {
	type scored struct {
		name  string
		score int
	}
	var all []scored
	for _, name := range names {
		if score := unlike(typed, name); score <= len(typed)/2 {
			all = append(all, scored{name, score})
		}
	}
	slices.SortStableFunc(all, func(a, b scored) int { return cmp.Compare(a.score, b.score) })
	var best []string
	for _, one := range all[:min(len(all), 3)] {
		best = append(best, one.name)
	}
	return best
}

// unlike is 0 for a name that holds what was typed, else the number of letters to change in it to reach the name or its
// beginning, less for words that occur in the name.
func unlike(typed, name string) int {
	if typed == "" || strings.Contains(name, typed) || strings.HasPrefix(name, numbered(typed)) {
		return 0
	}
	d := min(distance(typed, name), distance(typed, name[:min(len(typed), len(name))]))
	for word := range strings.FieldsFuncSeq(typed, func(r rune) bool { return r == '-' || r == '_' || r == ' ' }) {
		if len(word) > 2 && strings.Contains(name, word) {
			d = min(d, len(typed)/3)
		}
	}
	return d
}

// numbered writes a number of one digit in a name with two, as the shelf does: lecture-07.
func numbered(typed string) string {
	parts := strings.Split(typed, "-")
	for i, part := range parts {
		if part != "" && part[0] >= '1' && part[0] <= '9' && (len(part) == 1 || part[1] < '0' || part[1] > '9') {
			parts[i] = "0" + part
		}
	}
	return strings.Join(parts, "-")
}

// worthwhile is how many letters of a name are worth comparing; what is typed beyond is no name.
const worthwhile = 80

func distance(a, b string) int {
	if len(a) > worthwhile {
		return len(a)
	}
	return program.Distance(a, b)
}
