package explore_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/explore"
)

// TestStuckNames: all who wait for the same reason are named, a dozen of them and then their number; what somebody else
// missed is told as well, and nobody who is stuck is left out.
func TestStuckNames(t *testing.T) {
	for _, c := range []struct{ body, spawns, says string }{
		{"func one() {\nlock(m)\nwait(c, m)\n}", "spawn(one)",
			"stuck: o1 waits for c, and no line of this scene signals it."},
		{"func one() {\nlock(m)\nwait(c, m)\n}", "spawn(one, 3)",
			"stuck: o1, o2 and o3 wait for c, and no line of this scene signals it."},
		{"func one() {\nlock(m)\nwait(c, m)\n}", "spawn(one, 15)",
			"o11, o12 and 3 others wait for c, and no line of this scene signals it."},
		{"func one() {\nlock(m)\nwait(c, m)\n}", "daemon(one)\nspawn(one, 2)", "stuck: o2 and o3 wait for c, and"},
		{"func one() {\npark(w)\n}\nfunc two() {\nlock(m)\nwait(c, m)\n}", "spawn(one)\nspawn(two)\nspawn(one)",
			"stuck: o1 and o2 sleep on w, and no line of this scene wakes it; " +
				"t1 waits for c, and no line of this scene signals it."},
		{"func one() {\nlock(m)\n}\nfunc two() {\nlock(m)\n}", "spawn(one)\nspawn(two, 2)",
			"and o1, its owner, has ended."},
	} {
		v := look(t, explore.Run, machine(t, scene("slots = 20", "m mutex\nc cond\nw waitq", c.body,
			c.spawns)), explore.Options{Symmetry: true})
		if v.Kind != engine.EndStuck || !strings.Contains(v.Text, c.says) {
			t.Errorf("%s\nwant %s", v.Text, c.says)
		}
	}
}

// TestWhoCouldIsTold: where who could do what one waits for waits for something else, nobody is said to be left; where
// it waits for the same, or has done it, that is said.
func TestWhoCouldIsTold(t *testing.T) {
	for _, c := range []struct{ of, body, says string }{
		{"a semaphore\nb semaphore", "func one() {\nacquire(a)\nrelease(b)\n}\nfunc two() {\nacquire(b)\nrelease(a)\n}",
			"o1 waits for a, which is at 0, and t1, who could release it, waits as well; " +
				"t1 waits for b, which is at 0, and o1, who could release it, waits as well."},
		{"a semaphore\nb semaphore", "func one() {\nacquire(a)\n}\nfunc two() {\nrelease(a)\nacquire(b)\nacquire(a)\n}",
			"t1 waits for b, which is at 0, and nobody is left to release it."},
		{"m mutex\na cond\nb cond", "func one() {\nlock(m)\nwait(a, m)\nsignal(b)\nunlock(m)\n}\n" +
			"func two() {\nlock(m)\nwait(b, m)\nsignal(a)\nunlock(m)\n}",
			"o1 waits for a, and t1, who could signal it, waits as well; " +
				"t1 waits for b, and o1, who could signal it, waits as well."},
		{"m mutex\na cond", "func one() {\nlock(m)\nwait(a, m)\nsignal(a)\n}\n" +
			"func two() {\nlock(m)\nwait(a, m)\nsignal(a)\n}",
			"wait for a, and nobody is left to signal it."},
		{"a = make(chan int)\nb = make(chan int)", "func one() {\na <- 1\n<-b\n}\nfunc two() {\nb <- 1\n<-a\n}",
			"o1 waits to send into a, and t1, who could receive, waits as well; " +
				"t1 waits to send into b, and o1, who could receive, waits as well."},
		{"a = make(chan int)\nb semaphore", "func one() {\n<-a\nrelease(b)\n}\nfunc two() {\nacquire(b)\nclose(a)\n}",
			"o1 waits to receive from a, and t1, who could send into it or close it, waits as well; " +
				"t1 waits for b, which is at 0, and o1, who could release it, waits as well."},
		{"a semaphore\nb semaphore", "func one() {\nacquire(a)\n}\nfunc two() {\nacquire(b)\nrelease(a)\n}\n" +
			"func three() {\nacquire(b)\nrelease(a)\n}", "which is at 0, and whoever could release it waits as well; "},
	} {
		spawns := "spawn(one)\nspawn(two)"
		if strings.Contains(c.body, "three") {
			spawns += "\nspawn(three)"
		}
		at := machine(t, scene("slots = 20", c.of, c.body, spawns))
		v := look(t, explore.Run, at, explore.Options{Symmetry: true})
		if v.Kind != engine.EndStuck || !strings.Contains(v.Text, c.says) {
			t.Errorf("%s\nwant %s", v.Text, c.says)
		}
	}
}

// TestWhenItWasMissed: the choice that the verdict names is the one in which the wakeup is told to be heard by nobody,
// also when it is asked in the middle of a run.
func TestWhenItWasMissed(t *testing.T) {
	for _, grain := range bothGrains {
		e := machine(t, scene("", "m mutex\nc cond", `
func late() {
	yield()
	yield()
	lock(m)
	wait(c, m)
}
func early() {
	yield()
	yield()
	signal(c)
}`, "spawn(late)\nspawn(early)"))
		for range 4 {
			e.Step()
		}
		v := look(t, explore.Run, e, explore.Options{Grain: grain})
		rows, err := v.Rows(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		one, _ := grain.Unit()
		at := 0
		if _, err := fmt.Sscanf(v.Text[strings.Index(v.Text, "in "+one):], "in "+one+" %d", &at); err != nil ||
			at < 1 || at > len(rows) || !strings.Contains(rows[at-1].Text, "signals c, but nobody waits for it") {
			t.Errorf("grain %s: %s (%v)\n%+v", grain, v.Text, err, rows)
		}
	}
}

// TestMissedBefore: what was missed before the question keeps the number of its step, since no row is about it.
func TestMissedBefore(t *testing.T) {
	e := machine(t, scene("", "m mutex\nc cond", "func one() {\nsignal(c)\nyield()\nlock(m)\nwait(c, m)\n}",
		"spawn(one)"))
	e.Step()
	e.Step()
	v := look(t, explore.Run, e, explore.Options{})
	x, err := explore.Explain(context.Background(), &v, 0)
	if err != nil || !strings.Contains(v.Text, "the last signal, in step 1, found nobody waiting") || len(x.Rows) != 1 {
		t.Errorf("%s, %v, %+v", v.Text, err, x.Rows)
	}
}
