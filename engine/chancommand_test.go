package engine_test

import (
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/narrate"
	"github.com/quartet-os/quartet/internal/scenetest"
)

const outsideScene = `package x
var (
	nums = make(chan int, 1)
	hand = make(chan bool)
	done = make(chan struct{})
	jobs = make(chan item, 1)
	none chan int
	l    rwlock
	b    = barrier(2)
	m    mutex
	n    int
)
func taker() { for v := range nums { n += v }; x := <-hand; assert(x, "true"); <-done }
func giver() { hand <- true }
func feeder() { nums <- 1; nums <- 2; nums <- 3 }
func main() { spawn(FIRST) }
`

// TestChannelsFromOutside: a command does to a channel what a coroutine would that need not wait, and says what it
// cannot do and what works.
func TestChannelsFromOutside(t *testing.T) {
	for _, c := range []struct {
		first, commands, want string // commands, with a pass before each; what is told, or the refusal of the last
	}{
		{"taker", "send nums 4", "You send 4 into nums. t1 moves from WAITING to READY"},
		{"taker", "send nums 4;send nums 5;close nums;send hand true;send done", "t1 has received true from hand"},
		{"taker", "close nums", "You close nums. t1 moves from WAITING to READY"},
		{"giver", "receive hand", "You receive true from hand. g1 moves from WAITING to READY"},
		{"feeder", "receive nums;receive nums;receive nums", "You receive 3 from nums."},
		{"feeder", "close nums", "f1 sends into nums, which was closed while it waited."},
		{"feeder", "send nums 4", "nums is full, 1 of 1; write receive nums"},
		{"taker", "send hand true", "nobody waits to receive from hand, and it has no room; run somebody who receives"},
		{"taker", "receive nums", "there is nothing in nums, and nobody waits to send; run somebody who sends first"},
		{"taker", "close hand;close hand", "hand is closed; receive hand takes out what is left in it"},
		{"taker", "close hand;send hand true", "hand is closed"},
		{"taker", "close hand;receive hand", "hand is closed and empty"},
		{"taker", "close none", "none is nil: nobody ever comes there"},
		{"taker", "send nums", `"" is no int; write send nums 3`},
		{"taker", "send nums yes", `"yes" is no int; write send nums 3`},
		{"taker", "send done 3", "what goes through done says nothing; write send done"},
		{"taker", "send jobs 3", "jobs carries what coroutines make and give up; spawn one that does it"},
		{"taker", "release l", "l is a lock of readers and writers; only who holds it gives it back: run that one"},
		{"taker", "release b", "b is a barrier; only coroutines arrive: spawn one that does"},
		{"taker", "release m", "m is a mutex; only who holds it gives it back: run that one"},
		{"taker", "signal nums", "nums is a channel; write send nums 3, receive nums or close nums"},
		{"taker", "send n 3", "n is a variable; write set n 1"},
	} {
		e := scenetest.Machine(t, strings.Replace(outsideScene, "FIRST", c.first, 1))
		n := narrate.New(e.Program(), e.Snapshot(nil))
		var told strings.Builder
		tell := func(events []engine.Event) {
			for _, s := range n.Tell(events, e.End()) {
				told.WriteString(s.String() + " ")
			}
			if err := e.Check(); err != nil {
				t.Fatalf("%s: %v\n%s", c.commands, err, told.String())
			}
		}
		run := func() {
			for events := e.Step(); events != nil; events = e.Step() {
				tell(events)
			}
		}
		for _, text := range strings.Split(c.commands, ";") {
			run()
			before := e.Hash()
			events, err := e.Do(scenetest.Command(t, text))
			if err == nil {
				tell(events)
				continue
			}
			if told.WriteString(err.Error()); e.Hash() != before {
				t.Errorf("%s was refused and changed something", text)
			}
		}
		run()
		if !strings.Contains(told.String(), c.want) {
			t.Errorf("%s: no %q in\n%s", c.commands, c.want, told.String())
		}
	}
}

// TestVerbsAreNoCommands: what coroutines do is no command, and the refusal says so.
func TestVerbsAreNoCommands(t *testing.T) {
	for _, verb := range []string{"arrive b", "rlock l", "wait c m", "cas x 0 1"} {
		_, err := engine.ParseCommand(verb)
		word, _, _ := strings.Cut(verb, " ")
		if err == nil || !strings.Contains(err.Error(), word+" is done by coroutines, and is no command; spawn one") {
			t.Errorf("%s: %v", verb, err)
		}
	}
}
