package reason_test

import (
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/internal/scenetest"
)

// TestOnlyWhatCanBeDoneIsOffered: w names the key that gives a sleeper a deadline exactly where the command is done.
func TestOnlyWhatCanBeDoneIsOffered(t *testing.T) {
	scenes := map[string]string{
		"a send":              "var ch = make(chan int)\nfunc f() { ch <- 1 }",
		"a receive":           "var ch = make(chan int)\nfunc f() { <-ch }",
		"a select":            "var ch = make(chan int)\nfunc f() {\nselect {\ncase <-ch:\ncase ch <- 1:\n}\n}",
		"a mutex":             "var m mutex\nfunc f() { lock(m); lock(m) }",
		"a condition":         "var m mutex\nvar c cond\nfunc f() { lock(m); wait(c, m); unlock(m) }",
		"a semaphore":         "var s = semaphore(0)\nfunc f() { acquire(s) }",
		"a barrier":           "var b = barrier(2)\nfunc f() { arrive(b) }",
		"a lock of readers":   "var l rwlock\nfunc f() { lock(l); rlock(l) }",
		"a join":              "var m mutex\nfunc g() { lock(m); lock(m) }\nfunc f() { x := spawn(g); join(x) }",
		"a message":           "func f() { n := receive(); assert(n == 0, \"none\") }",
		"an answer":           "var q = queue(1)\nfunc f() { it := item(); put(q, it); await(it) }",
		"deadline = none":     "const deadline = \"none\"\nvar s = semaphore(0)\nfunc f() { acquire(s) }",
		"blocked = one":       "const blocked = \"one\"\nvar m mutex\nfunc f() { lock(m); lock(m) }",
		"a wait list":         "var w waitq\nfunc f() { park(w) }",
		"a receive in a loop": "var ch = make(chan int)\nfunc f() { for v := range ch { assert(v == 0, \"none\") } }",
	}
	for what, text := range scenes {
		text = "package x\n" + text + "\nfunc goes() { for { compute(1) } }\nfunc main() { spawn(f); spawn(goes) }\n"
		r, now, h := run(t, text, 12)
		if len(now.Waiting) == 0 {
			t.Errorf("%s: nobody waits", what)
			continue
		}
		c := &now.Coroutines[now.Waiting[0]]
		offered := strings.Contains(told(r.Why(now, h, c.Slot)), "gives it one")
		e := scenetest.Boot(t, scenetest.Parse(t, text))
		for range 12 {
			e.Step()
		}
		_, err := e.Do(engine.Command{Verb: engine.TimeoutVerb, At: engine.Now, Who: c.Name, Within: true, N: 3})
		if offered != (err == nil) {
			t.Errorf("%s: a deadline is offered: %v, and done: %v", what, offered, err)
		}
	}
}
