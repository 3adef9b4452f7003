package queues

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// lines is the naive partition: a slice a queue, front first.
type lines [][]int

func newLines(members, queues int) lines {
	ls := make(lines, queues)
	for m := range members {
		ls[0] = append(ls[0], m)
	}
	return ls
}

func (ls lines) queueOf(m int) int {
	return slices.IndexFunc(ls, func(l []int) bool { return slices.Contains(l, m) })
}

func (ls lines) take(m int) {
	q := ls.queueOf(m)
	i := slices.Index(ls[q], m)
	ls[q] = slices.Delete(slices.Clone(ls[q]), i, i+1)
}

func (ls lines) insert(m, q, i int) { ls[q] = slices.Insert(slices.Clone(ls[q]), i, m) }

// act draws one operation and does it to both.
func act(t *rapid.T, p *Partition, ls lines) {
	m := rapid.IntRange(0, p.Members()-1).Draw(t, "m")
	at := rapid.IntRange(0, p.Members()-1).Draw(t, "at")
	q := rapid.IntRange(0, p.Queues()-1).Draw(t, "q")
	switch rapid.SampledFrom([]string{"move", "front", "before", "rotate"}).Draw(t, "op") {
	case "move":
		p.Move(m, q)
		ls.take(m)
		ls.insert(m, q, len(ls[q]))
	case "front":
		p.MoveFront(m, q)
		ls.take(m)
		ls.insert(m, q, 0)
	case "before":
		p.MoveBefore(m, at)
		if m != at {
			ls.take(m)
			to := ls.queueOf(at)
			ls.insert(m, to, slices.Index(ls[to], at))
		}
	case "rotate":
		p.Rotate(q)
		if l := ls[q]; len(l) > 0 {
			ls[q] = append(slices.Clone(l[1:]), l[0])
		}
	}
}

// agree compares everything that can be asked of p with the model.
func agree(t *rapid.T, p *Partition, ls lines, loose bool) {
	t.Helper()
	if err := p.Check(); err != nil {
		t.Fatal(err)
	}
	for q, want := range ls {
		want, ordered := slices.Clone(want), q > 0 || !loose
		if !ordered {
			slices.Sort(want)
		}
		if got := p.Append([]int{-7}, q); !slices.Equal(got[1:], want) || got[0] != -7 {
			t.Fatalf("queue %d is %v, want %v behind -7", q, got, want)
		}
		if p.Len(q) != len(want) {
			t.Fatalf("Len(%d) = %d, want %d", q, p.Len(q), len(want))
		}
		neighbour := func(i int) int {
			if !ordered || i < 0 || i >= len(want) {
				return -1
			}
			return want[i]
		}
		if p.Front(q) != neighbour(0) || p.Back(q) != neighbour(len(want)-1) {
			t.Fatalf("ends of %d are %d, %d; queue %v", q, p.Front(q), p.Back(q), want)
		}
		for i, m := range want {
			if p.Queue(m) != q || p.Next(m) != neighbour(i+1) || p.Prev(m) != neighbour(i-1) {
				t.Fatalf("%d: queue %d, between %d and %d; want queue %d, %v",
					m, p.Queue(m), p.Prev(m), p.Next(m), q, want)
			}
		}
	}
}

func TestPartitionIsAsManySlices(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		members := rapid.IntRange(1, 9).Draw(t, "members")
		queues := rapid.IntRange(1, 4).Draw(t, "queues")
		loose := rapid.Bool().Draw(t, "loose")
		p, ls := NewPartition(members, queues), newLines(members, queues)
		if loose {
			p = NewLoose(members, queues)
		}
		agree(t, p, ls, loose)
		for range rapid.IntRange(0, 40).Draw(t, "ops") {
			act(t, p, ls)
			agree(t, p, ls, loose)
		}
	})
}

func TestPartitionCopyIsIndependent(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		size := rapid.IntRange(1, 9)
		loose := rapid.Bool().Draw(t, "loose")
		members := size.Draw(t, "members")
		src, ls := NewPartition(members, 3), newLines(members, 3)
		if loose {
			src = NewLoose(members, 3)
		}
		for range 10 {
			act(t, src, ls)
		}
		dst := NewPartition(size.Draw(t, "old members"), size.Draw(t, "old queues"))
		dst.CopyFrom(src)
		then := slices.Clone(ls)
		agree(t, dst, ls, loose)
		for range 10 {
			act(t, dst, ls)
		}
		agree(t, dst, ls, loose)
		agree(t, src, then, loose)
	})
}

func TestPartitionWithoutMembers(t *testing.T) {
	var zero Partition
	for _, p := range []*Partition{NewPartition(0, 0), NewPartition(-3, -1), NewLoose(0, 2), &zero} {
		if err := p.Check(); err != nil {
			t.Error(err)
		}
		if p.Members() != 0 {
			t.Errorf("%d members, want none", p.Members())
		}
	}
	zero.CopyFrom(NewPartition(3, 2))
	if got := zero.Append(nil, 0); !slices.Equal(got, []int{0, 1, 2}) {
		t.Errorf("copied into the zero value: %v", got)
	}
}

func TestPartitionOutOfRangeChangesNothing(t *testing.T) {
	p := NewPartition(3, 2)
	bad := map[string]func(){
		"Move to no queue":          func() { p.Move(1, 2) },
		"Move of no member":         func() { p.Move(3, 1) },
		"MoveFront to no queue":     func() { p.MoveFront(1, -1) },
		"MoveFront of no member":    func() { p.MoveFront(-1, 1) },
		"MoveBefore no member":      func() { p.MoveBefore(1, 3) },
		"MoveBefore of no member":   func() { p.MoveBefore(3, 1) },
		"Rotate of no queue":        func() { p.Rotate(2) },
		"Append of no queue":        func() { p.Append(nil, 2) },
		"Queue of a missing member": func() { p.Queue(3) },
	}
	for name, f := range bad {
		t.Run(name, func(t *testing.T) {
			defer func() {
				if recover() == nil {
					t.Error("did not panic")
				}
				if got := p.Append(nil, 0); p.Check() != nil || !slices.Equal(got, []int{0, 1, 2}) {
					t.Errorf("left queue 0 as %v (%v)", got, p.Check())
				}
			}()
			f()
		})
	}
}

func TestPartitionCheckFindsEachBreak(t *testing.T) {
	breaks := []struct {
		name, says string
		do         func(p *Partition)
	}{
		{"length", "says 4 members and has 3", func(p *Partition) { p.lines[0].count++ }},
		{"back", "ends with 2 and says 1", func(p *Partition) { p.lines[0].back = 1 }},
		{"lost member", "3 of 4 members", func(p *Partition) {
			p.links[1].next, p.lines[0].back = none, 1
			p.lines[0].count = 2
		}},
		{"circle", "met in queue 0 behind 2", func(p *Partition) { p.links[2].next = 0 }},
		{"one way", "says queue 0 behind 0", func(p *Partition) { p.links[2].prev = 0 }},
		{"stranger", "says queue 1", func(p *Partition) { p.links[1].queue = 1 }},
		{"no member", "no member", func(p *Partition) { p.links[2].next = 9 }},
	}
	for _, b := range breaks {
		t.Run(b.name, func(t *testing.T) {
			p := NewPartition(4, 2)
			p.Move(3, 1)
			b.do(p)
			if err := p.Check(); err == nil || !strings.Contains(err.Error(), b.says) {
				t.Errorf("Check() = %v, want it to say %q", err, b.says)
			}
		})
	}
	for name, do := range map[string]func(p *Partition){
		"has ends":        func(p *Partition) { p.lines[0].front = 0 },
		"has a neighbour": func(p *Partition) { p.links[1].next = 0 },
	} {
		p := NewLoose(2, 2)
		do(p)
		if err := p.Check(); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("Check() = %v, want it to say %q", err, name)
		}
	}
}

func TestPartitionAllocatesNothing(t *testing.T) {
	p, spare, into := NewPartition(50, 3), NewLoose(60, 4), make([]int, 0, 50)
	got := testing.AllocsPerRun(100, func() {
		p.Move(7, 1)
		p.MoveFront(8, 1)
		p.MoveBefore(9, 8)
		p.Rotate(0)
		into = p.Append(into[:0], 0)
		spare.CopyFrom(p)
	})
	if got != 0 {
		t.Errorf("%v allocations, want none", got)
	}
}
