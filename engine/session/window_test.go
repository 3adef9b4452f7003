package session

import (
	"fmt"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/narrate"
)

// told tells a run from the beginning, without a session.
func toldFromTheStart(t *testing.T, s *Session, to int64) []string {
	t.Helper()
	e, err := engine.New(s.Program())
	if err != nil {
		t.Fatal(err)
	}
	n := narrate.New(e.Program(), e.Snapshot(nil))
	n.Restart()
	var all []string
	add := func(events []engine.Event) {
		for _, one := range n.Tell(events, e.End()) {
			all = append(all, fmt.Sprint(one.Step, " ", one))
		}
	}
	add(e.Boot())
	commands := s.Commands()
	for {
		for len(commands) > 0 && commands[0].Step == e.StepNumber() {
			events, err := e.Do(commands[0].Command)
			if err != nil {
				t.Fatal(err)
			}
			add(events)
			commands = commands[1:]
		}
		if e.StepNumber() >= to {
			return all
		}
		add(e.Step())
	}
}

// everyWay goes through a session forward, by jumps near and far, with commands, into branches and to another future,
// and looks wherever it comes to.
func everyWay(t *testing.T, s *Session, look func()) {
	t.Helper()
	do(t, s, "spawn producer")
	play(t, s, 300)
	do(t, s, "spawn consumer")
	play(t, s, 300)
	look()
	for _, to := range []int64{599, 598, 300, 301, 10, 0, 1, 2, 450, 600} {
		s.GoTo(to)
		look()
	}
	for range 40 {
		s.Forward()
		look()
	}
	s.GoTo(s.Position() - 5)
	look()
	do(t, s, "spawn consumer")
	look()
	s.GoTo(100)
	do(t, s, "kill p1")
	look()
	play(t, s, 100)
	look()
	do(t, s, "capacity work 4")
	look()
	if _, err := s.OtherFuture(); err != nil {
		t.Fatal(err)
	}
	look()
}

func TestStoryIsTheSameHoweverOneGotThere(t *testing.T) {
	s := begin(t, buffer)
	same := func() {
		t.Helper()
		all := toldFromTheStart(t, s, s.Position())
		for _, n := range []int{0, 1, 7, 40} {
			var got []string
			for _, one := range s.Story(n) {
				got = append(got, fmt.Sprint(one.Step, " ", one))
			}
			want := all[max(0, len(all)-n):]
			if fmt.Sprint(got) != fmt.Sprint(want) {
				t.Fatalf("the last %d sentences at step %d are\n%q\nand should be\n%q", n, s.Position(), got, want)
			}
		}
	}
	everyWay(t, s, same)
}

// TestTimelineNames: who ran in a pass keeps its name after its end, also when another has its slot by then.
func TestTimelineNames(t *testing.T) {
	s := begin(t, `package names

const slots = 2

func first() {}

func next() { yield() }

func demo() {
	sleep(2)
	spawn(next, "Nora")
	sleep(3)
}

func main() {
	spawn(first)
	spawn(demo)
}
`)
	var got []string
	play(t, s, 1)
	for s.Forward() != nil {
		got = got[:0]
		for _, c := range s.Timeline(Span{Scale: APass, Columns: 20}, 0).Columns {
			got = append(got, c.Name)
		}
	}
	if told := strings.Join(got, " "); told != "f1 d1  d1 Nora Nora  d1" {
		t.Errorf("the passes are of %q", told)
	}
}

func TestLongRunForgetsOnlyWhatIsFarBack(t *testing.T) {
	s := begin(t, buffer)
	for range 600 {
		play(t, s, 40)
		s.Story(10)
		s.Timeline(Span{Scale: APass, First: s.LastColumn(APass) - 9, Columns: 10}, 0)
	}
	if n, m := len(s.past.story.told), len(s.past.strip.columns); n > 2*mostSentences || m > 2*mostColumns+1 {
		t.Fatalf("%d sentences and %d columns are kept", n, m)
	}
	all := toldFromTheStart(t, s, s.Position())
	got := s.Story(mostSentences)
	if len(got) != mostSentences {
		t.Fatalf("%d sentences", len(got))
	}
	for i, one := range got {
		if want := all[len(all)-len(got)+i]; fmt.Sprint(one.Step, " ", one) != want {
			t.Fatalf("sentence %d is %v, and should be %s", i, one, want)
		}
	}
}

func TestCommandAfterAPassLeavesWhoRanInIt(t *testing.T) {
	s := begin(t, buffer)
	for range 20 {
		s.Pass()
	}
	last := func() Column {
		columns := s.Timeline(Span{Scale: APass, First: s.LastColumn(APass) - 4, Columns: 5}, 0).Columns
		return columns[len(columns)-1]
	}
	before := last()
	do(t, s, "spawn consumer")
	after := last()
	if before.Running < 0 || after.Running != before.Running || after.Pass != before.Pass {
		t.Fatalf("pass %d: ran %d, and after a command %d ran in pass %d",
			before.Pass, before.Running, after.Running, after.Pass)
	}
	if fmt.Sprint(after.Places) == fmt.Sprint(before.Places) {
		t.Fatal("the spawned coroutine is not shown")
	}
}
