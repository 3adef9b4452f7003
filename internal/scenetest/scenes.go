package scenetest

// Bounded is a scene whose run has something of everything: two producers and two consumers share a queue of two.
const Bounded = `// One mutex, two conditions, a loop around every wait.
package bounded_buffer

const (
	slots = 9
	seed  = 7
)

var (
	m        mutex
	notEmpty cond
	notFull  cond
	work     = queue(2)
	turn     int
)

func producer() {
	for {
		lock(m)
		for len(work) >= cap(work) {
			wait(notFull, m)
		}
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
		signal(notFull)
		unlock(m)
		sleep(3, 6)
	}
}

func main() {
	spawn(producer, 2)
	spawn(consumer, 2)
}
`
