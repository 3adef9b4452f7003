package program_test

import (
	"testing"

	"github.com/quartet-os/quartet/engine/program"
)

// BenchmarkParse compiles the commented scene: two functions, some twenty ops.
func BenchmarkParse(b *testing.B) {
	source := program.Template()
	b.SetBytes(int64(len(source)))
	b.ReportAllocs()
	for range b.N {
		if _, err := program.Parse("bench.scene", source); err != nil {
			b.Fatal(err)
		}
	}
}
