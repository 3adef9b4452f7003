package command

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/quartet-os/quartet/internal/effort"
	"github.com/quartet-os/quartet/presets"
)

// onceWritten is a standard output that does something when the first bytes come.
type onceWritten struct {
	bytes.Buffer
	do func()
}

// Write takes bytes.
func (w *onceWritten) Write(p []byte) (int, error) {
	n, err := w.Buffer.Write(p)
	if w.do != nil {
		w.do()
		w.do = nil
	}
	return n, err
}

// TestTheFirstAnswerStands: the answer that was asked for is there before the other grain is asked. Whoever breaks that
// off keeps it, with its exit code, and the schedule that shows it.
func TestTheFirstAnswerStands(t *testing.T) {
	for name, code := range map[string]int{"bounded-buffer": ExitFine, "one-condition": ExitFails} {
		whole, _, _ := run(t, Host{}, "check", name)
		ctx, cancel := context.WithCancel(context.Background())
		out := &onceWritten{do: cancel}
		got := Main(ctx, Host{In: strings.NewReader(""), Out: out, Err: &bytes.Buffer{}}, []string{"check", name})
		if got != code {
			t.Errorf("%s: broken off it ends with %d, not %d", name, got, code)
		}
		text := out.String()
		first, _, _ := strings.Cut(whole, "\n")
		if !strings.HasPrefix(text, first+"\n") || !strings.Contains(text, "search was broken") {
			t.Errorf("%s: broken off behind %q it says\n%s", name, first, text)
		}
		schedule := "A shortest schedule, 7 passes:\n   1  c1 "
		if strings.Contains(whole, schedule) != strings.Contains(text, schedule) {
			t.Errorf("%s: its schedule is not there:\n%s", name, text)
		}
	}
}

// TestASampleStandsAtOnce: of random schedules those at grain pass are told before those at grain op are drawn.
func TestASampleStandsAtOnce(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	out := &onceWritten{do: cancel}
	args := []string{"check", "one-condition", "--sample", "100"}
	code := Main(ctx, Host{In: strings.NewReader(""), Out: out, Err: &bytes.Buffer{}}, args)
	for _, want := range []string{"Of 100 random schedules (seed 1) 100 failed",
		"none of 100 random schedules was drawn", "the shortest of those that failed, 7 passes:\n   1  c1 "} {
		if text := out.String(); code != ExitFails || !strings.Contains(text, want) {
			t.Errorf("%d, without %s\n%s", code, want, text)
		}
	}
}

// TestPagesGrow: what is printed bit by bit is the page that it would be at once.
func TestPagesGrow(t *testing.T) {
	for seed := range uint64(200) {
		r := rand.New(rand.NewPCG(seed, 1))
		line := func(row bool, i int) string {
			words := strings.Repeat("word and more. ", r.IntN(14))
			if row {
				return fmt.Sprintf("%s%3d  c1     %s", []string{" ", ">"}[r.IntN(2)], i, words)
			}
			return "Said: " + words
		}
		var parts [][]string
		for k := range 1 + r.IntN(5) {
			var part []string
			for i := range r.IntN(12) {
				part = append(part, line(k > 1, i))
			}
			parts = append(parts, part)
		}
		var once strings.Builder
		p := newPage(&Host{Out: &once}, nil, false)
		for _, part := range parts {
			for _, one := range part {
				p.words.line("%s", one)
			}
			p.flush()
		}
		if err := p.close(); err != nil {
			t.Fatal(err)
		}
		all := strings.Join(slices.Concat(parts...), "\n")
		want := strings.TrimSuffix(fitted(all+"\n"), "\n") + "\n"
		if all != "" && once.String() != want {
			t.Fatalf("seed %d: it grows to\n%s\nand is\n%s", seed, once.String(), want)
		}
	}
}

// BenchmarkFirstAnswer measures, over the shelf, how long the first line of the answer takes, at the grain that is
// asked: the median, the 95th of a hundred, the longest, and of how many it stands within 100 ms. Of each scene the
// best of three rounds counts.
func BenchmarkFirstAnswer(b *testing.B) {
	names := effort.Some(b, presets.Names(), len(presets.Names()), len(presets.Names()))
	for b.Loop() {
		var all []time.Duration
		within := 0
		for _, name := range names {
			best := time.Duration(1 << 62)
			for range 3 {
				begin := time.Now()
				ctx, cancel := context.WithCancel(context.Background())
				out := &onceWritten{do: func() { best = min(best, time.Since(begin)); cancel() }}
				Main(ctx, Host{In: strings.NewReader(""), Out: out, Err: &bytes.Buffer{}}, []string{"check", name})
			}
			if all = append(all, best); best < 100*time.Millisecond {
				within++
			} else {
				b.Logf("%s: %v", name, best)
			}
		}
		slices.Sort(all)
		ms := func(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
		b.ReportMetric(ms(all[len(all)/2]), "median-ms")
		b.ReportMetric(ms(all[len(all)*95/100]), "p95-ms")
		b.ReportMetric(ms(all[len(all)-1]), "longest-ms")
		b.ReportMetric(100*float64(within)/float64(len(all)), "%-in-100ms")
	}
}
