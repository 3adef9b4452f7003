package ui

import (
	"strings"
	"testing"

	"github.com/quartet-os/quartet/ui/demo"
	"github.com/quartet-os/quartet/ui/lesson"
)

// TestATaskIsDoneByWhatItSays: and by nothing else that comes near it.
func TestATaskIsDoneByWhatItSays(t *testing.T) {
	t.Parallel()
	for _, one := range []struct {
		lesson, way string
		done        bool
		says        string // part of the task
	}{
		{"why-for", ":run c2, then enter, then :run p1, then enter, then :run c1, then enter", true,
			"let c1 find an item"}, // which is not the one that it was woken for
		{"ostep-28-locks", ":run w2, then enter, then :run w2, then enter", false, "Let w1 be inside alone"},
		{"who-holds-the-lock", ":run w2, then enter, then run until signal gate", false, "Stop where w1 is awake"},
	} {
		l, err := lesson.Read(one.lesson)
		if err != nil {
			t.Fatal(err)
		}
		p := takes(t, l, 80, 24)
		card := p.until(demo.TaskAction)
		if !strings.Contains(card.Text, one.says) {
			t.Errorf("%s: the task %q does not say %q", one.lesson, card.Text, one.says)
		}
		if p.plays(one.way); card.Done != one.done {
			t.Errorf("%s: %q is done by %q: %v\n%s", one.lesson, card.Text, one.way, card.Done, p.screen())
		}
	}
}
