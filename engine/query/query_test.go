package query_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/engine/query"
	"github.com/quartet-os/quartet/internal/effort"
	"github.com/quartet-os/quartet/internal/scenetest"
)

// found lists the steps of a scene at which a condition came true, up to a step.
func found(t *testing.T, text, condition string, to int, commands ...string) []int64 {
	t.Helper()
	e := scenetest.Machine(t, text)
	c, err := query.Parse(e.Program(), condition)
	if err != nil {
		t.Fatalf("%s: %v", condition, err)
	}
	l := query.NewLooker(e.Program(), c)
	l.Begin(e)
	var all []int64
	for range to {
		events := slices.Clone(e.Step())
		if len(events) == 0 {
			break
		}
		for _, line := range commands {
			if at, command, _ := strings.Cut(line, ": "); at == fmt.Sprint(e.StepNumber()) {
				more, err := e.Do(scenetest.Command(t, command))
				if err != nil {
					t.Fatal(err)
				}
				events = append(events, more...)
			}
		}
		if l.Look(e, events) {
			all = append(all, e.StepNumber())
		}
	}
	return all
}

// shop has one of everything that can be asked for.
const shop = `// One puts, two take.
package shop

const (
	slots = 6
	most  = 1
	tick  = "pass"
)

var (
	m       mutex
	changed cond
	work    = queue(1)
	made    counter
	sum     int
	full    bool
	boss    coroutine
)

func producer() {
	for i := 0; i < 3; i++ {
		lock(m)
		for len(work) == cap(work) {
			wait(changed, m)
		}
		put(work)
		made++
		full = true
		signal(changed)
		unlock(m)
		yield()
	}
}

func consumer() {
	n := 1
	for {
		lock(m)
		for len(work) == 0 {
			wait(changed, m)
		}
		take(work)
		sum = sum + n
		n++
		signal(changed)
		unlock(m)
		yield()
	}
}

func main() {
	boss = spawn(producer, "boss")
	spawn(consumer, 2)
}
`

// TestConditions counts the steps by hand from the narration of the scene.
func TestConditions(t *testing.T) {
	for _, c := range []struct {
		condition string
		want      string
	}{
		{"step 7", "[7]"},
		{"pass 1", "[10]"},
		{"tick 2", "[11]"},
		{"2", "[11]"},
		{"line 26", "[5]"},
		{"signal changed", "[8 18]"},
		{"made == 1", "[6]"},
		{"len(work) == 1", "[5]"},
		{"len(work) == most && full", "[7]"},
		{"len(work) == cap(work)", "[5]"},
		{"place(boss) == RUNNING", "[1]"},
		{"place(boss) == READY", "[10]"},
		{"place(c1) == READY", "[20]"},
		{"place(c9) == READY", "[]"},
		{"owner(m) == boss", "[3]"},
		{"owner(m) == c1", "[12]"},
		{"boss.i == 0", "[1]"},
		{"c1.n == 2", "[17]"},
		{"c1.n != 2", "[11]"},
		{"c2.n == 1", "[]"},
		{"line(c1) == 44", "[16]"},
		{"waiters(changed) > 0", "[]"},
		{"len(READY) == 2", "[1 11]"},
		{"pass == 2", "[11]"},
		{"tick > 0", "[1]"},
		{"sum / (sum - sum) == 1", "[]"},
		{"!(c9.n == 1)", "[]"},
		{"step > 3 && step < 6 || step == 9", "[4 9]"},
	} {
		if got := fmt.Sprint(found(t, shop, c.condition, 20)); got != c.want {
			t.Errorf("%s: %s, want %s", c.condition, got, c.want)
		}
	}
}

// TestConditionsOfWhatHappens: what somebody does, also by a command, and how it ends.
func TestConditionsOfWhatHappens(t *testing.T) {
	two := `// One waits for another.
package two
var m mutex
var bell cond
var w waitq
func a() {
	lock(m)
	wait(bell, m)
	unlock(m)
}
func b() {
	yield()
	signal(bell)
	wakeup(w)
	yield()
}
func main() {
	spawn(a)
	spawn(b)
}
`
	for _, c := range []struct {
		condition, want string
		commands        []string
	}{
		{"wakes a1", "[4]", nil},
		{"signal bell", "[4]", nil},
		{"signal w", "[5]", nil},
		{"ends a1", "[9]", nil},
		{"ends b1", "[10]", nil},
		{"ends a1", "[3]", []string{"3: kill a1"}},
		{"signal bell", "[3 4]", []string{"3: signal bell"}},
		{"wakes a1", "[3]", []string{"3: wake a1"}},
		{"end", "[10]", nil},
		{"stuck", "[]", nil},
		{"stuck", "[8]", []string{"1: kill b1", "2: wake a1", "2: spawn a", "2: kill a1"}},
	} {
		got := fmt.Sprint(found(t, two, c.condition, 20, c.commands...))
		if c.condition == "stuck" && c.commands != nil {
			if got == "[]" {
				t.Errorf("%s after %v: never", c.condition, c.commands)
			}
			continue
		}
		if got != c.want {
			t.Errorf("%s after %v: %s, want %s", c.condition, c.commands, got, c.want)
		}
	}
}

// TestTheScenesOwnNamesComeFirst: before the words of questions and of conditions.
func TestTheScenesOwnNamesComeFirst(t *testing.T) {
	own := `// Its names are those of questions.
package own
var (
	step int
	pass int
	end  bool
	c1   int
)
func c() {
	step = 7
	pass = 8
	c1 = 9
	end = true
}
func main() { spawn(c) }
`
	for condition, want := range map[string]string{
		"step == 7": "[1]", "pass == 8": "[2]", "c1 == 9": "[3]", "end": "[4]", "step 2": "[2]",
	} {
		if got := fmt.Sprint(found(t, own, condition, 9)); got != want {
			t.Errorf("%s: %s, want %s", condition, got, want)
		}
	}
}

// TestThePointIsTheConditionThatTheSceneNames, unless the scene has something of that name.
func TestThePointIsTheConditionThatTheSceneNames(t *testing.T) {
	for condition, steps := range map[string]string{"signal changed": "[8 18]", "len(work) == 1": "[5]"} {
		pointed := shop + "const point = \"" + condition + "\"\n"
		if got := fmt.Sprint(found(t, pointed, "point", 20)); got != steps {
			t.Errorf("%s: %s", condition, got)
		}
		c, err := query.Parse(scenetest.Parse(t, pointed), " point ")
		if err != nil || c.Text != "point" {
			t.Errorf("%+v %v", c, err)
		}
	}
	own := strings.Replace(shop, "full    bool", "point   bool", 1)
	own = strings.Replace(own, "full = true", "point = true", 1)
	if got := fmt.Sprint(found(t, own, "point", 20)); got != "[7]" {
		t.Errorf("a variable named point: %s", got)
	}
}

// TestWhatIsWrongSaysWhatWouldWork.
func TestWhatIsWrongSaysWhatWouldWork(t *testing.T) {
	refuses(t, scenetest.Parse(t, shop), map[string]string{
		"":                    "what is to become true?",
		"len(wrok) == 1":      `column 5, "wrok) == 1": wrok is not declared; did you mean work?`,
		"sun == 1":            "did you mean sum?",
		"len(work)":           "len(work) is an int, and not true or false",
		"place(c1)":           "is a place, and not true or false",
		"plce(c1) == READY":   "there is no plce to ask for; did you mean place?",
		"place(c1) == REDY":   "did you mean READY?",
		"place(c1) == 2":      "a place cannot be compared with an int",
		"place(sum) == READY": "sum is no coroutine",
		"c1.m == 1":           "c1 has no variable m",
		"c1.i == 1":           "c1 has no variable i",
		"boss.j == 1":         "boss has no variable j",
		"lock(m)":             "cannot call lock",
		"sum = 1":             "==",
		"sum ==":              "a value is missing behind ==; as in sum == 2",
		"sum 3":               "nothing joins sum and 3; a sign such as ==",
		"len work == 1":       "write len(work)",
		"full and sum == 2":   "joined with && and ||",
		"owner(m) is c1":      "compare with ==",
		"sum == 3: who did":   "leave that out",
		"sum => 3":            "write >=",
		"len(work":            "its ) is missing",
		"sum == 3)":           "one ) too many",
		"sum++":               "this only looks",
		"if sum == 1":         "write the condition alone",
		"pass three":          "write pass 3",
		"wakes c1 c2":         "write wakes c1",
		"end now":             "end stands alone",
		"sum ? 1 : 2":         "? is no sign of the language",
		"sum § 3":             "§ is no sign of the language",
		"work":                "write len(work)",
		"producer == 1":       "is a function",
		"line 0":              "there is no line 0",
		"line 32":             "nobody does anything in line 32; in line 31 there is yield()",
		"line 99":             "the scene has",
		"tick -1":             "there is no tick -1",
		"-3":                  "there is no tick -3",
		"signal":              "signal what?",
		"signal chnged":       "did you mean changed?",
		"signal m":            "there are changed",
		"point":               "this scene names no point",
		"wakes q1":            "there is no coroutine q1",
		"ends bos":            "did you mean boss?",
		strings.Repeat("(", 200) + "1" + strings.Repeat(")", 200): "nested too deeply",
		strings.Repeat("1+", 600):                                 "at most 1000 letters",
	})
}

// refuses looks whether texts are no conditions of a scene, and what is said of each.
func refuses(t *testing.T, p *program.Program, texts map[string]string) {
	t.Helper()
	for text, want := range texts {
		if _, err := query.Parse(p, text); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %s", text, err, want)
		}
	}
}

// TestNoWordsOfAParser: whatever stands where a question should be is told in words of the language.
func TestNoWordsOfAParser(t *testing.T) {
	p := scenetest.Parse(t, shop)
	n, every := 0, effort.Times(11, 5, 1)
	signs := strings.Fields("sum full 3 == = ( ) c1 . , ; if for ! && @ { } ++ := len owner(m) not or \" ' 0x /* " +
		"é < > # func [ ]")
	signs = append(signs, "\n", "\xff\xfe", "日")
	for _, a := range signs {
		for _, b := range signs {
			for _, c := range []string{"", "sum", "==", ")"} {
				text := strings.TrimSpace(a + " " + b + " " + c)
				if n++; n%every != 0 {
					continue
				}
				_, err := query.Parse(p, text)
				if err == nil {
					continue
				}
				for _, word := range strings.Fields("expected found operand EOF illegal newline selector %!") {
					if strings.Contains(err.Error(), word) {
						t.Errorf("%q: %v", text, err)
					}
				}
			}
		}
	}
}

// TestPlacesAreNamedAsOnTheScreen, but for the one that is no word of a scene.
func TestPlacesAreNamedAsOnTheScreen(t *testing.T) {
	p := scenetest.Parse(t, shop)
	for at := engine.Free; at <= engine.TimedWaiting; at++ {
		name, _, _ := strings.Cut(at.String(), "-")
		q, err := p.Question(name + " == " + name)
		if err != nil || len(q.Code) != 1 || q.Code[0].Operand.N != 1 {
			t.Errorf("%s: %v", name, err)
		}
		if q, err = p.Question("place(boss) == " + name); err != nil || q.Code[2].Operand.N != int64(at) {
			t.Errorf("%s is not place %d: %v", name, at, err)
		}
	}
}

// FuzzQuestion: whatever is typed is refused or can be asked of every state.
func FuzzQuestion(f *testing.F) {
	for _, text := range []string{"len(work) == 1", "c1.n", "place(c1) == TIMED", "step%0",
		"owner(m).i", "-9223372036854775808 / -1 == sum"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		e := scenetest.Machine(t, shop)
		q, err := e.Program().Question(text)
		if err != nil {
			return
		}
		a := engine.NewAsker(q)
		for range 40 {
			a.Value(e)
			e.Step()
		}
		if e.End().Kind == engine.EndViolation {
			t.Errorf("%q changed the run: %s", text, e.End().Text)
		}
	})
}
