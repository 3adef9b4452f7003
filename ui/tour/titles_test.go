package tour

import (
	"slices"
	"strings"
	"testing"
)

// TestTitlesHaveOneForm: each card is named by a thing, with a number or an article before it; none says what to do.
func TestTitlesHaveOneForm(t *testing.T) {
	begin := []string{"A", "An", "One", "Four", "Every"}
	for i := range cards {
		all := []string{cards[i].title}
		if cards[i].instead != nil {
			all = append(all, cards[i].instead.title)
		}
		for _, title := range all {
			if first, _, _ := strings.Cut(title, " "); !slices.Contains(begin, first) {
				t.Errorf("card %d is called %q", i+1, title)
			}
		}
	}
}
