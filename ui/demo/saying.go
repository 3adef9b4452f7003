package demo

// saying is what a script says beside the machine: a chapter that begins, or a caption, "" for none any more.
type saying struct {
	text    string
	chapter bool
}

// caption puts a caption below the screen, or takes it away.
func (p *Player) caption(text string) {
	if text != p.strip.Caption {
		p.says = append(p.says, saying{text: text})
	}
	p.strip.Caption = text
}

// follow tells where the session stands now, and what was asked and said there, in the order of the script. Of what was
// said before the picture begins it tells what still stands then: the last chapter, the last caption.
func (t *take) follow() {
	if t.Follow == nil || t.stage.Awaits() {
		return
	}
	p := t.player
	t.Follow(t.stage.Session(), t.stage.Changed(), p.asking)
	p.asking = ""
	if t.stage.Session().Engine().PassNumber() < t.From {
		t.early = true
		return
	}
	for i, one := range p.says {
		if one.text != "" && (!t.early || last(p.says[i:])) {
			t.Say(one.text)
		}
	}
	p.says, t.early = nil, false
}

// last reports whether none of its kind follows the first of some sayings.
func last(all []saying) bool {
	for _, one := range all[1:] {
		if one.chapter == all[0].chapter {
			return false
		}
	}
	return true
}
