// Package edit is the line that is typed: at the prompt, and as a filter of a list. It is the text input of
// Bubbles, told of keys by their names.
package edit

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"

	"github.com/quartet-os/quartet/ui/keys"
)

// Limit is how many characters a line may have.
const Limit = 500

// Line is a line and its cursor. The zero value is an empty line.
type Line struct {
	model textinput.Model
	made  bool
}

// input returns the text input, made when it is first asked for. The screen draws line and cursor itself, completes by
// itself, and hears from the terminal what is pasted.
func (l *Line) input() *textinput.Model {
	if l.made {
		return &l.model
	}
	l.model, l.made = textinput.New(), true
	l.model.CharLimit = Limit
	l.model.SetVirtualCursor(false)
	for _, own := range []interface{ Unbind() }{
		&l.model.KeyMap.Paste, &l.model.KeyMap.AcceptSuggestion,
		&l.model.KeyMap.NextSuggestion, &l.model.KeyMap.PrevSuggestion,
	} {
		own.Unbind()
	}
	l.model.Focus()
	return &l.model
}

// Value returns the line.
func (l *Line) Value() string { return l.input().Value() }

// Position returns how many characters stand before the cursor.
func (l *Line) Position() int { return l.input().Position() }

// SetValue replaces the line. The cursor stays where it is, as far as the line goes.
func (l *Line) SetValue(text string) {
	in := l.input()
	at := in.Position()
	in.SetValue(clean(text))
	in.SetCursor(at)
}

// SetCursor puts the cursor behind so many characters.
func (l *Line) SetCursor(at int) { l.input().SetCursor(at) }

// CursorEnd puts the cursor behind the line.
func (l *Line) CursorEnd() { l.input().CursorEnd() }

// Insert types a text at the cursor, as much of it as there is room for. A line break counts as a blank, other controls
// as nothing.
func (l *Line) Insert(text string) {
	if text = clean(text); text != "" {
		l.update(tea.PasteMsg{Content: text})
	}
}

// Update takes a key: it edits the line as in a shell, or types a character.
func (l *Line) Update(k keys.Press) {
	msg, ok := message(k)
	switch {
	case !ok:
		l.Insert(k.Text)
	case l.deletesTheRest(k.Name):
		l.update(tea.KeyPressMsg{Code: 'k', Mod: tea.ModCtrl})
	default:
		l.update(msg)
	}
}

// deletesTheRest reports whether a key deletes the next word where nothing comes after that word. With one sign behind
// the cursor, or with blanks only, the input's own deletion reaches past the end of the line.
func (l *Line) deletesTheRest(name string) bool {
	if name != "alt+d" && name != "alt+delete" {
		return false
	}
	left := []rune(l.Value())[l.Position():]
	return len(left) < 2 || strings.TrimSpace(string(left[1:])) == ""
}

// update hands the input a message.
func (l *Line) update(msg tea.Msg) {
	in := l.input()
	*in, _ = in.Update(msg)
}

// codes are the keys without a character that edit a line.
var codes = map[string]rune{
	"left": tea.KeyLeft, "right": tea.KeyRight, "home": tea.KeyHome, "end": tea.KeyEnd,
	"backspace": tea.KeyBackspace, "delete": tea.KeyDelete,
}

// message returns the key as the input expects it; ok is false for one that edits nothing.
func message(k keys.Press) (msg tea.KeyPressMsg, ok bool) {
	name := k.Name
	for prefix, mod := range map[string]tea.KeyMod{"ctrl+": tea.ModCtrl, "alt+": tea.ModAlt} {
		if rest, cut := strings.CutPrefix(name, prefix); cut {
			name, msg.Mod = rest, mod
		}
	}
	if code, special := codes[name]; special {
		msg.Code = code
		return msg, true
	}
	letter, size := utf8.DecodeRuneInString(name)
	msg.Code = letter
	return msg, msg.Mod != 0 && size == len(name)
}

// clean makes a text one line without controls.
func clean(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t' || r == '\n' || r == '\r':
			return ' '
		case r == utf8.RuneError || unicode.IsControl(r):
			return -1
		}
		return r
	}, text)
}
