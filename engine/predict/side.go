package predict

import "slices"

// side is what a question has to do with what comes of every schedule of the scene.
type side uint8

const (
	neither  side = iota
	asksAll       // what comes of them
	tellsAll      // what comes of them, and asks something else
)

// apart leaves out of questions about verdicts those that others would answer: a sheet that tells what comes of every
// schedule does not ask it. Cures tell it. Where there are none the first question that does either decides.
func apart(all, cures []*Question) []*Question {
	kept := neither
	if len(cures) > 0 {
		kept = tellsAll
	}
	return slices.DeleteFunc(all, func(q *Question) bool {
		if kept == neither {
			kept = q.side
		}
		return q.side != neither && q.side != kept
	})
}
