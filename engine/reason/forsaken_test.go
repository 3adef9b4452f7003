package reason_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine"
)

// TestNobodyCanAnswerWhatIsGone: whoever has an answer ahead cannot give it to an item that is out of everybody's
// reach; who did away with it is told first, and a daemon that waits for work is not.
func TestNobodyCanAnswerWhatIsGone(t *testing.T) {
	const server = `
func server() {
	for {
		lock(m)
		for len(jobs) == 0 { wait(more, m) }
		it := take(jobs)
		unlock(m)
		answer(it, ok)
	}
}
`
	for _, c := range []struct {
		name, does, vars, want string
		line                   int
		others                 bool // somebody else may still answer
	}{
		{"removed", "for _, it := range jobs {\nremove(jobs, it)\ndrop(it)\nbreak\n}", "",
			"v1 removed item 1 in step 12 and dropped it in step 13: nobody can answer it any more.", 14, false},
		{"taken", "it := take(jobs)\ndrop(it)", "",
			"v1 took item 1 in step 8 and dropped it in step 9: nobody can answer it any more.", 13, false},
		{"not kept", "take(jobs)", "", "v1 took item 1 and did not keep it: nobody can answer it any more.", 12, false},
		{"kept by a variable", "it := take(jobs)\nlast = it\ndrop(it)", "var last item\n",
			"s1 could give an answer", 0, true},
	} {
		text := "package gone\nvar m mutex\nvar more cond\nvar jobs = queue(2)\n" +
			"func user() { it := item(); lock(m); put(jobs, it); signal(more); unlock(m); await(it) }\n" +
			"\n\n\n\n\nfunc vandal() { lock(m)\n" + c.does + "\nunlock(m) }\n" + c.vars + server +
			"func main() { spawn(user); spawn(vandal); daemon(server) }\n"
		r, now, h := run(t, text, 60)
		got := r.Verdict(now, h)
		all := told(got)
		if !strings.Contains(all, c.want) {
			t.Errorf("%s: %s", c.name, all)
		}
		if c.others {
			continue
		}
		if strings.Contains(all, "s1") || strings.Contains(all, "wakeup") || got.At != c.line {
			t.Errorf("%s: line %d, want %d: %s", c.name, got.At, c.line, all)
		}
		u1 := slices.IndexFunc(now.Coroutines, func(c engine.CoroutineView) bool { return c.Name == "u1" })
		why := r.Why(now, h, u1)
		if !strings.Contains(told(why), c.want) || strings.Contains(told(why), "Who can") {
			t.Errorf("%s: why: %s", c.name, told(why))
		}
		bare := told(r.Verdict(now, nil))
		if !strings.Contains(bare, "item 1 is gone without one: nobody can answer it any more") {
			t.Errorf("%s, without its events: %s", c.name, bare)
		}
	}
}

// TestACircleHasNotBeenWokenOf: that nothing has come to those who wait for each other is not told; to others it is,
// unless no line of the scene could have given it.
func TestACircleHasNotBeenWokenOf(t *testing.T) {
	const nothing = "has come so far"
	const upgrade = "var t rwlock\nfunc a() { rlock(t); yield(); lock(t); unlock(t); runlock(t) }\n"
	const acquires = "var s = semaphore(0)\nfunc a() { acquire(s) }\n"
	for text, tells := range map[string]bool{
		upgrade + "func main() { spawn(a, 2) }":                          false,
		acquires + "func b() { release(s) }\nfunc main() { spawn(a) }\n": true,
		acquires + "func main() { spawn(a) }":                            false, // no line releases it
	} {
		r, now, h := run(t, "package come\n"+text+"\n", 60)
		if got := told(r.Verdict(now, h)); strings.Contains(got, nothing) != tells {
			t.Errorf("%s: %s", text, got)
		}
	}
	r, now, h := run(t, "package come\n"+upgrade+"func main() { spawn(a) }\n", 60)
	if got := told(r.Verdict(now, h)); !strings.Contains(got, "only a1 could give back t,") {
		t.Errorf("who reads is said to do something else with it: %s", got)
	}
}
