package demo

import (
	"fmt"
	"strings"

	"github.com/quartet-os/quartet/ui/panel"
	"github.com/quartet-os/quartet/visible"
)

// Cue is where a demo waits for its speaker: a pause.
type Cue struct {
	Chapter string // in which it stands, "" before the first
	Next    string // what comes after it, as the script says it; "" where nothing does
}

// Chapter is a chapter of a script, and the cue that comes first in it or after it, counted from 1.
type Chapter struct {
	Title string
	Cue   int
}

// Cues lists where a script waits for its speaker.
func (s *Script) Cues() []Cue {
	var all []Cue
	chapter := ""
	for i := range s.Actions {
		switch a := &s.Actions[i]; a.Kind {
		case ChapterAction:
			chapter = a.Text
		case PauseAction:
			all = append(all, Cue{chapter, s.after(i + 1)})
		}
	}
	return all
}

// after says what the actions from one on do until the next pause, without what nobody sees.
func (s *Script) after(i int) string {
	var all []string
	for ; i < len(s.Actions) && s.Actions[i].Kind != PauseAction; i++ {
		switch a := &s.Actions[i]; a.Kind {
		case NoteAction, SpeedAction, ThemeAction, LayoutAction, ShowAction:
		case AskAction:
			if a.Text != "" {
				all = append(all, a.Text)
			}
		case CaptionAction:
			if a.Text != "" {
				all = append(all, a.Text)
			}
		default:
			all = append(all, a.String())
		}
	}
	return strings.Join(all, " · ")
}

// Chapters lists the chapters of a script. One behind the last cue has that one.
func (s *Script) Chapters() []Chapter {
	var all []Chapter
	cues := 0
	for i := range s.Actions {
		switch a := &s.Actions[i]; a.Kind {
		case ChapterAction:
			all = append(all, Chapter{a.Text, cues + 1})
		case PauseAction:
			cues++
		}
	}
	for i := range all {
		all[i].Cue = min(all[i].Cue, cues)
	}
	return all
}

// Rows lists chapters as rows to choose from, each under another name, and the cue of each name.
func Rows(chapters []Chapter) (rows []panel.PickerRow, cues map[string]int) {
	cues = map[string]int{}
	for i, c := range chapters {
		name := visible.Line(c.Title)
		if _, again := cues[name]; again {
			name = fmt.Sprintf("%s (%d)", name, i+1)
		}
		rows = append(rows, panel.PickerRow{Group: "chapters", Name: name, Moral: fmt.Sprintf("cue %d", c.Cue)})
		cues[name] = c.Cue
	}
	return rows, cues
}
