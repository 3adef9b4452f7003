package ui

import (
	"os"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine/session"
	"github.com/quartet-os/quartet/ui/ask"
	"github.com/quartet-os/quartet/ui/demo"
)

// TestThePlansAreWalked presses the keys of each row of the plans in docs/teaching.md: behind them is so what the row
// says. The minutes of each plan are fifty.
func TestThePlansAreWalked(t *testing.T) {
	t.Parallel()
	page, err := os.ReadFile("../docs/teaching.md")
	if err != nil {
		t.Fatal(err)
	}
	minutes, plans := 0, 0
	for line := range strings.Lines(string(page) + "\n") {
		cells := strings.Split(strings.TrimSpace(line), " | ")
		if len(cells) != 5 || strings.HasPrefix(line, "| minutes") {
			if minutes > 0 && minutes != 50 {
				t.Errorf("a plan has %d minutes", minutes)
			}
			if minutes > 0 {
				plans++
			}
			minutes = 0
			continue
		}
		n := 0
		for _, r := range strings.TrimPrefix(cells[0], "| ") {
			n = 10*n + int(r-'0')
		}
		minutes += n
		then := strings.Trim(strings.TrimSuffix(cells[4], " |"), "`")
		walk(t, strings.Trim(cells[1], "`"), strings.Trim(cells[2], "`"), then)
	}
	if plans != 3 {
		t.Errorf("there are %d plans", plans)
	}
}

// walk presses keys in a scene, and checks what is so then.
func walk(t *testing.T, name, pressed, then string) {
	t.Helper()
	s, err := demo.Parse(name, "version 2\nkey "+pressed+"\nassert "+then+"\n")
	if err != nil {
		t.Fatal(err)
	}
	stage, err := NewStage(t.Context(), Options{Session: opened(t, name), Ask: ask.EverySchedule,
		Open: func(name string) (*session.Session, string, error) { return opened(t, name), "", nil }})
	if err != nil {
		t.Fatal(err)
	}
	p, err := demo.NewPlayer(s, stage, nil, demo.InTime)
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, more := p.Next(); !more {
			return
		}
		if err := p.Do(); err != nil {
			t.Errorf("%s: %v", name, err)
			return
		}
	}
}
