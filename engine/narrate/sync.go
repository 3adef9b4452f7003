package narrate

import (
	"fmt"
	"strings"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
)

// syncSentence tells an op on a described object, in the words of its row.
func (n *Narrator) syncSentence(ev *engine.Event) string {
	row, waited := ev.Op().Row(), n.slots[ev.Who].waits(ev)
	switch {
	case ev.Outcome() == engine.Blocked && waited:
		return "still waits for " + n.object(ev.Object) + n.behind(ev.Object, ev.Who) + "."
	case row.Shares && (ev.Outcome() == engine.Failed || ev.Result == uint8(program.Error)):
		return "gives " + n.object(ev.Object) + " back, and does not hold it so."
	case ev.Outcome() == engine.Blocked:
		return n.syncWords(row.Blocks, ev) + n.behind(ev.Object, ev.Who) + "."
	case ev.Result == uint8(program.TimedOut) && !row.Timed:
		return "is let on and gives up on " + n.object(ev.Object) + "."
	case ev.Result == uint8(program.TimedOut):
		return "gives up on " + n.object(ev.Object) + ": its deadline is reached."
	case ev.Result == uint8(program.Busy) && row.Busy != "":
		return n.syncWords(row.Busy, ev) + "."
	case waited && row.Let != "" && n.slots[ev.Who].wentAt < ev.Step:
		return n.syncWords(row.Let, ev) + "."
	}
	return n.syncDone(row, ev) + "."
}

// syncDone tells that an op was done, by a coroutine or from outside.
func (n *Narrator) syncDone(row program.KindRow, ev *engine.Event) string {
	if n.handsOn(ev) {
		return row.Hands // to whom, is told behind it
	}
	if ev.Arg > 0 && row.Hands != "" && n.rules[program.RuleUnlock] != program.UnlockBarging {
		return n.syncWords(row.Hands, ev)
	}
	return n.syncWords(row.Done, ev)
}

// syncWords puts the object's name into the words of a row, and behind it what the object is, where they ask for it.
func (n *Narrator) syncWords(words string, ev *engine.Event) string {
	if strings.Count(words, "%s") < 2 {
		return fmt.Sprintf(words, n.object(ev.Object))
	}
	said := n.prog.Objects[ev.Object].Class.Row().Say(n.state[ev.Object])
	return fmt.Sprintf(words, n.object(ev.Object), said)
}

// learnSyncs takes over the numbers of described objects.
func (n *Narrator) learnSyncs(at []engine.SyncView) {
	n.state = make([][]int64, len(n.prog.Objects))
	for i := range at {
		n.state[at[i].Object] = append([]int64(nil), at[i].State...)
	}
}
