package session

import (
	"fmt"
	"strconv"
	"strings"
)

// A journal also keeps the text that somebody is writing from the scene that is shown, so that it is not lost with the
// program: each line says what became another since the line before, the first one since the scene itself.
//
//	draft at 120 cut 2 put "for"
//	draft kept      (a file has it)
//	scene edited    (the scene itself is such a text, and no file has it)
//	scene kept
const (
	draftKept   = "draft kept"
	sceneEdited = "scene edited"
	sceneKept   = "scene kept"
)

// DraftText is a text that was begun from a scene.
type DraftText struct{ Base, Text string }

// Draft writes a text that is being written into a journal. The zero value has written nothing of its session.
type Draft struct {
	text         string // as the journal has it
	begun        bool
	kept, edited bool
}

// Lines returns what must be appended to a journal in which the session is shown: the text that somebody is writing
// from its scene, whether a file has that, and whether the scene itself is such a text that no file has.
func (d *Draft) Lines(into []byte, s *Session, text string, kept, edited bool) []byte {
	if !d.begun {
		d.text, d.begun = s.Program().Source, true
	}
	if text != d.text || d.kept && !kept { // no file has it any more: a change of nothing says so
		at, end := 0, 0
		for at < len(text) && at < len(d.text) && text[at] == d.text[at] {
			at++
		}
		for end < len(text)-at && end < len(d.text)-at && text[len(text)-1-end] == d.text[len(d.text)-1-end] {
			end++
		}
		into = fmt.Appendf(into, "draft at %d cut %d put %q\n", at, len(d.text)-at-end, text[at:len(text)-end])
		d.text, d.kept = text, false
	}
	if kept && !d.kept && text != s.Program().Source {
		into = append(into, draftKept+"\n"...)
	}
	switch {
	case edited && !d.edited:
		into = append(into, sceneEdited+"\n"...)
	case !edited && d.edited:
		into = append(into, sceneKept+"\n"...)
	}
	d.kept, d.edited = kept, edited
	return into
}

// draftLine is a line of a journal on a text that is being written.
type draftLine struct {
	word    string // "" for a change of the text
	at, cut int
	put     string
}

// readDraft reads such a line.
func readDraft(line string) (d draftLine, ok bool) {
	switch line {
	case draftKept, sceneEdited, sceneKept:
		return draftLine{word: line}, true
	}
	head, quoted, _ := strings.Cut(line, `"`)
	if n, err := fmt.Sscanf(head, "draft at %d cut %d put ", &d.at, &d.cut); err != nil || n != 2 {
		return d, false
	}
	put, err := strconv.Unquote(`"` + quoted)
	d.put = put
	return d, err == nil && d.at >= 0 && d.cut >= 0
}

// draftReader has the lines on the text that was written from a session's scene.
type draftReader struct{ lines []draftLine }

// text returns the text, if it is another than the scene's and no file has it. A line that does not fit ends it.
func (r *draftReader) text(source string) (DraftText, bool) {
	text, kept := source, false
	for _, d := range r.lines {
		switch {
		case d.word == draftKept:
			kept = true
		case d.word != "":
		case d.at > len(text) || d.cut > len(text)-d.at:
			return DraftText{source, text}, text != source && !kept
		default:
			text, kept = text[:d.at]+d.put+text[d.at+d.cut:], false
		}
	}
	return DraftText{source, text}, text != source && !kept
}

// edited reports whether the session's scene is itself a text that no file has.
func (r *draftReader) edited() (yes bool) {
	for _, d := range r.lines {
		if d.word == sceneEdited || d.word == sceneKept {
			yes = d.word == sceneEdited
		}
	}
	return yes
}
