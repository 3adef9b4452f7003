package demo

import "github.com/quartet-os/quartet/ui/panel"

// Answers is what hide and show take beside panels: story, moral, goal, verdicts and what comes next.
const Answers = "answers"

// What stands in the place of the moral and the story while answers are hidden.
const (
	NoMoral = "The moral comes later."
	NoStory = "What happened is told later."
)

// Later is what stands in the place of answers while they are hidden: in a film, or on a screen where a key shows them.
func Later(film bool) panel.Later {
	later := panel.Later{Moral: NoMoral, Story: NoStory, Answer: "the answer is hidden · {answers} shows it"}
	if film {
		later.Answer = "the answer is shown later"
	}
	return later
}

// Covered says that the answers were hidden, or shown, by somebody who is no speaker; a question that is asked
// meanwhile hides its own.
func Covered(on, asked bool) string {
	switch {
	case !on && asked:
		return "answers are shown as soon as this question is answered"
	case on:
		return "answers are hidden · {answers} shows them · so in each scene that you open"
	}
	return "answers are shown · {answers} hides them"
}

// veil is what hides the answers: the script's line, its question that waits for being revealed, and the speaker.
type veil struct {
	script bool
	asks   bool
	begun  int // so often the script has begun to hide them
}

// covers reports whether the script hides the answers now.
func (v veil) covers() bool { return v.script || v.asks }

// hide hides or shows the answers, as the script says.
func (p *Player) hide(change func(*veil)) {
	before := p.veil.covers()
	change(&p.veil)
	if now := p.veil.covers(); now != before {
		if now {
			p.veil.begun++
		}
		p.stage.Hide(now)
	}
}

// reveals reports whether the answer to a question is marked before the next one is put: until then the screen does not
// tell it.
func (s *Script) reveals(from int) bool {
	for i := from; i < len(s.Actions); i++ {
		switch s.Actions[i].Kind {
		case RevealAction:
			return true
		case AskAction:
			return false
		}
	}
	return false
}

// Hides reports whether the answers are hidden: by the speaker until they are shown again, or by the script unless the
// speaker has lifted that.
func (l *Live) Hides() bool {
	if l.Player == nil {
		return false
	}
	return l.veiled || !l.aside && l.covers()
}

// covers reports whether the script hides the answers, and the speaker has not lifted that.
func (l *Live) covers() bool {
	v := l.Player.veil
	return v.covers() && l.lifted != v.begun
}

// StandAside says whether the scene runs with a change that the speaker has made. The script does not speak of that:
// what it asks, hides and says below the screen stands aside as long as it does.
func (l *Live) StandAside(on bool) { l.aside = on }

// Stands reports whether the script stands aside.
func (l *Live) Stands() bool { return l.aside }

// Spoils reports whether what the scene says of itself would tell what the script hides, though that stands aside.
func (l *Live) Spoils() bool { return l.Player != nil && l.aside && l.covers() }

// Cover hides the answers or shows them, as a speaker says; false where no speaker says anything.
func (l *Live) Cover(on bool) bool {
	if l.Player == nil || !l.spoken() {
		return false
	}
	if l.Hides() != on {
		l.Veil()
	}
	return true
}

// Veil hides the answers, or shows those that are hidden.
func (l *Live) Veil() {
	if l.Hides() {
		if l.veiled = false; !l.aside {
			l.lifted = l.Player.veil.begun
		}
		return
	}
	l.veiled = true
}
