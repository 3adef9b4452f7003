package ui

import (
	"context"
	"slices"
	"testing"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/session"
	"github.com/quartet-os/quartet/internal/effort"
	"github.com/quartet-os/quartet/internal/scenetest"
	"github.com/quartet-os/quartet/ui/demo"
	"github.com/quartet-os/quartet/ui/keys"
)

// TestNStopsWhereSomethingIsDecided: the steps were found by reading the scenes, not by asking the program.
func TestNStopsWhereSomethingIsDecided(t *testing.T) {
	for _, c := range []struct {
		scene string
		stops []int64 // the first ones; all of them where the last is that of the run
	}{
		// the test that decides the wait, the signal that nobody hears, w1's end, the wait
		{"wakeup-in-the-gap", []int64{1, 5, 7, 9}},
		// w2 and w3 find the lock taken for the first time; then each one's end. w3 goes on with the same spin under w2
		{"spinlock-burns-turns", []int64{3, 4, 11, 20, 27}},
		// the test of the queue's length, the unheard wakeup; full: the test, queueing, the unheard wakeup, the end
		{"lecture-02-item-lost", []int64{7, 9, 18, 19, 20, 25}},
		// the test, queueing, the unheard wakeup, the assertion that ends the run
		{"lecture-03-nothing-taken", []int64{4, 5, 6, 10}},
		// W waits, its deadline; S's signal comes after it and still wins: W finds it; three ends
		{"nanoos-q12-the-event-wins", []int64{2, 5, 6, 9, 15, 16, 19}},
		// c1's unlocked test; p1's test and unheard wakeup; full: test, queueing, sleep; c1 queues too late, and sleeps
		{"lecture-27-test-unlocked", []int64{3, 9, 11, 18, 19, 21, 22, 23}},
		// p1's test and unheard wakeup, it computes; c1's test and unheard wakeup, it computes and has done; the
		// callback; c1 tests and queues
		{"lecture-19b-callback", []int64{6, 8, 11, 14, 16, 20, 21, 24, 33, 34}},
		// a quantum of one op ends with each op
		{"nanoos-19-a-preempted-callback", []int64{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16}},
		// c1 and c2 test, queue and sleep; p1 tests and wakes c1; full: it tests and queues
		{"lecture-28-full-and-asleep", []int64{3, 4, 6, 9, 10, 12, 17, 19, 26, 27}},
		// p1 and c1 test and signal nobody; c2 tests and waits; p1 tests and wakes c2, of whose item c1 knows first
		{"one-condition", []int64{2, 4, 8, 10, 14, 15, 17, 19, 23, 25, 29, 30}},
	} {
		t.Run(c.scene, func(t *testing.T) {
			u := sitDown(t, scenetest.Text(t, c.scene))
			var got []int64
			for range c.stops {
				u.press("n")
				got = append(got, u.m.session.Position())
			}
			if !slices.Equal(got, c.stops) {
				t.Fatalf("n stops at %v, want %v", got, c.stops)
			}
			for i := len(got) - 2; i >= 0; i-- {
				u.press("pgup")
				u.position(got[i])
			}
			u.press("b")
			u.position(0)
		})
	}
}

// TestNSaysWhyItStops: where no coroutine moves, the footer says what was decided, if there is room beside the keys.
func TestNSaysWhyItStops(t *testing.T) {
	u := sitDown(t, scenetest.Text(t, "wakeup-in-the-gap"))
	u.press("n")
	u.sees("stop: a test decides a wait", "space step")
	u.press("n")
	u.sees("stop: nobody waits for it")
	u.press("n")
	u.seesNot("stop:")
	u.press("b")
	u.sees("stop: nobody waits for it")
}

// TestNStopsBothWaysOnTheShelf: n and b stop at the same steps of each scene of the shelf, and at each change of
// place.
func TestNStopsBothWaysOnTheShelf(t *testing.T) {
	var names []string
	for _, e := range scenetest.Shelf() {
		names = append(names, e.Name)
	}
	for _, name := range effort.Some(t, names, 8, 24) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := scenetest.Open(t, scenetest.Shipped(t, name))
			var on, back, moves []int64
			far := int64(effort.Times(2_000, 10_000, 1<<40)) // steps; in a few scenes the way from stop to stop is long
			for len(on) < 150 && s.Position() < far {
				s.NextStop(0)
				on = append(on, s.Position())
				if s.Engine().End().Kind != engine.NotEnded {
					break
				}
			}
			for s.Position() > 0 {
				back = append(back, s.Position())
				s.PrevStop(0)
			}
			slices.Reverse(back)
			if !slices.Equal(on, back) {
				t.Errorf("n stops at\n%v\nb at\n%v", on, back)
			}
			for last := on[len(on)-1]; ; moves = append(moves, s.Position()) {
				if _, ok := s.NextMove(0); !ok || s.Position() > last {
					break
				}
			}
			for _, at := range moves {
				if _, found := slices.BinarySearch(on, at); !found {
					t.Errorf("somebody changes place in step %d, and n does not stop", at)
				}
			}
		})
	}
}

// gapStage puts wakeup-in-the-gap on a stage without a terminal.
func gapStage(t *testing.T) *Stage {
	t.Helper()
	s, err := NewStage(context.Background(), Options{Session: newSession(t, scenetest.Text(t, "wakeup-in-the-gap"))})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// TestScriptsOfTheFirstVersionStopAsTheyDid: in them n and b go from one change of place to the next, and N is n.
func TestScriptsOfTheFirstVersionStopAsTheyDid(t *testing.T) {
	stage := func(version int) (*Stage, *session.Session) {
		s := gapStage(t)
		s.Version(version)
		return s, s.Session()
	}
	for _, c := range []struct {
		version int
		keys    []string
		want    []int64
	}{
		{demo.Version1, []string{"n", "pgdown", "b", "N", "pgup", "pgup"}, []int64{7, 9, 7, 9, 7, 0}},
		{demo.Version2, []string{"n", "pgdown", "n", "N", "pgup", "b"}, []int64{1, 5, 7, 9, 7, 5}},
	} {
		s, run := stage(c.version)
		for i, key := range c.keys {
			if err := s.Press(key); err != nil {
				t.Fatal(err)
			}
			if run.Position() != c.want[i] {
				t.Errorf("version %d: %s leads to step %d, want %d", c.version, key, run.Position(), c.want[i])
			}
		}
		s.m.press(keys.PressOf("home")) // the user's keys are today's
		s.m.press(keys.PressOf("n"))
		if run.Position() != 1 {
			t.Errorf("beside a script of version %d the user's n leads to step %d", c.version, run.Position())
		}
	}
}

// TestAScriptOfTheFirstVersionIsNotedInTheNewest: what :record writes after such a demo plays the same.
func TestAScriptOfTheFirstVersionIsNotedInTheNewest(t *testing.T) {
	s := gapStage(t)
	s.Version(demo.Version1)
	for _, key := range []string{"n", "n", "b"} {
		if err := s.Press(key); err != nil {
			t.Fatal(err)
		}
	}
	script := *s.m.written.log.Head
	script.Actions = s.m.written.log.Actions
	again, err := demo.Parse("again.demo", script.String())
	if err != nil {
		t.Fatal(err)
	}
	played := gapStage(t)
	p, err := demo.NewPlayer(again, played, nil, demo.InTime)
	for err == nil && !p.Done() {
		err = p.Do()
	}
	if err != nil || played.Session().Position() != 7 || again.Version != demo.Newest {
		t.Errorf("%v; it comes to step %d:\n%s", err, played.Session().Position(), script.String())
	}
}
