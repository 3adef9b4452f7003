package demo

import (
	"fmt"
	"io"
	"strings"
	"time"
)

// startSpeed is how many steps and keys a second a script begins with.
const startSpeed = 4

// Player plays a script on a stage. It has no clock of its own: whoever plays asks Next when
// something happens and lets it happen with Do, at once for a recording, in time for a screen.
type Player struct {
	script *Script
	stage  Stage
	notes  io.Writer
	pace   Pace

	at      int    // the next action
	line    int    // of the action being played
	todo    []beat // of that action
	due     time.Duration
	until   func() bool
	waiting bool // for the speaker
	stops   int  // pauses that were begun

	now      time.Duration
	speed    int64
	strip    Strip
	caps     time.Duration // when the key caps go; 0 if there are none
	title    string        // of the chapter
	chapters int           // that were begun
	chapter  string        // begun, and not yet taken
	asked    *Action       // the question that stands; nil: none
	poster   bool          // this moment stands for the film, and that is not yet taken
	posed    string        // what was asked or revealed, in words, and not yet taken
	asking   string        // the same, for whoever follows what is played
	says     []saying      // chapters and captions, for the same
	card     *Card         // of a lesson
	veil     veil
}

// NewPlayer prepares a script on a stage that is at its beginning. Notes go to notes, if that is not nil; a pause lasts
// until Go, where somebody goes on with it. The error is of the stage: a theme or layout that it refuses.
func NewPlayer(s *Script, stage Stage, notes io.Writer, pace Pace) (*Player, error) {
	p := &Player{script: s, stage: stage, notes: notes, pace: pace, speed: startSpeed}
	stage.Version(max(s.Version, Version1))
	if s.Theme != "" {
		if err := stage.Theme(s.Theme); err != nil {
			return nil, err
		}
	}
	if s.Layout != "" {
		if err := stage.Layout(s.Layout); err != nil {
			return nil, err
		}
	}
	return p, stage.Speed(startSpeed)
}

// Next returns the time of what happens next; false at the end, and while the player waits for the
// speaker.
func (p *Player) Next() (time.Duration, bool) {
	at, any := time.Duration(0), false
	sooner := func(t time.Duration) {
		if !any || t < at {
			at, any = t, true
		}
	}
	if !p.waiting && !p.Done() {
		sooner(p.due)
	}
	if t, ok := p.stage.Next(); ok && !p.Done() {
		sooner(t)
	}
	if p.caps > 0 && any {
		sooner(p.caps)
	}
	return max(at, p.now), any
}

// Do lets happen what Next announced; nothing where it announced nothing. The error names the line
// of the script.
func (p *Player) Do() error {
	at, ok := p.Next()
	if !ok {
		return nil
	}
	p.now = at
	if p.caps > 0 && p.caps <= at {
		p.strip.Keys, p.caps = nil, 0
		return nil
	}
	if t, ok := p.stage.Next(); ok && t <= at {
		p.stage.Tick(at)
		if p.until != nil && p.until() {
			p.due = at
		}
		return nil
	}
	p.stage.Tick(at)
	return p.failed(p.line, p.beat())
}

// beat does the next beat.
func (p *Player) beat() error {
	p.until = nil
	for len(p.todo) == 0 {
		if p.at == len(p.script.Actions) {
			p.at++ // the last wait is over
			return nil
		}
		a := &p.script.Actions[p.at]
		p.at, p.line, p.todo = p.at+1, a.Line, p.beats(a)
	}
	b := p.todo[0]
	p.todo = p.todo[1:]
	if b.do != nil {
		if err := b.do(); err != nil {
			return err
		}
	}
	p.due, p.until = p.now+b.wait, b.until
	if b.until != nil && b.until() {
		p.due = p.now
	}
	if b.stop {
		p.waiting = p.pace != InTime
		p.stops++
	}
	return nil
}

// Done reports whether the script is over.
func (p *Player) Done() bool { return p.at > len(p.script.Actions) }

// Waiting reports whether the player waits for the speaker.
func (p *Player) Waiting() bool { return p.waiting }

// Stops is how many pauses were begun so far: where a speaker goes on from, and back to.
func (p *Player) Stops() int { return p.stops }

// Go ends a wait for the speaker.
func (p *Player) Go(now time.Duration) {
	if p.waiting {
		p.now = max(p.now, now)
		p.waiting, p.due = false, p.now
		p.stage.Tick(p.now)
		p.plays()
	}
}

// Look ends a wait whose reason is gone, at a time: for what changes on the stage beside its clock.
func (p *Player) Look(now time.Duration) {
	if p.until != nil && p.until() {
		p.due, p.until = max(p.now, min(p.due, now)), nil
	}
}

// Now is the player's clock.
func (p *Player) Now() time.Duration { return p.now }

// Strip is what stands below the screen now.
func (p *Player) Strip() Strip { return p.strip }

// Title is the chapter's, "" before the first.
func (p *Player) Title() string { return p.title }

// Chapter is how many chapters were begun.
func (p *Player) Chapter() int { return p.chapters }

// TakeChapter returns the chapter that began since it was asked last, or "".
func (p *Player) TakeChapter() string {
	c := p.chapter
	p.chapter = ""
	return c
}

// ask puts a question to the class, or takes it away.
func (p *Player) ask(a *Action) {
	p.stage.Ask(a.Text, int(a.N), a.Answers...)
	p.hide(func(v *veil) { v.asks = p.script.reveals(p.at) })
	p.pose(a)
}

// pose notes in words what is asked.
func (p *Player) pose(a *Action) {
	if p.asked = a; a.Text == "" {
		p.asked = nil
		return
	}
	p.posed = a.Text
	for i, one := range a.Answers {
		p.posed += fmt.Sprintf(" %d: %s.", i+1, strings.TrimSuffix(one, "."))
	}
	p.asking = p.posed
}

// reveal marks the right answer.
func (p *Player) reveal(a *Action) {
	p.stage.Reveal()
	p.hide(func(v *veil) { v.asks = false })
	p.solve(a)
}

// solve notes in words which answer is right.
func (p *Player) solve(a *Action) {
	if p.asked != nil {
		p.posed = fmt.Sprintf("The answer is %d: %s.", a.N, strings.TrimSuffix(p.asked.Answers[a.N-1], "."))
		p.asking = p.posed
	}
}

// TakePosed returns what was asked or revealed since it was asked last, in words, or "".
func (p *Player) TakePosed() string {
	text := p.posed
	p.posed = ""
	return text
}

// TakePoster reports whether the moment was chosen to stand for the film since it was asked last.
func (p *Player) TakePoster() bool {
	chosen := p.poster
	p.poster = false
	return chosen
}

// begin begins a chapter.
func (p *Player) begin(title string) {
	p.title, p.chapter = title, title
	p.says = append(p.says, saying{"Chapter: " + title, true})
	p.chapters++
}

// note hands a note to the speaker.
func (p *Player) note(text string) error {
	if p.notes == nil {
		return nil
	}
	_, err := fmt.Fprintf(p.notes, "%s\n", text)
	return err
}
