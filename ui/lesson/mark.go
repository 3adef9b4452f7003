package lesson

import "github.com/quartet-os/quartet/ui/demo"

// Mark is where a lesson of the shelf was left.
type Mark struct {
	name  string
	stop  int // the pause of the card
	shown int // of what was asked for before, how much the lesson did
}

// Mark notes where a lesson is left. One of a file is none that can be taken by its name, and one that was taken to its
// end begins again.
func (p *Pupil) Mark(d *demo.Live) Mark {
	switch {
	case !Is(p.Of.Name) || d.Goes() && d.Player.Done():
		return Mark{}
	case d.Goes():
		return Mark{p.Of.Name, d.Player.Stops(), p.Shown}
	}
	return Mark{p.Of.Name, d.Before(), p.Shown} // it could not go on
}

// Resume is the pause from which a lesson goes on that was left there, 0 for its beginning. It goes on from there once.
func (p *Pupil) Resume(from *Mark) (stop int) {
	at := *from
	if *from = (Mark{}); p.Of == nil || at.name != p.Of.Name {
		return 0
	}
	p.Shown = at.shown
	return at.stop
}
