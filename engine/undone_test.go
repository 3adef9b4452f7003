package engine_test

import (
	"testing"

	"github.com/quartet-os/quartet/engine"
)

// TestAnOpWithoutAValueIsTold: an op that fails the run over a value that there is not is told as failed, once,
// ahead of the failure, behind its dispatch, wherever in it the value is asked for.
func TestAnOpWithoutAValueIsTold(t *testing.T) {
	for _, op := range []string{"n = a[k]", "n += value(it)", "if a[k] > 0 { n = 1 }", "x := value(it) + 1\n\tn = x",
		"compute(a[k])", "put(q, item(value(it)))", "a[1] = a[k]", `assert(a[k] == 0, "none")`,
		"if owner(it) == nil { n = 1 }"} {
		source := "var (\n\ta [2]int\n\tk = 5\n\tn int\n\tq = queue(2)\n)\nfunc f() {\n\tit := item(3)\n\t" +
			"drop(it)\n\tyield()\n\t" + op + "\n}\nfunc main() { spawn(f) }\n"
		e := boot(t, source)
		var last []engine.Event
		for e.End().Kind == engine.NotEnded {
			last = append(last[:0], e.Step()...)
		}
		began, told, ended := -1, -1, -1
		for i, ev := range last {
			switch {
			case ev.Kind == engine.Moved && ev.ToPlace() == engine.Running:
				began = i
			case ev.Kind == engine.Did && told >= 0:
				t.Errorf("%s: told twice", op)
			case ev.Kind == engine.Did:
				told = i
				if ev.Outcome() != engine.Failed || e.Program().Ops[ev.PC].Line != 12 {
					t.Errorf("%s: outcome %v, line %d", op, ev.Outcome(), e.Program().Ops[ev.PC].Line)
				}
			case ev.Kind == engine.Came:
				ended = i
			}
		}
		if e.End().Kind != engine.EndViolation || began < 0 || told < began || told > ended {
			t.Errorf("%s: %v, on the CPU %d, told %d, ended %d", op, e.End(), began, told, ended)
		}
	}
}
