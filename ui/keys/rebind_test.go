package keys

import (
	"slices"
	"strings"
	"testing"
)

func TestEachActionHasANameOfItsOwn(t *testing.T) {
	tables := map[string]Mode{}
	for _, g := range Table() {
		name := TableName(g.Mode)
		if other, taken := tables[name]; taken && other != g.Mode || name == "" && g.Mode != Browsing {
			t.Errorf("%s: its table is called %q, as another's", g.Name, name)
		}
		tables[name] = g.Mode
	}
	for m := range Modes {
		var seen []string
		for _, a := range ActionsIn(m) {
			name := a.Name()
			if name == "" || strings.Trim(name, "abcdefghijklmnopqrstuvwxyz-") != "" || slices.Contains(seen,
				name) {
				t.Errorf("in mode %d an action is called %q", m, name)
			}
			seen = append(seen, name)
		}
	}
}

// TestTheTableKeepsItsOwnRule: a key that changes the machine means that or nothing, and all may be given as they are.
func TestTheTableKeepsItsOwnRule(t *testing.T) {
	var all []Choice
	for b, m := range NewMap().each() {
		if b.Action != FocusPanel && b.Action != TakeNumbered {
			all = append(all, Choice{Mode: m, Action: b.Action, Keys: b.Keys()})
		}
		if m != Browsing || !Changes(b.Action) {
			continue
		}
		for other, in := range NewMap().each() {
			for _, key := range b.Keys() {
				if in != Browsing && other.Action != b.Action && slices.Contains(other.Keys(), key) &&
					!(Types(in) && typed(key)) {
					t.Errorf("%s changes the machine, and is %s in %s", key, other.Action.Name(), TableName(in))
				}
			}
		}
	}
	if _, problems := Rebind(all); len(problems) > 0 {
		t.Errorf("the table's own keys: %v", problems)
	}
}

func TestRebind(t *testing.T) {
	k, problems := Rebind([]Choice{
		{Action: StepOn, Keys: []string{"space", "s"}}, {Action: StepBack, Keys: []string{"J"}},
		{Mode: Prompting, Action: Complete, Keys: []string{"ctrl+t"}}, {Action: KillSelected},
		{Mode: Picking, Action: CursorDown, Keys: []string{"J"}},
	})
	if len(problems) != 1 || !problems[0].Note || problems[0].Text != `spawn has no key left; spawn = `+
		`["..."] gives it one` {
		t.Errorf("%+v", problems)
	}
	for key, want := range map[string]Action{"s": StepOn, "space": StepOn, "J": StepBack, "left": None,
		"h": None, "x": None,
		"right": StepForward} {
		if got := k.Action(Browsing, key); got != want {
			t.Errorf("%s asks for %s, want %s", key, got.Name(), want.Name())
		}
	}
	if got := k.Plain().Action(Browsing, "s"); got != SpawnAny {
		t.Errorf("without the user's keys s asks for %s", got.Name())
	}
	for what, got := range map[string]string{
		"J ▸": k.Of(Browsing, StepBack).Show, "space, s": k.Of(Browsing, StepOn).Sign(),
		"▴ J": k.Of(Picking, CursorDown).Show, "J": k.Sign(StepBack), "ctrl+p kill": k.Sign(KillSelected),
		"u undoes, J goes back, ctrl+t completes, {nobody} and {}": k.Words(
			"{undo} undoes, {step-back} goes back, {prompt.complete} completes, {nobody} and {}"),
	} {
		if got != what {
			t.Errorf("it reads %q, want %q", got, what)
		}
	}
	for plain, want := range map[string]string{"left": "J", "space": "space", "x": "ctrl+p kill", "tab": "tab",
		"3": "3"} {
		if got := k.KeyFor(Browsing, plain); got != want {
			t.Errorf("what was %s is %s, want %s", plain, got, want)
		}
	}
	if got := k.PlainKey(Browsing, StepBack, "J"); got != "left" {
		t.Errorf("a script would have %s", got)
	}
}

// TestWhatCannotBeBound: each choice is refused alone, with the reason, and the others count.
func TestWhatCannotBeBound(t *testing.T) {
	for _, c := range []struct {
		bad  Choice
		want string
	}{
		{Choice{Action: StepOn, Keys: []string{"esc"}}, "esc always leads out, and can mean nothing else"},
		{Choice{Mode: Editing, Action: UndoEdit, Keys: []string{"ctrl+c"}},
			"ctrl+c always leads out, and can mean nothing else"},
		{Choice{Action: StepOn, Keys: []string{"v", "v"}}, "v stands twice here"},
		{Choice{Action: StepOn, Keys: []string{"ctrl+u"}}, "ctrl+u is given to undo already"},
		{Choice{Action: StepOn, Keys: []string{"4"}}, "4 is a digit, which says what is meant"},
		{Choice{Action: FocusPanel, Keys: []string{"f2"}}, "focus keeps its digits: they say which one is meant"},
		{Choice{Mode: Editing, Action: UndoEdit, Keys: []string{"z"}},
			`z is typed there; a key with ctrl+ or alt+ works, as in "alt+x"`},
		{Choice{Action: KillSelected, Keys: []string{"ctrl+k"}}, "ctrl+k cannot be a key of both kill and " +
			"[keys.editor] delete-to-end: a key that changes the machine means nothing else elsewhere"},
		{Choice{Mode: Reading, Action: CursorDown, Keys: []string{"x"}}, "x cannot be a key of both kill and " +
			"[keys.page] down: a key that changes the machine means nothing else elsewhere"},
		{Choice{Action: OpenPalette}, "palette needs a key: it finds all that has none"},
		{Choice{Action: Redraw, Keys: []string{"ctrl+p"}}, "palette needs a key: it finds all that has none"},
	} {
		k, problems := Rebind([]Choice{{Action: Undo, Keys: []string{"U"}}, {Mode: Reading, Action: CursorUp,
			Keys: []string{"ctrl+y"}},
			{Action: Undo, Keys: []string{"ctrl+u"}}}[:2])
		if len(problems) > 0 || k.Action(Browsing, "U") != Undo {
			t.Fatal(problems)
		}
		first := Choice{Action: OpenHelp, Keys: []string{"ctrl+u"}}
		want := strings.Replace(c.want, "given to undo", "given to help", 1)
		k, problems = Rebind([]Choice{first, c.bad})
		if len(problems) != 1 || problems[0].Choice != 1 || problems[0].Note || problems[0].Text != want {
			t.Errorf("%s %v: %+v\nwant %s", c.bad.Action.Name(), c.bad.Keys, problems, want)
		}
		if k.Action(Browsing, "ctrl+u") != OpenHelp || k.Action(Browsing, "space") != StepOn {
			t.Errorf("%v: the others do not count", c.bad)
		}
	}
}

// TestTwoWorldsHaveTheUsersKeys: what goes for one machine goes for two, unless they have keys of their own.
func TestTwoWorldsHaveTheUsersKeys(t *testing.T) {
	k, problems := Rebind([]Choice{{Action: StepOn, Keys: []string{"X"}}, {Action: StopOn, Keys: []string{"f8"}},
		{Mode: Comparing, Action: StopOn, Keys: []string{"f7"}}, {Mode: Comparing, Action: SwapWorlds,
			Keys: []string{"X"}}})
	if len(problems) != 1 || problems[0].Choice != 3 || problems[0].Text != "X is given to step already" {
		t.Errorf("%+v", problems)
	}
	for key, want := range map[string]Action{"X": StepOn, "f7": StopOn, "f8": None, "space": None,
		"tab": SwapWorlds} {
		if got := k.Action(Comparing, key); got != want {
			t.Errorf("%s asks for %q, want %q", key, got.Name(), want.Name())
		}
	}
}

// TestAWayOutStays: whatever is bound, esc and ctrl+c lead out of every mode.
func TestAWayOutStays(t *testing.T) {
	var all []Choice
	for b, m := range NewMap().each() {
		if b.Action != FocusPanel && b.Action != TakeNumbered && b.Action != OpenPalette && b.Action != OpenPrompt {
			all = append(all, Choice{Mode: m, Action: b.Action})
		}
	}
	k, problems := Rebind(all)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	for m := range Modes {
		for _, key := range []string{"esc", "ctrl+c"} {
			if got, was := k.Action(m, key), NewMap().Action(m, key); got != was {
				t.Errorf("in mode %d %s asks for %q, where it asked for %q", m, key, got.Name(), was.Name())
			}
		}
	}
}

func TestSpell(t *testing.T) {
	for text, want := range map[string]string{
		"space": "space", " ": "space", "A": "A", "shift+a": "A", "Shift+Ctrl+Left": "ctrl+shift+left",
		"PageDown": "pgdown",
		"ctrl+A":   "ctrl+shift+a", "F5": "f5", "ctrl++": "ctrl++", "+": "+", "Escape": "esc", "return": "enter",
		"ä":     "ä",
		"Alt+x": "alt+x", "opt+Del": "alt+delete", "cmd+k": "super+k", "shift+tab": "shift+tab", "C-x": "",
		"ctrl+i":     "",
		"hyperspace": "", "": "", "ctrl+": "", "strg+x": "", "f25": "", "\x1b": "", "ab": "", "\u0301": "",
		"+x": "",
	} {
		got, err := Spell(text)
		if got != want || (err == nil) != (want != "") {
			t.Errorf("%q is spelt %q (%v), want %q", text, got, err, want)
		}
	}
	for b := range NewMap().each() {
		for _, name := range b.Keys() {
			if got, err := Spell(name); got != name {
				t.Errorf("the table's own %s is spelt %q: %v", name, got, err)
			}
		}
	}
}
