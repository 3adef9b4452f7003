package seek

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/engine/query"
	"github.com/quartet-os/quartet/engine/session"
	"github.com/quartet-os/quartet/internal/effort"
	"github.com/quartet-os/quartet/internal/scenetest"
)

// askable makes questions about a scene at random.
func askable(r *rand.Rand, p *program.Program) string {
	var values []string
	for _, o := range p.Objects {
		switch o.Class {
		case program.QueueClass:
			values = append(values, "len("+o.Name+")")
		case program.MutexClass:
			values = append(values, "waiters("+o.Name+")")
		case program.CondClass, program.WaitqClass:
			values = append(values, "waiters("+o.Name+")")
		case program.CounterClass:
			values = append(values, o.Name)
		}
	}
	for i := range p.Vars {
		if p.Vars[i].Type == program.Int {
			values = append(values, p.Objects[p.Vars[i].Object].Name)
		}
	}
	values = append(values, "step % 7", "pass % 5", "len(WAITING)", "len(READY)")
	// A function of the scene's own by that name hides the clock.
	if !slices.ContainsFunc(p.Funcs, func(f program.Func) bool { return f.Name == "tick" }) {
		values = append(values, "tick % 3")
	}
	var who []string
	for i := range p.Funcs {
		if f := &p.Funcs[i]; f.Spawnable {
			who = append(who, f.Letter+fmt.Sprint(1+r.IntN(2)))
		}
	}
	place := "place(" + who[r.IntN(len(who))] + ") == " + program.PlaceNames()[r.IntN(5)]
	value := values[r.IntN(len(values))] + []string{" == ", " > ", " != "}[r.IntN(3)] + fmt.Sprint(r.IntN(3))
	return []string{place, value, place + " && " + value, place + " || " + value, "!(" + value + ")"}[r.IntN(5)]
}

// TestWhatIsFoundIsWhatEachStepSays: the steps that are found are those at which a plain look at each state, in a run
// of its own, finds the condition true and at the step before not; going on and going back come to the same ones.
func TestWhatIsFoundIsWhatEachStepSays(t *testing.T) {
	var names []string
	for _, e := range scenetest.Shelf() {
		names = append(names, e.Name)
	}
	for n, name := range effort.Some(t, names, 20, 60) {
		r := rand.New(rand.NewPCG(uint64(n), 7))
		p := scenetest.Shipped(t, name)
		s := scenetest.Open(t, p)
		for s.Position() < 300 && s.Forward() != nil {
		}
		for range 4 {
			text := askable(r, p)
			l, err := For(s, text)
			if err != nil {
				t.Fatalf("%s: %s: %v", name, text, err)
			}
			want := plainly(t, p, s.Length(), l.Question)
			var got []int64
			all := All(s, l)
			for !all.Go(7) {
			}
			for _, h := range all.Hits {
				got = append(got, h.Step)
			}
			if !slices.Equal(got, want) || all.Found() != len(want) {
				t.Errorf("%s: %s was found at %v, and each step says %v", name, text, got, want)
			}
			from := int64(r.IntN(int(s.Length()) + 1))
			s.GoTo(from)
			checkNext(t, s, l, want, name)
			checkLast(t, s, l, want, name)
			s.GoTo(s.Length())
		}
	}
}

// plainly evaluates a question at each step of a run of its own, and lists those at which it became true.
func plainly(t *testing.T, p *program.Program, to int64, q *program.Question) []int64 {
	t.Helper()
	e := scenetest.Boot(t, p)
	var all []int64
	for held := false; ; {
		now := engine.NewAsker(q).True(e)
		if now && !held {
			all = append(all, e.StepNumber())
		}
		held = now
		if e.StepNumber() >= to || e.Step() == nil {
			return all
		}
	}
}

func checkNext(t *testing.T, s *session.Session, l *query.Looker, want []int64, name string) {
	t.Helper()
	i, _ := slices.BinarySearch(want, s.Position()+1)
	next := Next(s, l)
	for !next.Go(1000) && next.At <= s.Length() {
	}
	if i < len(want) && (len(next.Hits) == 0 || next.Hits[0].Step != want[i]) {
		t.Errorf("%s: %s: from step %d on comes %v, want %d", name, l.Text, s.Position(), next.Hits, want[i])
	}
	if i == len(want) && len(next.Hits) > 0 && next.Hits[0].Step <= s.Length() {
		t.Errorf("%s: %s: from step %d on comes %v, want none", name, l.Text, s.Position(), next.Hits)
	}
}

func checkLast(t *testing.T, s *session.Session, l *query.Looker, want []int64, name string) {
	t.Helper()
	i, _ := slices.BinarySearch(want, s.Position())
	last := Last(s, l)
	for !last.Go(11) {
	}
	switch {
	case i == 0 && len(last.Hits) > 0:
		t.Errorf("%s: %s: before step %d is %v, want none", name, l.Text, s.Position(), last.Hits)
	case i > 0 && (len(last.Hits) != 1 || last.Hits[0].Step != want[i-1]):
		t.Errorf("%s: %s: before step %d is %v, want %d", name, l.Text, s.Position(), last.Hits, want[i-1])
	}
}

// TestASpinThatGoesOnStopsNoRun: wherever in a spin a run begins, it stops where one begins, whether it was to stop
// once or stops there always.
func TestASpinThatGoesOnStopsNoRun(t *testing.T) {
	s := scenetest.Open(t, scenetest.Parse(t, `package spins
var (
	turn int
	done int
)
func first() {
	for turn != 1 {
		yield()
	}
	done++
	yield()
	for turn != 2 {
		yield()
	}
}
func other() {
	for i := range 12 {
		turn = i / 4
		yield()
	}
}
func main() {
	spawn(first)
	spawn(other)
}
`))
	run := func(stops func([]engine.Event) bool) int64 {
		for events := s.Forward(); events != nil; events = s.Forward() {
			if stops(events) {
				return s.Position()
			}
		}
		return 0
	}
	all, err := For(s, "spin")
	if err != nil {
		t.Fatal(err)
	}
	all.Begin(s.Engine())
	var begins []int64 // as one who saw the whole run says
	for step := int64(1); step > 0; {
		step = run(func(events []engine.Event) bool { return all.Look(s.Engine(), events) })
		begins = append(begins, step)
	}
	if len(begins) != 3 {
		t.Fatalf("spins begin in %v", begins)
	}
	for name, ask := range map[string]func(*Seeker) error{
		"break": func(k *Seeker) error { return k.Break(s.Program(), "spin") },
		"until": func(k *Seeker) error { _, err := k.Until(s, "spin"); return err },
	} {
		for at := range begins[1] {
			s.GoTo(at)
			var k Seeker
			if err := ask(&k); err != nil {
				t.Fatal(err)
			}
			k.Begin(s)
			got := run(func(events []engine.Event) bool { _, stop := k.Stops(s.Engine(), events); return stop })
			i, found := slices.BinarySearch(begins[:len(begins)-1], at)
			if found {
				i++
			}
			if got != begins[i] {
				t.Errorf("%s: from step %d on it stops in step %d, want %d", name, at, got, begins[i])
			}
		}
	}
}

// TestALongSearchGoesOnBesideAndStops: in slices, with news, until its context is done.
func TestALongSearchGoesOnBesideAndStops(t *testing.T) {
	s := scenetest.Open(t, scenetest.Parse(t, "// It runs on.\npackage p\nvar n int\nfunc a() {\n\tfor {\n\t\tn++\n"+
		"\t\tyield()\n\t}\n}\nfunc main() {\n\tspawn(a)\n}\n"))
	l, err := For(s, "n == 100000")
	if err != nil {
		t.Fatal(err)
	}
	search := Next(s, l)
	if err := search.Run(t.Context(), func(string) {}); err != nil || search.Hits[0].Step != 299_999 {
		t.Errorf("%v: %v", err, search.Hits)
	}
	l, _ = For(s, "n < 0")
	ctx, cancel := context.WithCancel(t.Context())
	search, told := Next(s, l), 0
	err = search.Run(ctx, func(string) {
		told++
		cancel()
	})
	if err == nil || told != 1 || search.At >= patience {
		t.Errorf("stopped with %v after %d news at step %d", err, told, search.At)
	}
}

// TestManyHitsKeepTheLastOnes.
func TestManyHitsKeepTheLastOnes(t *testing.T) {
	s := scenetest.Open(t, scenetest.Shipped(t, "one-condition"))
	for s.Position() < 5*mostHits {
		s.Forward()
	}
	l, err := For(s, "step % 2 == 1")
	if err != nil {
		t.Fatal(err)
	}
	all := All(s, l)
	for !all.Go(1 << 20) {
	}
	if len(all.Hits) != mostHits || all.Found() != 5*mostHits/2 || all.Hits[mostHits-1].Step != 5*mostHits-1 {
		t.Errorf("%d of %d, the last is %v", len(all.Hits), all.Found(), all.Hits[len(all.Hits)-1])
	}
}

// TestTheHistoryOfAValueIsThatOfEachStep: wherever one goes, on whatever branch.
func TestTheHistoryOfAValueIsThatOfEachStep(t *testing.T) {
	s := scenetest.Open(t, scenetest.Shipped(t, "one-condition"))
	var k Seeker
	k.Of(s.Program())
	for _, text := range []string{"len(work)", "place(c2)", "owner(m)"} {
		if err := k.Watch(s.Program(), text); err != nil {
			t.Fatal(err)
		}
	}
	r := rand.New(rand.NewPCG(3, 1))
	for range 300 {
		switch r.IntN(5) {
		case 0, 1:
			s.Forward()
		case 2:
			for range r.IntN(400) {
				s.Forward()
			}
		case 3:
			s.GoTo(int64(r.IntN(int(s.Length()) + 1)))
		default:
			commands := []string{"spawn consumer", "signal changed", "capacity work 2"}
			_, _ = s.Do(scenetest.Command(t, commands[r.IntN(3)]))
		}
		got := k.Values(s, nil)
		for i, one := range got {
			w := &k.watched[i]
			value, there := engine.NewAsker(w.question).Value(s.Engine())
			if want := say(s.Engine(), w.question.Type, change{value: value, there: there}); one.Value != want {
				t.Fatalf("step %d: %s is %s, want %s", s.Position(), one.Text, one.Value, want)
			}
			at, before := lastChange(s, w.question)
			if at <= s.Position()-reach || at == 0 {
				continue
			}
			if one.Since != at || len(one.Before) == 0 || one.Before[0] != before {
				t.Fatalf("step %d: %+v, want since step %d, before that %s", s.Position(), one, at, before)
			}
		}
	}
}

// lastChange replays a branch for the last change of a value, and what it was before.
func lastChange(s *session.Session, q *program.Question) (at int64, before string) {
	walk := s.Walk(0)
	e := walk.Begin()
	a := engine.NewAsker(q)
	last := change{}
	last.value, last.there = a.Value(e)
	for e.StepNumber() < s.Position() {
		if _, ok := walk.Next(); !ok {
			break
		}
		now := change{}
		if now.value, now.there = a.Value(e); now != last {
			at, before = e.StepNumber(), say(s.Engine(), q.Type, last)
			last = now
		}
	}
	return at, before
}

// TestAnEditedSceneIsAskedTheSame, as far as it can be.
func TestAnEditedSceneIsAskedTheSame(t *testing.T) {
	var k Seeker
	p := scenetest.Shipped(t, "one-condition")
	k.Of(p)
	for _, text := range []string{"len(work)", "step", "place(c2)"} {
		if err := k.Watch(p, text); err != nil {
			t.Fatal(err)
		}
	}
	for _, text := range []string{"signal changed", "pass 3"} {
		if err := k.Break(p, text); err != nil {
			t.Fatal(err)
		}
	}
	k.Of(scenetest.Shipped(t, "one-condition-broadcast"))
	if got := fmt.Sprint(k.Watched(), k.Breaks()); got != "[len(work) step place(c2)] [signal changed pass 3]" {
		t.Errorf("of a scene like it is asked %s", got)
	}
	k.Of(scenetest.Shipped(t, "deadlock-by-lock-order"))
	if got := fmt.Sprint(k.Watched(), k.Breaks()); got != "[step] [pass 3]" {
		t.Errorf("of another scene is asked %s", got)
	}
}
