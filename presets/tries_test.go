package presets_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/engine/query"
	"github.com/quartet-os/quartet/engine/session"
	"github.com/quartet-os/quartet/internal/scenetest"
)

// said has what lines of try say as conditions, by scene and keys: they are true after the keys.
var said = map[string]string{
	"irq-lock n, !, ]":                            "place(tick) == RUNNING && owner(m) == w1",
	"irq-lock n 2 times, !, ]":                    "place(tick) == RUNNING && owner(m) == nil && waiters(m) == 1",
	"irq-lock !, ]":                               "ticks == 1 && place(tick) == WAITING",
	"irq-sleeps !, ]":                             "len(work) == 1 && place(packet) == WAITING",
	"irq-bottom-half n, !, ]":                     "place(b1) == READY && place(packet) == WAITING",
	"mutex-queue-of-five n 4 times":               "waiters(m) == 4",
	"spinlock-burns-turns n 2 times":              "place(w2) == READY && owner(l) == w1",
	"wakeup-without-a-gap n 2 times":              "owner(m) == d1 && waiters(m) == 1",
	"signal-is-not-remembered n 4 times":          "stuck",
	"timed-lock-times-out n":                      "place(B) == TIMED",
	"atomic-aba ]":                                "top == 1",
	"atomic-aba ] 6 times":                        "held[2] && top == 1",
	"atomic-aba-counted n 2 times":                "top == 31 && place(q1) == FREE",
	"barrier-left-by-all n 6 times":               "found && waiters(meeting) == 0",
	"barrier-left-early n 6 times":                "stuck",
	"rwlock-in-order n 5 times":                   "waiters(table) == 2",
	"rwlock-read-once n":                          "place(w1) == WAITING && place(r1) != WAITING",
	"priority-inversion ] 3 times":                "owner(bus) == l1 && place(h1) == TIMED && place(m1) == TIMED",
	"boost-taken-back ] 5 times":                  "waiters(bus) == 1",
	"boost-that-stays ] 5 times":                  "waiters(bus) == 1",
	"boost-taken-back ] 11 times":                 "place(m1) == FREE && place(l1) == READY",
	"priority-no-reschedule ]":                    "place(h1) == WAITING",
	"ready-levels-waiting ] 4 times":              "place(f1) == WAITING || place(f1) == READY",
	"channel-hand-over n":                         "place(s1) == WAITING",
	"channel-abandoned n 2 times":                 "place(a1) == TIMED",
	"channel-abandoned-with-room n 2 times":       "place(a1) == TIMED",
	"channel-closed-twice n 2 times":              "end",
	"ostep-28-flag ] 4 times":                     "inside == 2",
	"ostep-28-lock n":                             "place(w2) == WAITING",
	"ostep-28-lock n 2 times":                     "place(w2) == READY",
	"ostep-28-cas ] 8 times":                      "place(w1) == FREE && place(w2) == FREE && inside == 1",
	"ostep-28-ticket ]":                           "ticket == 1 && called == 1",
	"ostep-28-ticket n 2 times":                   "ticket == 3 && called == 1",
	"ostep-28-ticket ] 8 times":                   "before == 3",
	"ostep-28-yield n 2 times":                    "owner(m) == w1",
	"ostep-28-queue n 4 times":                    "place(w2) == WAITING && owner(guard) == nil",
	"ostep-28-queue n 5 times":                    "flag && place(w2) == READY",
	"ostep-28-barging n 2 times":                  "place(p1) == WAITING",
	"ostep-28-barging n 4 times":                  "owner(m) == g1 && place(p1) == READY",
	"ostep-28-handoff n 2 times":                  "place(p1) == WAITING",
	"ostep-28-handoff n 4 times":                  "owner(m) == p1 && place(g1) == WAITING",
	"ostep-29-counter ] 4 times":                  "total == 1",
	"ostep-29-counter-locked n":                   "place(c2) == WAITING",
	"ostep-29-counter-locked ] 4 times":           "total == 1 && owner(m) == c2",
	"ostep-29-counter-add ] 2 times":              "total == 0",
	"ostep-29-counter-add ] 4 times":              "total == 2",
	"ostep-30-join-no-lock n 2 times":             "done && waiters(c) == 0",
	"ostep-30-join n 2 times":                     "place(c1) == WAITING && owner(m) == p1",
	"ostep-30-join n 4 times":                     "place(p1) == READY && done",
	"ostep-30-join-verb n 2 times":                "place(p1) == WAITING",
	"ostep-30-join-verb n 3 times":                "place(p1) == READY",
	"ostep-30-hoare n 3 times":                    "place(c1) == WAITING && owner(m) == g1",
	"ostep-31-lock n 2 times":                     "waiters(door) == 2",
	"ostep-31-lock n 3 times":                     "waiters(door) == 1 && place(w2) == READY",
	"ostep-31-join n":                             "place(p1) == WAITING",
	"ostep-31-join n 2 times":                     "place(p1) == READY",
	"ostep-31-buffer-mutex-outside n":             "place(c1) == WAITING",
	"ostep-31-buffer-mutex-outside n 2 times":     "stuck",
	"ostep-31-buffer n 2 times":                   "waiters(full) == 2",
	"ostep-31-buffer n 3 times":                   "len(work) == 1 && place(c1) == READY",
	"ostep-31-readers-writers n 2 times":          "waiters(writing) == 1",
	"ostep-31-writers-too n 2 times":              "waiters(writing) == 1",
	"ostep-31-writers-too n 3 times":              "waiters(writing) == 1 && waiters(gate) == 1",
	"ostep-31-philosophers-one-other n":           "place(p5) == WAITING",
	"ostep-31-no-throttle ] 2 times":              "len(ram) == 2",
	"ostep-31-throttle n 2 times":                 "len(ram) == 2 && waiters(room) == 2",
	"ostep-31-throttle n 3 times":                 "waiters(room) == 1",
	"ostep-31-zemaphore-if n 3 times":             "place(u2) == WAITING && value == 0",
	"ostep-31-zemaphore-if n 5 times":             "owner(m) == u1 && value == 1",
	"ostep-31-zemaphore n 3 times":                "place(u2) == WAITING && value == 0",
	"ostep-31-zemaphore n 7 times":                "place(u2) == WAITING && value == 0",
	"ostep-32-atomicity ]":                        "present",
	"ostep-32-atomicity-locked n":                 "place(c1) == WAITING",
	"ostep-32-order-kept n 3 times":               "place(c1) == WAITING",
	"ostep-32-order-kept n 4 times":               "prepared && place(c1) == READY",
	"ostep-32-all-at-once n":                      "place(r1) == WAITING && owner(b) == nil && owner(a) == l1",
	"ostep-32-back-off n 5 times":                 "through == 1",
	"nanoos-06-nobody-comes-back n 4 times":       "owner(m) == nil && place(B) == WAITING",
	"nanoos-09-no-deadline n":                     "place(g1) == TIMED",
	"nanoos-18-preemption n":                      "owner(m) == A && place(A) == READY && n == 0",
	"nanoos-q13-the-bounce n 3 times":             "place(B) == READY",
	"nanoos-s01-a-command-is-eaten n":             "lost == 1",
	"nanoos-s06b-bounded-rounds n 4 times":        "served",
	"lecture-22-two-locks n 2 times":              "owner(head_l) == p1 && owner(tail_l) == c1",
	"lecture-23-len-outside n":                    "len(itemlist) == 1 && n == 0 && owner(l) == nil",
	"lecture-28-full-and-asleep n 10 times":       "len(itemlist) == 1 && waiters(consumers_wq) == 1",
	"lecture-29-guard n 5 times":                  "waiters(consumers_wq) == 0 && place(c1) == READY",
	"homework-list n":                             "place(t1) == WAITING && owner(m) == l1",
	"unlock-what-is-mine n 2 times":               "refused == 1 && owner(m) == c1",
	"signal-with-the-lock n 2 times":              "place(c1) == WAITING && owner(m) == w1",
	"stop-flag-under-the-lock n 2 times":          "place(c1) == WAITING && owner(m) == w1",
	"clear-before-handling n 4 times":             "raised",
	"poll-and-take n 4 times":                     "waiters(more) == 1",
	"head-gives-up-aloud n 8 times":               "place(l1) == READY && place(b1) == FREE",
	"callback-without-the-lock n 3 times":         "owner(timers) == nil && waiters(callouts) == 1",
	"relock-after-the-inner-lock n 8 times":       "place(w1) == WAITING && owner(inner) != w1",
	"join-after-the-unlock n 3 times":             "stopped && place(w1) == FREE",
	"post-before-the-join n 3 times":              "done && place(p1) == FREE",
	"add-before-the-goroutine n 3 times":          "working == 1 && place(c1) == READY",
	"read-lock-once n 5 times":                    "place(r1) == FREE && place(w1) == READY",
	"one-upgrader-at-a-time n":                    "place(u2) == WAITING && readers == 1",
	"asked-to-stop n 4 times":                     "stopped && place(W) == FREE",
	"cancelled-and-passed-on n 6 times":           "place(A) == FREE && place(B) == READY",
	"channel-hand-over n 3 times":                 "place(s1) == READY && place(s2) == WAITING",
	"channel-condition-with-room n 2 times":       "owner(m) == nil && len(wakes) == 1",
	"channel-worker-pool n 3 times":               "place(m1) == WAITING",
	"channel-worker-pool n 4 times":               "place(m1) == READY",
	"channel-closed-once n 2 times":               "waiters(done) == 2",
	"barrier-between-rounds n 4 times":            "waiters(all) == 2",
	"condition-covered n 10 times":                "place(A) == WAITING && units == 40",
	"bounded-buffer n 2 times":                    "place(c1) == WAITING && len(work) == 0",
	"lecture-16c-kmalloc-under-a-mutex n 3 times": "place(p1) == TIMED",
	"lecture-18-max ] 20 times":                   "cap(itemlist) == 2",
	"if-instead-of-a-loop n 4 times":              "place(c1) == READY && len(work) == 1",
	"deadlock-by-lock-order space 4 times":        "owner(left) == A && owner(right) == B",
}

// TestWhatATryLineSaysHolds: after the keys of a line of try there is to see what the line says.
func TestWhatATryLineSaysHolds(t *testing.T) {
	t.Parallel()
	met := map[string]bool{}
	for _, e := range scenetest.Shelf() {
		p := scenetest.Shipped(t, e.Name)
		for _, a := range e.Lesson.Try {
			name := e.Name + " " + a.Front()
			text, there := said[name]
			if met[name] = true; there {
				holdsAfter(t, name, p, a.Keys, text)
			}
		}
	}
	for name := range said {
		if !met[name] {
			t.Errorf("there is no line to try: %s", name)
		}
	}
}

// holdsAfter presses keys from the boot of a scene, and checks that a condition is true then, or just came true.
func holdsAfter(t *testing.T, name string, p *program.Program, keys []string, text string) {
	t.Helper()
	s, err := session.New(p)
	if err != nil {
		t.Fatal(err)
	}
	c, err := query.Parse(p, text)
	if err != nil {
		t.Errorf("%s: %s: %v", name, text, err)
		return
	}
	for _, key := range keys {
		switch key {
		case "n":
			s.NextStop(0)
		case "]":
			s.Pass()
		case "space":
			s.Forward()
		case "!":
			handler := s.Engine().Snapshot(nil).Irqs[0].Name
			if _, err := s.Do(scenetest.Command(t, "interrupt "+handler)); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		default:
			t.Errorf("%s: %s is no way to go on", name, key)
		}
	}
	switch text {
	case "end", "stuck":
		kind := s.Engine().End().Kind
		if kind == engine.NotEnded || text == "stuck" && kind != engine.EndStuck {
			t.Errorf("%s: it is not %s at step %d", name, text, s.Position())
		}
		return
	}
	if name == "irq-lock n 2 times, !, ]" && !strings.Contains(s.Engine().End().Text,
		"takes m, which is free and kept for w2") {
		t.Errorf("%s ends: %s", name, s.Engine().End().Text)
	}
	looks := query.NewLooker(p, c)
	if looks.Begin(s.Engine()); !looks.Holds(s.Engine()) {
		t.Errorf("%s: %s is false at step %d; last: %s", name, text, s.Position(), lastOf(s))
	}
}

// lastOf is the last sentence of what a session tells.
func lastOf(s *session.Session) string {
	all := slices.Clone(s.Story(1))
	if len(all) == 0 {
		return ""
	}
	return strings.TrimSpace(all[0].String())
}
