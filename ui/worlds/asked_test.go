package worlds_test

import (
	"context"
	"reflect"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/compare"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/engine/session"
	"github.com/quartet-os/quartet/internal/scenetest"
	"github.com/quartet-os/quartet/ui/ask"
	"github.com/quartet-os/quartet/ui/keys"
	"github.com/quartet-os/quartet/ui/screen"
	"github.com/quartet-os/quartet/ui/worlds"
)

// after is the run of a scene in which commands are given at a step.
func after(t *testing.T, name string, step int64, lines ...string) compare.Side {
	t.Helper()
	s := compare.Side{Program: scenetest.Shipped(t, name)}
	for _, line := range lines {
		c, err := engine.ParseCommand(line)
		if err != nil {
			t.Fatal(err)
		}
		s.Commands = append(s.Commands, session.Given{Step: step, Command: c})
	}
	return s
}

// TestEachWorldIsAskedUnderItsOwnRules: a rule, a policy or room that was switched in a run holds from the boot in all
// schedules that are asked, at both grains, as if the scene said so, and it is said so.
func TestEachWorldIsAskedUnderItsOwnRules(t *testing.T) {
	rule := func(r program.RuleID, to program.Token) func(*program.Settings) {
		return func(s *program.Settings) { s.Rules[r] = to }
	}
	for _, c := range []struct {
		scene, line, asked string
		settings           func(*program.Settings)
		cured              bool
	}{
		{"signal-is-not-remembered", "rule signal stored", "its own rules",
			rule(program.RuleSignal, program.SignalStored), true},
		{"one-condition", "rule monitor hoare", "its own rules", rule(program.RuleMonitor, program.MonitorHoare), true},
		{"one-condition", "rule wake_order lifo", "its own rules", rule(program.RuleWakeOrder, program.WakeLIFO), true},
		{"if-instead-of-a-loop", "rule unlock handoff", "its own rules",
			rule(program.RuleUnlock, program.UnlockHandoff), false},
		{"if-instead-of-a-loop", "policy roundrobin", "its own policy",
			func(s *program.Settings) { s.Switch(program.RoundRobin) }, false},
	} {
		a, b := after(t, c.scene, 0), after(t, c.scene, 3, c.line)
		said := worlds.Ask(context.Background(), [2]compare.Side{a, b})
		want := worlds.Said(ask.Both(context.Background(), a.Under(c.settings).Program))
		if !reflect.DeepEqual(said[1], want) {
			t.Errorf("%s, %s: %+v, and of the scene that says so %+v", c.scene, c.line, said[1], want)
		}
		if got := said[0][0].Word + " " + said[1][0].Word; (got == "fails holds") != c.cured {
			t.Errorf("%s, %s: %s", c.scene, c.line, got)
		}
		two, g := pair(t, a, b), screen.New(0, 0)
		two.Judge(two.Sides(), said)
		for _, swap := range []bool{false, true} { // each has its own, at either side
			if swap {
				two.Update(keys.SwapWorlds, keys.PressOf("tab"))
				two.Judge([2]compare.Side{a, b}, said)
			}
			f := shown(two, g, 80, 24)
			for i := range said {
				at := i
				if swap {
					at = 1 - i
				}
				if !reflect.DeepEqual(f.Worlds.Sides[at].Said, said[i]) {
					t.Errorf("%s, %s: %d is said to come to %+v", c.scene, c.line, i, f.Worlds.Sides[at].Said)
				}
			}
			if !strings.Contains(g.String(), c.asked) {
				t.Errorf("%s, %s: it is not said what was asked\n%s", c.scene, c.line, g)
			}
		}
	}
}

// TestMoreRoomIsAskedFromTheBoot: a work queue that was given room has it in all schedules.
func TestMoreRoomIsAskedFromTheBoot(t *testing.T) {
	text := scenetest.Text(t, "one-condition")
	wide := strings.Replace(text, "queue(1)", "queue(2)", 1)
	if wide == text {
		t.Fatal("the scene has no queue with room for 1")
	}
	a, b := after(t, "one-condition", 0), after(t, "one-condition", 2, "capacity work 2")
	said := worlds.Ask(context.Background(), [2]compare.Side{a, b})
	want := worlds.Said(ask.Both(context.Background(), scenetest.Parse(t, wide)))
	if !reflect.DeepEqual(said[1], want) || reflect.DeepEqual(said[0], want) {
		t.Errorf("%+v, and with more room in its text %+v", said, want)
	}
}

// TestWhatWasDoneToOneRunIsInNoSchedule: it is said that the verdicts are of the scene without it.
func TestWhatWasDoneToOneRunIsInNoSchedule(t *testing.T) {
	two, g := pair(t, after(t, "one-condition", 0), after(t, "one-condition", 2, "kill p1")), screen.New(0, 0)
	for _, size := range [][2]int{{72, 20}, {80, 24}, {120, 36}} {
		shown(two, g, size[0], size[1])
		if !strings.Contains(g.String(), "from the boot, without what was given") {
			t.Errorf("it is not said what was asked\n%s", g)
		}
	}
	two = pair(t, after(t, "one-condition", 0), after(t, "one-condition", 0, "run c1"))
	if shown(two, g, 80, 24); !strings.Contains(g.String(), "asked in both worlds") {
		t.Errorf("a choice is one of a schedule's\n%s", g)
	}
}
