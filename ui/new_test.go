package ui

import (
	"context"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
)

// TestManyScreens holds two screens at once, as a server would: what is done on one is not seen on the other.
func TestManyScreens(t *testing.T) {
	var screens [2]*Model
	for i := range screens {
		m, err := New(context.Background(), Options{
			Session: newSession(t, bounded), Theme: []string{"dark", "light"}[i],
		})
		if err != nil {
			t.Fatal(err)
		}
		m.Update(tea.WindowSizeMsg{Width: 100 + 20*i, Height: 30})
		screens[i] = m
	}
	before := screens[1].View().Content
	for _, key := range []string{"space", "space", "L", "tab", "i", ":", "k", "esc"} {
		screens[0].Update(keyOf(key))
	}
	first := screens[0].View().Content
	if screens[0].session.Position() != 2 || !strings.Contains(first, "step 2") {
		t.Error("the first screen did not do what its keys say")
	}
	if screens[1].session.Position() != 0 || screens[1].View().Content != before {
		t.Error("the second screen has changed with the first")
	}
	screens[1].Update(keyOf("n"))
	if screens[0].View().Content != first {
		t.Error("the first screen has changed with the second")
	}
}

// TestNewLeavesTheProcessAlone: a screen of New has no key that lets the process stand still.
func TestNewLeavesTheProcessAlone(t *testing.T) {
	m, err := New(context.Background(), Options{Session: newSession(t, bounded)})
	if err != nil {
		t.Fatal(err)
	}
	m.Update(tea.WindowSizeMsg{Width: 120, Height: 36})
	_, cmd := m.Update(keyOf("ctrl+z"))
	if cmd != nil {
		t.Error("ctrl+z does something")
	}
}

func TestAScreenNeedsASession(t *testing.T) {
	if _, err := New(context.Background(), Options{}); err == nil || !strings.Contains(err.Error(), "session") {
		t.Errorf("without a session: %v", err)
	}
}
