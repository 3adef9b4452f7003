package queues

import (
	"math"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// tray is the naive ring: a slice, front first, and a capacity.
type tray struct {
	items []int64
	limit int
}

// use draws one operation and does it to both.
func use(t *rapid.T, r *Ring, m *tray) {
	n := len(m.items)
	switch rapid.SampledFrom([]string{"put", "put", "put", "take", "back", "cap", "insert", "insert", "remove",
		"index", "clear"}).Draw(t, "op") {
	case "put":
		v := rapid.Int64().Draw(t, "v")
		if got := r.Put(v); got != (n < m.limit) {
			t.Fatalf("Put = %v with %d of %d", got, n, m.limit)
		}
		if n < m.limit {
			m.items = append(m.items, v)
		}
	case "take":
		v, ok := r.Take()
		if ok != (n > 0) || ok && v != m.items[0] {
			t.Fatalf("Take() = %d, %v from %v", v, ok, m.items)
		}
		if ok {
			m.items = m.items[1:]
		}
	case "back":
		v, ok := r.TakeBack()
		if ok != (n > 0) || ok && v != m.items[n-1] {
			t.Fatalf("TakeBack() = %d, %v from %v", v, ok, m.items)
		}
		if ok {
			m.items = m.items[:n-1]
		}
	case "insert":
		i, v := rapid.IntRange(-1, n+1).Draw(t, "i"), rapid.Int64().Draw(t, "v")
		fits := i >= 0 && i <= n && n < m.limit
		if got := r.Insert(i, v); got != fits {
			t.Fatalf("Insert(%d) = %v with %d of %d", i, got, n, m.limit)
		}
		if fits {
			m.items = slices.Insert(m.items, i, v)
		}
	case "remove":
		i := rapid.IntRange(-1, n).Draw(t, "i")
		v, ok := r.Remove(i)
		if ok != (i >= 0 && i < n) || ok && v != m.items[i] {
			t.Fatalf("Remove(%d) = %d, %v from %v", i, v, ok, m.items)
		}
		if ok {
			m.items = slices.Delete(m.items, i, i+1)
		}
	case "index":
		v := int64(rapid.IntRange(-1, 1).Draw(t, "v"))
		if n > 0 && rapid.Bool().Draw(t, "known") {
			v = m.items[rapid.IntRange(0, n-1).Draw(t, "i")]
		}
		if got := r.Index(v); got != slices.Index(m.items, v) {
			t.Fatalf("Index(%d) = %d in %v", v, got, m.items)
		}
	case "clear":
		if rapid.IntRange(0, 3).Draw(t, "really") == 0 {
			r.Clear()
			m.items = nil
		}
	case "cap":
		limit := rapid.IntRange(-2, 90).Draw(t, "cap")
		r.SetCap(limit)
		m.limit = max(limit, 0)
	}
}

// same compares everything that can be asked of r with the model.
func same(t *rapid.T, r *Ring, m *tray) {
	t.Helper()
	if err := r.Check(); err != nil {
		t.Fatal(err)
	}
	if r.Len() != len(m.items) || r.Cap() != m.limit {
		t.Fatalf("%d of %d, want %d of %d", r.Len(), r.Cap(), len(m.items), m.limit)
	}
	if got := r.Append([]int64{-7}); got[0] != -7 || !slices.Equal(got[1:], m.items) {
		t.Fatalf("items %v, want %v behind -7", got, m.items)
	}
	for i, v := range m.items {
		if r.At(i) != v {
			t.Fatalf("At(%d) = %d, want %d", i, r.At(i), v)
		}
	}
}

func TestRingIsABoundedSlice(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		limit := rapid.IntRange(-1, 70).Draw(t, "capacity")
		r, m := NewRing(limit), &tray{limit: max(limit, 0)}
		same(t, r, m)
		for range rapid.IntRange(0, 100).Draw(t, "ops") {
			use(t, r, m)
			same(t, r, m)
		}
	})
}

func TestRingCopyIsIndependent(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		src, m := NewRing(9), &tray{limit: 9}
		for range 20 {
			use(t, src, m)
		}
		old := rapid.IntRange(0, 20).Draw(t, "old capacity")
		dst := NewRing(old)
		for range old {
			dst.Put(1)
		}
		dst.CopyFrom(src)
		same(t, dst, m)
		then := &tray{slices.Clone(m.items), m.limit}
		for range 20 {
			use(t, dst, m)
		}
		same(t, dst, m)
		same(t, src, then)
		src.CopyFrom(src)
		same(t, src, then)
	})
}

func TestRingLoweredDropsNothing(t *testing.T) {
	r := NewRing(3)
	for v := range int64(3) {
		r.Put(v)
	}
	r.SetCap(1)
	if r.Len() != 3 || r.Put(9) {
		t.Errorf("%d items and a free place after lowering, want 3 and none", r.Len())
	}
	r.Take()
	r.Take()
	if r.Put(9) {
		t.Error("put into a ring that is at its new capacity")
	}
	if v, ok := r.Take(); v != 2 || !ok || !r.Put(9) {
		t.Errorf("last item %d (%v), then no free place", v, ok)
	}
}

func TestRingPromisesWithoutTakingRoom(t *testing.T) {
	r := NewRing(math.MaxInt - 1)
	r.SetCap(math.MaxInt)
	for v := range int64(1000) {
		r.Put(v)
	}
	if r.Len() != 1000 || r.At(999) != 999 || len(r.room) > 1024 {
		t.Errorf("%d items in a room of %d", r.Len(), len(r.room))
	}
}

func TestRingAtNoItemPanics(t *testing.T) {
	r := NewRing(4)
	r.Put(1)
	for _, i := range []int{-1, 1, 4} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("At(%d) of one item did not panic", i)
				}
			}()
			r.At(i)
		}()
	}
}

func TestRingCheckFindsEachBreak(t *testing.T) {
	for says, do := range map[string]func(r *Ring){
		"no power of two": func(r *Ring) { r.room = r.room[:3] },
		"says 5 items":    func(r *Ring) { r.count = 5 },
		"says -1 items":   func(r *Ring) { r.count = -1 },
		"front is at 4":   func(r *Ring) { r.first = 4 },
		"front is at -1":  func(r *Ring) { r.first = -1 },
		"capacity is -1":  func(r *Ring) { r.limit = -1 },
	} {
		r := NewRing(4)
		do(r)
		if err := r.Check(); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("Check() = %v, want it to say %q", err, says)
		}
	}
}

func TestRingAllocatesNothing(t *testing.T) {
	src := NewRing(100)
	for v := range int64(100) {
		src.Put(v)
	}
	var r Ring
	r.CopyFrom(src)
	into := make([]int64, 0, 100)
	got := testing.AllocsPerRun(100, func() {
		v, _ := r.Take()
		r.Put(v)
		r.TakeBack()
		r.Put(v)
		into = r.Append(into[:0])
		src.CopyFrom(&r)
	})
	if got != 0 {
		t.Errorf("%v allocations, want none", got)
	}
}
