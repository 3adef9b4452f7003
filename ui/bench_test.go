package ui

import (
	"context"
	"testing"

	tea "charm.land/bubbletea/v2"
)

// BenchmarkFrame takes one step and draws it at 160x50: snapshot, story, timeline, cells and the text for the terminal.
func BenchmarkFrame(b *testing.B) {
	m, err := New(context.Background(), Options{Session: newSession(b, bounded), Theme: "dark"})
	if err != nil {
		b.Fatal(err)
	}
	m.Update(tea.WindowSizeMsg{Width: 160, Height: 50})
	step := keyOf("space")
	for range 500 {
		m.Update(step)
	}
	m.View()
	b.ReportAllocs()
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
		m.hints()
	}
}
