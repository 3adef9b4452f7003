package keys

import (
	"strings"
	"testing"
)

func TestEachKeyMeansOneThingInAMode(t *testing.T) {
	for m := range Modes {
		seen := map[string]string{}
		for _, g := range Table() {
			if g.Mode != m {
				continue
			}
			for _, b := range g.Bindings {
				for _, k := range b.Keys() {
					if other := seen[k]; other != "" {
						t.Errorf("%s means %q and %q in mode %d", k, other, b.Does(), m)
					}
					seen[k] = b.Does()
				}
			}
		}
	}
}

func TestEachActionHasAKey(t *testing.T) {
	has := map[Action]bool{}
	for _, g := range Table() {
		for _, b := range g.Bindings {
			has[b.Action] = true
			if b.About == "" || b.Sign() == "" || b.Does() == "" || !strings.HasSuffix(b.About, ".") {
				t.Errorf("%v: a binding needs a sign, a word and a sentence", b.Keys())
			}
			if b.Footer != "" && b.Show == "" {
				t.Errorf("%v: the footer has no sign for it", b.Keys())
			}
		}
	}
	for a := None + 1; a < Actions; a++ {
		if a != actions && !has[a] {
			t.Errorf("action %d has no key", a)
		}
	}
}

func TestADisabledKey(t *testing.T) {
	k := NewMap()
	k.Disable(AskAll)
	if got := k.Action(Browsing, "a"); got != None {
		t.Errorf("a asks for %d", got)
	}
	for b := range k.In(Browsing) {
		if b.Action == AskAll {
			t.Error("it is listed")
		}
	}
	if b := k.Find(Browsing, "a"); b == nil || b.Enabled() {
		t.Error("it is not known what the key would mean")
	}
	if NewMap().Action(Browsing, "a") != AskAll {
		t.Error("another screen's key is gone as well")
	}
}

func TestTheChoicesComeBeforeTheMachine(t *testing.T) {
	k := NewMap()
	for key, want := range map[string]Action{"1": TakeNumbered, "down": CursorDown, "space": StepOn} {
		if got := k.Action(Choosing, key); got != want {
			t.Errorf("%s asks for %d, want %d", key, got, want)
		}
	}
}
