package demo

import (
	"fmt"

	"github.com/quartet-os/quartet/engine/narrate"
	"github.com/quartet-os/quartet/engine/session"
)

// mostTold is how many sentences of one jump are told.
const mostTold = 200

// teller returns the sentences of a session that are new since it was asked last.
type teller struct {
	session *session.Session
	told
	left map[*session.Session]told // of the sessions before
}

// told is how far a session is told.
type told struct {
	step   int64 // up to which all is
	within int   // sentences of that step that are
}

// skip takes everything up to the present as told.
func (t *teller) skip(stage Stage) { t.tell(stage) }

// tell returns the new sentences up to the present position. A step back, or another scene, is told in
// a sentence of its own.
func (t *teller) tell(stage Stage) []string {
	var said []string
	s := stage.Session()
	if t.session != s {
		before, known := t.left[s]
		if t.session == nil {
			t.left = map[*session.Session]told{}
		} else {
			said = append(said, "(the scene is now "+sceneOf(stage)+")")
			t.left[t.session] = t.told
		}
		if t.session, t.told = s, before; !known {
			t.step = -1
		}
	}
	at := s.Position()
	if at < t.step {
		said = append(said, fmt.Sprintf("(back to step %d)", at))
		t.step, t.within = at, len(storyOf(s, at))
		return said
	}
	all := newSince(s, t.step)
	for _, one := range all {
		if one.Step == t.step && t.within > 0 {
			t.within--
			continue
		}
		said = append(said, one.String())
	}
	t.step, t.within = at, len(storyOf(s, at))
	return said
}

// sceneOf is the name of a stage's scene, and the change with which it runs.
func sceneOf(stage Stage) string {
	name := stage.Session().Program().Title()
	if with := stage.Changed(); with != "" {
		return name + " with " + with
	}
	return name
}

// newSince returns the sentences from a step on, as many as are told of one jump.
func newSince(s *session.Session, step int64) []narrate.Sentence {
	for n := 16; ; n *= 2 {
		all := s.Story(n)
		if len(all) == n && all[0].Step >= step && n < mostTold {
			continue
		}
		for len(all) > 0 && all[0].Step < step {
			all = all[1:]
		}
		return all
	}
}

// storyOf returns the sentences of the present step.
func storyOf(s *session.Session, step int64) []narrate.Sentence { return newSince(s, step) }
