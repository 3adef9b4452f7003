package keys

import "iter"

// Map finds the binding of a key in O(1).
type Map struct {
	Groups []Group
	byKey  [Modes]map[string]*Binding
	footer [Modes][]*Binding // those that have a word in the footer, in its order
}

// NewMap returns the table with all keys enabled.
func NewMap() *Map {
	k := &Map{Groups: Table()}
	for g := range k.Groups {
		group := &k.Groups[g]
		if k.byKey[group.Mode] == nil {
			k.byKey[group.Mode] = make(map[string]*Binding)
		}
		for i := range group.Bindings {
			b := &group.Bindings[i]
			for _, name := range b.Keys() {
				k.byKey[group.Mode][name] = b
			}
		}
	}
	for m := range Modes {
		k.footer[m] = k.inOrder(m)
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

// In goes through the enabled bindings whose keys work in a mode, those first that come first.
func (k *Map) In(m Mode) iter.Seq[*Binding] {
	return func(yield func(*Binding) bool) {
		for _, one := range ModesOf(m) {
			for g := range k.Groups {
				if k.Groups[g].Mode != one {
					continue
				}
				for i := range k.Groups[g].Bindings {
					if b := &k.Groups[g].Bindings[i]; b.Enabled() && !yield(b) {
						return
					}
				}
			}
		}
	}
}

// Disable takes the keys of an action away, from the footer and the page of all keys as well.
func (k *Map) Disable(a Action) {
	for g := range k.Groups {
		for i := range k.Groups[g].Bindings {
			if b := &k.Groups[g].Bindings[i]; b.Action == a {
				b.SetEnabled(false)
			}
		}
	}
}
