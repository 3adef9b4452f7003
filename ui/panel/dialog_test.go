package panel_test

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/kernel"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/engine/reason"
	"github.com/quartet-os/quartet/internal/effort"
	"github.com/quartet-os/quartet/ui/panel"
	"github.com/quartet-os/quartet/ui/screen"
)

func shelf() []panel.PickerRow {
	return []panel.PickerRow{
		{Group: "The basics", Name: "bounded-buffer", Moral: "One mutex, two conditions, a loop around every wait.",
			Expect: "holds", Done: true},
		{Group: "The basics", Name: "one-condition", Moral: "One condition for both roles loses a wakeup.",
			Goal: "Get all three to sleep.", Expect: "stuck", Culprits: []string{"a-culprit"},
			Lesson: &program.Lesson{Cure: "two-conditions", Next: []string{"a-scene", "another"},
				Breaks: []program.Belief{1},
				Try:    []program.Attempt{{Keys: []string{"n", "n"}, Text: "for whom is the signal?"}}}},
		{Group: "Trouble", Name: "if-instead-of-a-loop", Moral: "The second consumer believes old news.",
			Expect: "violation"},
	}
}

func allKeys() []panel.KeyGroup {
	return []panel.KeyGroup{
		{Title: "Time", Keys: []panel.KeyHint{{Key: "space", Does: "one step"},
			{Key: "enter", Does: "to the end of the pass"},
			{Key: "n, PageDown", Does: "on to the next change of place"}, {Key: "b", Does: "one step back"}}},
		{Title: "Change", Keys: []panel.KeyHint{{Key: "p", Does: "spawn a producer"},
			{Key: "c", Does: "spawn a consumer"},
			{Key: "t", Does: "let the selected one's deadline be reached"}, {Key: "u", Does: "undo"}}},
		{Title: "Look", Keys: []panel.KeyHint{{Key: "tab", Does: "next panel"}, {Key: "?", Does: "all keys"},
			{Key: "o", Does: "scenes"}}},
	}
}

// dialogs is one of each kind.
func dialogs() map[string]panel.Overlay {
	return map[string]panel.Overlay{
		"help":   &panel.Help{Groups: allKeys()},
		"picker": &panel.Picker{Rows: shelf(), Selected: 1, Filter: "con", Cursor: 3, Total: 16},
		"shelf":  &panel.Picker{Title: "Open a scene", Rows: shelf(), Selected: 1, Cursor: -1, Total: 3, Page: true},
		"confirm": &panel.Confirm{Title: "LEAVE", Text: "Two commands are not saved. Leaving loses them.",
			Choices: []panel.KeyHint{{Key: "S", Does: "save and leave"}, {Key: "q", Does: "leave"},
				{Key: "esc", Does: "stay"}}},
		"inspector": &panel.Inspector{Slot: p2},
		"fields":    &panel.Fields{Slot: p2, Writes: lookWrites()},
		"choices": &panel.Choices{Goal: "Goal: Fill the queue and let a producer wait.", Selected: 1,
			Rows: manyChoices(3)},
		"message": &panel.Message{Title: "CAN STILL HANG", Mood: panel.Bad,
			Text: "Yes, in 9 passes: c1 and c2 both wait for notEmpty, and nobody is left to signal it. " +
				"All 159 states were visited.",
			Keys: []panel.KeyHint{{Key: "enter", Does: "play it"}, {Key: "esc", Does: "close"}}},
		"answer": &panel.Message{Title: "All schedules: can it still hang from here?", Mood: panel.Bad,
			Rows: []panel.AnswerRow{{Asked: "nobody is interrupted between two yields", Brief: "nobody interrupted",
				Mood: panel.Good, Word: "holds", Text: "all 21 states were visited"},
				{Asked: "interrupted anywhere", Mood: panel.Bad, Word: "in 25 ops",
					Text: "p1, c1 and c2 wait for changed, and nobody is left to signal it."}},
			Asks: []panel.KeyHint{{Key: "a", Does: "with spurious wakeups"}, {Key: "w", Does: "with any wake order"}},
			Text: "Op 14 of 25 decides: p1 runs.\n\nThat schedule is the future now: n goes through it."},
		"odds": &panel.Message{Title: "How likely: does a run from here fail?", Mood: panel.Bad, Numbers: oddsTable(),
			Text: "What fails: p1, c1 and c2 wait for changed, and nobody is left to signal it."},
		"cures":   cures(),
		"reasons": &panel.Reasons{Answer: reasonsWhy(), At: 1, Hint: "enter goes to step 91"},
		"scene":   sceneSheet(),
		"palette": found(),
	}
}

// oddsTable is how likely it is that something fails, at both grains.
func oddsTable() *panel.Numbers {
	return &panel.Numbers{Of: []panel.NumberHead{{Full: "nobody interrupted, in passes", Brief: "in passes"},
		{Full: "interrupted anywhere, in ops", Brief: "in ops"}},
		Columns: []panel.NumberHead{{Full: "exact", Brief: "exact"}, {Full: "of 1000 runs", Brief: "of 1000"}},
		Rows: []panel.NumberRow{
			{Name: "fails ever", Cells: []string{"2 of 3", "662", "all", "–"}},
			{Name: "within 100", Cells: []string{"65.1 %", "649", "5.65 %", "63"}},
			{Name: "within 1000", Cells: []string{"2 of 3", "662", "24.7 %", "276"}},
			{Name: "mean length", Cells: []string{"22.33", "22.94", "3855", "–"}}}}
}

// reasonsWhy is why p2 waits, and whom it waits for.
func reasonsWhy() *reason.Answer {
	return &reason.Answer{
		Title: "Why is p2 on WAITING?", At: 22,
		Lines: []reason.Line{
			{Part: reason.Here, Text: "p2 has waited for notFull since step 157.", Step: 157},
			{Part: reason.NotYet, Step: 91,
				Text: "The last signal of notFull, in step 91, went to p1."},
			{Part: reason.So, Bad: true, Step: -1,
				Text: "Stuck: all who could signal notFull wait in vain."},
		},
		Graph: reason.Graph{Closed: []int{p1, p2, c1}, Edges: []reason.Edge{
			{Who: []int{p1, p2}, On: engine.OnCond, Object: objNotFull, Needs: "notFull", Circle: true,
				From: []reason.Source{{Slot: c1, Line: 43, Text: "signals in line 43, asleep on notEmpty",
					Does: "signals in line 43"},
					{Slot: c2, Line: 43, Text: "signals in line 43, asleep on notEmpty",
						Does: "signals in line 43"}}},
			{Who: []int{c1}, On: engine.OnMutex, Object: objM, Needs: "m", Circle: true,
				From: []reason.Source{{Slot: p1, Line: 29, Text: "unlocks in line 29"}}},
		}},
	}
}

// sceneSheet is the page of a scene, with rows of each kind.
func sceneSheet() *panel.ScenePage {
	return &panel.ScenePage{
		Title: "bounded-buffer", Right: "tour 1 of 1", At: 1,
		Source: panel.SceneText{Title: "SOURCE", First: 2, Body: 9,
			Lines: strings.Split(strings.ReplaceAll(strings.TrimRight(boundedBuffer, "\n"), "\t", "   "), "\n")},
		Who: []panel.PageRow{{Key: "producer", Text: "function, it puts"}, {Key: "m", Text: "mutex"}},
		Parts: []panel.PagePart{
			{Label: "moral", Rows: []panel.PageRow{{Strong: true, Text: "One mutex, two conditions, " +
				"a loop around every wait. Whoever finds the queue full or empty sleeps."}}},
			{Label: "try", Rows: []panel.PageRow{
				{Key: "n*6", Text: "who finds the queue full?", Act: 1},
				{Key: ":kill p1", Text: "who is next?", Act: 2},
				{Key: ":rule unlock_callback message", Act: 3,
					Text: "and what if the callback sends a message instead?"},
				{Text: "Guess before you step."}}},
			{Label: "ends", Rows: []panel.PageRow{
				{Key: "pass", Text: "holds, as long as nobody is interrupted",
					Note: "check agrees: all 21 states were visited"}}},
			{Label: "next", Rows: []panel.PageRow{
				{Key: "1", Text: "mutex-queue-of-five", Act: 4,
					Note: "Five coroutines want one mutex", Brief: true}}},
			{Label: "nothing"},
		},
	}
}

// found is a palette in which three letters were typed.
func found() *panel.Palette {
	return &panel.Palette{Query: "wak", Cursor: 3, Selected: 0, Rows: []panel.PaletteRow{
		{Section: "do", Text: "Wake the selected one for no reason", Hits: []int{0, 1, 2}, Key: "W"},
		{Section: "do", Text: "wake p1", Hits: []int{0, 1, 2}, Types: ":wake p1"},
		{Section: "set", Text: "wake_order fifo", Hits: []int{0, 1, 2}, Types: ":rule wake_order"},
		{Section: "open", Text: "wakeup-in-the-gap", Hits: []int{0, 1, 2}, Types: "scene"},
		{Section: "open", Text: "nanoos-08-whom-to-wake", Hits: []int{18, 19, 20}, Types: "scene"},
	}, About: "It goes from WAITING to READY though nobody signalled: a spurious wakeup. Code with a loop around its " +
		"wait looks again; code with an if goes wrong.",
		Cannot: "First select who, with tab: p2 sleeps on notFull, c2 sleeps until 40."}
}

// lookWrites is who wrote the fields of p2 at the moment of the pictures.
func lookWrites() [kernel.FieldCount]kernel.Write {
	var all [kernel.FieldCount]kernel.Write
	for f := range all {
		all[f] = kernel.Write{Field: kernel.Field(f), Step: 155, Hand: kernel.OpHand, By: p2, Name: "p2", PC: opLockP}
	}
	all[kernel.FieldPlace].Step, all[kernel.FieldPlace].PC = 157, opWaitP
	all[kernel.FieldCond].Step, all[kernel.FieldCond].PC = 157, opWaitP
	all[kernel.FieldPrevToSignal] = kernel.Write{Field: kernel.FieldPrevToSignal, Step: 163,
		Hand: kernel.OpHand, By: c1, Name: "c1", PC: opSignalC}
	all[kernel.FieldNextToSignal] = kernel.Write{Hand: kernel.NoHand}
	all[kernel.FieldDeadline] = kernel.Write{Hand: kernel.BootHand, By: -1, PC: -1}
	return all
}

// TestFieldsUnderRules: where the rules keep deadlines elsewhere, or callbacks do other things, the table says so.
func TestFieldsUnderRules(t *testing.T) {
	var b strings.Builder
	for _, rules := range []string{"nanoos", "textbook"} {
		for _, change := range []func(s *engine.Snapshot){
			func(s *engine.Snapshot) {},
			func(s *engine.Snapshot) {
				s.Rules[program.RuleDeadline] = program.DeadlineNone
				s.Rules[program.RuleUnlockCallback] = program.CallbackNone
			},
			func(s *engine.Snapshot) { s.Policy = program.RoundRobin },
		} {
			f := lookMoment()
			f.Now.Rules, _ = program.Ruleset(rules)
			change(f.Now)
			g := screen.New(88, 24)
			panel.DrawOverlay(g, f, &panel.Fields{Slot: c2, Writes: lookWrites()})
			fmt.Fprintf(&b, "%s:\n%s\n", rules, g.String())
		}
	}
	golden(t, "dialog/fields-rules", strings.TrimSuffix(b.String(), "\n"))
}

// manyChoices is n things that can happen next.
func manyChoices(n int) []panel.ChoiceRow {
	all := []panel.ChoiceRow{
		{Who: p1, Line: 22, Text: "lock(m)", Wakes: []int{c2}, To: engine.Ready},
		{Who: p2, Line: 26, Text: "put(work)", Wakes: []int{c2, p3}, To: engine.Waiting},
		{Who: p2, Line: 26, Text: "put(work)", How: "for 12 ticks", To: engine.TimedWaiting},
		{Who: c1, Line: 40, Text: "take(work) and much more of it than there is any room for", To: engine.Free,
			End: "violation", Bad: true},
		{Who: c1, Line: 40, Text: "take(work)", To: engine.Free},
		{Who: -1, Text: "nobody is ready: time goes on from 3 to 9"},
	}
	for len(all) < n {
		all = append(all, all...)
	}
	return all[:n]
}

func TestDialogs(t *testing.T) {
	for name, o := range dialogs() {
		for _, size := range [][2]int{{60, 18}, {80, 24}, {120, 36}} {
			path := fmt.Sprintf("dialog/%s-%dx%d", name, size[0], size[1])
			t.Run(path, func(t *testing.T) {
				f := lookMoment()
				f.Overlay = o
				g := screen.New(size[0], size[1])
				panel.Draw(g, f)
				golden(t, path, g.String())
			})
		}
	}
}

// TestDialogsAtEverySize scrolls dialogs too far and draws them everywhere.
func TestDialogsAtEverySize(t *testing.T) {
	t.Parallel()
	all := dialogs()
	all["far help"] = &panel.Help{Groups: allKeys(), Scroll: math.MaxInt32}
	all["no help"] = &panel.Help{}
	all["far picker"] = &panel.Picker{Rows: shelf(), Selected: 99, Cursor: -3}
	all["no picker"] = &panel.Picker{Selected: -1}
	all["no confirm"] = &panel.Confirm{Chosen: -1}
	all["free slot"] = &panel.Inspector{Slot: 7, Scroll: -9}
	all["scheduler"] = &panel.Scheduler{Scroll: math.MaxInt32}
	_, all["measures"] = metered("lecture-20d-theory", 3000)
	all["no measures"] = &panel.Measures{Scroll: 99}
	all["no fields"] = &panel.Fields{Slot: 99, Scroll: 7}
	all["free fields"] = &panel.Fields{Slot: 7, Scroll: -7}
	all["no choices"] = &panel.Choices{Note: strings.Repeat("many words ", 90), Selected: -1}
	all["many choices"] = &panel.Choices{Rows: manyChoices(48), Selected: 47, More: 9}
	all["no scene"] = &panel.ScenePage{Scroll: 9, Source: panel.SceneText{Body: 7}}
	far := sceneSheet()
	far.Scroll = math.MaxInt32
	far.Parts[0].Rows[0].Key = strings.Repeat("key ", 50)
	all["far scene"] = far
	all["no cures"] = &panel.Cures{At: 9}
	all["far cures"] = cures()
	all["far cures"].(*panel.Cures).At = math.MaxInt32
	all["no slot"] = &panel.Inspector{Slot: 99}
	all["long message"] = &panel.Message{Text: strings.Repeat("many words\n", 300), Scroll: 17}
	for name, o := range all {
		t.Run(name, func(t *testing.T) {
			g := screen.New(0, 0)
			f := lookMoment()
			f.Overlay = o
			for _, size := range effort.Sizes(t, 200, 60, 25, 150) {
				g.Resize(size[0], size[1])
				panel.Draw(g, f)
				if g.W != size[0] || g.H != size[1] {
					t.Fatalf("at %dx%d: the grid is %dx%d", size[0], size[1], g.W, g.H)
				}
			}
			panel.Hit(f, 80, 24, 40, 12)
		})
	}
}

// TestALongNameIsWholeInAList looks for the name of the marked row, which the list itself has no room for.
func TestALongNameIsWholeInAList(t *testing.T) {
	name := "a-scene-whose-name-is-longer-than-any-list-of-scenes-has-columns-for"
	k := &panel.Picker{Rows: []panel.PickerRow{{Group: "Long", Name: name, Moral: "A moral."}}, Total: 1}
	for _, size := range [][2]int{{58, 10}, {60, 12}, {70, 30}} {
		g := screen.New(size[0], size[1])
		panel.DrawOverlay(g, lookMoment(), k)
		var joined strings.Builder
		for _, l := range g.Lines() {
			joined.WriteString(strings.Trim(l, " │"))
		}
		if !strings.Contains(joined.String(), name) {
			t.Errorf("at %v the name is cut\n%s", size, g)
		}
	}
}

// TestALineThatSaysAllHasTheWholeList: rows without a group have no title above them, and where no row has more to say
// than its line, no part of the dialog is kept for it.
func TestALineThatSaysAllHasTheWholeList(t *testing.T) {
	rows := []panel.PickerRow{{Name: "step 13  pass 8  p3  lock(m)"}, {Name: "step 21  pass 9  p1  lock(m)"}}
	k := &panel.Picker{Title: "line 21", Rows: rows, Total: len(rows), Bare: true}
	for _, size := range [][2]int{{60, 10}, {80, 14}, {120, 12}} {
		g := screen.New(size[0], size[1])
		panel.DrawOverlay(g, lookMoment(), k)
		said := g.String()
		if strings.Count(said, "step 13") != 1 || !strings.Contains(g.Lines()[2], "step 13") ||
			strings.Contains(said, "────\n") {
			t.Errorf("at %v the lines do not fill the list\n%s", size, said)
		}
	}
	k.Bare = false
	g := screen.New(80, 14)
	if panel.DrawOverlay(g, lookMoment(), k); strings.Count(g.String(), "step 13") != 2 {
		t.Errorf("what a row says more of has no room\n%s", g)
	}
	k.Rows = nil
	if panel.DrawOverlay(g, lookMoment(), k); !strings.Contains(g.String(), "no line matches") {
		t.Errorf("an empty list says nothing of it\n%s", g)
	}
}
