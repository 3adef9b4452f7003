package ui

import (
	"strings"
	"testing"
)

// TestWhatIsMeantIsSaid types lines that say too little or miss a name by a letter.
func TestWhatIsMeantIsSaid(t *testing.T) {
	for line, want := range map[string]string{
		"open":             "open takes the name of a scene or a file",
		"theme lihgt":      "did you mean light?",
		"layout teech":     "did you mean teach?",
		"policy preemtive": "did you mean preemptive?",
		"rule signl lost":  "did you mean signal?",
		"rule signal lots": "did you mean lost?",
		"rule all textbok": "did you mean textbook?",
		"go":               "go takes the number of a step, from 0 to",
		"go x":             "not \"x\": from 0 to",
		"branch":           "branch takes the number of a branch, from 1 to 1",
		"capacity":         "it takes a name and a number",
		"capacity x":       "it takes a name and a number",
		"capacity 3":       "u undoes",
		"spawn":            "it takes a name, and perhaps a number",
		"capacity 0x3":     "it takes a name and a number",
	} {
		u := sitDown(t, bounded)
		u.press(":")
		u.types(line)
		u.press("enter")
		if !strings.Contains(u.m.notice.text, want) {
			t.Errorf("%q is answered with %q", line, u.m.notice.text)
		}
		if line == "capacity 3" && u.m.now().Queues[0].Max != 3 {
			t.Errorf("%q leaves the capacity at %d", line, u.m.now().Queues[0].Max)
		}
	}
}

// TestTabSaysWhenNothingFits: and what a key began a line with does not come back with the next one.
func TestTabSaysWhenNothingFits(t *testing.T) {
	u := sitDown(t, bounded)
	u.press("tab", "T", "esc", ":")
	if got := u.m.prompt.Line.Value(); got != "" {
		t.Errorf("the line begins with %q", got)
	}
	u.types("rule zzz")
	u.press("tab")
	u.sees("nothing that is known here completes this line")
	u.press("backspace")
	u.seesNot("nothing that is known")
}

// TestTheRulesHaveATitle: the list behind :rule says that it shows the rules as they are, and how many it does not
// show; of other words the line says enough.
func TestTheRulesHaveATitle(t *testing.T) {
	u := sitDown(t, bounded)
	u.press(":")
	u.types("rule ")
	u.sees("rules, as they are now", "wake_order", "more · ")
	u.types("wake_order ")
	u.seesNot("rules, as they are now")
	u.sees("fifo")
}
