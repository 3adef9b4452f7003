package grade

import "fmt"

// Reason is why a file is refused.
type Reason uint8

// The reasons.
const (
	Unreadable Reason = iota // it cannot be read, or is too large
	NoScene                  // it does not parse
	Missing                  // it does not declare what the laws file does
	Differs                  // it declares it as something else
)

// String returns the reason as JSON has it.
func (r Reason) String() string {
	return [...]string{"unreadable", "syntax", "missing", "differs"}[r&3]
}

// Refusal is the error of a file that cannot be graded.
type Refusal struct {
	Cause Reason
	Line  int // of the student's file, 0 where there is none
	Text  string
}

// Error says why, with the line.
func (r *Refusal) Error() string {
	if r.Line > 0 {
		return fmt.Sprintf("line %d: %s", r.Line, r.Text)
	}
	return r.Text
}

// refuse makes one.
func refuse(reason Reason, line int, format string, args ...any) *Refusal {
	return &Refusal{reason, line, fmt.Sprintf(format, args...)}
}
