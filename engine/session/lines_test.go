package session_test

import (
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/engine/session"
	"github.com/quartet-os/quartet/internal/scenetest"
)

// shared has semaphores, arrays of objects and of values, parameters and joins, and one who waits for each.
const shared = `package shared
const slots = 9
var (
	gates [2]semaphore
	seats = semaphore(1)
	forks [2]mutex
	ready [2]cond
	meals [2]int
	first coroutine
)
func eat(i int, left, right mutex) {
	for {
		acquire(seats)
		lock(left)
		if trylock(right) == ok {
			meals[i]++
			unlock(right)
		}
		unlock(left)
		release(seats)
		if meals[i] > 3 {
			return
		}
	}
}
func pass(i int) {
	for acquireWithin(gates[i], 1, 4) == timedout {
		meals[1-i]--
	}
	lock(forks[i])
	waitWithin(ready[i], forks[i], 3)
	unlock(forks[i])
	release(gates[1-i])
}
func host() {
	for {
		x := spawn(pass(0))
		if joinWithin(x, 5) == timedout && meals[0] < 0 {
			kill(x)
		}
		if first != nil {
			join(first)
		}
		yield()
	}
}
func script() {
	at(9, "release gates[1]")
}
func main() {
	first = spawn(eat(0, forks[0], forks[1]))
	spawn(eat(1, forks[1], forks[0]))
	spawn(pass(1))
	spawn(host)
}
`

// FuzzLines gives commands as lines, with a step after each, to a scene of semaphores, arrays, parameters and joins;
// and to the same under other rules. None may break the machine, and a session that is read back is the same.
func FuzzLines(f *testing.F) {
	for _, lines := range []string{
		"release seats\nrelease gates[0]\n\n\nrelease gates[1]\nsignal ready[0]\nbroadcast ready[1]",
		"at 3 release seats\nspawn eat(1, forks[0], forks[0]) 2\nkill p1\nrelease seats\ntimeout p1\nkill e1",
		"rule unlock barging\nrelease gates[1]\nwake p1\nrule unlock handoff\nkill p1\nset meals[1] -3\nrun h1",
		"policy roundrobin\nrelease gates[0]\nrelease gates[0]\npolicy preemptive 2\nkill h1\nspawn host 2\nkill e1",
		"rule all nanoos\nrelease seats\nkill e1\ntimeout h1 in 2\n\nkill p2\nrule all textbook\nrelease seats",
		"rule wake_order random\nchoose 1 1\nrelease seats\nrule kill keeps\nkill e2\nrule commands per-pass\nkill e1",
		"release\nrelease seats seats\nrelease forks[0]\nrelease gates\nsignal seats\nset seats 2\njoin e1",
	} {
		f.Add(lines)
	}
	for _, rules := range program.RulesetNames() {
		scenetest.Parse(f, strings.Replace(shared, "const slots = 9", "const (\n\tslots = 9\n\trules = \""+rules+
			"\"\n)", 1))
	}
	f.Fuzz(func(t *testing.T, lines string) {
		if strings.Count(lines, "\n") > 60 {
			return
		}
		for _, rules := range []string{"textbook", "nanoos-2026", "nanoos-2026-06\"\n\tpolicy = \"priority"} {
			s := scenetest.Open(t, scenetest.Parse(t, strings.Replace(shared, "const slots = 9",
				"const (\n\tslots = 9\n\trules = \""+rules+"\"\n)", 1)))
			for line := range strings.Lines(lines) {
				if c, err := engine.ParseCommand(line); err == nil {
					_, _ = s.Do(c)
				}
				if err := s.Engine().Check(); err != nil {
					t.Fatalf("%s after %q: %v", rules, line, err)
				}
				s.Forward()
			}
			s.Pass()
			read, err := session.Unmarshal(s.Marshal())
			if err != nil {
				t.Fatalf("%s: %v\n%s", rules, err, s.Marshal())
			}
			read.GoTo(read.Length())
			if read.Engine().Hash() != s.Engine().Hash() {
				t.Fatalf("%s: the session that was read is another\n%s", rules, s.Marshal())
			}
		}
	})
}
