package golang_test

// oddScenes are scenes whose text Go would take otherwise.
var oddScenes = map[string]string{
	"names of packages, helpers and words of Go": `package main2
const (
	limit = 3
	flag  = 2
)
var (
	sync, run, time mutex
	append          = queue(limit)
	string, seed    int
	Mutex           cond
	sceneLine       bool
	os              = make(chan int, flag)
)
func init() {
	lock(sync)
	string++
	unlock(sync)
}
func panic(int2 int, atomic mutex) {
	lock(atomic)
	for len(append) == cap(append) {
		wait(Mutex, atomic)
	}
	put(append)
	seed += int2
	unlock(atomic)
}
func copy(min int) {
	len := min
	rand := 2
	for cap := range 3 {
		len += cap + rand
	}
	os <- len
	make := <-os
	sceneLine = make > 0
	init()
	string += rand2() + 1
}
func rand2() int { return 2 }
func main() {
	spawn(init)
	spawn(panic(limit, run))
	spawn(copy(4))
	lock2 := 1
	seed = lock2
	finally("text", string == 1 && !sceneLine)
}`,
	"a variable that hides a function, and shadows": `package p
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
	}
	add2(n)
}
func add2(k int) { n += k }
func main() { spawn(demo(1)) }`,
	"variables that nobody reads, and results that nobody gives": `package p
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
}
func main() { spawn(demo) }`,
	"loops of main whose variable nobody reads, or a law about all runs alone": `package p
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
}`,
	"arrays, references and atoms": `package p
const N = 3
var (
	forks [N]mutex
	conds [N]cond
	lanes = [N]queue(2)
	flags [N]bool
	turns = [N]int{1, 2}
	total = 4
	done  [2]counter
	boxes = [2]make(chan item, 1)
	who   [N]coroutine
	last  [N]result
	held  item
)
func clear2(a *[N]int) {
	for i := range a {
		a[i] = 0
	}
}
func sum(a [N]int) int {
	t := 0
	for i := range a {
		t += a[i]
	}
	return t
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
func raise(n *int, b *bool) {
	*n++
	*n += 2
	if cas(n, 1, 0) || *n > 3 && !*b {
		add(n, 2)
	}
	*b = !*b
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
	copied := mine
	clear2(&mine)
	total = sum(copied) + sum(mine)
	raise(&own, &flags[i])
	raise(&total, &seen[0])
	take2(forks[i], forks[(i+1)%N], lanes, item(i))
	lock(forks[i])
	for own > 100 {
		wait(conds[i], forks[i])
	}
	unlock(forks[i])
	done[i%2] += own
	done[0]--
	boxes[0] <- item()
	held = <-boxes[0]
	it, more := <-boxes[1]
	if more && it != nil && it == held {
		last[i] = busy
	}
	who[i] = nil
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
	spawn(demo(next), 2)
	who[0] = x
	total = turns[0]
}`,
	"the rest of the language": `package p
const prefer = "writers"
var (
	l       spinlock
	w       waitq
	s       semaphore
	seats   = semaphore(2)
	b       = barrier(2)
	rw      rwlock
	pile    = stack(3)
	quit    chan int
	signals = make(chan struct{})
	more    bool
	got     int
	t       mutex
)
func reader() {
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
		return
	}
	lock(rw)
	unlock(rw)
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
	if acquireWithin(s, 2, 4) == timedout || r == busy {
		release(seats)
	}
	last := arrive(b)
	if last && count(seats) > 0 && waiters(seats)+waiters(b)+waiters(w) == 0 {
		arrive(b)
	}
}
func chooser() {
	for {
		select {
		case v := <-quit:
			got = v
		case got, more = <-quit:
		case signals <- struct{}{}:
			return
		case <-after(3):
			close(signals)
		default:
		}
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
func main() {
	x := spawn(reader)
	more = x != nil
	spawn(parent)
	spawn(sleeper, "Anna")
	daemon(waker, 2)
	spawn(permits, 2)
	spawn(chooser)
	spawn(items)
	invariant("few", len(pile) <= 3)
	invariant("free", owner(l) == nil || nil != owner(t))
	finally("none", waiters(w) == 0)
	eventually("more", more)
	conserve(pile)
}
func parent() {
	x := spawn(items)
	join(x)
	y := spawn(items, 2)
	if joinWithin(y, 4) == timedout {
		join(y)
	}
}`,
}
