package demo

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/ui/panel"
)

// Card is what a lesson says and asks for at a moment.
type Card struct {
	Kind  Kind // SayAction, AskAction, TaskAction, ProveAction or MendAction
	Text  string
	Goal  string // of a task: the condition
	Since int64  // of a task: the first step that counts
	Edit  [2]string
	Key   string // with which what is asked for is done, as scripts name it; "" where that is none

	Answers []string
	Replies []string // to each of them
	Right   int      // the answer that is right, from 1
	Given   int      // the last answer, 0 for none

	Hints []string
	Shown int // of the hints

	Done bool   // what it asks for was done
	Lost bool   // no schedule comes to the task any more
	Said string // what came of it

	Changed string // the text with the edit that was shown, "" where none was
	Before  string // the text without it, where the scene on the screen runs with it
}

// Card is what a lesson says now; nil where it says nothing, and in a demo.
func (p *Player) Card() *Card { return p.card }

// Give takes an answer to the question of the card, from 1, and reports whether it is right.
func (p *Player) Give(n int) bool {
	c := p.card
	if c == nil || c.Kind != AskAction || c.Done || n < 1 || n > len(c.Answers) {
		return false
	}
	c.Given, c.Said = n, c.Replies[n-1]
	c.Done = n == c.Right
	return c.Done
}

// Asked returns the kind of what the card asks of the learner, and that is not done yet; NoAction for nothing.
func (p *Player) Asked() Kind {
	if p.card == nil || p.card.Done || !p.waiting || p.card.Kind == SayAction {
		return NoAction
	}
	return p.card.Kind
}

// Fulfil notes that what the card asks for was done.
func (p *Player) Fulfil() { p.card.Done = true }

// Mend is the edit that the card asks for, or the one behind it where this one asks for nothing; else nothing.
func (p *Player) Mend() (from, to string) {
	edit := [2]string{}
	switch {
	case p.card == nil || !p.waiting:
	case p.card.Kind == MendAction:
		edit = p.card.Edit
	case p.Asked() == NoAction:
		edit = p.script.mend(p.at)
	}
	return edit[0], edit[1]
}

// lessonBeats returns what a line of a lesson is made of. A question, a proof and an edit wait twice: until they are
// answered, and until what came of it was read.
func (p *Player) lessonBeats(a *Action) []beat {
	stop := beat{wait: reading(a.Text), stop: true}
	switch a.Kind {
	case SayAction:
		stop.do = func() error { return p.turn(&Card{Kind: a.Kind, Text: a.Text}) }
		return []beat{stop}
	case AfreshAction:
		return []beat{{do: p.stage.Afresh}}
	case AskAction:
		card := &Card{Kind: a.Kind, Text: a.Text, Answers: a.Answers, Right: int(a.N),
			Replies: make([]string, len(a.Answers))}
		for _, aid := range p.script.aids(p.at + 1) {
			card.Replies[aid.N-1] = aid.Text
		}
		stop.do = func() error { p.pose(a); return p.turn(card) }
		why := card.Replies[a.N-1]
		return []beat{stop, {do: func() error {
			card.Done, card.Given, card.Said = true, card.Right, why
			p.solve(a)
			return p.turn(card)
		}, wait: reading(why), stop: true}}
	case TaskAction, ProveAction, MendAction:
		return p.taskBeats(a, stop)
	}
	return nil
}

// taskBeats returns what a task is made of: it is set, done, and looked at.
func (p *Player) taskBeats(a *Action, stop beat) []beat {
	card := &Card{Kind: a.Kind, Text: a.Text, Goal: a.Goal}
	var way []Action
	for _, aid := range p.script.aids(p.at + 1) {
		switch {
		case aid.Kind == HintAction:
			card.Hints = append(card.Hints, aid.Text)
		case len(aid.Way) > 0:
			way = append(way, aid.Way[0])
		case aid.Kind == WayAction:
			card.Edit = [2]string(aid.Answers)
		}
	}
	card.Key = keyOf(a.Kind, way)
	hints := card.Hints
	stop.do = func() error {
		card.Hints = append(slices.Clone(hints), wayWords(a.Kind, way, card.Edit, p.stage.Session().Engine()))
		if card.Since = p.stage.Session().Position(); card.Since > 0 {
			card.Since++ // what this step did was before
		}
		return p.turn(card)
	}
	helps := beat{do: func() error {
		if !card.Done {
			p.todo = append(p.shows(a, way, card), p.todo...)
		}
		return nil
	}}
	end := beat{do: func() error {
		err := p.came(a, card)
		card.Done = true
		return errors.Join(err, p.turn(card))
	}}
	if a.Kind != TaskAction {
		end.stop, end.wait = true, reading("")
	}
	all := []beat{stop, helps, end}
	if a.Kind == MendAction {
		all = append(all, beat{do: p.unmended})
	}
	if a.Kind == ProveAction {
		all = append([]beat{{do: p.stage.Afresh}}, all...)
	}
	return all
}

// flat writes a part of a scene in one line.
func flat(text string) string { return strings.Join(strings.Fields(text), " ") }

// shows does what the learner was asked for, and did not do.
func (p *Player) shows(a *Action, way []Action, card *Card) (all []beat) {
	if a.Kind == MendAction {
		return p.mended(card)
	}
	if a.Kind == ProveAction && p.pace == InTime {
		all = append(append(all, beat{do: p.press("a"), wait: time.Second}), p.answer()...)
		return append(all, beat{wait: readLeast}, beat{do: p.press("esc")})
	}
	for i := range way {
		all = append(all, p.beats(&way[i])...)
	}
	return all
}

// mendedName is what the header of a scene says it runs with, that a lesson has changed.
const mendedName = "the edit"

// mended runs the scene with the edit of a card that nobody else has made, from its boot: the run before it is none of
// that text.
func (p *Player) mended(card *Card) []beat {
	c := Mutation{Name: mendedName, From: card.Edit[0], To: card.Edit[1]}
	change := func() (err error) {
		before := p.stage.Session().Program()
		if err := mends(before, card.Edit); err != nil {
			return err
		}
		if card.Changed, err = c.Apply(before.Source); err != nil || p.pace == ByLearner {
			return err // a learner's machine stays the learner's
		}
		card.Before = before.Source
		return p.stage.Mutate(&c)
	}
	return append([]beat{{do: change}}, p.answer()...)
}

// unmended goes back from the edit of a card, where the lesson has made it, to the scene of which the next one speaks.
func (p *Player) unmended() error {
	if p.card.Changed == "" || p.stage.Changed() == "" {
		return nil
	}
	return p.stage.Mutate(nil)
}

// came says why what a task asks for has not come, though the lesson's own way was gone; nil: it has.
func (p *Player) came(a *Action, card *Card) error {
	switch {
	case a.Kind == ProveAction:
		of := p.stage.Session().Program()
		v, err := comesTo(of, explore.Options{Grain: of.Settings.Grain}, a.Expect)
		card.Said = asked(&v)
		return err
	case a.Kind == MendAction:
		card.Said = "Every schedule of the changed scene holds, at both grains, with spurious wakeups too."
		if card.Done {
			return nil
		}
		card.Said = wayWords(MendAction, nil, card.Edit, nil) + ". " + card.Said
		return nil // mended has looked whether it does
	case card.Done:
		return nil
	}
	switch is, err := p.stage.Came(card.Goal, card.Since); {
	case err != nil:
		return err
	case !is:
		return fmt.Errorf("the way of this task does not come to %s", card.Goal)
	}
	return nil
}

// mends says why an edit does not mend a scene at both grains, and with wakeups for no reason, which POSIX allows; nil:
// it does.
func mends(p *program.Program, edit [2]string) error {
	text, err := replaced(p.Source, edit[0], edit[1])
	if err != nil {
		return err
	}
	edited, err := program.Parse(p.File, text)
	if err != nil {
		return err
	}
	for _, opt := range []explore.Options{{Grain: program.GrainPass}, {Grain: program.GrainOp},
		{Grain: edited.Settings.Grain, Spurious: true}} {
		if _, err := comesTo(edited, opt, program.ToHold()); err != nil {
			return err
		}
	}
	return nil
}

// turn shows a card, which is read aloud as a caption where there is no screen.
func (p *Player) turn(c *Card) error {
	p.card, p.strip.Caption = c, p.stage.Words(c.words())
	if c.Done {
		p.strip.Caption = p.stage.Words(c.Said)
	}
	if c.Kind == AskAction && !c.Done {
		p.strip.Caption = "" // it is told as what is asked
	}
	p.stage.Card(p.Draw())
	return nil
}

// words is what a card says; what it asks for is named as that.
func (c *Card) words() string {
	switch c.Kind {
	case TaskAction:
		return "Task: " + program.Ended(c.Text)
	case ProveAction:
		return "Proof: " + program.Ended(c.Text)
	case MendAction:
		return "Edit: " + program.Ended(c.Text)
	}
	return c.Text
}

// Draw returns the card as it is drawn; nil where there is none.
func (p *Player) Draw() *panel.Tour {
	c := p.card
	if c == nil {
		return nil
	}
	t := &panel.Tour{Of: "the lesson", Lines: []string{p.stage.Words(c.words())}, Answers: c.Answers, Given: c.Given,
		Reply: p.stage.Words(c.Said), Changed: c.Changed, Before: c.Before,
		Foot: "PgDn goes on, PgUp back, esc leaves. Nothing is locked: try any key."}
	if p.pace == BySpeaker {
		t.Foot = "PgDn goes on, PgUp back. Nothing is locked: try any key."
	}
	for _, c := range p.script.Chapters() {
		t.Titles = append(t.Titles, c.Title)
	}
	if t.Number = max(p.Chapter(), 1); len(t.Titles) > 0 {
		t.Title = t.Titles[t.Number-1]
	}
	if c.Done {
		t.Right = c.Right
	}
	p.turns(t)
	return t
}

// plays turns the card where a lesson has said something and plays on: what stood on it is not so any more.
func (p *Player) plays() {
	if p.pace != ByLearner || p.card == nil || p.card.Kind != SayAction && !p.card.Done || len(p.todo) > 0 {
		return
	}
	t, says := p.Draw(), "The lesson plays on to its next card."
	for _, a := range p.script.Actions[p.at:] {
		switch a.Kind {
		case ChapterAction:
			t.Number++
			t.Title = a.Text
		case AfreshAction:
			says = "Once more, from the boot, up to the next card."
		case SayAction, AskAction, TaskAction, ProveAction, MendAction:
			return
		case KeyAction, TypeAction, DoAction, RunAction:
			t.Lines, t.Answers, t.Given, t.Right, t.Reply = []string{says}, nil, 0, 0, ""
			t.Key, t.Press, t.After = "enter", "enter", "to be there at once."
			p.stage.Card(t)
			return
		}
	}
}

// turns says on a card which key turns it.
func (p *Player) turns(t *panel.Tour) {
	c, class := p.card, p.pace == BySpeaker
	switch {
	case (c.Kind == SayAction || c.Done) && class:
		t.Key, t.Press, t.After = "PgDn", "pgdown", "to go on."
	case c.Kind == SayAction, c.Done:
		t.Key, t.Press, t.After = "enter", "enter", "to go on."
	case c.Kind == AskAction:
		t.Key, t.Press, t.After = fmt.Sprintf("1-%d", len(c.Answers)), "1", "to answer."
		if class {
			t.After = "for what the class says, PgDn for the answer."
		}
	case c.Lost:
		t.Reply = LostText
		t.Key, t.Press, t.After = "PgUp", "pgup", "to begin this task again, PgDn to have it done for you."
	default:
		t.Key, t.Press, t.After = HintKey, HintKey, "for a hint, where you want one. The card turns when it is done."
		if c.Shown > 0 {
			t.Reply = p.stage.Words("Hint: " + c.Hints[c.Shown-1])
			if t.Typed = c.Shown == len(c.Hints); t.Typed { // that is all the help there is
				t.Key, t.Press, t.After = "PgDn", "pgdown", "to have it done for you. The card turns when it is done."
			}
		}
	}
}

// HintKey shows the next hint of a task.
const HintKey = "H"

// LostText says of a task that it cannot be done any more.
const LostText = "From here no schedule comes to it any more."

// Hint shows the next hint of the card; the last one says how it is done. There is none at what cannot be done.
func (p *Player) Hint() {
	if c := p.card; !c.Lost && c.Shown < len(c.Hints) {
		c.Shown++
	}
}
