package keys

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// modifiers are the names of what is held down with a key, in the order in which a terminal's name has them.
var modifiers = []string{"ctrl", "alt", "shift", "meta", "hyper", "super"}

// named are the keys with a name of several letters.
var named = func() []string {
	all := []string{"enter", "tab", "backspace", "esc", "space", "up", "down", "left", "right", "home", "end",
		"pgup",
		"pgdown", "insert", "delete"}
	for n := 1; n <= 24; n++ {
		all = append(all, fmt.Sprintf("f%d", n))
	}
	return all
}()

// otherNames are what people call keys, too.
var otherNames = map[string]string{
	"escape": "esc", "return": "enter", "ret": "enter", "del": "delete", "ins": "insert", "bs": "backspace",
	"pageup": "pgup", "page-up": "pgup", "pagedown": "pgdown", "page-down": "pgdown", "pgdn": "pgdown",
	"spacebar": "space",
	"control":  "ctrl", "ctl": "ctrl", "c": "ctrl", "option": "alt", "opt": "alt", "m": "alt", "s": "shift",
	"cmd":     "super",
	"command": "super",
}

// alike are keys that a terminal cannot tell from another one.
var alike = map[string]string{"ctrl+i": "tab", "ctrl+m": "enter", "ctrl+[": "esc"}

// Spell returns a key as a terminal names it, from what a user may call it: "PageDown", "Shift+Ctrl+left", "shift+a".
// The error says what would work.
func Spell(text string) (string, error) {
	if text == " " {
		return "space", nil
	}
	if utf8.RuneCountInString(text) == 1 && visibleSign(text) {
		return text, nil
	}
	parts := strings.Split(text, "+")
	key := parts[len(parts)-1]
	if strings.HasSuffix(text, "++") { // ctrl++ is the plus
		parts = parts[:len(parts)-1]
		key = "+"
	}
	var held []string
	for _, m := range parts[:len(parts)-1] {
		m = strings.ToLower(m)
		if other, ok := otherNames[m]; ok {
			m = other
		}
		if !slices.Contains(modifiers, m) {
			return "", fmt.Errorf("%q is no key: what is held down is one of %s", text, strings.Join(modifiers,
				", "))
		}
		if !slices.Contains(held, m) {
			held = append(held, m)
		}
	}
	key, ok := spellLast(key, &held)
	if !ok {
		return "", fmt.Errorf("%q is no key; a key is one sign, or one of %s and f1 to f24, each with ctrl+, "+
			"alt+ or "+
			"shift+ before it, as in \"ctrl+s\"", text, strings.Join(named[:15], ", "))
	}
	slices.SortFunc(held, func(a, b string) int { return slices.Index(modifiers, a) - slices.Index(modifiers, b) })
	name := strings.Join(append(held, key), "+")
	if other := alike[name]; other != "" {
		return "", fmt.Errorf("terminals do not tell %s from %s; another key works", name, other)
	}
	return name, nil
}

// spellLast spells the key itself: a capital letter is shift and the letter where something else is held down, and
// alone the letter that it types.
func spellLast(key string, held *[]string) (string, bool) {
	if utf8.RuneCountInString(key) != 1 {
		key = strings.ToLower(key)
		if len(key) > 1 {
			if other, ok := otherNames[key]; ok {
				key = other
			}
		}
		return key, slices.Contains(named, key)
	}
	if !visibleSign(key) {
		return "", false
	}
	r, _ := utf8.DecodeRuneInString(key)
	switch {
	case len(*held) == 1 && (*held)[0] == "shift" && unicode.IsLower(r):
		*held = nil
		return string(unicode.ToUpper(r)), true
	case len(*held) > 0 && unicode.IsUpper(r):
		if !slices.Contains(*held, "shift") {
			*held = append(*held, "shift")
		}
		return string(unicode.ToLower(r)), true
	}
	return key, true
}

// visibleSign reports whether a text of one sign is one that a key types.
func visibleSign(text string) bool {
	r, _ := utf8.DecodeRuneInString(text)
	return r != utf8.RuneError && unicode.IsGraphic(r) && !unicode.IsSpace(r) && !unicode.Is(unicode.Mn, r)
}

// signs are how keys are written for the eye, where not by their name.
var signs = map[string]string{"pgup": "PgUp", "pgdown": "PgDn"}

// arrows are how the keys of a pair are written in the footer.
var arrows = map[string]string{"up": "▴", "down": "▾", "left": "◂", "right": "▸"}

// SignOf returns a key for the eye, by its name.
func SignOf(name string) string {
	if s := signs[name]; s != "" {
		return s
	}
	if len(name) > 1 && name[0] == 'f' && name[1] >= '1' && name[1] <= '9' {
		return "F" + name[1:]
	}
	return name
}

// typed reports whether a key is text where letters are text.
func typed(name string) bool { return PressOf(name).Text != "" }
