package ui

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"github.com/quartet-os/quartet/engine"
)

func (u *user) named(name string) engine.CoroutineView {
	u.t.Helper()
	for _, c := range u.m.coroutines() {
		if c.Live && c.Name == name {
			return c
		}
	}
	return engine.CoroutineView{Slot: -1}
}

func TestSpawnSaysWhatChangedAndHowToUndoIt(t *testing.T) {
	u := sitDown(t, bounded)
	u.press("p")
	u.sees("p3", "u undoes")
	u.press("c")
	u.sees("c3")
	u.press("u")
	if u.named("c3").Slot >= 0 || u.named("p3").Slot < 0 {
		t.Errorf("u took back the wrong one:\n%s", u.screen())
	}
	u.press("u")
	if u.named("p3").Slot >= 0 {
		t.Error("p3 is still there")
	}
	u.press("u")
	u.sees("nothing to undo")
}

func TestAWhatIfKeepsTheOldFuture(t *testing.T) {
	u := sitDown(t, bounded)
	u.press("enter", "enter", "enter", "enter")
	end := u.m.session.Length()
	u.press("home", "p")
	u.sees("another future", "B returns")
	if u.m.session.Length() != 0 {
		t.Errorf("the new future has %d steps already", u.m.session.Length())
	}
	u.press("B")
	if u.m.session.Length() != end || u.named("p3").Slot >= 0 {
		t.Errorf("B did not return to the old future of %d steps", end)
	}
	u.press("B")
	if u.named("p3").Slot < 0 {
		t.Error("B did not go back to the what-if")
	}
	u.sees("branch 2 of 2")
	u.press(":")
	u.types("branch 1")
	u.press("enter")
	u.sees("branch 1 of 2")
	u.press(":")
	u.types("branch 7")
	u.press("enter")
	u.sees("no branch 7")
}

func TestTheSelectedOneIsActedOn(t *testing.T) {
	u := sitDown(t, bounded)
	u.press("x")
	u.sees("select a coroutine first")
	u.press("tab", "tab")
	u.sees("p2")
	u.press("x")
	if u.named("p2").Slot >= 0 {
		t.Error("p2 is still alive")
	}
	u.press("x")
	u.sees("select a coroutine first")
	u.press("u", "y")
	if ready := u.m.now().Ready; u.m.now().Coroutines[ready[0]].Name != "p2" {
		t.Errorf("y did not make p2 the next:\n%s", u.screen())
	}
}

func TestTimeoutTakesTheNearestDeadline(t *testing.T) {
	u := sitDown(t, bounded)
	for range 200 {
		u.press("space")
		if len(u.m.now().Timed) == 2 {
			break
		}
	}
	who, ok := u.m.target(engine.TimeoutVerb)
	if !ok || !strings.HasPrefix(who, "c") {
		t.Fatalf("a timeout would go to %q", who)
	}
	u.press("t")
	if u.named(who).Place != engine.Ready {
		t.Errorf("%s is on %s:\n%s", who, u.named(who).Place, u.screen())
	}
}

func TestASceneWithoutAProducerSaysSo(t *testing.T) {
	u := sitDown(t, short)
	u.sees("s spawn")
	u.seesNot("p producer", "c consumer")
	u.press("p")
	u.sees("no producer", "s spawns any function")
	u.press("c")
	u.sees("no consumer")
	u.press("s")
	u.sees("worker")
	u.press("enter")
	u.sees("w3", "u undoes")
	u.press(">")
	u.sees("no work queue")
}

func TestCapacity(t *testing.T) {
	u := sitDown(t, bounded)
	u.press(">", ">", "<")
	u.sees("of 3", "u undoes")
	u.press("u", "u", "u")
	u.sees("of 2")
	u.press("<", "<")
	u.press("<")
	u.sees("capacity 0 already")
}

func TestEscLosesNothing(t *testing.T) {
	u := sitDown(t, bounded)
	u.press("enter", "p", "enter", "tab")
	at, commands := u.m.session.Position(), len(u.m.session.Commands())
	for range 10 {
		u.press("esc")
	}
	u.position(at)
	if len(u.m.session.Commands()) != commands || u.m.look.selected != nobody() {
		t.Error("esc did more, or less, than to let go")
	}
}

func TestSelectionIsOfTheCoroutineNotTheSlot(t *testing.T) {
	u := sitDown(t, bounded)
	u.press("tab", "x", "p")
	if _, ok := u.m.chosen(); ok {
		t.Error("the new coroutine in p1's slot is taken for p1")
	}
	u.press("u", "u")
	if c, ok := u.m.chosen(); !ok || c.Name != "p1" {
		t.Error("p1 is back and no longer selected")
	}
}

func TestWhyNamesTheChain(t *testing.T) {
	u := sitDown(t, bounded)
	for range 300 {
		u.press("space")
		if c := u.named("p1"); c.Place == engine.Waiting && c.On == engine.OnCond {
			break
		}
	}
	u.m.selectSlot(u.named("p1").Slot)
	u.press("w")
	u.sees("Why is p1 on WAITING?", "waits for notFull", "Who can signal notFull: c1")
	u.press("space") // the machine goes on below
	u.press("esc")
	u.seesNot("Why is")
}

// crossed is a deadlock by lock order.
const crossed = `// Two mutexes, taken in either order.
package crossed

var (
	a mutex
	b mutex
)

func left() {
	lock(a)
	yield()
	lock(b)
	unlock(b)
	unlock(a)
}

func right() {
	lock(b)
	yield()
	lock(a)
	unlock(a)
	unlock(b)
}

func main() {
	spawn(left)
	spawn(right)
}
`

func TestWhyNamesACycle(t *testing.T) {
	u := sitDown(t, crossed)
	for range 50 {
		u.press("space")
	}
	u.press("tab", "w")
	u.sees("waits for b", "b belongs to r1", "a cycle", "deadlock")
}

// TestNobodyIsTimedOutWithoutADeadline: t refuses, with the keys that fit, and the footer does not offer it. The
// command, which scripts have, says in the story and on READY what it does.
func TestNobodyIsTimedOutWithoutADeadline(t *testing.T) {
	u := sitDown(t, bounded, func(o *Options) { o.Session = opened(t, "if-instead-of-a-loop") })
	for u.named("c1").Place != engine.Waiting {
		u.press("space")
	}
	at := u.m.session.Edits()
	u.press("t")
	u.sees("nobody has a deadline · T gives the selected coroutine one")
	u.m.selectSlot(u.named("c1").Slot)
	u.press("t")
	u.sees("c1 has no deadline · T gives it one, W wakes it for no reason")
	if u.m.session.Edits() != at {
		t.Error("a command was given")
	}
	u.send(tea.WindowSizeMsg{Width: 200, Height: 60})
	u.sees("W wake")
	u.seesNot("t timeout")
	u.press(":")
	u.types("timeout c1")
	u.press("enter")
	u.sees("c1 is let on by you, though it has no deadline, and moves from WAITING to READY", "let on by you")
	u.seesNot("timed out", "timeout by you")
	u.press("u", "T")
	u.types("9")
	u.press("enter", "t")
	u.sees("c1 is timed out by you and moves from TIMED-WAITING to READY")
}
