package ui

import (
	"context"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/session"
	"github.com/quartet-os/quartet/ui/ask"
	"github.com/quartet-os/quartet/ui/keys"
)

// way is how a user comes from the machine into a mode, and what the screen shows there and nowhere else.
type way struct {
	keys  []string
	shows string
}

// ways leads into each mode from a screen with nothing open.
func ways() [keys.Modes]way {
	return [keys.Modes]way{
		keys.Browsing:    {nil, "READY"},
		keys.Inspecting:  {[]string{"tab", "i"}, "i fields"},
		keys.Explaining:  {[]string{"tab", "w"}, "▴ ▾ sentence"},
		keys.Measuring:   {[]string{"m"}, "MEASURES"},
		keys.Prompting:   {[]string{":"}, "complete"},
		keys.Picking:     {[]string{"o"}, "Open a scene"},
		keys.Filtering:   {[]string{"o", "/"}, "all lines"},
		keys.Reading:     {[]string{"?"}, "KEYS"},
		keys.Confirming:  {[]string{"p", "q"}, "esc stay"},
		keys.Asking:      {[]string{"a"}, "esc stop"},
		keys.Choosing:    {[]string{"e"}, "take that one"},
		keys.Introducing: {[]string{"I"}, "WHO IS IN IT"},
		keys.Searching:   {[]string{"ctrl+p"}, "into the prompt"},
		keys.Editing:     {[]string{"E"}, "BEFORE"},
		keys.Switching:   {[]string{":", "r", "u", "l", "e", "s", "enter"}, "switch it"},
		keys.Predicting:  {[]string{"Q"}, "0 shows it"},
		keys.Comparing:   {[]string{"D", "enter"}, "step both"},
	}
}

// pair is the bounded buffer with one producer and one consumer: a screen without an event loop does at once what
// others do beside it, and every schedule of two is soon asked.
var pair = strings.NewReplacer("producer, 2", "producer", "consumer, 2", "consumer").Replace(bounded)

// equipped gives a screen all that its modes need: a shelf, files, an answer that takes its time.
func equipped(o *Options) {
	withShelf(o)
	o.Save = func(name string, _ []byte) (string, error) { return name, nil }
	o.Ask = func(context.Context, *engine.Engine, func(string)) (ask.Answer, error) {
		return ask.Answer{Text: "nothing goes wrong"}, nil
	}
	o.Tour = Tour{Keep: func(int) error { return nil }}
	known := o.Open
	o.Open = func(name string) (*session.Session, string, error) {
		if name == "bounded-buffer" {
			s, err := parse(name, pair)
			return s, "", err
		}
		return known(name)
	}
}

// TestEachModeHasAWay opens every mode by its keys, and closes it again.
func TestEachModeHasAWay(t *testing.T) {
	for mode, w := range ways() {
		u := sitDown(t, pair, equipped)
		u.press("enter", "enter", "enter")
		if w.shows == "" {
			t.Fatalf("mode %d: no way leads into it; say so in ways", mode)
		}
		u.press(w.keys...)
		if u.m.stack.Mode != keys.Mode(mode) {
			t.Errorf("%v lead to mode %d, not to %d", w.keys, u.m.stack.Mode, mode)
		}
		u.sees(w.shows)
		u.press("esc", "esc", "esc")
		if u.m.stack.Mode != keys.Browsing {
			t.Errorf("mode %d does not close", mode)
		}
	}
}

// TestTheInspectorIsAboutTheFocusedLane: it opens with the one that leaves it next, not at all where nobody is there,
// and has the only mark of where keys go.
func TestTheInspectorIsAboutTheFocusedLane(t *testing.T) {
	u := sitDown(t, bounded, whole)
	u.press("4", "i")
	if u.m.stack.Mode != keys.Browsing {
		t.Error("the inspector opens though nobody waits")
	}
	u.sees("nobody is on WAITING")
	for len(u.m.now().Waiting) == 0 {
		u.press("space")
	}
	u.sees("▸ WAITING")
	u.press("i")
	if c, ok := u.m.chosen(); !ok || c.Slot != u.m.now().Waiting[0] || u.m.stack.Mode != keys.Inspecting {
		t.Errorf("the inspector is about %q, in mode %d", c.Name, u.m.stack.Mode)
	}
	u.seesNot("▸ WAITING")
}
