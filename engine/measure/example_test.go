package measure_test

import (
	"fmt"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/measure"
	"github.com/quartet-os/quartet/engine/program"
)

// A producer that makes an item every five ticks, four asleep and one at work, and a consumer that is quicker.
const steady = `// Steady.
package steady

var (
	m        mutex
	notEmpty cond
	work     = queue(4)
)

func producer() {
	for {
		sleep(4)
		lock(m)
		put(work)
		signal(notEmpty)
		unlock(m)
	}
}

func consumer() {
	for {
		lock(m)
		for len(work) == 0 {
			wait(notEmpty, m)
		}
		take(work)
		unlock(m)
	}
}

func main() {
	spawn(producer)
	spawn(consumer)
}
`

// A meter folds the events of a run; it can be asked at any moment.
func Example() {
	p, err := program.Parse("steady.scene", steady)
	if err != nil {
		fmt.Println(err)
		return
	}
	e, err := engine.New(p)
	if err != nil {
		fmt.Println(err)
		return
	}
	m := measure.New(e, measure.Options{})
	m.Fold(e.Boot())
	for e.Time() < 4000 {
		m.Fold(e.Step())
	}
	got := m.Measures()
	fmt.Printf("%.2f items a tick, %.2f coroutines on WAITING, %d wakeups for nothing\n",
		got.Throughput.Value, got.Waiting.Value, got.EmptyWakeups)
	// Output:
	// 0.20 items a tick, 0.80 coroutines on WAITING, 0 wakeups for nothing
}
