package predict

import (
	"slices"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
)

// whyNot says why a wrong answer is not so in this run, where the run shows it up to the outcome; "" where it does not.
func (m *moment) whyNot(f fact, right, text string, o *outcome) string {
	switch f.topic {
	case Runs:
		return m.notOnCPU(right, text, o)
	case Where:
		return f.notThere(m, o)
	case Owner:
		return f.notHeld(m, right, text, o)
	case Amount, Value:
		return f.changes(m, right)
	case Heard:
		return m.notHeard(f, right, text)
	}
	return ""
}

// notHeard says why a signal does not wake whom an answer names: who sleeps there.
func (m *moment) notHeard(f fact, right, text string) string {
	if right == kept {
		return ""
	}
	object := m.at.Program().Objects[f.index]
	var asleep []string
	for _, slot := range sleepers(m.now, f.index) {
		asleep = append(asleep, m.now.Coroutines[slot].Name)
	}
	queue := " in the queue of " + object.Name
	if len(asleep) == 0 {
		switch text {
		case kept:
			return "Nobody waits" + queue + ", and a " + object.Class.Row().Told + " is not kept."
		case lost:
			return ""
		}
		return text + " does not wait" + queue + "."
	}
	waits := map[bool]string{true: " waits", false: " wait"}[len(asleep) == 1]
	switch {
	case text == lost:
		return program.List(asleep, "and") + waits + queue + ", so it is not lost."
	case text == kept:
		return program.List(asleep, "and") + waits + queue + ", so nothing is left to be kept."
	case slices.Contains(asleep, text):
		return "It wakes " + right + " alone."
	case slices.ContainsFunc(m.now.Coroutines, func(c engine.CoroutineView) bool { return c.Live && c.Name == text }):
		return text + " does not wait" + queue + "."
	}
	return ""
}

// endNot says why a run that ends in one way does not end in another.
func endNot(kind engine.Ending, text string) string {
	switch {
	case kind == engine.EndDone:
		return "All come to their end, and nothing goes wrong on the way."
	case text == endingText(engine.EndDone) && (kind == engine.EndStuck || kind == engine.EndDeadlock):
		return "Not all come to their end: somebody waits for ever."
	case text == endingText(engine.EndDeadlock) && kind == engine.EndStuck:
		return "They wait, but not in a circle."
	case kind == engine.EndStuck || kind == engine.EndDeadlock:
		return "Nothing of the kind happens before they all wait."
	}
	return "It does not come so far: something else goes wrong before."
}
