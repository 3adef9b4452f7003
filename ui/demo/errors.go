package demo

import (
	"fmt"
	"strings"
)

// LineError tells what is wrong with a line of a script, and what would work.
type LineError struct {
	File string
	Line int // from 1
	Text string
	Why  string
	Hint string
}

// Error returns file, line, what was found and what would work.
func (e *LineError) Error() string {
	text := fmt.Sprintf("%s:%d: %s", e.File, e.Line, e.Why)
	if e.Text != "" {
		text += fmt.Sprintf("\n\t%s", e.Text)
	}
	if e.Hint != "" {
		text += "\n\t" + e.Hint
	}
	return text
}

// Errors is all that is wrong with a script.
type Errors []*LineError

// shownErrors is how many of them are told.
const shownErrors = 10

// Error tells the first of them.
func (all Errors) Error() string {
	var lines []string
	for _, e := range all[:min(len(all), shownErrors)] {
		lines = append(lines, e.Error())
	}
	if more := len(all) - shownErrors; more > 0 {
		lines = append(lines, fmt.Sprintf("and %d more", more))
	}
	return strings.Join(lines, "\n")
}
