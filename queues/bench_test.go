package queues_test

import (
	"fmt"
	"testing"

	"github.com/quartet-os/quartet/queues"
)

// sizes are the numbers of coroutines that every benchmark of queues and engine is run with.
var sizes = [...]int{10, 1_000, 100_000}

// eachSize runs bench with every size. Allocations are reported: there must be none.
func eachSize(b *testing.B, bench func(b *testing.B, n int)) {
	for _, n := range sizes {
		b.Run(fmt.Sprintf("n=%d", n), func(b *testing.B) {
			b.ReportAllocs()
			bench(b, n)
		})
	}
}

func BenchmarkPartitionRotate(b *testing.B) {
	eachSize(b, func(b *testing.B, n int) {
		p := queues.NewPartition(n, 3)
		for b.Loop() {
			p.Rotate(0)
		}
	})
}

// Two moves: from the middle of queue 0 to another queue, and back.
func BenchmarkPartitionMoveThereAndBack(b *testing.B) {
	eachSize(b, func(b *testing.B, n int) {
		p, m := queues.NewPartition(n, 3), 0
		for b.Loop() {
			p.Move(m, 1)
			p.Move(m, 0)
			if m += 7; m >= n {
				m -= n
			}
		}
	})
}

// The same two moves when queue 0 keeps no order.
func BenchmarkPartitionMoveThereAndBackLoose(b *testing.B) {
	eachSize(b, func(b *testing.B, n int) {
		p, m := queues.NewLoose(n, 3), 0
		for b.Loop() {
			p.Move(m, 1)
			p.Move(m, 0)
			if m += 7; m >= n {
				m -= n
			}
		}
	})
}

func BenchmarkPartitionCopyFrom(b *testing.B) {
	eachSize(b, func(b *testing.B, n int) {
		p, spare := queues.NewPartition(n, 3), queues.NewPartition(n, 3)
		for b.Loop() {
			spare.CopyFrom(p)
		}
	})
}

// The earliest fires and is set again, with everyone set.
func BenchmarkTimersPopSet(b *testing.B) {
	eachSize(b, func(b *testing.B, n int) {
		t := queues.NewTimers(n)
		for m := range n {
			t.Set(m, int64(m))
		}
		draw := uint64(1)
		for b.Loop() {
			m, at, _ := t.Pop()
			draw = draw*6364136223846793005 + 1442695040888963407
			t.Set(m, at+1+int64(draw>>33)%int64(2*n))
		}
	})
}

// A deadline that is taken back before it fires, with everyone else set.
func BenchmarkTimersSetCancel(b *testing.B) {
	eachSize(b, func(b *testing.B, n int) {
		t := queues.NewTimers(n)
		for m := range n {
			t.Set(m, int64(m))
		}
		m := 0
		for b.Loop() {
			t.Cancel(m)
			t.Set(m, int64(n-m))
			if m += 7; m >= n {
				m -= n
			}
		}
	})
}

func BenchmarkRingPutTake(b *testing.B) {
	eachSize(b, func(b *testing.B, n int) {
		r := queues.NewRing(n)
		for v := range n / 2 {
			r.Put(int64(v))
		}
		for b.Loop() {
			r.Put(1)
			r.Take()
		}
	})
}

func BenchmarkRingCopyFrom(b *testing.B) {
	eachSize(b, func(b *testing.B, n int) {
		r, spare := queues.NewRing(n), queues.NewRing(n)
		for v := range n {
			r.Put(int64(v))
		}
		for b.Loop() {
			spare.CopyFrom(r)
		}
	})
}
