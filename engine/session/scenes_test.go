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

const everything = `// Every way to wait at once.
package everything

const slots = 8

var (
	m     = mutex(timed)
	r     = mutex(recursive)
	l     spinlock
	c     cond
	w     waitq
	v     waitq
	work  = queue(2)
	n     int
	peer  coroutine
)

func producer() {
	for {
		it := item()
		if lockWithin(m, 1, 5) == timedout {
			drop(it)
			continue
		}
		for len(work) >= cap(work) {
			waitWithin(c, m, 0, 6)
		}
		put(work, it)
		signal(c)
		unlock(m)
		if n%2 == 0 {
			await(it)
		}
		wakeup(w)
	}
}

func consumer() {
	for {
		lock(m)
		for len(work) == 0 {
			wait(c, m)
		}
		it := take(work)
		broadcast(c)
		unlock(m)
		compute(0, 2)
		answer(it, ok)
		lock(r)
		lock(r)
		n++
		yield()
		unlock(r)
		unlock(r)
	}
}

func teller() {
	for {
		addToWaitq(w)
		lock(l)
		yield()
		unlock(l)
		schedule()
		send(peer, n)
		send(self(), n)
		receive()
		receiveWithin(0, 3)
		if n%3 == 0 {
			wakeupAll(w)
			wakeup(v)
		}
		spawn(extra, "E")
	}
}

func extra() {
	park(v)
	kill("E")
}

func main() {
	peer = spawn(teller)
	spawn(producer, 2)
	spawn(consumer, 2)
	spawn(teller)
}
`

// lawScenes are the scenes of the laws, each under several rules.
func lawScenes() []string {
	nanoos := func(source, rules string) string {
		return replaceOnce(source, "const (", "const (\n\trules = \""+rules+"\"")
	}
	return append(syncScenes(), []string{
		buffer, locks, letters,
		nanoos(buffer, "nanoos"), nanoos(buffer, "nanoos-2026"), nanoos(locks, "nanoos"),
		replaceOnce(buffer, "const (", "const (\n\tunlock = \"handoff\"\n\twake_order = \"random\"\n"+
			"\tmonitor = \"hoare\""),
		replaceOnce(buffer, "const (", "const (\n\tpolicy = \"roundrobin\""),
		everything, interrupted,
		replaceOnce(interrupted, "const slots = 7", "const slots = 7\nconst policy = \"roundrobin\""),
		replaceOnce(interrupted, "const slots = 7",
			"const (\n\tslots = 7\n\tpolicy = \"preemptive\"\n\tquantum = 2\n)"),
		replaceOnce(everything, "const slots = 8",
			"const (\n\tslots = 8\n\twake_order = \"lifo\"\n\trules = \"nanoos\"\n)"),
		replaceOnce(everything, "const slots = 8",
			"const (\n\tslots = 8\n\tunlock = \"barging\"\n\tpolicy = \"roundrobin\"\n)"),
		replaceOnce(everything, "const slots = 8",
			"const (\n\tslots = 8\n\tunlock = \"handoff\"\n\tmonitor = \"hoare\"\n\twake_order = \"any\"\n)"),
		replaceOnce(everything, "const slots = 8",
			"const (\n\tslots = 8\n\tunlock_callback = \"message\"\n\tsignal_callback = \"message\"\n)"),
	}...)
}

// interrupted has handlers of interrupts, one that behaves and one that may not.
const interrupted = `package interrupted

const slots = 7

var (
	m mutex
	c cond
	s semaphore
	n int
	q = queue(2)
)

func tick() {
	n++
	signal(c)
	release(s)
	if len(q) < cap(q) {
		put(q)
	}
}

func tock() {
	was := disable()
	if trylock(m) == ok {
		n--
		unlock(m)
	}
	if !was && n > 3 {
		lock(m)
		unlock(m)
	}
	enable()
}

func producer() {
	for {
		disable()
		n++
		enable()
		sleep(2)
		lock(m)
		if n > 2 {
			wait(c, m)
		}
		unlock(m)
	}
}

func consumer() {
	for {
		acquire(s)
		lock(m)
		n--
		unlock(m)
		yield()
	}
}

func main() {
	interrupt(tick, 6)
	interrupt(tock, 3)
	spawn(producer)
	daemon(consumer, 2)
}
`
