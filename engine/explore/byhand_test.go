package explore_test

import (
	"testing"

	"github.com/quartet-os/quartet/engine"
)

// TestCountedByHand: the kind and the length of small scenes, counted by hand at both grains.
func TestCountedByHand(t *testing.T) {
	t.Parallel()
	const start, three = "spawn(one)\nspawn(two)", "for i := range forks {\nspawn(eat(i))\n}"
	for name, c := range map[string]byHand{
		"a circle of forks": {"forks [3]mutex", `
func eat(i int) {
	lock(forks[i])
	yield()
	lock(forks[(i+1)%3])
	unlock(forks[(i+1)%3])
	unlock(forks[i])
}`, three, engine.EndDeadlock, 6, 6}, // three locks, three that wait
		"a permit too many": {"s = semaphore(2)\nn int", `
func one() {
	acquire(s)
	n++
	yield()
	n--
	release(s)
}`, "spawn(one, 3)\ninvariant(\"one\", n < 2)", engine.EndViolation, 2, 6}, // twice: acquire, load, store
		"an index that others move": {"ms [2]mutex\nn int", `
func one() {
	n = 2
}
func two() {
	lock(ms[n])
}`, start, engine.EndViolation, 2, 3}, // the store, the index, the lock
		"an assertion behind a join": {"w coroutine\nn int", `
func one() {
	yield()
	n = 1
}
func two() {
	join(w)
	assert(n == 2, "one has made it 2")
}`, "w = spawn(one)\nspawn(two)", engine.EndViolation, 3, 4}, // the store, the end, the join, the assert
		"a join of one who waits for the joiner": {"w coroutine\nm mutex", `
func one() {
	lock(m)
	unlock(m)
}
func two() {
	lock(m)
	join(w)
}`, "w = spawn(one)\nspawn(two)", engine.EndDeadlock, 2, 3}, // two: lock, join; one: lock
		"a test and a store in one": {"l int\nn int", `
func one() {
	for !cas(&l, 0, 1) {
		yield()
	}
	n++
	yield()
	l = 0
}`, "spawn(one, 2)\ninvariant(\"one\", n < 2)", engine.EndViolation, 3, 7}, // cas, load, store, l = 0, cas, load, store
		"a lost update, between a load and a compare-and-swap": {"n int", `
func one() {
	old := n
	yield()
	cas(&n, old, old+1)
}`, "spawn(one, 2)\nfinally(\"both\", n == 2)", engine.EndViolation, 4, 6}, // twice: load, cas, end
		"an element, and what another adds": {"ns [2]int\ni int", `
func one() {
	assert(add(&ns[i], 2) == 2, "element 0")
}
func two() {
	i = 1 - add(&ns[1], 1)
	add(&ns[0], i+1)
}`, start, engine.EndViolation, 2, 7}, // add, store, load, add; load, add, assert
		"a circle of permits": {"a = semaphore(1)\nb = semaphore(1)", `
func one() {
	acquire(a)
	yield()
	acquire(b)
	release(b)
	release(a)
}
func two() {
	acquire(b)
	yield()
	acquire(a)
	release(a)
	release(b)
}`, start, engine.EndStuck, 4, 4}, // a semaphore has no owner
		"a permit of one who was killed before": {"s semaphore\nw coroutine", `
func one() {
	acquire(s)
}
func two() {
	release(s)
	kill(w)
}`, "w = spawn(one)\nspawn(two)\nfinally(\"none is left\", count(s) == 0)",
			engine.EndViolation, 1, 3}, // release, kill, end
	} {
		c.check(t, name)
	}
}
