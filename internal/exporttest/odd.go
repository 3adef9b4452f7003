package exporttest

import "strings"

// Odd are scenes whose text another language would take otherwise, and those that say what else there is to say. Each
// is a program in Go and one in C.
func Odd() map[string]string {
	all := map[string]string{}
	for part := range strings.SplitSeq(strings.TrimPrefix(odd, "-- "), "\n-- ") {
		name, text, _ := strings.Cut(part, " --\n")
		all[name] = text + "\n"
	}
	return all
}

// odd are those scenes, each below its name.
const odd = `-- words of C --
// A moral with */ in it, a ??/
// a backslash at its end \
// and /* a comment that begins.
package signal2

const (
	limit  = 3
	static = limit - 4
	huge   = 5000000000
	NULL   = 2
)

var (
	errno, auto, signal2 mutex
	y0, index, read      int
	log                  = queue(limit)
	volatile             cond
	unsigned             bool
	work_line            = -7
	never                int
)

func printf(register int, long mutex) {
	lock(long) // a comment ??/
	for len(log) == cap(log) {
		/* one that */ // has two \
		wait(volatile, long)
	}
	put(log)
	y0 += register - -1
	index = -(register) - huge*2
	index = - -index
	unlock(long)
}

func exit2(int2 int) {
	switch2 := int2
	double := 2
	for float := range 3 {
		switch2 += float + double
	}
	unsigned = switch2 > 0
	main2()
	read += rand2() + 1
	assert(!unsigned == false || 1 < 2 && unsigned, "what??! \\ \" %d ??/")
}

func main2() {}
func law(n int) { yield() }
func queue_place(Waiter int) { law(Waiter) }
func queue_law(struct2 int) { law(struct2) }
func rand2() int { return static }

func unused(op int, line bool) {
	self2 := op
	self2++
}

func main() {
	spawn(printf(limit, errno))
	spawn(exit2(-4), 2)
	spawn(law(2))
	spawn(queue_place(2))
	spawn(queue_law(1))
	conserve(log)
	lock2 := 1
	y0 = lock2
	finally("text ??/", index == 1 && !unsigned)
}
-- shadows --
package p

var n int

func twice(n int) int { return 2 * n }

func demo(n int) {
	twice := twice(n)
	if n := twice; n > 2 {
		n := n + 1
		n++
		for n := range n {
			add2(n)
		}
	} else if m := n - 1; m == 2 {
		n := m
		add2(n)
	} else {
		add2(0)
	}
	add2(n)
}

func add2(k int) { n += k }
func élève(ñ int) { n -= ñ }
func 世(界 int) { n = 界 }

func main() {
	spawn(demo(1))
	spawn(élève(2))
	spawn(世(3), "Anna")
}
-- nobody reads and nobody gives --
package p

var (
	m mutex
	c cond
)

func gives(b bool) int {
	for {
		if b {
			return 3
		}
	}
}

func both(b bool) result {
	if b {
		return busy
	} else {
		exit()
	}
	return ok
}

func demo() {
	x := gives(true)
	var y, z int
	y = 2
	lock(m)
	r := signal(c)
	q := unlock(m)
	if q == ok && both(true) == busy {
		exit()
	}
	for i := range 4 {
		yield()
	}
	for range x {
		_ = gives(true)
	}
}

func main() { spawn(demo) }
-- loops of main --
package p
var (
	n    int
	done [2]bool
)
func demo(i int) {
	n++
	done[i] = true
}
func main() {
	for i := range 2 {
	}
	for i := range done {
		spawn(demo(1))
	}
	for i := range done {
		eventually("done", done[i])
	}
	x := 3
	spawn(demo(0))
}
-- arrays references and atoms --
package p

const N = 3

var (
	forks [N]mutex
	conds [N]cond
	lanes = [N]queue(2)
	flags [N]bool
	turns = [N]int{1, 2}
	total = 4
	done  [2]counter
	who   [N]coroutine
	last  [N]result
	held  item
	big   [250]mutex
	least = -9223372036854775807 - 1
)

func clear2(a *[N]int) {
	for i := range a {
		a[i] = 0
	}
}

func raise(n *int, b *bool) {
	*n++
	*n += 2
	if cas(n, 1, 0) || *n > 3 && !*b {
		add(n, 2)
	}
	*b = !*b
}

func take2(left, right mutex, lanes [N]queue, it item) {
	lock(left)
	lock(right)
	if len(lanes[0]) < cap(lanes[0]) {
		put(lanes[0], it)
	}
	unlock(right)
	unlock(left)
}

func halves(a, b int) int {
	a /= b
	a %= 2
	return a/b*(a%b) - a/2
}

func demo(i int) {
	own := 1
	mine := [N]int{3}
	var seen [N]bool
	seen[i] = true
	flags[i] = seen[i]
	for !flags[(i+1)%N] {
		yield()
	}
	clear2(&mine)
	raise(&own, &flags[i])
	raise(&total, &seen[0])
	take2(forks[i], forks[(i+1)%N], lanes, item(i))
	lock(forks[i])
	for own > 100 {
		wait(conds[i], forks[i])
	}
	lock(big[249])
	unlock(big[249])
	unlock(forks[i])
	done[i%2] += own
	done[0]--
	last[i] = busy
	who[i] = nil
	if held != nil {
		yield()
	}
	turns[halves(own, 2)%N] = own
}

func main() {
	for i := range forks {
		who[i] = spawn(demo(i))
	}
	for i := 0; i < 2; i++ {
		spawn(demo(i))
	}
	next := 0
	x := spawn(demo(next), 2)
	next++
	daemon(demo(next), 2)
	who[0] = x
	total = turns[0]
	for i := range forks {
		finally("free", owner(forks[i]) == nil)
	}
	conserve(lanes)
}
-- the rest --
package p

var (
	l     spinlock
	w     waitq
	seats = semaphore(2)
	b     = barrier(2)
	rw    rwlock
	pile  = stack(3)
	c     cond
	cs    [2]cond
	more  bool
	t     mutex
)

func reader() int {
	rlock(rw)
	if readers(rw) > 1 {
		yield()
	}
	runlock(rw)
	if tryRlock(rw) == ok {
		r := runlock(rw)
		assert(r == ok, "given back")
	}
	if trylock(rw) == busy || trylock(l) == ok || trylock(t) == busy {
		return 1
	}
	return 0
}

func sleeper() {
	lock(l)
	addToWaitq(w)
	unlock(l)
	r := schedule()
	if r == ok {
		park(w)
	}
	q := park(w)
	assert(q == ok, "woken")
}

func waker() {
	n := wakeup(w)
	for n > 0 && wakeupAll(w) > 0 {
		compute(1, 3)
		sleep(exponential(4))
	}
}

func permits() {
	acquire(seats)
	r := tryAcquire(seats)
	if r == busy {
		release(seats)
	}
	last := arrive(b)
	if last && count(seats) > 0 && waiters(seats)+waiters(b)+waiters(w) == 0 {
		arrive(b)
	}
}

func items() {
	it := item(3)
	put(pile, it)
	putAt(pile, 0, item(now()))
	for i, x := range pile {
		if value(x) == i && remove(pile, x) == ok {
			drop(x)
		}
	}
	for _, x := range pile {
		drop(x)
	}
	for range pile {
		take(pile)
	}
	clear(pile)
}

func patient(c cond) {
	lock(t)
	for !more {
		wait(c, t)
	}
	unlock(t)
}

func parent() {
	x := spawn(items)
	join(x)
	y := spawn(items, 2)
	if joinWithin(y, 4) == timedout {
		join(y)
	}
}

func main() {
	x := spawn(reader)
	more = x != nil
	spawn(parent)
	spawn(patient(c))
	spawn(patient(cs[1]))
	spawn(sleeper, "Anna")
	daemon(waker, 2)
	spawn(permits, 2)
	invariant("few", len(pile) <= 3)
	invariant("free", owner(l) == nil || nil != owner(t))
	finally("none", waiters(w) == 0)
	eventually("more", more)
	conserve(pile)
}
`
