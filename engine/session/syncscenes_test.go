package session

// permits has semaphores, and everybody who may wait for one.
const permits = `package permits

const slots = 6

var (
	s = semaphore(1)
	z semaphore
	n int
)

func producer() {
	for {
		acquire(s)
		n++
		yield()
		release(s)
		if waiters(z) > 0 {
			release(z)
		}
	}
}

func consumer() {
	for {
		if acquireWithin(z, 1, 4) == timedout && tryAcquire(s) == ok {
			compute(0, 2)
			release(s)
		}
		if count(z) > 1 {
			acquire(z)
		}
	}
}

func teller() {
	for {
		release(z)
		sleep(3)
		acquire(z)
	}
}

func extra() {
	acquire(z)
}

func main() {
	spawn(producer, 2)
	spawn(consumer, 2)
	spawn(teller)
}
`

// ends has those who wait for each other's end, and one who ends others.
const ends = `package ends

const slots = 6

var (
	m    mutex
	who  coroutine
	n    int
)

func producer() {
	for {
		x := spawn(extra)
		if joinWithin(x, 0, 3) == timedout && n%3 == 0 {
			kill(x)
		}
		join(x)
		n++
	}
}

func consumer() {
	who = self()
	lock(m)
	yield()
	unlock(m)
	send(self(), n)
	receive()
}

func teller() {
	for {
		who = spawn(consumer)
		lock(m)
		join(who)
		unlock(m)
		sleep(1)
	}
}

func extra() {
	if who != nil {
		joinWithin(who, 2)
	}
	compute(0, 2)
}

func main() {
	spawn(producer, 2)
	spawn(consumer, 2)
	spawn(teller)
}
`

// rounds has a barrier, those who meet there, and one who comes between them.
const rounds = `package rounds

const slots = 6

var (
	all = barrier(2)
	n   int
)

func producer() {
	for {
		if arrive(all) {
			n++
		}
		yield()
	}
}

func consumer() {
	for {
		sleep(0, 3)
		if waiters(all) == 1 {
			arrive(all)
		}
	}
}

func teller() {
	for {
		arrive(all)
		compute(0, 2)
	}
}

func extra() {
	arrive(all)
}

func main() {
	spawn(producer, 2)
	spawn(consumer, 2)
	spawn(teller)
}
`

// shared has a lock of readers and writers, and everybody who may wait for it.
const shared = `package shared

const slots = 6

var (
	rw rwlock
	n  int
)

func producer() {
	for {
		rlock(rw)
		n++
		yield()
		runlock(rw)
	}
}

func consumer() {
	for {
		if lockWithin(rw, 1, 4) == timedout && tryRlock(rw) == ok {
			compute(0, 2)
			runlock(rw)
		} else if trylock(rw) == ok {
			unlock(rw)
		}
		sleep(1)
	}
}

func teller() {
	for {
		lock(rw)
		compute(0, 2)
		unlock(rw)
		if rlockWithin(rw, 2) == ok {
			runlock(rw)
		}
		yield()
	}
}

func extra() {
	rlock(rw)
	runlock(rw)
}

func main() {
	spawn(producer, 2)
	spawn(consumer, 2)
	spawn(teller)
}
`

// syncScenes are the laws' scenes of objects that the table describes, and of joins.
func syncScenes() []string {
	under := func(source, consts string) string {
		return replaceOnce(source, "const slots = 6", "const (\n\tslots = 6\n"+consts+"\n)")
	}
	return []string{
		permits, under(permits, `unlock = "barging"`), under(permits, `rules = "nanoos-2026"`),
		under(permits, "unlock = \"barging\"\nwake_order = \"any\"\nkilled_signal = \"dropped\""),
		under(permits, "unlock = \"barging\"\npolicy = \"roundrobin\""), under(permits, `wake_order = "random"`),
		rounds, under(rounds, `policy = "roundrobin"`), under(rounds, `rules = "nanoos-2026"`),
		under(rounds, `wake_order = "any"`),
		under(shared, `misuse = "error"`), under(shared, "misuse = \"error\"\nprefer = \"writers\""),
		under(shared, "misuse = \"error\"\nprefer = \"fifo\"\nunlock = \"barging\"\nwake_order = \"any\""),
		under(shared, "misuse = \"error\"\npolicy = \"roundrobin\""),
		under(shared, "rules = \"nanoos-2026\"\nprefer = \"writers\""),
		ends, under(ends, `policy = "roundrobin"`), under(ends, `rules = "nanoos-2026"`),
		under(ends, "wake_order = \"lifo\"\nkill = \"keeps\""),
	}
}
