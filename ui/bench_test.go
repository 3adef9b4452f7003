package ui

import (
	"context"
	"fmt"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/internal/cputime"
)

// crowdScene is a scene with n coroutines, half of them producers.
func crowdScene(n int) string {
	return strings.NewReplacer("slots = 9", fmt.Sprintf("slots = %d", n),
		"spawn(producer, 2)", fmt.Sprintf("spawn(producer, %d)", n/2),
		"spawn(consumer, 2)", fmt.Sprintf("spawn(consumer, %d)", n-n/2)).Replace(bounded)
}

// benchScreen returns a screen on a scene, some steps into its run.
func benchScreen(b *testing.B, text string, w, h, steps int) *Model {
	b.Helper()
	m, err := New(context.Background(), Options{Session: newSession(b, text), Theme: "dark"})
	if err != nil {
		b.Fatal(err)
	}
	m.Update(tea.WindowSizeMsg{Width: w, Height: h})
	for range steps {
		m.Update(keyOf("space"))
	}
	m.View()
	return m
}

// BenchmarkFrame takes one step and draws it at 160x50: snapshot, story, timeline, cells and the text for the terminal.
func BenchmarkFrame(b *testing.B) { benchFrame(b, bounded, 160, 50) }

// BenchmarkLargeFrame does the same at 200x60.
func BenchmarkLargeFrame(b *testing.B) { benchFrame(b, bounded, 200, 60) }

// BenchmarkCrowdFrame does the same with more and more coroutines.
func BenchmarkCrowdFrame(b *testing.B) {
	for _, n := range []int{10, 1_000, 10_000, 100_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) { benchFrame(b, crowdScene(n), 160, 50) })
	}
}

func benchFrame(b *testing.B, text string, w, h int) {
	m := benchScreen(b, text, w, h, 500)
	step := keyOf("space")
	b.ReportAllocs()
	defer cputime.Report(b)()
	for b.Loop() {
		m.Update(step)
		m.View()
	}
}

// BenchmarkHints works out the footer.
func BenchmarkHints(b *testing.B) {
	m, err := New(b.Context(), Options{Session: newSession(b, bounded), Theme: "dark"})
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		m.hints(nil)
	}
}

// BenchmarkKey presses a key without drawing: what is done before the next message is heard.
func BenchmarkKey(b *testing.B) {
	for _, n := range []int{10, 1000} {
		for _, key := range []string{"space", "n"} {
			b.Run(fmt.Sprintf("%s/%d", key, n), func(b *testing.B) {
				m := benchScreen(b, crowdScene(n), 160, 50, 500)
				press := keyOf(key)
				b.ReportAllocs()
				for b.Loop() {
					m.Update(press)
				}
			})
		}
	}
}

// BenchmarkEnd draws the end of a run in which 1,000 coroutines sleep for ever: what is worked out once is not worked
// out for the next frame.
func BenchmarkEnd(b *testing.B) {
	m := benchScreen(b, `package asleep

const slots = 1000

var (
	m mutex
	c cond
)

func f() {
	lock(m)
	wait(c, m)
}

func main() {
	spawn(f, 1000)
}
`, 160, 50, 0)
	for m.session.Engine().End().Kind == engine.NotEnded {
		m.session.Forward()
	}
	m.Update(keyOf("left"))
	b.ReportAllocs()
	for b.Loop() {
		m.Update(keyOf("right"))
		m.View()
		m.Update(keyOf("left"))
		m.View()
	}
}
