package keys

import (
	"iter"
	"slices"
)

// footerOrder is the order in which the footer offers the keys of the machine, the most needed first. An action that
// has a word in the footer and no place here comes after these, in the order of the table.
var footerOrder = [...]Action{
	StepOn, PassOn, StopOn, PlayOrPause, AskWhy, AskHint, AskAll, OpenPicker, OpenChoices, RaiseInterrupt, OpenPrompt,
	OpenPalette, OpenEditor, StepBack,
	OpenWorlds, Quit, SwitchLayout, AskNext, SpawnProducer, SpawnConsumer, SpawnAny, SelectNext, OpenInspector, Undo,
	InjectTimeout,
	KillSelected, WakeSelected, RunNext, ShowMeasures, NextListing, ShowScheduler, OtherFuture, GoFirst, GoLast,
	CapacityDown, CapacityUp, SwitchTheme, Save,
}

// Footer goes through the enabled bindings of a mode that have a word in the footer, the most needed first. The last
// one leads out: it closes what is open, or lists all keys.
func (k *Map) Footer(m Mode) iter.Seq[*Binding] {
	return func(yield func(*Binding) bool) {
		for _, one := range ModesOf(m) {
			for _, b := range k.footer[one] {
				if b.Enabled() && !yield(b) {
					return
				}
			}
		}
	}
}

// inOrder returns the bindings of one mode that have a word in the footer, in the footer's order.
func (k *Map) inOrder(m Mode) []*Binding {
	var all []*Binding
	for g := range k.Groups {
		if k.Groups[g].Mode != m {
			continue
		}
		for i := range k.Groups[g].Bindings {
			if b := &k.Groups[g].Bindings[i]; b.Footer != "" {
				all = append(all, b)
			}
		}
	}
	if m == Browsing {
		slices.SortStableFunc(all, func(a, b *Binding) int { return rank(a.Action) - rank(b.Action) })
	}
	return all
}

// rank is the place of an action in the footer.
func rank(a Action) int {
	switch at := slices.Index(footerOrder[:], a); {
	case a == OpenHelp:
		return len(footerOrder) + 1
	case at < 0:
		return len(footerOrder)
	default:
		return at
	}
}
