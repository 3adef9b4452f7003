package mend

import (
	"context"
	"testing"

	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/internal/effort"
	"github.com/quartet-os/quartet/internal/scenetest"
)

// TestWorldsThatAreNotAsked: what is said of a changed scene in a world that was not asked, because another one tells,
// is what asking says.
func TestWorldsThatAreNotAsked(t *testing.T) {
	spared := 0
	names := []string{"if-instead-of-a-loop", "one-condition", "ostep-30-mesa", "spurious-wakeup",
		"homework-woken-by-whom", "lecture-14-queue-after-unlock", "deadlock-by-lock-order", "homework-list-unlocked"}
	for _, name := range effort.Some(t, names, 2, 4) {
		s, err := read(name, scenetest.Text(t, name))
		if err != nil {
			t.Fatal(err)
		}
		edits, _ := s.list(context.Background(), false)
		for i := range edits {
			p, err := program.Parse(name, edits[i].Text)
			if err != nil {
				continue
			}
			a := asker{ctx: context.Background(), most: 20_000}
			var so soFar
			for w, asked := Own, 0; w < worlds; w++ {
				if err := a.next(p, w, &so); err != nil {
					t.Fatal(err)
				}
				if a.runs == asked {
					spared++
				}
				asked = a.runs
				plain, err := (&asker{ctx: a.ctx, most: a.most}).ask(p, w, explore.Options{})
				if err != nil {
					t.Fatal(err)
				}
				if so.Answer != plain.Answer || so.Kind != plain.Kind || so.Length != plain.Length {
					t.Errorf("%s, %s, %s: %s, and asked %s", name, edits[i].What, w, so.Text, plain.Text)
				}
				if plain.Answer != explore.Holds {
					break
				}
			}
		}
	}
	if spared == 0 {
		t.Error("every world was asked")
	}
	t.Logf("%d worlds were not asked", spared)
}
