package motion

import (
	"testing"
	"time"

	"github.com/quartet-os/quartet/engine/session"
	"github.com/quartet-os/quartet/internal/scenetest"
)

// moved is a session after a step that has moved somebody.
func moved(t *testing.T) *session.Session {
	t.Helper()
	s := scenetest.Open(t, scenetest.Parse(t, scenetest.Bounded))
	for s.Forward() != nil && !Moves(s.Events()) {
	}
	return s
}

// TestPictures lets the clock go: three pictures, fewer where it is late, and then what is.
func TestPictures(t *testing.T) {
	now := time.Unix(1, 0)
	for name, tc := range map[string]struct {
		ticks []time.Duration // since the beginning
		want  []int
	}{
		"a good clock": {[]time.Duration{Beat, 2 * Beat, 3 * Beat}, []int{2, 3, 0}},
		"a hasty one":  {[]time.Duration{Beat - slack, 2*Beat - slack, 3*Beat - slack}, []int{2, 3, 0}},
		"one late":     {[]time.Duration{2 * Beat, 3 * Beat}, []int{3, 0}},
		"too late":     {[]time.Duration{4 * Beat, 5 * Beat}, []int{0, 0}},
		"backwards":    {[]time.Duration{-Beat, 3 * Beat}, []int{1, 0}},
	} {
		m, s := Motion{On: true}, moved(t)
		if !m.Begin(s, 0, now) || m.Phase(s) != 1 {
			t.Fatal("it does not begin")
		}
		for i, at := range tc.ticks {
			if on := m.Tick(now.Add(at)); m.Phase(s) != tc.want[i] || on != (tc.want[i] > 0) {
				t.Errorf("%s: tick %d shows picture %d, want %d", name, i, m.Phase(s), tc.want[i])
			}
		}
	}
}

// TestOnlyItsOwnMoment: another step, another session, steps in quick succession and motion off show none.
func TestOnlyItsOwnMoment(t *testing.T) {
	now := time.Unix(1, 0)
	m, s := Motion{On: true}, moved(t)
	if m.Begin(s, 0, now); m.Phase(moved(t)) != 0 {
		t.Error("another session is in motion")
	}
	if s.Back(); m.Phase(s) != 0 {
		t.Error("another step is in motion")
	}
	if s.Forward(); m.Phase(s) != 1 || !m.End() || m.End() || m.Phase(s) != 0 {
		t.Error("it does not end once")
	}
	if m.Begin(s, 0, now.Add(time.Second/8)) || m.Begin(s, 0, now.Add(time.Second/4)) ||
		!m.Begin(s, 0, now.Add(time.Second/2)) {
		t.Error("quick steps are in motion, or slow ones are not")
	}
	if off := (Motion{}); off.Begin(s, 0, now) || off.Phase(s) != 0 {
		t.Error("it is in motion while it is off")
	}
}
