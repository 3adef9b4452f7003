package trace

import (
	"context"
	"fmt"
	"slices"

	"github.com/quartet-os/quartet/engine/compare"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/engine/session"
)

// World is a run, or a part of one, that is written in a section of its own.
type World struct {
	Session *session.Session
	From    int64 // the first step that is written; those before stand in the section that it comes from
	To      int64 // the last one
	Kept    int64 // the last one that was not taken back: To where all stay
	Title   string
	Film    string // the title of the film that it is of; "" for none
	Asked   []Asked
}

// Asked is what the class was asked, or was told that the answer is, when the film stood at a step; or what the film
// said there: a chapter that began, a caption.
type Asked struct {
	Step   int64
	Behind int // so many events of that step: a command that is given there comes later
	Text   string
	Spoken bool // by the film: nothing is asked by it
}

// Whole is the present branch of a session, from its boot to its last step.
func Whole(s *session.Session) []World {
	return []World{{Session: s, To: s.Length(), Kept: s.Length(), Title: s.Program().Title()}}
}

// Film follows what a film shows, so that it can be written as it was seen: each future that was begun, with the
// steps of it that came to the screen.
type Film struct {
	Title  string // "": it has none
	worlds []*seen
	now    *seen
	turns  int
	at     Asked // where it stands, with nothing said
}

// seen is a world of the film.
type seen struct {
	session *session.Session
	scene   *program.Program
	given   []session.Given // up to the last step that was seen
	from    int64
	last    int64
	turn    int // when it was begun, or taken up again, last
	title   string
	asked   []Asked
}

// asks reports whether something was asked anywhere: then the moral, which tells the answer, comes last.
func asks(worlds []World) bool {
	return slices.ContainsFunc(worlds, func(w World) bool {
		return slices.ContainsFunc(w.Asked, func(a Asked) bool { return !a.Spoken })
	})
}

// Follow takes in where a session stands now, the change of the scene that it is of, "" for none, and what is asked or
// answered there, "" for nothing. O(commands given).
func (f *Film) Follow(s *session.Session, with, asked string) {
	at, given := s.Position(), done(s)
	w := f.worldOf(s, at, given)
	if w == nil {
		w = f.begin(s, with, at, given)
	}
	if w != f.now {
		f.turns++
		w.turn, f.now = f.turns, w
	}
	if at >= w.last {
		w.last, w.given = at, given
	}
	f.at = Asked{Step: at, Behind: len(s.Events())}
	if asked != "" {
		f.note(asked, false)
	}
}

// Say takes in what the film says where Follow was told that it stands: a chapter that begins, a caption.
func (f *Film) Say(text string) { f.note(program.Ended(text), true) }

// note writes down what is said or asked where the film stands.
func (f *Film) note(text string, spoken bool) {
	at := f.at
	at.Text, at.Spoken = text, spoken
	f.now.asked = append(f.now.asked, at)
}

// worldOf returns the world that was shown up to there before, or that goes on so, the present one first; nil for none.
func (f *Film) worldOf(s *session.Session, at int64, given []session.Given) *seen {
	for _, is := range []func(*seen) bool{
		func(w *seen) bool { return w.shows(at, given) },
		func(w *seen) bool { return w.goesOn(at, given) },
	} {
		if f.now != nil && f.now.session == s && is(f.now) {
			return f.now
		}
		for _, w := range slices.Backward(f.worlds) {
			if w.session == s && is(w) {
				return w
			}
		}
	}
	return nil
}

// done lists the commands up to where a session stands.
func done(s *session.Session) []session.Given {
	all := s.Commands()
	n := slices.IndexFunc(all, func(g session.Given) bool { return g.Step > s.Position() })
	if n < 0 {
		return all
	}
	return all[:n]
}

// before lists those commands of a run that were given before a step, and at it too.
func before(given []session.Given, step int64) []session.Given {
	n := slices.IndexFunc(given, func(g session.Given) bool { return g.Step > step })
	if n < 0 {
		return given
	}
	return given[:n]
}

// shows reports whether a run up to a step was seen in a world.
func (w *seen) shows(at int64, given []session.Given) bool {
	return at <= w.last && slices.Equal(given, before(w.given, at))
}

// goesOn reports whether a run up to a step is the world's, and more.
func (w *seen) goesOn(at int64, given []session.Given) bool {
	n := len(w.given)
	return at >= w.last && len(given) >= n && slices.Equal(given[:n], w.given) &&
		(len(given) == n || given[n].Step >= w.last)
}

// begin makes a new world.
func (f *Film) begin(s *session.Session, with string, at int64, given []session.Given) *seen {
	w := &seen{session: s, scene: s.Program(), last: -1, title: s.Program().Title()}
	if with != "" {
		w.title += ", with " + with
	}
	switch old := f.now; {
	case old == nil:
	case old.session == s:
		w.from = old.parts(given, at)
		w.title += fmt.Sprintf(", from step %d", w.from)
		if c := commandAt(given, w.from); c != "" {
			w.title += ": " + c
		} else if c := commandAt(old.given, w.from); c != "" {
			w.title += ", without " + c
		}
	case old.scene.Name == w.scene.Name && with == "":
		w.title += ", changed"
	}
	f.worlds = append(f.worlds, w)
	return w
}

// commandAt returns the last command that was given at a step, "" if none was.
func commandAt(given []session.Given, step int64) string {
	if up := before(given, step); len(up) > 0 && up[len(up)-1].Step == step {
		return up[len(up)-1].Command.String()
	}
	return ""
}

// parts returns the step at which a run up to another step leaves this one.
func (w *seen) parts(given []session.Given, at int64) int64 {
	for i := range max(len(given), len(w.given)) {
		switch {
		case i == len(given):
			return min(at, w.given[i].Step)
		case i == len(w.given):
			return min(at, given[i].Step)
		case given[i] != w.given[i]:
			return min(at, given[i].Step, w.given[i].Step)
		}
	}
	return at
}

// Worlds are what was seen, in the order in which it began. Each has a session of its own, which takes as long as the
// run is; the error is ctx's. What was seen of a single run in one session is that one.
func (f *Film) Worlds(ctx context.Context) ([]World, error) {
	if len(f.worlds) == 1 {
		all := Whole(f.now.session)
		all[0].Asked, all[0].Film = f.now.asked, f.Title
		return all, nil
	}
	all := make([]World, len(f.worlds))
	for i, w := range f.worlds {
		run := compare.Side{Program: w.scene, Commands: w.given}
		made, _, err := run.Session(ctx, w.last, 0)
		if err != nil {
			return nil, err
		}
		all[i] = World{made, w.from, w.last, w.last, w.title, f.Title, w.asked}
		if end := f.endOf(w.session); end != w {
			all[i].Kept = w.parts(end.given, w.last)
		}
	}
	return all, nil
}

// endOf is the world in which a session was left: what was seen of others is taken back there.
func (f *Film) endOf(s *session.Session) *seen {
	end := f.now
	for _, w := range f.worlds {
		if w.session == s && (end.session != s || w.turn > end.turn) {
			end = w
		}
	}
	return end
}
