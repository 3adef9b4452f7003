package grade_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine/grade"
	"github.com/quartet-os/quartet/engine/program"
)

// counted are laws about two workers who count under a lock: how is the student's, check the teacher's.
const counted = `// Laws.
package laws

const (
	rounds = 2
	grain  = "op"
)

var (
	m mutex
	n int
)

func work() {}

func check() {
	work()
	assert(n > 0, "it counted")
}

func main() {
	for i := 0; i < rounds; i++ {
		spawn(check)
	}
	invariant("never too many", n <= rounds)
	finally("all are counted", n == rounds)
}
`

// solved is a right solution, as a student writes it.
const solved = `// Mine.
package mine

var (
	m mutex
	n int
)

func work() {
	lock(m)
	n++
	unlock(m)
}
`

func read(t *testing.T, laws string) *grade.Laws {
	t.Helper()
	l, err := grade.Read("laws.scene", laws)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func graded(t *testing.T, laws, student string) grade.Grade {
	t.Helper()
	return read(t, laws).Grade(context.Background(), "mine.scene", student, grade.Options{Workers: 1})
}

// TestWhatAStudentsFileCan: what it says beside its functions and declarations bends nothing, and what it lacks is said
// with its line.
func TestWhatAStudentsFileCan(t *testing.T) {
	const add = "\nfunc main() {\n\tspawn(work)\n\tfinally(\"all are counted\", true)\n}\n"
	for _, c := range []struct {
		name     string
		was, now string // in the right solution; was == "": now is put behind it
		verdict  grade.Verdict
		says     string // in the sentence, a note or what was not tested
	}{
		{"right", "", "", grade.Holds, "all 52 states"},
		{"a main of its own", "", add, grade.Holds, "all 52 states"},
		{"no lock", "lock(m)", "yield()", grade.Fails, "unlocks m, which it does not own"},
		{"a store in two", "\tlock(m)\n\tn++\n\tunlock(m)\n", "\tn++\n",
			grade.Fails, `the law "all are counted" does not hold`},
		{"nothing done", "\tlock(m)\n\tn++\n\tunlock(m)\n", "", grade.Fails, `finds that "it counted" does not hold`},
		{"begins at the end", "n int", "n = 2", grade.Fails, "Its n begins as 2, and as 0 in the laws file."},
		{"a number of its own", "", "\nconst rounds = 1\n", grade.Holds, "Its rounds = 1 does not count, but 2."},
		{"a machine of its own", "", "\nconst policy = \"roundrobin\"\n",
			grade.Holds, `Its policy = "roundrobin" does not count.`},
		{"a grain of its own", "", "\nconst grain = \"pass\"\n",
			grade.Holds, `Its grain = "pass" does not count, but "op".`},
		{"two consts in one", "", "\nconst rounds, slots = 1, 9\n", grade.Holds, "Its rounds = 1 does not count"},
		{"a script", "", "\nfunc script() {\n\tat(1, \"set n 2\")\n}\n", grade.Holds, "all 52 states"},
		{"a check of its own", "", "\nfunc check() {\n\tn = 2\n}\n",
			grade.Holds, "Its func check does not count, but that of the laws file."},
		{"a word", "", "\nfunc owner() int { return 0 }\n", grade.Refused,
			"line 15: owner is a word of the language"},
		{"a name that is missing", "n int", "N int",
			grade.Refused, "it does not declare n, a variable of the laws file"},
		{"a name that is near", "func work", "func wrok",
			grade.Refused, "it does not declare work, a function of the laws file: did you mean wrok?"},
		{"another kind", "m mutex", "m spinlock",
			grade.Refused, "line 5: m is declared as spinlock, and as mutex in the laws file"},
		{"another type", "n int", "n bool",
			grade.Refused, "line 6: n is declared as bool, and as int in the laws file"},
		{"an array", "n int", "n [2]int",
			grade.Refused, "line 6: n is declared as [2] int, and as int in the laws file"},
		{"a function for a variable", "\tn int\n", "", grade.Refused, "it does not declare n"},
		{"parameters", "work()", "work(i int)",
			grade.Refused, "line 9: func work(int) is func work() in the laws file"},
		{"a slip", "lock(m)", "lock(q)", grade.Refused, "line 10: "},
		{"no Go", "n++", "n+++", grade.Refused, "line 11: "},
		{"a variable named as a number", "m mutex", "m mutex\n\trounds int",
			grade.Refused, "rounds is a variable, and a const in the laws file"},
		{"nothing", solved, "", grade.Refused, "line 1: "},
	} {
		text := solved + c.now
		if c.was != "" {
			if text = strings.Replace(solved, c.was, c.now, 1); text == solved {
				t.Fatalf("%s: %q is not there", c.name, c.was)
			}
		}
		g := graded(t, counted, text)
		said := strings.Join(append(append([]string{g.Sentence()}, g.Notes...), g.Untested...), "\n")
		if g.Verdict != c.verdict || !strings.Contains(said, c.says) {
			t.Errorf("%s: %s, %s; want %s, %q", c.name, g.Verdict, said, c.verdict, c.says)
		}
	}
}

// TestALawThatWasNotTested: what does nothing does not hold without a word.
func TestALawThatWasNotTested(t *testing.T) {
	idle := strings.Replace(solved, "\tlock(m)\n\tn++\n\tunlock(m)\n", "", 1)
	for _, law := range []string{
		`invariant("never too many", n <= 2)`, `finally("none is left", n < 3)`,
		`leadsTo("it comes down", n > 0, n == 0)`, "",
	} {
		laws := "package laws\n\nvar (\n\tm mutex\n\tn int\n)\n\nfunc work() {}\n\n" +
			"func main() {\n\tspawn(work)\n\t" + law + "\n}\n"
		if g := graded(t, laws, idle); g.Verdict != grade.Holds || len(g.Untested) == 0 {
			t.Errorf("%s: %+v", law, g)
		}
	}
}

// TestACountThatIsForged: a student's function that changes what the teacher's count is told.
func TestACountThatIsForged(t *testing.T) {
	laws := strings.Replace(counted, "func work() {}", "func work() {}\n\nfunc count() { add(&n, 1) }", 1)
	g := graded(t, laws, solved)
	if want := "Its func work changes n, as the laws file's own functions do."; !slices.Contains(g.Notes, want) {
		t.Errorf("%q is not among %q", want, g.Notes)
	}
	fair := strings.Replace(solved, "\tn++\n", "\tcount()\n\tn := 1\n\tn++\n", 1)
	if g := graded(t, laws, fair); len(g.Notes) > 0 {
		t.Errorf("what is fair has %q", g.Notes)
	}
}

// TestExpectIsTheTeachers: where the laws file expects a failure, the scene that has it passes, and no other.
func TestExpectIsTheTeachers(t *testing.T) {
	race := strings.Replace(solved, "\tlock(m)\n\tn++\n\tunlock(m)\n", "\tn++\n", 1)
	for _, c := range []struct {
		expect string
		right  bool // the solution with the lock passes
		wrong  bool // and the one without
	}{{"holds", true, false}, {"violation", false, true}, {"deadlock", false, false}} {
		laws := strings.Replace(counted, "rounds = 2", "rounds = 2\n\texpect = \""+c.expect+"\"", 1)
		if a, b := graded(t, laws, solved), graded(t, laws, race); a.Passed != c.right || b.Passed != c.wrong {
			t.Errorf("%s: %+v\n%+v", c.expect, a, b)
		}
	}
}

// TestANumberOfTheLawsStays though it has the name of what only says something where it is a text.
func TestANumberOfTheLawsStays(t *testing.T) {
	if g := graded(t, strings.ReplaceAll(counted, "rounds", "point"), solved); !g.Passed {
		t.Errorf("%+v", g)
	}
}

// TestTheStudentStarts: where the laws file starts nobody, whom the student's main starts counts, and its laws do not.
func TestTheStudentStarts(t *testing.T) {
	laws := strings.Replace(counted, "\tfor i := 0; i < rounds; i++ {\n\t\tspawn(check)\n\t}\n", "", 1)
	for _, c := range []struct {
		main, says string
		verdict    grade.Verdict
	}{
		{"func main() {\n\tspawn(work, 2)\n\tfinally(\"all are counted\", n == 7)\n}\n", "all 37 states", grade.Holds},
		{"func main() { spawn(work); finally(\"x\", n == 7) }\n",
			`the law "all are counted" does not hold`, grade.Fails},
		{"func main() {\n\tn := 2\n\tspawn(work, n)\n}\n", "line 16: n is a variable of main", grade.Refused},
		{"", "it has no func main", grade.Refused},
	} {
		g := graded(t, laws, solved+"\n"+c.main+"\nfunc idle() {}\n")
		if g.Verdict != c.verdict || !strings.Contains(g.Sentence(), c.says) {
			t.Errorf("%s: %+v", c.main, g)
		}
	}
}

// TestStepsHaveLinesOfTheirFiles: also where the text of the laws stands in the middle of the student's.
func TestStepsHaveLinesOfTheirFiles(t *testing.T) {
	race := strings.Replace(solved, "\tlock(m)\n\tn++\n\tunlock(m)\n", "\tn++\n", 1)
	laws := strings.Replace(counted, "\tfor i := 0; i < rounds; i++ {\n\t\tspawn(check)\n\t}\n", "", 1)
	main := "func main() { spawn(other, 2) }\n\n"
	text := strings.Replace(race, "func work()", main+"func other() {\n\twork()\n}\n\nfunc work()", 1)
	g := graded(t, laws, text)
	lines := strings.Split(text, "\n")
	found := 0
	for _, s := range g.Steps {
		if !s.Laws && s.Line > 0 && strings.Contains(lines[s.Line-1], "n++") {
			found++
		}
	}
	if g.Verdict != grade.Fails || found < 4 {
		t.Errorf("%d of the steps are at n++: %+v", found, g)
	}
}

// FuzzMerge: whatever a student writes, the laws and the machine are the teacher's, and a refusal names a line that
// there is.
func FuzzMerge(f *testing.F) {
	started := strings.Replace(counted, "\tfor i := 0; i < rounds; i++ {\n\t\tspawn(check)\n\t}\n", "", 1)
	for _, s := range []string{solved, solved + "\nfunc main() { spawn(work); finally(\"x\", n == 7) }",
		solved + "\nconst a, rounds = 1, 2\nconst (\n\tpolicy, slots = \"priority\", 3 // x\n)\nfunc script() {}",
		solved + "\nfunc check() { n = 2 } /*", "//line x:1\n" + solved, "package x\nvar m, n int", "\xff", ""} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, laws := range []string{counted, started} {
			want, err := program.Parse("laws.scene", laws)
			if err != nil {
				t.Fatal(err)
			}
			m, err := read(t, laws).Merge("mine.scene", text)
			if err != nil {
				r, ok := err.(*grade.Refusal)
				if !ok || r.Line > strings.Count(text, "\n")+1 || r.Text == "" {
					t.Fatalf("%q: %v", text, err)
				}
				continue
			}
			got := m.Program
			if len(got.Laws) != len(want.Laws) || got.Settings.Rules != want.Settings.Rules ||
				got.Settings.Policy != want.Settings.Policy || got.Settings.Fuel != want.Settings.Fuel ||
				got.Settings.Grain != want.Settings.Grain || len(got.Script) > 0 || len(got.Futures) > 0 {
				t.Fatalf("%q bends the laws: %+v", text, got.Settings)
			}
			for i := range want.Laws {
				a, b := &got.Laws[i], &want.Laws[i]
				if a.Text != b.Text || a.Kind != b.Kind || got.Exprs[a.X].Text != want.Exprs[b.X].Text {
					t.Fatalf("%q changes a law: %+v, %+v", text, a, b)
				}
			}
		}
	})
}
