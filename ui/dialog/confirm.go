package dialog

import (
	"github.com/quartet-os/quartet/ui/keys"
	"github.com/quartet-os/quartet/ui/panel"
)

// Confirm is a question with a few answers, each the key that gives it.
type Confirm struct {
	Text    string
	Answers []keys.Action
	At      int // the one that enter gives
}

// Update takes what a key asks for and returns the answer that it gives; keys.None for none.
func (c *Confirm) Update(a keys.Action) keys.Action {
	switch a {
	case keys.CursorDown:
		c.At = (c.At + 1) % len(c.Answers)
	case keys.CursorUp:
		c.At = (c.At + len(c.Answers) - 1) % len(c.Answers)
	case keys.Accept:
		return c.Answers[c.At]
	case keys.QuitAtOnce:
		return keys.AnswerYes
	default:
		return a
	}
	return keys.None
}

// Draw returns the question, with the keys of its answers.
func (c *Confirm) Draw(k *keys.Map) panel.Overlay {
	o := &panel.Confirm{Title: "Leave?", Text: c.Text, Chosen: c.At}
	for _, a := range c.Answers {
		for b := range k.In(keys.Confirming) {
			if b.Action == a {
				o.Choices = append(o.Choices, panel.KeyHint{Key: b.Show, Does: b.Footer})
			}
		}
	}
	return o
}
