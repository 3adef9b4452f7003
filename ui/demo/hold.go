package demo

import "time"

// HeldText says that a demo is held, and what goes on with it.
const HeldText = "the demo is held · PageDown goes on with it"

// LessonHeldText says the same of a lesson, whose cards turn with a key of their own.
const LessonHeldText = "the lesson is held · enter goes on from here"

// AgainText says what helps where a lesson could not go on.
const AgainText = "PgUp begins this card again"

// Hold stops the clock of a demo that goes on, since somebody has touched the machine; Go goes on from there. It
// reports whether that is new.
func (l *Live) Hold(at time.Time) bool {
	if !l.Goes() || l.still() || l.skipping() || l.Player.Done() {
		return false
	}
	l.held, l.stopped = true, at
	return true
}

// Held reports whether a demo is held.
func (l *Live) Held() bool { return l.held }

// Blank makes the screen of a demo dark, and stops its clock, or takes that back.
func (l *Live) Blank(at time.Time) Intent {
	if l.dark = !l.dark; l.dark {
		if !l.held {
			l.stopped = at
		}
		return Intent{Seen: true}
	}
	if l.held {
		return Intent{Seen: true}
	}
	l.Start = l.Start.Add(at.Sub(l.stopped))
	what := l.Play(at)
	what.Seen = true
	return what
}

// Dark reports whether the screen is dark.
func (l *Live) Dark() bool { return l.dark && l.Player != nil }

// still reports whether the clock stands.
func (l *Live) still() bool { return l.held || l.dark }

// release lets the clock of a demo that was held go on.
func (l *Live) release(at time.Time) {
	if l.held {
		l.held = false
		l.Start = l.Start.Add(at.Sub(l.stopped))
	}
}

// Resume goes on with a demo that was held, on a stage that is at its beginning: without waiting up to the line in
// which it was held, and from there in its own time. The speaker has the notes of what was played before.
func (l *Live) Resume(stage Stage, at time.Time) Intent {
	before, lifted := l.Player, l.lifted
	if before == nil {
		return Intent{}
	}
	if err := l.anew(stage); err != nil {
		return l.fail(err)
	}
	l.lifted = lifted
	l.SkipTo, l.noted, l.resumes = before.Stops(), before.Stops(), true
	if !before.Waiting() {
		l.skipLines = before.at - 1
	}
	return l.skip(at)
}

// anew begins the script again on a stage that is at its beginning.
func (l *Live) anew(stage Stage) (err error) {
	l.stage, l.told, l.noted, l.held = stage, false, 0, false
	l.resumes, l.skipLines, l.lifted = false, 0, 0
	l.Player, err = NewPlayer(l.script, stage, &l.Notes, l.pace)
	return err
}

// skipping reports whether it is played on without waiting, and has to wait for an answer.
func (l *Live) skipping() bool { return l.SkipTo > 0 || l.resumes }

// skips reports whether there is more to be played without waiting.
func (l *Live) skips() bool {
	p := l.Player
	return p.Stops() < l.SkipTo || p.at < l.skipLines || p.at == l.skipLines && l.skipLines > 0 && len(p.todo) > 0
}
