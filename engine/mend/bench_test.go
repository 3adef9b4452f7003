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
