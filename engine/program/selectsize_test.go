package program_test

import (
	"fmt"
	"runtime"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine/program"
)

// TestSelectOfTooManyElements: a select whose cases choose among many channels is one op for each choice of them all.
// Where that is too much it is refused at once: what is behind the bound is not made.
func TestSelectOfTooManyElements(t *testing.T) {
	var b strings.Builder
	b.WriteString("package many\n\nvar c = [256]make(chan int)\n\nfunc a(i int) {\n\tselect {\n")
	for k := range 60 {
		fmt.Fprintf(&b, "\tcase <-c[(i+%d)%%256]:\n", k)
	}
	b.WriteString("\t}\n}\n\nfunc main() { spawn(a(0)) }\n")
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	_, err := program.Parse("many.scene", b.String())
	runtime.ReadMemStats(&after)
	if err == nil || !strings.Contains(err.Error(), "more than 60000 ops") {
		t.Errorf("got %v", err)
	}
	const bound = 512 << 20
	if made := after.TotalAlloc - before.TotalAlloc; made > bound {
		t.Errorf("%d bytes were made for a scene that is refused; at most %d", made, bound)
	}
}
