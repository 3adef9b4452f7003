package command

import (
	"slices"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
)

// begun is with which arguments a coroutine was started: those of Func.Args.
type begun struct {
	fn    int
	given []int64
}

// begins notes with what the boot started each coroutine: none has changed its arguments yet.
func (t *jsonTeller) begins(e *engine.Engine) {
	for _, c := range e.Snapshot(nil).Coroutines {
		one := begun{fn: c.Func}
		if c.Func >= 0 {
			for _, local := range t.prog.Funcs[c.Func].Args {
				one.given = append(one.given, c.Locals[local])
			}
		}
		t.begun = append(t.begun, one)
	}
}

// hasParameters reports whether some coroutine of a scene is started with arguments.
func hasParameters(p *program.Program) bool {
	return slices.ContainsFunc(p.Funcs, func(f program.Func) bool { return len(f.Given) > 0 })
}

// writeStarted writes how each coroutine that lives was started, in a scene whose coroutines have parameters.
func (t *jsonTeller) writeStarted(s *engine.Snapshot) {
	if !hasParameters(t.prog) {
		return
	}
	t.j.field("started").beginObject()
	for slot, c := range s.Coroutines {
		if one := &t.begun[slot]; c.Func >= 0 && len(t.prog.Funcs[one.fn].Given) > 0 {
			t.j.field(c.Name).text(t.prog.Started(one.fn, one.given, t.called))
		}
	}
	t.j.end('}')
}

// called names the coroutine of a handle as the story does.
func (t *jsonTeller) called(handle int64) string {
	switch slot := t.snap.Of(handle); {
	case handle == 0:
		return "nobody"
	case slot < 0:
		return "one that ended"
	default:
		return t.snap.Coroutines[slot].Name
	}
}
