package ui

import (
	"context"
	"errors"
	"fmt"
	"slices"

	tea "charm.land/bubbletea/v2"

	"github.com/quartet-os/quartet/engine/session"
	"github.com/quartet-os/quartet/presets"
	"github.com/quartet-os/quartet/ui/ask"
	"github.com/quartet-os/quartet/ui/dialog"
	"github.com/quartet-os/quartet/ui/editor"
	"github.com/quartet-os/quartet/ui/files"
	"github.com/quartet-os/quartet/ui/keys"
	"github.com/quartet-os/quartet/ui/page"
	"github.com/quartet-os/quartet/ui/panel"
	"github.com/quartet-os/quartet/ui/solve"
	"github.com/quartet-os/quartet/visible"
)

// scenes is what is known of scenes beside the session that is shown.
type scenes struct {
	file    string // of the scene that is shown, watched; "" for none
	watch   files.Watch
	left    []kept // sessions that were on the screen before, newest last
	shelf   shelf
	failed  failure                   // why the last scene could not be opened
	checks  map[string][]page.Verdict // what check says of a scene, by its text
	puzzles solve.Play
	folder  struct {
		known bool
		path  string
		names []string
	} // whose names complete a file's
}

// kept is a session that was on the screen before another took its place; u returns to it.
type kept struct {
	session *session.Session
	file    string
}

// keptLimit is how many sessions stay in memory; those with unsaved changes always do.
const keptLimit = 8

// nameOf returns a scene's name as the shelf writes it.
func nameOf(s *session.Session) string { return s.Program().Title() }

func (m *Model) sceneName() string { return nameOf(m.session) }

// enter puts another session on the screen and keeps the one that was there.
func (m *Model) enter(s *session.Session, file string) {
	m.pause()
	m.scenes.left = append(m.scenes.left, kept{m.session, m.scenes.file})
	if len(m.scenes.left) > keptLimit {
		if i := slices.IndexFunc(m.scenes.left, func(k kept) bool { return !k.session.Dirty() }); i >= 0 {
			m.scenes.left = slices.Delete(m.scenes.left, i, i+1)
		}
	}
	m.show(s, file)
}

// show puts a session on the screen. What went on beside for the one before is stopped, what belonged to it is let go.
func (m *Model) show(s *session.Session, file string) {
	m.pause()
	m.keepJournal()
	m.letGo()
	if file != m.scenes.file {
		m.scenes.watch = files.Watch{}
	}
	m.session, m.scenes.file = s, file
	m.aside(m.watchFile(m.begin(watchWork)))
	m.look.selected, m.look.listing, m.look.focus, m.look.aside = nobody(), -1, panel.NoPanel, 0
	m.look.scroll = [panel.Panels]int{}
	m.stale = true
}

// letGo stops the work that is about the session on the screen, and closes the dialogs that are.
func (m *Model) letGo() {
	for w := range works {
		if w.bound() {
			m.stop(w)
		}
	}
	m.known.goal.Par.Asked, m.known.goal.Away.Asked = m.known.goal.Par.Known, false
	m.known.measures.Compared = ask.Comparison{}
	m.closeWorlds()
	for _, dialog := range [...]keys.Mode{keys.Searching, keys.Asking, keys.Editing, keys.Switching, keys.Inspecting,
		keys.Introducing, keys.Predicting} {
		m.leave(dialog)
	}
	m.leavePages(func(p *dialog.Page) bool { return p.Scene || p.File })
	if !m.over.list.Shelf {
		m.leave(keys.Picking)
		m.leave(keys.Filtering)
	}
}

// returnTo goes back to the session that was on the screen before; false if there was none.
func (m *Model) returnTo() bool {
	n := len(m.scenes.left)
	if n == 0 {
		return false
	}
	now, before := kept{m.session, m.scenes.file}, m.scenes.left[n-1]
	m.scenes.left = m.scenes.left[:n-1]
	if now.session.Dirty() {
		m.scenes.left = slices.Insert(m.scenes.left, 0, now)
	}
	m.show(before.session, before.file)
	m.tell(fmt.Sprintf("back in %s, as it was", m.sceneName()))
	return true
}

// arrival is what opening a scene or a file came to.
type arrival struct {
	name          string // as it was asked for
	typed, script bool   // at the prompt; by a script
	session       *session.Session
	file          string
	word          string // on what was opened, "" for none
}

// failure is why the last query could not be done.
type failure struct {
	run int // of the query
	err error
}

// open opens a scene of the shelf or a file, beside the screen: a dialog waits for it.
func (m *Model) open(name string, typed bool) error {
	if name == "" {
		return errors.New(m.keys.Words("open takes the name of a scene or a file, such as open " +
			"bounded-buffer; {scenes} lists the shelf"))
	}
	open, doubts, script := m.opts.Open, m.opts.Doubts, m.written.log.Scripted
	if open == nil {
		return errors.New("there is no shelf to open a scene from")
	}
	q := query{title: "Opening", text: "opening " + name + " …", stopped: "stopped opening " + name, atOnce: true}
	m.workBeside(q, func(context.Context, func(string)) (msg answerMsg) {
		msg.opened = &arrival{name: name, typed: typed, script: script}
		msg.opened.session, msg.opened.file, msg.err = open(name)
		if doubts != nil && msg.err == nil && msg.opened.file == "" && msg.opened.session != nil {
			msg.opened.word = doubts(name, msg.opened.session)
		}
		return msg
	})
	return nil
}

// enterOpened puts what was opened on the screen. A typed line that could not be done comes back, with the reason.
func (m *Model) enterOpened(run int, o *arrival, err error) {
	m.scenes.failed = failure{run, err}
	switch {
	case err != nil && o.typed && m.stack.Mode == keys.Browsing:
		m.openPrompt("open " + o.name)
		m.refuse(plain(err))
	case err != nil:
		m.showError("This did not work", err)
	default:
		m.written.log.Opened(o.name)
		m.enter(o.session, o.file)
		text := m.sceneName() + " is open" + m.keys.Words(" · {undo} returns to the scene before")
		if o.word != "" {
			text += " · " + o.word
		}
		if m.demo == nil || !m.demo.pupil.Works(m.demo.Live) && (!o.script || o.word != "") {
			m.tell(text)
		}
		if o.file == "" && m.demo == nil && !m.desk.alone && m.shelved() {
			m.openScenePage()
		}
	}
}

// shelved reports whether the scene on the screen is one of the shelf, at its boot.
func (m *Model) shelved() bool {
	name, err := presets.Find(m.sceneName())
	return err == nil && name == m.sceneName() && len(m.session.Commands()) == 0 && m.session.Length() == 0
}

// mostChecks is of how many scenes it is known what check says; a scene is asked again after that.
const mostChecks = 64

// openScenePage shows the page of the scene. What check says comes to it from beside the screen.
func (m *Model) openScenePage() {
	m.pause()
	p := m.session.Program()
	m.over.page = page.New(p, m.sceneName())
	m.over.page.Name(m.keys)
	m.over.page.Shelve(m.scenes.shelf.scenes)
	switch words, step := m.reached(); {
	case words != "" && step > 0:
		m.over.page.Reached(fmt.Sprintf("in step %d", step))
	case words != "":
		m.over.page.Reached("")
	case m.opts.Goals.Done[m.sceneName()]:
		m.over.page.Reached("before")
	}
	m.stack.Open(keys.Introducing)
	m.stale = true
	m.askShelf()
	if known, ok := m.scenes.checks[p.Source]; ok {
		m.over.page.Judge(known, m.moot())
		return
	}
	m.over.page.Ask(m.moot())
	t, ctx := m.begin(pageWork), m.context(pageWork)
	m.aside(func() tea.Msg { return pageMsg{t, ask.Both(ctx, p)} })
}

// pageMsg brings what check says of the scene on the screen.
type pageMsg struct {
	ticket
	found []ask.Finding
}

// pageJudged notes what check says, and shows it on the page.
func (m *Model) pageJudged(msg pageMsg) {
	m.stop(pageWork)
	var all []page.Verdict
	for _, f := range msg.found {
		all = append(all, page.Verdict{Grain: f.Grain, Known: f.Known, Expect: f.Expect, Text: f.Text})
	}
	if m.scenes.checks == nil || len(m.scenes.checks) >= mostChecks {
		m.scenes.checks = map[string][]page.Verdict{}
	}
	m.scenes.checks[m.session.Program().Source] = all
	m.over.page.Judge(all, m.moot())
	m.stale = true
}

// inScenePage handles a key while the page of the scene is open. A key that the page has no use for closes it and does
// what it does without it.
func (m *Model) inScenePage(a keys.Action, k keys.Press) (cmd tea.Cmd, taken bool) {
	if !keys.OfScreen(a) {
		cmd, taken = m.doDeed(m.over.page.Update(a, k))
	}
	return cmd, taken && a != keys.None
}

// doDeed does what a row of the page of the scene says, or one of its keys; false for what the page has no use for.
func (m *Model) doDeed(d page.Deed) (cmd tea.Cmd, taken bool) {
	m.stale = true
	if d.What == page.Stay {
		return nil, true
	}
	m.stop(pageWork)
	if d.What == page.Go {
		if err := m.open(d.Word, false); err != nil {
			m.refuse(err.Error())
		}
		return nil, true
	}
	m.leave(keys.Introducing)
	switch {
	case d.What == page.Try:
		m.toStart()
		m.over.page.Hold(d.Keys, d.Say)
		return nil, true
	case d.What == page.Obey:
		m.toStart()
		cmd = m.obeyChosen(d.Word)
		m.over.page.Hold(nil, d.Say)
		return cmd, true
	case d.What == page.Type && d.Word != "":
		m.openPrompt(d.Word)
		return nil, true
	}
	return nil, d.What == page.Close
}

// toStart goes back to the boot for whoever tries something from there. A run with commands stays as another branch.
func (m *Model) toStart() {
	m.pause()
	m.closeWorlds()
	m.notice.text = ""
	if m.session.Length() == 0 && len(m.session.Commands()) == 0 {
		return
	}
	rows := slices.DeleteFunc(m.session.Commands(), func(g session.Given) bool { return g.With }) // one u for a row
	if m.session.Afresh() {
		m.written.log.Key("end")
		for range rows {
			m.written.log.Key("u")
		}
	}
	m.written.log.Key("home")
	m.arrive()
}

// tryOn presses the keys of what is tried that are still to be pressed, unless something has to be waited for, and
// says what there is to see then.
func (m *Model) tryOn() (cmd tea.Cmd) {
	for m.stack.Mode != keys.Asking {
		name, more := m.over.page.NextKey()
		if !more {
			if say := m.over.page.Said(); say != "" && m.notice.text == "" && m.stack.Mode == keys.Browsing {
				m.answer(panel.ByItself, visible.Line(say))
			}
			break
		}
		if keys.Types(m.stack.Mode) || !page.Presses(m.keys.Plain().Action(m.stack.Mode, name)) {
			m.over.page.Hold(nil, "")
			m.advise(keys.SignOf(name) + " is left to you")
			break
		}
		cmd = tea.Batch(cmd, m.pressed(name))
	}
	return cmd
}

// shelf is the list of scenes, once it was asked for.
type shelf struct {
	known  bool
	scenes []presets.Entry
}

// shelfMsg brings the list of scenes.
type shelfMsg struct {
	ticket
	scenes []presets.Entry
}

// askShelf asks for the list of scenes beside the screen, once in the life of the program: it reads them all.
func (m *Model) askShelf() {
	list := m.opts.Scenes
	if list == nil || m.scenes.shelf.known || m.goesOn(shelfWork) {
		return
	}
	t := m.begin(shelfWork)
	m.aside(func() tea.Msg { return shelfMsg{t, list()} })
}

// shelfListed takes up the list, and shows it where it is waited for.
func (m *Model) shelfListed(msg shelfMsg) {
	m.stop(shelfWork)
	m.scenes.shelf.known, m.scenes.shelf.scenes = true, msg.scenes
	m.over.page.Shelve(msg.scenes)
	m.stale = m.stale || m.stack.Mode == keys.Introducing
	switch m.stack.Mode {
	case keys.Searching:
		m.over.palette.Refill(m.entries())
		m.stale = true
	case keys.Prompting:
		if !m.prompt.Completing() {
			m.prompt.Complete()
			m.stale = true
		}
	case keys.Picking, keys.Filtering:
		m.moreRivals()
		if m.over.list.Shelf {
			m.fillScenes()
			m.stale = true
			if m.over.list.Taken {
				m.choose()
			}
		}
	}
}

// madeUnsaved reports whether a session is one of an edited scene that no file has.
func (m *Model) madeUnsaved(s *session.Session) bool {
	_, made := m.edits.made[s]
	return made && m.edits.kept[s.Program().Source] == ""
}

// draftUnsaved reports whether a draft is another text than its scene, and no file has it.
func (m *Model) draftUnsaved(d *editor.Draft) bool {
	return d != nil && d.Changed() && m.edits.kept[d.Text.Source()] == ""
}

// unsavedText is a text of a scene that no file has.
type unsavedText struct{ name, text string }

// unsavedTexts lists the texts that would be lost, each once.
func (m *Model) unsavedTexts() (all []unsavedText) {
	seen := map[string]bool{}
	add := func(name, text string) {
		if !seen[text] {
			seen[text] = true
			all = append(all, unsavedText{name, text})
		}
	}
	for _, d := range m.edits.Changed() {
		if m.draftUnsaved(d) {
			add(d.Base.Title(), d.Text.Source())
		}
	}
	for _, k := range append(m.scenes.left[:len(m.scenes.left):len(m.scenes.left)], kept{session: m.session}) {
		if m.madeUnsaved(k.session) {
			add(nameOf(k.session), k.session.Program().Source)
		}
	}
	return all
}
