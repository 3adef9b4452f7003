package reason_test

import (
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine/reason"
)

// TestWhoHasEnded: a verdict names who could have given what is missing and ended, and how: without coming to its
// line, after giving up, or after it. Who took what was read later is named as well, and nobody is said to have
// dropped it.
func TestWhoHasEnded(t *testing.T) {
	for _, c := range []struct{ text, want, not string }{
		{"var all2 = barrier(2)\nfunc a(i int) {\nif i == 0 { return }\narrive(all2)\n}\n" +
			"func main() { spawn(a(0)); spawn(a(1)) }", "ended in step 2 and never came to line 5.", "wakeup"},
		{"var ch = make(chan int)\nfunc a() {\nselect {\ncase <-ch:\ncase <-after(1):\n}\n}\nfunc b() {\nsleep(4)\n" +
			"ch <- 1\n}\nfunc main() { spawn(a); spawn(b) }", "a1 gave up in step 2 and ended in step 4.", ""},
		{"var c cond\nvar m mutex\nfunc a() { signal(c) }\nfunc b() { yield(); lock(m); wait(c, m); unlock(m) }\n" +
			"func main() { spawn(a); spawn(b) }", "a1, which has line 4 for it, ended in step 2.", ""},
		{"var q = queue(2)\nvar n int\nfunc a() {\nfor _, it := range q {\nyield()\nn = value(it)\n}\n}\n" +
			"func b() { take(q) }\nfunc main() { put(q, item(1)); spawn(a); spawn(b) }",
			"a1 reads item 1, which b1 took in step ", "dropped"},
	} {
		r, now, h := run(t, "package x\n"+c.text+"\n", 400)
		answer := r.Answer(now, h, reason.About{Kind: reason.End})
		got := told(answer)
		if !strings.Contains(got, c.want) || c.not != "" && strings.Contains(got, c.not) {
			t.Errorf("%q, want %q without %q", got, c.want, c.not)
		}
		for _, l := range answer.Lines {
			if c.not == "wakeup" && l.Part == reason.Went {
				t.Errorf("a barrier knows no wakeups: %q", l.Text)
			}
		}
	}
}

// TestElementsOfALaw: what happened to an element that broke a law is told, and each number of a step once: beside the
// sentence.
func TestElementsOfALaw(t *testing.T) {
	r, now, h := run(t, "package law\nvar held [3]bool\nvar top int\nvar to int\n"+
		"func a() {\ntop = 2\nheld[top] = true\n}\nfunc main() { spawn(a); invariant(\"free\", !(held[top])) }\n", 20)
	a := r.Verdict(now, h)
	if got := told(a); !strings.Contains(got, "held[2]: a1 makes it true in line 7.") ||
		!strings.Contains(got, "top: a1 makes it 2 in line 6.") || strings.Contains(got, "to: ") || a.At != 7 {
		t.Errorf("line %d: %s", a.At, got)
	}
	for _, l := range a.Lines {
		if l.Part == reason.Life && (l.Step == 0 || strings.Contains(l.Text, "tep ")) {
			t.Errorf("step %d: %q", l.Step, l.Text)
		}
	}
}
