package reason_test

import (
	"context"
	"regexp"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/engine/reason"
	"github.com/quartet-os/quartet/engine/session"
	"github.com/quartet-os/quartet/internal/effort"
	"github.com/quartet-os/quartet/internal/scenetest"
)

// violated plays a shortest way to a violation of a scene, also with spurious wakeups, and returns the answer at its
// end; false where none is found.
func violated(t *testing.T, p *program.Program, grain program.Grain, spurious bool) (reason.Answer, bool) {
	t.Helper()
	v, err := explore.Run(context.Background(), scenetest.Boot(t, p),
		explore.Options{Grain: grain, Spurious: spurious, Symmetry: true, MaxStates: 20_000, Workers: 1})
	if err != nil {
		t.Fatal(err)
	}
	if v.Answer != explore.Fails || v.Kind != engine.EndViolation {
		return reason.Answer{}, false
	}
	s := scenetest.Open(t, p)
	if err := v.Play(s.Player()); err != nil {
		t.Fatal(err)
	}
	var f session.Follower
	var h reason.History
	s.Follow(&f, &h, 0)
	return reason.NewReader(p).Verdict(s.Engine().Snapshot(nil), &h), true
}

// unlooked returns what the answer says of a test that was not asked again, "" for nothing.
func unlooked(a *reason.Answer) string {
	for _, l := range a.Lines {
		if strings.Contains(l.Text, "did not look again") {
			return l.Text
		}
	}
	return ""
}

// TestAnIfIsTold of every scene of the shelf with an if before its wait where a loop belongs, first of all, with the
// line of the if; and of no other scene.
func TestAnIfIsTold(t *testing.T) {
	want := map[string]string{
		"if-instead-of-a-loop": "c1 looked in step 2 (line 33), was woken in step 7, and did not look again; " +
			"c2 took item 1 in step 12.",
		"spurious-wakeup": "g1 looked in step 4 (line 18), was woken for no reason in step 5, and did not look " +
			"again; table is as it was then.",
		"homework-woken-by-whom": "t1 looked in step 4 (line 18), was woken for no reason in step 5, and did not " +
			"look again; jobs is as it was then.",
		"spurious-only-way": "g1 looked in step 2 (line 19), was woken for no reason in step 3, and did not look " +
			"again; table is as it was then.",
		"ostep-30-mesa": "g1 looked in step 2 (line 18), was woken in step 6, and did not look again; " +
			"g2 made table 0 in step 12.",
		"ostep-31-zemaphore-if": "u2 looked in step 15 (line 18), was woken in step 21, and did not look again; " +
			"u1 made value 0 in step 30.",
	}
	spurious := map[string]bool{"spurious-only-way": true}
	var others []string
	for _, e := range scenetest.Shelf() {
		p := scenetest.Shipped(t, e.Name)
		fails := p.Expect.Kind == engine.EndViolation || p.Lesson.ExpectOp.Kind == engine.EndViolation
		if want[e.Name] == "" && fails {
			others = append(others, e.Name)
		}
	}
	names := effort.Some(t, others, 12, 30)
	for name := range want {
		names = append(names, name)
	}
	for _, name := range names {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for _, grain := range []program.Grain{program.GrainPass, program.GrainOp} {
				p := scenetest.Shipped(t, name)
				a, fails := violated(t, p, grain, spurious[name])
				got := unlooked(&a)
				if !fails && want[name] == "" {
					continue
				}
				if grain == program.GrainPass && got != want[name] || (got == "") != (want[name] == "") {
					t.Errorf("grain %s: %q is told, not %q", grain, got, want[name])
				}
				if got == "" {
					continue
				}
				line := strings.Split(p.Source, "\n")[a.At-1]
				marked := strings.HasPrefix(strings.TrimSpace(line), "if ")
				if a.Lines[0].Text != got || a.Lines[0].Step <= 0 || !marked {
					t.Errorf("grain %s: line %d, %q is marked, and first comes %q", grain, a.At, line, a.Lines[0].Text)
				}
			}
		})
	}
}

var numbers = regexp.MustCompile(`\d+`)

// waits is a scene in which two take from a queue into which somebody puts twice; the body of who takes is %take.
const waits = `package s

var (
	m, n  mutex
	more  cond
	asleep waitq
	bell  semaphore
	work  = queue(2)
	ready bool
	seen  int
	seats [2]int
)

func empty() bool { return len(work) == 0 }

func taker() {
	lock(m)
	%take
	unlock(m)
}

func putter() {
	lock(m)
	put(work)
	ready = true
	%wake
	unlock(m)
}

func main() {
	daemon(taker, 2)
	spawn(putter)
}
`

// TestWhoLooksAgain: each way to wait behind a test that is asked once is told, and none that asks it again.
func TestWhoLooksAgain(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, take, wake, want string }{
		{"a condition", "if len(work) == 0 {\nwait(more, m)\n}\ntake(work)", "signal(more)",
			"was woken in step N, and did not look again; tN took item N in step N."},
		{"a wait list", "if len(work) == 0 {\naddToWaitq(asleep)\nunlock(m)\nschedule()\nlock(m)\n}\ntake(work)",
			"wakeup(asleep)", "in step N, and did not look again; tN took item N in step N."},
		{"a semaphore", "if len(work) == 0 {\nunlock(m)\nacquire(bell)\nlock(m)\n}\ntake(work)",
			"release(bell)", "went on in step N, and did not look again; work is as it was then."},
		{"a deadline", "if len(work) == 0 {\nwaitWithin(more, m, 3)\n}\ntake(work)", "signal(more)",
			"in step N, and did not look again"},
		{"a function", "if empty() {\nwait(more, m)\n}\ntake(work)", "signal(more)", "and did not look again"},
		{"a copy", "n := len(work)\nif n == 0 {\nwait(more, m)\n}\ntake(work)", "signal(more)",
			"and did not look again"},
		{"a flag", "if !ready {\nwait(more, m)\n}\ntake(work)\nready = false", "broadcast(more)",
			"was woken in step N, and did not look again; tN made ready false in step N."},
		{"an else", "if len(work) > 0 {\nseen++\n} else {\nwait(more, m)\n}\ntake(work)", "signal(more)",
			"and did not look again; tN took item N in step N."},
		{"only in the branch", "if len(work) == 0 {\nwait(more, m)\nassert(len(work) > 0, \"it is there\")\n}\n" +
			"take(work)", "signal(more)",
			"and did not look again; tN took item N in step N."},
		{"a copy of a copy", "n := len(work)\nk := n\nif k == 0 {\nwait(more, m)\n}\ntake(work)", "signal(more)",
			"and did not look again"},
		{"a copy that is old", "n := len(work)\nif n == 0 {\nwait(more, m)\n}\nif n > 1 {\nseen++\n}\ntake(work)",
			"signal(more)", "and did not look again"},
		{"a full queue", "if len(work) >= 1 {\nwait(more, m)\n}\nput(work)", "signal(more)",
			"was woken in step N, and did not look again."},
		{"an element", "if seats[1] == 0 {\nwait(more, m)\n}\nassert(seats[1] > 0, \"a seat\")\n" +
			"seats[1]--", "seats[1]++\nsignal(more)",
			"was woken in step N, and did not look again; tN made seats[N] N in step N."},
		{"a sum", "n := len(work) + seen\nif n == 0 {\nwait(more, m)\n}\ntake(work)", "signal(more)",
			"and did not look again; tN took item N in step N."},

		{"a loop that also takes twice", "for len(work) == 0 {\nwait(more, m)\n}\ntake(work)\ntake(work)",
			"signal(more)", ""},
		{"another test", "if len(work) == 0 {\nwait(more, m)\n}\nif len(work) == 0 {\nseen++\n}\ntake(work)",
			"signal(more)", ""},
		{"a look into a copy", "if len(work) == 0 {\nwait(more, m)\n}\nn := len(work)\nif n == 0 {\nseen++\n}\n" +
			"take(work)", "signal(more)", ""},
		{"it was so", "if len(work) == 0 {\nwait(more, m)\n}\ntake(work)\nassert(false, \"later\")",
			"signal(more)", ""},
		{"no test", "wait(more, m)\ntake(work)\ntake(work)", "signal(more)", ""},
		{"a test before, of nobody else", "i := 0\nif i == 0 {\nwait(more, m)\n}\ntake(work)\ntake(work)",
			"signal(more)", ""},
		{"a number from a counter", "i := seen\nseen++\nif i == 0 {\nwait(more, m)\n}\n" +
			"assert(len(work) > 1, \"two\")", "signal(more)", ""},
		{"a local set anew", "n := len(work)\nn = 0\nif n == 0 {\nwait(more, m)\n}\ntake(work)\ntake(work)",
			"signal(more)", ""},
		{"a spin before", "for !ready {\nunlock(m)\nyield()\nlock(m)\n}\nacquire(bell)\nassert(false, \"later\")",
			"release(bell)", ""},
		{"something else, later", "if !ready {\nwait(more, m)\n}\nunlock(m)\nlock(m)\nassert(seen > 0, \"seen\")",
			"signal(more)", ""},
	} {
		text := strings.NewReplacer("%take", c.take, "%wake", c.wake).Replace(waits)
		for _, next := range []program.Token{program.UnlockReserve, program.UnlockBarging} {
			p := *scenetest.Parse(t, text)
			p.Settings.Rules[program.RuleUnlock] = next
			a, fails := violated(t, &p, program.GrainOp, false)
			got := numbers.ReplaceAllString(unlooked(&a), "N")
			if !fails || (got == "") != (c.want == "") || !strings.Contains(got, c.want) {
				t.Errorf("%s, rule %d: %v, %q is told, not %q\n%v", c.name, next, fails, got, c.want, a.Lines)
			}
		}
	}
}
