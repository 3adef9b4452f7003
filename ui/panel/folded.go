package panel

import (
	"slices"
	"strconv"
)

// A queue that has no room for all is folded: its front is shown, and how many more there are. Whoever came last in the
// step is shown too, since it is what has just happened.

// latest returns which of some slots joined last in this step; -1 where none did.
func (m *moment) latest(slots []int) int {
	for i := range m.arrived {
		slot := m.arrived[len(m.arrived)-1-i].slot
		if at := slices.Index(slots, slot); at >= 0 && m.cause(slot, true) != "" {
			return at
		}
	}
	return -1
}

// folded returns how many of total are not shown where the first n are: behind these, and behind the one that came
// last, which is shown too if it is not among them.
func folded(n, latest, total int) (between, behind int) {
	if latest < n {
		return total - n, 0
	}
	return latest - n, total - latest - 1
}

// plus says how many are not shown; "" for none.
func plus(n int) string {
	if n == 0 {
		return ""
	}
	return "+" + strconv.Itoa(n)
}
