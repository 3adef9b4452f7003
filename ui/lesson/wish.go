package lesson

import (
	"github.com/quartet-os/quartet/engine/session"
	"github.com/quartet-os/quartet/ui/demo"
	"github.com/quartet-os/quartet/ui/panel"
)

// Keeps reports whether a lesson keeps the key that turns its cards for itself. At a task it makes a pass; but whoever
// has pressed it to come to the task, and presses it once more, did not ask for that: a pass may go past what there is
// to be done. So it is kept there as long as nothing was tried and nothing said, unless passes are what the task wants.
func (p *Pupil) Keeps(d *demo.Live, s *session.Session) bool {
	switch {
	case p.Of == nil || !d.Goes():
		return false
	case d.Player.Done():
		return p.next != ""
	case !p.Asks(d, demo.TaskAction):
		return true
	}
	card := d.Player.Card()
	return card.Key != turns && card.Shown == 0 && p.told != card && p.from.card == card && !p.Strayed(d, s)
}

// turns is the key that turns cards, as scripts name it.
const turns = "enter"

// Wish is the key that the card wants: one of the machine, as scripts name it, or one of the lesson's own, with what it
// does. Where it wants none both are empty.
func (p *Pupil) Wish(d *demo.Live) (machine string, own panel.KeyHint) {
	if p.Of == nil || !d.Goes() {
		return "", panel.KeyHint{}
	}
	card, does := d.Player.Draw(), "go on"
	switch asked := d.Player.Asked(); {
	case d.Player.Done() && p.next != "":
		return "", panel.KeyHint{Key: turns, Does: "next lesson"}
	case d.Player.Done():
		return "", panel.KeyHint{}
	case card == nil || !d.Player.Waiting():
		return "", panel.KeyHint{Key: turns, Does: does}
	case asked == demo.AskAction:
		does = "answer"
	case asked != demo.NoAction && d.Player.Card().Lost:
		does = "begin again"
	case asked != demo.NoAction:
		return d.Player.Card().Key, panel.KeyHint{}
	}
	return "", panel.KeyHint{Key: card.Key, Does: does}
}
