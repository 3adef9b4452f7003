package program

import (
	"fmt"
	"sort"
	"strings"
)

// ParseError is one thing in a scene that the language does not know, and what would work instead.
type ParseError struct {
	File         string
	Line, Column int // counted from 1; columns in bytes
	Message      string
	Hint         string // "" when the message says it all
	Text         string // the line
}

// Error returns "file:line:column: message" and, on a line of its own, the hint.
func (e *ParseError) Error() string {
	text := fmt.Sprintf("%s:%d:%d: %s", e.File, e.Line, e.Column, e.Message)
	if e.Hint != "" {
		text += "\n  " + e.Hint
	}
	return text
}

// Errors is what Parse gives for a scene that it refuses: at least one error and at most MaxErrors, in the order of
// the text.
type Errors []*ParseError

// MaxErrors is how many errors Parse collects before it stops reading.
const MaxErrors = 10

// Error returns all errors, one below the other.
func (e Errors) Error() string {
	lines := make([]string, len(e))
	for i, one := range e {
		lines[i] = one.Error()
	}
	return strings.Join(lines, "\n")
}

// Unwrap returns the single errors, so that errors.As finds the first.
func (e Errors) Unwrap() []error {
	all := make([]error, len(e))
	for i, one := range e {
		all[i] = one
	}
	return all
}

// ordered sorts by place in the text; errors of one place keep their order.
func (e Errors) ordered() Errors {
	sort.SliceStable(e, func(i, j int) bool {
		if e[i].Line != e[j].Line {
			return e[i].Line < e[j].Line
		}
		return e[i].Column < e[j].Column
	})
	return e
}

// Meant is the question whether the nearest of some names was meant, with a space behind it; "" where none is near.
func Meant(name string, candidates []string) string {
	if near := Nearest(name, candidates); near != "" {
		return "did you mean " + near + "? "
	}
	return ""
}

// Nearest returns the candidate that a reader most likely meant by a mistyped name, or "". Case and underscores do
// not count; beyond that two letters may differ, one in names below six letters, none below three. Where nothing
// is that near, the only candidate that begins with the name is meant. O(len(name) * total length of the
// candidates).
func Nearest(name string, candidates []string) string {
	if len(name) > 64 {
		return ""
	}
	folded := fold(name)
	best, bestDistance := "", 1
	switch {
	case len(folded) > 5:
		bestDistance = 3
	case len(folded) > 2:
		bestDistance = 2
	}
	longer, prefixed := "", 0
	for _, candidate := range candidates {
		plain := fold(candidate)
		if more := len(plain) - len(folded); more < bestDistance && -more < bestDistance {
			if d := Distance(folded, plain); d < bestDistance {
				best, bestDistance = candidate, d
			}
		}
		if len(folded) > 2 && strings.HasPrefix(plain, folded) {
			longer = candidate
			prefixed++
		}
	}
	if best == "" && prefixed == 1 {
		return longer
	}
	return best
}

func fold(name string) string { return strings.ReplaceAll(strings.ToLower(name), "_", "") }

// Distance counts the letters to insert, delete, replace or swap with their neighbour to make a of b: how far what was
// typed is from a name (Damerau 1964). O(len(a) * len(b)).
func Distance(a, b string) int {
	before, row, next := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := 1; i <= len(a); i++ {
		next[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			next[j] = min(row[j]+1, next[j-1]+1, row[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				next[j] = min(next[j], before[j-2]+1)
			}
		}
		before, row, next = row, next, before
	}
	return row[len(b)]
}

// didYouMean proposes the nearest candidate, or falls back to another hint.
func didYouMean(name string, candidates []string, otherwise string) string {
	if near := Nearest(name, candidates); near != "" {
		return "did you mean " + near + "?"
	}
	return otherwise
}
