package mend_test

import (
	"context"
	"testing"

	"github.com/quartet-os/quartet/engine/mend"
	"github.com/quartet-os/quartet/internal/scenetest"
)

// BenchmarkMend looks for all cures of a scene.
func BenchmarkMend(b *testing.B) {
	for _, name := range []string{"if-instead-of-a-loop", "one-condition", "lecture-14-queue-after-unlock",
		"signal-forgotten"} {
		b.Run(name, func(b *testing.B) {
			text := scenetest.Text(scenetest.Must{}, name)
			for b.Loop() {
				r, err := mend.Mend(context.Background(), name, text, mend.Options{})
				if err != nil || !r.Cured() {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkShelf looks for all cures of each scene of the shelf that fails. Each is to take two seconds of a processor
// at most, and if-instead-of-a-loop 0.3: go test ./engine/mend -run XXX -bench Shelf -benchtime 1x, on a quiet machine.
func BenchmarkShelf(b *testing.B) {
	for _, e := range scenetest.Shelf() {
		if !e.Expect.Fails() {
			continue
		}
		b.Run(e.Name, func(b *testing.B) {
			text := scenetest.Text(b, e.Name)
			for b.Loop() {
				r, err := mend.Mend(context.Background(), e.Name, text, mend.Options{})
				if err != nil {
					b.Fatal(err)
				}
				b.ReportMetric(float64(r.States), "states")
			}
		})
	}
}
