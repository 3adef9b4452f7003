package ui

import (
	"slices"
	"testing"

	tea "charm.land/bubbletea/v2"
	"pgregory.net/rapid"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/internal/scenetest"
	"github.com/quartet-os/quartet/ui/ask"
)

// bell has three coroutines that wait for a signal, and a rule that says any of them may be woken.
const bell = `// Three wait, one signals: who is woken is open.
package bell

const (
	slots      = 9
	wake_order = "any"
	goal       = "Let w2 be the first to leave."
)

var (
	m    mutex
	rang cond
)

func waiter() {
	lock(m)
	wait(rang, m)
	unlock(m)
	sleep(2, 4)
}

func ringer() {
	lock(m)
	signal(rang)
	unlock(m)
}

func main() {
	spawn(waiter, 3)
	spawn(ringer)
}
`

// choices returns what can happen next, as the list has it.
func (u *user) choices() []explore.Enabled {
	u.m.over.choices.Look(u.m.session.Engine())
	return u.m.over.choices.All
}

func TestTheUserIsTheScheduler(t *testing.T) {
	u := sitDown(t, bell)
	u.press("e")
	u.sees("Who runs next?", "Goal: Let w2 be the first to leave.", "1 ●w1 16 lock(m)", "4 ●r1 23 lock(m)")
	u.press("2")
	if u.m.now().Coroutines[1].Place != engine.Waiting || u.m.now().Pass != 1 {
		t.Fatalf("2 did not let w2 run:\n%s", u.screen())
	}
	u.sees("w2 runs · u undoes", "Who runs next?", "1 ●w1 16 lock(m)", "3 ●r1 23 lock(m)")
	u.press("1", "enter")
	u.sees("1 ●r1 23 lock(m)", "wakes ●w2", "wakes ●w1", "wakes ●w3")
	u.press("j", "j", "k", "enter")
	if got := u.m.now(); !slices.Contains(got.Ready, 0) || got.Coroutines[1].Place != engine.Waiting {
		t.Errorf("the second way did not wake w1:\n%s", u.screen())
	}
	u.sees("r1 runs and wakes w1 · u undoes", "for 2 ticks", "for 3 ticks", "for 4 ticks", "▸ timed")
	u.press("3")
	u.sees("nobody is ready: time goes on from")
}

func TestAChoiceInThePastBeginsABranch(t *testing.T) {
	u := sitDown(t, bell)
	u.press("enter", "enter", "enter", "enter")
	end := u.m.session.Length()
	u.press("home", "e", "1")
	if n := len(u.m.session.Branches()); n != 1 {
		t.Errorf("the choice that was taken before begins a branch: there are %d", n)
	}
	u.press("3")
	u.sees("this is another future now", "branch 2 of 2", "Who runs next?")
	u.press("B")
	if u.m.session.Length() != end {
		t.Errorf("B came to a future of %d steps, want %d", u.m.session.Length(), end)
	}
	u.sees("branch 1 of 2", "Who runs next?")
}

func TestOtherKeysWorkBesideTheChoices(t *testing.T) {
	u := sitDown(t, bell)
	u.press("e", "space")
	u.position(1)
	u.sees("a pass goes on", "w1 keeps the CPU until it yields, blocks or ends.")
	u.press("left", "7")
	u.sees("there is no choice 7: there are 4")
	u.press("esc")
	u.position(0)
	u.seesNot("Who runs next?")
	u.press("e", "e")
	u.seesNot("Who runs next?")
	u.press("e", "i")
	u.sees("blocks on")
	u.seesNot("Who runs next?")
}

func TestTheOnlyChoice(t *testing.T) {
	u := sitDown(t, short)
	u.press("e", "9")
	n := len(u.choices())
	for range 9 {
		if n == 1 {
			break
		}
		u.press("1")
		n = len(u.choices())
	}
	u.press("2")
	u.sees("there is no choice 2: there is one choice")
}

func TestAClickTakesAChoice(t *testing.T) {
	u := sitDown(t, bell)
	u.press("e")
	x, y := u.find("23 lock(m)")
	u.send(tea.MouseClickMsg{X: x, Y: y, Button: tea.MouseLeft})
	if u.m.now().Pass != 1 || u.m.now().Coroutines[3].Place != engine.Free {
		t.Errorf("a click on r1 did not let it run:\n%s", u.screen())
	}
}

func TestWhereNobodyCanChoose(t *testing.T) {
	u := sitDown(t, short)
	u.press(":")
	u.types("policy roundrobin")
	u.press("enter", "e")
	u.sees("Round robin leaves no choice of who runs")
	u = sitDown(t, short)
	u.press("e", "1", "1", "1", "1")
	u.sees("Nothing can happen any more. ")
	u.seesNot("any more: ")
	u.press("1", "enter")
	if !u.m.ended() {
		t.Error("the run is not over")
	}
	u = sitDown(t, scenetest.Text(t, "if-instead-of-a-loop")) // a violation ends it while others are ready
	u.press("enter", "enter", "enter", "enter", "e")
	u.sees("The run is over: a violation. ", "takes from work, which is empty")
	u.seesNot("Nothing can happen")
}

// TestEachChoiceKeepsItsWord takes any choices and compares what the list said with what came of it.
func TestEachChoiceKeepsItsWord(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		u := sitDown(t, rapid.SampledFrom([]string{bell, bounded, short, crossed}).Draw(r, "scene"))
		if rapid.Bool().Draw(r, "preemptive") {
			u.press(":")
			u.types("policy preemptive 2")
			u.press("enter")
		}
		u.press("e")
		for range rapid.IntRange(1, 20).Draw(r, "choices") {
			if rapid.IntRange(0, 4).Draw(r, "step") == 0 {
				u.press("space")
			}
			all := u.choices()
			if len(all) == 0 {
				return
			}
			at := rapid.IntRange(0, len(all)-1).Draw(r, "choice")
			want, given := all[at], u.m.session.Commands()
			u.m.takeChoice(at)
			now := u.m.now()
			for _, slot := range want.Woken {
				if !slices.Contains(now.Ready, slot) {
					r.Fatalf("slot %d was to be woken and is on %v", slot, now.Coroutines[slot].Place)
				}
			}
			if who := want.Who; who >= 0 && now.Coroutines[who].Place != want.To {
				r.Fatalf("%v was to come to %v", now.Coroutines[who], want.To)
			}
			if want.Sleeps >= 0 {
				if c := now.Coroutines[want.Who]; c.Deadline-c.Since != want.Sleeps {
					r.Fatalf("%v was to sleep %d", c, want.Sleeps)
				}
			}
			if n := len(u.m.session.Commands()); n > len(given)+2 {
				r.Fatalf("one choice took %d commands", n-len(given))
			}
		}
	})
}

// TestATakenChoiceIsTold: the notice says what was chosen in the list's words, and the story that it was a choice.
func TestATakenChoiceIsTold(t *testing.T) {
	u := sitDown(t, scenetest.Text(t, "bounded-buffer"))
	u.press("e", "2")
	u.sees("p1 runs, for 2 passes", "computes for 2 passes, as you chose,")
	u.seesNot("choose 1", "1 choice")
}

// TestTheChoicesHaveHeads: over the columns, or in the frame where all rows are taken, the list says what stands in
// them; a coroutine with several ways has its name once, and each way its number.
func TestTheChoicesHaveHeads(t *testing.T) {
	for size, heads := range map[[2]int]string{
		{80, 24}: "who does first stands then on", {160, 50}: "who does first stands then on",
		{120, 36}: "▸ stands then on enter takes",
	} {
		u := sitDown(t, bounded, func(o *Options) { o.Session = opened(t, "bounded-buffer") })
		u.send(tea.WindowSizeMsg{Width: size[0], Height: size[1]})
		u.press("e")
		u.sees(heads, "1 ▲p1 20 compute(1, 2) for 1 pass", "2 for 2 passes ▸ ready", "3 ▲p2 20 compute(1, 2)")
		u.press("down")
		u.sees("2 ▲p1 20 compute(1, 2) for 2 passes ▸ ready")
		u.press("4")
		u.sees("p2 runs, for 2 passes")
	}
}

// TestTheListSaysWhyTheRunIsOver: where nothing can be chosen the word on it has all rows of the panel.
func TestTheListSaysWhyTheRunIsOver(t *testing.T) {
	for _, size := range [][2]int{{80, 24}, {100, 30}, {120, 36}} {
		u := sitDown(t, bounded, func(o *Options) {
			o.Session, o.Ask = opened(t, "one-condition"), ask.EverySchedule
		})
		u.send(tea.WindowSizeMsg{Width: size[0], Height: size[1]})
		u.press("a")
		u.send(u.m.ask.work())
		u.press("esc", "end", "e")
		u.sees("the run is over", "Reached in step ", "any more. Stuck: p1")
	}
}
