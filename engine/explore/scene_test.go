package explore_test

import (
	"fmt"
	"testing"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/internal/scenetest"
)

// buffer is a bounded buffer as the oracle's README defines its variants: a one condition, b one condition
// and broadcast, c two conditions, d two conditions and if in place of the loop, g two conditions and a
// wake on the edge only.
type buffer struct {
	variant              string
	producers, consumers int
	capacity             int
	items                int // per producer, 0 for no end; consumers have none
	fine                 bool
}

// source writes the scene. In a coarse one a pass is one critical section.
func (b buffer) source() string {
	full, empty, signal, loop := "notFull", "notEmpty", "signal", "for"
	conds := "notFull cond\n\tnotEmpty cond"
	edgePut, edgeTake := "", ""
	switch b.variant {
	case "a", "b":
		full, empty, conds = "changed", "changed", "changed cond"
	case "d":
		loop = "if"
	case "g":
		edgePut, edgeTake = "len(work) == 1", "len(work) == cap(work)-1"
	}
	if b.variant == "b" {
		signal = "broadcast"
	}
	call := func(cond, edge string) string {
		if edge == "" {
			return signal + "(" + cond + ")"
		}
		return "if " + edge + " {\n" + signal + "(" + cond + ")\n}"
	}
	section := func(test, cond, op, wake, edge string) string {
		return fmt.Sprintf("lock(m)\n%s %s {\nwait(%s, m)\n}\n%s(work)\n%s\nunlock(m)\n",
			loop, test, cond, op, call(wake, edge))
	}
	put := section("len(work) == cap(work)", full, "put", empty, edgePut)
	take := section("len(work) == 0", empty, "take", full, edgeTake)
	yield := "yield()\n"
	if b.fine {
		yield = ""
	}
	head := "for {\n" + put + yield + "}\n"
	consumers := "spawn"
	if b.items > 0 {
		head = fmt.Sprintf("for i := 0; i < %d; i++ {\nif i > 0 {\n%s}\n%s}\n", b.items, yield, put)
		consumers = "daemon"
	}
	return fmt.Sprintf(`package buffer

const slots = %d

var (
	m    mutex
	%s
	work = queue(%d)
)

func producer() {
%s}

func consumer() {
for {
%s%s}
}

func main() {
	spawn(producer, %d)
	%s(consumer, %d)
}
`, b.producers+b.consumers, conds, b.capacity, head, take, yield, b.producers, consumers, b.consumers)
}

func machine(t testing.TB, source string) *engine.Engine {
	t.Helper()
	return scenetest.Machine(t, source)
}
