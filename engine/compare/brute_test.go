package compare_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/compare"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/internal/effort"
	"github.com/quartet-os/quartet/presets"
)

// declaredAs begins the names of the parts of a state that are there because the scene declares them.
const declaredAs = "declared "

// written writes a machine's state by hand: each part under what it is, those that a scene declares under their kind
// and name. The state is looked at in a picture that the caller keeps.
func written(e *engine.Engine, s *engine.Snapshot) map[string]string {
	s, p := e.Snapshot(s), e.Program()
	name := func(slots ...int) string {
		var all []string
		for _, slot := range slots {
			if slot >= 0 {
				all = append(all, s.Coroutines[slot].Name)
			}
		}
		return strings.Join(all, " ")
	}
	object := func(o int) string { return p.ObjectName(o, len(s.Coroutines), func(i int) string { return name(i) }) }
	all := map[string]string{
		"end": fmt.Sprint(s.End.Kind, " time ", s.Time), "on": name(s.Running), "ready": name(s.Ready...),
		"waiting": name(s.Waiting...), "timed": name(s.Timed...),
	}
	declared := func(kind, name string, state ...any) { all[declaredAs+kind+" "+name] = fmt.Sprint(state...) }
	for _, c := range s.Coroutines {
		if c.Live {
			var holds []string
			for _, o := range c.Holds {
				holds = append(holds, object(o))
			}
			all["coroutine "+c.Name] = fmt.Sprint(c.Place, c.On, object(c.Object), c.Deadline, c.Left, holds,
				object(c.Listed), c.Inbox, c.Signals, c.Priority, c.Level)
			for i, v := range c.Locals {
				local, before := p.Funcs[c.Func].Locals[i].Name, 0 // a name may be declared in several blocks
				for _, l := range p.Funcs[c.Func].Locals[:i] {
					if l.Name == local {
						before++
					}
				}
				declared("local", fmt.Sprint(c.Name, ".", local, " ", before), v)
			}
		}
	}
	for _, m := range s.Mutexes {
		declared("mutex", m.Name, m.OwnerName, m.OwnerLive, m.Depth, name(m.LockQueue...), m.Deadline)
	}
	for _, c := range s.Conds {
		declared("condition", c.Name, c.Signals, name(c.SignalQueue...), c.Deadline)
	}
	all["interrupts"] = fmt.Sprint(s.Masked)
	for _, h := range s.Irqs {
		declared("handler", h.Name, h.Left)
	}
	for _, l := range s.Lists {
		declared("wait list", l.Name, name(l.Queue...))
	}
	for _, v := range s.Syncs {
		declared("object", v.Name, v.State, name(v.Queue...))
	}
	for _, q := range s.Queues {
		declared("queue", q.Name, q.Items, q.Max)
	}
	for _, v := range append(s.Vars, s.Counters...) {
		declared("variable", v.Name, v.Value)
	}
	return all
}

// alike reports whether two states that were written are the same. What only one of two scenes declares does not count.
func alike(a, b map[string]string) bool {
	within := func(a, b map[string]string) bool {
		for part, state := range a {
			other, both := b[part]
			if both && other != state || !both && !strings.HasPrefix(part, declaredAs) {
				return false
			}
		}
		return true
	}
	return within(a, b) && within(b, a)
}

// ops writes which ops a step did, and how they came out.
func ops(e *engine.Engine, events []engine.Event) string {
	var b strings.Builder
	for i, ev := range events {
		switch ev.Kind {
		case engine.Did:
			arg := fmt.Sprint(engine.ArgOf(events, i))
			if op := ev.Op(); op == program.Enter || op == program.Leave {
				arg = e.Program().Funcs[ev.Arg].Name
			}
			fmt.Fprintln(&b, ev.Who, ev.Op(), ev.Outcome(), ev.Result, arg, e.ObjectName(int(ev.Object)))
		case engine.Passed:
			fmt.Fprintln(&b, ev.Kind, ev.Who, ev.PC, engine.ArgOf(events, i))
		case engine.Wasted, engine.Called, engine.Refused, engine.Searched, engine.Reordered, engine.Orphaned:
			fmt.Fprintln(&b, ev.Kind, ev.Who)
		case engine.Moved:
			fmt.Fprintln(&b, ev.Kind, ev.Who, ev.From, ev.To, ev.Cause(), ev.Arg)
		}
	}
	return b.String()
}

// firstByHand steps two machines and compares what is written of them; -1 where they are alike as far as they go.
func firstByHand(t *testing.T, a, b compare.Side) int64 {
	t.Helper()
	x, err := engine.New(a.Program)
	if err != nil {
		t.Fatal(err)
	}
	y, err := engine.New(b.Program)
	if err != nil {
		t.Fatal(err)
	}
	var ofX, ofY engine.Snapshot
	if ops(x, x.Boot()) != ops(y, y.Boot()) || !alike(written(x, &ofX), written(y, &ofY)) {
		return 0
	}
	for step := int64(1); step <= steps(); step++ {
		did, didToo := ops(x, x.Step()), ops(y, y.Step())
		over, overToo := x.StepNumber() < step, y.StepNumber() < step
		if over && overToo {
			return -1
		}
		if over != overToo || did != didToo || !alike(written(x, &ofX), written(y, &ofY)) {
			return step
		}
	}
	return -1
}

// TestTheFirstDifferenceIsTheOneFoundByHand: on the shelf, under other rules, with other policies, and for the scenes
// that fail beside their cures.
func TestTheFirstDifferenceIsTheOneFoundByHand(t *testing.T) {
	compared := 0
	var try func(what string, a, b compare.Side)
	try = func(what string, a, b compare.Side) {
		if many := func(s *program.Settings) { s.Slots = 100 }; a.Program.Settings.Slots < 100 {
			// where there are many slots, the states are not compared after each step
			try(what+", with 100 slots", a.Under(many), b.Under(many))
		}
		want, got := firstByHand(t, a, b), int64(-1)
		if p := parting(t, a, b); p != nil {
			got = p.Step
		}
		if got != want {
			t.Errorf("%s: they part at step %d, by hand at %d", what, got, want)
		}
		compared++
	}
	names := effort.Some(t, presets.Names(), 8, 30)
	for _, name := range names {
		a := side(t, name)
		for _, set := range program.RulesetNames() {
			try(name+" under "+set, a, under(t, a, set))
		}
		try(name+" in turn", a, a.Under(func(to *program.Settings) { to.Policy = program.RoundRobin }))
		if cure := a.Program.Lesson.Cure; cure != "" {
			try(name+" beside "+cure, a, side(t, cure))
		}
	}
	if compared < 8*len(names) {
		t.Errorf("only %d pairs were compared", compared)
	}
}
