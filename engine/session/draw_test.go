package session

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
)

func compileAll(t *testing.T) []*program.Program {
	t.Helper()
	var all []*program.Program
	for _, source := range lawScenes() {
		all = append(all, compile(t, source))
	}
	return all
}

// drawScene is any of the programs.
func drawScene(t *rapid.T, programs []*program.Program) *program.Program {
	return programs[rapid.IntRange(0, len(programs)-1).Draw(t, "scene")]
}

// drawSession is a session of any of the programs, at its boot.
func drawSession(t *rapid.T, programs []*program.Program) (*Session, *program.Program) {
	p := drawScene(t, programs)
	s, err := New(p)
	if err != nil {
		t.Fatal(err)
	}
	return s, p
}

// drawCommand makes up a command that may or may not fit the machine's state.
func drawCommand(t *rapid.T, p *program.Program) engine.Command {
	word := func(from ...string) string { return rapid.SampledFrom(from).Draw(t, "word") }
	who := func() string {
		return word("p1", "p2", "p3", "c1", "c2", "t1", "t2", "s1", "s2", "s3", "s5", "s6", "e1", "nobody")
	}
	n := int64(rapid.IntRange(0, 6).Draw(t, "n"))
	verb := rapid.IntRange(0, len(engine.Usages())-1).Draw(t, "verb")
	c := engine.Command{At: engine.Now, Verb: engine.Usages()[verb].Verb}
	if _, outside := c.Verb.Outside(); outside {
		c.Name = word("s", "z", "gates[1]", "m")
	}
	switch c.Verb {
	case engine.SpawnVerb:
		f := rapid.IntRange(0, len(p.Funcs)-1).Draw(t, "function")
		c.Name, c.N = p.Funcs[f].Name, 1+n/4
	case engine.KillVerb, engine.WakeVerb, engine.RunVerb:
		c.Who = who()
	case engine.InterruptVerb:
		c.Who = word("tick", "tock", "p1", "nobody")
	case engine.TimeoutVerb:
		c.Who, c.Within = who(), rapid.Bool().Draw(t, "within")
		if c.Within {
			c.N = n
		}
	case engine.SignalVerb, engine.BroadcastVerb:
		c.Name = word("notEmpty", "notFull", "m", "c", "z")
	case engine.ClearVerb:
		c.Name = word("work", "m")
	case engine.CapacityVerb:
		c.Name, c.N = word("work", "m"), n
	case engine.PriorityVerb:
		c.Who, c.N = word("p1", "c1", "t1", "s2", "nobody", "producer", "consumer"), n-2
	case engine.SetVerb:
		c.Name, c.N = word("turn", "n", "made"), n-3
	case engine.PolicyVerb:
		c.Name, c.N = word(program.PolicyNames()...), 0
		if c.Name == "preemptive" || c.Name == "priority" {
			c.N = n
		}
	case engine.RuleVerb:
		rule := rapid.SampledFrom(program.AllRules()).Draw(t, "rule")
		c.Name, c.Token = rule.String(), word(rule.Tokens()...)
	case engine.ChooseVerb:
		c.Token = strings.TrimSpace(strings.Repeat("1 ", 1+int(n)))
	}
	if rapid.IntRange(0, 4).Draw(t, "later") == 0 {
		c.At = int64(rapid.IntRange(0, 60).Draw(t, "at"))
	}
	return c
}
