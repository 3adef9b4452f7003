package engine

import (
	"slices"
	"testing"

	"github.com/quartet-os/quartet/engine/program"
)

// TestFastPaths runs scenes with and without the fast ways through lock, unlock and signal: the same events,
// the same state.
func TestFastPaths(t *testing.T) {
	scenes := []string{benchScene(6, 0), benchScene(6, 5), `package fast
var (
	m    mutex
	r    = mutex(recursive)
	c    cond
	l    spinlock
	work = queue(2)
)
func producer() {
	for {
		x := trylock(m)
		if x == ok {
			unlock(m)
		}
		lock(r)
		lock(r)
		yield()
		unlock(r)
		unlock(r)
		lock(m)
		for len(work) == cap(work) {
			wait(c, m)
		}
		put(work)
		broadcast(c)
		compute(0, 2)
		unlock(m)
	}
}
func consumer() {
	for {
		lock(l)
		compute(0, 1)
		unlock(l)
		lock(m)
		for len(work) == 0 {
			wait(c, m)
		}
		take(work)
		signal(c)
		unlock(m)
	}
}
func main() {
	spawn(producer, 3)
	spawn(consumer, 2)
}
`}
	for _, scene := range scenes {
		p, err := program.Parse("fast.scene", scene)
		if err != nil {
			t.Fatal(err)
		}
		fast, err := New(p)
		if err != nil {
			t.Fatal(err)
		}
		slow := fast.Fork(nil)
		slow.slow = true
		slow.setPlain()
		for range 5_000 {
			a, b := fast.Step(), slow.Step()
			if !slices.Equal(a, b) {
				t.Fatalf("step %d: %v, and the full rules say %v", fast.step, a, b)
			}
			if fast.Hash() != slow.Hash() {
				t.Fatalf("step %d: another state than by the full rules", fast.step)
			}
		}
	}
}
