package logbook

import (
	"strings"
	"time"

	"github.com/quartet-os/quartet/ui/demo"
	"github.com/quartet-os/quartet/ui/keys"
)

// Book keeps what was done on the screen, so that it can be written as a demo script. It notes keys
// as keys, and what came of a list or the prompt as a command.
type Book struct {
	Actions []demo.Action
	Head    *demo.Script
	began   bool // a run is on
	Busy    int  // what happens is part of something that is noted as a whole
	last    time.Time
	Older   bool // the session had a past before
	Full    bool
	Clock   func() time.Time

	Scripted bool // a script presses the keys, not the user
}

// Pauses of a logbook: a gap that is no pause, and the longest.
const (
	gapLeast = 700 * time.Millisecond
	gapMost  = 3 * time.Second
)

// New begins to note what is done to a scene, or a file; older tells that its session has a past.
func New(scene string, older bool) Book {
	return Book{Clock: time.Now, Older: older, Head: &demo.Script{Version: demo.Newest, Scene: scene}}
}

// add notes an action, with the pause before it.
func (l *Book) add(a demo.Action) {
	now := l.Clock()
	if gap := now.Sub(l.last); !l.last.IsZero() && gap >= gapLeast && len(l.Actions) > 0 {
		pause := min(gap, gapMost).Round(100 * time.Millisecond)
		l.Actions = append(l.Actions, demo.Action{Kind: demo.PauseAction, For: pause})
	}
	l.last = now
	if len(l.Actions) >= demo.MaxActions-4 {
		l.Full = true
		return
	}
	l.Actions = append(l.Actions, a)
}

// Key notes a key; the same one again in a row is one line.
func (l *Book) Key(name string) {
	if n := len(l.Actions); n > 0 && l.Clock().Sub(l.last) < gapLeast {
		if a := &l.Actions[n-1]; a.Kind == demo.KeyAction && len(a.Keys) < 12 {
			if k := &a.Keys[len(a.Keys)-1]; k.Key == name {
				k.Times++
			} else {
				a.Keys = append(a.Keys, demo.Press{Key: name, Times: 1})
			}
			l.last = l.Clock()
			return
		}
	}
	l.add(demo.Action{Kind: demo.KeyAction, Keys: []demo.Press{{Key: name, Times: 1}}})
}

// Command notes a line of the prompt, or what a list or the mouse came to. Of several moves through
// time in a row the last counts.
func (l *Book) Command(text string) {
	if l.Busy > 0 {
		return
	}
	if n := len(l.Actions); n > 0 && strings.HasPrefix(text, "go ") && l.Clock().Sub(l.last) < gapLeast {
		if a := &l.Actions[n-1]; a.Kind == demo.DoAction && strings.HasPrefix(a.Text, "go ") {
			a.Text, l.last = text, l.Clock()
			return
		}
	}
	l.add(demo.Action{Kind: demo.DoAction, Text: text})
}

// Opened notes that a scene was opened.
func (l *Book) Opened(name string) { l.add(demo.Action{Kind: demo.DoAction, Text: "open " + name}) }

// Line notes a line of the prompt, unless it is about files or leaving.
func (l *Book) Line(text string) {
	switch word, _, _ := strings.Cut(text, " "); word {
	case "save", "record", "write", "write!", "rules",
		"open", "help", "quit", "q", "find":
		return // what was opened is noted when it is, and where one goes from a list
	}
	l.Command(text)
}

// Run notes that a run begins.
func (l *Book) Run() {
	l.began = true
	l.add(demo.Action{}) // for the pause before it
	if n := len(l.Actions); n > 0 && l.Actions[n-1].Kind == demo.NoAction {
		l.Actions = l.Actions[:n-1]
	}
}

// Paused notes how far a run went.
func (l *Book) Paused(step int64) {
	if !l.began {
		return
	}
	l.began, l.last = false, time.Time{}
	l.add(demo.Action{Kind: demo.RunAction, Until: demo.UntilStep, N: step, For: demo.DefaultRun})
}

// Speed notes the steps a second; top speed is the fastest that a script has.
func (l *Book) Speed(steps int) {
	if steps == 0 {
		steps = 64
	}
	if n := len(l.Actions); n > 0 && l.Actions[n-1].Kind == demo.SpeedAction {
		l.Actions[n-1].N = int64(steps)
		return
	}
	l.add(demo.Action{Kind: demo.SpeedAction, N: int64(steps)})
}

// Noted reports whether a key is part of a script: not those that are about files and the terminal,
// and not those that open what is noted as a whole.
func Noted(a keys.Action, before, after keys.Mode) bool {
	switch a {
	case keys.None, keys.PlayOrPause, keys.Faster, keys.Slower, keys.Save, keys.Reload, keys.SwitchMouse,
		keys.Redraw, keys.Suspend, keys.Quit, keys.QuitAtOnce, keys.CopyScreen, keys.SavePicture, keys.LiveCast,
		keys.OpenScenePage, keys.KeepCopy, keys.EditOutside:
		return false
	}
	if before == keys.Introducing && (a == keys.CloseTop || a >= keys.CursorUp) {
		return false // it is the page's own
	}
	switch after {
	case keys.Prompting, keys.Picking, keys.Filtering, keys.Searching, keys.Switching, keys.Confirming:
		return false
	}
	switch before {
	case keys.Prompting, keys.Picking, keys.Filtering, keys.Searching, keys.Switching, keys.Confirming, keys.Asking:
		return false
	}
	return true
}
