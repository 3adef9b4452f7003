package demo

// answersWord is what hide and show take beside panels: story, moral, goal, verdicts and what comes next.
const answersWord = "answers"

// What stands in the place of the moral and the story while answers are hidden.
const (
	NoMoral = "The moral comes later."
	NoStory = "What happened is told later."
)

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
	v := l.Player.veil
	return l.veiled || v.covers() && l.lifted != v.begun
}

// Veil hides the answers, or shows those that are hidden.
func (l *Live) Veil() {
	if l.Hides() {
		l.veiled, l.lifted = false, l.Player.veil.begun
		return
	}
	l.veiled = true
}
