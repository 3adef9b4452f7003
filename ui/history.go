package ui

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// historyLimit is how many lines are kept between runs.
const historyLimit = 500

// history holds the lines typed at the prompt, oldest first, and the place of the one shown.
type history struct {
	lines []string
	at    int    // index of the line shown; len(lines) for the one being typed
	draft string // the line being typed, while an older one is shown
}

// loadHistory reads a history file. A file that is not there, or cannot be read, is an empty history: nobody should
// be kept from typing by it.
func loadHistory(file string) *history {
	h := &history{}
	if file == "" {
		return h
	}
	if text, err := os.ReadFile(file); err == nil {
		for line := range strings.Lines(string(text)) {
			if line = strings.TrimSpace(line); line != "" {
				h.lines = append(h.lines, line)
			}
		}
	}
	h.trim()
	return h
}

func (h *history) trim() {
	if extra := len(h.lines) - historyLimit; extra > 0 {
		h.lines = slices.Delete(h.lines, 0, extra)
	}
	h.at = len(h.lines)
}

// add appends a line, unless it repeats the newest, and goes to the end.
func (h *history) add(line string) {
	if n := len(h.lines); line != "" && (n == 0 || h.lines[n-1] != line) {
		h.lines = append(h.lines, line)
	}
	h.draft = ""
	h.trim()
}

// older gives the line before the one shown; the line being typed is kept for newer.
func (h *history) older(shown string) string {
	if h.at == len(h.lines) {
		h.draft = shown
	}
	if h.at == 0 {
		return shown
	}
	h.at--
	return h.lines[h.at]
}

// newer gives the line after the one shown, at last the one that was being typed.
func (h *history) newer(shown string) string {
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

// write keeps the lines for the next run; the file is replaced as a whole, so that a full disk leaves the old one.
func (h *history) write(file string) error {
	if file == "" || len(h.lines) == 0 {
		return nil
	}
	if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
		return err
	}
	beside := file + ".new"
	if err := os.WriteFile(beside, []byte(strings.Join(h.lines, "\n")+"\n"), 0o600); err != nil {
		_ = os.Remove(beside)
		return err
	}
	return os.Rename(beside, file)
}
