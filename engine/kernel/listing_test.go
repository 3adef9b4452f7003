package kernel_test

import (
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine/kernel"
	"github.com/quartet-os/quartet/internal/scenetest"
)

// listingScene uses every line of the listing: two that hand work to each other, timed, and one that sleeps
// and gets messages.
const listingScene = `// listing
package listing

const slots = 5

var (
	m    = mutex(timed)
	c    cond
	w    waitq
	work = queue(2)
	peer coroutine
)

func producer() {
	for {
		if lockWithin(m, 3) == ok {
			if len(work) < cap(work) {
				put(work)
			}
			broadcast(c)
			wakeup(w)
			unlock(m)
		}
		compute(0, 2)
	}
}

func consumer() {
	for {
		lock(m)
		for len(work) == 0 {
			if waitWithin(c, m, 5) == timedout {
				break
			}
		}
		if len(work) > 0 {
			take(work)
		}
		signal(c)
		unlock(m)
		sleep(1, 4)
	}
}

func other() {
	for {
		addToWaitq(w)
		schedule()
		send(peer, 1)
		receiveWithin(3)
		spawn(short)
	}
}

func short() { yield() }

func main() {
	peer = spawn(other)
	spawn(producer)
	spawn(consumer)
	spawn(consumer)
}
`

// TestSchedulerListing: every line that a step marks stands in the listing of the rules that the step ran under.
func TestSchedulerListing(t *testing.T) {
	p := scenetest.Parse(t, listingScene)
	for _, set := range []string{"rule all textbook", "rule all nanoos", "rule unlock_callback none",
		"rule signal_callback message", "rule blocked one", "rule deadline none", "policy roundrobin",
		"rule unlock_callback message; policy roundrobin"} {
		t.Run(set, func(t *testing.T) {
			e := scenetest.Boot(t, p)
			for _, line := range strings.Split(set, "; ") {
				scenetest.Do(t, e, line)
			}
			listed := map[kernel.Line]bool{}
			for _, l := range kernel.Listing(e.Rules(), e.Policy()) {
				listed[l.Line] = true
			}
			marks := 0
			for range 300 {
				for _, m := range kernel.Marks(e.Step(), e.Rules(), e.Policy()) {
					marks++
					if !listed[m.Line] {
						t.Fatalf("step %d marks line %d, which the listing does not have", e.StepNumber(), m.Line)
					}
				}
			}
			if marks == 0 {
				t.Error("the scheduler never did anything")
			}
		})
	}
}
