package palette

import (
	"slices"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/ui/keys"
)

// TestWhatPeopleType: words that a newcomer types, and the key or command that has to stand first and marked.
func TestWhatPeopleType(t *testing.T) {
	all := full(t)
	for typed, want := range map[string]keys.Action{
		"restart": keys.GoFirst, "reset": keys.GoFirst, "start": keys.GoFirst, "start again": keys.GoFirst,
		"go to the start": keys.GoFirst,
		"export":          keys.SavePicture, "screenshot": keys.SavePicture, "image": keys.SavePicture,
		"font": keys.SwitchLayout, "bigger": keys.SwitchLayout, "projector": keys.SwitchLayout,
		"bigger font": keys.SwitchLayout,
		"fix":         keys.OpenEditor, "edit": keys.OpenEditor, "change code": keys.OpenEditor,
		"exit": keys.Quit, "leave": keys.Quit, "quit": keys.Quit,
		"undo": keys.Undo, "revert": keys.Undo,
		"next": keys.StopOn, "step": keys.StepOn, "stop": keys.PlayOrPause, "pause": keys.PlayOrPause,
		"play":      keys.PlayOrPause,
		"why stuck": keys.AskWhy, "stuck": keys.AskWhy, "why": keys.AskWhy, "explain": keys.AskWhy,
		"go back": keys.StopBack, "back": keys.StopBack, "previous": keys.StopBack, "rewind": keys.StepBack,
		"compare": keys.OpenWorlds, "diff": keys.OpenWorlds,
		"help": keys.OpenHelp, "shortcuts": keys.OpenHelp, "examples": keys.OpenPicker,
		"statistics": keys.ShowMeasures, "colours": keys.SwitchTheme, "speed": keys.Faster,
		"check": keys.AskAll, "how do i exit": keys.Quit,
	} {
		p := New(all)
		p.Paste(typed)
		if e, ok := p.Marked(); !ok || e.Action != want || e.Kind != Key || p.At() != 0 {
			t.Errorf("%q marks %q (%s) in line %d, want action %s", typed, e.Name, e.Sign, p.At(), want.Name())
		}
	}
	for _, typed := range []string{"deadlock", "starve", "livelock", "violation"} {
		if !finds(all, typed, func(e *Entry) bool { return e.Kind == Word && strings.HasPrefix(e.Name, typed) }) {
			t.Errorf("%q is not explained", typed)
		}
	}
	for _, want := range []keys.Action{keys.OpenWorlds, keys.OpenScenePage, keys.OpenEditor} {
		if !finds(all, "cure", func(e *Entry) bool { return e.Kind == Key && e.Action == want }) {
			t.Errorf("cure does not find %s", want.Name())
		}
	}
	for typed, want := range map[string]string{"tutorial": ":tour", "breakpoint": ":break", "mend": ":mend",
		"write": ":write", "close": ":close", "odds": ":odds"} {
		p := New(all)
		p.Paste(typed)
		if e, _ := p.Marked(); !strings.HasPrefix(e.Types, want) || p.At() != 0 {
			t.Errorf("%q marks %q (%s), want %s", typed, e.Name, e.Types, want)
		}
	}
}

// TestAWordThatIsBeingTyped finds what people mean before it is whole, behind what is called so.
func TestAWordThatIsBeingTyped(t *testing.T) {
	all := full(t)
	for _, typed := range []string{"resta", "screens", "start ag"} {
		if !finds(all, typed, func(e *Entry) bool { return e.Kind == Key && e.Asked != nil }) {
			t.Errorf("%q finds no key", typed)
		}
	}
}

// TestKeysOfDialogsAreLast: what works in another place only stands behind all else that is found, and is not marked.
func TestKeysOfDialogsAreLast(t *testing.T) {
	all := full(t)
	for _, typed := range []string{"undo", "stop", "close", "next", "save", "ctrl+z", "down"} {
		p := New(all)
		p.Paste(typed)
		is := func(h hit) bool { return all[h.entry].Kind == Dialogue }
		if at := slices.IndexFunc(p.found, is); at >= 0 && slices.ContainsFunc(p.found[at:], func(h hit) bool {
			return !is(h)
		}) {
			t.Errorf("%q: something stands behind the keys of dialogs", typed)
		}
		if e, _ := p.Marked(); e.Kind == Dialogue && slices.ContainsFunc(p.found, func(h hit) bool { return !is(h) }) {
			t.Errorf("%q marks %q", typed, e.Types)
		}
	}
}

// TestNoTwoWordsForOneKeyAreTheSame, and each is one that an exact match can find.
func TestNoTwoWordsForOneKeyAreTheSame(t *testing.T) {
	for a, words := range askedKeys {
		all := strings.Fields(words)
		slices.Sort(all)
		if len(slices.Compact(slices.Clone(all))) != len(all) || words != strings.ToLower(words) {
			t.Errorf("%s: %q", a.Name(), words)
		}
	}
}

// TestACommandIsFirstByItsName: no key that does something else is found before a command whose name was typed.
func TestACommandIsFirstByItsName(t *testing.T) {
	all := full(t)
	same := map[string]keys.Action{"back": keys.StopBack, "branch": keys.OtherFuture, "compare": keys.OpenWorlds,
		"help": keys.OpenHelp}
	for i := range all {
		e := &all[i]
		name, _, _ := strings.Cut(strings.TrimPrefix(e.Types, ":"), " ")
		if e.Kind != Command {
			continue
		}
		for key, words := range askedKeys {
			if slices.Contains(strings.Fields(words), name) && same[name] != key {
				t.Errorf("%q is asked for as the key %s, and is a command of its own", name, key.Name())
			}
		}
	}
}
