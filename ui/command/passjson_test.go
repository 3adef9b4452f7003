package command

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/internal/scenetest"
	"github.com/quartet-os/quartet/presets"
)

// jsonMove is a move as run --json prints it.
type jsonMove struct{ Who, From, To, At, Why string }

// foldMoves applies moves to the queues, front first: whoever comes to a place joins its back, at says otherwise.
func foldMoves(queues map[string][]string, moves []jsonMove) error {
	for _, m := range moves {
		at := slices.Index(queues[m.From], m.Who)
		if m.From == "free" {
			at = 0 // a free slot has no name that says which one it is
		}
		if at < 0 || at >= len(queues[m.From]) {
			return fmt.Errorf("%+v: %s holds %v", m, m.From, queues[m.From])
		}
		queues[m.From] = slices.Delete(queues[m.From], at, at+1)
		if m.At == "front" {
			queues[m.To] = slices.Insert(queues[m.To], 0, m.Who)
		} else {
			queues[m.To] = append(queues[m.To], m.Who)
		}
		if (m.At != "") != (m.From == m.To) {
			return fmt.Errorf("%+v: at is told of those who stay at their place, and only of them", m)
		}
	}
	return nil
}

func queuesOf(e *engine.Engine) map[string][]string {
	s := e.Snapshot(nil)
	names := func(slots []int) []string {
		out := []string{}
		for _, slot := range slots {
			out = append(out, s.Coroutines[slot].Name)
		}
		return out
	}
	return map[string][]string{"free": names(s.Free), "ready": names(s.Ready), "waiting": names(s.Waiting),
		"timed": names(s.Timed)}
}

// TestMovesFoldToTheQueues gives random commands to the scenes of the shelf, under random rules, between
// their passes: the moves of run --json, folded, are the queues that it prints.
func TestMovesFoldToTheQueues(t *testing.T) {
	reordered := 0
	rapid.Check(t, func(t *rapid.T) {
		p := ruled(t, rapid.SampledFrom(presets.Names()).Draw(t, "scene"))
		e := scenetest.Boot(t, p)
		queues := queuesOf(e)
		var text bytes.Buffer
		out := newOutput(&text)
		teller := newJSONTeller(out, e)
		teller.boot(e)
		for range rapid.IntRange(1, 40).Draw(t, "passes") {
			for range rapid.IntRange(0, 3).Draw(t, "commands") {
				c := scenetest.Command(t, drawLine(t, p, e))
				if events, err := e.Do(c); err == nil {
					teller.tell(e, events)
				}
			}
			if e.End().Kind != engine.NotEnded {
				break
			}
			teller.tell(e, e.Pass())
			teller.pass(e)
		}
		if err := out.close(); err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(text.String()) {
			var pass struct {
				Pass                        int64
				Free, Ready, Waiting, Timed []string
				Moves                       []jsonMove
			}
			if err := json.Unmarshal([]byte(line), &pass); err != nil {
				t.Fatal(err, line)
			}
			if err := foldMoves(queues, pass.Moves); err != nil {
				t.Fatalf("%s, pass %d: %v", p.Name, pass.Pass, err)
			}
			reordered += strings.Count(line, `"at":`)
			for name, want := range map[string][]string{"ready": pass.Ready, "waiting": pass.Waiting,
				"timed": pass.Timed} {
				if !slices.Equal(queues[name], want) {
					t.Fatalf("%s, pass %d: the moves make %s %v, and it is %v\n%+v", p.Name, pass.Pass, name,
						queues[name], want, pass.Moves)
				}
			}
			if len(queues["free"]) != len(pass.Free) {
				t.Fatalf("%s, pass %d: %d slots are free, not %d", p.Name, pass.Pass, len(pass.Free),
					len(queues["free"]))
			}
		}
	})
	if reordered == 0 && !t.Failed() {
		t.Error("nobody was reordered")
	}
}

// ruled reads a shipped scene and sets random rules.
func ruled(t *rapid.T, name string) *program.Program {
	p := scenetest.Shipped(t, name)
	scene := *p
	for range rapid.IntRange(0, 4).Draw(t, "rules") {
		rule := rapid.SampledFrom(program.AllRules()).Draw(t, "rule")
		scene.Settings.Rules[rule] = program.Token(rapid.IntRange(0, len(rule.Tokens())-1).Draw(t, "token"))
	}
	return &scene
}

// drawLine makes up a command line for a machine.
func drawLine(t *rapid.T, p *program.Program, e *engine.Engine) string {
	var who, conds, functions []string
	for _, c := range e.Snapshot(nil).Coroutines {
		who = append(who, c.Name)
	}
	for _, o := range p.Conds {
		conds = append(conds, p.Objects[o].Name)
	}
	for i := range p.Funcs {
		functions = append(functions, p.Funcs[i].Name)
	}
	conds = append(conds, "none")
	one := func(of []string) string { return rapid.SampledFrom(of).Draw(t, "name") }
	switch rapid.IntRange(0, 7).Draw(t, "verb") {
	case 0:
		return "spawn " + one(functions)
	case 1:
		return "kill " + one(who)
	case 2:
		return "timeout " + one(who)
	case 3:
		return "wake " + one(who)
	case 4:
		return "signal " + one(conds)
	case 5:
		return "broadcast " + one(conds)
	case 6:
		return "timeout " + one(who) + " in 3"
	}
	return "run " + one(who)
}

// TestSharedLocksInJSON: a pass says who holds a lock of readers and writers, and who waits for it.
func TestSharedLocksInJSON(t *testing.T) {
	_, out, errs := line(t, "run", "rwlock-in-order", "--json", "--passes", "4")
	want := `"rwlocks":{"table":{"readers":1,"writers":0,"queue":["w1","r1"],"holders":["r2"]}}`
	if !strings.Contains(out, want) {
		t.Errorf("no %s in\n%s%s", want, out, errs)
	}
}

// TestJoinsInJSON: a pass says who waits for whose end, in a scene that joins and in no other.
func TestJoinsInJSON(t *testing.T) {
	file := filepath.Join(t.TempDir(), "ends.scene")
	scene := "package ends\nvar x coroutine\nfunc work() { yield() }\nfunc host() { join(x) }\n" +
		"func main() {\n\tx = spawn(work)\n\tspawn(host, 2)\n}\n"
	if err := os.WriteFile(file, []byte(scene), 0o600); err != nil {
		t.Fatal(err)
	}
	_, out, errs := line(t, "run", file, "--json", "--passes", "3")
	if !strings.Contains(out, `"joins":{"w1":["h1","h2"]}`) {
		t.Errorf("no joins in\n%s%s", out, errs)
	}
	if _, out, _ = line(t, "run", "bounded-buffer", "--json", "--passes", "3"); strings.Contains(out, "joins") {
		t.Errorf("joins in a scene that has none:\n%s", out)
	}
}

// TestStartedInJSON: a pass says with which arguments each coroutine that lives was started, also where it has set
// them since, and whoever the boot started.
func TestStartedInJSON(t *testing.T) {
	file := filepath.Join(t.TempDir(), "given.scene")
	scene := "package given\nvar forks [2]mutex\nfunc eat(i int, left mutex, by coroutine) {\n\ti = 9\n\tlock(left)\n" +
		"\tunlock(left)\n\tyield()\n\tif by != nil {\n\t\ti++\n\t}\n}\n" +
		"func host() {\n\tspawn(eat(-5000000000, forks[1], self()))\n\tyield()\n}\n" +
		"func main() {\n\tspawn(eat(1, forks[0], nil))\n\tspawn(host)\n}\n"
	if err := os.WriteFile(file, []byte(scene), 0o600); err != nil {
		t.Fatal(err)
	}
	_, out, errs := line(t, "run", file, "--json", "--passes", "2")
	want := `"started":{"e1":"eat(1, forks[0], nobody)","e2":"eat(-5000000000, forks[1], h1)"}`
	if !strings.Contains(out, want) {
		t.Errorf("not %s in\n%s%s", want, out, errs)
	}
	if _, out, _ = line(t, "run", "bounded-buffer", "--json", "--passes", "3"); strings.Contains(out, "started") {
		t.Errorf("arguments in a scene that has none:\n%s", out)
	}
}
