package panel

import (
	"strings"

	"github.com/quartet-os/quartet/ui/screen"
)

// briefly fits a statement into w columns: the condition of a loop or an if without its word, an assertion without what
// it calls itself, where that is enough.
func briefly(statement string, w int) string {
	if screen.Width(statement) <= w {
		return statement
	}
	if at := strings.Index(statement, `, "`); at > 0 && strings.HasPrefix(statement, "assert(") {
		statement = statement[:at] + ")"
	}
	for _, word := range [...]string{"for ", "if "} {
		condition, found := strings.CutPrefix(statement, word)
		if found && screen.Width(statement) > w && screen.Width(condition) <= w {
			return condition
		}
	}
	return screen.Truncate(statement, w)
}

// inTwo breaks a statement that has no room in w columns where a reader would, so that no bracket stands alone; rest is
// "" where it has room.
func (p pen) inTwo(statement string, w int) (head, rest string) {
	if head = briefly(statement, w); head == statement || !strings.HasSuffix(head, "…") {
		return head, ""
	}
	at := breakAt(statement, w)
	if at == 0 {
		return p.breakLine(statement, w, false)
	}
	return strings.TrimRight(statement[:at], " "), strings.TrimLeft(statement[at:], " ")
}
