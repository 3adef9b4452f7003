package compare_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine/compare"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/internal/scenetest"
)

// TestScenesDifferInWhatTheyDo: what scenes say of themselves is no difference, wherever it stands and however many
// lines it takes; what they do is one, and numbers that a scene calls as such words are too.
func TestScenesDifferInWhatTheyDo(t *testing.T) {
	text := scenetest.Text(t, "if-instead-of-a-loop")
	for name, c := range map[string]struct {
		edits []string // pairs of old and new
		want  []int    // lines of the scene that differ
	}{
		"the goal":            {edits: []string{"Let a consumer take", "Make a consumer take"}},
		"the goal is gone":    {edits: []string{"\tgoal   = \"Let a consumer take from an empty queue.\"\n", ""}},
		"spaced otherwise":    {edits: []string{"slots  = 6", "slots = 6"}},
		"a comment":           {edits: []string{"take(work)", "take(work) // the oldest"}},
		"comments in between": {edits: []string{"\t\tput(work)\n", "\n\t\t// one more\n\n\t\tput(work)\n"}},
		"the name":            {edits: []string{"package if_instead", "package loop_instead"}},
		"what to try":         {edits: []string{"\t\ta: ask every", "\t\tn: go on\n\t\ta: ask every"}},
		"what is believed":    {edits: []string{`"M1 M2"`, `"M1"`}},
		"the slots":           {edits: []string{"slots  = 6", "slots  = 7"}, want: []int{5}},
		"the loop":            {edits: []string{"if len(work) == 0", "for len(work) == 0"}, want: []int{33}},
		"both": {edits: []string{"if len(work) == 0", "for len(work) == 0", "Let a consumer", "Do"},
			want: []int{33}},
		"a number of its own": {edits: []string{"slots  = 6\n", "slots  = 6\n\tidea = 3\n",
			"idea     = \"Operating Systems: Three Easy Pieces, chapter 30, figure 30.9\"\n", ""}, want: []int{}},
	} {
		for i := 0; i < len(c.edits); i += 2 {
			if strings.Count(text, c.edits[i]) != 1 {
				t.Fatalf("%s: %q is not once in the scene", name, c.edits[i])
			}
		}
		edited := strings.NewReplacer(c.edits...).Replace(text)
		got := compare.Scenes(text, edited)
		if lines := slices.Sorted(maps.Keys(got.A)); !slices.Equal(lines, c.want) {
			t.Errorf("%s: lines %v differ, want %v", name, lines, c.want)
		}
		if fewer := len(got.Hunk) == 0; fewer != (c.want == nil) {
			t.Errorf("%s: %v", name, got.Hunk)
		}
		back := compare.Scenes(edited, text)
		if !maps.Equal(back.A, got.B) || !maps.Equal(back.B, got.A) {
			t.Errorf("%s: the other way round it is %v, not %v", name, back, got)
		}
	}
	broken := text + "func {"
	if got, want := compare.Scenes(text, broken), compare.Lines(text, broken); !maps.Equal(got.B, want.B) {
		t.Errorf("what cannot be read is compared as %v, not line for line: %v", got.B, want.B)
	}
}

// TestTheCureIsOneWord: the loop stands where the if stood, and nothing else differs.
func TestTheCureIsOneWord(t *testing.T) {
	a, b := scenetest.Text(t, "if-instead-of-a-loop"), scenetest.Text(t, "loop-instead-of-an-if")
	got := compare.Scenes(a, b)
	if len(got.Hunk) != 1 || got.Hunk[0] != [2]int{33, 33} || len(got.A) != 1 || len(got.B) != 1 {
		t.Fatalf("they differ in %v", got)
	}
	v, w := got.A[33], got.B[33]
	x, y := strings.Split(a, "\n")[32], strings.Split(b, "\n")[32]
	if x[v.From:v.To] != "if" || y[w.From:w.To] != "for" {
		t.Errorf("%q became %q", x[v.From:v.To], y[w.From:w.To])
	}
}

// TestTheCureIsBesideIt: in the cures of two lost wakeups stand the same coroutines, and few lines differ.
func TestTheCureIsBesideIt(t *testing.T) {
	for scene, most := range map[string]int{"wakeup-in-the-gap": 5, "signal-forgotten": 1} {
		a := scenetest.Shipped(t, scene)
		b := scenetest.Shipped(t, a.Lesson.Cure)
		got := compare.Scenes(a.Source, b.Source)
		if n := max(len(got.A), len(got.B)); n == 0 || n > most {
			t.Errorf("%s and %s differ in %d lines: %v", scene, a.Lesson.Cure, n, got)
		}
		if !slices.EqualFunc(a.Funcs, b.Funcs, func(x, y program.Func) bool { return x.Name == y.Name }) {
			t.Errorf("%s and %s are about other coroutines", scene, a.Lesson.Cure)
		}
	}
}
