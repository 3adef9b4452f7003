package stops_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine/stops"
	"github.com/quartet-os/quartet/internal/scenetest"
)

// head declares what the scenes of these tests use.
const head = `// A scene.
package p

const (
	slots = 6
	RULES
)

var (
	m, other mutex
	l        spinlock
	bell     cond
	w        waitq
	seats    semaphore
	q        = queue(1)
	flag     int
)

`

// run judges the first steps of a scene and lists those that are stops, with their reasons.
func run(t *testing.T, rules, text string, steps int, commands ...string) string {
	t.Helper()
	e := scenetest.Machine(t, strings.Replace(head, "RULES", rules, 1)+text)
	j := stops.NewJudge(stops.Read(e.Program()))
	j.Begin(e)
	var all []string
	for range steps {
		events := slices.Clone(e.Step())
		if len(events) == 0 {
			break
		}
		for _, line := range commands {
			at, command, _ := strings.Cut(line, ": ")
			if at != fmt.Sprint(e.StepNumber()) {
				continue
			}
			more, err := e.Do(scenetest.Command(t, command))
			if err != nil {
				t.Fatal(err)
			}
			events = append(events, more...)
		}
		if s := j.Look(e, events); s.Why != stops.NoReason {
			all = append(all, fmt.Sprint(e.StepNumber(), " ", names[s.Why]))
		}
	}
	return strings.Join(all, ", ")
}

var names = [stops.Reasons]string{
	stops.Commands: "command", stops.Refuses: "refused", stops.Quantum: "quantum", stops.Queues: "queues",
	stops.Tests: "test", stops.Calls: "callback", stops.Answers: "answer", stops.WaitEnds: "wait ends",
	stops.Spins: "spin", stops.Blocks: "blocks", stops.Interrupts: "interrupt",
	stops.Wakes: "wakes", stops.Spawns: "spawns", stops.Ends: "ends",
	stops.Idle: "idle", stops.Unheard: "unheard", stops.Kills: "kill", stops.Orphans: "orphan",
	stops.Cycles: "circle", stops.Loses: "loss", stops.Breaks: "law", stops.RunEnds: "run ends",
}

// scene spawns functions in their order; each gets a text of statements parted by ;.
func scene(bodies ...string) string {
	var b, boot strings.Builder
	for _, body := range bodies {
		name, text, _ := strings.Cut(body, ": ")
		fmt.Fprintf(&b, "func %s() {\n%s\n}\n", name, strings.ReplaceAll(text, "; ", "\n"))
		if name != "done" {
			fmt.Fprintf(&boot, "spawn(%s)\n", name)
		}
	}
	return b.String() + "func main() {\n" + boot.String() + "}\n"
}

// sleeper never does anything that is a stop, so that a run goes on.
const sleeper = "z: for {; yield(); }"

// TestWhatIsAStop counts the steps by hand: each statement is a step, but for ++, which is two, and a wait, whose
// second half takes the mutex again. The end of a function is a step, too.
func TestWhatIsAStop(t *testing.T) {
	for _, c := range []struct {
		name, rules string
		bodies      []string
		steps       int
		commands    []string
		want        string
	}{
		{name: "yields, computing and changes are none", steps: 12,
			bodies: []string{"a: yield(); compute(2); flag = 1; flag++; lock(m); unlock(m)", sleeper}, want: ""},
		{name: "a test before a wait, and one of a loop around", steps: 6,
			bodies: []string{
				"a: for flag < 9 {; flag++; lock(m); for len(q) == 0 {; wait(bell, m); }; unlock(m); }",
				sleeper,
			}, want: "5 test, 6 blocks"},
		{name: "an if whose other branch waits", steps: 2,
			bodies: []string{"a: if flag == 0 {; yield(); } else {; receive(); }", sleeper}, want: "1 test"},
		{name: "a wait on both branches on different things is decided, on one behind both it is not", steps: 5,
			bodies: []string{"a: if flag == 1 {; flag = 2; }; if flag == 1 {; receive(); } else {; addToWaitq(w); }; " +
				"schedule()", sleeper}, want: "2 test, 3 queues, 4 blocks"},
		{name: "a test before a semaphore, and one before a join", steps: 4, want: "1 test, 3 test, 4 circle",
			bodies: []string{"a: if flag == 1 {; acquire(seats); }; x := self(); if flag == 0 {; join(x); }", sleeper}},
		{name: "a small if on the way to the wait", steps: 2, want: "1 test",
			bodies: []string{"a: if flag == 0 {; if len(q) == 1 {; flag = 2; }; receive(); }", sleeper}},
		{name: "the first part of a condition settles it", steps: 3,
			bodies: []string{"a: if flag == 1 && trylock(m) == ok {; receive(); }; yield()", sleeper}, want: "1 test"},
		{name: "the second part settles it", steps: 3,
			bodies: []string{"a: if flag == 0 && trylock(m) == ok {; receive(); }; yield()", sleeper}, want: "3 test"},
		{name: "a removal that comes too late, and a queue that is cleared", steps: 5, want: "2 refused, 4 loss",
			bodies: []string{"a: it := item(); remove(q, it); put(q, it); clear(q); clear(q)", sleeper}},
		{name: "queueing awake, and the wakeup before the sleep", steps: 6,
			bodies: []string{"a: addToWaitq(w); yield(); schedule(); yield()", "b: wakeup(w); for {; yield(); }"},
			want:   "1 queues, 3 idle"},
		{name: "nobody hears", steps: 5, want: "1 unheard, 2 unheard, 3 unheard, 4 unheard",
			bodies: []string{"a: signal(bell); broadcast(bell); wakeup(w); wakeupAll(w); yield()", sleeper}},
		{name: "who waits and is not told", steps: 6, rules: "signal_callback = \"none\"", want: "2 blocks, 4 idle",
			bodies: []string{"a: lock(m); wait(bell, m)", "b: lock(m); signal(bell); for {; yield(); }"}},
		{name: "a free mutex that nobody is told of", steps: 5, rules: "unlock_callback = \"none\"",
			bodies: []string{"a: lock(m); yield(); unlock(m); for {; yield(); }", "b: lock(m)"},
			want:   "3 blocks, 4 idle"},
		{name: "a callback that moves somebody is his move", steps: 4,
			bodies: []string{"a: lock(m); yield(); unlock(m); for {; yield(); }", "b: lock(m)"},
			want:   "3 blocks, 4 wakes"},
		{name: "a spinlock, and another try when it was had", steps: 14, want: "3 spin, 13 spin",
			bodies: []string{"a: lock(l); yield(); yield(); unlock(l); yield(); lock(l); for {; yield(); }",
				"b: for {; lock(l); unlock(l); yield(); }"}},
		{name: "trylock in a loop, and again with something between", steps: 13, want: "5 spin",
			bodies: []string{"a: lock(m); for {; yield(); }", "b: yield(); for trylock(m) != ok {; yield(); }"}},
		{name: "a compare-and-swap that fails, in a loop; one that does not, and adding", steps: 16, want: "4 spin",
			bodies: []string{"a: cas(&flag, 0, 1); add(&flag, 1); yield(); yield(); flag = 0; for {; yield(); }",
				"b: for !cas(&flag, 0, 1) {; yield(); }; for {; yield(); }"}},
		{name: "each round that does something is a new one", steps: 11, want: "3 spin, 8 spin",
			bodies: []string{"a: lock(m); for {; yield(); }",
				"b: for trylock(m) != ok {; flag = 1; yield(); }"}},
		{name: "a loop that waits for a flag", steps: 9, want: "1 spin, 9 test",
			bodies: []string{"a: for flag == 0 {; yield(); }; if flag == 2 {; receive(); }",
				"b: yield(); flag = 1; for {; yield(); }"}},
		{name: "a loop over a local is no spin", steps: 6,
			bodies: []string{"a: for i := 0; i < 9; i++ {; yield(); }", sleeper}, want: ""},
		{name: "quanta", rules: "policy = \"preemptive\"\n\tquantum = 2", steps: 4, want: "2 quantum, 4 quantum",
			bodies: []string{"a: flag = 1; flag = 2; flag = 3", "z: flag = 1; flag = 2; flag = 3"}},
		{name: "refusals", steps: 2, bodies: []string{"a: unlock(m); yield()", sleeper}, want: "1 refused",
			rules: "misuse = \"error\""},
		{name: "a kill", steps: 3, bodies: []string{"a: lock(m); yield(); yield()", sleeper},
			commands: []string{"2: kill a1"}, want: "2 kill"},
		{name: "commands", steps: 2, bodies: []string{sleeper}, commands: []string{"1: set flag 2", "2: spawn z"},
			want: "1 command, 2 spawns"},
		{name: "an answer", steps: 2, want: "2 answer",
			bodies: []string{"a: it := item(); answer(it, ok); yield(); yield()", sleeper}},
		{name: "a poll that is asked again", steps: 7, want: "2 spin",
			bodies: []string{"a: it := item(); for poll(it) == busy {; yield(); }", sleeper}},
		{name: "an end", steps: 3, bodies: []string{"a: yield()", sleeper}, want: "3 ends"},
		{name: "the run's end", steps: 3, bodies: []string{"a: yield()"}, want: "2 run ends"},
		{name: "an item that is given up", steps: 3, want: "2 loss",
			bodies: []string{"a: it := item(); drop(it); yield()", sleeper}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := run(t, c.rules, scene(c.bodies...), c.steps, c.commands...); got != c.want {
				t.Errorf("stops are: %s\nwant:      %s", got, c.want)
			}
		})
	}
}
