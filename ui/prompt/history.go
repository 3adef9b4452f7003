package prompt

import (
	"slices"
	"strings"
	"sync"

	"github.com/quartet-os/quartet/ui/disk"
	"github.com/quartet-os/quartet/ui/source"
)

// historyLimit is how many lines are kept between runs.
const historyLimit = 500

// History holds the lines typed at the prompt, oldest first, and the place of the one shown.
type History struct {
	lines []string
	at    int    // index of the line shown; len(lines) for the one being typed
	draft string // the line being typed, while an older one is shown

	mu    sync.Mutex
	fresh []string // lines that are not in the file yet
}

// LoadHistory reads a history file. A file that is not there, or cannot be read, is an empty history: nobody should
// be kept from typing by it.
func LoadHistory(file string) *History {
	h := &History{}
	if file == "" {
		return h
	}
	if text, err := source.Read(file); err == nil {
		for line := range strings.Lines(string(text)) {
			if line = strings.TrimSpace(line); line != "" {
				h.lines = append(h.lines, line)
			}
		}
	}
	h.trim()
	return h
}

func (h *History) trim() {
	if extra := len(h.lines) - historyLimit; extra > 0 {
		h.lines = slices.Delete(h.lines, 0, extra)
	}
	h.at = len(h.lines)
}

// add appends a line that was carried out, unless it repeats the newest, and goes to the end.
func (h *History) add(line string) {
	if h.keep(line) {
		h.mu.Lock()
		h.fresh = append(h.fresh, line)
		h.mu.Unlock()
	}
}

// keep appends a line for this run, unless it is empty or repeats the newest; it reports whether it did. A line that
// was not carried out is not written for other runs.
func (h *History) keep(line string) (kept bool) {
	if n := len(h.lines); strings.TrimSpace(line) != "" && (n == 0 || h.lines[n-1] != line) {
		h.lines, kept = append(h.lines, line), true
	}
	h.draft = ""
	h.trim()
	return kept
}

// older returns the line before the one shown; the line being typed is kept for newer.
func (h *History) older(shown string) string {
	if h.at == len(h.lines) {
		h.draft = shown
	}
	if h.at == 0 {
		return shown
	}
	h.at--
	return h.lines[h.at]
}

// newer returns the line after the one shown, at last the one that was being typed.
func (h *History) newer(shown string) string {
	switch {
	case h.at >= len(h.lines):
		return shown
	case h.at == len(h.lines)-1:
		h.at = len(h.lines)
		return h.draft
	}
	h.at++
	return h.lines[h.at]
}

// Write appends the lines that were typed in this run to those of others. It may be called beside the event loop.
func (h *History) Write(file string) error {
	h.mu.Lock()
	defer h.mu.Unlock()
	if file == "" {
		return nil
	}
	err := disk.AppendLines(file, h.fresh, historyLimit)
	if err == nil {
		h.fresh = nil
	}
	return err
}
