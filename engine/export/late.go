package export

import (
	"fmt"
	"slices"
)

// deadlines are the verbs with a deadline that have a twin somewhere.
var deadlines = []string{"after", "acquireWithin", "joinWithin"}

// Late says of each wait with a deadline what is not the same in a program: there time goes by also while somebody who
// is ready has not begun yet.
func (s *Scene) Late() (notes []string) {
	for _, u := range s.Uses {
		if u.Call != nil && slices.Contains(deadlines, u.Word) {
			notes = append(notes, fmt.Sprintf("line %d: %s: the milliseconds of a program may be over before anybody "+
				"else has begun; what holds only since nobody in the scene is that late can fail", u.Line, u))
		}
	}
	return notes
}
