package keys

import (
	"iter"
	"strings"
)

// Map finds the binding of a key in O(1).
type Map struct {
	Groups []Group
	byKey  [Modes]map[string]*Binding
	of     [Modes][Actions]*Binding // by what they ask for; the first, where several do
	footer [Modes][]*Binding        // those that have a word in the footer, in its order
	plain  *Map                     // the table as it is, where this one has a user's keys
}

// NewMap returns the table with all keys enabled.
func NewMap() *Map {
	k := newMap()
	k.index()
	return k
}

// newMap returns the table, in which no key is found yet.
func newMap() *Map {
	k := &Map{Groups: Table()}
	for b, m := range k.each() {
		if k.of[m][b.Action] == nil {
			k.of[m][b.Action] = b
		}
	}
	return k
}

// index makes the keys to be found, and lets the sentences name them.
func (k *Map) index() {
	for b, m := range k.each() {
		if k.byKey[m] == nil {
			k.byKey[m] = make(map[string]*Binding)
		}
		for _, name := range b.Keys() {
			k.byKey[m][name] = b
		}
	}
	for b := range k.each() {
		b.About = k.Words(b.About)
	}
	for m := range Modes {
		k.footer[m] = k.inOrder(m)
	}
}

// each goes through all bindings with their modes.
func (k *Map) each() iter.Seq2[*Binding, Mode] {
	return func(yield func(*Binding, Mode) bool) {
		for g := range k.Groups {
			for i := range k.Groups[g].Bindings {
				if !yield(&k.Groups[g].Bindings[i], k.Groups[g].Mode) {
					return
				}
			}
		}
	}
}

// Plain returns the table as it is without a user's keys: what a demo script's keys mean.
func (k *Map) Plain() *Map {
	if k.plain != nil {
		return k.plain
	}
	return k
}

// Action returns what a key asks for in a mode; None where it means nothing there, or is disabled.
func (k *Map) Action(m Mode, name string) Action {
	if b := k.Find(m, name); b != nil && b.Enabled() {
		return b.Action
	}
	return None
}

// Find returns the binding of a key in a mode, or nil.
func (k *Map) Find(m Mode, name string) *Binding {
	for _, one := range ModesOf(m) {
		if b := k.byKey[one][name]; b != nil {
			return b
		}
	}
	return nil
}

// Of returns the binding of an action in a mode, or nil.
func (k *Map) Of(m Mode, a Action) *Binding {
	for _, one := range ModesOf(m) {
		if b := k.of[one][a]; b != nil {
			return b
		}
	}
	return nil
}

// Sign returns the key that asks for an action of the machine, for the eye. What has no key is found in the palette.
func (k *Map) Sign(a Action) string { return k.sign(Browsing, a) }

// sign returns the key that asks for an action in a mode.
func (k *Map) sign(m Mode, a Action) string {
	b := k.Of(m, a)
	switch {
	case b == nil:
		return a.Name()
	case len(b.Keys()) > 0:
		return SignOf(b.Keys()[0])
	case a == OpenPalette:
		return a.Name()
	}
	return k.Sign(OpenPalette) + " " + a.Name()
}

// Own reports whether the keys of an action of the machine are a user's.
func (k *Map) Own(a Action) bool {
	b := k.Of(Browsing, a)
	return b != nil && b.own
}

// KeyFor returns the user's key for what a key of the table asks for in a mode, for the eye.
func (k *Map) KeyFor(m Mode, name string) string {
	b := k.Plain().Find(m, name)
	if b == nil || k.Find(m, name) != nil && k.Find(m, name).Action == b.Action {
		return name
	}
	return k.sign(m, b.Action)
}

// PlainKey returns the key of the table that asks for an action in a mode, given the key that was pressed: that one,
// where it asks for the same in the table.
func (k *Map) PlainKey(m Mode, a Action, pressed string) string {
	plain := k.Plain()
	if b := plain.Find(m, pressed); b != nil && b.Action == a {
		return pressed
	}
	b := plain.Of(m, a)
	switch {
	case b == nil || len(b.Keys()) == 0:
		return pressed
	case a == SelectNext || a == SelectPrevious:
		return b.Keys()[len(b.Keys())-1] // tab selects in a focused panel, too
	}
	return b.Keys()[0]
}

// Words puts keys into a sentence: "{undo} takes it back" names the key of that action, "{editor.keep-copy}" that of an
// action in the table of that name.
func (k *Map) Words(text string) string {
	if !strings.Contains(text, "{") {
		return text
	}
	var out strings.Builder
	for {
		before, rest, open := strings.Cut(text, "{")
		name, after, closed := strings.Cut(rest, "}")
		out.WriteString(before)
		if !open {
			return out.String()
		}
		m := Browsing
		if table, action, in := strings.Cut(name, "."); in {
			m, _ = ModeByTable(table)
			name = action
		}
		a, known := actionOf[m][name]
		if !closed || !known {
			out.WriteString("{")
			text = rest
			continue
		}
		out.WriteString(k.sign(m, a))
		text = after
	}
}

// In goes through the enabled bindings whose keys work in a mode, those first that come first.
func (k *Map) In(m Mode) iter.Seq[*Binding] {
	return func(yield func(*Binding) bool) {
		for _, one := range ModesOf(m) {
			for b, at := range k.each() {
				if at == one && b.Enabled() && !yield(b) {
					return
				}
			}
		}
	}
}

// Disable takes the keys of an action away, from the footer and the page of all keys as well.
func (k *Map) Disable(a Action) {
	for b := range k.each() {
		if b.Action == a {
			b.off = true
			b.SetEnabled(false)
		}
	}
	if k.plain != nil {
		k.plain.Disable(a)
	}
}
