package keys

import "testing"

// TestTheNextKey: for each situation the key that helps on.
func TestTheNextKey(t *testing.T) {
	for _, c := range []struct {
		name string
		at   Situation
		want Action
	}{
		{"boot", Situation{Early: true}, StepOn},
		{"in mid-run", Situation{}, StopOn},
		{"playing", Situation{Playing: true, Sleeper: true}, PlayOrPause},
		{"in the past", Situation{Past: true}, StepBack},
		{"a found schedule ahead", Situation{Past: true, LaidOut: true}, StopOn},
		{"a found schedule at its end", Situation{LaidOut: true, Ended: true, Failed: true}, AskWhy},
		{"stuck", Situation{Ended: true, Failed: true}, AskWhy},
		{"done", Situation{Ended: true}, AskAll},
		{"a circle while others run", Situation{Asleep: true}, AskWhy},
		{"a sleeper is selected", Situation{Sleeper: true, Early: true}, AskWhy},
	} {
		if got := Next(c.at); len(got) == 0 || got[0].Action != c.want {
			t.Errorf("%s: %v", c.name, got)
		}
	}
}

// TestEachNextKeyIsOfTheTable: what is offered has a key and a word in the footer.
func TestEachNextKeyIsOfTheTable(t *testing.T) {
	has := map[Action]bool{}
	for b := range NewMap().Footer(Browsing) {
		has[b.Action] = true
	}
	for _, row := range nextTable {
		for _, h := range row.hints {
			if !has[h.Action] {
				t.Errorf("%s: action %d has no place in the footer", row.about, h.Action)
			}
		}
	}
	for _, a := range footerOrder {
		if !has[a] {
			t.Errorf("action %d has a place in the footer's order, and no word", a)
		}
	}
}

// TestTheWayOutOfAllIsNamed: at the boot of a scene a screen of 160 columns has room for the words of all keys up to
// the ones that leave and that divide the screen anew.
func TestTheWayOutOfAllIsNamed(t *testing.T) {
	w := len(" ? keys")
	for b := range NewMap().Footer(Browsing) {
		if b.Action == RaiseInterrupt || b.Action == AskHint || b.Action == OpenHelp { // of interrupts, of puzzles
			continue
		}
		if w += len([]rune(b.Show+" "+b.Footer)) + 2; w > 158 {
			t.Fatalf("%s %s has no room", b.Show, b.Footer)
		}
		if b.Action == SwitchLayout {
			return
		}
	}
	t.Error("no key divides the screen anew")
}

// TestTheWayOutIsLast: whatever is open, the last key of the footer closes it or lists all keys.
func TestTheWayOutIsLast(t *testing.T) {
	for m := range Modes {
		var last Action
		for b := range NewMap().Footer(m) {
			last = b.Action
		}
		switch last {
		case OpenHelp, CloseTop, AnswerNo, CancelAsking:
		default:
			t.Errorf("in mode %d the footer ends with action %d", m, last)
		}
	}
}

// TestAKeyThatChangesTheMachineMeansOneThing: in every other mode it does the same, or nothing.
func TestAKeyThatChangesTheMachineMeansOneThing(t *testing.T) {
	k := NewMap()
	for _, b := range changeKeys().Bindings {
		for _, name := range b.Keys() {
			for m := range Modes {
				if a := k.Action(m, name); !Types(m) && a != None && a != b.Action {
					t.Errorf("%s (%s) asks for action %d in mode %d", name, b.Does(), a, m)
				}
			}
		}
	}
}

// TestGStaysHome: wherever g means something, it goes to the first of what is shown, as home does; S saves, and
// nothing else.
func TestGStaysHome(t *testing.T) {
	k := NewMap()
	for m := range Modes {
		if Types(m) {
			continue
		}
		if a := k.Action(m, "g"); a != None && a != GoFirst && a != CursorFirst {
			t.Errorf("g asks for action %d in mode %d", a, m)
		}
		if g, home := k.Action(m, "g"), k.Action(m, "home"); g != None && g != home {
			t.Errorf("g asks for action %d and home for %d in mode %d", g, home, m)
		}
		if a := k.Action(m, "S"); a != None && a != Save && a != AnswerSave {
			t.Errorf("S asks for action %d in mode %d", a, m)
		}
	}
}
