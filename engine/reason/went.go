package reason

import (
	"fmt"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
)

// wakeup tells of a wakeup, whom it moved on and what that one made of it.
func (a *asked) wakeup(part Part, w *Wakeup) {
	a.tell(part, w.Step, "%s", a.wentText("The last", w, part == NotYet))
}

// wentText tells of a wakeup; where the end of the run is told beside it, that it found nobody is said there already.
func (a *asked) wentText(which string, w *Wakeup, beside bool) string {
	if beside && a.now.End.Kind == engine.EndStuck && len(w.Woke) == 0 && w.Value == 0 && w.Took.Kind != Use {
		return wakeupHead(a.prog, which, w) + "came too early."
	}
	return wakeupText(a.prog, which, w)
}

// wakeupHead begins a sentence about a wakeup: which it was, and who gave it.
func wakeupHead(p *program.Program, which string, w *Wakeup) string {
	told := p.Objects[w.Object].Class.Row().Told
	if w.Op == program.Broadcast {
		told = w.Op.String()
	}
	name := p.Called(w.Object, p.Objects[w.Object].Name)
	return fmt.Sprintf("%s %s of %s, in step %d by %s%s, ", which, told, name, w.Step, w.Name, inLine(w.Line))
}

// wakeupText tells of a wakeup; which is how the sentence begins.
func wakeupText(p *program.Program, which string, w *Wakeup) string {
	head := wakeupHead(p, which, w)
	switch len(w.Woke) {
	case 0:
		if w.Took.Kind == Use {
			return fmt.Sprintf("%sfound nobody waiting, and %s took it in step %d.", head, w.Took.Name, w.Took.Step)
		}
		if w.Value == 0 {
			return head + "found nobody waiting."
		}
		return head + "moved nobody on."
	case 1:
		x := w.Woke[0]
		if x.Slept > 0 {
			return fmt.Sprintf("%swent to %s, which could not use it and slept again in step %d.", head, x.Name,
				x.Slept)
		}
		return head + "went to " + x.Name + "."
	}
	var names, again []string
	for _, x := range w.Woke {
		names = append(names, x.Name)
		if x.Slept > 0 {
			again = append(again, x.Name)
		}
	}
	switch {
	case len(again) == len(names):
		return head + "went to " + list(names) + ", which could not use it and slept again."
	case len(again) > 0:
		return head + "went to " + list(names) + "; " + list(again) + " could not use it and slept again."
	}
	return head + "went to " + list(names) + "."
}
