package ui

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/presets"
	"github.com/quartet-os/quartet/ui/ask"
	"github.com/quartet-os/quartet/ui/choices"
	"github.com/quartet-os/quartet/ui/dialog"
	"github.com/quartet-os/quartet/ui/keys"
	"github.com/quartet-os/quartet/ui/lesson"
	"github.com/quartet-os/quartet/ui/page"
	"github.com/quartet-os/quartet/ui/panel"
	"github.com/quartet-os/quartet/ui/prompt"
	"github.com/quartet-os/quartet/ui/solve"
)

// openPage shows a page; closing it returns to what was there.
func (m *Model) openPage(p dialog.Page) {
	m.stack.OpenPage(p)
	m.stale = true
}

// closeAll closes whatever is open.
func (m *Model) closeAll() {
	m.stack.CloseAll()
	m.stale = true
}

// answerPage shows a page that was waited for.
func (m *Model) answerPage(p dialog.Page) {
	m.stack.Answer(p)
	m.stale = true
}

// leave closes the dialog of a mode, wherever it lies.
func (m *Model) leave(what keys.Mode) { m.stale = m.stack.Leave(what) || m.stale }

// leavePages closes the pages that pass a test, wherever they lie.
func (m *Model) leavePages(test func(*dialog.Page) bool) {
	m.stale = m.stack.LeavePages(test) || m.stale
}

// showError shows what is wrong.
func (m *Model) showError(title string, err error) { m.openPage(dialog.ErrorPage(title, err)) }

// openHelp shows all keys.
func (m *Model) openHelp() {
	m.openPage(dialog.HelpPage(m.keys, len(presets.Names())))
}

// inPage handles a key while a page is open.
func (m *Model) inPage(a keys.Action, k keys.Press) (cmd tea.Cmd, taken bool) {
	m.stale = true
	switch {
	case keys.OfScreen(a), a == keys.OpenHelp && m.stack.Page.Help == nil:
		return nil, false
	case a == keys.None:
		m.sayUnavailable(k.Name)
	case m.stack.Page.Still(a):
		m.advise(m.keys.Words("there is no more of it: {page.close} closes this page"))
	}
	if further := m.stack.Page.Further[a]; further != nil {
		m.stack.Close()
		m.notice.text = ""
		further()
		return nil, true
	}
	if m.stack.Page.Update(a) {
		m.stack.Close()
		m.notice.text = "" // it is older
	}
	return nil, true
}

// schedulesPage is the answer about every schedule, with the keys that go on from it.
func (m *Model) schedulesPage(answer *ask.Answer, text string, mood panel.Mood) dialog.Page {
	said := &panel.Message{Title: ask.Topics(answer.Odds).Title, Text: m.keys.Words(text), Mood: mood, Tells: true,
		Rows: answer.Rows, Above: answer.Above, Numbers: answer.Numbers}
	if answer.Asked != "" {
		said.Topic, said.Title = said.Title, said.Title+": "+answer.Asked
	}
	page := dialog.Page{Message: said}
	for _, one := range answer.Further {
		page.Told(one.Key, panel.KeyHint{Key: m.keys.Words(one.Hint), Does: one.Few},
			func() { m.askAgain(answer, &one) })
	}
	for _, one := range slices.Backward(answer.Further) {
		if one.Key != keys.AskOtherGrain || !answer.Both { // else that grain was asked
			said.Asks = append(said.Asks, panel.KeyHint{Key: one.Hint, Does: one.What})
		}
	}
	if answer.Play != nil {
		through := panel.KeyHint{Key: m.keys.Words("{page.go-through}"), Does: "goes through it"}
		page.Told(keys.GoThrough, through, func() { m.aside(onward((*Model).toStop)(m, "")) })
	}
	return page
}

// askAgain asks every schedule in another way, as if the answer had not been given.
func (m *Model) askAgain(answer *ask.Answer, further *ask.Further) {
	answer.Forget()
	m.startAskingBy(further.Ask, further.Says)
}

// openList shows a list; choose is called with the name of the line that is taken.
func (m *Model) openList(title, does string, rows []panel.PickerRow, at int, choose func(string) error) {
	m.pause()
	m.over.list = dialog.List{Title: title, Does: does, Rows: rows, Shown: rows, At: at, Choose: choose}
	m.stack.Mode, m.stale = keys.Picking, true
}

// openScenes lists the shelf. The scenes come as soon as they were read.
func (m *Model) openScenes() {
	m.openList("Open a scene · reading the shelf …", "opens", nil, 0, m.openListed)
	m.over.list.Shelf, m.over.list.Read = true, page.Read
	if m.scenes.shelf.known {
		m.fillScenes()
		return
	}
	m.askShelf()
}

// fillScenes fills the list with the shelf, with the present scene marked. What was typed as a filter stays.
func (m *Model) fillScenes() {
	p := &m.over.list
	p.Title = "Open a scene"
	p.Shelve(dialog.ShelfRows(m.scenes.shelf.scenes, m.opts.Goals.Done),
		lesson.Rows(m.opts.Learn.List, m.opts.Learn.Done),
		solve.Rows(m.opts.Learn.List != nil, m.opts.Learn.Puzzles.Done))
	at := slices.IndexFunc(p.Rows, func(r panel.PickerRow) bool { return r.Name == m.sceneName() })
	p.SetFilter(p.Filter)
	if p.Filter == "" {
		p.At = max(at, 0)
	}
}

// chooseFunction lists functions to spawn.
func (m *Model) chooseFunction(funcs []program.Func, title string) {
	if len(funcs) == 0 {
		m.refuse("no function of this scene can be spawned: each has a result, or parameters that no spawn gives")
		return
	}
	rows := make([]panel.PickerRow, len(funcs))
	for i, f := range funcs {
		about := fmt.Sprintf("line %d", f.First)
		if does := prompt.RoleWord(f.Role); does != "" {
			about = does + ", " + about
		}
		if len(f.Given) > 0 {
			about += ", begins as " + m.session.Program().UsualStart(f.Name)
		}
		rows[i] = panel.PickerRow{Group: "functions", Name: f.Name, Moral: about}
	}
	m.openList(title, "spawns", rows, 0, func(name string) error {
		return m.do(engine.Command{Verb: engine.SpawnVerb, At: engine.Now, Name: name, N: 1})
	})
}

// inPicker handles a key while a list is open.
func (m *Model) inPicker(a keys.Action, k keys.Press) (cmd tea.Cmd, taken bool) {
	m.ofList(m.over.list.Update(a, k))
	return nil, true
}

// inFilter handles a key while the list's filter is typed.
func (m *Model) inFilter(a keys.Action, k keys.Press) (cmd tea.Cmd, taken bool) {
	m.ofList(m.over.list.UpdateFilter(a, k))
	return nil, true
}

// ofList does what a list asks for.
func (m *Model) ofList(what dialog.Intent) {
	m.stale = true
	switch what {
	case dialog.Take:
		m.choose()
	case dialog.Type:
		m.stack.Mode, m.notice.text = keys.Filtering, ""
	case dialog.Idle:
		m.advise(m.keys.Words("this letter is a key of the list: {list.filter} begins a filter with it"))
	case dialog.Lines:
		m.stack.Mode = keys.Picking
	case dialog.Close:
		m.stack.Mode = keys.Browsing
	}
}

// choose takes the marked line. The list closes first: what it does may open something else.
func (m *Model) choose() {
	name, ok := m.over.list.Marked()
	if !ok {
		m.over.list.Taken = m.over.list.Shelf && !m.scenes.shelf.known
		return
	}
	m.stack.Mode = keys.Browsing
	if err := m.over.list.Choose(name); err != nil {
		m.showError("This did not work", err)
	}
}

// quit leaves, or asks first when something would be lost.
func (m *Model) quit() tea.Cmd {
	m.pause()
	unsaved := m.unsaved()
	if len(unsaved) == 0 {
		return tea.Quit
	}
	text := fmt.Sprintf("The changes to %s are not saved.", strings.Join(unsaved, " and "))
	m.over.confirm = dialog.Confirm{Text: text, Answers: []keys.Action{keys.AnswerSave, keys.AnswerYes,
		keys.AnswerNo}}
	if m.opts.Save == nil {
		m.over.confirm = dialog.Confirm{Text: text, Answers: []keys.Action{keys.AnswerNo, keys.AnswerYes}}
	}
	m.stack.Open(keys.Confirming)
	m.stale = true
	return nil
}

// unsaved names the scenes whose sessions have commands or branches that were not saved.
func (m *Model) unsaved() []string {
	var names []string
	for _, k := range m.scenes.left {
		if k.session.Dirty() {
			names = append(names, nameOf(k.session))
		}
	}
	if m.session.Dirty() {
		names = append(names, m.sceneName())
	}
	for _, t := range m.unsavedTexts() {
		names = append(names, "the edited text of "+t.name)
	}
	return names
}

// inConfirm handles the answer.
func (m *Model) inConfirm(a keys.Action, _ keys.Press) (cmd tea.Cmd, taken bool) {
	m.stale = true
	switch m.over.confirm.Update(a) {
	case keys.AnswerYes:
		return tea.Quit, true
	case keys.AnswerNo:
		m.stack.Close()
	case keys.AnswerSave:
		m.stack.Close()
		m.saveAndLeave()
	}
	return nil, true
}

// errorTitle says of which kind an error in a scene is.
func errorTitle(err error) string {
	var wrong program.Errors
	if errors.As(err, &wrong) {
		return "The scene does not parse: the one before stays"
	}
	return "The scene cannot be read: the one before stays"
}

// openChoices opens the choices, or closes them.
func (m *Model) openChoices() {
	m.over.choices.Open()
	m.toggle(keys.Choosing)
	m.askPar()
}

// inChoices handles a key while the choices are open: those that are no choice work as ever.
func (m *Model) inChoices(a keys.Action, k keys.Press) (cmd tea.Cmd, taken bool) {
	m.over.choices.Look(m.session.Engine())
	m.stale = true
	what, at := m.over.choices.Update(a, k)
	if what == choices.Take && (a != keys.Accept || !m.toLastChoice()) {
		m.takeChoice(at)
	}
	return nil, what != choices.Pass
}

// takeChoice makes a choice of the list happen: it gives the commands for it and does that one pass.
func (m *Model) takeChoice(at int) {
	m.pause()
	m.stale = true
	all := m.over.choices.All
	switch {
	case len(all) == 0 || m.session.Full():
		m.atEnd()
		return
	case at >= len(all):
		m.refuse(m.over.choices.Lacks(at))
		return
	}
	c, text := &all[at], m.over.choices.Told(at, m.now(), m.session.Program())
	given, branched, before := false, false, m.session.Position()
	for _, command := range c.Commands() {
		change, err := m.session.Do(command)
		if err != nil {
			m.refuse(plain(err))
			return
		}
		given, branched = true, branched || change.Branched
	}
	m.toPassEnd()
	m.aside(m.setOut(before))
	m.over.choices.Open()
	m.askPar()
	m.follow()
	switch {
	case branched:
		m.tell(text + m.keys.Words(" · {undo} undoes"+anotherFuture))
	case given:
		m.tell(text + m.keys.Words(" · {undo} undoes"))
	default:
		m.notice.text = ""
	}
	m.judge()
	if m.tour.Took() {
		m.cardTurned()
	}
}

// choicePage is the list of choices as it is drawn.
func (m *Model) choicePage() panel.Overlay {
	list := m.over.choices // a drawing moves no mark
	list.Look(m.session.Engine())
	page := list.Draw(m.judged(), m.session.Program(), m.goalInList(), m.known.fates.Chances(m.session))
	if c, ok := page.(*panel.Choices); ok {
		c.Note, c.Quiet = m.keys.Words(c.Note+m.aboutLastChoice()), m.keys.Words(c.Quiet)
		if c.Tour, c.Task = m.tourInList(), m.taskInList(); m.teaches() {
			c.Goal = "" // that of the scene may be the opposite
		}
	}
	return page
}

// openRules lists the policy and the rules, and what switching one would come to.
func (m *Model) openRules() {
	m.pause()
	e := m.session.Engine()
	m.over.rules = dialog.NewRules(e.Policy(), e.Quantum(), e.Rules())
	m.stack.Mode, m.stale = keys.Switching, true
	m.tryRule()
}

// inRules handles a key while the list is open.
func (m *Model) inRules(a keys.Action, _ keys.Press) (cmd tea.Cmd, taken bool) {
	m.ofRules(m.over.rules.Update(a))
	return nil, true
}

// ofRules does what the list asks for.
func (m *Model) ofRules(what dialog.Intent) {
	m.stale = true
	switch what {
	case dialog.Take:
		m.stop(rulesWork)
		m.leave(keys.Switching)
		_ = m.do(m.over.rules.Command())
		m.judge()
	case dialog.Lines:
		m.tryRule()
	case dialog.Close:
		m.stop(rulesWork)
		m.leave(keys.Switching)
	}
}

// triedMsg brings what a switch would come to.
type triedMsg struct {
	ticket
	told string
	err  error
}

// tryRule plays the run with the marked switch, beside the screen.
func (m *Model) tryRule() {
	m.over.rules.Told = "…"
	t, ctx := m.begin(rulesWork), m.context(rulesWork)
	p, given, length, c := m.session.Program(), m.session.Commands(), m.session.Length(), m.over.rules.Command()
	m.aside(func() tea.Msg {
		told, err := ask.Switch(ctx, p, given, length, c)
		return triedMsg{t, told, err}
	})
}

// tried shows what a switch would come to.
func (m *Model) tried(msg triedMsg) {
	m.stop(rulesWork)
	m.over.rules.Told, m.stale = msg.told, true
	if msg.err != nil {
		m.over.rules.Told = "it cannot be told: " + plain(msg.err)
	}
}
