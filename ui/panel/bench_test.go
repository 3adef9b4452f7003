package panel_test

import (
	"testing"

	"github.com/quartet-os/quartet/ui/panel"
	"github.com/quartet-os/quartet/ui/screen"
)

// BenchmarkDraw160x50 draws the whole screen of the pictures' moment; the target is 1 ms at most.
func BenchmarkDraw160x50(b *testing.B) {
	g := screen.New(160, 50)
	f := lookMoment()
	b.ReportAllocs()
	for b.Loop() {
		panel.Draw(g, f)
	}
}

// BenchmarkDrawCrowd160x50 draws a screen with 100 coroutines on READY.
func BenchmarkDrawCrowd160x50(b *testing.B) {
	g := screen.New(160, 50)
	f := crowd(100)
	b.ReportAllocs()
	for b.Loop() {
		panel.Draw(g, f)
	}
}

// BenchmarkDrawThousand160x50 draws a screen with 1,000 coroutines that wait for one thing.
func BenchmarkDrawThousand160x50(b *testing.B) {
	g := screen.New(160, 50)
	f := crowdAsleep(1000, false)
	b.ReportAllocs()
	for b.Loop() {
		panel.Draw(g, f)
	}
}
