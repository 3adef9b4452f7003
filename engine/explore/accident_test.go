package explore_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/internal/effort"
)

// TestAccidents: where waits may end for no reason, what never happens is what a model of plain states finds, that
// knows nothing of the engine: wakeups for no reason may be on the way, in no circle, and save nobody.
func TestAccidents(t *testing.T) {
	t.Parallel()
	var asked, found, traps int
	for seed := range uint64(effort.Times(10, 60, 3000)) {
		all, text := accidentScene(seed)
		text = strings.Replace(text, "LAW", "", 1)
		for who := -1; who < len(all); who++ {
			never := &explore.Never{Marks: "good+end"}
			if who >= 0 {
				never.Starves = fmt.Sprintf("f%c", 'a'+who)
			}
			q := brute{fits: func(s stand) bool { return who < 0 || s.at[who] >= 0 }}
			q.hits = func(m move) bool { return (m.good || m.end) && (who < 0 || m.who == who) }
			q.circle = func(m move) bool { return !q.hits(m) }
			v := checked(t, text, explore.Options{Never: never, Spurious: true, Symmetry: seed%2 == 0})
			if v.Ahead == nil {
				break // it goes wrong on the way
			}
			name := fmt.Sprintf("seed %d, %+v", seed, never)
			least, trap := q.lasso(all, begins(all))
			if length := len(v.Schedule) + len(v.Loop); length != least || least > 0 && v.Ahead.Trap != trap {
				t.Fatalf("%s: %s, %d passes, by hand %d, trap %v\n%s", name, v.Text, length, least, trap, text)
			}
			if asked++; least == 0 {
				continue
			}
			found++
			closes(t, name, &v, machine(t, text))
			reopens(t, name, &v, machine(t, text))
			if trap {
				traps++
			}
		}
	}
	least := effort.Times(2, 20, 800)
	if asked < 2*least || found < least || traps < least/2 || traps > found-least/10 {
		t.Errorf("%d were asked, %d found, %d of them traps", asked, found, traps)
	}
}

// TestAccidentsAndLaws: so it is with laws about what comes.
func TestAccidentsAndLaws(t *testing.T) {
	t.Parallel()
	var asked, broken int
	for seed := range uint64(effort.Times(10, 60, 3000)) {
		all, text := accidentScene(seed)
		for x := range 2 {
			for _, law := range []string{"eventually(\"law\", n == %d)", "infinitelyOften(\"law\", n == %d)",
				"leadsTo(\"law\", n != %[1]d, n == %[1]d)"} {
				law = fmt.Sprintf(law, x)
				saw := func(m move) bool { return !m.saw[x] }
				q := brute{circle: saw, hits: saw, fits: func(stand) bool { return true }}
				least, start := 0, begins(all)
				if strings.HasPrefix(law, "eventually") {
					q.way = saw
				}
				if x != start.n || q.way == nil {
					least, _ = q.lasso(all, start)
				}
				scene := strings.Replace(text, "LAW", law+"\n", 1)
				v := checked(t, scene, explore.Options{Spurious: true, Symmetry: seed%2 == 0})
				if v.Ahead == nil {
					break // it goes wrong on the way
				}
				length := 0
				if v.Kind == engine.EndViolation {
					length = len(v.Schedule) + len(v.Loop)
					closes(t, law, &v, machine(t, scene))
				}
				if length != least {
					t.Fatalf("seed %d, %s: %s, %d passes, by hand %d\n%s", seed, law, v.Text, length, least, scene)
				}
				if asked++; least > 0 {
					broken++
				}
			}
		}
	}
	if least := effort.Times(2, 20, 800); asked < 2*least || broken < least {
		t.Errorf("%d laws were asked, %d are broken", asked, broken)
	}
}

// TestAccidentsByHand: a wakeup for no reason can lead to where nobody gets on; whoever sleeps for ever is saved by
// none; and a run in which they come for ever is none that counts.
func TestAccidentsByHand(t *testing.T) {
	t.Parallel()
	const head = "package gen\n\nvar m mutex\nvar c cond\nvar open, late bool\nvar meals counter\n\n"
	const boot = "\n\nfunc main() {\nspawn(guest)\nspawn(host)\n}\n"
	const late = "func guest() {\nlock(m)\nif !open {\nwait(c, m)\n}\nlate = !open\nunlock(m)\n" +
		"for late {\nyield()\n}\nmeals++\n}\n\nfunc host() {\nlock(m)\nopen = true\nsignal(c)\nunlock(m)\n}"
	const left = "func guest() {\nlock(m)\nwait(c, m)\nopen = true\nunlock(m)\nmeals++\n}\n\n" +
		"func host() {\nfor !open {\nyield()\n}\nmeals++\n}"
	const clock = "func guest() {\nlock(m)\nfor !open {\nwait(c, m)\n}\nunlock(m)\nmeals++\n}\n\n" +
		"func host() {\nsleep(3)\nlock(m)\nopen = true\nsignal(c)\nunlock(m)\n}"
	for _, c := range []struct {
		body       string
		spurious   bool
		kind       engine.Ending
		way, round int // at grain pass
	}{
		{late, false, engine.NotEnded, 0, 0},
		{late, true, engine.Livelock, 3, 1},
		{left, false, engine.LeftAsleep, 1, 1},
		{left, true, engine.LeftAsleep, 1, 1},
		{clock, true, engine.NotEnded, 0, 0},
	} {
		for _, opt := range []explore.Options{{Symmetry: true}, {}, {Grain: program.GrainOp}, {Never: &explore.Never{}},
			{Grain: program.GrainOp, Never: &explore.Never{}, Wake: explore.WakeAny}} {
			opt.Spurious = c.spurious
			v := checked(t, head+c.body+boot, opt)
			far := opt.Grain == program.GrainPass && (len(v.Schedule) != c.way || len(v.Loop) != c.round)
			if v.Kind != c.kind || far {
				t.Errorf("%+v: %s, %d+%d\n%s", opt, v.Text, len(v.Schedule), len(v.Loop), c.body)
			}
			if v.Kind != engine.NotEnded {
				reopens(t, c.body, &v, machine(t, head+c.body+boot))
			}
		}
	}
}

func checked(t *testing.T, text string, opt explore.Options) explore.Verdict {
	t.Helper()
	v, err := explore.Check(context.Background(), machine(t, text), opt)
	if err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	return v
}
