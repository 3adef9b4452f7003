package ui

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/ui/ask"
	"github.com/quartet-os/quartet/ui/dialog"
	"github.com/quartet-os/quartet/ui/keys"
	"github.com/quartet-os/quartet/ui/palette"
	"github.com/quartet-os/quartet/ui/panel"
	"github.com/quartet-os/quartet/ui/target"
)

// beside is what the palette gives back when it is closed: it leaves all as it was.
type beside struct {
	mode    keys.Mode // that was on
	playing bool      // a run went on
	keys    []string  // that are to be pressed when it is closed
}

// openPalette opens the palette over whatever is on the screen. A run stands still meanwhile.
func (m *Model) openPalette() {
	m.over.beside = beside{mode: m.stack.Mode, playing: m.play.on}
	m.pause()
	m.askShelf()
	m.over.palette = palette.New(m.entries())
	m.stack.Mode, m.stale = keys.Searching, true
}

// entries lists what the palette finds; scenes as soon as the shelf was read.
func (m *Model) entries() []palette.Entry {
	all := palette.Entries(palette.Sources{
		Keys: m.keys, Program: m.session.Program(), Now: m.now(), Scenes: m.scenes.shelf.scenes, Names: m.names(""),
	})
	m.canvas.still = true // one look at the machine is enough for all
	defer func() { m.canvas.still = false }()
	for i := range all {
		all[i].NotNow = all[i].Asks != palette.Nothing && m.cannot(&all[i]) != ""
	}
	return all
}

// closePalette takes the palette away. What was there comes back, and a run goes on.
func (m *Model) closePalette() (cmd tea.Cmd) {
	m.leave(keys.Searching)
	m.stack.Mode = m.over.beside.mode
	if m.over.beside.playing {
		cmd = m.playPause()
	}
	m.over.beside = beside{}
	return cmd
}

// inPalette handles a key while the palette is open.
func (m *Model) inPalette(a keys.Action, k keys.Press) (cmd tea.Cmd, taken bool) {
	m.stale = true
	switch m.over.palette.Update(a, k) {
	case palette.Take:
		cmd = m.takeEntry()
	case palette.Write:
		if e, ok := m.over.palette.Marked(); ok && strings.HasPrefix(e.Types, ":") {
			m.closePalette()
			m.openPrompt(e.Arg)
		}
	case palette.Close:
		cmd = m.closePalette()
	}
	return cmd, true
}

// clickEntry marks a line of the palette; the marked one is taken.
func (m *Model) clickEntry(row int) tea.Cmd {
	if m.stale = true; m.over.palette.At() == row {
		return m.pressed("enter")
	}
	m.over.palette.Mark(row)
	return nil
}

// takeEntry does what the marked line says, as if its key was pressed or its line was typed.
func (m *Model) takeEntry() tea.Cmd {
	e, ok := m.over.palette.Marked()
	if !ok || e.Asks == palette.Nothing {
		return nil
	}
	cmd := m.closePalette()
	switch e.Asks {
	case palette.Press:
		m.over.beside.keys = []string{e.Arg}
	case palette.Obey:
		return tea.Batch(cmd, m.obeyChosen(e.Arg))
	case palette.Type:
		m.openPrompt(e.Arg)
	case palette.Open:
		_ = m.report(m.open(e.Arg, false))
	case palette.Select:
		m.selectByKeys(e.Slot)
	case palette.Explain:
		m.openPage(dialog.Page{Message: &panel.Message{Title: e.Name, Text: e.About,
			Keys: []panel.KeyHint{{Key: "{page.close}", Does: "close"}}}})
	}
	return cmd
}

// obeyChosen carries out a line that was chosen. One that cannot be done comes to the prompt, with the reason.
func (m *Model) obeyChosen(text string) tea.Cmd {
	m.notice.text = ""
	cmd := m.obey(text)
	if m.notice.kind == panel.Refusal && m.notice.text != "" && m.stack.Mode == keys.Browsing {
		why := m.notice.text
		m.openPrompt(text)
		m.refuse(why)
	}
	return cmd
}

// mostTabs is how many presses of tab stand in a script for a coroutine that was selected.
const mostTabs = 40

// selectByKeys selects a coroutine as keys would, so that a script of what was done has them.
func (m *Model) selectByKeys(slot int) {
	var live []int
	all := m.coroutines()
	for i := range all {
		if c := &all[i]; c.Live {
			live = append(live, c.Slot)
		}
	}
	from := -1
	if c, ok := m.chosen(); ok {
		from = slices.Index(live, c.Slot)
	}
	n := slices.Index(live, slot) - from
	if n < 0 {
		n += len(live)
	}
	if n > mostTabs {
		m.selectSlot(slot)
		return
	}
	m.over.beside.keys = slices.Repeat([]string{"tab"}, n)
}

// cannotMarked says why the marked line of the palette cannot be done now; "" where it can.
func (m *Model) cannotMarked() string {
	e, ok := m.over.palette.Marked()
	if !ok {
		return ""
	}
	return m.cannot(&e)
}

// cannot says why an entry of the palette cannot be done now; "" where it can.
func (m *Model) cannot(e *palette.Entry) string {
	switch e.Asks {
	case palette.Press:
		return m.cannotPress(e.Action)
	case palette.Obey:
		if c, err := engine.ParseCommand(m.wholeCapacity(strings.Fields(e.Arg), e.Arg)); err == nil {
			return m.cannotDo(c)
		}
	case palette.Type:
		found, _ := m.names("").Complete(e.Arg)
		switch {
		case e.Of == "" || len(found) > 0:
		case strings.HasPrefix(e.Arg, engine.InterruptVerb.String()) && len(m.now().Irqs) == 0:
			return "Not here: this scene declares no handler of interrupts."
		case e.Of == "who":
			return m.keys.Words("Not now: nobody lives. {spawn} spawns somebody.")
		default:
			return "Not here: this scene has no " + e.Of + "."
		}
	case palette.Nothing:
		return "It works " + e.Types + "."
	}
	return ""
}

// cannotDo tries a command on a copy of the machine.
func (m *Model) cannotDo(c engine.Command) string {
	if why := m.refused(c); why != "" {
		return "Not now: " + why + "."
	}
	return ""
}

// refused says why the machine would refuse a command now; "" where it would not.
func (m *Model) refused(c engine.Command) string {
	if _, err := m.session.Engine().Fork(nil).Do(c); err != nil {
		return plain(err)
	}
	return ""
}

// cannotPress says why a key would do nothing now.
func (m *Model) cannotPress(a keys.Action) string {
	if why := m.noDeadline(); a == keys.InjectTimeout && why != "" {
		return m.keys.Words("Not now: " + why + ".")
	}
	if v, ok := verbs[a]; ok {
		return m.cannotAct(v)
	}
	at, length := m.session.Position(), m.session.Length()
	role := program.Consumer
	switch a {
	case keys.StepOn, keys.PassOn, keys.StopOn, keys.PlayOrPause, keys.StepForward, keys.PassForward:
		if m.ended() {
			return "Not now: " + m.now().End.Text + m.keys.Words(" {first-step} goes to the start.")
		}
	case keys.StepBack, keys.PassBack, keys.StopBack, keys.GoFirst:
		if at == 0 {
			return "Not now: this is the start, and nothing is before it."
		}
	case keys.GoLast:
		if at == length {
			return "Not now: this is the newest step."
		}
	case keys.SpawnProducer, keys.SpawnConsumer:
		if a == keys.SpawnProducer {
			role = program.Producer
		}
		if !m.serves(a) {
			return m.keys.Words(fmt.Sprintf("Not here: no function of this scene %s; {spawn} spawns any.",
				[...]string{
					program.Producer: "puts into a queue", program.Consumer: "takes from a queue"}[role]))
		}
	case keys.RaiseInterrupt:
		c, err := target.Handler(m.now(), m.look.selected.slot)
		if err != nil {
			return "Not now: " + err.Error() + "."
		}
		return m.cannotDo(c)
	case keys.CapacityUp, keys.CapacityDown:
		if !m.serves(a) {
			return "Not here: this scene has no work queue."
		}
	case keys.Undo:
		if !m.serves(a) {
			return "Not now: nothing was changed that could be taken back."
		}
	case keys.OtherFuture:
		if !m.serves(a) {
			return "Not now: there is one future. A command given in the past begins another."
		}
	case keys.Reload:
		if m.scenes.file == "" {
			return "Not here: this scene is of the shelf and has no file."
		}
	}
	return ""
}

// verbs has the keys that act on the selected coroutine.
var verbs = map[keys.Action]engine.Verb{
	keys.InjectTimeout: engine.TimeoutVerb, keys.TimeoutIn: engine.TimeoutVerb, keys.KillSelected: engine.KillVerb,
	keys.WakeSelected: engine.WakeVerb, keys.RunNext: engine.RunVerb,
}

// cannotAct says on whom a verb has nobody to act, or why it cannot act on whom it would.
func (m *Model) cannotAct(v engine.Verb) string {
	if who, ok := m.target(v); ok {
		return m.cannotDo(engine.Command{Verb: v, At: engine.Now, Who: who})
	}
	var live []string
	everybody := m.coroutines()
	for i := range everybody {
		if everybody[i].Live {
			live = append(live, everybody[i].Name)
		}
	}
	asleep := target.Asleep(everybody, func(c *engine.CoroutineView) string {
		return palette.Sleeps(m.session.Program(), c)
	})
	switch {
	case len(live) == 0:
		return m.keys.Words("Not now: nobody lives. {spawn} spawns somebody.")
	case v == engine.KillVerb || v == engine.RunVerb:
		return m.keys.Words("First select who, with {select-next}: ") + target.Few(live) + "."
	case asleep == "":
		return "Not now: nobody sleeps."
	}
	return m.keys.Words("First select who, with {select-next}: ") + asleep + "."
}

// fewPasses is how many passes are gone through step by step before the footer leads further.
const fewPasses = 3

// situation is what the footer has to know of this moment.
func (m *Model) situation() keys.Situation {
	now := m.now()
	s := keys.Situation{
		Early: now.Pass < fewPasses, Playing: m.play.on, Past: m.session.Position() < m.session.Length(),
		LaidOut: m.known.highlight.On(m.session) != nil && !m.hides(),
	}
	if end := now.End.Kind; end != engine.NotEnded {
		s.Ended, s.Failed = true, end != engine.EndDone && !m.hides()
		return s
	}
	locked := slices.ContainsFunc(now.Mutexes, func(x engine.MutexView) bool { return len(x.LockQueue) > 0 })
	s.Asleep = locked && !m.hides() && m.session.Engine().Probe().Deadlocked() != nil
	if c, ok := m.chosen(); ok {
		s.Sleeper = c.Place == engine.Waiting || c.Place == engine.TimedWaiting
	}
	return s
}

// focusHints returns the keys that belong to the focused panel; they come first.
func (m *Model) focusHints() []panel.KeyHint {
	switch m.look.focus {
	case panel.ListingPanel:
		return []panel.KeyHint{{Key: "▴ ▾", Does: "scroll"}, {Key: m.keys.Sign(keys.NextListing), Does: "function"},
			{Key: m.keys.Sign(keys.ShowScheduler), Does: "scheduler"}}
	case panel.StoryPanel, panel.ObjectsPanel:
		return []panel.KeyHint{{Key: "▴ ▾", Does: "scroll"}}
	case panel.WorkPanel:
		return []panel.KeyHint{{Key: m.keys.Sign(keys.CapacityDown), Does: "smaller"},
			{Key: m.keys.Sign(keys.CapacityUp), Does: "larger"}}
	case panel.TimePanel:
		return []panel.KeyHint{{Key: m.keys.Sign(keys.PassBack), Does: "pass back"},
			{Key: m.keys.Sign(keys.PassForward), Does: "pass on"}}
	case panel.FreePanel, panel.ReadyPanel, panel.RunningPanel, panel.WaitingPanel, panel.TimedPanel:
		return []panel.KeyHint{{Key: m.keys.Sign(keys.SelectNext), Does: "select"},
			{Key: m.keys.Sign(keys.OpenInspector), Does: "inspect"}}
	}
	return nil
}

// askHint gives the next hint at the goal of the scene, beside the screen.
func (m *Model) askHint(arg string) error {
	if taken, err := m.scenes.puzzles.Hint(board{m}, arg); taken {
		return err
	} else if taken, err := m.lessonHint(); taken {
		return err
	} else if err := m.known.goal.Hinting(m.session, arg); err != nil {
		return errors.New(m.keys.Words(err.Error()))
	}
	m.leave(keys.Prompting)
	from, n := m.session.Engine().Fork(nil), min(m.known.goal.Hints+1, ask.Hints)
	q := query{title: "Hint", text: "looking for a way to the goal …",
		stopped: m.keys.Words("stopped looking · {hint} looks again")}
	m.workBeside(q, func(ctx context.Context, news func(string)) answerMsg {
		hint, err := ask.Hint(ctx, from, n, news)
		return answerMsg{err: err, then: func() {
			m.known.goal.Hints = n
			m.answerPage(m.hintPage(&hint))
		}}
	})
	return nil
}

// lessonHint gives the next hint of a lesson's card, or says why that has none; it is not taken where the scene may
// have one. The list of choices says it itself; whatever else hides the card is closed.
func (m *Model) lessonHint() (taken bool, err error) {
	if m.demo == nil {
		return false, nil
	}
	taken, err = m.demo.pupil.Hint(m.demo.Live)
	if taken {
		m.demo.stage.Card(m.demo.Player.Draw())
		if m.stale = true; m.stack.Mode != keys.Choosing {
			m.closeAll()
		}
	}
	return taken || err != nil, err
}

// lessonHints offers the key that the card of a lesson wants, before those of the moment.
func (m *Model) lessonHints(all []panel.KeyHint, next []keys.Hint) ([]panel.KeyHint, []keys.Hint) {
	if m.demo == nil {
		return all, next
	}
	key, own := m.demo.pupil.Wish(m.demo.Live)
	if own.Key != "" {
		all = append(all, own)
	}
	if b := m.keys.Plain().Find(keys.Browsing, key); b != nil {
		next = append([]keys.Hint{{Action: b.Action}}, next...)
	}
	return all, next
}

// teaches reports whether a lesson is taken that is not over: the goal of its scene may be the opposite of what it
// wants.
func (m *Model) teaches() bool { return m.demo != nil && m.demo.pupil.Teaches(m.demo.Live) }
