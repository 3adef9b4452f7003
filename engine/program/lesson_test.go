package program_test

import (
	"errors"
	"go/parser"
	"go/token"
	"reflect"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine/program"
)

const taught = `// A moral.
package x

const expect = "holds"

func main() {}

// What the page says.
const (
	try = ` + "`" + `
		n*3 a: who comes first?
		:kill c1: who is next?
		Guess before you step
	` + "`" + `
	cure     = "bounded-buffer"
	next     = "one-condition, wakeup-in-the-gap"
	breaks   = "M1 M12"
	idea     = "A  book"
	expectOp = "stuck"
	point    = "pass == 1"
)
`

func TestLesson(t *testing.T) {
	got := parse(t, taught).Lesson
	want := program.Lesson{
		Try: []program.Attempt{
			{Keys: []string{"n", "n", "n", "a"}, Text: "who comes first?"},
			{Command: "kill c1", Text: "who is next?"},
			{Text: "Guess before you step"},
		},
		Cure: "bounded-buffer", Next: []string{"one-condition", "wakeup-in-the-gap"},
		Breaks: []program.Belief{1, 12}, Idea: "A book", ExpectOp: program.ToFail(program.EndStuck),
		Point: "pass == 1",
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%+v", got)
	}
	if got.Try[0].Front() != "n 3 times, a" || got.Try[1].Front() != ":kill c1" || got.Try[2].Front() != "" {
		t.Errorf("%q %q", got.Try[0].Front(), got.Try[1].Front())
	}
	for _, b := range program.Beliefs() {
		if b.Text() == "" || !strings.HasPrefix(b.String(), "M") {
			t.Errorf("belief %d is %q, %q", b, b, b.Text())
		}
	}
}

// TestALessonIsRefusedAtItsPlace: what is no key, no scene, no belief and no verdict is told where it stands, with what
// would have worked.
func TestALessonIsRefusedAtItsPlace(t *testing.T) {
	for line, want := range map[string][2]string{
		`cure = "Bounded Buffer"`:        {"cure is the name of one scene, and here are 2", `cure = "bounded-buffer"`},
		`cure = "../secret"`:             {`"../secret" is no name of a scene`, "bounded-buffer"},
		`cure = ""`:                      {"here are 0", "quartet list"},
		`next = "a b c d e"`:             {"the names of 1 to 4 scenes, and here are 5", "quartet list"},
		`breaks = "M13"`:                 {`"M13" is no belief`, "did you mean M1"},
		`breaks = "M1, M1"`:              {"M1 stands twice", "once"},
		`breaks = ""`:                    {"breaks names no belief", "M3"},
		`point = "signal bell"`:          {"this scene has no condition", "no wait list"},
		`point = "1 + 1"`:                {"1 + 1 is an int", "compare it"},
		`point = "line 2"`:               {"nobody does anything in line 2", ""},
		`point = "step < "`:              {"a value is missing behind <", ""},
		`point = "pint > 1"`:             {"the scene has no pint", ""},
		`point = "point"`:                {"names no point", ""},
		`point = "last"`:                 {"has no last step", `point = "end"`},
		`point = " "`:                    {"what is to become true?", "signal notEmpty"},
		`aim = "curee"`:                  {"the scene has no curee", "did you mean cure?"},
		`aim = "1 + 1"`:                  {"1 + 1 is an int", `aim = "ends c1"`},
		`aim = "last"`:                   {"has no last step", `aim = "end"`},
		`expectOp = "hold"`:              {`"hold" is not a value of expectOp`, "did you mean holds?"},
		`try = "n*x: three"`:             {`"x" is no number of times`, "n*5: who"},
		`try = "n*101: many"`:            {"at most 100 keys", "n*5: who"},
		`try = ":kill c1"`:               {"behind the command there is no colon", ":kill c1: who"},
		`try = "::  x"`:                  {"no command between the colons", ":kill c1: who"},
		"try = \"n\x1b: an escape\"":     {"control characters", "plain"},
		`tri = "n: step"`:                {"there is no setting tri", "did you mean try?"},
		`expectop = "holds"`:             {"there is no setting expectop", "did you mean expectOp?"},
		`idea = "` + long() + `"`:        {"at most 400 letters", "fewer words"},
		`try = "` + long() + `"`:         {"at most 400 letters", "n*5"},
		"try = `" + manyTries() + "`":    {"at most 12 lines", "n*5"},
		`next, cure = "one", "two", "x"`: {"each const needs a value", ""},
	} {
		_, err := program.Parse("x.scene", "package x\nconst "+line+"\nfunc main() {}\n")
		var all program.Errors
		if !errors.As(err, &all) {
			t.Errorf("%.60s: accepted, %v", line, err)
			continue
		}
		if !strings.Contains(err.Error(), want[0]) || !strings.Contains(err.Error(), want[1]) || all[0].Line != 2 {
			t.Errorf("%.60s: %v", line, err)
		}
	}
}

func long() string { return strings.Repeat("x", 401) }

func manyTries() string { return strings.Repeat("n: on\n", 13) }

// TestALessonGivesWayToTheScene: the words are newer than the first release, so a scene that uses them for something of
// its own goes on meaning what it meant.
func TestALessonGivesWayToTheScene(t *testing.T) {
	for _, scene := range []string{
		"const next = 3\nvar work = queue(next)\nfunc main() {}",
		"const idea = true\nfunc main() {}",
		"const point = 2\nfunc main() {}",
		"var point int\nfunc main() { point = 1 }",
		"const tru = 4\nfunc main() {}",
		"var next int\nfunc main() { next = 1 }",
		"var cure cond\nfunc try() { signal(cure) }\nfunc main() { spawn(try) }",
		"func breaks() { try := 1\ncompute(try) }\nfunc main() { spawn(breaks) }",
	} {
		p := parse(t, "package x\n"+scene+"\n")
		if !reflect.DeepEqual(p.Lesson, program.Lesson{}) {
			t.Errorf("%s: %+v", scene, p.Lesson)
		}
	}
	if program.Reserved("next") || !program.Reserved("goal") {
		t.Error("next is reserved, or goal is not")
	}
}

// TestWhatIsSpoken: consts that only say something, the whole declaration where there is nothing else, and never a
// number or a setting.
func TestWhatIsSpoken(t *testing.T) {
	for text, want := range map[string]string{
		`const goal = "Stop it."`: `const goal = "Stop it."`,
		`const idea = 3`:          ``,
		`const (` + "\n" + `idea = "A book"` + "\n" + `aim = 2)`: `idea = "A book"`,
		`const goal, expect = "Stop it.", "stuck"`:               `const goal, expect = "Stop it.", "stuck"`,
		`const expect, slots = "stuck", 3`:                       ``,
		`var point int`:                                          ``,
		`func next() {}`:                                         ``,
	} {
		source, files := "package x\n"+text+"\n", token.NewFileSet()
		tree, err := parser.ParseFile(files, "", source, 0)
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		for _, n := range program.Spoken(tree.Decls[0]) {
			got += source[files.Position(n.Pos()).Offset:files.Position(n.End()).Offset]
		}
		if got != want {
			t.Errorf("of %s it is %q, want %q", text, got, want)
		}
	}
}

// TestALessonChangesNoRun: texts that differ in it alone have the same program, and the same bare text.
func TestALessonChangesNoRun(t *testing.T) {
	plain, _, _ := strings.Cut(taught, "\n// What the page says.")
	both := "const (\n\tcure = \"one-condition\"\n\texpect = \"holds\"\n)"
	mixed := strings.Replace(plain, `const expect = "holds"`, both, 1)
	if a, b := parse(t, taught), parse(t, plain); a.Dump() != b.Dump() || a.Settings != b.Settings {
		t.Error("the run changes")
	}
	if got := program.Bare(taught); got != program.Bare(plain) || strings.Contains(got, "bounded") {
		t.Errorf("%s", got)
	}
	if got := program.Bare(mixed); strings.Contains(got, "cure") || !strings.Contains(got, "expect") {
		t.Errorf("%s", got)
	}
	if a, b := program.Bare(plain), program.Bare(strings.Replace(plain, "holds", "stuck", 1)); a == b {
		t.Error("another verdict is the same text")
	}
	if program.Bare("no scene") != "no scene" {
		t.Error("what is no scene is changed")
	}
	if got := parse(t, taught).Consts(); len(got) != 0 {
		t.Errorf("numbers to vary: %v", got)
	}
}

// TestAPointIsReadAsAnyCondition: a point means what its text means to whoever asks after it later, and what is
// wrong is told alike.
func TestAPointIsReadAsAnyCondition(t *testing.T) {
	const scene = `package x
const two = 2
var (
	m   mutex
	c   cond
	q   = queue(2)
	n   int
	end bool
	a   [2]int
)
func f(i int) {
	mine := i
	lock(m)
	wait(c, m)
	a[i] = mine
	n += two
	unlock(m)
}
func main() {
	spawn(f(0))
	spawn(f(1), "B")
}
`
	bare, err := program.Parse("x.scene", scene)
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{
		"n == two && a[1] > 0", "a[n] == 1", "end", "wakes B", "ends f1", "signal c", "tick 4", "len(WAITING) == 2",
		"place(B) == WAITING && B.mine == 1", "waiters(c) > 0 && owner(m) == nil", "stuck", "wakes C", "signal d", "n",
		"n ==", "a[7] == 0", "B.yours == 1", "len(r) == 1", "step is 3", "pass x", "stuk", "line 1",
	} {
		_, want := bare.Condition(text)
		_, err := program.Parse("x.scene", scene+"const point = \""+text+"\"\n")
		switch {
		case (err == nil) != (want == nil):
			t.Errorf("%s: %v as a point, %v as a condition", text, err, want)
		case err != nil && !strings.Contains(err.Error(), "point: "+want.Error()):
			t.Errorf("%s: %v\nwant %v", text, err, want)
		}
	}
}
