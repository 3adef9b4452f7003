package explore_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/engine/session"
	"github.com/quartet-os/quartet/internal/effort"
	"github.com/quartet-os/quartet/internal/scenetest"
)

// roundScene writes a random scene whose coroutines go round for ever.
func roundScene(seed uint64) string {
	r := rand.New(rand.NewPCG(seed, 11))
	pick := func(words ...string) string { return words[r.IntN(len(words))] }
	var b strings.Builder
	fmt.Fprintf(&b, "package gen\n\nconst slots = 3\nconst unlock = %q\nconst wake_order = %q\n\n",
		pick("reserve", "handoff", "barging"), pick("fifo", "lifo", "any"))
	b.WriteString("var m, o mutex\nvar c cond\nvar q = queue(1)\nvar s = semaphore(1)\nvar n int\n" +
		"var good, bad counter\n")
	inner := func() string {
		return pick("n = 1 - n", "good++", "bad++", "for n == 0 {\nwait(c, m)\n}", "signal(c)", "broadcast(c)",
			"wait(c, m)", "if len(q) == 0 {\nput(q)\n}", "if len(q) == 1 {\ntake(q)\n}", "yield()")
	}
	statement := func() string {
		switch r.IntN(7) {
		case 0, 1, 2:
			return "lock(m)\n" + inner() + "\n" + inner() + "\nunlock(m)"
		case 3:
			return "if trylock(o) == ok {\n" + pick("good++", "yield()\nbad++", "yield()") + "\nunlock(o)\n}"
		case 4:
			return "acquire(s)\n" + pick("good++", "yield()", "n = 1 - n") + "\nrelease(s)"
		case 5:
			return pick("for n == 1 {\nyield()\n}", "if n == 1 {\nreturn\n}", "good++", "bad++")
		}
		return "yield()"
	}
	for _, name := range []string{"fa", "fb"} {
		fmt.Fprintf(&b, "\nfunc %s() {\nfor {\n", name)
		for range 1 + r.IntN(3) {
			b.WriteString(statement() + "\n")
		}
		b.WriteString("yield()\n}\n}\n")
	}
	fmt.Fprintf(&b, "\nfunc main() {\nspawn(fa, %d)\n%s(fb)\n}\n", 1+r.IntN(2), pick("spawn", "spawn", "daemon"))
	return b.String()
}

// fairModel is a small explorer of machines: a list of states by their keys and what every coroutine does next, and
// their edges. It knows nothing of vectors, memos, classes, symmetry or shards.
type fairModel struct {
	states []fairState
	index  map[string]int
}

type fairState struct {
	e     *engine.Engine
	view  *engine.Snapshot
	edges []fairEdge
}

type fairEdge struct {
	to, who int
	mark    bool
}

// accidental stands for who runs where somebody is woken for no reason.
const accidental = -2

// fairModelOf goes through all states, with wakeups for no reason or without; false where there are more than most or
// something goes wrong.
func fairModelOf(start *engine.Engine, marks string, most int, spurious bool) (*fairModel, bool) {
	m := &fairModel{index: map[string]int{}}
	m.enter(start)
	for i := 0; i < len(m.states); i++ {
		if len(m.states) > most {
			return nil, false
		}
		at := m.states[i]
		who := at.view.Ready
		if len(who) == 0 {
			who = []int{-1}
		}
		if at.e.End().Kind != engine.NotEnded {
			who = nil
		}
		for _, slot := range who {
			for _, f := range alternatives(at.e, slot) {
				if problem(f) != "" {
					return nil, false
				}
				e := fairEdge{to: m.enter(f), who: slot}
				for k, n := range f.Snapshot(nil).Counters {
					e.mark = e.mark || n.Value != at.view.Counters[k].Value && strings.Contains(marks, n.Name)
				}
				was, is := at.view, f.Snapshot(nil)
				if slot >= 0 && strings.Contains(marks, "end") {
					e.mark = e.mark || was.Coroutines[slot].Live && !is.Coroutines[slot].Live
				}
				m.states[i].edges = append(m.states[i].edges, e)
			}
		}
		for slot := range at.view.Coroutines {
			if f := at.e.Fork(nil); spurious && f.Probe().CanWake(slot) {
				f.Probe().WakeSpurious(slot)
				m.states[i].edges = append(m.states[i].edges, fairEdge{to: m.enter(f), who: accidental})
			}
		}
	}
	return m, true
}

func (m *fairModel) enter(e *engine.Engine) int {
	key := e.Probe().AppendKey(nil)
	view := e.Snapshot(nil)
	for _, c := range view.Coroutines {
		key = fmt.Appendf(key, " %v %d %v", c.Live, c.PC, c.Place)
	}
	if i, known := m.index[string(key)]; known {
		return i
	}
	m.index[string(key)] = len(m.states)
	m.states = append(m.states, fairState{e: e, view: view})
	return len(m.states) - 1
}

// reach returns the states that lead to some state, or come from it, by the edges that go is true for.
func (m *fairModel) reach(from int, goes func(at int, e fairEdge) bool) map[int]bool {
	seen := map[int]bool{from: true}
	for todo := []int{from}; len(todo) > 0; todo = todo[1:] {
		for _, e := range m.states[todo[0]].edges {
			if goes(todo[0], e) && !seen[e.to] {
				seen[e.to] = true
				todo = append(todo, e.to)
			}
		}
	}
	return seen
}

// answer says whether one of some coroutines (nil: everybody) can make no mark for ever, and whether there is a trap.
func (m *fairModel) answer(who int) (found, trap bool) {
	counts := func(e fairEdge) bool { return e.mark && (who < 0 || e.who == who) }
	alive := func(i int) bool { return who < 0 || m.states[i].view.Coroutines[who].Live }
	left := func(at int, e fairEdge) bool { return !counts(e) && alive(at) && alive(e.to) && e.who != accidental }
	done := map[int]bool{}
	for i := range m.states {
		if done[i] || !alive(i) {
			continue
		}
		ahead := m.reach(i, left)
		var circle []int
		for j := range ahead {
			if m.reach(j, left)[i] {
				circle = append(circle, j)
				done[j] = true
			}
		}
		if !m.fair(circle, left, who) {
			continue
		}
		found = true
		can := false
		for j := range m.reach(i, func(_ int, e fairEdge) bool { return e.who != accidental }) {
			can = can || slices.ContainsFunc(m.states[j].edges, counts)
		}
		trap = trap || !can
	}
	return found, trap
}

// fair reports whether a circle moves, leaves nobody out, and somebody is there who is no daemon.
func (m *fairModel) fair(circle []int, left func(int, fairEdge) bool, who int) bool {
	ready, runs, moves, lives := map[int]int{}, map[int]bool{}, false, who >= 0
	for _, i := range circle {
		for _, c := range m.states[i].view.Coroutines {
			lives = lives || c.Live && !c.Daemon
		}
		for _, slot := range m.states[i].view.Ready {
			ready[slot]++
		}
		for _, e := range m.states[i].edges {
			if left(i, e) && slices.Contains(circle, e.to) {
				moves, runs[e.who] = true, true
			}
		}
	}
	for slot, n := range ready {
		if n == len(circle) && !runs[slot] {
			return false
		}
	}
	return moves && lives
}

// TestFairnessByHand: on random scenes the answers are those of the small explorer, with any number of workers.
func TestFairnessByHand(t *testing.T) {
	t.Parallel()
	asked := 0
	for seed := range uint64(effort.Times(15, 250, 1500)) {
		text := roundScene(seed)
		marks := []string{"good", "bad", "end", "good+bad+end"}[seed%4]
		start, grain, spurious, most := machine(t, text), program.Grain(seed/4%2), seed%3 == 1, 400
		if grain == program.GrainOp {
			most = 150
			if _, err := start.Do(engine.Command{Verb: engine.PolicyVerb, At: engine.Now,
				Name: program.Preemptive.String(), N: 1}); err != nil {
				t.Fatal(err)
			}
		}
		m, ok := fairModelOf(start, marks, most, spurious)
		if !ok {
			continue
		}
		asked++
		for who := -1; who < 3; who++ {
			never := &explore.Never{Marks: marks}
			if who >= 0 {
				if !m.states[0].view.Coroutines[who].Live {
					continue
				}
				never.Starves = m.states[0].view.Coroutines[who].Name
			}
			found, trap := m.answer(who)
			for _, workers := range []int{1, 3} {
				v, err := explore.Check(context.Background(), machine(t, text),
					explore.Options{Grain: grain, Spurious: spurious, Never: never, Symmetry: true, Workers: workers})
				if err != nil || (v.Answer == explore.Fails) != found || found && v.Ahead.Trap != trap {
					t.Fatalf("seed %d, %+v: %v %s, by hand %v, trap %v\n%s",
						seed, never, err, v.Text, found, trap, text)
				}
				if found && grain == program.GrainPass {
					closes(t, fmt.Sprintf("seed %d, %+v", seed, never), &v, machine(t, text))
				}
				if found {
					reopens(t, fmt.Sprintf("seed %d, %+v", seed, never), &v, machine(t, text))
				}
			}
		}
		both(t, seed, text)
	}
	if asked < effort.Times(2, 30, 150) {
		t.Errorf("only %d scenes were asked", asked)
	}
}

// both asks a scene what is always asked, with symmetry and without.
func both(t *testing.T, seed uint64, text string) {
	t.Helper()
	var said []string
	for _, symmetric := range []bool{true, false} {
		v, err := explore.Check(context.Background(), machine(t, text),
			explore.Options{Symmetry: symmetric, Spurious: seed%2 == 0})
		if err != nil {
			t.Fatal(err)
		}
		said = append(said, fmt.Sprint(v.Answer, v.Kind, v.Ahead.Text, v.Ahead.Notes, len(v.Schedule), len(v.Loop)))
	}
	if said[0] != said[1] {
		t.Errorf("seed %d: with symmetry %s, without %s\n%s", seed, said[0], said[1], text)
	}
}

// closes plays a schedule that goes on for ever: way, round, round; the machine is then where it was before each.
func closes(t *testing.T, name string, v *explore.Verdict, e *engine.Engine) {
	t.Helper()
	p := explore.NewMachine(e)
	play := func(some []explore.Choice) string {
		for i := range some {
			if err := some[i].Play(p); err != nil {
				t.Fatalf("%s: %v", name, err)
			}
		}
		key := p.Engine().Probe().AppendKey(nil)
		for _, c := range p.Engine().Snapshot(nil).Coroutines {
			key = fmt.Appendf(key, " %d %v", c.PC, c.Place)
		}
		return string(key)
	}
	if v.Grain == program.GrainOp || v.Answer != explore.Fails {
		t.Fatal("no schedule at grain pass")
	}
	at := play(v.Schedule)
	if once := play(v.Loop); once != at {
		t.Errorf("%s: the circle does not close", name)
	}
	if twice := play(v.Loop); twice != at {
		t.Errorf("%s: it does not close again", name)
	}
}

// reopens saves a schedule that goes on for ever, and reads it: it then still goes round, from where it did.
func reopens(t *testing.T, name string, v *explore.Verdict, e *engine.Engine) {
	t.Helper()
	s := scenetest.Open(t, e.Program())
	if err := v.Play(s.Player()); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	from, to, _ := s.Circle()
	again, err := session.Unmarshal(s.Marshal())
	if err != nil {
		t.Errorf("%s: %v", name, err)
		return
	}
	if a, b, ok := again.Circle(); !ok || a != from || b != to || b != s.Position() {
		t.Errorf("%s: the circle goes from %d to %d, and was saved from %d to %d", name, a, b, from, to)
	}
}

// TestFairnessOfEveryOp: ops that nobody can notice make no difference to what never happens, at either grain.
func TestFairnessOfEveryOp(t *testing.T) {
	t.Parallel()
	for seed := range uint64(effort.Times(8, 80, 1500)) {
		text := roundScene(seed)
		for i, who := range []string{"", "f1", "f2"} {
			opt := explore.Options{Grain: program.Grain(seed % 2), Spurious: seed%3 == 2, MaxStates: 3_000}
			opt.Never = &explore.Never{Starves: who,
				Marks: []string{"good", "bad", "end", "good+bad+end", ""}[(seed/2+uint64(i))%5]}
			var said []string
			for _, check := range []func(context.Context, *engine.Engine, explore.Options) (explore.Verdict, error){
				explore.Check, explore.CheckEvery,
			} {
				v, err := check(context.Background(), machine(t, text), opt)
				if err != nil || v.Answer == explore.Unknown || v.Ahead == nil {
					break // nobody has that name, it is too much, or something goes wrong on the way
				}
				said = append(said, fmt.Sprint(v.Answer, v.Ahead.Trap))
			}
			if len(said) == 2 && said[0] != said[1] {
				t.Errorf("seed %d, %+v: %s, with every op %s\n%s", seed, opt.Never, said[0], said[1], text)
			}
		}
	}
}
