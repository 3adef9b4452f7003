package mend_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/mend"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/internal/effort"
	"github.com/quartet-os/quartet/internal/scenetest"
)

func mended(t *testing.T, name, text string) *mend.Report {
	t.Helper()
	r, err := mend.Mend(context.Background(), name, text, mend.Options{})
	if err != nil {
		t.Fatal(name, err)
	}
	return r
}

// TestTheCureThatAPersonWouldName: it stands among the first.
func TestTheCureThatAPersonWouldName(t *testing.T) {
	for _, c := range []struct {
		scene string
		line  int
		now   string
		rank  int
	}{
		{"if-instead-of-a-loop", 33, "for len(work) == 0 {", 1},
		{"one-condition", 23, "broadcast(changed)", 1},
		{"ostep-30-mesa", 18, "for table == 0 {", 1},
		{"spurious-wakeup", 18, "for table == 0 {", 1},
		{"deadlock-by-lock-order", 17, "lock(right)", 1},
		{"deadlock-philosophers", 42, "eat(fork1, fork3)", 1},
		{"array-philosophers", 18, "if i < right {", 1},
		{"early-return-keeps-the-lock", 19, "unlock(m)", 1},
		{"lecture-04-enospc", 24, "unlock(l)", 1},
		{"lecture-02-item-lost", 28, "drop(it)", 1},
		{"homework-list-unlocked", 17, "lock(m)", 1},
		{"ostep-31-zemaphore-if", 18, "for value <= 0 {", 1},
		{"nanoos-06-nobody-comes-back", 9, `unlock_callback = "direct"`, 1},
		{"nanoos-s04-the-kernel-is-interrupted", 11, `preempt = "users"`, 1},
		{"irq-lost-update", 16, "add(&n, 1)", 3},
	} {
		r := mended(t, c.scene, scenetest.Text(t, c.scene))
		i := slices.IndexFunc(r.Cures, func(x mend.Trial) bool {
			return slices.ContainsFunc(append(x.Alike, x.Edit), func(e mend.Edit) bool {
				return slices.ContainsFunc(e.Changes, func(h mend.Change) bool {
					return h.Line == c.line && slices.Contains(h.Now, c.now)
				})
			})
		})
		if i < 0 || i >= c.rank || !r.Proven(&r.Cures[i]) {
			t.Errorf("%s: %q on line %d is cure %d of %s", c.scene, c.now, c.line, i+1, listed(r))
		}
	}
}

func listed(r *mend.Report) string {
	var all []string
	for i := range r.Cures {
		all = append(all, fmt.Sprintf("%d %s %v", r.Cures[i].Changes[0].Line, r.Cures[i].What, r.Cures[i].Holds))
	}
	return strings.Join(all, "\n")
}

// verdict asks every schedule of a text.
func verdict(t *testing.T, text string, grain program.Grain) explore.Verdict {
	t.Helper()
	v, err := explore.Check(context.Background(), scenetest.Machine(t, text),
		explore.Options{Grain: grain, MaxStates: 300_000})
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// TestCuresAreProven: what is called a cure holds where it says so, written to a file and asked anew, with coroutines
// told apart; and it expects that of itself.
func TestCuresAreProven(t *testing.T) {
	names := []string{"if-instead-of-a-loop", "one-condition", "wakeup-in-the-gap", "lecture-14-queue-after-unlock",
		"homework-cancel-unchecked", "ostep-31-buffer-mutex-outside", "killed-owner", "poll-then-take"}
	for _, name := range effort.Some(t, names, 3, len(names)) {
		r := mended(t, name, scenetest.Text(t, name))
		if !r.Cured() {
			t.Errorf("%s has no cure", name)
		}
		for i := range r.Cures {
			c := &r.Cures[i]
			text := r.Kept(c)
			p := scenetest.Parse(t, text)
			if p.Expect.Kind != engine.NotEnded {
				t.Errorf("%s with %s expects %v", name, c.What, p.Expect)
			}
			for w, grain := range map[mend.World]program.Grain{mend.Own: r.Grain, mend.Ops: program.GrainOp} {
				if v := verdict(t, text, grain); slices.Contains(c.Holds, w) && v.Answer != explore.Holds {
					t.Errorf("%s with %s: %s", name, c.What, v.Text)
				}
			}
		}
	}
}

// TestNothingIsGivenUp: a scene that holds since somebody does less is not cured.
func TestNothingIsGivenUp(t *testing.T) {
	const head = `package test
var (
	m mutex
	c cond
	work = queue(1)
	woken counter
)
func taker() {
	lock(m)
	if len(work) == 0 {
		wait(c, m)
	}
	take(work)
	unlock(m)
}
func giver() {
	lock(m)
	put(work)
	signal(c)
	unlock(m)
}
func main() {
	spawn(taker, 2)
	spawn(giver)
	spawn(giver)
}
`
	r := mended(t, "test.scene", head)
	for i := range r.Cures {
		p := scenetest.Parse(t, r.Cures[i].Text)
		for _, kind := range []program.Kind{program.Put, program.Take, program.Wait, program.Spawn} {
			if n, was := count(p, kind), count(scenetest.Parse(t, head), kind); n < was {
				t.Errorf("%s leaves %d of %d ops of kind %d", r.Cures[i].What, n, was, kind)
			}
		}
	}
	for i := range r.Seem {
		if r.Seem[i].GaveUp == "" && slices.Contains(r.Seem[i].Holds, r.Target) {
			t.Errorf("%s is said to only look right, and gives nothing up", r.Seem[i].What)
		}
	}
}

func count(p *program.Program, kind program.Kind) (n int) {
	for i := range p.Ops {
		if p.Ops[i].Kind == kind {
			n++
		}
	}
	return n
}

// TestWhatHoldsIsNotMended: nothing is tried on it.
func TestWhatHoldsIsNotMended(t *testing.T) {
	for _, name := range []string{"one-condition-broadcast", "loop-instead-of-an-if"} {
		if r := mended(t, name, scenetest.Text(t, name)); !r.Holds || r.Tried > 0 || len(r.Cures) > 0 {
			t.Errorf("%s: %+v", name, r)
		}
	}
}

// TestPairs: where two places are wrong no single change helps, and two do.
func TestPairs(t *testing.T) {
	const text = `package test
var (
	m mutex
	n int
)
func a() {
	x := n
	yield()
	n = x + 1
}
func b() {
	x := n
	yield()
	n = x + 1
}
func main() {
	spawn(a)
	spawn(b)
	finally("both counted", n == 2)
}
`
	r := mended(t, "test.scene", text)
	both, err := mend.Mend(context.Background(), "test.scene", text, mend.Options{Pairs: true})
	if err != nil {
		t.Fatal(err)
	}
	if r.Cured() || r.Paired || !both.Cured() || !both.Paired {
		t.Errorf("one change: %s\ntwo: %s", listed(r), listed(both))
	}
}

// TestTextsThatAreNone: an error says where.
func TestTextsThatAreNone(t *testing.T) {
	for _, text := range []string{"", "package", "\x00",
		"package p\nfunc f() { lock(nobody) }\nfunc main() { spawn(f) }"} {
		if _, err := mend.Mend(context.Background(), "bad.scene", text, mend.Options{}); err == nil {
			t.Errorf("%q is mended", text)
		}
		if _, err := mend.Break(context.Background(), "bad.scene", text, mend.Options{}); err == nil {
			t.Errorf("%q is broken", text)
		}
	}
}

// TestBrokenOff: what was found until then stands.
func TestBrokenOff(t *testing.T) {
	ctx, stop := context.WithCancel(context.Background())
	r, err := mend.Mend(ctx, "one-condition", scenetest.Text(t, "one-condition"), mend.Options{
		Progress: func(done, _ int) {
			if done == 30 {
				stop()
			}
		},
	})
	if err == nil || r == nil || r.Tried > 31 {
		t.Errorf("%v after %+v", err, r)
	}
}

// TestLongTexts: of a long text not all changes are tried, which is said; and it is broken off at once.
func TestLongTexts(t *testing.T) {
	text := "package test\nvar (\n\tm mutex\n\tn int\n)\nfunc f() {\n" + strings.Repeat("\tn++\n", 2000) +
		"}\nfunc main() {\n\tspawn(f)\n\tfinally(\"none\", n == 0)\n}\n"
	ctx, stop := context.WithCancel(context.Background())
	r, err := mend.Mend(ctx, "long.scene", text, mend.Options{Progress: func(done, todo int) {
		if done == 3 || todo > 500 {
			stop()
		}
	}})
	if err == nil || r == nil || r.Left < 1 || r.Tried > 4 {
		t.Errorf("%v, %+v", err, r)
	}
}
