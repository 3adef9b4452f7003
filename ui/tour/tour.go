package tour

import (
	"fmt"
	"slices"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/ui/keys"
	"github.com/quartet-os/quartet/ui/panel"
)

// Tour is a tour that is on, or was. The zero value has not begun.
type Tour struct {
	on    bool
	card  int  // from 0; the number of cards once all were turned
	short bool // the run was short of its end while this card was shown
}

// View is what a card needs to know of the moment.
type View struct {
	Program *program.Program
	Now     *engine.Snapshot
	At, End int64  // the step that is shown, and the newest
	LaidOut bool   // a schedule that every-schedule has found is what lies ahead, or was gone through
	Decides int64  // the pass whose choice decides in that schedule, 0 where none is known
	Moot    string // that no schedule comes to the goal of the scene; "" where one may
	Keys    *keys.Map
}

// Begin takes the tour up at a card, counted from 1: at the first one where there is no such card.
func (t *Tour) Begin(card int) {
	if t.on, t.short, t.card = true, false, card-1; t.card < 0 || t.card >= len(cards) {
		t.card = 0
	}
}

// Resume notes at which card the tour was left in an earlier run; it does not begin.
func (t *Tour) Resume(card int) { t.card = max(card-1, 0) }

// Leave puts the tour away; Begin(Card()) takes it up again.
func (t *Tour) Leave() { t.on = false }

// On reports whether a card is shown.
func (t *Tour) On() bool { return t.on }

// Card is the number of the card that is shown, or would be, from 1; one more than there are after the last one.
func (t *Tour) Card() int { return t.card + 1 }

// Over says that the tour is over, and what to go on with.
func (t *Tour) Over() string { return "that was the tour · " + goOn }

// Cards is how many cards there are.
func Cards() int { return len(cards) }

// Scene is the scene that the card is about; "" for whatever is shown.
func (t *Tour) Scene() string { return cards[min(t.card, len(cards)-1)].scene }

// Update takes what a key asked for after it was done, and reports whether the card has turned: it does when what it
// speaks of is in sight. After the last one the tour is over.
func (t *Tour) Update(a keys.Action, v View) (turned bool) {
	if !t.on || t.card >= len(cards) {
		return false
	}
	c := &cards[t.card]
	switch {
	case c.takes || c.mending(v) || a != c.action(v):
		return false
	case c.errand(v) != nil, c.shown != nil && !c.shown(v):
		return false
	}
	t.turn()
	return true
}

// Took notes that a choice of the list was taken, and reports whether that has turned the card.
func (t *Tour) Took() (turned bool) {
	if !t.on || t.card >= len(cards) || !cards[t.card].takes {
		return false
	}
	t.turn()
	return true
}

// Follow looks at the moment, whatever led to it, and reports whether that has turned the card: one whose key goes to
// the end of the run does when that is reached. Where the card came up at the end it stays until its key.
func (t *Tour) Follow(v View) (turned bool) {
	if !t.on || t.card >= len(cards) || cards[t.card].action(v) != keys.GoLast || cards[t.card].errand(v) != nil {
		return false
	}
	if v.Now.End.Kind == engine.NotEnded || v.At < v.End {
		t.short = true
		return false
	}
	if t.short {
		t.turn()
		return true
	}
	return false
}

// mending reports whether the card waits for an edited text that holds.
func (c *card) mending(v View) bool {
	return c.instead != nil && c.instead.mends && c.action(v) != c.key
}

// Mends returns the line that the card has the user change in an editor, 0 where it asks for no edit.
func (t *Tour) Mends(v View) int {
	if !t.on || t.card >= len(cards) || !cards[t.card].mending(v) {
		return 0
	}
	return brokenLine(v.Program)
}

// Mended notes that every schedule of the edited text holds, and reports whether that has turned the card.
func (t *Tour) Mended(v View) (turned bool) {
	if t.Mends(v) == 0 {
		return false
	}
	t.turn()
	return true
}

// Wants says what the tour wants of a text that is edited, or that it has ended, since the text that it asked for
// holds, and that in short too; "" where it wants nothing. Keys stand in it as actions.
func (t *Tour) Wants(v View, ended bool) (task, short string) {
	if ended {
		return "no schedule fails any more: " + t.Over() + " when {editor.close} has left", "done: it holds"
	}
	if line := t.Mends(v); line > 0 {
		return fmt.Sprintf("in line %d make this if a for; it ends when AFTER holds", line), ""
	}
	return "", ""
}

// turn goes to the next card.
func (t *Tour) turn() {
	t.card++
	t.short = false
	t.on = t.card < len(cards)
}

// asks is the key that the card waits for: that which prepares it, where something has to be done before.
func (c *card) asks(v View) keys.Action {
	if e := c.errand(v); e != nil {
		return e.key
	}
	return c.action(v)
}

// errand is the first one that has not been done; nil for none.
func (c *card) errand(v View) *errand {
	for i := range c.first {
		if !c.first[i].done(v) {
			return &c.first[i]
		}
	}
	return nil
}

// action is the key that turns the card.
func (c *card) action(v View) keys.Action {
	if c.instead != nil && v.Keys.Plain().Action(keys.Browsing, c.preferred) != keys.None {
		return v.Keys.Plain().Action(keys.Browsing, c.preferred)
	}
	return c.key
}

// Learnt reports whether a key was taught by the cards so far, the one that is shown included.
func (t *Tour) Learnt(a keys.Action, v View) bool {
	for i := 0; i <= min(t.card, len(cards)-1); i++ {
		if cards[i].asks(v) == a || cards[i].action(v) == a {
			return true
		}
	}
	return false
}

// Asks is the key that the card waits for.
func (t *Tour) Asks(v View) keys.Action { return cards[min(t.card, len(cards)-1)].asks(v) }

// InList says in a list that hides the card which one that is and what it waits for, or how the list closes; "" where
// there is no card.
func (t *Tour) InList(v View, closes string) string {
	card := t.Draw(v)
	if card == nil {
		return ""
	}
	text := closes
	switch t.Asks(v) {
	case keys.OpenChoices:
		text = "take one of these, by its digit"
	case keys.GoFirst:
		text = "press " + card.Key + " " + card.After
	}
	return fmt.Sprintf("%d of %d  %s: %s", card.Number, len(card.Titles), card.Title, program.Ended(text))
}

// Draw returns the card as it is drawn; nil where none is shown.
func (t *Tour) Draw(v View) *panel.Tour {
	if !t.on || t.card >= len(cards) {
		return nil
	}
	c := &cards[t.card]
	p := &panel.Tour{Number: t.card + 1, Title: c.title, Lines: c.say(v), After: c.after}
	if c.instead != nil && c.action(v) != c.key {
		p.Title, p.Lines, p.After = c.instead.title, c.instead.say(v), c.instead.after
	}
	if e := c.errand(v); e != nil {
		p.Lines, p.After = e.say(v), e.after
	}
	for i := range cards {
		title := cards[i].title
		if cards[i].instead != nil && cards[i].action(v) != cards[i].key {
			title = cards[i].instead.title
		}
		p.Titles = append(p.Titles, title)
	}
	asked := c.asks(v)
	p.Lines = slices.Clone(p.Lines)
	for i, line := range p.Lines {
		p.Lines[i] = v.Keys.Words(line)
	}
	p.After, p.Key = v.Keys.Words(p.After), v.Keys.Sign(asked)
	for b := range v.Keys.In(keys.Browsing) {
		if b.Action == asked {
			p.Key, p.Press = b.Sign(), b.Keys()[0]
			if b.Show != "" {
				p.Key = b.Show
			}
		}
	}
	if c.cap != "" && v.Keys.Sign(asked) == v.Keys.Plain().Sign(asked) {
		p.Key = c.cap
	}
	return p
}

// Text returns a card as text, over a scene at its boot: its title and what it says, for where there is no screen.
func Text(number int, scene *program.Program, now *engine.Snapshot) (title string, lines []string) {
	var t Tour
	t.Begin(number)
	p := t.Draw(View{Program: scene, Now: now, Keys: keys.NewMap()})
	return p.Title, append(p.Lines, "Press "+p.Key+" "+p.After)
}
