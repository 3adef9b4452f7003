package session

// More scenes for the laws: together they use every way of waiting, every rule set and policy.

const locks = `// Locks of every kind.
package locks

const (
	slots  = 6
	policy = "preemptive"
	quantum = 3
)

var (
	a mutex
	b = mutex(recursive, timed)
	w waitq
	n int
)

func taker() {
	for {
		r := lockWithin(b, 2, 6)
		if r == ok {
			lock(b)
			n++
			unlock(b)
			yield()
			unlock(b)
		}
		if trylock(a) == ok {
			sleep(1, 3)
			unlock(a)
		}
		wakeup(w)
	}
}

func sleeper() {
	for {
		park(w)
		lock(a)
		compute(2)
		unlock(a)
	}
}

func main() {
	spawn(taker, 3)
	spawn(sleeper, 2)
}
`

const letters = `// Messages, spawns and ends.
package letters

const slots = 7

func echo() {
	for {
		v, r := receiveWithin(9)
		if r == timedout {
			exit()
		}
		if v > 3 {
			exit()
		}
	}
}

func sender() {
	for {
		x := spawn(echo)
		compute(1, 4)
		send(x, 1)
		sleep(2, 12)
		send(x, 4)
		yield()
	}
}

func main() {
	spawn(sender, 2)
}
`

// lawScenes are the scenes of the laws, each under several rules.
func lawScenes() []string {
	nanoos := func(source, rules string) string {
		return replaceOnce(source, "const (", "const (\n\trules = \""+rules+"\"")
	}
	return []string{
		buffer, locks, letters,
		nanoos(buffer, "nanoos"), nanoos(buffer, "nanoos-2026"), nanoos(locks, "nanoos"),
		replaceOnce(buffer, "const (", "const (\n\tunlock = \"handoff\"\n\twake_order = \"random\"\n\tmonitor = \"hoare\""),
		replaceOnce(buffer, "const (", "const (\n\tpolicy = \"roundrobin\""),
	}
}
