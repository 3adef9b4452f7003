package predict

import (
	"fmt"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
)

// fact is what a question asks: something that is true of every outcome in exactly one way, told in words.
type fact struct {
	topic  Topic
	slot   int   // of whom it is about
	handle int64 // that tells it from another in its slot later on
	name   string
	index  int    // of a work queue, a variable or a mutex, in its list; of an object; of a test
	timed  bool   // of Finds: the wait has a deadline
	asks   string // what everybody can see of the test around it
}

// What answers say where there is no name to say.
const (
	nobody   = "nobody"
	hasEnded = "nowhere: it has ended"
)

// read tells the fact of an outcome; "" of one that is not there, or that never came.
func (f fact) read(o *outcome) string {
	if o == nil || !o.over {
		return ""
	}
	switch f.topic {
	case Runs:
		return runsNext(o)
	case Where:
		return f.place(o.then)
	case Amount:
		return program.Plural(int64(len(o.then.Queues[f.index].Items)), "item")
	case Value:
		return f.value(o)
	case Owner:
		return ownerOf(&o.then.Mutexes[f.index])
	case Ending:
		return endingText(o.e.End().Kind)
	case Heard:
		return f.heard(o)
	case Finds:
		return f.finds(o)
	case Goes:
		return f.goes(o)
	case Turns:
		return f.turns(o)
	}
	return ""
}

// runsNext names who does the next step.
func runsNext(o *outcome) string {
	if o.e.End().Kind != engine.NotEnded {
		return "nobody: the run is over"
	}
	who := doer(o.e)
	if who < 0 {
		return "nobody: none is ready"
	}
	if o.e.Handle(who) == 0 {
		return "" // a slot that is free is resumed in vain
	}
	return o.e.Name(who)
}

// place says where the coroutine is, and for what it waits.
func (f fact) place(s *engine.Snapshot) string {
	c := &s.Coroutines[f.slot]
	if !c.Live || c.Handle != f.handle {
		return hasEnded
	}
	return placeText(s, c)
}

// placeText says where a coroutine is, and for what it waits.
func placeText(s *engine.Snapshot, c *engine.CoroutineView) string {
	where := c.Place.String()
	switch c.Place {
	case engine.Running:
		return where + ", on the CPU"
	case engine.Waiting, engine.TimedWaiting:
		switch name := waitsOn(s, c); {
		case c.On == engine.OnMutex:
			return where + ", in the lock queue of " + name
		case c.On == engine.OnCond:
			return where + ", in the signal queue of " + name
		case name != "":
			return where + ", for " + name
		case c.On == engine.OnSleep:
			return where + ", asleep"
		}
	}
	return where
}

// waitsOn names what a coroutine waits for, "" for what is no object.
func waitsOn(s *engine.Snapshot, c *engine.CoroutineView) string {
	if c.Object >= 0 {
		if w, ok := s.Waitable(c.Object); ok {
			return w.Name
		}
	}
	return ""
}

// value tells a shared variable.
func (f fact) value(o *outcome) string {
	return told(o, &o.then.Vars[f.index])
}

// told is a variable as the text of a scene would write it.
func told(o *outcome, v *engine.VarView) string {
	return program.Spell(v.Type, v.Value, func(handle int64) string {
		if slot := o.then.Of(handle); slot >= 0 {
			return o.e.Name(slot)
		}
		return "one that has ended"
	})
}

// ownerOf names who has a mutex.
func ownerOf(m *engine.MutexView) string {
	switch {
	case m.Owner < 0:
		return nobody
	case !m.OwnerLive:
		return m.OwnerName + ", which has ended"
	}
	return m.OwnerName
}

// endingText says how a run ends.
func endingText(k engine.Ending) string {
	switch k {
	case engine.EndDone:
		return "well: everybody is done, and nothing is wrong"
	case engine.EndDeadlock:
		return "in a deadlock: some wait in a circle, each for what another has"
	case engine.EndStuck:
		return "stuck: somebody waits, and nobody can come"
	case engine.EndViolation:
		return "with a violation: a law or an assertion does not hold"
	case engine.EndLostItem:
		return "with an item lost"
	case engine.EndLeak:
		return "with memory lost"
	case engine.EndNoYield:
		return "with somebody who never leaves the CPU"
	}
	return ""
}

// text asks for the fact.
func (f fact) text(m *moment, h horizon) string {
	after := "after this pass"
	switch {
	case h.turn:
		after = "when its next turn is over"
	case h.steps == 1 && m.running < 0:
		after = "after its first step"
	case h.steps == 1:
		after = "after this step"
	case h.steps > 1:
		after = fmt.Sprintf("after step %d", m.step+h.steps)
	}
	p, inThisRun := m.at.Program(), ""
	if len(m.now.Ready) > 1 {
		inThisRun = ", in this run" // another order of READY would be another run
	}
	switch f.topic {
	case Runs:
		if h.steps > 0 {
			return "Who does the step after this one" + inThisRun + "?"
		}
		return "Who is on the CPU next, " + after + inThisRun + "?"
	case Where:
		return "Where is " + f.name + " " + after + "?"
	case Amount:
		return "How many items are in " + p.Objects[p.Queues[f.index].Object].Name + " " + after + "?"
	case Value:
		return "What is " + f.name + " " + after + "?"
	case Owner:
		return "Who has " + f.name + " " + after + "?"
	case Ending:
		return "How does this run end, if it goes on by itself?"
	case Heard:
		return "Whom does this wake?"
	case Finds:
		if f.index < 0 {
			return fmt.Sprintf("How does the wait of %s end?", f.name)
		}
		if f.timed {
			return fmt.Sprintf("How does the wait of %s end, and is `%s` true when it is back?", f.name,
				f.asks)
		}
		return fmt.Sprintf("When %s is back from its wait, is `%s` true?", f.name, asks(p, int32(f.index)))
	case Goes:
		return fmt.Sprintf("When %s is back from its wait, what does it do first?", f.name)
	case Turns:
		return fmt.Sprintf("%s waits. How many of the next %s does it have?", f.name,
			program.Plural(h.passes, "turn"))
	}
	return ""
}
