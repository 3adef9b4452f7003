// Package edit is the line that is typed: at the prompt, and as a filter of a list. It knows no terminal: a key is its
// name and what it types.
package edit

import (
	"slices"
	"unicode"
	"unicode/utf8"

	"github.com/quartet-os/quartet/ui/keys"
)

// Limit is how many characters a line may have.
const Limit = 500

// Line is a line and its cursor. The zero value is an empty line.
type Line struct {
	text []rune
	at   int // of the cursor; len(text) is behind the last character
}

// Value returns the line.
func (l *Line) Value() string { return string(l.text) }

// Position returns how many characters stand before the cursor.
func (l *Line) Position() int { return l.at }

// SetValue replaces the line. The cursor stays where it is, as far as the line goes.
func (l *Line) SetValue(text string) {
	l.text = clean(text)
	if len(l.text) > Limit {
		l.text = l.text[:Limit]
	}
	l.SetCursor(l.at)
}

// SetCursor puts the cursor behind so many characters.
func (l *Line) SetCursor(at int) { l.at = min(max(at, 0), len(l.text)) }

// CursorEnd puts the cursor behind the line.
func (l *Line) CursorEnd() { l.at = len(l.text) }

// Insert types a text at the cursor, as much of it as there is room for. A line break counts as a blank, other controls
// as nothing.
func (l *Line) Insert(text string) {
	typed := clean(text)
	typed = typed[:min(len(typed), max(Limit-len(l.text), 0))]
	l.text = slices.Insert(l.text, l.at, typed...)
	l.at += len(typed)
}

// Update takes a key: it edits the line as in a shell, or types a character.
func (l *Line) Update(k keys.Press) {
	switch k.Name {
	case "right", "ctrl+f":
		l.SetCursor(l.at + 1)
	case "left", "ctrl+b":
		l.SetCursor(l.at - 1)
	case "alt+right", "ctrl+right", "alt+f":
		l.at = l.wordAfter()
	case "alt+left", "ctrl+left", "alt+b":
		l.at = l.wordBefore()
	case "home", "ctrl+a":
		l.at = 0
	case "end", "ctrl+e":
		l.CursorEnd()
	case "backspace", "ctrl+h":
		l.cut(l.at-1, l.at)
	case "delete", "ctrl+d":
		l.cut(l.at, l.at+1)
	case "alt+backspace", "ctrl+w":
		l.cut(l.wordBefore(), l.at)
	case "alt+delete", "alt+d":
		l.cut(l.at, l.wordAfter())
	case "ctrl+k":
		l.cut(l.at, len(l.text))
	case "ctrl+u":
		l.cut(0, l.at)
	default:
		l.Insert(k.Text)
	}
}

// cut deletes the characters from one place up to another, and leaves the cursor there.
func (l *Line) cut(from, to int) {
	from, to = max(from, 0), min(to, len(l.text))
	if from < to {
		l.text, l.at = slices.Delete(l.text, from, to), from
	}
}

// wordAfter returns the place behind the word that the cursor is in, or before.
func (l *Line) wordAfter() int {
	at := l.at
	for at < len(l.text) && unicode.IsSpace(l.text[at]) {
		at++
	}
	for at < len(l.text) && !unicode.IsSpace(l.text[at]) {
		at++
	}
	return at
}

// wordBefore returns the place where the word begins that the cursor is in, or behind.
func (l *Line) wordBefore() int {
	at := l.at
	for at > 0 && unicode.IsSpace(l.text[at-1]) {
		at--
	}
	for at > 0 && !unicode.IsSpace(l.text[at-1]) {
		at--
	}
	return at
}

// clean makes a text one line without controls.
func clean(text string) []rune {
	var all []rune
	for _, r := range text {
		switch {
		case r == '\t' || r == '\n' || r == '\r':
			all = append(all, ' ')
		case r != utf8.RuneError && !unicode.IsControl(r):
			all = append(all, r)
		}
	}
	return all
}
