package session

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/internal/effort"
)

func TestMain(m *testing.M) { os.Exit(effort.Run(m)) }

// buffer is the scene of most tests: a bounded buffer in which coroutines block, sleep and time out.
const buffer = `// A bounded buffer for tests.
package buffer

const (
	slots = 9
	seed  = 7
)

var (
	m        mutex
	notEmpty cond
	notFull  cond
	work     = queue(2)
	made     counter
	turn     int
)

func producer() {
	for {
		compute(1, 3)
		lock(m)
		for len(work) >= cap(work) {
			wait(notFull, m)
		}
		put(work)
		made++
		turn++
		signal(notEmpty)
		unlock(m)
	}
}

func consumer() {
	for {
		lock(m)
		for len(work) == 0 {
			waitWithin(notEmpty, m, 5)
		}
		take(work)
		signal(notFull)
		unlock(m)
		sleep(1, 4)
	}
}

func main() {
	spawn(producer, 2)
	spawn(consumer, 2)
}
`

func compile(t testing.TB, source string) *program.Program {
	t.Helper()
	p, err := program.Parse("test.scene", source)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func begin(t testing.TB, source string) *Session {
	t.Helper()
	s, err := New(compile(t, source))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// play goes n steps forward.
func play(t testing.TB, s *Session, n int) {
	t.Helper()
	for range n {
		if s.Forward() == nil {
			t.Fatalf("the run ended at step %d: %v", s.Position(), s.Engine().End())
		}
	}
}

func command(t testing.TB, text string) engine.Command {
	t.Helper()
	c, err := engine.ParseCommand(text)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func do(t testing.TB, s *Session, text string) Change {
	t.Helper()
	change, err := s.Do(command(t, text))
	if err != nil {
		t.Fatal(err)
	}
	return change
}

func TestEveryStepBackIsTheStateThatWasThere(t *testing.T) {
	s := begin(t, buffer)
	hashes := []uint64{s.Engine().Hash()}
	events := [][]engine.Event{append([]engine.Event(nil), s.Events()...)}
	for i := range 600 {
		play(t, s, 1)
		if i == 200 || i == 201 || i == 400 {
			do(t, s, "spawn producer")
		}
		hashes = append(hashes, s.Engine().Hash())
		events = append(events, append([]engine.Event(nil), s.Events()...))
	}
	check := func(how string) {
		t.Helper()
		at := s.Position()
		if got := s.Engine().Hash(); got != hashes[at] {
			t.Fatalf("%s: the state at step %d is another one", how, at)
		}
		if got := fmt.Sprint(s.Events()); got != fmt.Sprint(events[at]) {
			t.Fatalf("%s: the events at step %d are\n%s\nand were\n%v", how, at, got, events[at])
		}
		if s.Engine().StepNumber() != at {
			t.Fatalf("%s: the machine is at step %d, the session at %d", how, s.Engine().StepNumber(), at)
		}
	}
	for s.Back() {
		check("back")
	}
	if s.Position() != 0 {
		t.Fatalf("stepping back ended at step %d", s.Position())
	}
	for s.Position() < 600 {
		play(t, s, 1)
		check("forward again")
	}
	for _, to := range []int64{300, 299, 300, 301, 64, 63, 65, 128, 0, 600, 1, 599, -5, 9999} {
		s.GoTo(to)
		check("jump")
		if want := max(0, min(to, 600)); s.Position() != want {
			t.Fatalf("a jump to %d went to %d", to, s.Position())
		}
	}
	if s.Length() != 600 || len(s.Branches()) != 1 {
		t.Fatalf("going about changed the session: length %d, %d branches", s.Length(), len(s.Branches()))
	}
}

func TestCommandInThePastBranchesAndTheOldFutureStays(t *testing.T) {
	s := begin(t, buffer)
	play(t, s, 100)
	do(t, s, "capacity work 5")
	play(t, s, 100)
	prepared := s.Engine().Hash()

	s.GoTo(40)
	before := s.Engine().Hash()
	change := do(t, s, "spawn consumer")
	if !change.Branched || change.Text == "" || !strings.Contains(change.Undo, "old future") {
		t.Fatalf("a command in the past says %+v", change)
	}
	play(t, s, 10)
	whatIf := s.Engine().Hash()
	if n := len(s.Commands()); n != 1 {
		t.Fatalf("the branch has %d commands; the one at step 100 is no part of it", n)
	}

	text, err := s.OtherFuture()
	if err != nil || s.Position() != 40 || s.Length() != 200 || s.Engine().Hash() != before {
		t.Fatalf("back in the old future: %q %v, step %d of %d", text, err, s.Position(), s.Length())
	}
	s.GoTo(200)
	if s.Engine().Hash() != prepared {
		t.Fatal("the old future is not what it was")
	}
	if _, err := s.OtherFuture(); err != nil || s.Position() != 50 || s.Engine().Hash() != whatIf {
		t.Fatalf("the what-if is not where it was left: %v, step %d", err, s.Position())
	}
	if _, err := s.OtherFuture(); err != nil || s.Position() != 200 || s.Engine().Hash() != prepared {
		t.Fatalf("the old future is not where it was left: %v, step %d", err, s.Position())
	}
	want := "[{1 0 0 200 1 capacity work 5 true false} {2 1 40 50 1 spawn consumer false true}]"
	if got := fmt.Sprint(s.Branches()); got != want {
		t.Fatal(got)
	}
}

func TestBranchBelongsToTheFutureThatItLeaves(t *testing.T) {
	s := begin(t, buffer)
	play(t, s, 60)
	s.GoTo(40)
	do(t, s, "spawn consumer") // branch 2
	play(t, s, 10)
	s.GoTo(20) // still the first branch's part
	do(t, s, "spawn producer")
	if b := s.Branches()[2]; b.Parent != 1 || b.From != 20 {
		t.Fatalf("the third branch is %+v", b)
	}
	if err := s.Switch(2); err != nil {
		t.Fatal(err)
	}
	s.GoTo(45)
	do(t, s, "spawn producer")
	if b := s.Branches()[3]; b.Parent != 2 || b.From != 45 {
		t.Fatalf("the fourth branch is %+v", b)
	}
	// What is begun by undoing the what-if's first command leaves where the what-if does.
	if err := s.Switch(2); err != nil {
		t.Fatal(err)
	}
	s.GoTo(40)
	do(t, s, "capacity work 4")
	if b := s.Branches()[4]; b.Parent != 2 || b.From != 40 {
		t.Fatalf("the fifth branch is %+v", b)
	}
	if _, err := s.Undo(); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Undo(); err != nil {
		t.Fatal(err)
	}
	do(t, s, "set turn 4")
	if b := s.Branches()[5]; b.Parent != 1 || b.From != 40 {
		t.Fatalf("the sixth branch is %+v", b)
	}
	if err := s.Switch(7); err == nil || !strings.Contains(err.Error(), "there are 6") {
		t.Fatal(err)
	}
}

func TestUndo(t *testing.T) {
	s := begin(t, buffer)
	if _, err := s.Undo(); err == nil {
		t.Fatal("undo with nothing to undo")
	}
	play(t, s, 30)
	clean := s.Engine().Hash()
	do(t, s, "spawn producer")
	play(t, s, 5)
	with := s.Engine().Hash()
	text, err := s.Undo()
	if err != nil || text != "took back at step 30: spawn producer" {
		t.Fatal(text, err)
	}
	if s.Position() != 30 || s.Engine().Hash() != clean {
		t.Fatalf("undo went to step %d, to another state", s.Position())
	}
	if _, err := s.OtherFuture(); err != nil || s.Position() != 35 || s.Engine().Hash() != with {
		t.Fatalf("the command is not to be had back: %v at step %d", err, s.Position())
	}
	// A what-if that is undone is the prepared run again, not a third branch.
	s.GoTo(20)
	do(t, s, "spawn consumer")
	n := len(s.Branches())
	if _, err := s.Undo(); err != nil || len(s.Branches()) != n || s.Length() != 35 {
		t.Fatalf("undo of a what-if: %v, %d branches for %d, length %d", err, len(s.Branches()), n, s.Length())
	}
	// Two in a row take back two.
	s.GoTo(35)
	do(t, s, "capacity work 7")
	do(t, s, "capacity work 8")
	for _, want := range []int{7, 2, 2} {
		if _, err := s.Undo(); err != nil {
			t.Fatal(err)
		}
		if got := s.Engine().Snapshot(nil).Queues[0].Max; got != want {
			t.Fatalf("after undo the capacity is %d, not %d", got, want)
		}
	}
	if _, err := s.Undo(); err == nil || !strings.Contains(err.Error(), "nothing to undo") {
		t.Fatalf("everything is undone, and undo says %v", err)
	}
}

func TestRefusedCommandChangesNothing(t *testing.T) {
	s := begin(t, buffer)
	play(t, s, 50)
	s.GoTo(20)
	before := s.Engine().Hash()
	if _, err := s.Do(command(t, "kill nobody")); err == nil {
		t.Fatal("nobody was killed")
	}
	if s.Engine().Hash() != before || len(s.Branches()) != 1 || s.Dirty() || s.Length() != 50 {
		t.Fatal("a refused command changed something")
	}
}

func TestDirty(t *testing.T) {
	s := begin(t, buffer)
	play(t, s, 20)
	if s.Dirty() {
		t.Fatal("watching is nothing to lose")
	}
	do(t, s, "spawn producer")
	if !s.Dirty() {
		t.Fatal("a command is")
	}
	s.MarkSaved(s.Edits())
	s.GoTo(3)
	if s.Dirty() {
		t.Fatal("saved, and still dirty")
	}
	s.GoTo(20)
	if _, err := s.Undo(); err != nil || !s.Dirty() {
		t.Fatalf("an undo is a branch to be saved (%v)", err)
	}
}

func TestNextMoveAndPrevMoveStopAtTheSameSteps(t *testing.T) {
	s := begin(t, buffer)
	var stops []int64
	for range 200 {
		events, ok := s.NextMove(0)
		if !ok || !notable(events) {
			t.Fatalf("no move after step %d", s.Position())
		}
		stops = append(stops, s.Position())
	}
	for i := len(stops) - 2; i >= 0; i-- {
		if !s.PrevMove() || s.Position() != stops[i] {
			t.Fatalf("the move before %d is %d, and not %d", stops[i+1], stops[i], s.Position())
		}
	}
	if !s.PrevMove() || s.Position() != 0 || s.PrevMove() {
		t.Fatalf("before the first move comes the boot, and this is step %d", s.Position())
	}
}

func TestNextMoveGivesUp(t *testing.T) {
	s := begin(t, "// Two that only yield.\npackage p\nfunc a() {\n\tfor {\n\t\tyield()\n\t}\n}\n"+
		"func main() {\n\tspawn(a, 2)\n}\n")
	if _, ok := s.NextMove(50); ok || s.Position() != 50 {
		t.Fatalf("nobody moves, and NextMove went to %d", s.Position())
	}
	s = begin(t, "// One that ends.\npackage p\nfunc a() {\n\tyield()\n}\nfunc main() {\n\tspawn(a)\n}\n")
	n := 0
	for ; n < 10; n++ {
		if _, ok := s.NextMove(50); !ok {
			break
		}
	}
	if n == 0 || n == 10 || s.Engine().End().Kind != engine.EndDone || s.Forward() != nil || s.Pass() != nil {
		t.Fatalf("after %d moves the end is %v", n, s.Engine().End())
	}
}

func TestPassGoesToItsEnd(t *testing.T) {
	s := begin(t, buffer)
	for range 50 {
		pass := s.Engine().PassNumber()
		if s.Pass() == nil || s.Engine().RunningSlot() >= 0 || s.Engine().PassNumber() != pass+1 {
			t.Fatalf("pass %d: step %d", pass, s.Position())
		}
	}
}

// TestKeyframeAfterACommandIsNotUsedWithoutIt: a keyframe may hold a command of its own step, which a branch that was
// begun by undoing that command does not share.
func TestKeyframeAfterACommandIsNotUsedWithoutIt(t *testing.T) {
	s := begin(t, buffer)
	play(t, s, 11)
	want := s.Engine().Hash()
	s = begin(t, buffer)
	play(t, s, 10)
	s.keys.atStep = 10 // the next keyframe is due here
	do(t, s, "set turn 5")
	if keys := s.branches[0].keys; keys[len(keys)-1].step != 10 || keys[len(keys)-1].done != 1 {
		t.Fatal("there is no keyframe after the command")
	}
	play(t, s, 3)
	if _, err := s.Undo(); err != nil {
		t.Fatal(err)
	}
	play(t, s, 3)
	s.GoTo(11)
	if s.Engine().Hash() != want {
		t.Fatal("the command that was undone is still done")
	}
}
