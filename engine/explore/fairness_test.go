package explore_test

import (
	"context"
	"os"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/program"
)

// fairAnswer is one line of the answers of two independent explorers about what never happens.
type fairAnswer struct {
	scene, grain, who, what, fairness, answer string
	prefix, cycle                             int
	merged                                    int // the same where states are one that no future tells apart, or -1
}

func fairAnswers(t *testing.T) (all []fairAnswer) {
	t.Helper()
	for _, l := range table(t, "../../testdata/fairness/answers.tsv", '\t') {
		a := fairAnswer{l[0], l[1], l[2], l[3], l[4], l[5], number(l[6]), number(l[7]), -1}
		if way, round, ok := strings.Cut(l[8], "+"); ok {
			a.merged = number(way) + number(round)
		}
		all = append(all, a)
	}
	return all
}

// asked returns the question of a line, as options; false where it is none about marks.
func (a fairAnswer) asked() (explore.Options, bool) {
	opt := explore.Options{Symmetry: true}
	if a.grain == "op" {
		opt.Grain = program.GrainOp
	}
	opt.Never = &explore.Never{Marks: a.what}
	switch a.who {
	case "law":
		return opt, false
	case "*":
	default:
		opt.Never.Starves = a.who
	}
	return opt, true
}

// TestFairness: under weak fairness, which is what users get, the answers are those of the oracle, and no lasso is
// shorter than it can be nor longer than where all ops are told apart. What luck does is what the oracle says of random
// schedules.
func TestFairness(t *testing.T) {
	t.Parallel()
	for _, a := range fairAnswers(t) {
		opt, ok := a.asked()
		if !ok || a.fairness != "weak" && a.fairness != "random" {
			continue
		}
		t.Run(strings.Join([]string{a.scene, a.who, a.what, a.fairness}, " "), func(t *testing.T) {
			text, err := os.ReadFile("../../testdata/fairness/scenes/" + a.scene)
			if err != nil {
				t.Fatal(err)
			}
			asked, err := explore.Ask(context.Background(), machine(t, string(text)), opt, true)
			if err != nil {
				t.Fatal(err)
			}
			v := asked.First
			if v.Answer == explore.Fails && v.Kind < engine.Livelock {
				return // what goes wrong on the way comes first
			}
			found := v.Answer == explore.Fails
			if a.fairness == "random" {
				if lost := found && v.Ahead.Trap; lost != (a.answer == "lost") {
					t.Fatalf("lost: %v, the oracle says %s", lost, a.answer)
				}
				return
			}
			if v.Answer == explore.Unknown || found != (a.answer == "starves" || a.answer == "livelock") {
				t.Fatalf("%s (%s), the oracle says %s", v.Answer, v.Text, a.answer)
			}
			if !found {
				return
			}
			reopens(t, a.scene, &v, machine(t, string(text)))
			length, most, least := len(v.Schedule)+len(v.Loop), a.prefix+a.cycle, a.merged
			if length > most || length < least {
				t.Errorf("%d+%d, the oracle says %d+%d and %d",
					len(v.Schedule), len(v.Loop), a.prefix, a.cycle, a.merged)
			}
		})
	}
}

// lawOf writes the law that a line of the oracle asks, "" for none.
func lawOf(what string) string {
	if b, ok := strings.CutPrefix(what, "always eventually("); ok {
		return `infinitelyOften("law", ` + b
	}
	if b, ok := strings.CutPrefix(what, "eventually("); ok {
		return `eventually("law", ` + b
	}
	if a, b, ok := strings.Cut(what, " leads to "); ok && b != "/ implies anything" {
		return `leadsTo("law", ` + a + ", " + b + ")"
	}
	return ""
}

// TestFutureLaws: laws about what comes hold and fail as the oracle says, with any number of workers.
func TestFutureLaws(t *testing.T) {
	t.Parallel()
	asked := 0
	for _, a := range fairAnswers(t) {
		law := lawOf(a.what)
		if a.who != "law" || a.fairness != "weak" || law == "" {
			continue
		}
		asked++
		t.Run(a.scene+" "+law, func(t *testing.T) {
			text, err := os.ReadFile("../../testdata/fairness/scenes/" + a.scene)
			if err != nil {
				t.Fatal(err)
			}
			scene := strings.TrimSpace(string(text))
			scene = strings.TrimSuffix(scene, "}") + "\t" + law + "\n}\n"
			opt, _ := a.asked()
			opt.Never = nil
			for _, opt.Workers = range []int{1, 3} {
				v, err := explore.Check(context.Background(), machine(t, scene), opt)
				if err != nil {
					t.Fatal(err)
				}
				switch {
				case v.Answer == explore.Fails && v.Ahead == nil: // what goes wrong on the way comes first
				case v.Kind >= engine.Livelock: // the law holds, and then this is asked
					if a.answer == "fails" {
						t.Errorf("%s, the oracle says that the law fails", v.Text)
					}
				case (v.Answer == explore.Fails) != (a.answer == "fails") || v.Answer == explore.Unknown:
					t.Errorf("%s (%s), the oracle says %s", v.Answer, v.Text, a.answer)
				case v.Answer == explore.Fails && v.Loop != nil:
					reopens(t, law, &v, machine(t, scene))
					if v.Grain == program.GrainPass {
						closes(t, law, &v, machine(t, scene))
					}
				}
			}
		})
	}
	if asked < 20 {
		t.Errorf("the oracle has %d laws", asked)
	}
}

// TestTheCircleOfACount: at grain op a circle may close within ops of which only the count that was asked for can be
// noticed. It is saved and proven as any other.
func TestTheCircleOfACount(t *testing.T) {
	t.Parallel()
	const text = "package count\n\nvar x, y, z counter\n\nfunc fa() {\nlock(m)\nwait(c, m)\nunlock(m)\n}\n\n" +
		"func fb() {\nfor {\nx++\ny++\nz++\nyield()\n}\n}\n\nvar m mutex\nvar c cond\n\n" +
		"func main() {\nspawn(fa)\nspawn(fb)\n}\n"
	for marks, round := range map[string]int{"x+end": 1, "x+z+end": 2, "x+y+z+end": 3} {
		v := checked(t, text, explore.Options{Grain: program.GrainOp,
			Never: &explore.Never{Starves: "fa", Marks: marks}})
		if len(v.Loop) != round {
			t.Errorf("%s: %s, %d+%d", marks, v.Text, len(v.Schedule), len(v.Loop))
		}
		reopens(t, marks, &v, machine(t, text))
	}
}
