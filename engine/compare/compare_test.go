package compare_test

import (
	"context"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/compare"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/engine/session"
	"github.com/quartet-os/quartet/internal/effort"
	"github.com/quartet-os/quartet/internal/scenetest"
	"github.com/quartet-os/quartet/presets"
)

// steps is how far the tests follow a scene.
func steps() int64 { return int64(effort.Times(80, 200, 5000)) }

// side is the run of a scene of the shelf.
func side(t *testing.T, name string) compare.Side {
	t.Helper()
	return compare.Side{Program: scenetest.Shipped(t, name)}
}

// under is a run under a set of rules.
func under(t *testing.T, s compare.Side, name string) compare.Side {
	t.Helper()
	set, ok := program.Ruleset(name)
	if !ok {
		t.Fatal("no rules", name)
	}
	return s.Under(func(to *program.Settings) { to.Rules = set })
}

// parting compares two runs.
func parting(t *testing.T, a, b compare.Side) *compare.Parting {
	t.Helper()
	f, err := compare.Find(context.Background(), a, b, steps(), 0)
	if err != nil {
		t.Fatal(err)
	}
	return f.Parting
}

// TestARunNeverPartsFromItself: not a scene of the shelf, whatever the policy.
func TestARunNeverPartsFromItself(t *testing.T) {
	for _, name := range presets.Names() {
		for _, policy := range []program.Policy{program.Cooperative, program.Preemptive, program.RoundRobin} {
			s := side(t, name).Under(func(to *program.Settings) { to.Policy = policy })
			if p := parting(t, s, s); p != nil {
				t.Errorf("%s, %s: %+v", name, policy, *p)
			}
		}
	}
}

// TestASwitchOfARulePartsWhereItIsFelt: not at the step at which the command is given.
func TestASwitchOfARulePartsWhereItIsFelt(t *testing.T) {
	a := side(t, "lock-in-one-order")
	b := a
	handoff := engine.Command{Verb: engine.RuleVerb, At: engine.Now, Name: "unlock", Token: "handoff"}
	b.Commands = []session.Given{{Step: 3, Command: handoff}}
	p := parting(t, a, b)
	if p == nil || p.Step <= 3 || p.A == p.B {
		t.Errorf("they part at %+v", p)
	}
	b.Commands[0].Command.Token = program.RuleUnlock.TokenName(a.Program.Settings.Rules[program.RuleUnlock])
	if p := parting(t, a, b); p != nil {
		t.Errorf("a rule that stays as it is lets them part: %+v", *p)
	}
}

// TestItPartsWhereTheOtherWayRoundDoes: A beside B parts where B beside A does, with the words changed over.
func TestItPartsWhereTheOtherWayRoundDoes(t *testing.T) {
	parted := 0
	for _, name := range presets.Names() {
		a := side(t, name)
		for _, b := range []compare.Side{
			under(t, a, "nanoos"), a.Under(func(to *program.Settings) { to.Policy = program.RoundRobin }),
		} {
			x, y := parting(t, a, b), parting(t, b, a)
			switch {
			case x == nil && y == nil:
			case x == nil || y == nil || x.Step != y.Step || x.A != y.B || x.B != y.A:
				t.Errorf("%s: %+v, the other way round %+v", name, x, y)
			case x.A == x.B:
				t.Errorf("%s parts at step %d, and both say %q", name, x.Step, x.A)
			default:
				parted++
			}
		}
	}
	if parted < len(presets.Names()) {
		t.Errorf("only %d pairs part", parted)
	}
}

// TestAnEditPartsWhereItIsFelt: the loop in place of the if is felt at the first test that comes out differently.
func TestAnEditPartsWhereItIsFelt(t *testing.T) {
	text := scenetest.Text(t, "if-instead-of-a-loop")
	cured := strings.Replace(text, "if len(work) == 0", "for len(work) == 0", 1)
	a, b := compare.Side{Program: scenetest.Parse(t, text)}, compare.Side{Program: scenetest.Parse(t, cured)}
	p := parting(t, a, b)
	if p == nil || p.Step != 17 || !strings.Contains(p.A, "takes from work, which is empty") ||
		!strings.Contains(p.B, "stays in the loop") {
		t.Fatalf("%+v", p)
	}
	diff := compare.Lines(text, cured)
	if len(diff.Hunk) != 1 || len(diff.A) != 1 || len(diff.B) != 1 {
		t.Fatalf("%+v", diff)
	}
	line, span := diff.Hunk[0][1], diff.B[diff.Hunk[0][1]]
	if got := strings.Split(cured, "\n")[line-1][span.From:span.To]; got != "for" {
		t.Errorf("line %d differs in %q", line, got)
	}
}

// TestFunctionsInAnotherPlaceAreNoDifference: neither where a function stands in the text, nor what that of a coroutine
// with a name of its own is called, is an op or a state.
func TestFunctionsInAnotherPlaceAreNoDifference(t *testing.T) {
	head := "package x\nvar n int\n"
	up, down := "func up() { n++ }\n", "func down() { n-- }\n"
	first := head + up + "func p() { up() }\nfunc main() { spawn(p, \"P\") }\n"
	moved := head + down + up + "func q() { down() }\nfunc r() { up() }\nfunc main() { spawn(r, \"P\") }\n"
	other := strings.Replace(moved, "r() { up() }", "r() { down() }", 1)
	a := compare.Side{Program: scenetest.Parse(t, first)}
	if p := parting(t, a, compare.Side{Program: scenetest.Parse(t, moved)}); p != nil {
		t.Errorf("they part: %+v", p)
	}
	p := parting(t, a, compare.Side{Program: scenetest.Parse(t, other)})
	if p == nil || p.Step != 1 || !strings.Contains(p.A, "calls up") || !strings.Contains(p.B, "calls down") {
		t.Errorf("%+v", p)
	}
}

// TestAnAddedCoroutineIsFeltAtTheBoot: what is spawned before pass 1 is there at step 0.
func TestAnAddedCoroutineIsFeltAtTheBoot(t *testing.T) {
	text := scenetest.Bounded
	more := strings.Replace(text, "spawn(consumer, 2)", "spawn(consumer, 3)", 1)
	p := parting(t, compare.Side{Program: scenetest.Parse(t, text)}, compare.Side{Program: scenetest.Parse(t, more)})
	if p == nil || p.Step != 0 || p.Pass != 0 || p.A == p.B || !strings.Contains(p.B, "c3") {
		t.Fatalf("%+v", p)
	}
}

// TestACommandThatDoesNotFitIsLeftOut: it is told, and all others are given.
func TestACommandThatDoesNotFitIsLeftOut(t *testing.T) {
	p := scenetest.Parse(t, scenetest.Bounded)
	a := compare.Side{Program: p, Commands: []session.Given{
		{Step: 2, Command: scenetest.Command(t, "spawn producer")}, {Step: 4, Command: scenetest.Command(t, "kill p9")},
	}}
	f, err := compare.Find(context.Background(), a, compare.Side{Program: p}, 50, 50)
	if err != nil || len(f.Skipped[0]) != 1 || len(f.Skipped[1]) != 0 || f.Parting == nil || f.Parting.Step != 2 {
		t.Fatalf("%+v %v", f, err)
	}
	made, skipped, err := a.Session(context.Background(), 30, 30)
	if err != nil || len(skipped) != 1 || made.Position() != 30 || made.Dirty() || len(made.Commands()) != 1 {
		t.Fatal(err, skipped, made.Position(), made.Dirty())
	}
}

// TestACommandBehindTheEndIsLeftOut: a run that is over before a command's step is told without it.
func TestACommandBehindTheEndIsLeftOut(t *testing.T) {
	p, err := program.Parse("test", "package end\n\nfunc f() { yield() }\n\nfunc main() { spawn(f) }\n")
	if err != nil {
		t.Fatal(err)
	}
	a := compare.Side{Program: p, Commands: []session.Given{
		{Step: 1, Command: scenetest.Command(t, "spawn f")}, {Step: 900, Command: scenetest.Command(t, "spawn f 2")}}}
	f, err := compare.Find(context.Background(), a, compare.Side{Program: p}, 1000, 1000)
	if err != nil || len(f.Skipped[0]) != 1 || len(f.Skipped[1]) != 0 {
		t.Errorf("%+v, %v", f, err)
	}
	f, err = compare.Find(context.Background(), a, compare.Side{Program: p}, 0, 0)
	if err != nil || len(f.Skipped[0])+len(f.Skipped[1]) != 0 {
		t.Errorf("not over yet: %+v, %v", f, err)
	}
}

// TestABranchPartsWhereItsCommandWasGiven: the two futures of a what-if.
func TestABranchPartsWhereItsCommandWasGiven(t *testing.T) {
	s := scenetest.Open(t, scenetest.Parse(t, scenetest.Bounded))
	for range 20 {
		s.Forward()
	}
	s.GoTo(7)
	if _, err := s.Do(scenetest.Command(t, "kill p1")); err != nil {
		t.Fatal(err)
	}
	p := parting(t, compare.Of(s, 1), compare.Of(s, 2))
	if p == nil || p.Step != 7 || !strings.Contains(p.B, "p1") {
		t.Fatalf("%+v", p)
	}
}

// TestTheWorldThatIsOverSaysSo: the other one goes on.
func TestTheWorldThatIsOverSaysSo(t *testing.T) {
	const text = "package x\n\nfunc f() {\n\tyield()\n\tyield()\n}\n\nfunc main() { spawn(f) }\n"
	short := strings.Replace(text, "\tyield()\n\tyield()\n", "\tyield()\n", 1)
	a, b := compare.Side{Program: scenetest.Parse(t, text)}, compare.Side{Program: scenetest.Parse(t, short)}
	r, err := compare.New(a, b)
	if err != nil {
		t.Fatal(err)
	}
	for r.Step() {
	}
	x, y := r.Engines()
	if p := r.Parting(); p == nil || x.End().Kind != engine.EndDone || y.End().Kind != engine.EndDone {
		t.Fatalf("%+v", p)
	}
	if same := a.Same(b); same || !a.Same(a) {
		t.Error("one scene is taken for another")
	}
}

// TestWordsOfAnyLine: what differs lies within both lines, also where a byte is no letter.
func TestWordsOfAnyLine(t *testing.T) {
	for _, one := range []struct{ a, b, x, y string }{
		{"lock(m) // a", "lock(n) // a", "m", "n"}, {"a \xff", "a \xfe\xfe", "\xff", "\xfe\xfe"},
		{"\xff(\xe5\xae", "\xff[\xe5\xae", "(", "["}, {"", "\xff", "", "\xff"}, {"安 娜\xe5", "安 安\xe5", "娜", "安"},
	} {
		v, w := compare.Words(one.a, one.b)
		if x, y := one.a[v.From:v.To], one.b[w.From:w.To]; x != one.x || y != one.y {
			t.Errorf("%q and %q differ in %q and %q", one.a, one.b, x, y)
		}
	}
}
