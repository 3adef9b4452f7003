package ui

import (
	"errors"
	"path/filepath"
	"strings"
	"time"

	"github.com/quartet-os/quartet/ui/demo"
	"github.com/quartet-os/quartet/ui/keys"
	"github.com/quartet-os/quartet/ui/panel"
)

// logbook keeps what was done on the screen, so that it can be written as a demo script. It notes keys
// as keys, and what came of a list or the prompt as a command.
type logbook struct {
	actions []demo.Action
	head    *demo.Script
	began   bool // a run is on
	busy    int  // what happens is part of something that is noted as a whole
	last    time.Time
	older   bool // the session had a past before
	full    bool
	clock   func() time.Time

	scripted bool // a script presses the keys, not the user
}

// Pauses of a logbook: a gap that is no pause, and the longest.
const (
	gapLeast = 700 * time.Millisecond
	gapMost  = 3 * time.Second
)

// newLogbook begins to note what is done to a model.
func newLogbook(m *Model) logbook {
	l := logbook{clock: time.Now, older: m.session.Length() > 0, head: &demo.Script{Scene: m.sceneName()}}
	if m.scenes.file != "" {
		l.head.Scene = m.scenes.file
	}
	return l
}

// add notes an action, with the pause before it.
func (l *logbook) add(a demo.Action) {
	now := l.clock()
	if gap := now.Sub(l.last); !l.last.IsZero() && gap >= gapLeast && len(l.actions) > 0 {
		pause := min(gap, gapMost).Round(100 * time.Millisecond)
		l.actions = append(l.actions, demo.Action{Kind: demo.PauseAction, For: pause})
	}
	l.last = now
	if len(l.actions) >= demo.MaxActions-4 {
		l.full = true
		return
	}
	l.actions = append(l.actions, a)
}

// key notes a key; the same one again in a row is one line.
func (l *logbook) key(name string) {
	if n := len(l.actions); n > 0 && l.clock().Sub(l.last) < gapLeast {
		if a := &l.actions[n-1]; a.Kind == demo.KeyAction && len(a.Keys) < 12 {
			if k := &a.Keys[len(a.Keys)-1]; k.Key == name {
				k.Times++
			} else {
				a.Keys = append(a.Keys, demo.Press{Key: name, Times: 1})
			}
			l.last = l.clock()
			return
		}
	}
	l.add(demo.Action{Kind: demo.KeyAction, Keys: []demo.Press{{Key: name, Times: 1}}})
}

// command notes a line of the prompt, or what a list or the mouse came to. Of several moves through
// time in a row the last counts.
func (l *logbook) command(text string) {
	if l.busy > 0 {
		return
	}
	if n := len(l.actions); n > 0 && strings.HasPrefix(text, "go ") && l.clock().Sub(l.last) < gapLeast {
		if a := &l.actions[n-1]; a.Kind == demo.DoAction && strings.HasPrefix(a.Text, "go ") {
			a.Text, l.last = text, l.clock()
			return
		}
	}
	l.add(demo.Action{Kind: demo.DoAction, Text: text})
}

// opened notes that a scene was opened.
func (l *logbook) opened(name string) { l.add(demo.Action{Kind: demo.DoAction, Text: "open " + name}) }

// line notes a line of the prompt, unless it is about files or leaving.
func (l *logbook) line(text string) {
	switch word, _, _ := strings.Cut(text, " "); word {
	case "save", "record", "open", "help", "quit", "q": // what was opened is noted when it is
		return
	}
	l.command(text)
}

// run notes that a run begins.
func (l *logbook) run() {
	l.began = true
	l.add(demo.Action{}) // for the pause before it
	if n := len(l.actions); n > 0 && l.actions[n-1].Kind == demo.NoAction {
		l.actions = l.actions[:n-1]
	}
}

// paused notes how far a run went.
func (l *logbook) paused(step int64) {
	if !l.began {
		return
	}
	l.began, l.last = false, time.Time{}
	l.add(demo.Action{Kind: demo.RunAction, Until: demo.UntilStep, N: step, For: demo.DefaultRun})
}

// speed notes the steps a second; top speed is the fastest that a script has.
func (l *logbook) speed(steps int) {
	if steps == 0 {
		steps = 64
	}
	if n := len(l.actions); n > 0 && l.actions[n-1].Kind == demo.SpeedAction {
		l.actions[n-1].N = int64(steps)
		return
	}
	l.add(demo.Action{Kind: demo.SpeedAction, N: int64(steps)})
}

// noted reports whether a key is part of a script: not those that are about files and the terminal,
// and not those that open what is noted as a whole.
func noted(a keys.Action, before, after keys.Mode) bool {
	switch a {
	case keys.None, keys.PlayOrPause, keys.Faster, keys.Slower, keys.Save, keys.Reload, keys.SwitchMouse, keys.Redraw, keys.Suspend, keys.Quit, keys.QuitAtOnce,
		keys.CopyScreen, keys.SavePicture, keys.LiveCast:
		return false
	}
	switch after {
	case keys.Prompting, keys.Picking, keys.Filtering, keys.Confirming:
		return false
	}
	switch before {
	case keys.Prompting, keys.Picking, keys.Filtering, keys.Confirming, keys.Asking:
		return false
	}
	return true
}

// recordAs writes what was done as a demo script; "" finds a name.
func (m *Model) recordAs(name string) error {
	if m.opts.Save == nil {
		return errors.New("nothing can be saved here")
	}
	l := &m.log
	if m.play.on {
		m.pause()
	}
	if len(l.actions) == 0 {
		return errors.New("nothing was done yet that a script could do again")
	}
	script := *l.head
	script.Theme, script.Actions = m.scheme.theme.Name, l.actions
	if m.look.layout == panel.Projector {
		script.Layout = "projector"
	}
	if m.canvas.width >= panel.MinWidth && m.canvas.height >= panel.MinHeight {
		script.W, script.H = m.canvas.width, m.canvas.height
		if m.demo != nil {
			script.H = m.demo.height
		}
	}
	if name != "" && filepath.Ext(name) == "" {
		name += demoEnding
	}
	text := "wrote %s · quartet play %s plays it"
	switch {
	case l.full:
		text += " · it is too long: the end is missing"
	case l.older:
		text += " · it opens the scene afresh, and you began in a session: save that with S and name it behind scene"
	}
	return m.post(savedMsg{line: typedLine("record", name), parcels: []parcel{
		{name: name, base: m.sceneName(), ending: demoEnding, data: []byte(script.String()), done: text}}})
}
