package engine_test

import (
	"os"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/narrate"
	"github.com/quartet-os/quartet/internal/scenetest"
)

// TestCommandsAreInTheReference looks for the form of every command in the page on scenes.
func TestCommandsAreInTheReference(t *testing.T) {
	page, err := os.ReadFile("../docs/scenes.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, u := range engine.Usages() {
		row := "| `" + u.Name + " " + u.Args + "` | " + u.About + " |"
		if !strings.Contains(string(page), row) {
			t.Errorf("the reference has no row\n%s", row)
		}
	}
}

// FuzzParseCommand: whatever is typed, a command that is understood says itself in words that are understood
// as the same.
func FuzzParseCommand(f *testing.F) {
	for _, s := range []string{"spawn producer 2", "at 12 kill c1", "timeout p1 in 4", "rule unlock handoff",
		"choose 0 2 1", "set turn -3", "capacity work 0", "policy preemptive 2", "at -1 run x", "wake",
		"spawn p 99999999999999999999"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		c, err := engine.ParseCommand(text)
		if err != nil {
			if !strings.Contains(err.Error(), ";") {
				t.Errorf("%q: the error %q does not say what would have worked", text, err)
			}
			return
		}
		again, err := engine.ParseCommand(c.String())
		if err != nil || again != c {
			t.Errorf("%q says itself as %q, which is %+v (%v), not %+v", text, c, again, err, c)
		}
	})
}

const fuzzScene = `package fuzz
const slots = 6
var (
	m    = mutex(timed)
	r    = mutex(recursive)
	l    spinlock
	c    cond
	w    waitq
	work = queue(2)
	turn int
	peer coroutine
)
func producer() {
	for {
		if lockWithin(m, 3) == ok {
			for len(work) >= cap(work) {
				if waitWithin(c, m, 5) == timedout {
					break
				}
			}
			if len(work) < cap(work) {
				put(work)
			}
			turn++
			broadcast(c)
			wakeup(w)
			unlock(m)
		}
		compute(0, 2)
	}
}
func consumer() {
	for {
		lock(m)
		for len(work) == 0 {
			wait(c, m)
		}
		take(work)
		signal(c)
		unlock(m)
		lock(r)
		lock(r)
		yield()
		unlock(r)
		unlock(r)
		sleep(1, 4)
	}
}
func other() {
	for {
		addToWaitq(w)
		lock(l)
		yield()
		unlock(l)
		schedule()
		send(peer, turn)
		v, ok2 := receiveWithin(3)
		if ok2 == ok && v > 100 {
			exit()
		}
	}
}
func main() {
	peer = spawn(other)
	spawn(producer)
	spawn(consumer, 2)
}
`

// FuzzRun gives a machine arbitrary command lines between its steps, under arbitrary rules: it never crashes, every
// invariant holds, and a fork goes the same way.
func FuzzRun(f *testing.F) {
	f.Add("spawn producer\nkill c1\nrule all nanoos\ntimeout c2\nrun p1\n", uint8(3))
	f.Add("rule deadline object\nrule woken run\npolicy roundrobin\nwake c1\nkill p1\nspawn other 9\n", uint8(1))
	f.Add("rule monitor hoare\nrule unlock handoff\nsignal c\nbroadcast c\ntimeout o1 in 2\n"+
		"rule kill leaves\nkill c1", uint8(5))
	f.Add("rule unlock_callback recursive\nrule signal_callback message\nrule blocked one\nset turn 200", uint8(4))
	f.Add("policy preemptive 1\nrule wake_order any\nchoose 1 0 1\nrule commands per-pass\nkill c1\n"+
		"spawn consumer", uint8(2))
	f.Add("clear work\nrun p1\nspawn consumer\ncapacity work 0\nclear work\nclear m", uint8(2))
	p := scenetest.Parse(f, fuzzScene)
	f.Fuzz(func(t *testing.T, text string, stride uint8) {
		e := scenetest.Boot(t, p)
		n := narrate.New(e.Program(), e.Snapshot(nil))
		check := func(events []engine.Event) {
			n.Tell(events, e.End())
			if err := e.Check(); err != nil {
				t.Fatal(err)
			}
		}
		count := 0
		for line := range strings.Lines(text) {
			if count++; count > 200 {
				break
			}
			for range stride % 16 {
				check(e.Step())
			}
			if c, err := engine.ParseCommand(line); err == nil {
				events, err := e.Do(c)
				if err == nil {
					check(events)
				}
			}
		}
		twin := e.Fork(nil)
		for range 30 {
			e.Step()
			twin.Step()
		}
		if e.Hash() != twin.Hash() {
			t.Error("a fork went another way")
		}
	})
}
