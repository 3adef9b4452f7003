package worlds

import (
	"context"
	"fmt"
	"sort"

	"github.com/quartet-os/quartet/engine/compare"
	"github.com/quartet-os/quartet/engine/session"
	"github.com/quartet-os/quartet/ui/keys"
	"github.com/quartet-os/quartet/ui/panel"
	"github.com/quartet-os/quartet/ui/track"
)

// Slice is how many steps are counted before the screen is looked after again.
const Slice = 50_000

// How far two runs are compared: so many steps at least, and so many behind the one at which they part.
const (
	leastSteps = 10_000
	further    = 2_000
)

// world is one of the two runs.
type world struct {
	session  *session.Session
	letter   string // A or B: it keeps it on whichever side it stands
	side     compare.Side
	name     string
	tally    compare.Tally
	follower session.Follower
	said     []panel.WorldVerdict
	track    track.Track
	tells    func(*session.Session) string
}

// Worlds is two runs side by side. The zero value shows none.
type Worlds struct {
	each  [2]*world // as they stand on the screen
	first *session.Session
	found compare.Found
	text  compare.Text // lines that do something else, as they stand on the screen
	alone int          // 1 or 2: only that one is shown
}

// Twin is a second run beside the one on the screen, made and compared beside the event loop.
type Twin struct {
	Session *session.Session
	Side    compare.Side
	Found   compare.Found
	Name    string
	Left    bool // it stands at the left: it was there before
	// Tells says how the run on the screen, and this one, stand in what was asked of both; nil where nothing was.
	Tells [2]func(*session.Session) string
}

// Make makes the second run of a pair, as long as the first one or as far as the step where it is to stand, and
// compares them. It gives up when ctx is done.
func Make(ctx context.Context, a, b compare.Side, at, length int64) (*Twin, error) {
	made, _, err := b.Session(ctx, max(length, at), at)
	if err != nil {
		return nil, err
	}
	found, err := compare.Find(ctx, a, b, max(length, leastSteps), further)
	return &Twin{Session: made, Side: b, Found: found}, err
}

// Open reports whether two worlds are shown.
func (w *Worlds) Open() bool { return w.each[0] != nil }

// Of returns the session on the screen that the worlds were opened for; nil when none are shown.
func (w *Worlds) Of() *session.Session { return w.first }

// Enter shows a run beside the one on the screen.
func (w *Worlds) Enter(here *session.Session, side compare.Side, name string, t *Twin) {
	one := &world{session: here, side: side, name: name, tells: t.Tells[0]}
	other := &world{session: t.Session, side: t.Side, name: t.Name, tells: t.Tells[1]}
	*w = Worlds{each: [2]*world{one, other}, first: here, found: t.Found}
	w.text = compare.Scenes(side.Program.Source, t.Side.Program.Source)
	if t.Left {
		w.swap()
	}
	for i, h := range w.heads() {
		w.each[i].letter, w.each[i].tally.Line = [...]string{"A", "B"}[i], h.line
	}
}

// Close returns to one world.
func (w *Worlds) Close() { *w = Worlds{} }

// swap changes the two sides over.
func (w *Worlds) swap() {
	w.each[0], w.each[1] = w.each[1], w.each[0]
	w.text.A, w.text.B = w.text.B, w.text.A
	for i, h := range w.text.Hunk {
		w.text.Hunk[i] = [2]int{h[1], h[0]}
	}
	w.found.Skipped[0], w.found.Skipped[1] = w.found.Skipped[1], w.found.Skipped[0]
	if p := w.found.Parting; p != nil {
		changed := *p
		changed.A, changed.B, changed.Left, changed.Right = p.B, p.A, p.Right, p.Left
		w.found.Parting = &changed
	}
}

// Position is the step that both stand at, or where the longer one does.
func (w *Worlds) Position() int64 {
	return max(w.each[0].session.Position(), w.each[1].session.Position())
}

// Sides returns the two runs as they stand on the screen.
func (w *Worlds) Sides() [2]compare.Side { return [2]compare.Side{w.each[0].side, w.each[1].side} }

// GoTo brings both worlds to a step, or to their end if that comes before.
func (w *Worlds) GoTo(step int64) {
	for _, one := range w.each {
		s := one.session
		s.GoTo(step)
		for s.Position() < step && s.Forward() != nil {
		}
	}
}

// Reach brings both worlds to a step that was named, no further than either was run or both were compared.
func (w *Worlds) Reach(step int64) {
	most := w.found.To
	for _, one := range w.each {
		most = max(most, one.session.Length())
	}
	w.GoTo(min(step, most))
}

// Intent is what a key asks for.
type Intent uint8

// What a key asks for.
const (
	Pass  Intent = iota // nothing that the worlds know
	Stay                // it is done
	Moved               // they went to another step
	Say                 // a word is to be said
	Close               // back to one world
)

// Update takes a key: what it asks for, and its name. Beside the intent it gives what is to be said.
func (w *Worlds) Update(a keys.Action, k keys.Press) (what Intent, word string) {
	at := w.Position()
	switch a {
	case keys.StepOn, keys.StepForward:
		w.GoTo(at + 1)
		return w.moved(at, "both worlds are at their end · ◂ goes back")
	case keys.StepBack:
		w.GoTo(max(at-1, 0))
		return w.moved(at, "this is the boot of both: nothing has run yet")
	case keys.PassOn, keys.PassForward:
		w.passOn()
		return w.moved(at, "both worlds are at their end · ◂ goes back")
	case keys.PassBack:
		w.passBack()
		return w.moved(at, "this is the boot of both: nothing has run yet")
	case keys.StopOn:
		return w.next(at)
	case keys.StopBack:
		return w.before(at)
	case keys.GoFirst:
		w.GoTo(0)
		return Moved, ""
	case keys.GoLast:
		w.GoTo(max(w.each[0].session.Length(), w.each[1].session.Length()))
		return Moved, ""
	case keys.SwapWorlds:
		if w.alone != 0 {
			w.alone = 3 - w.alone
			return Stay, ""
		}
		w.swap()
		return Stay, ""
	case keys.TakeNumbered:
		n := int(k.Name[0] - '0')
		if w.each[0].letter != "A" { // A is the first wherever it stands
			n = 3 - n
		}
		if w.alone == n {
			n = 0
		}
		w.alone = n
		return Stay, ""
	case keys.CloseTop:
		if w.alone != 0 {
			w.alone = 0
			return Stay, ""
		}
		return Close, ""
	case keys.OpenWorlds:
		return Close, ""
	}
	return Pass, ""
}

// Word is what the footer says of an action at this moment, "" for what it always says.
func (w *Worlds) Word(a keys.Action) string {
	switch {
	case w.alone == 0:
	case a == keys.CloseTop:
		return "both worlds"
	case a == keys.SwapWorlds:
		return "the other"
	}
	return ""
}

// moved says a word where they stand where they stood.
func (w *Worlds) moved(before int64, word string) (Intent, string) {
	if w.Position() == before {
		return Say, word
	}
	return Moved, ""
}

// passOn goes on until the pass of the left world is over, or of the right one where the left one is over.
func (w *Worlds) passOn() {
	for range w.longest() {
		before := w.Position()
		w.GoTo(before + 1)
		lead := w.lead()
		if w.Position() == before || lead.Engine().RunningSlot() < 0 {
			return
		}
	}
}

// longest is more steps than a pass of either world can have.
func (w *Worlds) longest() int {
	return max(w.each[0].side.Program.Settings.Fuel, w.each[1].side.Program.Settings.Fuel) + 2
}

// lead is the world whose passes are gone by: the left one, unless it is over before this step.
func (w *Worlds) lead() *session.Session {
	a, b := w.each[0].session, w.each[1].session
	if a.Position() < b.Position() {
		return b
	}
	return a
}

// passBack goes back to the end of the pass before.
func (w *Worlds) passBack() {
	for range w.longest() {
		at := w.Position()
		if at == 0 {
			return
		}
		w.GoTo(at - 1)
		if w.lead().Engine().RunningSlot() < 0 {
			return
		}
	}
}

// next goes to the next step in which something comes to differ.
func (w *Worlds) next(at int64) (Intent, string) {
	steps := w.found.Steps
	i := sort.Search(len(steps), func(i int) bool { return steps[i] > at })
	if i < len(steps) {
		w.GoTo(steps[i])
		return Moved, ""
	}
	switch {
	case len(steps) == 0:
		return Say, w.compared()
	case w.found.Over:
		return Say, fmt.Sprintf("no further difference to the end of both, step %d", w.found.To)
	}
	return Say, fmt.Sprintf("no further difference up to step %d", w.found.To)
}

// before goes back to the step before in which something came to differ.
func (w *Worlds) before(at int64) (Intent, string) {
	steps := w.found.Steps
	i := sort.Search(len(steps), func(i int) bool { return steps[i] >= at })
	if i == 0 {
		return Say, "nothing differs before this step · {worlds.first-step} goes to the boot"
	}
	w.GoTo(steps[i-1])
	return Moved, ""
}

// Follow counts what happened in both up to where they stand, or most steps nearer; it tells whether that is done.
func (w *Worlds) Follow(most int64) bool {
	done := true
	for _, one := range w.each {
		done = one.session.Follow(&one.follower, &one.tally, most) && done
	}
	return done
}

// Judge takes what every schedule of both comes to, as the sides stand on the screen.
func (w *Worlds) Judge(of [2]compare.Side, said [2][]panel.WorldVerdict) {
	for i := range w.each {
		for j := range of {
			if w.each[i].side.Same(of[j]) {
				w.each[i].said = said[j]
			}
		}
	}
}
