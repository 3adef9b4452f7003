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

func TestStoryIsTheSameHoweverOneGotThere(t *testing.T) {
	s := begin(t, buffer)
	do(t, s, "spawn producer")
	play(t, s, 300)
	do(t, s, "spawn consumer")
	play(t, s, 300)
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
	same()
	for _, to := range []int64{599, 598, 300, 301, 10, 0, 1, 2, 450, 600} {
		s.GoTo(to)
		same()
	}
	play(t, s, 50)
	same()
	s.GoTo(s.Position() - 5)
	same()
	do(t, s, "spawn consumer")
	same()
	s.GoTo(100)
	do(t, s, "kill p1")
	same()
	play(t, s, 100)
	same()
	do(t, s, "capacity work 4")
	same()
	if _, err := s.OtherFuture(); err != nil {
		t.Fatal(err)
	}
	same()
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
		for _, c := range s.Timeline(20).Columns {
			got = append(got, c.Name)
		}
	}
	if told := strings.Join(got, " "); told != "f1 d1  d1 Nora Nora  d1" {
		t.Errorf("the passes are of %q", told)
	}
}

func TestTimelineShowsTheQueuesOfEveryPass(t *testing.T) {
	s := begin(t, buffer)
	// places by step, seen while going forward, and who ran in each pass
	var places []string
	running := map[int64]int{}
	look := func() {
		var row []engine.Place
		for _, c := range s.Engine().Snapshot(nil).Coroutines {
			row = append(row, c.Place)
		}
		places = append(places, fmt.Sprint(row))
		for _, ev := range s.Events() {
			if ev.Kind == engine.Moved && ev.ToPlace() == engine.Running {
				running[s.Engine().PassNumber()] = int(ev.Who)
			}
		}
	}
	look()
	for i := range 400 {
		play(t, s, 1)
		if i == 150 {
			do(t, s, "spawn producer")
		}
		look()
	}
	for _, to := range []int64{400, 399, 398, 397, 200, 201, 152, 151, 150, 3, 2, 1, 0, 380, 400} {
		s.GoTo(to)
		line := s.Timeline(12)
		if to == 0 {
			if len(line.Columns) != 0 {
				t.Fatal("there is a column before the first pass")
			}
			continue
		}
		pass := s.Engine().PassNumber()
		if n := len(line.Columns); n != int(min(12, pass)) || line.Columns[n-1].Pass != pass ||
			line.Columns[n-1].Step != to {
			t.Fatalf("step %d, pass %d: %d columns, the last one %+v", to, pass, n, line.Columns[n-1])
		}
		live := map[int]bool{}
		for i, c := range line.Columns {
			if c.Pass != line.FirstPass+int64(i) {
				t.Fatalf("step %d: column %d is pass %d, the first one is %d", to, i, c.Pass, line.FirstPass)
			}
			if fmt.Sprint(c.Places) != places[c.Step] {
				t.Fatalf("step %d: pass %d shows %v at its step %d, and it was %s", to, c.Pass, c.Places,
					c.Step, places[c.Step])
			}
			if who, ok := running[c.Pass]; ok && c.Running != who || !ok && c.Running != -1 {
				t.Fatalf("step %d: in pass %d ran %d, not %d", to, c.Pass, who, c.Running)
			}
			for slot, p := range c.Places {
				live[slot] = live[slot] || p != engine.Free
			}
		}
		for _, slot := range line.Slots {
			if !live[slot] {
				t.Fatalf("step %d: slot %d was never live", to, slot)
			}
			delete(live, slot)
		}
		for slot, was := range live {
			if was {
				t.Fatalf("step %d: slot %d is missing", to, slot)
			}
		}
	}
}

func TestLongRunForgetsOnlyWhatIsFarBack(t *testing.T) {
	s := begin(t, buffer)
	for range 600 {
		play(t, s, 40)
		s.Story(10)
		s.Timeline(10)
	}
	if n, m := len(s.past.story.told), len(s.past.track.columns); n > 2*mostSentences || m > 2*mostColumns+1 {
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
	line := s.Timeline(mostColumns)
	if n := len(line.Columns); n != mostColumns {
		t.Fatalf("%d columns", n)
	}
	for i, c := range line.Columns {
		if c.Pass != line.FirstPass+int64(i) {
			t.Fatalf("column %d is pass %d", i, c.Pass)
		}
	}
}

func TestCommandAfterAPassLeavesWhoRanInIt(t *testing.T) {
	s := begin(t, buffer)
	for range 20 {
		s.Pass()
	}
	last := func() Column {
		columns := s.Timeline(5).Columns
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
