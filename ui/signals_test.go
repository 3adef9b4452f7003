//go:build unix

package ui

import (
	"io"
	"strings"
	"syscall"
	"testing"

	tea "charm.land/bubbletea/v2"

	"github.com/quartet-os/quartet/internal/effort"
)

// hung is a screen that does not come back from its first message.
type hung struct{ entered, end chan struct{} }

func (h hung) Init() tea.Cmd { return nil }

func (h hung) Update(tea.Msg) (tea.Model, tea.Cmd) {
	select {
	case <-h.entered:
	default:
		close(h.entered)
	}
	<-h.end
	return h, tea.Quit
}

func (h hung) View() tea.View { return tea.NewView("") }

// TestAScreenThatHangsIsGivenUp at a signal, once it had its time.
func TestAScreenThatHangsIsGivenUp(t *testing.T) {
	if effort.Quick() {
		t.Skip("it takes two seconds")
	}
	h := hung{make(chan struct{}), make(chan struct{})}
	defer close(h.end)
	p := tea.NewProgram(h, tea.WithInput(strings.NewReader("")), tea.WithOutput(io.Discard), tea.WithoutSignalHandler())
	e := forwardSignals(p)
	go p.Send(tea.FocusMsg{}) // it is not taken where another message comes first
	go func() {
		<-h.entered
		e.signals <- syscall.SIGTERM
	}()
	if stuck, err := e.run(p); stuck != syscall.SIGTERM || err != nil {
		t.Errorf("it ends with %v, %v", stuck, err)
	}
}
