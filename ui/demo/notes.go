package demo

import (
	"fmt"
	"strings"
	"time"

	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/ui/screen"
)

// nextWidth is how much of what comes next the notes say.
const nextWidth = 120

// spoken reports whether a speaker plays the demo by hand, and no learner takes a lesson.
func (l *Live) spoken() bool { return l.pace == BySpeaker }

// announce tells the speaker by hand what is before him, and which keys there are.
func (l *Live) announce() {
	if !l.spoken() {
		return
	}
	title := l.script.Title
	if title == "" {
		title = l.script.Name
	}
	l.Notes.line("%s: %s, %s\nPageDown goes on, PageUp goes back, %s lists the chapters, %s hides the answers, "+
		"%s changes the scene, %s makes the screen dark", title,
		program.Plural(int64(len(l.script.Chapters())), "chapter"), program.Plural(int64(len(l.cues)), "cue"),
		KeyChapters, KeyAnswers, KeyMutate, KeyBlank)
}

// follow tells the speaker by hand, whenever the demo comes to a cue or to its end, where it is, since when the talk
// goes on, and what comes next.
func (l *Live) follow(at time.Time, over bool) {
	if !l.spoken() {
		return
	}
	since := clock(at.Sub(l.first))
	switch n := l.Player.Stops(); {
	case over:
		l.Notes.line("the end, %s", since)
	case l.Player.Waiting() && n != l.noted:
		l.noted = n
		cue := &l.cues[n-1]
		where := []string{fmt.Sprintf("cue %d of %d", n, len(l.cues))}
		if cue.Chapter != "" {
			where = append(where, cue.Chapter)
		}
		next := cue.Next
		if next == "" {
			next = "the end"
		}
		l.Notes.line("%s, %s\n    next: %s\n", strings.Join(where, ", "), since, screen.Truncate(next, nextWidth))
	}
}

// clock writes how long something has gone on: 3:05, or 1:03:05.
func clock(d time.Duration) string {
	s := int64(max(d, 0).Seconds())
	if s >= 3600 {
		return fmt.Sprintf("%d:%02d:%02d", s/3600, s/60%60, s%60)
	}
	return fmt.Sprintf("%d:%02d", s/60, s%60)
}

// line keeps lines of the notes that are no notes of the script.
func (n *Notes) line(form string, args ...any) { _, _ = fmt.Fprintf(n, form+"\n", args...) }

// Notes keeps the speaker's notes until they are written, since the speaker's terminal may have been stopped. Of cues
// that are skipped it keeps none.
type Notes struct {
	queue []byte
	kept  int // what of it is no note of a cue that may yet be skipped, while some are
	skips bool
}

// Write keeps a note.
func (n *Notes) Write(p []byte) (int, error) {
	n.queue = append(n.queue, p...)
	return len(p), nil
}

// Take returns what is to be written, and forgets it.
func (n *Notes) Take() []byte {
	end := len(n.queue)
	if n.skips {
		end = n.kept
	}
	text := n.queue[:end:end]
	n.queue, n.kept = n.queue[end:], 0
	return text
}

// skip says that cues are skipped from here on, drop that the newest was, and land that it goes on in its own time.
func (n *Notes) skip() {
	if !n.skips {
		n.skips, n.kept = true, len(n.queue)
	}
}

func (n *Notes) drop() { n.queue = n.queue[:n.kept] }

func (n *Notes) land() { n.skips = false }
