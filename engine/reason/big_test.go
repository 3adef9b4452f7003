package reason_test

import (
	"testing"

	"github.com/quartet-os/quartet/engine/reason"
	"github.com/quartet-os/quartet/internal/scenetest"
)

// BenchmarkVerdict asks why a thousand coroutines are stuck, as a frame at the end of a run does.
func BenchmarkVerdict(b *testing.B) {
	e := scenetest.Boot(b, scenetest.Parse(b, `package many
const slots = 1001
var m mutex
var c cond
func one() { lock(m); wait(c, m); signal(c); unlock(m) }
func main() { spawn(one, 1000) }`))
	h := &reason.History{}
	h.Boot(e, e.Boot())
	for events := e.Step(); events != nil; events = e.Step() {
		h.Tell(events)
	}
	r, now := reason.NewReader(e.Program()), e.Snapshot(nil)
	if now.End.Text == "" {
		b.Fatal("the run goes on")
	}
	b.ResetTimer()
	for b.Loop() {
		r.Verdict(now, h)
	}
}

// BenchmarkTell reads a run.
func BenchmarkTell(b *testing.B) {
	e := scenetest.Boot(b, scenetest.Parse(b, scenetest.Text(b, "bounded-buffer")))
	h := &reason.History{}
	h.Boot(e, e.Boot())
	b.ReportAllocs()
	for b.Loop() {
		h.Tell(e.Step())
	}
}
