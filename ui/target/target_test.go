package target_test

import (
	"testing"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/internal/scenetest"
	"github.com/quartet-os/quartet/ui/target"
)

// TestSleeper: nobody is killed by default, and a wake or a timeout has a meaning where there is one it can be for.
func TestSleeper(t *testing.T) {
	waits := engine.CoroutineView{Name: "a", Place: engine.Waiting}
	late := engine.CoroutineView{Name: "b", Place: engine.TimedWaiting, Deadline: 9}
	soon := engine.CoroutineView{Name: "c", Place: engine.TimedWaiting, Deadline: 4}
	ready := engine.CoroutineView{Name: "d", Place: engine.Ready}
	for _, c := range []struct {
		verb engine.Verb
		all  []engine.CoroutineView
		want string
	}{
		{engine.TimeoutVerb, []engine.CoroutineView{waits, late, soon}, "c"},
		{engine.TimeoutVerb, []engine.CoroutineView{ready, waits}, "a"},
		{engine.TimeoutVerb, []engine.CoroutineView{waits, waits}, ""},
		{engine.WakeVerb, []engine.CoroutineView{ready, late}, "b"},
		{engine.WakeVerb, []engine.CoroutineView{soon, late}, ""},
		{engine.KillVerb, []engine.CoroutineView{waits}, ""},
		{engine.WakeVerb, nil, ""},
	} {
		if who, ok := target.Sleeper(c.all, c.verb); who != c.want || ok != (c.want != "") {
			t.Errorf("%s among %d: %q, not %q", c.verb, len(c.all), who, c.want)
		}
	}
}

// TestRoles: who puts, who takes; of several the selected coroutine's function.
func TestRoles(t *testing.T) {
	p := scenetest.Parse(t, `package roles
var work = queue(2)
func one() { put(work) }
func two() { put(work) }
func both() { take(work); put(work) }
func main() { spawn(one); spawn(two); spawn(both) }
`)
	names := func(all []program.Func) (text string) {
		for _, f := range all {
			text += f.Name + " "
		}
		return text
	}
	at := func(name string) int {
		for i, f := range p.Funcs {
			if f.Name == name {
				return i
			}
		}
		return -1
	}
	for _, c := range []struct {
		role     program.Role
		selected string
		want     string
	}{
		{program.Producer, "", "one two "},
		{program.Producer, "two", "two "},
		{program.Producer, "both", "one two "},
		{program.Consumer, "", "both "}, // nobody only takes
	} {
		if got := names(target.Roles(p, c.role, at(c.selected))); got != c.want {
			t.Errorf("%v with %q selected: %q, not %q", c.role, c.selected, got, c.want)
		}
	}
}

// TestCapacity is by one, and never below nothing.
func TestCapacity(t *testing.T) {
	queues := []engine.QueueView{{Name: "work", Max: 0}, {Name: "other", Max: 5}}
	if c, err := target.Capacity(queues, 1); err != nil || c.Name != "work" || c.N != 1 {
		t.Errorf("%v, %v", c, err)
	}
	if _, err := target.Capacity(queues, -1); err == nil {
		t.Error("a capacity below 0")
	}
	if _, err := target.Capacity(nil, 1); err == nil {
		t.Error("a queue that is not there")
	}
}
