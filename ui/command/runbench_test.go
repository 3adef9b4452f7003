package command

import (
	"context"
	"io"
	"strconv"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/internal/cputime"
)

// BenchmarkPassJSON is what one pass of quartet run --json takes, all of it.
func BenchmarkPassJSON(b *testing.B) { benchRun(b, "--json") }

// BenchmarkPassTold is one pass as sentences.
func BenchmarkPassTold(b *testing.B) { benchRun(b) }

func benchRun(b *testing.B, flags ...string) {
	h := Host{In: strings.NewReader(""), Out: io.Discard, Err: io.Discard}
	b.ReportAllocs()
	b.ResetTimer()
	defer cputime.Report(b)()
	args := append([]string{"run", "bounded-buffer", "--passes", strconv.Itoa(b.N)}, flags...)
	if code := Main(context.Background(), h, args); code != 0 {
		b.Fatal(code)
	}
}
