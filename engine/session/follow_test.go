package session

import (
	"fmt"
	"hash/fnv"
	"testing"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/internal/effort"
)

// digest is a fold that remembers all it was told, in one number.
type digest struct {
	sum   uint64
	told  int
	boots int
}

func (d *digest) Boot(_ *engine.Engine, events []engine.Event) {
	*d = digest{boots: d.boots + 1}
	d.Tell(events)
}

func (d *digest) Tell(events []engine.Event) {
	for _, ev := range events {
		h := fnv.New64a()
		fmt.Fprint(h, d.sum, ev)
		d.sum = h.Sum64()
		d.told++
	}
}

func (d *digest) Keep() any { return *d }

func (d *digest) Restore(kept any) {
	boots := d.boots
	*d = kept.(digest)
	d.boots = boots
}

// TestAFollowerHasSeenEveryEventOnce: whatever way a session takes, the fold has been told the run from the boot to the
// present position, once.
func TestAFollowerHasSeenEveryEventOnce(t *testing.T) {
	s := begin(t, buffer)
	var f Follower
	d := &digest{}
	same := func() {
		t.Helper()
		s.Follow(&f, d, 0)
		want := &digest{}
		s.Follow(&Follower{}, want, 0)
		if d.sum != want.sum || d.told != want.told {
			t.Fatalf("at step %d it was told %d events and should have been told %d", s.Position(), d.told, want.told)
		}
		s.Follow(&f, d, 0)
		if d.told != want.told {
			t.Fatal("it was told the same again")
		}
	}
	same()
	do(t, s, "spawn producer")
	same()
	play(t, s, 5000)
	same()
	do(t, s, "capacity work 3")
	same()
	for _, step := range []int64{4999, 5000, 3100, 10, 0, 2600} {
		s.GoTo(step)
		same()
	}
	boots := d.boots
	for range 50 {
		s.Forward()
		s.Follow(&f, d, 0)
	}
	if d.boots != boots {
		t.Error("it began anew though nothing but steps were made")
	}
	do(t, s, "spawn consumer")
	same()
	play(t, s, 200)
	same()
	if _, err := s.Undo(); err != nil {
		t.Fatal(err)
	}
	same()
	if _, err := s.OtherFuture(); err != nil {
		t.Fatal(err)
	}
	same()
}

// TestAFollowerKeepsFewLandmarks in a long run.
func TestAFollowerKeepsFewLandmarks(t *testing.T) {
	s := begin(t, buffer)
	var f Follower
	d := &digest{}
	for range 100 {
		s.GoTo(s.Position())
		play(t, s, effort.Times(300, 800, 800))
		s.Follow(&f, d, 0)
	}
	if len(f.marks) > mostLandmarks || d.boots != 1 {
		t.Errorf("%d landmarks, %d boots", len(f.marks), d.boots)
	}
}

// TestAFollowerComesNearerInSlices.
func TestAFollowerComesNearerInSlices(t *testing.T) {
	s := begin(t, buffer)
	play(t, s, 1000)
	var f Follower
	d, want := &digest{}, &digest{}
	slices := 1
	for !s.Follow(&f, d, 300) {
		slices++
	}
	if s.Follow(&Follower{}, want, 0); slices != 4 || d.sum != want.sum {
		t.Errorf("%d slices, %d events instead of %d", slices, d.told, want.told)
	}
}
