package reason_test

import (
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/reason"
	"github.com/quartet-os/quartet/internal/scenetest"
)

// run runs a scene's text to its end, at most so many steps, with its history.
func run(t *testing.T, text string, steps int) (*reason.Reader, *engine.Snapshot, *reason.History) {
	t.Helper()
	e := scenetest.Boot(t, scenetest.Parse(t, text))
	h := &reason.History{}
	h.Boot(e, e.Boot())
	for range steps {
		events := e.Step()
		if events == nil {
			break
		}
		h.Tell(events)
	}
	return reason.NewReader(e.Program()), e.Snapshot(nil), h
}

// told joins the sentences of an answer.
func told(a reason.Answer) string {
	var all []string
	for _, l := range a.Lines {
		all = append(all, l.Text)
	}
	return strings.Join(all, " ")
}

// TestNobodyGivesBehindItsEnd asks for whom nobody comes: what the first function of a scene gives is ahead of nobody
// who is in another one.
func TestNobodyGivesBehindItsEnd(t *testing.T) {
	for _, give := range []string{"signal(gate)", "broadcast(gate)"} {
		r, now, h := run(t, "package early\nvar m mutex\nvar gate cond\nfunc early() { "+give+" }\n"+
			"func late() { lock(m); wait(gate, m); unlock(m) }\nfunc main() { spawn(early); spawn(late) }\n", 20)
		got := told(r.Why(now, h, now.Waiting[0]))
		if !strings.Contains(got, "nobody else alive has such a line ahead") {
			t.Errorf("%s: %s", give, got)
		}
	}
}

// TestWhyOfWokenForAMutex: whoever was handed a mutex has it already, whoever was only woken has still to take it.
func TestWhyOfWokenForAMutex(t *testing.T) {
	for rule, want := range map[string]string{
		"handoff": "t1 is at the front of READY, and holds m: it runs next; the CPU is free. " +
			"It was given m while it slept, and goes on with it.",
		"barging": "t1 is at the front of READY: it runs next; the CPU is free. " +
			"It was woken to take m and still has to take it.",
	} {
		r, now, h := run(t, `package woken
const unlock = "`+rule+`"
var m mutex
func one() { lock(m); yield(); unlock(m); yield() }
func two() { lock(m); unlock(m) }
func main() { spawn(one); spawn(two) }
`, 5)
		if got := told(r.Why(now, h, now.Ready[0])); !strings.Contains(got, want) {
			t.Errorf("%s: %s", rule, got)
		}
	}
}

// TestWhyOfSpinners asks why somebody is ready who can never get on.
func TestWhyOfSpinners(t *testing.T) {
	for _, c := range []struct{ main, want string }{
		{"spawn(one)\nspawn(two)", "It tries b, which belongs to t1 since step 3. unlock(b) by t1 moves it on. " +
			"t1 found the spinlock taken and yielded. " +
			"t1 is ready, and holds b: behind o1; the CPU is free. It tries a, which belongs to o1: a cycle. " +
			"None of these can go on: a deadlock."},
		{"spawn(ends)\nspawn(one)", "It tries a, and e1, which had it, ended without unlocking it: it spins for ever."},
		{"spawn(twice)", "It tries a, which it holds itself: it spins for ever."},
	} {
		r, now, h := run(t, `package spinners
var a spinlock
var b spinlock
func one() { lock(a); yield(); lock(b) }
func two() { lock(b); yield(); lock(a) }
func ends() { lock(a) }
func twice() { lock(a); lock(a) }
func main() {
`+c.main+"\n}\n", 4000)
		if got := told(r.Why(now, h, now.Ready[0])); !strings.Contains(got, c.want) {
			t.Errorf("%s: %s", c.main, got)
		}
	}
}

// TestAnswers: each question is answered from the events as well, and every sentence that tells of a step names it.
func TestAnswers(t *testing.T) {
	r, now, h := run(t, scenetest.Text(t, "wakeup-in-the-gap"), 3000)
	d1 := now.Waiting[0]
	flag, ready, m := -1, -1, -1
	for i, o := range r.Program().Objects {
		switch o.Name {
		case "flag":
			flag = i
		case "ready":
			ready = i
		case "m":
			m = i
		}
	}
	gap := "The last signal of ready, in step 5 by w1 in line 28, found nobody waiting."
	early := "The last signal of ready, in step 5 by w1 in line 28, came too early."
	for _, c := range []struct {
		name   string
		answer reason.Answer
		want   []string
	}{
		{"the sleeper", r.Why(now, h, d1), []string{"d1 has waited for ready since step 9, time 3 (line 20)", early,
			"nobody else alive has such a line ahead", "Stuck: d1 waits for ready"}},
		{"the run", r.Verdict(now, h), []string{"Stuck: d1 waits for ready, and the last signal, in step 5, " +
			"found nobody waiting.", early}},
		{"the condition", r.Object(now, h, ready), []string{gap, "d1 has waited in its signal queue since step 9",
			"w1 signals it in line 28, and nobody waits."}},
		{"the mutex", r.Object(now, h, m), []string{"m is free", "d1 gives it back in line 20.",
			"d1 takes it in line 19."}},
		{"the variable", r.Object(now, h, flag), []string{"flag is 1.", "w1 makes it 1 in line 27."}},
		{"an item", r.Item(now, h, 1), []string{"Nothing is known of it"}},
		{"without events", r.Why(now, nil, d1), []string{"d1 has waited for ready since time 3", "Stuck: d1"}},
	} {
		text := told(c.answer)
		for _, want := range c.want {
			if !strings.Contains(text, want) {
				t.Errorf("%s: %q is not in %q", c.name, want, text)
			}
		}
		if strings.Count(text, "found nobody waiting") > 1 {
			t.Errorf("%s says twice that nobody waited: %q", c.name, text)
		}
	}
	if v := r.Verdict(now, h); v.At != 28 {
		t.Errorf("the line that lost the wakeup is 28, not %d", v.At)
	}
}

// TestWhoTookThePermit: a release that found nobody waiting is not lost, somebody else had it.
func TestWhoTookThePermit(t *testing.T) {
	r, now, h := run(t, scenetest.Text(t, "stolen-token"), 3000)
	want := "The last release of tokens, in step 10 by t1 in line 37, found nobody waiting, and l1 took it in step 19."
	if text := told(r.Verdict(now, h)); !strings.Contains(text, want) {
		t.Errorf("%q is not in %q", want, text)
	}
}

// TestTheLifeOfAnItem: put, waited, taken, each with its step.
func TestTheLifeOfAnItem(t *testing.T) {
	r, now, h := run(t, scenetest.Text(t, "bounded-buffer"), 400)
	if text := told(r.Item(now, h, 1)); !strings.Contains(text, "puts it into work in line ") ||
		!strings.Contains(text, "takes it out of work in line ") || !strings.Contains(text, "after it was put.") {
		t.Error(text)
	}
	queue := now.Queues[0]
	if len(queue.Items) == 0 {
		t.Fatal("the queue is empty")
	}
	if text := told(r.Item(now, h, queue.Items[0])); !strings.Contains(text, "It waits in work: it is at the front.") {
		t.Error(text)
	}
}

// TestNamed finds what a name means.
func TestNamed(t *testing.T) {
	r, now, _ := run(t, scenetest.Text(t, "bounded-buffer"), 10)
	for name, kind := range map[string]reason.AboutKind{"p1": reason.Coroutine, "notFull": reason.Object,
		"#3": reason.Item, "3": reason.Item} {
		if q, err := r.Named(now, name); err != nil || q.Kind != kind {
			t.Errorf("%s: %v %v", name, q, err)
		}
	}
	if _, err := r.Named(now, "notfull"); err == nil || !strings.Contains(err.Error(), "notfull") {
		t.Error(err)
	}
}

// TestAnAnswerThatHasCome: under round robin whoever waits looks for itself; until its turn it is not stuck.
func TestAnAnswerThatHasCome(t *testing.T) {
	p := scenetest.Shipped(t, "lecture-19-await")
	e := scenetest.Boot(t, p)
	h, r := &reason.History{}, reason.NewReader(p)
	h.Boot(e, e.Boot())
	c, err := engine.ParseCommand("policy roundrobin")
	if err != nil {
		t.Fatal(err)
	}
	events, err := e.Do(c)
	if err != nil {
		t.Fatal(err)
	}
	h.Tell(events)
	seen := 0
	for range 400 {
		if events = e.Step(); events == nil {
			break
		}
		h.Tell(events)
		now := e.Snapshot(nil)
		for i := range now.Coroutines {
			c := &now.Coroutines[i]
			if !c.Answered || c.Place != engine.Waiting {
				continue
			}
			seen++
			if got := told(r.Why(now, h, c.Slot)); !strings.Contains(got, "The answer has come") ||
				strings.Contains(got, "Stuck") {
				t.Fatalf("step %d: %s", now.Step, got)
			}
		}
	}
	if seen == 0 {
		t.Error("nobody waits for an answer that has come")
	}
}

// TestWhyNamesWhatHappened: whoever came off a lock queue by its deadline was not woken to take the mutex; an arrival
// that waits is one; a receive moves a sender on, and no release.
func TestWhyNamesWhatHappened(t *testing.T) {
	r, now, h := run(t, "package late\nvar m = mutex(timed)\nfunc one() { lock(m); compute(9); unlock(m) }\n"+
		"func two() { lockWithin(m, 2) }\nfunc main() { spawn(one); spawn(two) }\n", 5)
	for _, c := range now.Coroutines {
		if got := told(r.Why(now, h, c.Slot)); c.Name == "t1" && (c.Place != engine.Ready ||
			!strings.Contains(got, "its deadline is reached") || strings.Contains(got, "woken to take")) {
			t.Errorf("%v: %s", c.Place, got)
		}
	}
	r, now, h = run(t, "package gate\nvar all = barrier(3)\nfunc f() { arrive(all) }\nfunc main() { spawn(f, 2) }\n", 2)
	full := "So far the barrier all has never been full: 2 of 3 have come."
	if got := told(r.Why(now, h, now.Waiting[0])); !strings.Contains(got, full) {
		t.Error(got)
	}
	r, now, h = run(t, "package hand\nvar ch = make(chan int)\nfunc s() { ch <- 1 }\nfunc r() { <-ch; yield() }\n"+
		"func main() { spawn(s); spawn(r) }\n", 2)
	if got := told(r.Why(now, h, now.Ready[0])); !strings.Contains(got, "was moved on by r1") {
		t.Error(got)
	}
}
