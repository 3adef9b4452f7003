package ui

import (
	"context"
	"errors"
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/ui/demo"
	"github.com/quartet-os/quartet/ui/keys"
	"github.com/quartet-os/quartet/ui/logbook"
	"github.com/quartet-os/quartet/ui/panel"
	"github.com/quartet-os/quartet/ui/seek"
)

// handler is what a key does while the machine is on the screen; name is the key.
type handler func(m *Model, name string) tea.Cmd

// handlers leads from what a key asks for to what it does.
var handlers = [keys.Actions]handler{
	keys.StepOn:      onward((*Model).stepOn),
	keys.PassOn:      onward((*Model).toPassEnd),
	keys.StopOn:      onward((*Model).toStop),
	keys.StopBack:    travels((*Model).stopBack),
	keys.MoveOn:      onward((*Model).toMove),
	keys.PlayOrPause: plays((*Model).playPause),
	keys.Faster:      plays(func(m *Model) tea.Cmd { return m.changeSpeed(1) }),
	keys.Slower:      plays(func(m *Model) tea.Cmd { return m.changeSpeed(-1) }),
	keys.StepBack:    travels((*Model).stepBack),
	keys.StepForward: onward((*Model).stepOn),
	keys.PassBack:    travels((*Model).backPass),
	keys.PassForward: onward((*Model).toPassEnd),
	keys.GoFirst:     travels(func(m *Model) { m.session.GoTo(0) }),
	keys.GoLast:      travels(func(m *Model) { m.session.GoTo(m.session.Length()) }),

	keys.SpawnProducer: changes(func(m *Model) { m.spawnRole(program.Producer, "producer") }),
	keys.SpawnConsumer: changes(func(m *Model) { m.spawnRole(program.Consumer, "consumer") }),
	keys.SpawnAny:      changes(func(m *Model) { m.spawnAny() }),
	keys.InjectTimeout: changes((*Model).timeOut),
	keys.TimeoutIn:     changes((*Model).promptTimeout),
	keys.KillSelected:  changes(func(m *Model) { m.onSelected(engine.KillVerb, "{kill} ends it") }),
	keys.WakeSelected: changes(func(m *Model) {
		m.onSelected(engine.WakeVerb, "{wake} wakes it for no reason, a spurious wakeup")
	}),
	keys.RunNext: changes(func(m *Model) {
		m.onSelected(engine.RunVerb, "{run-next} makes it the next on the CPU")
	}),
	keys.RaiseInterrupt: changes((*Model).raise),

	keys.CapacityUp:   changes(func(m *Model) { m.changeCapacity(1) }),
	keys.CapacityDown: changes(func(m *Model) { m.changeCapacity(-1) }),
	keys.OpenPrompt:   changes(func(m *Model) { m.openPrompt("") }),
	keys.Undo:         changes((*Model).undo),
	keys.OtherFuture:  changes((*Model).otherFuture),

	keys.SelectNext:     func(m *Model, name string) tea.Cmd { m.selectOrScroll(1, name); return nil },
	keys.SelectPrevious: func(m *Model, name string) tea.Cmd { m.selectOrScroll(-1, name); return nil },
	keys.OpenInspector:  just((*Model).inspect),
	keys.NextListing:    just((*Model).switchListing),
	keys.ShowScheduler:  just((*Model).showScheduler),
	keys.ShowMeasures:   just((*Model).showMeasures),
	keys.AskWhy:         just((*Model).askWhy),
	keys.AskAll:         just((*Model).startAsking),
	keys.AskNext:        just((*Model).askNext),
	keys.AskHint:        just(func(m *Model) { _ = m.report(m.askHint("")) }),
	keys.OpenChoices:    just((*Model).openChoices),
	keys.OpenWorlds:     just((*Model).openWorlds),
	keys.ZoomIn:         just(func(m *Model) { m.zoom(1) }),
	keys.ZoomOut:        just(func(m *Model) { m.zoom(-1) }),
	keys.SwitchTheme:    just((*Model).nextTheme),
	keys.SwitchLayout:   just((*Model).nextLayout),
	keys.SwitchMotion:   just((*Model).toggleMotion),
	keys.SwitchAnswers:  just((*Model).toggleAnswers),
	keys.FocusPanel:     func(m *Model, name string) tea.Cmd { m.focusOn(name); return nil },
	keys.CloseTop:       just((*Model).closeTop),

	keys.OpenEditor:    just((*Model).openEditor),
	keys.EditOutside:   begins((*Model).editOutside),
	keys.OpenPicker:    just((*Model).openScenes),
	keys.OpenScenePage: just((*Model).openScenePage),
	keys.Reload:        begins((*Model).reload),
	keys.Save:          just((*Model).saveSession),
	keys.OpenHelp:      just((*Model).openHelp),
	keys.CopyScreen:    begins((*Model).copyFrame),
	keys.SavePicture:   just(func(m *Model) { _ = m.report(m.savePictureFile()) }),
	keys.LiveCast:      just(func(m *Model) { _ = m.report(m.toggleCast()) }),
	keys.SwitchMouse:   just((*Model).toggleMouse),
	keys.Redraw:        begins(func(*Model) tea.Cmd { return tea.ClearScreen }),
	keys.Suspend:       begins(func(m *Model) tea.Cmd { return m.opts.suspend(false) }),
	keys.Quit:          begins((*Model).quit),
	keys.QuitAtOnce:    begins((*Model).quit),
	keys.OpenPalette:   just((*Model).openPalette),
}

// firstVersion is what keys do in scripts of the first version, where that is something else.
var firstVersion = map[keys.Action]handler{
	keys.StopOn:   onward((*Model).toMove),
	keys.StopBack: travels((*Model).moveBack),
}

// travels makes a handler of what moves through time: a run pauses, and what there is to see at the new place is said.
func travels(do func(*Model)) handler {
	return func(m *Model, _ string) tea.Cmd {
		m.pause()
		do(m)
		m.arrive()
		return nil
	}
}

// onward makes a handler of what goes on in time step by step, so that one sees what moves.
func onward(do func(*Model)) handler {
	return func(m *Model, name string) tea.Cmd {
		before := m.session.Position()
		return tea.Batch(travels(do)(m, name), m.setOut(before))
	}
}

// plays makes a handler of what lets time go on.
func plays(do func(*Model) tea.Cmd) handler {
	return func(m *Model, _ string) tea.Cmd {
		cmd := do(m)
		m.arrive()
		return cmd
	}
}

// arrive says what there is to see at a place in time.
func (m *Model) arrive() {
	m.follow()
	m.explain()
	m.judge()
}

// changes makes a handler of what changes what happens.
func changes(do func(*Model)) handler {
	return func(m *Model, _ string) tea.Cmd {
		do(m)
		m.follow()
		m.judge()
		return nil
	}
}

// begins makes a handler of what leaves a command to the event loop.
func begins(do func(*Model) tea.Cmd) handler {
	return func(m *Model, _ string) tea.Cmd { return do(m) }
}

// just makes a handler of what needs neither.
func just(do func(*Model)) handler {
	return func(m *Model, _ string) tea.Cmd { do(m); return nil }
}

// anotherFuture is what a change in the past ends with.
const anotherFuture = " · this is another future now: {other-future} returns to the one before"

// press does what a key of the user's asks for in the mode that is on. What it did goes into the logbook.
func (m *Model) press(k keys.Press) tea.Cmd {
	m.standWorlds()
	m.over.page.Hold(nil, "")
	return m.act(demo.Newest, m.meant(m.keys, k.Name), k)
}

// pressIn presses a key of the table, as a version of scripts means it, whatever the user's keys are.
func (m *Model) pressIn(version int, k keys.Press) tea.Cmd {
	m.standWorlds()
	return m.act(version, m.meant(m.keys.Plain(), k.Name), k)
}

// meant is what a key of a table asks for. Pages that have no use for the key close first, and it asks for what it
// means below them; what concerns the screen alone leaves them where they are.
func (m *Model) meant(table *keys.Map, name string) keys.Action {
	a := table.Action(m.stack.Mode, name)
	if m.stack.Mode != keys.Reading || m.stack.Page.Takes(a) {
		return a
	}
	below, pages := m.stack.Beneath()
	switch a = table.Action(below, name); {
	case keys.Types(below), below == keys.Asking, below == keys.Confirming:
		return keys.None
	case keys.OfScreen(a), a == keys.None && table.Action(keys.Browsing, name) == keys.None:
		return a
	}
	for range pages {
		m.stack.Close()
	}
	m.stale = true
	return a
}

// pressed presses a key of the table.
func (m *Model) pressed(name string) tea.Cmd { return m.pressIn(demo.Newest, keys.PressOf(name)) }

// act does what a key asked for in the mode that is on, as a version of scripts means it.
func (m *Model) act(version int, a keys.Action, k keys.Press) tea.Cmd {
	before, refusals := m.stack.Mode, m.refusals
	do := m.handler(version, a)
	busy := m.written.log.Busy
	if logbook.Noted(a, before, before) {
		m.written.log.Busy++
	}
	var cmd tea.Cmd
	taken := false
	if dialog := dialogs[m.stack.Mode]; dialog != nil {
		cmd, taken = dialog(m, a, k)
	}
	switch {
	case taken:
	case a == keys.None:
		m.sayUnavailable(k.Name)
	default:
		if m.stale = true; a != keys.OpenPalette { // which leaves all as it is
			m.notice.text = ""
		}
		cmd = do(m, k.Name)
		m.turnCard(a)
	}
	m.written.log.Busy = busy
	if logbook.Noted(a, before, m.stack.Mode) && busy == 0 && m.refusals == refusals {
		m.noteKey(version, a, m.keys.PlainKey(before, a, k.Name))
	}
	asked := m.over.beside.keys
	m.over.beside.keys = nil
	for _, name := range asked {
		cmd = tea.Batch(cmd, m.pressIn(version, keys.PressOf(name)))
	}
	return tea.Batch(cmd, m.tryOn())
}

// noteKey puts a key into the logbook, as a script of the newest version presses it.
func (m *Model) noteKey(version int, a keys.Action, name string) {
	switch {
	case version != demo.Version1 || firstVersion[a] == nil:
		m.written.log.Key(name)
	case a == keys.StopOn:
		m.written.log.Key("N")
	default:
		m.written.log.Command(fmt.Sprintf("go %d", m.session.Position()))
	}
}

// dialogs has what the keys of the modes do in which something lies over the machine. What a dialog does not
// take is the machine's.
var dialogs = [keys.Modes]func(*Model, keys.Action, keys.Press) (cmd tea.Cmd, taken bool){
	keys.Prompting:   (*Model).inPrompt,
	keys.Picking:     (*Model).inPicker,
	keys.Filtering:   (*Model).inFilter,
	keys.Reading:     (*Model).inPage,
	keys.Confirming:  (*Model).inConfirm,
	keys.Asking:      (*Model).inAsking,
	keys.Choosing:    (*Model).inChoices,
	keys.Introducing: (*Model).inScenePage,
	keys.Searching:   (*Model).inPalette,
	keys.Comparing:   (*Model).inWorlds,
	keys.Explaining:  (*Model).inWhy,
	keys.Predicting:  (*Model).inQuiz,
	keys.Editing:     (*Model).inEditor,
	keys.Switching:   (*Model).inRules,
}

// sayUnavailable says that a key has a meaning that is not to be had here.
func (m *Model) sayUnavailable(name string) {
	b := m.keys.Find(keys.Browsing, name)
	switch _, pages := m.stack.Beneath(); {
	case b == nil:
	case pages > 0 && b.Enabled(): // below the page it would be typed, or answer a question
		m.refuse(m.keys.Words("{page.close} closes this page first"))
	default:
		m.refuse(b.Sign() + " (" + b.Does() + ") is not available here")
	}
}

// atOnceSteps is how many steps a search looks at before it goes on beside the screen.
const atOnceSteps = 1 << 14

// seekFor does what a command says that looks for steps.
func (m *Model) seekFor(name, arg string) error {
	m.pause()
	o, err := m.seek.Do(m.session, name, arg)
	switch {
	case err != nil:
		return err
	case o.Search == nil:
		m.advise(o.Text)
		return nil
	}
	m.leave(keys.Prompting)
	if o.Search.Go(atOnceSteps) {
		m.sought(&o)
		return nil
	}
	edits, at := m.session.Edits(), m.session.Position()
	work := query{title: o.Title, text: "looking …", stopped: "stopped looking", atOnce: true}
	m.workBeside(work, func(ctx context.Context, news func(string)) answerMsg {
		if err := o.Search.Run(ctx, news); err != nil {
			return answerMsg{err: err}
		}
		return answerMsg{then: func() {
			if m.session.Edits() != edits || m.session.Position() != at {
				m.refuse("the run is another one now: look again")
				return
			}
			m.sought(&o)
		}}
	})
	return nil
}

// setFates takes what :fate says.
func (m *Model) setFates(arg string) error {
	l := &m.known.fates
	on := !l.On
	switch arg {
	case "":
	case "on", "off":
		on = arg == "on"
	case "decides":
		return m.toDecision()
	default:
		return fmt.Errorf("fate takes a word, %son, off or decides", not(arg))
	}
	m.stop(fateWork)
	l.Turn(on, m.session)
	m.advise(map[bool]string{true: "asking what is still possible behind each pass …",
		false: "what is still possible is not shown any more · :fate shows it again"}[on])
	return nil
}

// toDecision goes to where it was still open for the last time, with what can be chosen there.
func (m *Model) toDecision() error {
	l := &m.known.fates
	step, ok := l.Open(m.session)
	switch {
	case l.Row(m.session) == nil:
		return errors.New("what is still possible has not been asked; :fate asks it")
	case m.goesOn(fateWork):
		return errors.New("it is still being asked; try again in a moment")
	case !ok:
		return errors.New("no pass of this run decides: " + l.Now(m.session))
	}
	m.leave(keys.Prompting)
	m.pause()
	m.session.GoTo(step)
	m.arrive()
	if m.stack.Mode == keys.Browsing {
		m.openChoices()
	}
	return nil
}

// sought does what comes of a search.
func (m *Model) sought(o *seek.Order) {
	what := o.Found()
	switch {
	case len(what.List) > 0:
		rows := make([]panel.PickerRow, len(what.List))
		for i, row := range what.List {
			rows[i].Name = row
		}
		m.openList(what.Title, "goes there", rows, what.At, func(row string) error {
			step := strings.Fields(row)[1]
			m.written.log.Command("go " + step)
			defer m.arrive()
			return m.goTo(step)
		})
	case what.Step < 0:
		m.refuse(what.Text)
	default:
		m.notice = notice{}
		m.runTo(what.Step)
		if what.Text != "" && m.session.Position() == what.Step {
			switch said := m.notice.goal && !m.known.goal.Failed; {
			case what.Goal && !said:
				m.tell(what.Text)
			case said && !what.Goal:
				m.advise(what.Text + " · " + m.notice.text)
			case !said:
				m.advise(what.Text)
			}
		}
	}
}

// runTo goes to a step, and runs on for it where that is needed.
func (m *Model) runTo(step int64) {
	m.session.GoTo(step)
	for m.session.Position() < step && m.session.Forward() != nil {
	}
	m.arrive()
	if m.session.Position() < step {
		m.atEnd()
	}
}
