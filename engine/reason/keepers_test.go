package reason_test

import (
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine/reason"
)

// TestOnlyWhoHasTheItemCanAnswer: of several with an answer ahead only those can give it who have the item, unless one
// of these hands it on; and where none has a line to answer it, that is said.
func TestOnlyWhoHasTheItemCanAnswer(t *testing.T) {
	const head = `package kept
var m mutex
var more cond
var jobs = queue(2)
var never = semaphore(0)
var shown item
var stage chan item
func user() { it := item(); lock(m); put(jobs, it); signal(more); unlock(m); await(it) }
func taker() { lock(m); it := take(jobs); unlock(m); acquire(never); `
	const tail = ` }
func second(it item) { acquire(never); answer(it, ok) }
func helper() { other := item(); acquire(never); answer(other, ok) }
func stages() { acquire(never); answer(<-stage, ok) }
func main() { spawn(user); spawn(taker); spawn(helper); spawn(stages) }
`
	for _, c := range []struct{ name, then, from, why string }{
		{"answers it", "answer(it, ok)", "t1", ""},
		{"may answer it", "if len(jobs) > 0 { answer(it, ok) }; drop(it)", "t1", ""},
		{"sends it on", "stage <- it; answer(item(), ok)", "t1 h1 s1", ""},
		{"sends it in a select", "select { case stage <- it: default: }", "h1 s1", ""},
		{"shows it", "shown = it", "h1 s1", ""},
		{"puts it", "put(jobs, it)", "h1 s1", ""},
		{"spawns with it", "spawn(second(it))", "t1 h1 s1", ""},
		{"gives another", "other := item(); stage <- other; drop(it)", "h1 s1", ""}, // the text says not which
		{"drops it", "drop(it)", "", "t1 has item 1, and no line ahead to answer it"},
		{"forgets it", "return", "", "nobody who could answer it has item 1"},
	} {
		r, now, h := run(t, head+c.then+tail, 60)
		var e *reason.Edge
		g := r.Waits(now)
		for i := range g.Edges {
			if now.Coroutines[g.Edges[i].Who[0]].Name == "u1" {
				e = &g.Edges[i]
			}
		}
		if e == nil {
			t.Fatalf("%s: u1 does not wait: %s", c.name, now.End.Text)
		}
		var from []string
		for _, s := range e.From {
			from = append(from, now.Coroutines[s.Slot].Name)
		}
		if got := strings.Join(from, " "); got != c.from || !strings.Contains(e.Why, c.why) {
			t.Errorf("%s: from %q, want %q, %q, want %q", c.name, got, c.from, e.Why, c.why)
		}
		if all := told(r.Verdict(now, h)); c.why != "" && strings.Contains(all, "could give an answer") {
			t.Errorf("%s: %s", c.name, all)
		}
	}
}
