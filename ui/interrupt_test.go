package ui

import (
	"testing"

	tea "charm.land/bubbletea/v2"
)

// TestInterruptsOnTheScreen: a key raises an interrupt, the screen says over whom its handler runs, and what it is
// about stands in the inspector.
func TestInterruptsOnTheScreen(t *testing.T) {
	u := sitDown(t, scene(t, "irq-lost-update"))
	u.press("space")
	u.press("e")
	u.sees("its interrupt comes", "w1 keeps the CPU until it yields, blocks or ends")
	u.press("esc", "!")
	u.sees("tick runs next, before anybody else: you raise its")
	u.press("!")
	u.sees("the interrupt tick is raised already")
	u.press("esc", "space")
	u.sees("over ●w1", "tick interrupts w1 between two ops")
	u.press("i")
	u.sees("a handler of interrupts", "handled now, on top of")
}

// TestInterruptsThatAreOff: the screen says that they are disabled, and refuses to raise one; u takes one back.
func TestInterruptsThatAreOff(t *testing.T) {
	u := sitDown(t, scene(t, "irq-lost-update-cure"))
	u.press("space", "space")
	u.sees("interrupts off")
	u.press("!")
	u.sees("interrupts are disabled now")
	u.press("esc")
	u.obeys("why tick")
	u.sees("Interrupts are disabled now, by w1")
	u.press("esc", "space", "space", "space", "space", "!")
	u.sees("tick runs next, before anybody else")
	u.press("u", "space")
	u.obeys("why tick")
	u.sees("It may come 2 times, between any two ops")
}

// TestNoInterruptsHere: in a scene without handlers the key says so, and the footer does not offer it.
func TestNoInterruptsHere(t *testing.T) {
	u := sitDown(t, scene(t, "bounded-buffer"))
	u.press("!")
	u.sees("this scene declares no handler of interrupts")
}

// TestAHandlerInAQueueIsOnTheCPU: a handler that waits has queued itself and never leaves the CPU. OBJECTS and the
// story say both, so that an empty WAITING contradicts neither; where RUNNING has one row what it does comes before
// over whom.
func TestAHandlerInAQueueIsOnTheCPU(t *testing.T) {
	u := sitDown(t, scene(t, "irq-sleeps"))
	u.press("space", "space", "space", "space", "!", "space", "space", "space")
	u.sees("Violation")
	u.press("esc")
	u.sees("queue ▲packet, running", "packet leaves m and stands in the queue", "over ▲s1")
	u.send(tea.WindowSizeMsg{Width: 80, Height: 24})
	u.sees("notFull queue ▲packet, running", "wait(notFull, m)")
}
