package ui

import (
	"fmt"
	"testing"

	tea "charm.land/bubbletea/v2"

	"github.com/quartet-os/quartet/internal/scenetest"
	"github.com/quartet-os/quartet/ui/gauge"
	"github.com/quartet-os/quartet/ui/keys"
)

func TestTheSchedulersListing(t *testing.T) {
	u := sitDown(t, bounded)
	u.press("K", "n")
	u.sees("scheduler", "K back", "pass(state) {", "push(state.WAITING, c)")
	u.press("f")
	if u.m.look.scheduler || u.m.look.listing != 0 {
		t.Error("f does not show a function's listing again")
	}
	u.press("K", "K")
	u.sees("func producer")
	u.press("K")
	u.send(tea.WindowSizeMsg{Width: 60, Height: 18})
	u.sees("scheduler", "K closes", "v = resume(c)")
	u.press("esc")
	if u.m.look.scheduler {
		t.Error("esc does not close it")
	}
}

func TestTheInspectorHasAPageOfFields(t *testing.T) {
	u := sitDown(t, bounded)
	u.press("N", "tab", "i")
	u.sees("blocks on", "i fields")
	u.press("i")
	u.sees("last written", "blocking condition", "wait(notFull, m)", "four queues", "320 bytes of stack for each")
	wrote := u.m.session.Writes(0)
	u.press("space", "space", "h")
	u.sees("last written", "13 wait(notFull, m)")
	if wrote[0].Step != 13 {
		t.Errorf("p1 was moved at step %d", wrote[0].Step)
	}
	u.send(tea.WindowSizeMsg{Width: 60, Height: 18})
	u.press("j", "j", "j", "j", "j", "j", "j", "j", "j", "j", "j", "j")
	u.sees("state pointer")
	u.press("i")
	if u.m.stack.Mode != keys.Browsing {
		t.Error("i does not close the second page")
	}
}

func TestRoundRobinIsComparedWithFourQueues(t *testing.T) {
	text := scenetest.Text(t, "mutex-queue-of-five")
	u := sitDown(t, text)
	u.types(":policy roundrobin")
	u.press("enter", "enter", "enter", "enter")
	u.sees("0 of 3 resumes wasted; 14 with four queues")
	u.send(tea.WindowSizeMsg{Width: 160, Height: 36})
	u.sees("3 resumes, 0 wasted; 40 to the end, 14 with four queues")
	u.send(tea.WindowSizeMsg{Width: 80, Height: 24})
	u.sees("3 resumes, 0 wasted")
	u.send(tea.WindowSizeMsg{Width: 120, Height: 36})
	for range 60 {
		u.press("enter")
	}
	u.sees("40 resumes, 26 wasted; 14 with four queues")
}

func TestAnEndlessSceneIsNotCompared(t *testing.T) {
	u := sitDown(t, bounded)
	u.types(":policy roundrobin")
	u.press("enter", "enter", "enter", "enter", "enter", "enter", "enter")
	u.sees("resumes", "wasted")
	if u.m.canvas.frame.ToEnd.FourQueues != 0 {
		t.Error("a scene without an end has one")
	}
}

func TestMeasures(t *testing.T) {
	u := sitDown(t, bounded)
	for range 300 {
		u.press("enter")
	}
	u.press("m")
	u.sees("MEASURES of work", "throughput", "In the long run work fills", "95 %")
	u.screen()
	before := fmt.Sprint(u.m.known.measures.Measures())
	u.press("enter")
	u.screen()
	if fmt.Sprint(u.m.known.measures.Measures()) == before {
		t.Error("the measures stand still while the run goes on")
	}
	u.press("g")
	u.sees("too early to say")
	for range 4 {
		u.press("enter")
	}
	u.sees("too early to say")
	u.press("G", "[")
	u.sees("In the long run work fills")
	if fmt.Sprint(u.m.known.measures.Measures()) != before {
		t.Error("going there another way gives other measures")
	}
	u.press("m")
	if u.m.stack.Mode != keys.Browsing {
		t.Error("m does not close them")
	}
}

// TestMeasuresOfALongRunComeInSlices: nobody waits for a whole long run to be measured.
func TestMeasuresOfALongRunComeInSlices(t *testing.T) {
	u := sitDown(t, bounded)
	u.m.desk.alone = false
	for u.m.session.Position() < 2*gauge.Slice+50 {
		u.m.session.Pass()
	}
	u.press("space")
	cmd := u.send(keyOf("m"))
	n := 0
	for ; cmd != nil; n++ {
		u.screen()
		cmd = u.send(cmd())
	}
	if n != 2 {
		t.Errorf("it took %d more slices", n)
	}
	u.sees("In the long run work fills")
}
