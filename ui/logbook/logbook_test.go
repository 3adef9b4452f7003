package logbook

import (
	"testing"
	"time"

	"github.com/quartet-os/quartet/ui/keys"
)

// TestBook notes keys, commands and a run, with the pauses between them.
func TestBook(t *testing.T) {
	now := time.Unix(0, 0)
	b := New("bounded-buffer", false)
	b.Clock = func() time.Time { return now }
	b.Key("space")
	b.Key("space")
	b.Key("n")
	b.Command("go 5")
	b.Command("go 7")
	b.Busy++
	b.Command("kill p1")
	b.Busy--
	now = now.Add(time.Minute)
	b.Run()
	b.Paused(40)
	script := *b.Head
	script.Actions = b.Actions
	want := "version 2\nscene   bounded-buffer\nkey space*2 n\ndo go 7\npause 3s\nrun until step 40\n"
	if got := script.String(); got != want {
		t.Errorf("the script is\n%swant\n%s", got, want)
	}
}

// TestNoted: what is about files and the terminal is no part of a script, and what opens a dialog is noted as a whole.
func TestNoted(t *testing.T) {
	for _, c := range []struct {
		action        keys.Action
		before, after keys.Mode
		want          bool
	}{
		{keys.StepOn, keys.Browsing, keys.Browsing, true},
		{keys.Save, keys.Browsing, keys.Browsing, false},
		{keys.OpenPrompt, keys.Browsing, keys.Prompting, false},
		{keys.Accept, keys.Picking, keys.Browsing, false},
		{keys.AskAll, keys.Browsing, keys.Asking, true},
		{keys.CloseTop, keys.Reading, keys.Browsing, true},
	} {
		if got := Noted(c.action, c.before, c.after); got != c.want {
			t.Errorf("action %d from mode %d to %d: %v", c.action, c.before, c.after, got)
		}
	}
}
