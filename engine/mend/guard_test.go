package mend

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/internal/scenetest"
)

// tried asks one change of a scene, and returns what is told of it; nil where it holds nowhere. The texts are pairs of
// what is replaced by what.
func tried(t *testing.T, text string, pairs ...string) *Trial {
	t.Helper()
	m, err := begin(context.Background(), "test.scene", text, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := m.base(); err != nil || m.Holds {
		t.Fatalf("%v, it holds: %v", err, m.Holds)
	}
	now := m.src
	for i := 0; i < len(pairs); i += 2 {
		if !strings.Contains(now, pairs[i]) {
			t.Fatalf("%q does not stand in\n%s", pairs[i], now)
		}
		now = strings.Replace(now, pairs[i], pairs[i+1], 1)
	}
	if err := m.try(&Edit{Text: now}); err != nil || m.Tried != 1 {
		t.Fatalf("%v, tried %d:\n%s", err, m.Tried, now)
	}
	for _, all := range [][]Trial{m.Cures, m.Seem} {
		for i := range all {
			return &all[i]
		}
	}
	return nil
}

// gives says what is told of a change.
func gives(x *Trial) string {
	if x == nil {
		return "it holds nowhere"
	}
	return fmt.Sprintf("it holds in %d worlds and gives up: %s", len(x.Holds), x.GaveUp)
}

// TestSillyCures: each makes every schedule hold, by giving up something that the scene is there for.
func TestSillyCures(t *testing.T) {
	for _, c := range []struct {
		name, scene, gives string
		pairs              []string
	}{
		{"who is about to sleep wakes itself", "lecture-14-queue-after-unlock", "consume never sleeps any more",
			[]string{"addToWaitq(consumers_wq)\n\t\tschedule()",
				"addToWaitq(consumers_wq)\n\t\twakeup(consumers_wq)\n\t\tschedule()"}},
		{"waiters wake each other", "one-condition",
			"whoever waits in consumer wakes others, and nothing has changed",
			[]string{"len(work) == 0 {\n\t\t\twait", "len(work) == 0 {\n\t\t\tsignal(changed)\n\t\t\twait"}},
		{"the lock comes behind what it is for", "lecture-04-enospc",
			"len(itemlist) == cap(itemlist) in produce is no longer under l",
			[]string{"{\n\tlock(l)\n\tif", "{\n\tif", "\tput(itemlist, it)",
				"\tlock(l)\n\tput(itemlist, it)"}},
		{"the test is never true", "ostep-30-join-no-state", "parent never sleeps any more",
			[]string{"\twait(c, m)\n", "\tfor waiters(c) > 0 {\n\t\twait(c, m)\n\t}\n"}},
		{"the queue is never full", "ostep-31-no-throttle", "ram is never full any more",
			[]string{"var ram = queue(2)", "var (\n\tm mutex\n\tram = queue(2)\n)", "\tput(ram)",
				"\tlock(m)\n\tput(ram)", "take(ram)", "take(ram)\n\tunlock(m)"}},
		{"the lock of an empty section goes", "nanoos-q03-the-next-tenant",
			"holder does nothing under a lock any more",
			[]string{"\tlock(m)\n\tcompute(9)\n\tunlock(m)", "\tcompute(9)"}},
		{"the section is empty", "killed-owner", "worker does nothing under a lock any more",
			[]string{"lock(m)\n\t\tcompute(1)\n", "compute(1)\n\t\tlock(m)\n"}},
		{"the section is empty, and was never done with", "priority-inversion",
			"low does nothing under a lock any more",
			[]string{"lock(bus)\n\tcompute(3)\n", "compute(3)\n\tlock(bus)\n"}},
		{"a fork is laid down before the other is taken", "array-philosophers",
			"philosopher does nothing under forks[i] any more",
			[]string{"\tlock(forks[i])\n", "\tlock(forks[i])\n\tunlock(forks[i])\n",
				"\tunlock(forks[right])\n\tunlock(forks[i])\n", "\tunlock(forks[right])\n"}},
		{"the writer writes without its lock", "rwlock-read-twice", "rows++ in writer is no longer under table",
			[]string{"lock(table)\n\trows++\n\tunlock(table)", "rows++"}},
	} {
		x := tried(t, scenetest.Text(t, c.scene), c.pairs...)
		if x == nil || !strings.HasPrefix(x.GaveUp, c.gives) {
			t.Errorf("%s: %s, and gives up %+v", c.name, c.scene, gives(x))
		}
	}
}

// TestOneMoreIsLetIn: a semaphore that is given back more often than it was taken lets two in where one was, which no
// law of the scene says. One that counts signals may rise as it likes.
func TestOneMoreIsLetIn(t *testing.T) {
	const text = `package readers

var (
	readers int
	m       mutex
	room    = semaphore(1)
	told    semaphore
	seen    counter
)

func reader() {
	lock(m)
	readers++
	if readers == 1 {
		acquire(room)
	}
	unlock(m)
	seen++
	lock(m)
	readers--
	if readers == 1 {
		release(room)
	}
	unlock(m)
	release(told)
}

func writer() {
	acquire(room)
	seen++
	release(room)
}

func main() {
	spawn(reader, 2)
	spawn(writer)
}
`
	const more = "room comes to have more permits than it began with"
	for change, gives := range map[[2]string]string{
		{"readers--\n\tif readers == 1 {", "readers--\n\tif readers == 0 {"}: "",
		{"readers--\n\tif readers == 1 {", "readers--\n\tif readers <= 1 {"}: more,
		{"\trelease(told)\n", "\trelease(told)\n\trelease(room)\n"}:          more,
		{"\tunlock(m)\n\trelease(told)", "\trelease(told)\n\tunlock(m)"}:     "it holds nowhere",
		{"if readers == 1 {\n\t\trelease(room)\n\t}", "release(room)"}:       more,
	} {
		x := tried(t, text, change[:]...)
		got := "it holds nowhere"
		if x != nil {
			got = x.GaveUp
		}
		if got != gives {
			t.Errorf("%q: %q, not %q", change[1], got, gives)
		}
	}
}

// TestCuresThatLookSilly: what holds by the way in which people do it gives nothing up.
func TestCuresThatLookSilly(t *testing.T) {
	for _, c := range []struct {
		name, scene string
		pairs       []string
	}{
		{"the lock of who calls is left before the call", "lock-order-of-a-callback",
			[]string{"\tcallback()\n\tunlock(timers)", "\tunlock(timers)\n\tcallback()"}},
		{"one lock in place of two", "lecture-22c-wakeup-between", []string{"lock(head_l)", "lock(tail_l)",
			"unlock(head_l)", "unlock(tail_l)", "lock(head_l)", "lock(tail_l)", "unlock(head_l)", "unlock(tail_l)"}},
		{"locks in one order", "deadlock-by-lock-order",
			[]string{"lock(right)\n\t\tyield()\n\t\tlock(left)", "lock(left)\n\t\tyield()\n\t\tlock(right)"}},
	} {
		if x := tried(t, scenetest.Text(t, c.scene), c.pairs...); x == nil || x.GaveUp != "" {
			t.Errorf("%s: %s: %s", c.name, c.scene, gives(x))
		}
	}
}

// TestTheLockOfACaller: a lock that a function forgets to give back is held by who has called it. That it is given back
// takes nothing from the caller.
func TestTheLockOfACaller(t *testing.T) {
	text := strings.Replace(scenetest.Text(t, "lecture-05-harsh"), "\tunlock(l)\n\treturn it", "\treturn it", 1)
	if x := tried(t, text, "\treturn it", "\tunlock(l)\n\treturn it"); x == nil || x.GaveUp != "" {
		t.Errorf("the unlock that was forgotten: %s", gives(x))
	}
}

// TestSomebodyIsForgotten: a law that holds since somebody waits for ever is not kept.
func TestSomebodyIsForgotten(t *testing.T) {
	const text = `package test

var (
	m     mutex
	n     int
	turns counter
)

func runner() {
	for {
		turns++
		n = 1
		yield()
		n = 0
		yield()
	}
}

func looker() {
	lock(m)
	assert(n == 0, "nothing is half done")
	unlock(m)
}

func main() {
	spawn(runner)
	spawn(looker)
}
`
	x := tried(t, text, "\tfor {\n", "\tlock(m)\n\tfor {\n")
	if x == nil || x.GaveUp != "l1 may come to run never again" {
		t.Errorf("the lock is never given back: %s", gives(x))
	}
	x = tried(t, text, "\t\tn = 1\n", "\t\tlock(m)\n\t\tn = 1\n", "n = 0\n", "n = 0\n\t\tunlock(m)\n")
	if x == nil || x.GaveUp != "" {
		t.Errorf("the lock is given back: %s", gives(x))
	}
}
