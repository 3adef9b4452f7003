package predict

import (
	"slices"
	"strings"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/narrate"
)

// mostSentences is how many sentences say what happened.
const mostSentences = 3

// why tells what happens up to an outcome: the sentences that the fact is about, or the last.
func (m *moment) why(f fact, o *outcome) string {
	if f.topic == Turns {
		return f.whyTurns(m, o)
	}
	told := narrate.New(m.at.Program(), m.now).Tell(o.events, o.e.End())
	var about []string
	for i := range told {
		if f.told(&told[i], o) {
			about = append(about, told[i].String())
		}
	}
	if len(about) == 0 {
		for i := range told {
			about = append(about, told[i].String())
		}
	}
	about = about[max(len(about)-mostSentences, 0):]
	why := strings.Join(about, " ")
	if f.topic == Runs {
		why = strings.TrimSpace(why + " " + turn(f.read(o), o))
	}
	return why
}

// turn says why somebody is the next to run.
func turn(who string, o *outcome) string {
	switch {
	case o.e.End().Kind != engine.NotEnded:
		return "The run is over."
	case o.then.Running >= 0:
		return who + " is on the CPU."
	case len(o.then.Turns()) > 0:
		return who + " is the next on READY."
	}
	return ""
}

// told reports whether a sentence is about the fact.
func (f fact) told(s *narrate.Sentence, o *outcome) bool {
	switch f.topic {
	case Finds:
		if f.index < 0 {
			return s.Who == f.slot
		}
		p := o.e.Program()
		return s.Who == f.slot || s.Object >= 0 && slices.Contains(p.Reads(int32(f.index)), s.Object)
	case Goes:
		return s.Who == f.slot
	case Where:
		return s.Who == f.slot || slices.ContainsFunc(s.Moved, func(m narrate.Move) bool { return m.Slot == f.slot })
	case Amount:
		return s.Object == o.then.Queues[f.index].Object
	case Value:
		return s.Object == o.then.Vars[f.index].Object
	case Owner:
		return s.Object == o.then.Mutexes[f.index].Object
	}
	return false
}
