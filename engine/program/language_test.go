package program_test

import (
	"errors"
	"os"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine/program"
)

// TestReference parses every scene of the language reference.
func TestReference(t *testing.T) {
	for name, least := range map[string]int{"scenes.md": 30, "channels.md": 5} {
		reference(t, name, least)
	}
}

func reference(t *testing.T, name string, least int) {
	text, err := os.ReadFile("../../docs/" + name)
	if err != nil {
		t.Fatal(err)
	}
	blocks := strings.Split(string(text), "```go\n")
	if len(blocks) < least {
		t.Errorf("only %d scenes in the reference", len(blocks)-1)
	}
	line := 1
	for i, block := range blocks {
		if i > 0 {
			source, _, _ := strings.Cut(block, "```")
			if _, err := program.Parse("docs/"+name, strings.Repeat("\n", line)+source); err != nil {
				t.Error(err)
			}
			line++
		}
		line += strings.Count(block, "\n")
	}
}

// TestReferenceIsComplete looks for every word of the language in the reference.
func TestReferenceIsComplete(t *testing.T) {
	text, err := os.ReadFile("../../docs/scenes.md")
	if err != nil {
		t.Fatal(err)
	}
	reference := string(text)
	for _, name := range program.CallWords() {
		if !strings.Contains(reference, "\n### "+name+"\n") {
			t.Errorf("the reference has no section %q", name)
		}
	}
	for name, usage := range program.Usages() {
		if usage == "" {
			t.Errorf("nothing says how %s is written", name)
		}
	}
	for _, r := range program.AllRules() {
		for i, token := range r.Tokens() {
			row := "| `" + r.String() + "` | `" + token + "` | " + r.Meaning(program.Token(i)) + " |"
			if !strings.Contains(reference, row) {
				t.Errorf("the reference has no row\n%s", row)
			}
		}
	}
	for _, s := range program.SettingNames() {
		if !strings.Contains(reference, "`"+s+"`") {
			t.Errorf("the reference does not tell of the setting %s", s)
		}
	}
	for _, b := range program.Beliefs() {
		if row := "| `" + b.String() + "` | " + b.Text() + " |"; !strings.Contains(reference, row) {
			t.Errorf("the reference has no row\n%s", row)
		}
	}
}

func TestTemplate(t *testing.T) {
	p := parse(t, program.Template())
	if p.Expect != program.ToHold() || p.Moral == "" || p.Goal == "" || p.Boot < 0 {
		t.Errorf("expect %q, moral %q, goal %q, boot %d", p.Expect, p.Moral, p.Goal, p.Boot)
	}
	if l := p.Lesson; len(l.Try) != 2 || len(l.Next) != 1 || l.ExpectOp != program.ToHold() {
		t.Errorf("its page says %+v", l)
	}
}

func TestErrorsAreTyped(t *testing.T) {
	_, err := program.Parse("a.scene", "package x\nfunc main() { lok(m) }\n")
	var one *program.ParseError
	if !errors.As(err, &one) {
		t.Fatalf("%T", err)
	}
	if one.File != "a.scene" || one.Line != 2 || one.Column != 15 || one.Hint != "did you mean lock?" {
		t.Errorf("%+v", one)
	}
	var all program.Errors
	if !errors.As(err, &all) || len(all) != 1 {
		t.Errorf("%T", err)
	}
}

func TestRuleNames(t *testing.T) {
	seen := map[string]bool{}
	for _, r := range program.AllRules() {
		name := r.String()
		if back, ok := program.RuleByName(name); !ok || back != r || name == "" || seen[name] {
			t.Errorf("rule %d: %q leads to %d", r, name, back)
		}
		seen[name] = true
		tokens := r.Tokens()
		if len(tokens) < 2 {
			t.Errorf("%s has the tokens %q", name, tokens)
		}
		for i, token := range tokens {
			got, err := program.ParseToken(r, strings.ToUpper(token))
			if err != nil || int(got) != i || r.TokenName(got) != token {
				t.Errorf("%s %s is %d, %v", name, token, got, err)
			}
			if r.Meaning(program.Token(i)) == "" {
				t.Errorf("%s %s means nothing", name, token)
			}
		}
		if r.Meaning(program.Token(len(tokens))) != "" || r.TokenName(program.Token(len(tokens))) != "" {
			t.Errorf("%s has a meaning without a token", name)
		}
		if _, err := program.ParseToken(r, "nonsense"); err == nil || !strings.Contains(err.Error(), tokens[1]) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, ok := program.RuleByName("nosuch"); ok {
		t.Error("nosuch is a rule")
	}
	for _, spelling := range []string{"one per pass", "per-pass", "per_pass", "pass"} {
		got, err := program.ParseToken(program.RuleCommands, spelling)
		if err != nil || got != program.CommandsPerPass {
			t.Errorf("%q: %d, %v", spelling, got, err)
		}
	}
	if got, err := program.ParseToken(program.RuleCommands, "at once"); err != nil || got != program.CommandsAtOnce {
		t.Errorf("at once: %d, %v", got, err)
	}
}

func TestRulesets(t *testing.T) {
	base, _ := program.Ruleset("textbook")
	if base != (program.Rules{}) {
		t.Error("textbook is not the zero value")
	}
	old, _ := program.Ruleset("nanoos")
	want := "signal=stored unheard=error woken=run deadline=object expiry=passed removal=rotate kill=leaves " +
		"misuse=error returned=value commands=per-pass idle=step relock=queue"
	if got := old.Describe(base); got != want {
		t.Errorf("nanoos is\n%s, want\n%s", got, want)
	}
	later, _ := program.Ruleset("nanoos-2026")
	want = "unheard=ok rewake=requeue zero=due killed_signal=dropped returned=state"
	if got := later.Describe(old); got != want {
		t.Errorf("nanoos-2026 is nanoos with\n%s, want\n%s", got, want)
	}
	from := "nanoos"
	for _, c := range []struct{ name, base, differs string }{
		{"nanoos-2024-12-30", "nanoos", "preempt=users"},
		{"nanoos-2026-01", "nanoos-2026", "preempt=users"},
		{"nanoos-2026-03", "nanoos-2026-01", "killed=ready"},
		{"nanoos-2026-06", "nanoos-2026-03", "levels=rounds"},
	} {
		set, _ := program.Ruleset(c.name)
		base, _ := program.Ruleset(c.base)
		if got := set.Describe(base); got != c.differs {
			t.Errorf("%s is %s with %s, want %s", c.name, c.base, got, c.differs)
		}
		if !program.RulesetDated(c.name) || program.RulesetDated(c.base) != (len(c.base) > len("nanoos-2026")) ||
			c.name <= from || program.RulesetMeaning(c.name) == "" {
			t.Errorf("%s has no date, or comes before %s", c.name, from)
		}
		from = c.name
	}
	if _, ok := program.Ruleset("unix"); ok {
		t.Error("unix is a set")
	}
	for _, name := range program.RulesetNames() {
		if _, ok := program.Ruleset(name); !ok {
			t.Errorf("%s is no set", name)
		}
	}
}

func TestSettings(t *testing.T) {
	p := parse(t, settingsScene)
	s := p.Settings
	want, _ := program.Ruleset("nanoos")
	want[program.RuleSignal], want[program.RuleTick] = program.SignalLost, program.TickIdle
	if s.Rules != want {
		t.Errorf("rules differ: %s", s.Rules.Describe(want))
	}
	if s.Policy != program.Preemptive || s.Quantum != 4 || s.Grain != program.GrainOp || s.Fuel != 50 ||
		s.ClockNum != 3 || s.ClockDen != 4 || s.Slots != 16 || s.Seed != 1 {
		t.Errorf("%+v", s)
	}
	if p.Moral != "The moral goes over two lines.\n\nAnd on." || p.Goal != "Try." ||
		p.Expect != program.ToFail(program.EndStuck) {
		t.Errorf("%q %q %q", p.Moral, p.Goal, p.Expect)
	}
	if p.Queues[0].Capacity != 4 {
		t.Errorf("capacity %d", p.Queues[0].Capacity)
	}
}

const settingsScene = `// The moral goes
// over two lines.
//
// And on.
package x

const (
	K      = 2
	N      = K * K
	signal = "lost" // before rules, and yet stronger
	rules  = "nanoos"
	tick   = "idle"
	policy = "preemptive"
	grain  = "ops"
	fuel   = 50
	clock  = "3 / 4"
	expect = "stuck"
	goal   = "Try."

	quantum = N
)

var q = queue(quantum)

func main() {}
`
