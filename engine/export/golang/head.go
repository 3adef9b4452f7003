package golang

import (
	"fmt"
	"strings"
)

// head is the comment at the top: the moral, and what stands for what.
func (e *emitter) head() string {
	var b strings.Builder
	for _, l := range e.s.Moral() {
		b.WriteString(strings.TrimRight("// "+l, " ") + "\n")
	}
	fmt.Fprintf(&b, "//\n// This is the scene %s of Quartet as a program in Go. Run it with -h to see its flags. It\n"+
		"// ends with 0 if all is well, 1 if a law is broken, 2 if it is stuck, and 3 if it runs on.\n"+
		"//\n", e.s.Program.Name)
	all := rows
	if e.steers {
		all = steered
		b.WriteString(control)
	}
	b.WriteString("// In the scene and here:\n//\n")
	for _, row := range all {
		if e.parts[row.part] {
			fmt.Fprintf(&b, "//\t%-22s %s\n", row.scene, row.here)
		}
	}
	return b.String()
}

// control says what a controlled program is.
const control = `// It is controlled: one coroutine runs at a time, and before each operation it is drawn from
// -seed who goes on. So a run can be made again, and what goes wrong seldom is found soon.
//
`

// row says what stands for what, where a part is needed.
type row struct{ part, scene, here string }

var rows = []row{
	{"core", "spawn, daemon", "a goroutine; the run is over when all but daemons have ended"},
	{"core", "sleep(n), compute(n)", "n milliseconds; n times runtime.Gosched"},
	{"mutex", "mutex", "Mutex, which is sync.Mutex"},
	{"cond", "cond", "Cond, which is sync.Cond"},
	{"rwmutex", "rwlock", "RWMutex, which is sync.RWMutex"},
	{"spinlock", "spinlock", "Spinlock, an atomic.Bool that is tried again and again"},
	{"queue", "queue", "Queue, a slice; each operation is one step, and nobody waits at it"},
	{"semaphore", "semaphore", "Semaphore, a number and a queue"},
	{"barrier", "barrier", "Barrier, a number and a channel that the last to come closes"},
	{"waitq", "waitq", "Waitq, a slice of channels"},
	{"atom", "a shared variable", "Atom, where several look at it or change it without a lock"},
	{"join", "join(x)", "a receive from a channel that is closed at x's end"},
}

// steered are the rows of a controlled program.
var steered = []row{
	{"core", "spawn, daemon", "a goroutine that runs when it has its turn"},
	{"core", "sleep(n), compute(n)", "an operation, which may take as long as it likes; n of them"},
	{"mutex", "mutex", "Mutex, a bool; who waits for it has no turn while it is held"},
	{"cond", "cond", "Cond, a queue of those who wait"},
	{"rwmutex", "rwlock", "RWMutex, as Go has it"},
	{"spinlock", "spinlock", "Spinlock, as a mutex"},
	{"queue", "queue", "Queue, a slice; each operation is one step, and nobody waits at it"},
	{"semaphore", "semaphore", "Semaphore, a number and a queue"},
	{"chan", "chan, select", "Chan, a slice, and a queue of those who wait"},
	{"barrier", "barrier", "Barrier, a number"},
	{"waitq", "waitq", "Waitq, a slice"},
	{"atom", "a shared variable", "Atom, where several look at it or change it without a lock"},
}
