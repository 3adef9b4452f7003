package queues

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// due is one deadline of the naive timers, which keep them in arrival order.
type due struct {
	who int
	at  int64
}

type dues []due

func (d dues) index(m int) int {
	return slices.IndexFunc(d, func(x due) bool { return x.who == m })
}

// firing returns the members in firing order: a stable sort keeps arrivals in order.
func (d dues) firing() []int {
	sorted := slices.Clone(d)
	slices.SortStableFunc(sorted, func(a, b due) int {
		switch {
		case a.at < b.at:
			return -1
		case a.at > b.at:
			return 1
		}
		return 0
	})
	who := make([]int, 0, len(d))
	for _, x := range sorted {
		who = append(who, x.who)
	}
	return who
}

// wind draws one operation, does it to t and returns the model after it.
func wind(r *rapid.T, t *Timers, members int, model dues) dues {
	m := rapid.IntRange(0, members-1).Draw(r, "m")
	i := model.index(m)
	switch rapid.SampledFrom([]string{"set", "set", "cancel", "pop"}).Draw(r, "op") {
	case "set":
		// Few values, so that ties are common.
		at := rapid.Int64Range(-2, 5).Draw(r, "at")
		t.Set(m, at)
		if i >= 0 {
			model = slices.Delete(slices.Clone(model), i, i+1)
		}
		return append(slices.Clone(model), due{m, at})
	case "cancel":
		if got := t.Cancel(m); got != (i >= 0) {
			r.Fatalf("Cancel(%d) = %v with %v", m, got, model)
		}
	case "pop":
		who, at, ok := t.Pop()
		if ok != (len(model) > 0) {
			r.Fatalf("Pop() = %d, %d, %v with %v", who, at, ok, model)
		}
		if !ok {
			return model
		}
		if want := model.firing()[0]; who != want || at != model[model.index(want)].at {
			r.Fatalf("Pop() = %d, %d with %v", who, at, model)
		}
		i = model.index(who)
	}
	if i >= 0 {
		model = slices.Delete(slices.Clone(model), i, i+1)
	}
	return model
}

// tell compares everything that can be asked of t with the model.
func tell(r *rapid.T, t *Timers, members int, model dues) {
	r.Helper()
	if err := t.Check(); err != nil {
		r.Fatal(err)
	}
	want := model.firing()
	if got := t.Append([]int{-7}); got[0] != -7 || !slices.Equal(got[1:], want) || t.Len() != len(want) {
		r.Fatalf("%d timers: %v, want %v behind -7", t.Len(), got, want)
	}
	for m := range members {
		at, ok := t.At(m)
		if i := model.index(m); ok != (i >= 0) || ok && at != model[i].at {
			r.Fatalf("At(%d) = %d, %v with %v", m, at, ok, model)
		}
	}
	m, at, ok := t.Min()
	if ok != (len(want) > 0) {
		r.Fatalf("Min() = %d, %d, %v with %v", m, at, ok, model)
	}
	if ok && (m != want[0] || at != model[model.index(m)].at) {
		r.Fatalf("Min() = %d, %d with %v", m, at, model)
	}
	if !ok && (m != -1 || at != 0) {
		r.Fatalf("Min() = %d, %d without timers, want -1, 0", m, at)
	}
}

func TestTimersAreASortedSlice(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		members := rapid.IntRange(1, 30).Draw(r, "members")
		timers, model := NewTimers(members), dues{}
		for range rapid.IntRange(0, 80).Draw(r, "ops") {
			model = wind(r, timers, members, model)
			tell(r, timers, members, model)
		}
	})
}

func TestTimersCopyIsIndependent(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		members := rapid.IntRange(1, 12).Draw(r, "members")
		src, model := NewTimers(members), dues{}
		for range 15 {
			model = wind(r, src, members, model)
		}
		dst := NewTimers(rapid.IntRange(0, 12).Draw(r, "old members"))
		if dst.Len() < len(dst.slot) {
			dst.Set(0, 3)
		}
		dst.CopyFrom(src)
		tell(r, dst, members, model)
		after := model
		for range 15 {
			after = wind(r, dst, members, after)
		}
		tell(r, dst, members, after)
		tell(r, src, members, model)
	})
}

func TestTimersSetAgainIsANewArrival(t *testing.T) {
	timers := NewTimers(3)
	timers.Set(0, 5)
	timers.Set(1, 5)
	timers.Set(2, 5)
	timers.Set(0, 5)
	if got := timers.Append(nil); !slices.Equal(got, []int{1, 2, 0}) {
		t.Errorf("firing order %v, want 1 2 0", got)
	}
}

func TestTimersCheckFindsEachBreak(t *testing.T) {
	breaks := []struct {
		name, says string
		do         func(t *Timers)
	}{
		{"order", "fires before the one above", func(t *Timers) { t.heap[2].at = 0 }},
		{"slot", "points at", func(t *Timers) { t.slot[1] = 2 }},
		{"no member", "no member", func(t *Timers) { t.heap[0].who = 9 }},
		{"future", "arrived as number 7 of 3", func(t *Timers) { t.heap[2].seq = 7 }},
		{"twins", "share an arrival number", func(t *Timers) { t.heap[2].seq = t.heap[1].seq }},
		{"dangling", "4 members point at 3 timers", func(t *Timers) { t.slot[3] = 0 }},
	}
	for _, b := range breaks {
		t.Run(b.name, func(t *testing.T) {
			timers := NewTimers(4)
			for m := range 3 {
				timers.Set(m, int64(m+1))
			}
			b.do(timers)
			if err := timers.Check(); err == nil || !strings.Contains(err.Error(), b.says) {
				t.Errorf("Check() = %v, want it to say %q", err, b.says)
			}
		})
	}
}

func TestTimersAllocateNothing(t *testing.T) {
	src, into := NewTimers(50), make([]int, 0, 50)
	var timers Timers
	timers.CopyFrom(src)
	// Not by counting: the warm-up run would make the room that the copy failed to make.
	if cap(timers.heap) < 50 {
		t.Errorf("a copy of empty timers has room for %d of 50", cap(timers.heap))
	}
	var at int64
	got := testing.AllocsPerRun(100, func() {
		for m := range 50 {
			timers.Set(m, at*int64(m)%7)
		}
		timers.Cancel(3)
		timers.Pop()
		into = timers.Append(into[:0])
		src.CopyFrom(&timers)
		at++
	})
	if got != 0 {
		t.Errorf("%v allocations, want none", got)
	}
}
