package explore_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/program"
)

// joinFigure is a program that waits for ends, with JOIN(x) and END() where it does.
type joinFigure struct {
	name, text string
	want       engine.Ending // at both grains
}

var joinFigures = []joinFigure{
	{name: "a sum of two", text: `
func child1() { lock(m); n++; unlock(m); END(1) }
func child2() { lock(m); n++; unlock(m); END(2) }
func parent() { x1 = spawn(child1); x2 = spawn(child2); JOIN(1); JOIN(2); assert(n == 2, "both") }
func main()   { spawn(parent) }`},
	{name: "one is not waited for", text: `
func child1() { lock(m); n++; unlock(m); END(1) }
func child2() { lock(m); n++; unlock(m); END(2) }
func parent() { x1 = spawn(child1); x2 = spawn(child2); JOIN(2); assert(n == 2, "both") }
func main()   { spawn(parent) }`, want: engine.EndViolation},
	{name: "with the lock that the other needs", text: `
func child1() { lock(m); n++; unlock(m); END(1) }
func child2() { END(2) }
func parent() { x1 = spawn(child1); x2 = spawn(child2); lock(m); JOIN(1); unlock(m); JOIN(2) }
func main()   { spawn(parent) }`, want: engine.EndDeadlock},
	{name: "two wait for one", text: `
func child1() { yield(); n = 1; END(1) }
func child2() { JOIN(1); assert(n == 1, "it has ended"); END(2) }
func parent() { x1 = spawn(child1); x2 = spawn(child2); JOIN(1); assert(n == 1, "it has ended"); JOIN(2) }
func main()   { spawn(parent) }`},
	{name: "each other", text: `
func child1() { yield(); JOIN(2); END(1) }
func child2() { JOIN(1); END(2) }
func main()   { x1 = spawn(child1); x2 = spawn(child2) }`, want: engine.EndDeadlock},
	{name: "joined before it may begin", text: `
func child1() { lock(m); for n == 0 { wait(c, m) }; unlock(m); END(1) }
func child2() { END(2) }
func parent() { x1 = spawn(child1); x2 = spawn(child2); JOIN(1); lock(m); n = 1; signal(c); unlock(m) }
func main()   { spawn(parent) }`, want: engine.EndStuck},
}

const joinHead = "package ends\nconst slots = 4\nvar (\nm mutex\nc cond\nn int\nx1 coroutine\nx2 coroutine\n"

// source writes the program with joins.
func (f joinFigure) source() string {
	ends := strings.NewReplacer("JOIN(1)", "join(x1)", "JOIN(2)", "join(x2)", "; END(1)", "", "; END(2)", "",
		"END(1)", "", "END(2)", "")
	return joinHead + ")\n" + ends.Replace(f.text)
}

// twin writes it with a flag and a condition for each end.
func (f joinFigure) twin() string {
	text := f.text
	for _, i := range []string{"1", "2"} {
		wait := fmt.Sprintf("lock(e%[1]s); for !over%[1]s { wait(d%[1]s, e%[1]s) }; unlock(e%[1]s)", i)
		tell := fmt.Sprintf("lock(e%[1]s); over%[1]s = true; broadcast(d%[1]s); unlock(e%[1]s)", i)
		text = strings.NewReplacer("JOIN("+i+")", wait, "END("+i+")", tell).Replace(text)
	}
	return joinHead + "e1 mutex\ne2 mutex\nd1 cond\nd2 cond\nover1 bool\nover2 bool\n)\n" + text
}

// TestJoinFigures asks programs that wait for ends, in a plain search too, and beside the same with flags and
// conditions. What is a deadlock of ends is stuck there, since a condition has no owner.
func TestJoinFigures(t *testing.T) {
	t.Parallel()
	for _, f := range joinFigures {
		e := machine(t, f.source())
		for _, grain := range bothGrains {
			s := subject{f.name + ", grain " + grain.String(), e, explore.Options{Grain: grain, Beyond: 1 << 40}}
			v := look(t, explore.Run, e, s.opt)
			if v.Kind != f.want {
				t.Errorf("%s: %s", s.name, v.Text)
			}
			agree(t, s, v)
			if v.Answer == explore.Fails {
				playOut(t, e.Program(), v)
			}
			w := look(t, explore.Run, machine(t, f.twin()), s.opt)
			same := w.Kind == v.Kind || w.Kind == engine.EndStuck && v.Kind == engine.EndDeadlock
			if !same || grain == program.GrainPass && f.want != engine.EndDeadlock && w.Length != v.Length {
				t.Errorf("%s: %s after %d, written out %s after %d: %s", s.name, v.Kind, v.Length, w.Kind, w.Length,
					w.Text)
			}
		}
	}
}

// TestJoinedWhileOthersRun: a circle of ends is found though somebody can always run.
func TestJoinedWhileOthersRun(t *testing.T) {
	e := machine(t, joinHead+`)
func child1() { yield(); join(x2) }
func child2() { join(x1) }
func runs()   { for { yield() } }
func main()   { x1 = spawn(child1); x2 = spawn(child2); spawn(runs) }`)
	v, err := explore.Run(context.Background(), e, explore.Options{})
	if err != nil || v.Kind != engine.EndDeadlock || v.Length != 3 {
		t.Errorf("%v, %s after %d: %s", err, v.Kind, v.Length, v.Text)
	}
}

// TestDaemonsInACircle: at a circle of ends nothing is over, though all in it may wait for ever; the search counts it
// as the machine does.
func TestDaemonsInACircle(t *testing.T) {
	e := machine(t, joinHead+`)
func child1() { yield(); join(x2) }
func child2() { join(x1) }
func main()   { x1 = daemon(child1); x2 = daemon(child2) }`)
	s := subject{"two daemons", e, explore.Options{Beyond: 1 << 40}}
	v := look(t, explore.Run, e, s.opt)
	if v.Kind != engine.EndDeadlock || v.Length != 3 || v.Deadlocks != 1 || v.Ends != 0 {
		t.Errorf("%s after %d, %d deadlocks, %d ends: %s", v.Kind, v.Length, v.Deadlocks, v.Ends, v.Text)
	}
	agree(t, s, v)
}
