package session

import "fmt"

// FormatError tells where a session's text is not one.
type FormatError struct {
	Line int // counted from 1
	Why  string
	Hint string // what would work, or ""
}

// Error returns the line, the reason and what would work.
func (e *FormatError) Error() string {
	text := fmt.Sprintf("line %d: %s", e.Line, e.Why)
	if e.Hint != "" {
		text += "; " + e.Hint
	}
	return text
}

// DiffersError tells that a replay did not do what the session recorded, and in which span: up to From everything
// agreed, at To it does not.
type DiffersError struct {
	Branch   int // counted from 1
	From, To int64
	Line     int    // of the text, where the difference shows
	Why      string // a clause
}

// Error names the span.
func (e *DiffersError) Error() string {
	return fmt.Sprintf("line %d: the replay differs: branch %d, between step %d and step %d: %s",
		e.Line, e.Branch, e.From, e.To, e.Why)
}
