package session_test

import (
	"fmt"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/engine/session"
)

// Two coroutines that hand the CPU to each other.
const turns = `// Turns.
package turns

func worker() {
	for {
		yield()
	}
}

func main() {
	spawn(worker, 2)
}
`

// Five steps, two back, and a command in the past: it starts a branch, and the old future stays.
func Example() {
	p, err := program.Parse("turns.scene", turns)
	if err != nil {
		fmt.Println(err)
		return
	}
	s, err := session.New(p)
	if err != nil {
		fmt.Println(err)
		return
	}
	for range 5 {
		s.Forward()
	}
	s.Back()
	s.Back()
	c, err := engine.ParseCommand("kill w1")
	if err != nil {
		fmt.Println(err)
		return
	}
	change, err := s.Do(c)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(change.Text)
	fmt.Println(change.Undo)
	back, err := s.OtherFuture()
	fmt.Println(back, err)
	for _, b := range s.Branches() {
		fmt.Printf("branch %d from step %d to step %d, commands: %d\n", b.Number, b.From, b.Length, b.Commands)
	}
	// Output:
	// w1 is killed by you and moves from READY to FREE.
	// undo goes back to the old future, kept as branch 1 up to step 5
	// branch 1 of 2, step 3 of 5 <nil>
	// branch 1 from step 0 to step 5, commands: 0
	// branch 2 from step 3 to step 3, commands: 1
}

// A session's text proves itself: reading it replays every branch and compares the states with their hashes.
func ExampleUnmarshal() {
	p, err := program.Parse("turns.scene", turns)
	if err != nil {
		fmt.Println(err)
		return
	}
	s, err := session.New(p)
	if err != nil {
		fmt.Println(err)
		return
	}
	s.Forward()
	again, err := session.Unmarshal(s.Marshal())
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(again.Program().Name, "at step", again.Position(), again.Engine().Hash() == s.Engine().Hash())
	// Output:
	// turns at step 1 true
}
