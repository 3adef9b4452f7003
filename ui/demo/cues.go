package demo

import (
	"fmt"
	"strings"

	"github.com/quartet-os/quartet/ui/panel"
	"github.com/quartet-os/quartet/visible"
)

// Cue is where a demo waits for its speaker: a pause, or a card of a lesson.
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
		default:
			for n := s.stops(a); n > 0; n-- {
				next := s.after(i + 1)
				if n > 1 {
					next = s.solution(i)
				}
				all = append(all, Cue{chapter, next})
			}
		}
	}
	return all
}

// stops returns how often an action waits for whoever goes on.
func (s *Script) stops(a *Action) int {
	switch a.Kind {
	case PauseAction, SayAction, TaskAction:
		return 1
	case ProveAction, MendAction:
		return 2
	case AskAction:
		if s.Lesson() && len(a.Answers) > 0 {
			return 2
		}
	}
	return 0
}

// solution says what comes of the card that an action of a lesson shows.
func (s *Script) solution(i int) string {
	a := &s.Actions[i]
	switch a.Kind {
	case AskAction:
		return fmt.Sprintf("the answer, %d: %s", a.N, a.Answers[a.N-1])
	case ProveAction:
		return "the proof: " + a.Expect.String()
	}
	edit := s.aids(i + 1)
	return flat(edit[len(edit)-1].String())
}

// after says what the actions from one on do until the next pause, without what nobody sees.
func (s *Script) after(i int) string {
	var all []string
	for ; i < len(s.Actions) && s.Actions[i].Kind != PauseAction; i++ {
		switch a := &s.Actions[i]; a.Kind {
		case NoteAction, SpeedAction, ThemeAction, LayoutAction, ShowAction, HideAction, ReplyAction, HintAction,
			WayAction, AssertAction, ExpectAction, PosterAction:
		case AskAction, CaptionAction, SayAction, TaskAction, ProveAction, MendAction:
			if words := (&Card{Kind: a.Kind, Text: a.Text}).words(); words != "" {
				all = append(all, words)
			}
		default:
			all = append(all, a.String())
		}
		if s.stops(&s.Actions[i]) > 0 { // a card of a lesson is the next cue itself
			break
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
		default:
			cues += s.stops(a)
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
