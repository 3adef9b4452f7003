package dialog

import (
	"fmt"

	"github.com/quartet-os/quartet/ui/keys"
	"github.com/quartet-os/quartet/ui/panel"
)

// HelpPage is the page of all keys; for who is new here it begins with where to go, on a shelf of so many scenes.
func HelpPage(k *keys.Map, scenes int) Page {
	first := []panel.KeyHint{{Key: k.Sign(keys.OpenScenePage), Does: "this scene"}}
	if b := k.Of(keys.Browsing, keys.OpenPicker); b != nil && b.Enabled() { // else there is no shelf, and no tour of it
		first = []panel.KeyHint{{Key: k.Sign(keys.OpenPrompt) + "tour", Does: "eight cards"}, first[0],
			{Key: b.First(), Does: fmt.Sprintf("%d scenes", scenes)}}
	}
	first = append(first, panel.KeyHint{Key: k.Sign(keys.OpenPalette), Does: "finds anything"})
	return Page{Help: &panel.Help{Groups: groupsOf(k), First: first}}
}

// groupsOf returns the key table for the page: two that are opposites in one line, and the two groups
// of looking around before those that change something.
func groupsOf(k *keys.Map) []panel.KeyGroup {
	var groups []panel.KeyGroup
	for _, g := range k.Groups {
		one := panel.KeyGroup{Title: g.Name}
		for i := 0; i < len(g.Bindings); i++ {
			b := &g.Bindings[i]
			switch {
			case !b.Enabled():
			case b.Pair() != "" && i+1 < len(g.Bindings) && g.Bindings[i+1].Enabled():
				i++
				sign := b.First() + ", " + g.Bindings[i].First()
				one.Keys = append(one.Keys, panel.KeyHint{Key: sign, Does: b.Pair()})
			case b.Action == keys.OpenPrompt: // it leads to questions that no key asks
				one.Keys = append(one.Keys, panel.KeyHint{Key: b.Sign(), Does: b.Does() + ": :mend, :odds, :fate …"})
			default:
				one.Keys = append(one.Keys, panel.KeyHint{Key: b.Sign(), Does: b.Does()})
			}
		}
		groups = append(groups, one)
	}
	const change, look = 1, 2 // their places in the table
	if len(groups) > look {
		groups[change], groups[look] = groups[look], groups[change]
	}
	mouse := panel.KeyGroup{Title: "Mouse"}
	for _, l := range keys.MouseTable() {
		mouse.Keys = append(mouse.Keys, panel.KeyHint{Key: l.What, Does: l.Short})
	}
	return append(groups, mouse)
}
