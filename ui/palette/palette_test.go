package palette

import (
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/internal/effort"
	"github.com/quartet-os/quartet/internal/scenetest"
	"github.com/quartet-os/quartet/presets"
	"github.com/quartet-os/quartet/ui/keys"
	"github.com/quartet-os/quartet/ui/panel"
	"github.com/quartet-os/quartet/ui/prompt"
)

func TestMain(m *testing.M) { os.Exit(effort.Run(m)) }

// full returns everything that can be found in a scene.
func full(t *testing.T) []Entry {
	t.Helper()
	s := scenetest.Open(t, scenetest.Parse(t, scenetest.Bounded))
	for range 40 {
		s.Forward()
	}
	now := s.Engine().Snapshot(nil)
	return Entries(Sources{Keys: keys.NewMap(), Program: s.Program(), Now: now, Scenes: scenetest.Shelf(),
		Names: prompt.Names{Program: s.Program(), Now: now, Futures: s.Branches()}})
}

// finds types a text into a fresh palette and reports whether an entry that passes the test is found.
func finds(all []Entry, text string, test func(*Entry) bool) bool {
	p := New(all)
	p.Paste(text)
	return slices.ContainsFunc(p.found, func(h hit) bool { return test(&p.all[h.entry]) })
}

// TestEverythingIsFoundByItsOwnWords: each key by its word and by itself, each command by its name and by what it does,
// each rule, each scene of the shelf, each object and each word.
func TestEverythingIsFoundByItsOwnWords(t *testing.T) {
	all := full(t)
	for _, g := range keys.Table() {
		for i := range g.Bindings {
			b := &g.Bindings[i]
			if b.Action == keys.OpenPalette || effort.Quick() && (i+len(g.Name))%3 > 0 {
				continue
			}
			is := func(e *Entry) bool { return slices.Equal(e.Keys, b.Keys()) && e.Action == b.Action }
			for _, text := range append(slices.Clone(b.Keys()), b.Does()) {
				if !finds(all, text, is) {
					t.Errorf("%s: %q does not find %q", g.Name, text, b.Does())
				}
			}
		}
	}
	commands := engine.Usages()
	for _, c := range prompt.Commands() {
		commands = append(commands, engine.Usage{Name: c.Name, About: c.About})
	}
	for _, c := range commands {
		is := func(e *Entry) bool { return e.Kind == Command && strings.HasPrefix(e.Types, ":"+c.Name) }
		for _, text := range []string{c.Name, ":" + c.Name, c.About} {
			if !finds(all, text, is) {
				t.Errorf("%q does not find the command %s", text, c.Name)
			}
		}
	}
	for _, r := range program.AllRules() {
		if !finds(all, r.String(), func(e *Entry) bool { return e.Kind == Rule && e.Arg == "rule "+r.String()+" " }) {
			t.Errorf("the rule %s is not found", r)
		}
	}
	for _, name := range effort.Some(t, presets.Names(), 20, 60) {
		p := New(all)
		p.Paste(name)
		if e, ok := p.Marked(); !ok || e.Kind != Scene || e.Name != name {
			t.Errorf("%s: the mark is on %+v", name, e)
		}
	}
	for _, w := range effort.Some(t, Glossary(), 20, len(Glossary())) {
		if !finds(all, w.Word, func(e *Entry) bool { return e.Kind == Word && e.Name == w.Word }) {
			t.Errorf("the word %q is not found", w.Word)
		}
	}
	for _, name := range []string{"p1", "c2", "notEmpty", "work", "turn"} {
		if !finds(all, name, func(e *Entry) bool { return e.Kind == Thing && e.Name == name }) {
			t.Errorf("%s is not found", name)
		}
	}
}

// TestEachHeadingStandsOnce: of what was typed the section with the best match comes first and each section once, in it
// the best first; what cannot be done now stands behind what can, and then comes what only mentions the words.
func TestEachHeadingStandsOnce(t *testing.T) {
	all := full(t)
	for i := range all {
		all[i].NotNow = all[i].Action == keys.CapacityUp || all[i].Action == keys.OpenWorlds
	}
	for _, text := range []string{"", "wak", "p1", "run", "work queue", "sig", "wor", "chan", "s"} {
		p := New(all)
		p.Paste(text)
		seen, before := map[string]bool{}, ""
		for i, r := range p.Draw("").(*panel.Palette).Rows {
			if r.Section != before && seen[r.Section] {
				t.Errorf("%q: the section %q stands twice", text, r.Section)
			}
			seen[r.Section], before = true, r.Section
			if i == 0 || text == "" {
				continue
			}
			a, b := p.found[i-1], p.found[i]
			ea, eb := &all[a.entry], &all[b.entry]
			same := a.behind(ea) == b.behind(eb) && ea.section() == eb.section()
			if a.behind(ea) > b.behind(eb) || same && a.rank(ea) > b.rank(eb) ||
				a.behind(ea) == b.behind(eb) && ea.NotNow && !eb.NotNow {
				t.Errorf("%q: %q stands before %q", text, ea.Name, eb.Name)
			}
			if first := p.found[0]; !b.also && !eb.NotNow && first.rank(&all[first.entry]) > b.rank(eb) {
				t.Errorf("%q: the first, %q, is not as good as %q", text, all[first.entry].Name, eb.Name)
			}
		}
	}
	p := New(all)
	p.Paste("W")
	if e, _ := p.Marked(); e.Action != keys.WakeSelected {
		t.Errorf("W marks %q", e.Name)
	}
}

// TestWhatIsCalledSoComesFirst: in any part, before what has the word somewhere or in its explanation; and no letters
// here and there are found beside words.
func TestWhatIsCalledSoComesFirst(t *testing.T) {
	all := full(t)
	for text, first := range map[string]string{
		"goal": "goal", "dead": "dead", "deadlock": "deadlock", "bounded": "bounded-buffer", "mutex": "mutex",
		"go": ":go",
	} {
		p := New(all)
		p.Paste(text)
		e, ok := p.Marked()
		if !ok || p.At() != 0 || !strings.HasPrefix(e.Name, first) && !strings.HasPrefix(e.Types, first) {
			t.Errorf("%q marks %q (%s), line %d", text, e.Name, e.Types, p.At())
		}
		for _, h := range p.found {
			e := &all[h.entry]
			words := strings.ToLower(strings.Join([]string{e.Name, e.Types, e.Sign, e.Does, e.About, e.Group,
				strings.Join(e.Asked, " ")}, " "))
			if !strings.Contains(words, text) {
				t.Errorf("%q finds %q by letters here and there", text, e.Name)
			}
		}
	}
}

// TestLettersInTheirOrder: a few letters of a name are enough, and a sentence is not found by any letters.
func TestLettersInTheirOrder(t *testing.T) {
	all := full(t)
	for text, want := range map[string]string{"bndbuf": "bounded-buffer", "wkgap": "wakeup-in-the-gap"} {
		if !finds(all, text, func(e *Entry) bool { return e.Name == want }) {
			t.Errorf("%q does not find %s", text, want)
		}
	}
	if finds(all, "wak", func(e *Entry) bool { return e.Action == keys.CopyScreen }) {
		t.Error("wak finds the copy of the screen")
	}
	p := New(all)
	p.Paste("xqzxqz")
	if _, ok := p.Marked(); ok {
		t.Error("nonsense finds something")
	}
	for _, k := range []string{"up", "down", "pgup", "pgdown", "enter"} {
		p.Update(keys.NewMap().Action(keys.Searching, k), keys.PressOf(k))
	}
	if o := p.Draw("").(*panel.Palette); len(o.Rows) != 0 {
		t.Error("there are rows")
	}
}

// TestTheMarkStays when more is found out: the shelf comes after the palette was opened.
func TestTheMarkStays(t *testing.T) {
	all := full(t)
	few := slices.DeleteFunc(slices.Clone(all), func(e Entry) bool { return e.Kind == Scene })
	p := New(few)
	p.Paste("narrator")
	before, _ := p.Marked()
	p.Refill(all)
	if after, ok := p.Marked(); !ok || after.Name != before.Name {
		t.Errorf("%q was marked, now %q", before.Name, after.Name)
	}
}

// TestTheGlossaryIsThatOfThePage: docs/map.md says the same, sentence for sentence.
func TestTheGlossaryIsThatOfThePage(t *testing.T) {
	page, err := os.ReadFile("../../docs/map.md")
	if err != nil {
		t.Fatal(err)
	}
	_, text, found := strings.Cut(string(page), "## What the words mean\n")
	if !found {
		t.Fatal("docs/map.md has no glossary")
	}
	text, _, _ = strings.Cut(text, "\n## ")
	var want []string
	for _, c := range Chapters() {
		want = append(want, "**"+c.Title+".** "+strings.Join(c.Sentences, " "))
	}
	if got := strings.Join(strings.Fields(text), " "); got != strings.Join(want, " ") {
		t.Errorf("docs/map.md has\n%s\nthe glossary of the program is\n%s", got, strings.Join(want, "\n\n"))
	}
	if len(Glossary()) < 35 {
		t.Errorf("there are %d words", len(Glossary()))
	}
}

// BenchmarkOpen opens the palette on the whole shelf and types a letter.
func BenchmarkOpen(b *testing.B) {
	s := scenetest.Open(b, scenetest.Parse(b, scenetest.Bounded))
	now, scenes := s.Engine().Snapshot(nil), scenetest.Shelf()
	for b.Loop() {
		p := New(Entries(Sources{Keys: keys.NewMap(), Program: s.Program(), Now: now, Scenes: scenes,
			Names: prompt.Names{Program: s.Program(), Now: now}}))
		p.Paste("w")
		p.Draw("")
	}
}

// TestWordsThatBeginSoComeFirst: what is typed begins a word more often than it stands in the middle of one.
func TestWordsThatBeginSoComeFirst(t *testing.T) {
	all := full(t)
	for text, first := range map[string]string{"wa": "wake ", "st": "step", "und": "undo"} {
		p := New(all)
		p.Paste(text)
		if len(p.found) == 0 {
			t.Fatalf("%q finds nothing", text)
		}
		name := strings.ToLower(p.all[p.found[0].entry].Name)
		if !strings.Contains(" "+name, " "+text) {
			t.Errorf("%q finds %q first, want one such as %q", text, name, first)
		}
	}
}

// TestWhatCanBeDoneComesFirst: of keys and commands those that can be done, first those in which words begin with what
// was typed; what cannot be done now is a part of its own behind them, and is said to be so.
func TestWhatCanBeDoneComesFirst(t *testing.T) {
	all := full(t)
	for i := range all {
		all[i].NotNow = all[i].Action == keys.CapacityUp || all[i].Action == keys.OpenWorlds
	}
	for _, text := range []string{"wor", "work", "wake", "s", "n", "ru"} {
		p := New(all)
		p.Paste(text)
		for i := 1; i < len(p.found); i++ {
			a, b := p.found[i-1], p.found[i]
			ea, eb := &all[a.entry], &all[b.entry]
			if a.also || b.also || ea.part() > 1 || eb.part() > 1 {
				break
			}
			if ea.NotNow && !eb.NotNow || ea.NotNow == eb.NotNow && a.well < b.well {
				t.Errorf("%q: %q stands before %q", text, ea.Name, eb.Name)
			}
		}
	}
	p := New(all)
	p.Paste("larger")
	o := p.Draw("").(*panel.Palette)
	if r := o.Rows[0]; r.Section != "not now" || !r.Pale {
		t.Errorf("the row of what cannot be done is %+v", r)
	}
}
