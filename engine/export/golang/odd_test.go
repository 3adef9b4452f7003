package golang_test

import (
	"maps"

	"github.com/quartet-os/quartet/internal/exporttest"
)

// oddScenes are scenes whose text Go would take otherwise, and those that say what only Go has.
func oddScenes() map[string]string {
	all := exporttest.Odd()
	maps.Copy(all, map[string]string{
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
}
`,
		"what only Go has": `package p

const (
	prefer = "writers"
	N      = 3
)

var (
	boxes   = [2]make(chan item, 1)
	quit    chan int
	signals = make(chan struct{})
	s       semaphore
	rw      rwlock
	reset   int
	zero     int
	held    item
	more    bool
)

func sum(a [N]int) int {
	t := 0
	for i := range a {
		t += a[i]
	}
	return t
}

func writer() {
	rlock(rw)
	runlock(rw)
	if trylock(rw) == busy {
		return
	}
	lock(rw)
	unlock(rw)
}

func lends() {
	var mine [N]int
	copied := mine
	mine[1] = 2
	reset = sum(copied) + sum(mine)
	boxes[0] <- item()
	held = <-boxes[0]
	it, open := <-boxes[1]
	if open && it != nil && it == held {
		reset++
	}
	if acquireWithin(s, 2, 4) == timedout {
		reset--
	}
}

func chooser() {
	for {
		select {
		case v := <-quit:
			zero = v
		case zero, more = <-quit:
		case signals <- struct{}{}:
			return
		case <-after(3):
			close(signals)
		default:
		}
	}
}

func main() {
	spawn(writer)
	spawn(lends)
	spawn(chooser)
}
`,
	})
	return all
}
