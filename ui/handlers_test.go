package ui

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"github.com/quartet-os/quartet/ui/ask"
)

// TestAHandlerHasARowOfTime: nobody is folded away for the row that a handler of interrupts needs once it has come.
func TestAHandlerHasARowOfTime(t *testing.T) {
	u := sitDown(t, bounded, func(o *Options) { o.Session, o.Ask = opened(t, "irq-lock"), ask.EverySchedule })
	u.send(tea.WindowSizeMsg{Width: 120, Height: 36})
	u.press("a")
	u.send(u.m.ask.work())
	u.m.desk.alone = false // the fates come by themselves in front of an event loop
	u.press("esc")
	u.deliver(u.send(keyOf("end")))
	u.sees("✗ violation", "fate ")
	_, time, _ := strings.Cut(u.screen(), "─ TIME ")
	for _, name := range []string{"w1 ", "w2 ", "tick "} {
		if !strings.Contains(time, name) {
			t.Errorf("%shas no row:\n%s", name, time)
		}
	}
}
