package command

import (
	"slices"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/narrate"
	"github.com/quartet-os/quartet/engine/program"
	aims "github.com/quartet-os/quartet/ui/goal"
)

// jsonTeller prints a run as JSON: one object a pass, then one for the end.
type jsonTeller struct {
	j     *jsonWriter
	prog  *program.Program
	n     *narrate.Narrator
	names []string // by slot, as of the event being told
	begun []begun  // by slot
	snap  *engine.Snapshot
	room  []string // of at

	run, stop string
	fates     *fates
	aim       *aims.Run // what became of the scene's goal; nil: it has none
	ops       []opRecord
	moves     []moveRecord
}

type opRecord struct {
	line         int
	who          string // "" for the one that runs the pass
	text, result string
}

func newJSONTeller(out *output, e *engine.Engine) *jsonTeller {
	return &jsonTeller{j: out.json(), prog: e.Program(), n: narrate.New(e.Program(), e.Snapshot(nil))}
}

// boot learns the names. The boot is no pass: its moves are in no object, and the first one shows where they led.
func (t *jsonTeller) boot(e *engine.Engine) {
	for slot := range e.Snapshot(nil).Coroutines {
		t.names = append(t.names, e.Name(slot))
	}
	t.begins(e)
}

// tell notes the events of a pass, or of a command before it.
func (t *jsonTeller) tell(e *engine.Engine, events []engine.Event) {
	for i, ev := range events {
		why := t.why(&ev, e.End())
		switch ev.Kind {
		case engine.Spawned:
			t.names[ev.Who] = engine.SpawnedName(t.prog, ev)
			t.begun[ev.Who] = begun{fn: int(ev.Object)}
		case engine.Passed:
			one := &t.begun[ev.Who]
			one.given = append(one.given, engine.ArgOf(events, i))
		case engine.Did:
			if ev.Who >= 0 && ev.PC != engine.NoPC {
				t.ops = append(t.ops, t.op(&ev, engine.ArgOf(events, i)))
			}
		case engine.Moved:
			t.move(&ev, why)
		case engine.Reordered:
			t.reorder(&ev, engine.Ready, why)
		case engine.Searched:
			if ev.Arg == 1 {
				t.reorder(&ev, ev.FromPlace(), t.names[ev.Who]+" is passed by a search, which puts it to the back.")
			}
		case engine.Ticked:
			t.stop = "idle"
		case engine.Wasted:
			t.stop = "wasted"
		case engine.Came:
			if t.stop == "" {
				t.stop = ev.Ending().String()
			}
		}
	}
}

func (t *jsonTeller) op(ev *engine.Event, arg int64) opRecord {
	who := t.names[ev.Who]
	if who == t.run {
		who = ""
	}
	return opRecord{int(t.prog.Ops[ev.PC].Line), who, t.prog.OpText(int32(ev.PC)), t.n.Result(*ev, arg)}
}

// pass writes the pass's object.
func (t *jsonTeller) pass(e *engine.Engine) {
	t.snap = e.Snapshot(t.snap)
	s, j := t.snap, t.j
	j.comma = false
	j.beginObject()
	j.field("pass").number(s.Pass)
	j.field("time").number(s.Time)
	j.field("run").text(t.run)
	j.field("stop").text(t.stop)
	if e.RunningSlot() >= 0 && e.End().Kind == engine.NotEnded {
		j.field("partial").truth(true) // the run stopped in the middle of it
	}
	t.fates.field(j, s.Pass, t.run)
	t.writeOps()
	t.writeMoves()
	for _, q := range []struct {
		name  string
		slots []int
	}{{"free", s.Free}, {"ready", s.Ready}, {"waiting", s.Waiting}, {"timed", s.Timed}} {
		j.field(q.name).texts(t.at(q.slots))
	}
	t.writeObjects(s)
	j.end('}')
	j.raw("\n")
	t.run, t.stop, t.ops, t.moves = "", "", t.ops[:0], t.moves[:0]
}

// at gives the names of those in some slots, until it is called again.
func (t *jsonTeller) at(slots []int) []string {
	t.room = t.room[:0]
	for _, slot := range slots {
		t.room = append(t.room, t.snap.Coroutines[slot].Name)
	}
	return t.room
}

func (t *jsonTeller) writeOps() {
	j := t.j
	j.field("ops").beginArray()
	for _, o := range t.ops {
		j.beginObject()
		j.field("line").number(int64(o.line))
		if o.who != "" {
			j.field("who").text(o.who) // who interrupted the pass, or was interrupted
		}
		j.field("text").text(o.text)
		j.field("result").text(o.result)
		j.end('}')
	}
	j.end(']')
}

// writeObjects writes what the scene declared, in the order of declaration.
func (t *jsonTeller) writeObjects(s *engine.Snapshot) {
	j := t.j
	j.field(program.MutexClass.Row().Plural).beginObject()
	for _, m := range s.Mutexes {
		j.field(m.Name).beginObject()
		j.field("owner").text(m.OwnerName)
		j.field("depth").number(int64(m.Depth))
		j.field("lockQueue").texts(t.at(m.LockQueue))
		j.end('}')
	}
	j.end('}')
	j.field(program.CondClass.Row().Plural).beginObject()
	for _, c := range s.Conds {
		j.field(c.Name).beginObject()
		j.field("waiters").number(int64(len(c.SignalQueue)))
		j.field("signals").number(int64(c.Signals))
		j.field("signalQueue").texts(t.at(c.SignalQueue))
		j.end('}')
	}
	j.end('}')
	t.writeSyncs(s)
	t.writeStarted(s)
	if t.prog.UsesJoin { // who waits for whose end
		j.field("joins").beginObject()
		for _, v := range s.Ends {
			j.field(v.Name).texts(t.at(v.Queue))
		}
		j.end('}')
	}
	if t.prog.UsesPriority || t.prog.Settings.Policy == program.Prioritized {
		t.writeLevels(s)
	}
	j.field(program.QueueClass.Row().Plural).beginObject()
	for _, q := range s.Queues {
		j.field(q.Name).beginObject()
		j.field("len").number(int64(len(q.Items)))
		j.field("max").number(int64(q.Max))
		j.field("items").beginArray()
		for _, item := range q.Items {
			j.number(item)
		}
		j.end(']')
		if t.prog.UsesValues {
			j.field("values").beginArray()
			for _, value := range q.Values {
				j.number(value)
			}
			j.end(']')
		}
		j.end('}')
	}
	j.end('}')
	t.writeVars(s)
}

// writeLevels writes the priority of each coroutine and the level at which it runs, with who lends it that.
func (t *jsonTeller) writeLevels(s *engine.Snapshot) {
	j := t.j
	j.field("levels").beginObject()
	for i := range s.Coroutines {
		c := &s.Coroutines[i]
		if !c.Live {
			continue
		}
		j.field(c.Name).beginObject()
		j.field("priority").number(int64(c.Priority))
		j.field("level").number(int64(c.Level))
		if c.Lender >= 0 {
			j.field("lender").text(s.Coroutines[c.Lender].Name)
		}
		j.end('}')
	}
	j.end('}')
	if s.InRounds {
		j.field("turn").beginObject()
		j.field("level").number(int64(s.Turn))
		j.field("left").number(int64(s.TurnLeft))
		j.end('}')
	}
}

// writeSyncs writes the described objects, those of a class together, where the scene has one.
func (t *jsonTeller) writeSyncs(s *engine.Snapshot) {
	j := t.j
	for i := range s.Syncs {
		class := s.Syncs[i].Class
		if slices.ContainsFunc(s.Syncs[:i], func(v engine.SyncView) bool { return v.Class == class }) {
			continue
		}
		row := class.Row()
		j.field(row.Plural).beginObject()
		for _, v := range s.Syncs[i:] {
			if v.Class != class {
				continue
			}
			j.field(v.Name).beginObject()
			for k, n := range row.State {
				j.field(n.Name).number(v.State[k])
			}
			j.field("queue").texts(t.at(v.Queue))
			switch class {
			case program.ChanClass:
				t.writeChan(s, &v)
			case program.RWLockClass:
				j.field("holders").texts(t.at(v.Holders))
			}
			j.end('}')
		}
		j.end('}')
	}
}

// writeChan writes what lies in a channel, and who of its queue would send.
func (t *jsonTeller) writeChan(s *engine.Snapshot, v *engine.SyncView) {
	j := t.j
	j.field("senders").texts(t.at(v.Senders))
	j.field("values").beginArray()
	for _, one := range v.Values {
		t.writeValue(s, v.Elem, one)
	}
	j.end(']')
}

// writeValue writes a number, a truth value or a result as such, a coroutine by its name.
func (t *jsonTeller) writeValue(s *engine.Snapshot, typ program.Type, v int64) {
	switch typ {
	case program.Bool:
		t.j.truth(v != 0)
	case program.ResultOf:
		t.j.text(program.Result(v).String())
	case program.Coroutine:
		t.j.text(handleName(s, v))
	default:
		t.j.number(v)
	}
}

// handleName names the coroutine that a variable holds: "" for none, "(ended)" for one that has ended.
func handleName(s *engine.Snapshot, handle int64) string {
	switch slot := s.Of(handle); {
	case handle == 0:
		return ""
	case slot < 0:
		return "(ended)"
	default:
		return s.Coroutines[slot].Name
	}
}

// writeVars writes the shared variables and the counters: numbers, truth values and results as such, a coroutine by its
// name.
func (t *jsonTeller) writeVars(s *engine.Snapshot) {
	j := t.j
	j.field("vars").beginObject()
	for _, v := range s.Vars {
		j.field(v.Name)
		t.writeValue(s, v.Type, v.Value)
	}
	for _, v := range s.Counters {
		j.field(v.Name).number(v.Value)
	}
	j.end('}')
}

func (t *jsonTeller) end(kind string, passes int64, text string) {
	j := t.j
	j.comma = false
	j.beginObject()
	j.field("end").text(kind)
	j.field("passes").number(passes)
	j.field("text").text(text)
	t.writeGoal()
	t.fates.endField(j)
	j.end('}')
	j.raw("\n")
}

// writeGoal writes what the scene asks for, and in which step the run came to that.
func (t *jsonTeller) writeGoal() {
	if t.aim == nil {
		return
	}
	j := t.j
	j.field("goal").beginObject()
	j.field("text").text(t.prog.Goal)
	j.field("reached")
	if step, reached := t.aim.Reached(); reached {
		j.number(step)
	} else {
		j.value("null")
	}
	j.end('}')
}
