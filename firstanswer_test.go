//go:build unix

package main

import (
	"bytes"
	"os"
	"strings"
	"sync"
	"testing"

	"github.com/creack/pty"
)

// screenText is what a program has written to its terminal by now.
type screenText struct {
	mu   sync.Mutex
	text bytes.Buffer
}

// Write takes bytes.
func (s *screenText) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.text.Write(p)
}

// String returns the rows, as they end in a file.
func (s *screenText) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return strings.ReplaceAll(s.text.String(), "\r\n", "\n")
}

// TestTheFirstAnswerOnATerminal: the answer that was asked for is on the terminal while the others are looked for.
// Whoever presses ctrl-C then, whenever that comes, has it as the exit code, too.
func TestTheFirstAnswerOnATerminal(t *testing.T) {
	for name, code := range map[string]int{"bounded-buffer": 0, "one-condition": 1} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := quartetCommand(t, t.TempDir(), "check", name)
			c.Env = append(c.Env, "TERM=xterm")
			terminal, err := pty.StartWithSize(c, &pty.Winsize{Rows: 24, Cols: 100})
			if err != nil {
				t.Skip("there is no pseudo-terminal here: ", err)
			}
			defer terminal.Close()
			var seen screenText
			go func() {
				buffer := make([]byte, 4096)
				for {
					n, err := terminal.Read(buffer)
					_, _ = seen.Write(buffer[:n])
					if err != nil {
						return
					}
				}
			}()
			answer := map[int]string{0: "holds: No schedule goes wrong, ", 1: "fails: stuck: "}[code]
			waitFor(t, "the first answer", func() bool { return strings.Contains(seen.String(), answer) })
			if _, err := terminal.WriteString("\x03"); err != nil && !os.IsTimeout(err) {
				t.Log(err) // it has ended by itself
			}
			if got := endOf(t, c); got != code {
				t.Errorf("it ends with %d, not %d:\n%s", got, code, seen.String())
			}
		})
	}
}
