package trace

import (
	"strings"
	"testing"

	"github.com/quartet-os/quartet/internal/scenetest"
)

// TestJoinsAreArrows: in a sequence diagram who joins points to whom, and the end of that one lets it go on.
func TestJoinsAreArrows(t *testing.T) {
	s := scenetest.Open(t, scenetest.Parse(t, `package ends
var x coroutine
func work() {
	yield()
}
func host() {
	join(x)
	join(x)
	join(self())
}
func main() {
	x = spawn(work)
	spawn(host)
}
`))
	for range 12 {
		s.Forward()
	}
	got := written(t, WriteMermaid, s, Range{To: s.Position()})
	for _, want := range []string{
		"c1->>c0: join(x), blocks\n", "c0-->>c1: joined, WAITING to READY\n", "Note over c1: join(self()), blocks\n",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
}
