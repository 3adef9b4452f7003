package reason_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/internal/scenetest"
)

// inverted is a scene in which high waits for the bus of low while middle computes.
const inverted = `package inverted

const slots = 4
const policy = "priority"

var bus = mutex(timed)

func low() { lock(bus); compute(%d); unlock(bus); compute(30) }
func middle() { sleep(4); compute(%d) }
func high() { sleep(3); r := lockWithin(bus, %d); assert(r == ok, "in time"); unlock(bus) }
func main() { priority(low, 1); priority(middle, 2); priority(high, %d); spawn(low); spawn(middle); spawn(high) }
`

// TestWhoRanMeanwhile: a violation under priorities tells who ran between the levels of one that waited and of the one
// that held what it waited for; the passes are counted here while the queue of the lock has somebody.
func TestWhoRanMeanwhile(t *testing.T) {
	for _, c := range [][4]int{{3, 12, 8, 3}, {4, 20, 6, 5}, {3, 90, 80, 3}, {2, 12, 8, 3}, {3, 12, 8, 2}} {
		text := fmt.Sprintf(inverted, c[0], c[1], c[2], c[3])
		e := scenetest.Boot(t, scenetest.Parse(t, text))
		passes, waits := 0, false
		for events := e.Step(); events != nil; events = e.Step() {
			for i := range events {
				if ev := &events[i]; waits && ev.Kind == engine.Moved && ev.Who == 1 && ev.ToPlace() == engine.Running {
					passes++
				}
			}
			waits = len(e.Snapshot(nil).Mutexes[0].LockQueue) > 0
		}
		if now := e.Snapshot(nil); now.End.Kind != engine.EndViolation || now.Mutexes[0].Owner != 0 {
			passes = 0
		} else if now.Coroutines[2].Level <= now.Coroutines[1].Level {
			passes = 0 // nobody stands between the two
		}
		r, now, h := run(t, text, 1000)
		all := told(r.Verdict(now, h))
		want := "stood ready at level 1, and m1, at level 2, ran " + map[bool]string{true: "at least "}[passes > 64]
		if says := strings.Contains(all, "stood ready"); says != (passes > 0) {
			t.Errorf("%v: %d passes, and it says %s", c, passes, all)
		} else if says && passes <= 64 && !strings.Contains(all, fmt.Sprintf("%s%d passes.", want, passes)) {
			t.Errorf("%v: want %d passes: %s", c, passes, all)
		} else if says && passes > 64 && !strings.Contains(all, want) {
			t.Errorf("%v: of %d passes some are forgotten: %s", c, passes, all)
		}
		lent := strings.Replace(text, "const policy", "const inherit = \"inheritance\"\nconst policy", 1)
		r, now, h = run(t, lent, 1000)
		if all := told(r.Verdict(now, h)); strings.Contains(all, "stood ready") {
			t.Errorf("%v, under inheritance: %s", c, all)
		}
	}
}
