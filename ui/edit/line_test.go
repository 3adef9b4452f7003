package edit

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/quartet-os/quartet/ui/keys"
)

// TestKeys edits lines; the bar is the cursor.
func TestKeys(t *testing.T) {
	for _, c := range []struct{ line, keys, want string }{
		{"kill p1|", "left left backspace", "kill|p1"},
		{"kill|p1", "space end x", "kill p1x|"},
		{"kill p1|", "ctrl+w", "kill |"},
		{"kill  |", "ctrl+w", "|"},
		{"|kill p1", "alt+d", "| p1"},
		{"kill|  p1", "alt+delete", "kill|"},
		{"kill |p", "alt+d", "kill |"},
		{"kill|   ", "alt+d", "kill|"},
		{"ki|ll p1", "ctrl+k", "ki|"},
		{"ki|ll p1", "ctrl+u", "|ll p1"},
		{"kill p1|", "ctrl+left ctrl+left ctrl+right", "kill| p1"},
		{"kill p1|", "home delete", "|ill p1"},
		{"|", "backspace delete ctrl+w alt+d left right", "|"},
		{"a|", "€ ctrl+x f1", "a€|"},
		{"|ab", "backspace", "|ab"},
	} {
		before, after, _ := strings.Cut(c.line, "|")
		var l Line
		l.SetValue(before + after)
		l.SetCursor(len([]rune(before)))
		for k := range strings.FieldsSeq(c.keys) {
			l.Update(keys.PressOf(k))
		}
		text := []rune(l.Value())
		got := string(text[:l.Position()]) + "|" + string(text[l.Position():])
		if got != c.want {
			t.Errorf("%s after %s: %s, want %s", c.line, c.keys, got, c.want)
		}
	}
}

func TestAPasteIsOneLine(t *testing.T) {
	var l Line
	l.Insert("spawn\tp\n\x1b[31m2\xff")
	if got := l.Value(); got != "spawn p [31m2" {
		t.Errorf("the line is %q", got)
	}
	l.Insert(strings.Repeat("x", 2*Limit))
	if got := len(l.Value()); got != Limit || l.Position() != Limit {
		t.Errorf("it has %d characters, the cursor is at %d", got, l.Position())
	}
}

// TestAnyKeys: whatever is typed, the cursor stands in the line, and the line has no more than there is room for.
func TestAnyKeys(t *testing.T) {
	names := []string{"left", "right", "home", "end", "backspace", "delete", "ctrl+w", "alt+d", "ctrl+k",
		"ctrl+u", "ctrl+left", "ctrl+right", "space", "a", "€", "f1"}
	rapid.Check(t, func(r *rapid.T) {
		var l Line
		for range rapid.IntRange(1, 80).Draw(r, "keys") {
			if rapid.IntRange(0, 9).Draw(r, "what") == 0 {
				l.Insert(rapid.String().Draw(r, "text"))
			} else {
				l.Update(keys.PressOf(rapid.SampledFrom(names).Draw(r, "key")))
			}
			if n := len([]rune(l.Value())); l.Position() < 0 || l.Position() > n || n > Limit {
				r.Fatalf("the cursor is at %d of %d", l.Position(), n)
			}
		}
	})
}
