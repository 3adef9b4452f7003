package narrate_test

import (
	"strings"
	"testing"

	"github.com/quartet-os/quartet/internal/scenetest"
)

// TestRoundsAreTold: a loop without a variable is told by its rounds, whether their number stands in the text or not,
// within another loop and behind a wait; one that never goes round says so.
func TestRoundsAreTold(t *testing.T) {
	e := boot(t, `
const all = 2

var (
	n    int
	none int
)

func demo(k int) {
	for range all {
		for range k {
			yield()
			n = n + 1
		}
	}
	for range none {
		n = 7
	}
	for range 3 {
		if n > 0 {
			break
		}
	}
	for range 1 {
		n = 0
	}
}

func main() { spawn(demo(1)) }
`)
	story := scenetest.Told(t, e, 2000)
	at := 0
	for _, want := range []string{
		"begins a loop of 2 rounds.", "begins round 1 of 2.", "works out how many rounds the loop has: 1.",
		"begins a loop of k rounds.", "begins round 1 of k.", "has done 1 round.", "leaves the loop after 1 round.",
		"has done 1 of 2 rounds.", "begins round 2 of 2.", "has done all 2 rounds.", "leaves the loop after 2 rounds.",
		"begins a loop of none rounds.", "passes the loop by: it has no round.",
		"begins a loop of 3 rounds.", "begins round 1 of 3.", "begins a loop of 1 round.", "begins round 1 of 1.",
		"has done 1 round.", "leaves the loop after 1 round.",
	} {
		i := strings.Index(story[at:], "d1 "+want)
		if i < 0 {
			t.Fatalf("no %q after what came before it in\n%s", want, story)
		}
		at += i + len(want)
	}
	for _, bad := range []string{"round <", "for range"} {
		if strings.Contains(story, bad) {
			t.Errorf("%q is told in\n%s", bad, story)
		}
	}
}
