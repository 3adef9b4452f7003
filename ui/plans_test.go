package ui

import (
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine/session"
	"github.com/quartet-os/quartet/presets"
	"github.com/quartet-os/quartet/ui/ask"
	"github.com/quartet-os/quartet/ui/demo"
)

// TestThePlansAreWalked presses the keys of each row of the plans in docs/teaching.md: behind them is so what the row
// says, and it is not before the class has answered. The minutes of each plan are fifty.
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

// walk presses keys in a scene, and checks what is so then. That answers what is asked, and so it is not yet so where
// that is asked: before `a`, else before the last key. What every schedule comes to stands nowhere until it is asked.
func walk(t *testing.T, name, pressed, then string) {
	t.Helper()
	claim := "assert " + then
	if !strings.ContainsAny(then, "=<>!(") {
		claim = "expect " + then
	}
	if err := rowWalked(t, name, "key "+pressed+"\n"+claim+"\n"); err != nil {
		t.Errorf("%s: %v", name, err)
	}
	if strings.HasPrefix(then, "every ") {
		return
	}
	if err := rowWalked(t, name, upToAsked(pressed)+claim+"\n"); err == nil {
		t.Errorf("%s: %q is so already where it is asked", name, then)
	}
}

// TestTheScriptForAClassIsPlayed to its end, and no caption of the chapter before stands below its question.
func TestTheScriptForAClassIsPlayed(t *testing.T) {
	page, err := os.ReadFile("../docs/teaching.md")
	if err != nil {
		t.Fatal(err)
	}
	_, text, found := strings.Cut(string(page), "\n    version 2\n")
	text, _, ends := strings.Cut(text, "\n## ")
	if !found || !ends {
		t.Fatal("the page has no script")
	}
	moments := 0
	err = played(t, "wakeup-in-the-gap", "version 2\n"+text, func(p *demo.Player) {
		if p.Title() != "The gap" {
			return
		}
		if moments++; moments > 1 && p.Strip().Caption != "" { // behind the line that begins the chapter
			t.Errorf("%q stands below the question", p.Strip().Caption)
		}
	})
	if err != nil || moments < 3 {
		t.Errorf("its second chapter has %d moments, and it ends with: %v", moments, err)
	}
}

// TestThePlansAreTalks of the shelf: each names its command, and that talk goes through the same scenes in the same
// order, and claims what the plan says of each.
func TestThePlansAreTalks(t *testing.T) {
	page, err := os.ReadFile("../docs/teaching.md")
	if err != nil {
		t.Fatal(err)
	}
	talk, rows := "", 0
	for line := range strings.Lines(string(page)) {
		if _, name, is := strings.Cut(line, ": `quartet present "); is && strings.HasPrefix(line, "**") {
			if talk, err = presets.DemoSource(strings.Trim(name, "`\n")); err != nil {
				t.Fatal(err)
			}
		}
		cells := strings.Split(strings.TrimSpace(line), " | ")
		if len(cells) != 5 || strings.HasPrefix(line, "| minutes") {
			continue
		}
		rows++
		scene, then := strings.Trim(cells[1], "`"), strings.Trim(strings.TrimSuffix(cells[4], " |"), "`")
		for _, want := range []string{scene, then} {
			_, rest, found := strings.Cut(talk, want+"\n")
			if !found {
				t.Errorf("behind the row before, no talk has %q", want)
				continue
			}
			talk = rest
		}
	}
	if rows != 20 {
		t.Errorf("there are %d rows", rows)
	}
}

// upToAsked is the line of a script that goes to where a row asks: before `a`, between two keys, or before the last
// time of one.
func upToAsked(pressed string) string {
	before, _, two := strings.Cut(pressed, " ")
	if before == "a" {
		return ""
	}
	if two {
		return "key " + before + "\n"
	}
	key, times, several := strings.Cut(pressed, "*")
	n, err := strconv.Atoi(times)
	if !several || err != nil || n < 2 {
		return ""
	}
	return "key " + key + "*" + strconv.Itoa(n-1) + "\n"
}

// rowWalked plays lines of a script in a scene.
func rowWalked(t *testing.T, name, lines string) error {
	t.Helper()
	return played(t, name, "version 2\n"+lines, func(*demo.Player) {})
}

// played plays a script in a scene, and lets each of its moments be looked at.
func played(t *testing.T, name, text string, look func(*demo.Player)) error {
	t.Helper()
	s, err := demo.Parse(name, text)
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
			return nil
		}
		if err := p.Do(); err != nil {
			return err
		}
		look(p)
	}
}
