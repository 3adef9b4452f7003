package page

import (
	"slices"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/internal/scenetest"
	"github.com/quartet-os/quartet/ui/keys"
	"github.com/quartet-os/quartet/ui/panel"
)

// labels returns the names of the parts of a page.
func labels(g *Page) string {
	var all []string
	for _, part := range g.Sheet().Parts {
		all = append(all, part.Label)
	}
	return strings.Join(all, " ")
}

// TestThePageIsDriven walks through the page by keys: each says what it asks for, and makes nothing happen.
func TestThePageIsDriven(t *testing.T) {
	g := New(scenetest.Shipped(t, "one-condition"), "one-condition")
	g.Shelve(scenetest.Shelf())
	for _, c := range []struct {
		key  string
		what Intent
		word string
	}{
		{"1", Go, "one-condition-broadcast"}, {"2", Go, "bounded-buffer"}, {"9", Stay, ""},
		{"esc", Close, ""}, {"enter", Try, ""}, {"I", Close, ""}, {"q", Close, ""}, {"ctrl+c", Close, ""},
		{"n", Act, ""}, {"x", Act, ""}, {"space", Act, ""}, {"ctrl+q", Stay, ""}, {":", Type, ""},
	} {
		a := keys.NewMap().Action(keys.Introducing, c.key)
		if d := g.Update(a, keys.PressOf(c.key)); d.What != c.what || d.Word != c.word {
			t.Errorf("%s asks for %d %q", c.key, d.What, d.Word)
		}
	}
	for _, key := range []string{"down", "pgdown", "end", "up", "pgup"} {
		g.Update(keys.NewMap().Action(keys.Introducing, key), keys.PressOf(key))
	}
	if g.scroll <= 0 || g.scroll > g.lines() {
		t.Errorf("it is scrolled by %d of %d", g.scroll, g.lines())
	}
	g.Update(keys.CursorFirst, keys.PressOf("home"))
	if g.Draw().(*panel.ScenePage).Scroll != 0 {
		t.Error("home is not the top")
	}
}

// TestPartsStandInOrder: what the scene does not say is left out, and a cure knows its culprits.
func TestPartsStandInOrder(t *testing.T) {
	g := New(scenetest.Shipped(t, "one-condition"), "one-condition")
	if got := labels(&g); got != "moral goal try point cure breaks ends law idea next" {
		t.Errorf("it has %s", got)
	}
	g = New(scenetest.Shipped(t, "one-condition-broadcast"), "one-condition-broadcast")
	g.Shelve(scenetest.Shelf())
	if got := labels(&g); got != "moral try point culprit breaks ends law idea next" {
		t.Errorf("it has %s", got)
	}
	g = New(scenetest.Parse(t, "package x\n\nfunc main() {}\n"), "x")
	if got := labels(&g); got != "fields" {
		t.Errorf("it has %s", got)
	}
	if (&Page{}).Draw() != nil {
		t.Error("no page is drawn")
	}
}

// TestCheckAgreesOrNot: what check says stands beside what the scene expects, at each grain.
func TestCheckAgreesOrNot(t *testing.T) {
	const scene = "package x\n\nconst (\n\texpect = \"stuck\"\n\texpectOp = \"holds\"\n)\n\nfunc main() {}\n"
	stuck := program.ToFail(program.EndStuck)
	g := New(scenetest.Parse(t, scene), "x")
	g.Ask("")
	notes := func() (all []string) {
		for _, r := range g.ends() {
			all = append(all, r.Note)
		}
		return all
	}
	if got := strings.Join(notes(), "|"); got != "check: asking …|check: asking …|" {
		t.Errorf("%s", got)
	}
	g.Judge([]Verdict{{Grain: program.GrainPass, Known: true, Expect: stuck, Text: "in 4 passes"},
		{Grain: program.GrainOp, Known: true, Expect: stuck, Text: "in 9 ops"}}, "")
	if got := strings.Join(notes(), "|"); got != "check agrees: in 4 passes|check says otherwise: stuck in 9 ops|" {
		t.Errorf("%s", got)
	}
	g.Judge([]Verdict{{Grain: program.GrainPass, Text: "too many states"}}, "")
	if got := notes()[0]; got != "check: too many states; a asks on" {
		t.Errorf("%s", got)
	}
}

// TestALongSceneIsCut: a text that nobody could have meant to be read takes no time and no room.
func TestALongSceneIsCut(t *testing.T) {
	long := strings.Repeat("a long moral ", 50_000)
	source := "// " + long + "\npackage x\n\nfunc main() {}\n" + strings.Repeat("\n", 20_000)
	g := New(scenetest.Parse(t, source), "x")
	if n := len(g.Sheet().Parts[0].Rows[0].Text); n > longText+10 || len(g.Sheet().Source.Lines) > 10 {
		t.Errorf("%d letters, %d lines", n, len(g.Sheet().Source.Lines))
	}
}

// TestARowHarmsNothing: a row of what there is to try presses no key and carries out no command that writes, begins a
// program or leaves.
func TestARowHarmsNothing(t *testing.T) {
	const scene = "package x\n\nconst try = `n*5: on\nw: why\nctrl+e: out\nS: save\nP: draw\nq: leave\n" +
		"ctrl+c: leave\nctrl+z: stop\n:save x: no\n:kill c1: ends\n:quit: leave\n:write! x: no`\n\nfunc main() {}\n"
	g := New(scenetest.Parse(t, scene), "x")
	var does []string
	for _, r := range g.Sheet().Parts[0].Rows {
		switch d := g.Take(r.Act - 1); d.What {
		case Try:
			does = append(does, d.Keys[0])
		case Obey:
			does = append(does, ":"+d.Word)
		case Type:
			does = append(does, "("+d.Word+")")
		}
	}
	if got := strings.Join(does, " "); got != "n w (save x) :kill c1 (quit) (write! x)" {
		t.Errorf("rows do %q", got)
	}
}

// TestWhatTheCureChanges: the cure's text is on the page, and the lines in which the two differ are marked in both;
// that a cure has another name and expects something else says nothing.
func TestWhatTheCureChanges(t *testing.T) {
	g := New(scenetest.Shipped(t, "rwlock-upgrade"), "rwlock-upgrade")
	s := g.Sheet()
	line := func(x *panel.SceneText, n int) string { return x.Lines[n-x.First] }
	marked := func(x *panel.SceneText) (all string) {
		for n := range x.Marks {
			all += line(x, n) + "\n"
		}
		return all
	}
	if s.Other.Title != "CURE rwlock-look-again" || !strings.Contains(marked(&s.Other), "if rows == 0 {") {
		t.Errorf("%q changes\n%s", s.Other.Title, marked(&s.Other))
	}
	for _, word := range []string{"expect", "package", "missing :="} {
		if all := marked(&s.Source) + marked(&s.Other); strings.Contains(all, word) {
			t.Errorf("%q is marked in\n%s", word, all)
		}
	}
	g = New(scenetest.Shipped(t, "rwlock-look-again"), "rwlock-look-again")
	g.Shelve(scenetest.Shelf())
	if title := g.Sheet().Other.Title; title != "CULPRIT rwlock-upgrade" {
		t.Errorf("beside a cure stands %q", title)
	}
	for _, cure := range []string{"bounded-buffer", "wakeup-without-a-gap"} {
		g = New(scenetest.Shipped(t, cure), cure)
		g.Shelve(scenetest.Shelf())
		if s := g.Sheet(); len(s.Source.Marks) == 0 || s.Other.Note == "another program" {
			t.Errorf("beside %s nothing is marked, and it says %q", cure, s.Other.Note)
		}
	}
	g = New(scenetest.Shipped(t, "signal-and-broadcast"), "signal-and-broadcast")
	g.Shelve(scenetest.Shelf())
	if s := g.Sheet(); len(s.Source.Marks)+len(s.Other.Marks) > 0 || s.Other.Note != "another program" {
		t.Errorf("beside another program %d and %d lines are marked, and it says %q", len(s.Source.Marks),
			len(s.Other.Marks), s.Other.Note)
	}
	g = New(scenetest.Shipped(t, "ready-levels"), "ready-levels")
	if len(g.Sheet().Other.Lines) > 0 {
		t.Error("a scene without a cure has one")
	}
}

// TestWhoIsInIt: the coroutines of the boot stand by their names, what is spawned later by its function, and between
// them, the objects and the settings there is an empty row.
func TestWhoIsInIt(t *testing.T) {
	const scene = "package x\n\nvar work = queue(9)\n\nfunc producer() {\n\tput(work)\n}\n\n" +
		"func consumer() {\n\ttake(work)\n\tspawn(later)\n}\n\nfunc later() {\n\tyield()\n}\n\n" +
		"func main() {\n\tspawn(producer, 4)\n\tspawn(consumer)\n}\n"
	g := New(scenetest.Parse(t, scene), "x")
	var all []string
	for _, r := range g.Sheet().Who {
		all = append(all, strings.TrimSpace(r.Key+": "+r.Text))
	}
	want := "▲p1 ▲p2 +2: producer, each puts|▼c1: consumer, it takes|later: function|:|work: work queue|:|rules: "
	if got := strings.Join(all, "|"); !strings.HasPrefix(got, want) {
		t.Errorf("it says %s", got)
	}
}

// TestTheGoalHasItsRows: that it was reached stands behind the goal, the way to it below, and what is marked first is
// the first of what there is to try, not the end of it all.
func TestTheGoalHasItsRows(t *testing.T) {
	g := New(scenetest.Shipped(t, "bounded-buffer"), "bounded-buffer")
	goal := func() (note string, below panel.PagePart) {
		parts := g.Sheet().Parts
		i := slices.IndexFunc(parts, func(p panel.PagePart) bool { return p.Label == "goal" })
		return parts[i].Rows[0].Note, parts[i+1]
	}
	note, below := goal()
	if note != "" || below.Label != "" || below.Rows[0].Key != ":until goal" {
		t.Errorf("behind the goal stands %q, below it %q %q", note, below.Label, below.Rows[0].Key)
	}
	if d := g.Update(keys.Accept, keys.Press{}); d.What != Try || d.Keys[0] != "n" {
		t.Errorf("enter does %+v", d)
	}
	g.Reached("in step 86")
	if note, _ := goal(); note != "✓ reached in step 86" {
		t.Errorf("behind the goal stands %q", note)
	}
}

// TestASceneIsNamedOnce: what the cure, or what a scene cures, names is not named again below what is next.
func TestASceneIsNamedOnce(t *testing.T) {
	g := New(scenetest.Shipped(t, "if-instead-of-a-loop"), "if-instead-of-a-loop")
	g.Shelve(scenetest.Shelf())
	seen := map[string]bool{}
	for _, part := range g.sheet.Parts {
		for _, r := range part.Rows {
			if r.Leads && seen[r.Text] {
				t.Errorf("%s is named twice", r.Text)
			}
			seen[r.Text] = true
		}
	}
}
