package engine_test

import (
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/internal/scenetest"
)

// TestLosses: what is out of everyone's reach ends the run, with who made it and where; what is not does not.
func TestLosses(t *testing.T) {
	const head = `
const slots = 4

var (
	work = queue(1)
	box  item
	shed memory
	w    waitq
	who  coroutine
)

func pass(it item) {
	if len(work) < cap(work) {
		put(work, it)
	}
}

func hold(x memory) { yield() }
`
	const tail = `
func main() { BOOT; spawn(producer, "P") }
`
	for _, one := range []struct {
		name, boot, body string
		end              engine.Ending
		text             string
	}{
		{"put", "", "put(work, item())", engine.EndDone, ""},
		{"never put", "", "it := item(); if it == nil { put(work, it) }", engine.EndLostItem,
			"item 1, made by P, is lost"},
		{"second does not fit", "", "for i := 0; i < 2; i++ { it := item(); pass(it); yield() }", engine.EndLostItem,
			"item 2, made by P, is lost: it was never put, and no variable holds it any more " +
				"after line 14 (if len(work) < cap(work))"},
		{"dropped", "", "it := item(); yield(); drop(it)", engine.EndDone, ""},
		{"in a variable", "", "box = item(); yield()", engine.EndDone, ""},
		{"variable set anew", "", "box = item(); yield(); box = nil; yield()", engine.EndLostItem, "item 1, made by P"},
		{"carried", "spawn(taker)", "addToWaitq(w, item()); schedule()", engine.EndDone, ""},
		{"carried and woken", "", "addToWaitq(w, item()); yield(); wakeup(w); yield()", engine.EndLostItem,
			"item 1, made by P"},
		{"taken and processed", "", "put(work); it := take(work); yield(); if it != nil { yield() }",
			engine.EndDone, ""},
		{"killed with a made one", "spawn(killer)", "it := item(); yield(); yield(); put(work, it)", engine.EndLostItem,
			"item 1, made by P, is lost: P was killed while it had it"},
		{"killed with a taken one", "spawn(killer)",
			"put(work); it := take(work); yield(); yield(); if it == nil { exit() }",
			engine.EndLostItem, "made by P, is lost: P was killed while it had it"},
		{"killed with one in scope", "spawn(killer)",
			"put(work); it := take(work); if it == nil { exit() }; yield(); yield()",
			engine.EndLostItem, "P was killed"},
		{"killed after its scope", "spawn(killer)",
			"put(work); { it := take(work); if it == nil { exit() } }; yield(); yield()",
			engine.EndDone, ""},
		{"killed after its answer", "spawn(killer)", "put(work); it := take(work); answer(it, ok); yield(); yield()",
			engine.EndDone, ""},
		{"freed", "", "x := alloc(); yield(); free(x)", engine.EndDone, ""},
		{"never freed", "", "x := alloc(); yield(); if x == nil { free(x) }", engine.EndLeak,
			"memory 1, taken by P on line 21, is lost"},
		{"freed twice", "", "x := alloc(); free(x); free(x)", engine.EndViolation, "second time"},
		{"handed over", "spawn(freer)", "shed = alloc(); yield(); yield()", engine.EndDone, ""},
		{"left over", "", "shed = alloc()", engine.EndLeak, "nobody is left"},
		{"killed with memory", "spawn(killer)", "x := alloc(); yield(); yield(); free(x)", engine.EndLeak, "memory 1"},
		{"given to a call", "", "x := alloc(); hold(x)", engine.EndLeak, "memory 1"},
		{"put twice", "", "it := item(); put(work, it); take(work); put(work, it); box = it", engine.EndDone, ""},
		{"put while it is in", "", "box = item(); put(work, box); take(work); box = nil; put(work, box)",
			engine.EndViolation, "nil"},
		{"answered twice", "", "it := item(); put(work, it); take(work); answer(it, ok); answer(it, ok)",
			engine.EndViolation, "already"},
		{"answered busy", "", "it := item(); put(work, it); take(work); answer(it, busy)", engine.EndViolation, "busy"},
		{"many", "", "for i := 0; i < 100; i++ { put(work, item()); drop(take(work)) }", engine.EndDone, ""},
		{"many pieces", "", "for i := 0; i < 100; i++ { x := alloc(); yield(); free(x) }", engine.EndDone, ""},
	} {
		t.Run(one.name, func(t *testing.T) {
			text := head + "func producer() {\n\t" + one.body + "\n}\n" + strings.ReplaceAll(tail, "BOOT", one.boot) + `
func killer() { yield(); kill("P") }

func taker() { yield(); put(work, carried(w)); wakeup(w) }

func freer() { yield(); free(shed); shed = nil }
`
			e := boot(t, text)
			story := scenetest.Told(t, e, 2000)
			if e.End().Kind != one.end || !strings.Contains(e.End().Text, one.text) {
				t.Errorf("%v: %s\n%s", e.End().Kind, e.End().Text, story)
			}
		})
	}
}

// TestHeapStaysSmall: entries that nothing can reach are used again.
func TestHeapStaysSmall(t *testing.T) {
	e := boot(t, `
var work = queue(2)

func producer() {
	for {
		it := item()
		put(work, it)
		yield()
	}
}

func consumer() {
	for {
		it := take(work)
		answer(it, ok)
		x := alloc()
		yield()
		free(x)
	}
}

func main() {
	spawn(producer)
	spawn(consumer)
}
`)
	before := e.Probe().Bytes()
	for range 10_000 {
		e.Step()
	}
	if err := e.Check(); err != nil || e.End().Kind != engine.NotEnded {
		t.Fatal(err, e.End())
	}
	if grown := e.Probe().Bytes() - before; grown > 20_000 {
		t.Errorf("the machine has grown by %d bytes", grown)
	}
}
