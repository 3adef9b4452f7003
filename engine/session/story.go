package session

import (
	"sort"

	"github.com/quartet-os/quartet/engine/narrate"
)

// Story returns the last n sentences up to the present position, oldest first. O(n) while stepping; after a jump some
// hundreds of steps are told again. The slice is valid until the next call.
func (s *Session) Story(n int) []narrate.Sentence {
	n = min(n, mostSentences)
	w := &s.past.story
	for reach := int64(n + 32); ; reach *= 4 {
		s.cover(w, max(0, s.pos-reach), s.pos)
		end := sort.Search(len(w.told), func(i int) bool { return w.told[i].Step > s.pos })
		if end >= n || w.from == 0 || reach > storyReach {
			return w.told[max(0, end-n):end]
		}
	}
}
