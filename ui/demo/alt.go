package demo

import (
	"fmt"
	"strings"
	"time"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/session"
)

// alt collects what a recording shows, for those who cannot see it.
type alt struct {
	parts []string // chapters and captions, in order
}

func (a *alt) chapter(title string) {
	if !strings.ContainsAny(title[max(len(title)-1, 0):], ".?!:") {
		title += ":"
	}
	a.parts = append(a.parts, title)
}

func (a *alt) caption(text string) {
	if text != "" {
		a.parts = append(a.parts, text)
	}
}

// text tells the recording in words: what it is, what its captions say, how it ends, unless that is hidden.
func (a *alt) text(title string, stage Stage, length time.Duration, hides bool) string {
	s := stage.Session()
	name := sceneOf(stage)
	about := fmt.Sprintf("%s. A recording of Quartet, %.0f seconds, scene %s.",
		strings.TrimRight(title, "."), length.Seconds(), name)
	end := Describe(s)
	if hides {
		end = places(s.Engine().Snapshot(nil))
	}
	return strings.Join(append(append([]string{about}, a.parts...), end), " ")
}

// Describe tells a session's present state in words: who is where, and how the run has ended.
func Describe(s *session.Session) string {
	now := s.Engine().Snapshot(nil)
	text := places(now)
	if now.End.Kind != engine.NotEnded && now.End.Text != "" {
		text += " " + now.End.Text
	}
	return text
}

// places tells who is where.
func places(now *engine.Snapshot) string {
	var b strings.Builder
	fmt.Fprintf(&b, "In the end, after pass %d: ", now.Pass)
	if now.Running >= 0 {
		fmt.Fprintf(&b, "RUNNING %s; ", now.Coroutines[now.Running].Name)
	}
	for _, q := range []struct {
		place engine.Place
		slots []int
	}{{engine.Ready, now.Ready}, {engine.Waiting, now.Waiting}, {engine.TimedWaiting, now.Timed}} {
		var names []string
		for _, slot := range q.slots {
			names = append(names, now.Coroutines[slot].Name)
		}
		if len(names) == 0 {
			names = []string{"nobody"}
		}
		fmt.Fprintf(&b, "%s %s; ", q.place, strings.Join(names, ", "))
	}
	fmt.Fprintf(&b, "FREE %d.", len(now.Free))
	for _, q := range now.Queues {
		fmt.Fprintf(&b, " %s holds %d of %d.", q.Name, len(q.Items), q.Max)
	}
	return b.String()
}
