package ui

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/ui/ask"
	"github.com/quartet-os/quartet/ui/keys"
	"github.com/quartet-os/quartet/ui/panel"
	"github.com/quartet-os/quartet/ui/prompt"
	"github.com/quartet-os/quartet/ui/target"
)

// openPrompt begins a line; with an empty start it takes up the one that was closed.
func (m *Model) openPrompt(start string) {
	m.pause()
	m.stack.Mode, m.stale = keys.Prompting, true
	m.prompt.Open(start)
}

// names is what a line can be completed with; the shelf is asked for as soon as it matters.
func (m *Model) names(line string) prompt.Names {
	if strings.HasPrefix(strings.TrimSpace(line), "open") {
		m.askShelf()
	}
	var files []string
	if verb, rest, _ := strings.Cut(strings.TrimLeft(line, " "), " "); verb == "write" || verb == "write!" {
		files = m.askFolder(strings.TrimSpace(rest))
	}
	return prompt.Names{
		Files:   files,
		Program: m.session.Program(), Now: m.now(), Scenes: m.scenes.shelf.scenes, Futures: m.session.Branches(),
	}
}

// promptTimeout begins the command that gives the selected coroutine a deadline.
func (m *Model) promptTimeout() {
	who, ok := m.target(engine.TimeoutVerb)
	if !ok {
		m.refuse(m.keys.Words("select a coroutine first: {select-next}, or a click · then {timeout-in} gives " +
			"it a deadline"))
		return
	}
	soon := engine.Command{Verb: engine.TimeoutVerb, At: engine.Now, Who: who, Within: true, N: 1}
	if why := m.refused(soon); why != "" {
		m.refuse(why)
		return
	}
	m.openPrompt("timeout " + who + " in ")
}

// timeOut lets the deadline of the selected coroutine be reached, or the nearest one. Nobody is timed out who has none;
// a script that did that does it still.
func (m *Model) timeOut() {
	if why := m.noDeadline(); why != "" && !m.written.log.Scripted {
		m.refuse(m.keys.Words(why))
		return
	}
	m.onSelected(engine.TimeoutVerb, "{timeout} lets its deadline be reached")
}

// noDeadline says that whoever would be timed out has no deadline, and what there is instead; "" where somebody has.
func (m *Model) noDeadline() string {
	timed := func(c engine.CoroutineView) bool {
		return c.Place == engine.TimedWaiting || c.Place == engine.Waiting && c.Deadline != engine.NoDeadline
	}
	c, ok := m.chosen()
	switch {
	case !ok && !slices.ContainsFunc(m.coroutines(), timed):
		return "nobody has a deadline · {timeout-in} gives the selected coroutine one"
	case ok && c.Place == engine.Waiting && c.On != engine.OnIrq && !timed(c):
		return c.Name + " has no deadline · {timeout-in} gives it one, {wake} wakes it for no reason"
	}
	return ""
}

// inPrompt handles a key while a line is typed.
func (m *Model) inPrompt(a keys.Action, k keys.Press) (cmd tea.Cmd, taken bool) {
	m.stale = true
	switch m.prompt.Update(a, k) {
	case prompt.Obey:
		return m.obey(prompt.Tidy(m.prompt.Line.Value())), true
	case prompt.Close:
		m.stack.Mode = keys.Browsing
	case prompt.Edited:
		m.notice.text = "" // what was wrong is being mended
	case prompt.Unknown:
		m.advise("nothing that is known here completes this line")
	}
	return nil, true
}

// obey carries out a typed line. One that cannot be done stays, with the reason beside it.
func (m *Model) obey(text string) tea.Cmd {
	if text == "" {
		m.prompt.Done("")
		m.stack.Mode = keys.Browsing
		return nil
	}
	m.written.log.Busy++
	cmd, err := m.command(text)
	m.written.log.Busy--
	if err != nil {
		m.refuse(plain(err))
		return nil
	}
	m.judge()
	m.prompt.Done(text)
	if h, file := m.prompt.History, m.opts.HistoryFile; file != "" { // one that cannot be kept hinders nobody
		m.aside(func() tea.Msg { _ = h.Write(file); return nil })
	}
	m.written.log.Line(text)
	if m.stack.Mode == keys.Prompting {
		m.stack.Mode = keys.Browsing
	}
	return cmd
}

// command does what a line says: a command of the screen, else one of the machine.
func (m *Model) command(text string) (tea.Cmd, error) {
	words := strings.Fields(text)
	name, arg := words[0], strings.Join(words[1:], " ")
	if m.over.worlds.Open() && !worldsKeep[name] {
		if _, err := engine.ParseCommand(m.wholeCapacity(words, text)); err == nil {
			return nil, errors.New(m.keys.Words("two worlds are on the screen, and neither is changed: " +
				"{worlds.close} returns to one first"))
		}
		m.closeWorlds()
	}
	if err := m.scenes.puzzles.Withholds(m.session.Program(), name); err != nil {
		return nil, err
	}
	switch name {
	case "go":
		return nil, m.goTo(arg)
	case "compare":
		return nil, m.compareWith(arg)
	case "branch":
		return nil, m.toBranch(arg)
	case "open":
		return nil, m.open(arg, true)
	case "rules", "edit", "help":
		m.leave(keys.Prompting)
		map[string]func(){"rules": m.openRules, "edit": m.openEditor, "help": m.openHelp}[name]()
		return nil, nil
	case "write", "write!":
		return nil, m.writeScene(arg, name == "write!")
	case "save":
		return nil, m.saveAs(arg)
	case "record":
		return nil, m.recordAs(arg)
	case "why":
		return nil, m.askAbout(arg)
	case "sweep":
		return nil, m.startSweep(words[1:])
	case "find", "until", "back", "watch", "unwatch", "break", "unbreak":
		return nil, m.seekFor(name, strings.TrimSpace(strings.TrimPrefix(text, name)))
	case "theme", "layout", "motion", "fate", "tour", "lesson", "hide", "show", "hint", "mend", "puzzle":
		return nil, map[string]func(string) error{"theme": m.setTheme, "layout": m.setLayout, "motion": m.setMotion,
			"fate": m.setFates, "tour": m.takeTour, "lesson": m.takeLesson, "hide": m.veils(true),
			"show": m.veils(false), "hint": m.askHint, "mend": m.askCures, "puzzle": m.askPuzzle}[name](arg)
	case "odds":
		return nil, m.askOf(ask.HowLikely, ask.Topics(true), strings.TrimSpace(strings.TrimPrefix(text, name)))
	case "livelock":
		return nil, m.askOf(ask.Livelock, ask.LivelockTopic(), strings.TrimSpace(strings.TrimPrefix(text, name)))
	case "quit", "q":
		m.leave(keys.Prompting)
		return m.quit(), nil
	}
	if err := prompt.Known(name, m.keys); err != nil {
		return nil, err
	}
	c, err := engine.ParseCommand(m.wholeCapacity(words, text))
	if err != nil {
		return nil, err
	}
	return nil, m.do(c)
}

// wholeCapacity puts the name of the queue into capacity 3 where there is only one.
func (m *Model) wholeCapacity(words []string, text string) string {
	queues := m.now().Queues
	if len(words) != 2 || words[0] != "capacity" || len(queues) != 1 {
		return text
	}
	if _, err := strconv.ParseInt(words[1], 10, 64); err != nil {
		return text
	}
	return "capacity " + queues[0].Name + " " + words[1]
}

// goTo seeks the step of a number.
func (m *Model) goTo(arg string) error {
	step, err := strconv.ParseInt(arg, 10, 64)
	if err != nil || step < 0 {
		return fmt.Errorf("go takes the number of a step, %sfrom 0 to %d", not(arg), m.session.Length())
	}
	m.goToStep(step)
	if at := m.stepShown(); at != step {
		m.advise(fmt.Sprintf("step %d is the newest so far", at))
	}
	return nil
}

// not says that something was typed that will not do; "" where nothing was typed.
func not(arg string) string {
	if arg == "" {
		return ""
	}
	return "not " + strconv.Quote(arg) + ": "
}

// toBranch goes to a future by its number.
func (m *Model) toBranch(arg string) error {
	n, err := strconv.Atoi(arg)
	if err != nil {
		return fmt.Errorf("branch takes the number of a branch, %sfrom 1 to %d", not(arg), len(m.session.Branches()))
	}
	if err := m.session.Switch(n); err != nil {
		return err
	}
	m.tell(fmt.Sprintf("branch %d, step %d of %d", n, m.session.Position(), m.session.Length()) +
		m.keys.Words(" · {other-future} goes back"))
	return nil
}

// paste types what the terminal pasted.
func (m *Model) paste(text string) {
	switch m.stack.Mode {
	case keys.Prompting:
		m.prompt.Paste(text)
	case keys.Searching:
		m.over.palette.Paste(text)
		m.stale = true
	case keys.Filtering:
		m.over.list.Paste(text)
		m.stale = true
	case keys.Editing:
		m.ofDraft(m.edits.At().Paste(text))
	case keys.Browsing:
		m.openPrompt(strings.Join(strings.Fields(text), " "))
	}
}

// fillPrompt shows the line in the footer.
func (m *Model) fillPrompt(f *panel.Frame) {
	f.Prompting = m.stack.Mode == keys.Prompting
	if !f.Prompting {
		f.Completions, f.Completion = nil, -1
		return
	}
	m.prompt.Fill(f)
}

// do asks the session for a change and says what came of it.
func (m *Model) do(c engine.Command) error {
	m.pause()
	seen := len(m.session.Events())
	change, err := m.session.Do(c)
	if err != nil {
		m.refuse(plain(err))
		return err
	}
	m.aside(m.glide(seen))
	m.written.log.Command(c.String())
	text := program.Clause(change.Text) + m.keys.Words(" · {undo} undoes")
	if change.Branched {
		text += m.keys.Words(anotherFuture)
	}
	m.tell(text)
	return nil
}

// plain returns the words of an error for a notice: one line, without what was typed where the prompt shows it.
func plain(err error) string {
	if c, ok := err.(*engine.CommandError); ok {
		if c.Hint != "" {
			return c.Why + "; " + c.Hint
		}
		return c.Why
	}
	var said []string
	for line := range strings.Lines(err.Error()) {
		if line = strings.Join(strings.Fields(line), " "); line == "" {
			continue
		}
		if n := len(said); n > 0 && !strings.ContainsAny(said[n-1][len(said[n-1])-1:], ".,:;") {
			said[n-1] += ";"
		}
		said = append(said, line)
	}
	return strings.Join(said, " ")
}

// spawnAny lets the user choose a function to spawn.
func (m *Model) spawnAny() {
	m.chooseFunction(target.Spawnable(m.session.Program(), nil), "Spawn which function?")
}

// spawnRole spawns a coroutine whose function puts, or takes.
func (m *Model) spawnRole(role program.Role, word string) {
	selected := -1
	if c, ok := m.chosen(); ok {
		selected = c.Func
	}
	switch fit := target.Roles(m.session.Program(), role, selected); len(fit) {
	case 0:
		does := "puts into a queue"
		if role == program.Consumer {
			does = "takes from a queue"
		}
		m.refuse(m.keys.Words(fmt.Sprintf("this scene has no %s: no function of it %s · {spawn} spawns any "+
			"function", word, does)))
	case 1:
		_ = m.do(engine.Command{Verb: engine.SpawnVerb, At: engine.Now, Name: fit[0].Name, N: 1})
	default:
		m.chooseFunction(fit, "Spawn which "+word+"?")
	}
}

// onSelected does something to the selected coroutine, or to the only one that it can be meant for.
func (m *Model) onSelected(v engine.Verb, does string) {
	who, ok := m.target(v)
	if !ok {
		m.refuse(m.keys.Words("select a coroutine first: {select-next}, or a click · then " + does))
		return
	}
	_ = m.do(engine.Command{Verb: v, At: engine.Now, Who: who})
}

// target names the coroutine that a key acts on: the selected one, or the only one that it can be meant for.
func (m *Model) target(v engine.Verb) (who string, ok bool) {
	if c, ok := m.chosen(); ok {
		return c.Name, true
	}
	return target.Sleeper(m.coroutines(), v)
}

// raise raises an interrupt.
func (m *Model) raise() {
	c, err := target.Handler(m.now(), m.look.selected.slot)
	if err != nil {
		m.refuse(err.Error())
		return
	}
	_ = m.do(c)
}

// changeCapacity makes the work queue larger or smaller by one.
func (m *Model) changeCapacity(by int64) {
	queues := m.now().Queues
	c, err := target.Capacity(queues, by)
	if err != nil {
		m.refuse(err.Error())
		return
	}
	if m.do(c) == nil && len(queues) > 1 {
		m.notice.text += fmt.Sprintf(" · :capacity %s n for another", queues[1].Name)
	}
}

// undo takes back the newest change: a command, or a change of scene.
func (m *Model) undo() {
	m.pause()
	if m.freshlyApplied() {
		m.returnTo()
		return
	}
	text, err := m.session.Undo()
	if err != nil {
		if m.returnTo() {
			return
		}
		m.refuse(plain(err))
		return
	}
	m.tell(program.Clause(text) + m.keys.Words(" · {other-future} brings it back"))
}

// otherFuture goes to the branch that was left, and back.
func (m *Model) otherFuture() {
	m.pause()
	text, err := m.session.OtherFuture()
	if err != nil {
		m.refuse(plain(err))
		return
	}
	m.tell(program.Clause(text) + m.keys.Words(" · {other-future} goes back"))
}
