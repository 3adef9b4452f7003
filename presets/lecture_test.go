package presets_test

import (
	"context"
	"fmt"
	"os"
	"reflect"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/measure"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/internal/effort"
	"github.com/quartet-os/quartet/internal/scenetest"
	"github.com/quartet-os/quartet/presets"
)

// lecture compiles a scene of the lecture by the beginning of its name.
func lecture(t *testing.T, name string) *program.Program {
	t.Helper()
	p := scenetest.Shipped(t, name)
	return p
}

// TestLectureScenes: every question of the notes has a scene, and each scene shows its answer when it just
// runs: it ends as it is expected to, or does not end.
func TestLectureScenes(t *testing.T) {
	rows := map[string]bool{}
	for _, name := range presets.Names() {
		if !strings.HasPrefix(name, "lecture-") {
			continue
		}
		rows[name[:len("lecture-01")]] = true
		p := lecture(t, name)
		if want := strings.ReplaceAll(name, "-", "_"); !strings.HasPrefix(want, p.Name) && p.Name != want {
			t.Errorf("%s is package %s", name, p.Name)
		}
		if p.Goal == "" || len(p.Moral) < 100 {
			t.Errorf("%s has no goal, or hardly a moral", name)
		}
		end, story := plainRun(t, p)
		want := p.Expect.String()
		if want == "holds" {
			want = map[engine.Ending]string{engine.NotEnded: "", engine.EndDone: "done"}[end.Kind]
		}
		if end.Kind.String() != want {
			t.Errorf("%s: ends in %q, expected %s: %s\n%s", name, end.Kind, p.Expect, end.Text, story)
		}
	}
	for row := 1; row <= 30; row++ {
		if name := fmt.Sprintf("lecture-%02d", row); !rows[name] {
			t.Errorf("%s is missing", name)
		} else if _, err := presets.Find(name); (err != nil) != (row == 7) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// watch measures a scene over a number of passes.
func watch(t *testing.T, name string, passes int) measure.Measures {
	t.Helper()
	e := scenetest.Boot(t, lecture(t, name))
	m := measure.New(e, measure.Options{})
	m.Fold(e.Boot())
	for range passes {
		m.Fold(e.Pass())
	}
	return m.Measures()
}

// TestLectureNumbers: what the morals say about numbers is measured.
func TestLectureNumbers(t *testing.T) {
	passes := effort.Times(6_000, 20_000, 20_000)
	more := func(what string, a, b float64) {
		t.Helper()
		if !(a > b) {
			t.Errorf("%s: %v is not more than %v", what, a, b)
		}
	}
	harsh := watch(t, "lecture-05", passes)
	more("refused items", float64(harsh.Refused), 100)
	more("wasted passes of a busy retry", float64(harsh.EmptyPasses), 100)
	more("wasted passes of a cycling consumer", float64(watch(t, "lecture-07b", passes).EmptyPasses), 100)
	all, one := watch(t, "lecture-08-", passes), watch(t, "lecture-08b", passes)
	more("a herd's wasted wakeups", float64(all.EmptyWakeups), 10*float64(one.EmptyWakeups))
	more("a herd's context switches", all.Switches.Value/all.Throughput.Value, one.Switches.Value/one.Throughput.Value)
	each, dry := watch(t, "lecture-11b", passes), watch(t, "lecture-11-", passes)
	more("throughput when each take wakes", each.Throughput.Value, 1.08*dry.Throughput.Value)
	spins, sleeps := watch(t, "lecture-16b", passes), watch(t, "lecture-16c", passes)
	more("spins", float64(spins.EmptySpins), 100)
	more("items under a mutex, without a spin", sleeps.Throughput.Value,
		spins.Throughput.Value+float64(sleeps.EmptySpins))
	oneP, allP := watch(t, "lecture-08c", passes), watch(t, "lecture-08d", passes)
	more("how long a put is blocked when one is woken", oneP.Queues[0].PutWait.Value, 3*allP.Queues[0].PutWait.Value)
	more("throughput when all are woken", allP.Throughput.Value, 0.98*oneP.Throughput.Value)
	more("and when one is", oneP.Throughput.Value, 0.98*allP.Throughput.Value)
	more("wakeups, of which none is wasted", float64(allP.Queues[0].Put), 100*float64(allP.EmptyWakeups))
	inside, after := watch(t, "lecture-09-", passes), watch(t, "lecture-09b", passes)
	more("waiting for a lock that the waker holds", inside.LockWaiters.Value, 0.1+after.LockWaiters.Value)
	more("switches an item", inside.Switches.Value/inside.Throughput.Value, after.Switches.Value/after.Throughput.Value)
	stack, queue := watch(t, "lecture-24-", passes).Queues[0], watch(t, "lecture-24b", passes).Queues[0]
	more("longest wait in a stack", float64(stack.ItemLongest), 10*float64(queue.ItemLongest))
	more("wait of what a queue gives", queue.ItemWait.Value, stack.ItemWait.Value)
	if stack.Throughput.Value != queue.Throughput.Value {
		t.Errorf("a stack lets %v pass, a queue %v", stack.Throughput.Value, queue.Throughput.Value)
	}
	for name, state := range map[string]measure.State{
		"lecture-20-": measure.Fills, "lecture-20b": measure.Empties, "lecture-20c": measure.Balanced,
	} {
		if got := watch(t, name, passes).Queues[0].State; got != state {
			t.Errorf("%s %s, it is expected that it %s", name, got, state)
		}
	}
	sleeper, cycler := counters(t, "lecture-07b", "calm_looks", "busy_looks")
	more("looks of a cycling consumer", float64(cycler), 2*float64(sleeper))
	heavy, light := counters(t, "lecture-06", "heavy", "light")
	more("items of the heavy writers", float64(heavy), float64(light))
	signal, callback := watch(t, "lecture-19c", passes), watch(t, "lecture-19b", passes)
	more("latency of a signal, beside a callback's", signal.AnswerLatency.Value, callback.AnswerLatency.Value)
	for _, way := range []string{"lecture-19-", "lecture-19b", "lecture-19c", "lecture-19d", "lecture-26",
		"lecture-30-"} {
		m := watch(t, way, passes)
		more(way+": answers", float64(m.Answers), 100)
		if way != "lecture-26" {
			more(way+": errors", float64(m.Failures), float64(m.Answers)/4)
		}
		if (m.EmptyPolls > 0) != (way == "lecture-19d") {
			t.Errorf("%s: %d wasted polls", way, m.EmptyPolls)
		}
	}
}

// counters runs a scene for a while and returns two of its counters.
func counters(t *testing.T, name, a, b string) (x, y int64) {
	t.Helper()
	e := scenetest.Boot(t, lecture(t, name))
	for range 1000 {
		e.Pass()
	}
	for _, c := range e.Snapshot(nil).Counters {
		switch c.Name {
		case a:
			x = c.Value
		case b:
			y = c.Value
		}
	}
	return x, y
}

// TestLectureSameTrace: the redundant check and the undeclared guard change nothing but that they are tested.
func TestLectureSameTrace(t *testing.T) {
	for _, pair := range [][2]string{{"lecture-13-", "lecture-13b"}, {"lecture-29-", "lecture-29b"}} {
		if a, b := moves(t, pair[0]), moves(t, pair[1]); !reflect.DeepEqual(a, b) || len(a) < 1000 {
			t.Errorf("%s and %s differ", pair[0], pair[1])
		}
	}
}

// moves gives every change of place of a scene, with its time and its cause.
func moves(t *testing.T, name string) []engine.Event {
	t.Helper()
	e := scenetest.Boot(t, lecture(t, name))
	var all []engine.Event
	for range 1000 {
		for _, ev := range e.Pass() {
			if ev.Kind == engine.Moved {
				ev.Step = 0 // steps count tests, too
				all = append(all, ev)
			}
		}
	}
	return all
}

// TestLectureReach: the queue can be full while a consumer sleeps, but not where there is one consumer only.
func TestLectureReach(t *testing.T) {
	for consumers, kind := range map[int64]engine.Ending{1: engine.NotEnded, 2: explore.Reached} {
		p, err := measure.Vary(lecture(t, "lecture-28"), measure.Setting{Name: "consumers", N: consumers})
		if err != nil {
			t.Fatal(err)
		}
		e := scenetest.Boot(t, p)
		const asleep = "len(itemlist) == cap(itemlist) && waiters(consumers_wq) > 0 && owner(l) == nil"
		v, err := explore.Run(context.Background(), e, explore.Options{Reach: asleep})
		if err != nil || v.Kind != kind || !v.Complete && kind == engine.NotEnded {
			t.Errorf("%d consumers: %+v %v", consumers, v, err)
		}
	}
}

// TestLectureKnee: with two producers that make an item each four ticks, and five ticks of work for each, the third
// consumer is the last that pays.
func TestLectureKnee(t *testing.T) {
	points, err := measure.Sweep(context.Background(), measure.Plan{Scene: lecture(t, "lecture-21-"), Passes: 20_000,
		Ranges: []measure.Range{{Name: "consumers", From: 1, To: 6}}}, 2, nil)
	if err != nil {
		t.Fatal(err)
	}
	for i := range points {
		if p := &points[i]; p.Knee != (p.Settings[0].N == 3) {
			t.Errorf("%v: knee %v at %v items a tick", p.Settings, p.Knee, p.Measures.Throughput.Value)
		}
	}
}

// TestLecturePage: the page on the lecture names every scene with its verdict, and no other.
func TestLecturePage(t *testing.T) {
	text, err := os.ReadFile("../docs/lecture.md")
	if err != nil {
		t.Fatal(err)
	}
	told := map[string]string{}
	for line := range strings.Lines(string(text)) {
		cells := strings.Split(line, "|")
		if len(cells) != 7 || !strings.Contains(cells[4], "lecture-") {
			continue
		}
		scenes, verdicts := strings.Split(cells[4], "<br>"), strings.Split(cells[5], "<br>")
		for i, scene := range scenes {
			told[strings.Trim(scene, " `")] = strings.TrimSpace(verdicts[min(i, len(verdicts)-1)])
		}
	}
	for _, name := range presets.Names() {
		if !strings.HasPrefix(name, "lecture-") {
			continue
		}
		if want := lecture(t, name).Expect.String(); told[name] != want {
			t.Errorf("%s: the page says %q, the scene %q", name, told[name], want)
		}
		delete(told, name)
	}
	if len(told) > 0 {
		t.Errorf("the page names scenes that are not there: %v", told)
	}
}
