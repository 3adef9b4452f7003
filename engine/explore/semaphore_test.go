package explore_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/internal/effort"
)

// permitFigure is a textbook's program with semaphores, and what comes of it.
type permitFigure struct {
	name, vars, funcs, boot string
	consts                  string
	want                    engine.Ending // at both grains
	atOp                    engine.Ending // or only at grain op
	law                     bool          // something may be violated, so that twins need not agree on the length
}

// figures are those of chapter 31 of Operating Systems: Three Easy Pieces.
var permitFigures = []permitFigure{
	{name: "a lock", vars: "s = semaphore(1); n int",
		funcs: `
func worker() { acquire(s); n++; n--; release(s) }`,
		boot: `spawn(worker, 3); invariant("one", n < 2)`},
	{name: "no lock", vars: "s = semaphore(2); n int",
		funcs: `
func worker() { acquire(s); n++; yield(); n--; release(s) }`,
		boot: `spawn(worker, 2); invariant("one", n < 2)`, want: engine.EndViolation, law: true},
	{name: "a parent that waits", vars: "s semaphore; over bool",
		funcs: `
func parent() { spawn(child); acquire(s); assert(over, "it is over") }
func child() { over = true; release(s) }`, boot: "spawn(parent)"},
	{name: "a parent that does not", vars: "s = semaphore(1); over bool",
		funcs: `
func parent() { spawn(child); acquire(s); assert(over, "it is over") }
func child() { over = true; release(s) }`, boot: "spawn(parent)", want: engine.EndViolation, law: true},
	{name: "a rendezvous", vars: "a semaphore; b semaphore; n int",
		funcs: `
func one() { n++; release(a); acquire(b); assert(n == 2, "both") }
func two() { n++; release(b); acquire(a); assert(n == 2, "both") }`, boot: "spawn(one); spawn(two)",
		atOp: engine.EndViolation, law: true}, // n++ is a load and a store
	{name: "a rendezvous that waits first", vars: "a semaphore; b semaphore",
		funcs: `
func one() { acquire(b); release(a) }
func two() { acquire(a); release(b) }`,
		boot: "spawn(one); spawn(two)", want: engine.EndStuck},
	{name: "bounded buffer, no lock", vars: "empty = semaphore(2); full semaphore; n int; items int",
		funcs: `
func producer() { for { acquire(empty); n = items; yield(); items = n + 1; release(full) } }
func consumer() { for { acquire(full); assert(items > 0, "there is one"); items--; release(empty) } }`,
		boot: "spawn(producer, 2); spawn(consumer)", want: engine.EndViolation, law: true},
	{name: "bounded buffer, the lock first",
		vars: "empty = semaphore(1); full semaphore; latch = semaphore(1); items int",
		funcs: `
func producer() {
	for { acquire(latch); acquire(empty); items++
	release(full); release(latch); yield() }
}
func consumer() {
	for { acquire(latch); acquire(full); items--
	release(empty); release(latch); yield() }
}`,
		boot: "spawn(producer); spawn(consumer)", want: engine.EndStuck},
	{name: "bounded buffer", vars: "empty = semaphore(2); full semaphore; latch = semaphore(1); items int",
		funcs: `
func producer() {
	for { acquire(empty); acquire(latch); items++
	release(latch); release(full); yield() }
}
func consumer() {
	for { acquire(full); acquire(latch); items--
	release(latch); release(empty); yield() }
}`,
		boot: `spawn(producer, 2); spawn(consumer); invariant("fits", items >= 0 && items <= 2)`},
	{name: "readers and writers", vars: "latch = semaphore(1); writing = semaphore(1); readers int; writers int",
		funcs: `
func reader() {
	acquire(latch); readers++; if readers == 1 { acquire(writing) }; release(latch); yield()
	acquire(latch); readers--; if readers == 0 { release(writing) }; release(latch)
}
func writer() {
	acquire(writing); writers++; yield()
	assert(readers == 0 || writers == 1, "alone"); writers--; release(writing)
}`,
		boot: `spawn(reader, 2); spawn(writer); invariant("one writer", writers < 2)`},
	{name: "three philosophers", vars: "f1 = semaphore(1); f2 = semaphore(1); f3 = semaphore(1)",
		funcs: `
func eat(a semaphore, b semaphore) { acquire(a); yield(); acquire(b); release(b); release(a) }
func p() { eat(f1, f2) }
func q() { eat(f2, f3) }
func r() { eat(f3, f1) }`,
		boot: "spawn(p); spawn(q); spawn(r)", want: engine.EndStuck},
	{name: "three philosophers, one the other way", vars: "f1 = semaphore(1); f2 = semaphore(1); f3 = semaphore(1)",
		funcs: `
func eat(a semaphore, b semaphore) { acquire(a); yield(); acquire(b); release(b); release(a) }
func p() { eat(f1, f2) }
func q() { eat(f2, f3) }
func r() { eat(f1, f3) }`,
		boot: "spawn(p); spawn(q); spawn(r)"},
	{name: "a throttle", vars: "s = semaphore(2); n int",
		funcs: `
func worker() { acquire(s); lock(m); n++; unlock(m); yield(); lock(m); n--; unlock(m); release(s) }`,
		boot: `spawn(worker, 3); invariant("two", n <= 2)`},
	{name: "a circle with a mutex", vars: "s = semaphore(1)",
		funcs: `
func one() { lock(m); yield(); acquire(s); release(s); unlock(m) }
func two() { acquire(s); yield(); lock(m); unlock(m); release(s) }`,
		boot: "spawn(one); spawn(two)", want: engine.EndStuck},
	{name: "anybody may release", vars: "s = semaphore(1)",
		funcs: `
func one() { acquire(s); acquire(s) }
func two() { release(s) }`, boot: "spawn(one); spawn(two)"},
}

func (f permitFigure) source() string {
	return "package figure\nconst slots = 4\n" + f.consts + "\nvar (\nm mutex\n" + f.vars + "\n)\n" + f.funcs +
		"\nfunc main() {\n" + f.boot + "\n}\n"
}

// twin writes the figure without semaphores: each is a number, a mutex and a condition, as the chapter's zemaphore.
func (f permitFigure) twin() string {
	text := f.source()
	for decl := range strings.SplitSeq(f.vars, "; ") {
		name, n, given := strings.Cut(decl, " = semaphore(")
		if n = strings.TrimSuffix(n, ")"); !given {
			if name, given = strings.CutSuffix(decl, " semaphore"); !given {
				continue
			}
			n = "0"
		}
		text = strings.Replace(text, decl, fmt.Sprintf("%[1]sN = %[2]s; %[1]sM mutex; %[1]sC cond", name, n), 1)
		down := fmt.Sprintf("lock(%[1]sM); for %[1]sN == 0 { wait(%[1]sC, %[1]sM) }; %[1]sN--; unlock(%[1]sM)", name)
		up := fmt.Sprintf("lock(%[1]sM); %[1]sN++; signal(%[1]sC); unlock(%[1]sM)", name)
		text = strings.ReplaceAll(text, "acquire("+name+")", down)
		text = strings.ReplaceAll(text, "release("+name+")", up)
	}
	return text
}

// TestPermitFigures asks the textbook's programs with semaphores: under each rule of unlock, at both grains, in a plain
// search too, and beside the same written with a number, a mutex and a condition.
func TestPermitFigures(t *testing.T) {
	t.Parallel()
	for i, f := range permitFigures {
		for j, unlock := range []string{"reserve", "handoff", "barging"} {
			if effort.Quick() && (i+j)%3 > 0 {
				continue // each figure under one rule
			}
			f.consts = fmt.Sprintf("const unlock = %q", unlock)
			e := machine(t, f.source())
			for _, grain := range bothGrains {
				s := subject{f.name + ", " + unlock + ", grain " + grain.String(), e,
					explore.Options{Grain: grain, MaxStates: 20_000, Workers: 1}}
				v := look(t, explore.Run, e, s.opt)
				want := f.want
				if grain == program.GrainOp && f.atOp != engine.NotEnded {
					want = f.atOp
				}
				if v.Answer == explore.Unknown || v.Kind != want {
					t.Errorf("%s: %s: %s", s.name, v.Answer, v.Text)
				}
				if v.Answer == explore.Holds && v.Visited < 1_500 {
					comparePlain(t, s, v)
				}
				if strings.Contains(f.funcs, "eat(") {
					continue // its forks are parameters
				}
				twin := look(t, explore.Run, machine(t, f.twin()), s.opt)
				if twin.Kind != v.Kind || grain == program.GrainPass && !f.law && twin.Length != v.Length {
					t.Errorf("%s: %s after %d, written out %s after %d: %s", s.name, v.Kind, v.Length, twin.Kind,
						twin.Length, twin.Text)
				}
			}
		}
	}
}
