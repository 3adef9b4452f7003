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
		"//\n// In the scene and here:\n//\n", e.s.Program.Name)
	for _, row := range rows {
		if e.parts[row.part] {
			fmt.Fprintf(&b, "//\t%-22s %s\n", row.scene, row.here)
		}
	}
	return b.String()
}

// rows say what stands for what.
var rows = []struct{ part, scene, here string }{
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
