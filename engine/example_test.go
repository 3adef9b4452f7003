package engine_test

import (
	"fmt"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/narrate"
	"github.com/quartet-os/quartet/engine/program"
)

// A mutex and two coroutines that want it. An op is a step; the narrator tells its events.
const two = `// Two coroutines, one mutex.
package two

var m mutex

func worker() {
	lock(m)
	yield()
	unlock(m)
}

func main() {
	spawn(worker, 2)
}
`

// Steps of a scene, told in words.
func Example() {
	p, err := program.Parse("two.scene", two)
	if err != nil {
		fmt.Println(err)
		return
	}
	e, err := engine.New(p)
	if err != nil {
		fmt.Println(err)
		return
	}
	n := narrate.New(e.Program(), e.Snapshot(nil))
	for range 4 {
		for _, s := range n.Tell(e.Step(), e.End()) {
			fmt.Println(s.Step, s)
		}
	}
	now := e.Snapshot(nil)
	fmt.Println("ready", len(now.Ready), "waiting", len(now.Waiting), "pass", e.PassNumber())
	// Output:
	// 1 w1 takes m, which is free.
	// 2 w1 yields.
	// 3 w2 waits for m, held by w1.
	// 4 w1 unlocks m. The unlock callback moves w2, first in its lock queue, from WAITING to READY.
	// ready 1 waiting 0 pass 3
}

// A command from outside, as a key or the prompt gives it.
func ExampleEngine_Do() {
	p, err := program.Parse("two.scene", two)
	if err != nil {
		fmt.Println(err)
		return
	}
	e, err := engine.New(p)
	if err != nil {
		fmt.Println(err)
		return
	}
	n := narrate.New(e.Program(), e.Snapshot(nil))
	e.Step()
	for _, text := range []string{"spawn worker", "kill nobody"} {
		c, err := engine.ParseCommand(text)
		if err != nil {
			fmt.Println(err)
			continue
		}
		events, err := e.Do(c)
		if err != nil {
			fmt.Println(err)
			continue
		}
		for _, s := range n.Tell(events, e.End()) {
			fmt.Println(s)
		}
	}
	// Output:
	// w3 is spawned by you and joins READY.
	// "kill nobody": there is no coroutine "nobody" now; there are w1 w2 w3
}

// Every state that some order of passes comes to, told apart by keys.
func ExampleEngine_Probe() {
	p, err := program.Parse("two.scene", two)
	if err != nil {
		fmt.Println(err)
		return
	}
	e, err := engine.New(p)
	if err != nil {
		fmt.Println(err)
		return
	}
	seen := map[string]bool{string(e.Probe().AppendKey(nil)): true}
	passes, ends := 0, 0
	for todo := []*engine.Engine{e}; len(todo) > 0; {
		at := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if at.End().Kind == engine.EndDone {
			ends++
		}
		for slot, c := range at.Snapshot(nil).Coroutines {
			if c.Place != engine.Ready {
				continue
			}
			next := at.Fork(nil)
			next.Probe().Resume(slot, &engine.Choices{})
			passes++
			if key := string(next.Probe().AppendKey(nil)); !seen[key] {
				seen[key] = true
				todo = append(todo, next)
			}
		}
	}
	fmt.Println(len(seen), "states", passes, "passes", ends, "ends")
	// Output:
	// 12 states 14 passes 1 ends
}
