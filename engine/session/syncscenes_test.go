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

// syncScenes are the laws' scenes of objects that the table describes, and of joins.
func syncScenes() []string {
	under := func(source, consts string) string {
		return replaceOnce(source, "const slots = 6", "const (\n\tslots = 6\n"+consts+"\n)")
	}
	return []string{
		permits, under(permits, `unlock = "barging"`), under(permits, `rules = "nanoos-2026"`),
		under(permits, "unlock = \"barging\"\nwake_order = \"any\"\nkilled_signal = \"dropped\""),
		under(permits, "unlock = \"barging\"\npolicy = \"roundrobin\""), under(permits, `wake_order = "random"`),
	}
}
