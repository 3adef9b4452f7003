package program_test

import (
	"testing"

	"github.com/quartet-os/quartet/engine/program"
)

// TestWords: the small words that everything is told with.
// TestASentenceBeginsWithANameAsItIsWritten: what is declared keeps its small letter, a word gets its capital.
func TestASentenceBeginsWithANameAsItIsWritten(t *testing.T) {
	p := program.Program{
		Names: []string{"plato"}, Funcs: []program.Func{{Name: "philosopher", Letter: "p"}},
		Objects: []program.Object{{Name: "fork"}, {Name: "seats[0]"}, {Name: "nobody"}},
		Arrays:  []program.Array{{Name: "seats"}},
	}
	for s, want := range map[string]string{
		"plato waits for fork1":  "plato waits for fork1",
		"plato2 and kant wait":   "plato2 and kant wait",
		"plato's turn":           "plato's turn",
		"p12 waits":              "p12 waits",
		"philosopher is spawned": "philosopher is spawned",
		"fork is free":           "fork is free",
		"seats[0] is at 0":       "seats[0] is at 0",
		"stuck: plato waits":     "Stuck: plato waits",
		"plates are taken":       "Plates are taken",
		"a piece is lost":        "A piece is lost",
		"nobody is left":         "Nobody is left",
		"Nothing can happen":     "Nothing can happen",
		"":                       "",
	} {
		if got := p.Begin(s); got != want {
			t.Errorf("%q begins as %q, want %q", s, got, want)
		}
	}
}

func TestWords(t *testing.T) {
	p := program.Program{Name: "one_condition", Objects: []program.Object{{Name: "m"}}, UsesMail: true}
	who := func(slot int) string { return [...]string{"p1", "c1"}[slot] }
	for got, want := range map[string]string{
		program.Plural(1, "tick"):                   "1 tick",
		program.Plural(0, "tick"):                   "0 ticks",
		program.Amount(2, "class", "classes"):       "2 classes",
		program.GrainPass.Count(7):                  "7 passes",
		program.GrainOp.Count(1):                    "1 op",
		program.List(nil, "and"):                    "",
		program.List([]string{"a"}, "and"):          "a",
		program.List([]string{"a", "b", "c"}, "or"): "a, b or c",
		program.Capital("its only state"):           "Its only state",
		program.Capital("p1 waits"):                 "p1 waits",
		program.Capital("Öl"):                       "Öl",
		program.Clause("It is free."):               "It is free",
		program.Ended("who comes in between?"):      "who comes in between?",
		program.Ended("See it") + program.Ended(""): "See it.",
		p.Title():                                   "one-condition",
		p.ObjectName(0, 2, who):                     "m",
		p.ObjectName(2, 2, who):                     "c1's mailbox",
		p.ObjectName(3, 2, who):                     "the scheduler's mailbox",
		p.ObjectName(program.NoObject, 2, who):      "",
		program.EndStuck.Because("p1 waits."):       "stuck: p1 waits.",
		program.EndLeak.Because("a piece is lost."): "a piece is lost.",
		program.ToHold().String():                   "holds",
		program.ToFail(program.EndNoYield).String(): "no-yield",
		program.Expect{}.String():                   "",
		program.Assertion.String():                  "assert",
		program.Reached.String():                    "reached",
	} {
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

// TestACommandIsToldOfYou: whatever is done from outside and told by the words of its row has words for "you".
func TestACommandIsToldOfYou(t *testing.T) {
	for _, kind := range program.OutsideKinds() {
		row := kind.Row()
		if (row.Done != "") != (row.YouDone != "") || (row.Hands != "") != (row.YouHand != "") {
			t.Errorf("%s: %q is told of you as %q, %q as %q", row.Name, row.Done, row.YouDone, row.Hands, row.YouHand)
		}
	}
}
