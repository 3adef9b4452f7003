package page

import (
	"slices"
	"strings"

	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/ui/keys"
	"github.com/quartet-os/quartet/ui/panel"
)

// Deed is what enter on a row of the page does.
type Deed struct {
	What Intent
	Word string   // the scene to go to, or the command
	Keys []string // to press from the start
	Say  string   // what there is to see then
}

// byHand are the commands that a row puts into the prompt and does not carry out: the text of a scene is somebody
// else's, and these are about files or leave.
var byHand = map[string]bool{
	"save": true, "record": true, "write": true, "write!": true, "open": true, "quit": true, "q": true,
}

// does gives a row what enter on it does.
func (g *Page) does(r panel.PageRow, d Deed) panel.PageRow {
	g.deeds = append(g.deeds, d)
	r.Act = len(g.deeds)
	return r
}

// attempt makes the row of what there is to try.
func (g *Page) attempt(a program.Attempt) panel.PageRow {
	shown := a
	shown.Keys = slices.Clone(a.Keys)
	for i, name := range a.Keys {
		shown.Keys[i] = g.keys.KeyFor(keys.Browsing, name)
	}
	r := panel.PageRow{Key: shown.Front(), Text: a.Text}
	switch word, _, _ := strings.Cut(a.Command, " "); {
	case byHand[word]:
		return g.does(r, Deed{What: Type, Word: a.Command})
	case word != "":
		return g.does(r, Deed{What: Obey, Word: a.Command, Say: a.Text})
	case len(a.Keys) > 0 && Presses(g.keys.Plain().Action(keys.Browsing, a.Keys[0])):
		return g.does(r, Deed{What: Try, Keys: a.Keys, Say: a.Text})
	}
	return r
}

// Presses reports whether the page may press a key that a scene names. The text is somebody else's: what writes files,
// begins programs or leaves is pressed by hand.
func Presses(a keys.Action) bool {
	switch a {
	case keys.None, keys.Quit, keys.QuitAtOnce, keys.CopyScreen, keys.SwitchMouse:
		return false
	}
	return !keys.ReachesOut(a)
}

// Acts reports whether there is a row that enter does something on.
func (g *Page) Acts() bool { return len(g.deeds) > 0 }

// Take marks a row of those that do something, by its number from 0, and returns what it does.
func (g *Page) Take(row int) Deed {
	if row < 0 || row >= len(g.deeds) {
		return Deed{}
	}
	g.at = row + 1
	return g.deeds[row]
}

// Hold notes keys that are still to be pressed, in place of those that were, and what there is to see then.
func (g *Page) Hold(names []string, say string) { g.left, g.say = names, say }

// Said returns what there is to see after the keys that were held, once.
func (g *Page) Said() (say string) {
	say, g.say = g.say, ""
	return say
}

// NextKey returns the next of the keys that are still to be pressed, once.
func (g *Page) NextKey() (name string, more bool) {
	if len(g.left) == 0 {
		return "", false
	}
	name, g.left = g.left[0], g.left[1:]
	return name, true
}

// move marks the next row that does something, or the one before. Where that is not in sight the page scrolls.
func (g *Page) move(by int) {
	g.settle()
	to, s := g.at+by, g.drawn
	if to < 1 || to > len(g.deeds) || s != nil && (to < s.First || to > s.Last) {
		g.Scroll(by)
		return
	}
	g.at, g.follow = to, true
}

// settle takes up where the page stood when it was drawn last: then it was known how many rows there are.
func (g *Page) settle() {
	if s := g.drawn; s != nil && !g.moved {
		g.scroll, g.at = s.Scroll, s.At
	}
	g.moved = true
}
