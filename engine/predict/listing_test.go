package predict_test

import (
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine/predict"
	"github.com/quartet-os/quartet/internal/scenetest"
)

// TestTheListingHasTheScenesNumbers: also one that has the name of what only says something where it is a text.
func TestTheListingHasTheScenesNumbers(t *testing.T) {
	p := scenetest.Parse(t, `package x

// The moral.
const (
	idea = 3
	goal = "Stop it."
)

const expect = "holds"

var work = queue(idea)

func main() {}
`)
	var lines []string
	for _, l := range predict.Listing(p) {
		lines = append(lines, l.Text)
	}
	const want = "const (\n\tidea = 3\n)\n\nvar work = queue(idea)\n\nfunc main() {}"
	if got := strings.Join(lines, "\n"); got != want {
		t.Errorf("it is\n%s\nwant\n%s", got, want)
	}
}
