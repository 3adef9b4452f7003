package demo

import (
	"time"

	"github.com/quartet-os/quartet/ui/panel"
	"github.com/quartet-os/quartet/ui/screen"
)

// Live is a script that is played in front of an audience: the same player as a recording's, with the clock of whoever
// shows it. Each of its methods that goes on answers with what is to be done; it waits for nothing itself.
type Live struct {
	Player *Player   // nil when it cannot go on
	Start  time.Time // the player's 0
	SkipTo int       // the pause to which it is played on without waiting, 0 for none
	Notes  Notes

	script  *Script
	stage   Stage
	pace    Pace
	began   bool
	told    bool // that it is over
	cues    []Cue
	first   time.Time // when it was begun
	held    bool      // since somebody has touched the machine
	dark    bool      // the screen is
	veiled  bool      // the speaker hides the answers
	lifted  int       // which time the script hid them the speaker has shown them
	aside   bool      // the scene runs with a change of which the script does not speak
	stopped time.Time // when the clock was, for either

	fell      int  // the pause behind which it could not go on
	skipLines int  // so many actions are played without waiting
	resumes   bool // a demo that was held is played up to where that was
	noted     int  // the cue that the notes told of last
	height    int  // of the terminal
	strip     *screen.Grid

	headRows int
	head     *screen.Grid
}

// Intent is what a live demo asks of whoever shows it.
type Intent struct {
	Halt bool          // nothing is due before an answer has come
	Due  bool          // it goes on after Wait, with Play
	Wait time.Duration // may be negative: at once
	Over bool          // it has come to its end, which is told once
	Seen bool          // something may have changed on the stage
	Err  error         // why it cannot go on
}

// Wish is what a key of the speaker asks for.
type Wish uint8

// The wishes.
const (
	NoWish Wish = iota // the key is not the speaker's
	GoOn               // on, or to the next cue
	GoBack             // to the cue before, on the scene afresh
	Choose             // to a chapter, which is chosen from a list
	Darken             // the screen is to be dark, or no longer
	Veil               // the answers are to be hidden, or shown
	Mutate             // the scene is to be changed, or as it was
)

// The keys of a speaker by hand beside PageDown and PageUp.
const (
	KeyChapters = "J"
	KeyBlank    = "."
	KeyAnswers  = "A"
	KeyMutate   = "F"
)

// Pace is who goes on with a demo at its pauses.
type Pace uint8

// The paces.
const (
	InTime    Pace = iota // nobody: a pause has its time
	ByLearner             // who takes a lesson
	BySpeaker             // who presents it to an audience
)

// NewLive prepares a script on a stage that is at its beginning. The error is of the stage: a theme or layout that it
// refuses.
func NewLive(s *Script, stage Stage, pace Pace) (*Live, error) {
	l := &Live{script: s, stage: stage, pace: pace, cues: s.Cues(), strip: screen.New(0, 0),
		head: screen.New(0, 0)}
	var err error
	l.Player, err = NewPlayer(s, stage, &l.Notes, pace)
	return l, err
}

// Goes reports whether the demo was begun and can go on; one that is over can.
func (l *Live) Goes() bool { return l.Player != nil && l.began }

// Plays reports whether the demo can go on, and so has a strip.
func (l *Live) Plays() bool { return l.Player != nil }

// Play lets everything happen that is due at a time of day. The first call begins the demo, which must be able to go
// on.
func (l *Live) Play(at time.Time) Intent {
	if l.still() {
		return Intent{}
	}
	l.begin(at)
	now := at.Sub(l.Start)
	l.Player.Look(now)
	seen := false
	for {
		due, more := l.Player.Next()
		if !more || due > now {
			break
		}
		seen = true
		if err := l.Player.Do(); err != nil {
			return l.fail(err)
		}
	}
	what := l.next(now)
	what.Seen = seen
	l.follow(at, what.Over)
	return what
}

// begin starts the clock, where it was not started before.
func (l *Live) begin(at time.Time) {
	if !l.began {
		l.began, l.Start, l.first = true, at, at
		l.announce()
	}
}

// next says what comes next; at the end it says so instead, once.
func (l *Live) next(now time.Duration) (what Intent) {
	if due, more := l.Player.Next(); more {
		return Intent{Due: true, Wait: due - now}
	}
	if l.Player.Done() && !l.told {
		l.told, what.Over = true, true
	}
	return what
}

// fail ends a demo that cannot go on.
func (l *Live) fail(err error) Intent {
	if l.Player != nil {
		l.fell = l.Player.Stops()
	}
	l.Player = nil
	return Intent{Halt: true, Err: err}
}

// Answered goes on with a demo that waited for an answer of the stage.
func (l *Live) Answered(at time.Time) Intent {
	if l.skipping() {
		l.Player.Look(l.Player.Now())
		return l.skip(at)
	}
	return l.Play(at)
}

// Update takes a key, by its name, and returns what it asks for: PageDown goes on, PageUp back to the pause before. By
// hand there are more, where letters are not text.
func (l *Live) Update(key string, typing bool) Wish {
	switch {
	case l.Fell() && key == "pgup":
		return GoBack
	case !l.Goes():
		return NoWish
	case l.dark: // whatever the key is, it means the light
		return Darken
	case key == "pgdown" && !l.Player.Done():
		return GoOn
	case key == "pgup":
		return GoBack
	case l.pace == InTime || typing:
		return NoWish
	case key == KeyChapters:
		return Choose
	case key == KeyBlank:
		return Darken
	case key == KeyAnswers && l.spoken():
		return Veil
	case key == KeyMutate && l.spoken():
		return Mutate
	}
	return NoWish
}

// Go ends a pause, or skips to the next one.
func (l *Live) Go(at time.Time) Intent {
	held := l.held
	l.release(at)
	switch {
	case l.Player.Waiting():
		l.Player.Go(at.Sub(l.Start))
		return l.Play(at)
	case held: // from there, in its own time
		return l.Play(at)
	}
	l.SkipTo = max(l.Player.Stops(), l.SkipTo) + 1
	return l.skip(at)
}

// Jump plays on without waiting, up to a cue that lies ahead. To one that does not Replay goes.
func (l *Live) Jump(cue int, at time.Time) Intent {
	l.SkipTo = cue
	return l.skip(at)
}

// Ahead reports whether a cue lies ahead.
func (l *Live) Ahead(cue int) bool { return cue > l.Player.Stops() }

// Chapters lists the chapters, and which of them goes on, -1 for none.
func (l *Live) Chapters() (all []Chapter, at int) {
	return l.script.Chapters(), l.Player.Chapter() - 1
}

// Before returns the number of the pause before the present one, 0 for the beginning.
// Of a lesson that could not go on it is the present one.
func (l *Live) Before() int {
	if l.Fell() {
		return l.fell
	}
	return max(l.Player.Stops()-1, 0)
}

// Fell reports whether it is a lesson that could not go on: it can begin its last card again.
func (l *Live) Fell() bool { return l.Player == nil && l.began && l.script.Lesson() }

// Replay plays the demo on a stage that is at its beginning, up to a pause.
func (l *Live) Replay(stage Stage, stop int, at time.Time) Intent {
	if err := l.anew(stage); err != nil {
		return l.fail(err)
	}
	l.begin(at)
	l.SkipTo = stop
	return l.skip(at)
}

// Fail ends a demo whose scene could not be read afresh.
func (l *Live) Fail(err error) Intent { return l.fail(err) }

// skip plays on without waiting, up to the beginning of the pause to which the speaker goes. For an answer of the stage
// it waits: Answered goes on from there.
func (l *Live) skip(at time.Time) Intent {
	if err := l.hurry(); err != nil {
		return l.fail(err)
	}
	l.Start = at.Add(-l.Player.Now())
	what := l.next(l.Player.Now())
	what.Seen = true
	if l.skipping() {
		what.Halt, what.Due = true, false
		return what
	}
	l.follow(at, what.Over)
	return what
}

// hurry plays on up to the pause to which the speaker goes, or to where it has to wait for an answer.
func (l *Live) hurry() error {
	l.Notes.skip()
	for l.skips() {
		if l.stage.Awaits() {
			return nil
		}
		if l.Player.Waiting() {
			l.Player.Go(l.Player.Now())
		}
		if _, more := l.Player.Next(); !more {
			break
		}
		before := l.Player.Stops()
		if err := l.Player.Do(); err != nil {
			return err
		}
		if at := l.Player.Stops(); at > before && at < l.SkipTo {
			l.Notes.drop()
		}
	}
	if l.resumes {
		l.Notes.drop()
		if l.Player.Waiting() {
			l.Player.Go(l.Player.Now())
		}
	}
	l.SkipTo, l.skipLines, l.resumes = 0, 0, false
	l.Notes.land()
	return nil
}

// Room is the height that a terminal of w by h cells leaves to the screen between head and strip. Where it is too small
// for both the head goes first.
func (l *Live) Room(w, h int) int {
	l.height, l.headRows = h, 0
	left := max(h-l.script.StripRows(w, false), min(h, panel.MinHeight)) // a long caption is cut before the screen is
	if l.spoken() && left > panel.MinHeight {
		l.headRows = 1
	}
	return left - l.headRows
}

// Height is that of the terminal.
func (l *Live) Height() int { return l.height }

// Draw returns what stands below a screen of w by h cells; nil if there is no room, or the demo cannot go on.
func (l *Live) Draw(w, h int) *screen.Grid {
	if l.Player == nil {
		return nil
	}
	rows := l.height - h - l.headRows
	if rows <= 0 {
		return nil
	}
	l.strip.Resize(w, rows)
	strip := l.Player.Strip()
	if l.aside {
		strip.Caption = asideText
	}
	if l.spoken() && l.headRows == 0 {
		strip.Place = l.place()
	}
	strip.Draw(l.strip.Canvas(), false)
	return l.strip
}

// Over writes the caption in the place of the keys of a screen below which there is no row for it: what a script says
// goes before what could be pressed beside it.
func (l *Live) Over(g *screen.Grid) {
	if l.Player == nil || l.aside || l.height > g.H || g.H < panel.MinHeight || l.script.StripRows(g.W, false) == 0 {
		return
	}
	if strip := l.Player.Strip(); strip.Caption != "" {
		if l.spoken() {
			strip.Place = l.place()
		}
		strip.Draw(g.Sub(screen.R(0, g.H-1, g.W, 1)), false)
	}
}

// Framed returns a screen with what a demo has above and below it.
func (l *Live) Framed(g *screen.Grid) *screen.Grid {
	head, strip := l.DrawHead(g.W), l.Draw(g.W, g.H)
	if head == nil && strip == nil {
		return g
	}
	var parts []*screen.Grid
	rows := 0
	for _, part := range [...]*screen.Grid{head, g, strip} {
		if part != nil {
			parts, rows = append(parts, part), rows+part.H
		}
	}
	all, y := screen.New(g.W, rows), 0
	for _, part := range parts {
		all.Canvas().Paste(part, 0, y)
		y += part.H
	}
	return all
}
