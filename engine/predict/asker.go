package predict

import (
	"context"
	"slices"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/mend"
	"github.com/quartet-os/quartet/engine/program"
)

// Asker asks about runs of one scene. It keeps what takes time to make: the scene with the changes that common beliefs
// are about, as far as their runs have gone on. It is for one goroutine.
type Asker struct {
	prog    *program.Program
	changed []changedScene // made when they are first needed
	made    bool
	plain   replay
	values  [][]int64 // of each variable, in the scene's own run; nil until they are asked for
}

// changedScene is the scene with one change.
type changedScene struct {
	mend.Doubt
	replay
	told program.Belief // what who is wrong about it may believe; 0 where the scene has not what that is about
}

// replay is a run of a scene without commands, as far as somebody wanted to see it.
type replay struct {
	prog *program.Program
	at   *engine.Engine
}

// mostChanges is how many changes of a scene are looked at for what a run of it would be.
const mostChanges = 24

// farReplay is up to which step runs of a changed scene are made.
const farReplay = 3_000

// NewAsker returns who asks about runs of a scene.
func NewAsker(p *program.Program) *Asker { return &Asker{prog: p, plain: replay{prog: p}} }

// scenes are the scene with each change.
func (a *Asker) scenes() []changedScene {
	if a.made {
		return a.changed
	}
	a.made = true
	all, err := mend.Doubts("", a.prog.Source)
	if err != nil {
		return nil
	}
	for _, d := range all[:min(len(all), mostChanges)] {
		if p, err := program.Parse("", d.Text); err == nil {
			a.changed = append(a.changed, changedScene{d, replay{prog: p}, meets(a.prog, &d)})
		}
	}
	return a.changed
}

// to returns the run as it is behind a step, nil where it does not come there.
func (r *replay) to(ctx context.Context, step int64) *engine.Engine {
	if r.at == nil || r.at.StepNumber() > step {
		e, err := engine.New(r.prog)
		if err != nil {
			return nil
		}
		e.Quiet(true)
		r.at = e
	}
	for r.at.StepNumber() < step {
		before := r.at.StepNumber()
		if r.at.Step(); r.at.StepNumber() == before || ctx.Err() != nil {
			return nil
		}
	}
	return r.at
}

// untouched reports whether a machine stands where the scene comes to by itself, without a command.
func (a *Asker) untouched(ctx context.Context, e *engine.Engine) bool {
	if e.StepNumber() > farReplay {
		return false
	}
	at := a.plain.to(ctx, e.StepNumber())
	return at != nil && at.Hash() == e.Hash()
}

// texts are the worlds in which another text has been run from the boot, and has come to where the run stands.
func (m *moment) texts() (all []rival) {
	if m.asker == nil || !m.asker.untouched(m.ctx, m.at) {
		return nil
	}
	given := m.given()
	scenes := m.asker.scenes()
	for i := range scenes {
		if c := &scenes[i]; c.comesTo(m, given) {
			all = append(all, rival{c.run(), c.told, 1, c.at.Fork(nil), c.told == 0})
		}
	}
	return all
}

// comesTo reports whether the scene with the change has come to where the run stands, in the same state.
func (c *changedScene) comesTo(m *moment, given []string) bool {
	at := c.to(m.ctx, m.step)
	if at == nil || at.Slots() != m.at.Slots() || at.End().Kind != engine.NotEnded {
		return false
	}
	other := &moment{ctx: m.ctx, at: at, now: at.Snapshot(nil), step: m.step, running: at.RunningSlot()}
	return other.running == m.running && slices.Equal(other.given(), given) && other.cameBy(m)
}

// cameBy reports whether in two runs, of a scene and of one with a change, everybody has come to where he is by the
// same op: else one run is only some steps ahead of the other, and what it does next says nothing about the change.
// What comes next may well be another op: that is what the change is about.
func (m *moment) cameBy(o *moment) bool {
	for slot := range m.now.Coroutines {
		a, b := m.lastOp(slot), o.lastOp(slot)
		if a.fn != b.fn || a.kind != b.kind || a.of == b.of && a.nth != b.nth {
			return false
		}
	}
	return true
}

// lastOp is the op that a coroutine did last: of which kind, and which of those of that kind in its function, as it is
// written, of how many. A change may give it other objects or another line.
type lastOp struct {
	fn      string
	kind    program.Kind
	nth, of int
}

func (m *moment) lastOp(slot int) (last lastOp) {
	c, p := &m.now.Coroutines[slot], m.at.Program()
	if !c.Live || c.Last < 0 {
		return lastOp{}
	}
	last = lastOp{fn: p.Funcs[c.Func].Name, kind: p.Ops[c.Last].Kind}
	for pc := range p.Ops {
		if p.OwnerFn[pc] == p.OwnerFn[c.Last] && p.Ops[pc].Kind == last.kind {
			if last.of++; int32(pc) < c.Last {
				last.nth++
			}
		}
	}
	return last
}

// run is the world in which the changed scene is run from the boot.
func (c *changedScene) run() World {
	return World{Name: c.Clause, Says: changedBy(c.Clause), Scene: c.Text}
}

// changedBy says of a world which change makes it.
func changedBy(clause string) string { return "with this change: " + clause }

// boot returns the machine of a world that has a text of its own, as far as the question.
func (w *World) boot(ctx context.Context, step int64) *engine.Engine {
	p, err := program.Parse("", w.Scene)
	if err != nil {
		return nil
	}
	return (&replay{prog: p}).to(ctx, step)
}
