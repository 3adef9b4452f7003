package queues_test

import (
	"fmt"

	"github.com/quartet-os/quartet/queues"
)

// Four coroutines, three places: nobody can stand in two.
func ExamplePartition() {
	const free, ready, waiting = 0, 1, 2
	places := queues.NewPartition(4, 3)
	for m := range 4 {
		places.Move(m, ready)
	}
	places.Move(2, waiting)                  // blocks, from the middle of its queue
	places.Rotate(ready)                     // the front yields
	places.MoveBefore(2, places.Back(ready)) // wakes, ahead of the one that yielded
	fmt.Println(places.Append(nil, ready), places.Len(waiting), places.Len(free))
	// Output: [1 3 2 0] 0 0
}

// Queue 0 is "waits for nothing", queue 1 a mutex's lock queue.
func ExampleNewLoose() {
	const nothing, lock = 0, 1
	waits := queues.NewLoose(4, 2)
	waits.Move(3, lock)
	waits.Move(1, lock)
	head := waits.Front(lock)
	waits.Move(head, nothing)
	fmt.Println(head, waits.Append(nil, lock), waits.Len(nothing), waits.Front(nothing))
	// Output: 3 [1] 3 -1
}

func ExampleTimers() {
	timers := queues.NewTimers(4)
	timers.Set(2, 30)
	timers.Set(0, 10)
	timers.Set(3, 10)
	timers.Set(1, 20)
	timers.Cancel(1)
	for {
		m, at, ok := timers.Pop()
		if !ok {
			break
		}
		fmt.Println("at", at, "member", m)
	}
	// Output:
	// at 10 member 0
	// at 10 member 3
	// at 30 member 2
}

func ExampleRing() {
	work := queues.NewRing(2)
	fmt.Println(work.Put(7), work.Put(8), work.Put(9))
	work.SetCap(1) // drops nothing
	fmt.Println(work.Append(nil), work.Len(), work.Cap())
	front, _ := work.Take()
	fmt.Println(front, work.Put(9))
	// Output:
	// true true false
	// [7 8] 2 1
	// 7 false
}
