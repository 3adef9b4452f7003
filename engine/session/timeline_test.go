package session

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
)

// recorded is a run folded from its boot on, by nothing but its events: after each step where everybody is, who runs or
// ran last in its pass, and what waits; of a pass in which nobody ran where they waited in it.
type recorded struct {
	places  [][]engine.Place
	idle    [][]engine.Place
	pass    []int64
	running []int
	waiting []int
}

// record folds the present branch of a session up to its last step.
func record(t fataler, s *Session) *recorded {
	t.Helper()
	e, err := engine.New(s.Program())
	if err != nil {
		t.Fatal(err)
	}
	r, now, running := &recorded{}, make([]engine.Place, e.Slots()), -1
	before := slices.Clone(now)
	fold := func(events []engine.Event) {
		for _, ev := range events {
			if ev.Kind != engine.Moved {
				continue
			}
			now[ev.Who] = ev.ToPlace()
			if ev.ToPlace() == engine.Running {
				running = int(ev.Who)
			}
		}
	}
	fold(e.Boot())
	commands, pass := s.Commands(), int64(0)
	for {
		for len(commands) > 0 && commands[0].Step == e.StepNumber() {
			events, err := e.Do(commands[0].Command)
			if err != nil {
				t.Fatal(err)
			}
			fold(events)
			commands = commands[1:]
		}
		waiting := 0
		for _, p := range now {
			if p == engine.Waiting || p == engine.TimedWaiting {
				waiting++
			}
		}
		r.places = append(r.places, slices.Clone(now))
		r.idle = append(r.idle, slices.Clone(now))
		for slot, p := range before {
			if running < 0 && (p == engine.Waiting || p == engine.TimedWaiting) {
				r.idle[len(r.idle)-1][slot] = p
			}
		}
		r.pass, r.running, r.waiting = append(r.pass, pass), append(r.running, running), append(r.waiting, waiting)
		if e.StepNumber() == s.Length() {
			return r
		}
		events := e.Step()
		if e.PassNumber() != pass {
			pass, running, before = e.PassNumber(), -1, slices.Clone(now)
		}
		fold(events)
	}
}

type fataler interface {
	Helper()
	Fatal(...any)
	Fatalf(string, ...any)
}

// wanted is the column of an index, by the record; ok is false behind the end of the run.
func (r *recorded) wanted(scale Scale, index, pos int64) (c Column, ok bool) {
	var steps []int
	for step := 1; step < len(r.pass); step++ {
		if scale.column(int64(step), r.pass[step]) == index {
			steps = append(steps, step)
		}
	}
	if steps == nil {
		return c, false
	}
	last := steps[len(steps)-1]
	c = Column{Pass: r.pass[last], Step: int64(last), Running: -1, Places: r.idle[last]}
	if scale <= APass {
		c.Running = r.running[last]
		if scale == APass && pos >= int64(steps[0]) && pos < c.Step {
			c.Places = r.places[pos]
		}
		return c, true
	}
	lengths := make([][places]int, len(c.Places))
	for i, step := range steps {
		if i+1 < len(steps) && r.pass[steps[i+1]] == r.pass[step] {
			continue
		}
		if r.running[step] >= 0 {
			c.Running = r.running[step]
		}
		for slot, p := range r.idle[step] {
			if p == engine.Running {
				p = engine.Ready
			}
			if slot == r.running[step] {
				p = engine.Running
			}
			lengths[slot][p]++
		}
	}
	c.Places = make([]engine.Place, len(lengths))
	for slot, n := range lengths {
		for _, p := range []engine.Place{engine.Waiting, engine.TimedWaiting, engine.Ready, engine.Running} {
			if best := c.Places[slot]; n[p] > 0 && (best == engine.Free || n[p] >= n[best]) {
				c.Places[slot] = p
			}
		}
	}
	return c, true
}

// sameTimeline compares a span of a session's timeline with the record.
func (r *recorded) sameTimeline(t fataler, s *Session, span Span) {
	t.Helper()
	line := s.Timeline(span, 0)
	if line.Partial {
		t.Fatalf("%+v is not whole", span)
	}
	live := map[int]bool{}
	for i := range span.Columns {
		want, ok := r.wanted(span.Scale, span.First+int64(i), s.Position())
		if ok != (i < len(line.Columns)) {
			t.Fatalf("%+v at step %d of %d: %d columns", span, s.Position(), s.Length(), len(line.Columns))
		}
		if !ok {
			break
		}
		got := line.Columns[i]
		if got.Pass != want.Pass || got.Step != want.Step || got.Running != want.Running ||
			!slices.Equal(got.Places, want.Places) {
			t.Fatalf("%+v at step %d: column %d is\n%+v\nwant\n%+v", span, s.Position(), i, got, want)
		}
		for slot, p := range got.Places {
			live[slot] = live[slot] || p != engine.Free
		}
	}
	for slot, was := range live {
		if was != slices.Contains(line.Slots, slot) {
			t.Fatalf("%+v: slot %d, live %v; the rows are %v", span, slot, was, line.Slots)
		}
	}
	at := -1
	for i, c := range line.Columns {
		if first, _ := r.firstStep(span, i); first <= s.Position() && s.Position() <= c.Step ||
			i == len(line.Columns)-1 && c.Step <= s.Position() {
			at = i
		}
	}
	if line.Now != at {
		t.Fatalf("%+v: step %d is in column %d, not %d", span, s.Position(), line.Now, at)
	}
}

func (r *recorded) firstStep(span Span, i int) (int64, bool) {
	for step := int64(1); step < int64(len(r.pass)); step++ {
		if span.Scale.column(step, r.pass[step]) == span.First+int64(i) {
			return step, true
		}
	}
	return 0, false
}

// sameOverview compares an overview with the record.
func (r *recorded) sameOverview(t fataler, s *Session, parts int) {
	t.Helper()
	o, last := s.Overview(parts), len(r.pass)-1
	if o.Passes != r.pass[last] {
		t.Fatalf("the overview has %d passes of %d", o.Passes, r.pass[last])
	}
	for i, m := range o.Moments {
		to := ((int64(i)+1)*o.Passes + int64(parts) - 1) / int64(parts)
		whole := m.Step == int64(last) || r.pass[m.Step+1] != r.pass[m.Step]
		if m.Step > 0 && i < parts-1 && (r.pass[m.Step] > to || !whole) {
			t.Fatalf("part %d of %d shows step %d, within pass %d", i, parts, m.Step, r.pass[m.Step])
		}
		if m.Waiting > o.Most || m.Waiting < 0 {
			t.Fatalf("part %d: %d wait, %d at most", i, m.Waiting, o.Most)
		}
		if m.Share < 0 || m.Share > 1000 || m.Share > 0 != (m.Waiting > 0) {
			t.Fatalf("part %d: %d wait, %d of a thousand", i, m.Waiting, m.Share)
		}
	}
	if parts == int(o.Passes) { // a part a pass
		for i, m := range o.Moments[:parts-1] {
			if m.Waiting != r.waiting[m.Step] {
				t.Fatalf("after pass %d wait %d, not %d", i+1, m.Waiting, r.waiting[m.Step])
			}
		}
	}
}

// TestTheTimelineIsTheFoldOfTheEvents: on random scenes with random commands, jumps, branches and undos, every part of
// the timeline at every scale is what the events say, whatever the position is, from the boot to the end of the run.
func TestTheTimelineIsTheFoldOfTheEvents(t *testing.T) {
	t.Parallel()
	programs := compileAll(t)
	rapid.Check(t, func(t *rapid.T) {
		s, p := drawSession(t, programs)
		for range rapid.IntRange(1, 12).Draw(t, "acts") {
			wander(t, s, p)
			if rapid.Bool().Draw(t, "look") {
				r := record(t, s)
				scale := Scale(rapid.SampledFrom([]int{0, 1, 2, 3, 16}).Draw(t, "scale"))
				span := Span{Scale: scale, Columns: rapid.IntRange(1, 30).Draw(t, "columns"),
					First: max(s.ColumnAt(scale)+int64(rapid.IntRange(-20, 4).Draw(t, "from")), 0)}
				r.sameTimeline(t, s, span)
				if s.Length() > 0 {
					r.sameOverview(t, s, rapid.SampledFrom([]int{1, 7, int(r.pass[len(r.pass)-1])}).Draw(t, "parts"))
				}
			}
		}
	})
}

// wander does something to a session.
func wander(t *rapid.T, s *Session, p *program.Program) {
	switch rapid.IntRange(0, 6).Draw(t, "act") {
	case 0, 1:
		for range rapid.IntRange(1, 60).Draw(t, "steps") {
			s.Forward()
		}
	case 2:
		_, _ = s.Do(drawCommand(t, p))
	case 3:
		s.GoTo(int64(rapid.IntRange(0, int(s.Length())).Draw(t, "to")))
	case 4:
		_, _ = s.Undo()
	case 5:
		_, _ = s.OtherFuture()
	case 6:
		answerAtRandom(t, s)()
	}
}

// TestTheTimelineKnowsTheFutureAtTheBoot: what was run is known wherever one goes back to.
func TestTheTimelineKnowsTheFutureAtTheBoot(t *testing.T) {
	s := begin(t, buffer)
	play(t, s, 120)
	last := s.LastColumn(APass)
	for _, to := range []int64{0, 1, 60, 119, 120} {
		s.GoTo(to)
		line := s.Timeline(Span{Scale: APass, Columns: 100}, 0)
		if n := len(line.Columns); int64(n) != last+1 || line.Now != int(s.ColumnAt(APass)) {
			t.Errorf("at step %d: %d columns, now %d; the run has %d", to, n, line.Now, last+1)
		}
	}
}

// TestATimelineOfALongRunIsMadeInSlices: no call does more than it may, and the calls come to an end.
func TestATimelineOfALongRunIsMadeInSlices(t *testing.T) {
	s := begin(t, buffer)
	play(t, s, 100_000)
	const most = 500
	for _, scale := range []Scale{AStep, APass, Coarsest} {
		for _, to := range []int64{0, 50_000, 99_000, 30} {
			s.GoTo(to)
			span := Span{Scale: scale, First: max(s.ColumnAt(scale)-50, 0), Columns: 100}
			want := fmt.Sprintf("%+v", s.Timeline(span, 0))
			s.past.strip.made = false
			for calls := 1; ; calls++ {
				before := s.past.strip.to
				line := s.Timeline(span, most)
				if done := s.past.strip.to - before; calls > 1 && done > most {
					t.Fatalf("a call made %d steps", done)
				}
				if !line.Partial {
					if got := fmt.Sprintf("%+v", line); got != want {
						t.Fatalf("%+v at step %d, in slices:\n%s\nat once:\n%s", span, to, got, want)
					}
					break
				}
				if calls > 500 {
					t.Fatalf("%+v at step %d does not come to an end", span, to)
				}
			}
		}
	}
	if n := s.counts.kept; n > mostCounts {
		t.Errorf("%d counts are kept", n)
	}
	if o := s.Overview(80); o.Most == 0 || len(o.Moments) != 80 || o.Moments[79].Step != s.Length() {
		t.Errorf("the overview of a long run is %+v", o)
	}
}

// TestMarks: commands, deadlines, other futures and the end stand at their steps.
func TestMarks(t *testing.T) {
	s := begin(t, locks)
	play(t, s, 40)
	do(t, s, "kill t3")
	play(t, s, 200)
	slot, _ := s.Engine().Lookup("s1")
	at := int64(60)
	for s.GoTo(at); s.Engine().Place(slot) != engine.Waiting; s.GoTo(at) {
		at++
	}
	do(t, s, "timeout s1")
	play(t, s, 60)
	seen := map[MarkKind][]string{}
	line := s.Timeline(Span{Scale: APass, Columns: 1000}, 0)
	for _, m := range line.Marks {
		seen[m.Kind] = append(seen[m.Kind], fmt.Sprint(m.Step, " ", m.Text))
		if c := line.Columns[m.Column]; c.Step < m.Step || m.Column > 0 && line.Columns[m.Column-1].Step >= m.Step {
			t.Errorf("%+v stands in the column up to step %d", m, c.Step)
		}
	}
	if got := fmt.Sprint(seen[CommandMark]); got != fmt.Sprintf("[40 kill t3 %d timeout s1]", at) {
		t.Errorf("commands: %s", got)
	}
	if got := fmt.Sprint(seen[BranchMark]); got != fmt.Sprintf("[%d branch 1]", at) {
		t.Errorf("branches: %s", got)
	}
	if len(seen[TimeoutMark]) == 0 || slices.Contains(seen[TimeoutMark], fmt.Sprint(at, " s1")) { // s1 had none
		t.Errorf("deadlines: %q", seen[TimeoutMark])
	}
	if len(seen[EndMark])+len(seen[FailMark]) > 0 {
		t.Errorf("a run that goes on has an end: %v", seen)
	}
	s = begin(t, `package short

func one() {}

func main() { spawn(one) }
`)
	for s.Forward() != nil {
	}
	s.GoTo(0)
	if all := s.Timeline(Span{Scale: APass, Columns: 9}, 0).Marks; len(all) != 1 || all[0].Kind != EndMark {
		t.Errorf("the end of a run is marked so: %+v", all)
	}
}

// TestNobodyRunsAndTheyWait: in a pass in which the clock goes on for those who wait with a deadline, they are where
// they waited, at every scale, and READY only behind it.
func TestNobodyRunsAndTheyWait(t *testing.T) {
	t.Parallel()
	s, err := New(compile(t, `package p

func a() {
	sleep(9)
	compute(1, 4)
}

func main() { spawn(a) }
`))
	if err != nil {
		t.Fatal(err)
	}
	for s.Forward() != nil {
	}
	for _, scale := range []Scale{AStep, APass} {
		line := s.Timeline(Span{Scale: scale, Columns: 8}, 0)
		idle := slices.IndexFunc(line.Columns, func(c Column) bool { return c.Running < 0 })
		if idle < 1 {
			t.Fatalf("%s: somebody ran in each of %+v", scale, line.Columns)
		}
		if got := line.Columns[idle].Places[0]; got != engine.TimedWaiting {
			t.Errorf("%s: it is on %s while nobody runs", scale, got)
		}
	}
}
