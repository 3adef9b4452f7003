package explore_test

import (
	"context"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/internal/effort"
)

// TestRoundsByHand compares searches with the model where levels take turns, where only users are interrupted, and
// where nobody looks at levels but the timer.
func TestRoundsByHand(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(26, 6))
	kinds := map[string]int{}
	for i := range effort.Times(60, 500, 8_000) {
		m, text := levelPrograms(r)
		consts := ""
		if m.flat = r.IntN(4) == 0; m.flat {
			text = strings.Replace(text, "policy = \"priority\"\n", "", 1)
			m.inherit = false
		} else if m.rounds = r.IntN(4) > 0; m.rounds {
			consts += "levels = \"rounds\"\n"
		}
		if m.users = m.flat || r.IntN(2) == 0; m.users {
			consts += "preempt = \"users\"\n"
		}
		text = strings.Replace(text, "slots = 3\n", "slots = 3\n"+consts, 1)
		m.compare(t, text, i%2 == 0, kinds)
		if t.Failed() {
			return
		}
	}
	t.Log(kinds)
}

// TestRoundsStarveNobody: who polls on a high level starves everybody below, but not where levels take turns; within a
// level nobody is left out.
func TestRoundsStarveNobody(t *testing.T) {
	t.Parallel()
	const text = `package polls
const policy = "priority"
const levels = "rounds"
const preempt = "users"
var n int
func high()  { for { yield() } }
func low()   { for { n = 1 - n; yield() } }
func guest() { yield(); n = 1; yield() }
func main()  { priority(high, 2); daemon(high, 2); daemon(low, 2); spawn(guest); priority(low, 1) }`
	for _, c := range []struct {
		rule, who, marks, kind string
	}{
		{"strict", "guest", "end", "starvation"}, {"strict", "low", "n", "starvation"},
		{"rounds", "guest", "end", ""}, {"rounds", "low", "n", ""},
	} {
		for _, grain := range bothGrains {
			e := machine(t, strings.Replace(text, "rounds", c.rule, 1))
			asked, err := explore.Ask(context.Background(), e, explore.Options{Grain: grain, Symmetry: true,
				Never: &explore.Never{Starves: c.who, Marks: c.marks}}, true)
			if err != nil {
				t.Fatal(err)
			}
			v := asked.First
			if got := v.Kind.String(); got != c.kind {
				t.Errorf("%s, %s at grain %s: %q %s", c.rule, c.who, grain, got, v.Text)
			}
		}
	}
}

// TestUsersOnlyAndInterrupts: nobody comes between two ops of who may not be interrupted but a handler, and a yield in
// the middle of its pass lets everybody come; with all ops told apart and merged.
func TestUsersOnlyAndInterrupts(t *testing.T) {
	t.Parallel()
	const text = `package users
const policy = "priority"
const preempt = "users"
var n int
func a()     { n = 1; yield(); n = 2; x := n; if x != 5 { assert(n == 2, "two") } }
func b()     { n = 4; yield(); n = 4 }
func late()  { n = 5 }
func comes() { n = 6 }
func main()  { priority(a, 1); priority(b, 1); spawn(a); spawn(b); spawn(late) }`
	withHandler := strings.Replace(text, "func main()  { ", "func main()  { interrupt(comes); ", 1)
	for _, c := range []struct {
		text, reach string
		kind        engine.Ending
	}{
		{text, "", engine.NotEnded}, {withHandler, "", engine.EndViolation},
		{text, "n == 5", explore.Reached},
		{strings.Replace(text, `"users"`, `"all"`, 1), "", engine.EndViolation},
	} {
		for _, unmerged := range []bool{false, true} {
			e := machine(t, c.text)
			v := look(t, explore.Run, e, explore.Options{Grain: program.GrainOp, Unmerged: unmerged, Reach: c.reach})
			if v.Kind != c.kind {
				t.Errorf("unmerged %v, reach %q: %s %s", unmerged, c.reach, v.Kind, v.Text)
			}
			if m := explore.NewMachine(e); v.Answer == explore.Fails && v.Play(m) != nil {
				t.Errorf("unmerged %v, reach %q cannot be played", unmerged, c.reach)
			}
		}
	}
}
