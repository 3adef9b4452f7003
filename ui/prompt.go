package ui

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"charm.land/bubbles/v2/key"
	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/ui/keys"
	"github.com/quartet-os/quartet/ui/panel"
)

// lineLimit is how many characters a typed line may have.
const lineLimit = 500

// prompt is what surrounds the line being typed.
type prompt struct {
	draft string // a line that was closed by esc; the next : brings it back
	given string // what a key began the line with
	found []panel.Completion
	start int    // byte of the line where the completed word starts
	rest  string // of the line behind the cursor
	at    int    // completion in the line, -1 none
}

// newLine makes the line editor; the screen draws the line and its cursor itself.
func newLine() textinput.Model {
	line := textinput.New()
	line.Prompt = ""
	line.CharLimit = lineLimit
	line.SetVirtualCursor(false)
	line.Focus()
	return line
}

// openPrompt begins a line; with an empty start it takes up the one that was closed.
func (m *Model) openPrompt(start string) {
	m.pause()
	given := start
	if start == "" {
		start = m.prompt.draft
	}
	m.prompt = prompt{draft: m.prompt.draft, given: given}
	m.history.at = len(m.history.lines)
	m.mode = keys.Prompting
	m.setLine(start)
}

// promptTimeout begins the command that gives the selected coroutine a deadline.
func (m *Model) promptTimeout() {
	who, ok := m.target(engine.TimeoutVerb)
	if !ok {
		m.refuse("select a coroutine first: tab, or a click · then T gives it a deadline")
		return
	}
	m.openPrompt("timeout " + who + " in ")
}

// setLine replaces the whole line.
func (m *Model) setLine(text string) {
	m.line.SetValue(text)
	m.line.CursorEnd()
	m.edited()
}

// edited looks for completions anew.
func (m *Model) edited() {
	text := []rune(m.line.Value())
	cursor := min(m.line.Position(), len(text))
	c := completer{
		program: m.session.Program(), now: m.now(), scenes: m.shelf.scenes, futures: m.session.Branches(),
	}
	if strings.HasPrefix(strings.TrimSpace(string(text)), "open") {
		m.askShelf()
	}
	p := &m.prompt
	p.found, p.start = c.complete(string(text[:cursor]))
	p.rest, p.at = string(text[cursor:]), -1
	m.stale = true
}

// inPrompt handles a key while a line is typed.
func (m *Model) inPrompt(a keys.Action, msg tea.KeyPressMsg) tea.Cmd {
	m.stale = true
	switch a {
	case keys.Accept:
		return m.obey(strings.TrimSpace(m.line.Value()))
	case keys.Complete:
		m.takeCompletion(1)
	case keys.CompleteBack:
		m.takeCompletion(-1)
	case keys.OlderLine:
		m.setLine(m.history.older(m.line.Value()))
	case keys.NewerLine:
		m.setLine(m.history.newer(m.line.Value()))
	case keys.CloseTop, keys.QuitAtOnce:
		m.keepLine()
		m.mode = keys.Browsing
	default:
		before, at := m.line.Value(), m.line.Position()
		m.typed(msg)
		if m.line.Value() != before || m.line.Position() != at {
			m.notice = "" // what was wrong is being mended
			m.edited()
		}
	}
	return nil
}

// keepLine keeps the line that is being typed for the next :, unless nothing was added to what a key began it with.
func (m *Model) keepLine() {
	if text := m.line.Value(); m.prompt.given == "" || text != m.prompt.given {
		m.prompt.draft = text
	}
}

// typed gives a key to the line editor. With one sign behind the cursor, or with blanks only, the editor's deletion of
// the next word reaches past the end of the line: there the rest of the line is deleted, which is the same.
func (m *Model) typed(msg tea.KeyPressMsg) {
	if key.Matches(msg, m.line.KeyMap.DeleteWordForward) {
		left := []rune(m.line.Value())[m.line.Position():]
		if len(left) < 2 || strings.TrimSpace(string(left[1:])) == "" {
			msg = tea.KeyPressMsg{Code: 'k', Mod: tea.ModCtrl}
		}
	}
	m.line, _ = m.line.Update(msg)
}

// takeCompletion puts the next completion into the line. The only one is taken with a blank behind it.
func (m *Model) takeCompletion(by int) {
	p := &m.prompt
	if len(p.found) == 0 {
		return
	}
	if p.at < 0 && by < 0 {
		p.at = 0
	}
	p.at = (p.at + by + len(p.found)) % len(p.found)
	head := m.line.Value()[:p.start] + p.found[p.at].Text
	if len(p.found) == 1 && p.rest == "" {
		m.setLine(head + " ")
		return
	}
	m.line.SetValue(head + p.rest)
	m.line.SetCursor(utf8.RuneCountInString(head))
}

// obey carries out a typed line. One that cannot be done stays, with the reason beside it.
func (m *Model) obey(text string) tea.Cmd {
	if text == "" {
		m.mode, m.prompt.draft = keys.Browsing, ""
		return nil
	}
	m.log.busy++
	cmd, err := m.command(text)
	m.log.busy--
	if err != nil {
		m.refuse(plain(err))
		return nil
	}
	m.judge()
	m.history.add(text)
	if h, file := m.history, m.opts.HistoryFile; file != "" {
		// That it cannot be kept keeps nobody from typing.
		m.aside(func() tea.Msg { _ = h.write(file); return nil })
	}
	m.log.line(text)
	m.prompt.draft = ""
	if m.mode == keys.Prompting {
		m.mode = keys.Browsing
	}
	return cmd
}

// command does what a line says: a command of the screen, else one of the machine.
func (m *Model) command(text string) (tea.Cmd, error) {
	words := strings.Fields(text)
	name, arg := words[0], strings.Join(words[1:], " ")
	switch name {
	case "go":
		return nil, m.goTo(arg)
	case "branch":
		return nil, m.toBranch(arg)
	case "open":
		return nil, m.open(arg, true)
	case "save":
		return nil, m.saveAs(arg)
	case "record":
		return nil, m.recordAs(arg)
	case "sweep":
		return nil, m.startSweep(words[1:])
	case "theme":
		return nil, m.setTheme(arg)
	case "help":
		m.leave(keys.Prompting)
		m.openHelp()
		return nil, nil
	case "quit", "q":
		m.leave(keys.Prompting)
		return m.quit(), nil
	}
	if err := known(name); err != nil {
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

// known refuses a word that begins no command, and says which was meant.
func known(name string) error {
	var names []string
	for _, v := range verbs() {
		if v.Text == name {
			return nil
		}
		names = append(names, v.Text)
	}
	hint := "tab completes; an empty line lists them all"
	if near := program.Nearest(name, names); near != "" {
		hint = "did you mean " + near + "?"
	}
	return fmt.Errorf("there is no command %q; %s", name, hint)
}

// goTo seeks the step of a number.
func (m *Model) goTo(arg string) error {
	step, err := strconv.ParseInt(arg, 10, 64)
	if err != nil || step < 0 {
		return fmt.Errorf("%q is not a step; there are 0 to %d", arg, m.session.Length())
	}
	m.session.GoTo(step)
	if at := m.session.Position(); at != step {
		m.advise(fmt.Sprintf("step %d is the newest so far", at))
	}
	return nil
}

// toBranch goes to a future by its number.
func (m *Model) toBranch(arg string) error {
	n, err := strconv.Atoi(arg)
	if err != nil {
		return fmt.Errorf("%q is not the number of a branch; there are 1 to %d", arg, len(m.session.Branches()))
	}
	if err := m.session.Switch(n); err != nil {
		return err
	}
	m.track.forget()
	m.tell(fmt.Sprintf("branch %d, step %d of %d · B goes back", n, m.session.Position(), m.session.Length()))
	return nil
}

// paste types what the terminal pasted.
func (m *Model) paste(msg tea.PasteMsg) tea.Cmd {
	switch m.mode {
	case keys.Prompting:
		m.line, _ = m.line.Update(msg)
		m.edited()
	case keys.Filtering:
		m.line, _ = m.line.Update(msg)
		m.refilter()
	case keys.Browsing:
		m.openPrompt(strings.Join(strings.Fields(msg.Content), " "))
	}
	return nil
}

// fillPrompt shows the line in the footer.
func (m *Model) fillPrompt(f *panel.Frame) {
	f.Prompting = m.mode == keys.Prompting
	if !f.Prompting {
		f.Completions, f.Completion = nil, -1
		return
	}
	f.Prompt, f.PromptCursor = m.line.Value(), m.line.Position()
	f.Completions, f.Completion = m.prompt.found, m.prompt.at
}
