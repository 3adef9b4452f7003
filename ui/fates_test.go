package ui

import (
	"fmt"
	"testing"

	tea "charm.land/bubbletea/v2"

	"github.com/quartet-os/quartet/internal/scenetest"
	"github.com/quartet-os/quartet/ui/ask"
)

// TestFateOfEachPass: once it is asked for, a row of the timeline says what is still possible behind each pass, and the
// list of choices what is behind each of them; it goes along with the run.
func TestFateOfEachPass(t *testing.T) {
	u := sitDown(t, scenetest.Text(t, "deadlock-by-lock-order"))
	u.press("enter")
	u.seesNot("fate ")
	u.enters("fate")
	u.sees("▸ it can still go either way · e lists what each choice leads to", "fate ▄▄▄▄",
		"▁ safe ▄ either way █ fails", "else B▄")
	u.sees("now it can still go either way · the goal: at least 3 more passes · proven")
	u.press("e")
	u.sees("stands then on then it is")
	u.sees("1 ●B 28 lock(right) ▸ ready █ fails", "2 ●A 19 lock(right) ▸ ready ▄ either way")
	u.press("1")
	u.sees("now fails · the goal: at least 2 more passes · proven", "▾ 2 decides ▾ now", "else B▄ A▄")
	u.press("esc", "home")
	u.sees("either way · the goal: at least 4 more passes")
	u.enters("fate off")
	u.seesNot("fate ▄", "decides")
	u.enters("fate perhaps")
	u.sees("fate takes a word", "on, off or decides")
}

// TestFateAgreesWithTheAnswer: the pass that the answer to a names is the one from which the row says that every
// schedule fails.
func TestFateAgreesWithTheAnswer(t *testing.T) {
	for _, scene := range []string{"one-condition", "lecture-15-asleep-with-the-lock", "wakeup-in-the-gap"} {
		u := sitDown(t, bounded, func(o *Options) { o.Session, o.Ask = opened(t, scene), ask.EverySchedule })
		u.enters("fate on")
		u.press("a")
		u.send(u.m.ask.work())
		u.press("esc", "end")
		u.sees(" decides", "████████", "· proven")
		l, row := u.m.known.highlight.On(u.m.session), u.m.known.fates.Row(u.m.session)
		u.m.session.GoTo(l.Decides)
		if pass := u.m.session.Engine().PassNumber(); pass != row.Decides {
			t.Errorf("%s: pass %d decides, and by the fates pass %d", scene, pass, row.Decides)
		}
	}
}

// TestFateOfAChangedRun: what the user adds makes another machine of it, whose fates are asked; a decision does not.
func TestFateOfAChangedRun(t *testing.T) {
	u := sitDown(t, scenetest.Text(t, "deadlock-by-lock-order"))
	u.enters("fate")
	u.press("enter")
	u.enters("run A")
	u.sees("either way · the goal")
	u.enters("kill B")
	u.sees("now every schedule from here on ends well", "fate ▁▁▁▁")
	u.press("u")
	u.sees("either way · the goal")
}

// TestWhenItWasDecided: of a failure that was reached by hand w says how that is asked, and so does the panel at the
// end where it has room; once it was asked both say it.
func TestWhenItWasDecided(t *testing.T) {
	u := sitDown(t, scenetest.Text(t, "deadlock-by-lock-order"))
	u.send(tea.WindowSizeMsg{Width: 160, Height: 50})
	u.enters("until end")
	u.sees("When it was decided", ":fate shows which pass") // there is room for it
	u.press("w")
	u.sees("When it was decided", ":fate shows which pass decided it: from then on every schedule fails.")
	u.press("esc")
	u.enters("fate on")
	pass := u.m.known.fates.Row(u.m.session).Decides
	u.sees("When it was decided", fmt.Sprintf("Pass %d decided: ", pass), "From then on every schedule fails. Had ")
}

// TestFateComesByItself: of a run that has failed it is shown without being asked for, in front of an event loop; who
// takes it away has it away, and another scene begins without it.
func TestFateComesByItself(t *testing.T) {
	u := sitDown(t, bounded, func(o *Options) { o.Session = opened(t, "deadlock-by-lock-order") })
	u.m.desk.alone = false
	press := func(keys ...string) {
		for _, k := range keys {
			u.deliver(u.send(keyOf(k)))
		}
	}
	press("enter", "enter", "enter")
	u.seesNot("fate ")
	press("enter")
	u.sees("✗ deadlock", "fate ▄▄▄▄", "Pass 2 decided: B ran. From then on every schedule fails. Had A",
		"it could have gone well.")
	press("home")
	u.sees("fate ▄▄▄▄", "▾ 2 decides")
	u.enters("fate off")
	press("end")
	u.sees("✗ deadlock")
	u.seesNot("fate ▄")

	u = sitDown(t, bounded, func(o *Options) { o.Session = opened(t, "deadlock-by-lock-order") })
	u.m.desk.alone = false
	u.m.tour.Begin(1)
	press("enter", "enter", "enter", "enter")
	if u.m.known.fates.On {
		t.Error("it comes over the tour")
	}
}

// TestToTheDecision: from an end that failed to the last moment at which it was still open, with what each choice leads
// to; where nothing decides it says so.
func TestToTheDecision(t *testing.T) {
	u := sitDown(t, scenetest.Text(t, "deadlock-by-lock-order"))
	u.enters("fate decides")
	u.sees("has not been asked; :fate asks it")
	u.press("esc")
	u.enters("fate")
	u.enters("fate decides")
	u.sees("no pass of this run decides: it can still go either way")
	u.press("esc")
	u.enters("until end")
	u.enters("fate decides")
	u.position(2)
	u.sees("Who runs next?", "1 ●B 28 lock(right) ▸ ready █ fails", "2 ●A 19 lock(right) ▸ ready ▄ either way")
	u.press("2")
	u.sees("now it can still go either way")
}

// TestFateWithoutATimeline: layouts that have no room for the row say in the header what is possible now.
func TestFateWithoutATimeline(t *testing.T) {
	for _, layout := range []string{"projector", "teach", "queues", "source"} {
		u := sitDown(t, scenetest.Text(t, "deadlock-by-lock-order"))
		u.enters("layout " + layout)
		u.press("enter", "enter")
		u.seesNot("█ fails")
		u.enters("fate")
		u.sees("█ fails")
	}
	u := sitDown(t, scenetest.Text(t, "deadlock-by-lock-order"))
	u.send(tea.WindowSizeMsg{Width: 60, Height: 18})
	u.enters("fate")
	u.press("enter", "enter")
	u.sees("█ pass 2")
}

// TestFateIsNotOfTwoWorlds: what is possible for one run is not drawn below another.
func TestFateIsNotOfTwoWorlds(t *testing.T) {
	u := sitDown(t, scenetest.Text(t, "deadlock-by-lock-order"))
	u.send(tea.WindowSizeMsg{Width: 160, Height: 50})
	u.press("enter", "enter")
	u.enters("fate")
	u.sees("fate ▄")
	u.enters("compare rules lecture")
	u.m.stale = true
	if u.screen(); u.m.canvas.frame.Worlds != nil && u.m.canvas.frame.Fates != nil {
		t.Error("two worlds have the fates of one")
	}
}

// TestFateOfAPassThatIsInterrupted: behind a pass in the middle of which an interrupt has come stands what was possible
// there, and what decides is that it came.
func TestFateOfAPassThatIsInterrupted(t *testing.T) {
	u := sitDown(t, bounded, func(o *Options) { o.Session, o.Ask = opened(t, "irq-sleeps"), ask.EverySchedule })
	u.enters("fate on")
	u.press("a")
	u.send(u.m.ask.work())
	u.press("esc", "end")
	u.sees("fate ▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄██", "proven", "s1▄")
	text, step := u.m.known.fates.Decided(u.m.session, false)
	if text != "Pass 2 decided: packet ran. From then on every schedule fails. "+
		"Had s1 run instead, it could have gone well." || step != 5 {
		t.Errorf("%q, step %d", text, step)
	}
	u.enters("fate decides")
	u.sees("a pass goes on", "An interrupt was raised", "█ fails")
}
