package command

import (
	"os"
	"strconv"

	"github.com/quartet-os/quartet/ui/screen"
)

// The columns of lists, where COLUMNS does not say how many there are.
const (
	listColumns  = 80
	leastColumns = 40
	mostWide     = 120 // wider lines are hard to read
	leastBeside  = 30  // of a text beside what stands first
)

// columns is how wide lists are.
func columns() int {
	n, err := strconv.Atoi(os.Getenv("COLUMNS"))
	if err != nil || n <= 0 {
		return listColumns
	}
	return max(min(n, mostWide), leastColumns)
}

// entry writes what stands first in a row of a list, and a text behind it that goes on below its beginning, or
// where that leaves no room further left. Words stay whole.
func (o *output) entry(head, text string) {
	at := screen.Width(head)
	if columns()-at < leastBeside {
		at = columns() / 4
	}
	for _, l := range screen.Wrap(head+text, columns(), at) {
		o.line("%s", l)
	}
}
