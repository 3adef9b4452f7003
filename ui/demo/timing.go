package demo

import (
	"fmt"
	"time"
	"unicode/utf8"

	"github.com/quartet-os/quartet/engine"
)

// beat is a part of an action: something done, and a wait.
type beat struct {
	do    func() error
	wait  time.Duration
	until func() bool // where set, ends the wait before its time
	stop  bool        // played by hand, the wait is the speaker's
}

// Times that belong to no speed.
const (
	openTime   = 400 * time.Millisecond // from the prompt to the first letter
	letterTime = 70 * time.Millisecond
	capTime    = 1200 * time.Millisecond // a key cap stays
	readStart  = time.Second
	readLetter = 55 * time.Millisecond
	readLeast  = 1500 * time.Millisecond
)

// beats returns what an action is made of, at the present speed.
func (p *Player) beats(a *Action) []beat {
	stage, gap := p.stage, time.Second/time.Duration(p.speed)
	now := func(do func() error) []beat { return []beat{{do: do}} }
	switch a.Kind {
	case KeyAction:
		var all []beat
		for _, k := range a.Keys {
			for range k.Times {
				all = append(append(all, beat{do: p.press(k.Key), wait: gap}), p.answer()...)
			}
		}
		return all
	case TypeAction:
		return p.typed(a.Text, gap)
	case DoAction:
		return append([]beat{{do: func() error { return stage.Command(a.Text) }, wait: gap}}, p.answer()...)
	case MutateAction:
		return append([]beat{{do: func() error { return p.mutate(a) }, wait: gap}}, p.answer()...)
	case PauseAction:
		return []beat{{wait: p.pause(a), stop: true}}
	case RunAction:
		return p.run(a)
	case CaptionAction:
		return now(func() error { p.caption(a.Text); return nil })
	case ChapterAction:
		return now(func() error { p.begin(a.Text); return nil })
	case NoteAction:
		return now(func() error { return p.note(a.Text) })
	case ShowAction:
		switch a.Text {
		case "all":
			return now(func() error { return stage.Show("") })
		case Answers:
			return now(func() error { p.hide(func(v *veil) { v.script = false }); return nil })
		}
		return now(func() error { return stage.Show(a.Text) })
	case HideAction:
		return now(func() error { p.hide(func(v *veil) { v.script = true }); return nil })
	case SayAction, TaskAction, ProveAction, MendAction, AfreshAction:
		return p.lessonBeats(a)
	case AskAction:
		if p.script.Lesson() && len(a.Answers) > 0 {
			return p.lessonBeats(a)
		}
		return now(func() error { p.ask(a); return nil })
	case RevealAction:
		return now(func() error { p.reveal(a); return nil })
	case PosterAction:
		return now(func() error { p.poster = true; return nil })
	case ExpectAction, AssertAction:
		return now(func() error { return p.claims(a) })
	case SpeedAction:
		return now(func() error { p.speed = a.N; return stage.Speed(int(a.N)) })
	case ThemeAction:
		return now(func() error { return stage.Theme(a.Text) })
	case LayoutAction:
		return now(func() error { return stage.Layout(a.Text) })
	}
	return nil
}

// press returns what a key does, with its cap.
func (p *Player) press(key string) func() error {
	return func() error {
		p.strip.press(key)
		p.caps = p.now + capTime
		return p.stage.Press(key)
	}
}

// answer waits for what a key has asked. What could not be done ends the demo.
func (p *Player) answer() []beat {
	return []beat{{wait: MaxPause, until: func() bool { return !p.stage.Awaits() }}, {do: p.stage.Failed}}
}

// typed presses the keys of a line at the prompt.
func (p *Player) typed(text string, gap time.Duration) []beat {
	all := []beat{{do: p.press(":"), wait: openTime}}
	for _, r := range text {
		key := string(r)
		if r == ' ' {
			key = "space"
		}
		all = append(all, beat{do: func() error { return p.stage.Press(key) }, wait: letterTime})
	}
	all[len(all)-1].wait = max(openTime, letterTime)
	return append(append(all, beat{do: p.press("enter"), wait: gap}), p.answer()...)
}

// pause is how long a pause takes.
func (p *Player) pause(a *Action) time.Duration {
	if a.For > 0 {
		return a.For
	}
	return reading(p.strip.Caption)
}

// reading is how long it takes to read a text.
func reading(text string) time.Duration {
	return max(readLeast, readStart+readLetter*time.Duration(utf8.RuneCountInString(text)))
}

// run returns what a run is made of. One that waits for something has to come to it.
func (p *Player) run(a *Action) []beat {
	begin, stop := func() error { return p.stage.Run(true) }, func() error { return p.stage.Run(false) }
	if a.Until == UntilTime {
		return []beat{{do: begin, wait: a.For}, {do: stop}}
	}
	came := p.reached(a)
	if a.Until == UntilTrue {
		begin = func() (err error) {
			came, err = p.stage.RunUntil(a.Text)
			return err
		}
	}
	over := func() bool { return !p.stage.Busy() || came() }
	return []beat{{do: begin, wait: a.For, until: over}, {do: func() error {
		if !came() && !(p.bounds(a) && p.stage.Busy()) {
			return p.missed(a)
		}
		return stop()
	}}}
}

// bounds reports whether the limit of a run ends it as its time would: so it was in version 1, with a limit of one's
// own, for all that a run could wait for then.
func (p *Player) bounds(a *Action) bool {
	return p.script.Version < Version2 && a.Until != UntilTrue && a.For != DefaultRun
}

// reached tells whether what a run waits for, other than a condition, has come.
func (p *Player) reached(a *Action) func() bool {
	last := p.stage.Session().Length()
	return func() bool {
		e := p.stage.Session().Engine()
		switch a.Until {
		case UntilEnd:
			return e.End().Kind != engine.NotEnded && !p.stage.Busy() // the screen has said so
		case UntilPass:
			return e.PassNumber() > a.N || e.PassNumber() == a.N && e.RunningSlot() < 0
		case UntilTick:
			return e.Time() >= a.N
		case UntilLast:
			return p.stage.Session().Position() >= last
		case UntilStep:
			return p.stage.Session().Position() >= a.N
		}
		return false
	}
}

// missed says why what a run waits for has not come.
func (p *Player) missed(a *Action) error {
	e := p.stage.Session().Engine()
	switch {
	case p.stage.Busy():
		return fmt.Errorf("this has not come within %v; to wait and no more there is run %v", a.For, a.For)
	case e.End().Kind != engine.NotEnded:
		return fmt.Errorf("the run is over in step %d, and this has not come", e.StepNumber())
	}
	return fmt.Errorf("the run has stopped in step %d, and this has not come", e.StepNumber())
}

// failed says at which line a script could not go on.
func (p *Player) failed(line int, err error) error {
	if err == nil {
		return nil
	}
	text := ""
	for _, a := range p.script.Actions {
		if a.Line == line {
			text = a.String()
		}
	}
	return &LineError{File: p.script.Name, Line: line, Text: text, Why: fmt.Sprint(err)}
}
