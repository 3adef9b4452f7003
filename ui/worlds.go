package ui

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"github.com/quartet-os/quartet/engine/compare"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/engine/session"
	"github.com/quartet-os/quartet/presets"
	"github.com/quartet-os/quartet/ui/keys"
	"github.com/quartet-os/quartet/ui/panel"
	"github.com/quartet-os/quartet/ui/track"
	"github.com/quartet-os/quartet/ui/worlds"
)

// twin is a run that was made to be shown beside the one on the screen.
type twin struct {
	*worlds.Twin
	here  string // what the run on the screen is called
	typed string // the line that asked for it, "" for none
}

// rival is a run to compare with, and what both are called.
type rival struct {
	side       compare.Side
	here, name string
	left       bool  // it was there before the one on the screen
	at         int64 // where it is to stand; 0: where the one on the screen does
	tells      [2]func(*session.Session) string
}

// worldsKeep has the commands of the prompt that leave two worlds on the screen.
var worldsKeep = map[string]bool{
	"go": true, "compare": true, "theme": true, "layout": true, "help": true, "save": true, "record": true,
	"hide": true, "show": true, "quit": true, "q": true,
}

// openWorlds shows the obvious run beside this one: that before an edit, or the other branch; else it lists some.
func (m *Model) openWorlds() {
	m.pause()
	if n := len(m.scenes.left); n > 0 {
		if _, edited := m.edits.made[m.session]; edited {
			before := compare.Of(m.scenes.left[n-1].session, 0)
			m.followBoth("", func(context.Context) (rival, error) {
				return rival{side: before, here: "after the edit", name: "before the edit", left: true}, nil
			})
			return
		}
	}
	if len(m.session.Branches()) > 1 {
		for _, b := range m.session.Branches() {
			if b.Other {
				_ = m.compareWith("branch " + strconv.Itoa(b.Number))
				return
			}
		}
	}
	m.askShelf()
	m.openList(rivalsTitle, "compares", m.rivals(), 0, m.compareWith)
}

// rivalsTitle is the title of the list of what a run can be compared with.
const rivalsTitle = "Compare this run with what?"

// moreRivals adds the scenes of the shelf to the list, once they are known.
func (m *Model) moreRivals() {
	if p := &m.over.list; p.Title == rivalsTitle {
		p.Rows, m.stale = m.rivals(), true
		p.SetFilter(p.Filter)
		if p.Filter == "" {
			p.At = 0
		}
	}
}

// rivals lists what this run can be compared with.
func (m *Model) rivals() (rows []panel.PickerRow) {
	p := m.session.Program()
	listed := map[string]bool{m.sceneName(): true}
	add := func(group, name, about string) {
		if listed[name] {
			return
		}
		listed[name] = true
		rows = append(rows, panel.PickerRow{Group: group, Name: name, Moral: about})
	}
	hides := m.hides() // then those that are a cure, or have one, are scenes as all are
	if cure := p.Lesson.Cure; cure != "" && !hides {
		add("this scene", cure, "the cure of this scene")
	}
	for _, name := range presets.Culprits(m.scenes.shelf.scenes, m.sceneName()) {
		if !hides {
			add("this scene", name, "it fails, and this scene is its cure")
		}
	}
	e := m.session.Engine()
	sets := func(group string, dated bool) {
		for _, name := range program.RulesetNames() {
			if set, _ := program.Ruleset(name); set != e.Rules() && program.RulesetDated(name) == dated {
				add(group, "rules "+name, "the same scene under other rules: "+program.RulesetMeaning(name))
			}
		}
	}
	sets("rules", false)
	for i, name := range program.PolicyNames() {
		if program.Policy(i) != e.Policy() {
			add("policies", "policy "+name, "the same scene with another scheduler")
		}
	}
	rules, seed := e.Rules(), fmt.Sprintf("seed %d", p.Settings.Seed+1)
	switch { // where nothing is drawn another seed is the same run
	case p.DrawsTimes():
		add("durations", seed, "the same scene with other durations")
	case rules.DrawsSleepers():
		add("choices", seed, "the same scene, with others whom a wakeup reaches")
	case p.DrawsCases():
		add("choices", seed, "the same scene, with other cases of a select where several can be done")
	}
	sets("rules by date", true)
	for _, s := range m.scenes.shelf.scenes {
		about := strings.Join(strings.Fields(s.Moral), " ")
		if hides {
			about = ""
		}
		add("scenes", s.Name, about)
	}
	return rows
}

// compareWith shows beside this run what the words behind compare name.
func (m *Model) compareWith(arg string) error {
	words := strings.Fields(arg)
	if len(words) == 0 {
		return errors.New(m.keys.Words("compare with what? A scene, a file, rules nanoos, policy roundrobin, seed 2, " +
			"branch 1; {prompt.complete} lists them"))
	}
	get, err := m.rivalOf(words, arg)
	if err != nil {
		return err
	}
	m.followBoth("compare "+arg, get)
	return nil
}

// rivalOf reads the words behind compare. What has to be opened is opened beside the screen.
func (m *Model) rivalOf(words []string, arg string) (func(context.Context) (rival, error), error) {
	here, p := compare.Of(m.session, 0), m.session.Program()
	change := func(name, other string, err error, change func(*program.Settings)) (
		func(context.Context) (rival, error), error) {
		if err != nil {
			return nil, err
		}
		r := rival{side: here.Under(change), here: name, name: other}
		return func(context.Context) (rival, error) { return r, nil }, nil
	}
	rest := strings.Join(words[1:], " ")
	if rest == "" && (words[0] == "rules" || words[0] == "policy" || words[0] == "seed" || words[0] == "branch") {
		return nil, errors.New(m.keys.Words("compare " + words[0] + " takes one word more; {prompt.complete} lists " +
			"them"))
	}
	switch words[0] {
	case "rules", "rule":
		text := rest
		if words[0] == "rule" && len(words) == 3 {
			text = words[1] + "=" + words[2]
		}
		rules, err := compare.ParseRules(text, p.Settings.Rules)
		return change(compare.RulesText(p.Settings.Rules), rest, err, func(s *program.Settings) { s.Rules = rules })
	case "policy":
		policy, err := compare.ParsePolicy(rest)
		return change(p.Settings.Policy.String(), rest, err, func(s *program.Settings) { s.Switch(policy) })
	case "seed":
		seed, err := strconv.ParseUint(rest, 10, 64)
		if err != nil {
			err = fmt.Errorf("%q is no seed; a seed is a whole number from 0", rest)
		}
		return change(fmt.Sprintf("seed %d", p.Settings.Seed), "seed "+rest, err,
			func(s *program.Settings) { s.Seed = seed })
	case "branch":
		return m.branchRival(rest)
	}
	open := m.opts.Open
	if open == nil {
		return nil, errors.New("there is no shelf to open a scene from")
	}
	title, at := m.sceneName(), m.puzzle(p)
	return func(context.Context) (rival, error) {
		s, _, err := open(arg)
		if err != nil {
			return rival{}, err
		}
		if at.Hidden() && s.Program().Source == at.Base().Source {
			return rival{}, errors.New("that is the scene as it was, and what was changed is still to be found; " +
				":puzzle show tells it")
		}
		r := rival{side: compare.Of(s, 0), here: title, name: arg}
		if len(r.side.Commands) == 0 { // it has no run of its own, and takes part in this one as far as it fits
			r.side.Commands = here.Commands
		}
		return r, nil
	}, nil
}

// branchRival is another branch of the session on the screen.
func (m *Model) branchRival(number string) (func(context.Context) (rival, error), error) {
	all := m.session.Branches()
	n, err := strconv.Atoi(number)
	if err != nil || n < 1 || n > len(all) {
		return nil, fmt.Errorf("%q is not the number of a branch; there are 1 to %d", number, len(all))
	}
	now := m.session.Branch()
	here := branchWord(now, all[now-1].First)
	r := rival{side: compare.Of(m.session, n), here: here, name: branchWord(n, all[n-1].First)}
	return func(context.Context) (rival, error) { return r, nil }, nil
}

// branchWord names a branch by its number and its first command.
func branchWord(n int, first string) string {
	return strings.TrimSpace(fmt.Sprintf("branch %d  %s", n, first))
}

// followBoth makes the other run and compares the two, beside the screen.
func (m *Model) followBoth(typed string, get func(context.Context) (rival, error)) {
	m.closeWorlds()
	here, at, length := compare.Of(m.session, 0), m.session.Position(), m.session.Length()
	q := query{title: "Two worlds", text: "following both runs …", atOnce: true,
		stopped: m.keys.Words("stopped · {two-worlds} begins again")}
	m.workBeside(q, func(ctx context.Context, _ func(string)) answerMsg {
		t := &twin{typed: typed}
		r, err := get(ctx)
		if err == nil {
			t.here = r.here
			if r.at > 0 {
				at = r.at
			}
			t.Twin, err = worlds.Make(ctx, here, r.side, at, length)
		}
		if err == nil {
			t.Name, t.Left, t.Tells = r.name, r.left, r.tells
		}
		return answerMsg{twin: t, err: err}
	})
}

// enterWorlds shows two worlds. A typed line that could not be done comes back, with the reason.
func (m *Model) enterWorlds(t *twin, err error) {
	if err != nil {
		if t.typed != "" && m.stack.Mode == keys.Browsing {
			m.openPrompt(t.typed)
		}
		m.refuse(plain(err))
		return
	}
	w := &m.over.worlds
	w.Enter(m.session, compare.Of(m.session, 0), t.here, t.Twin)
	m.look.focus = panel.NoPanel
	m.standWorlds()
	m.stale = true
	sides := w.Sides()
	v, ctx := m.begin(versusWork), m.context(versusWork)
	m.aside(func() tea.Msg {
		return versusMsg{ticket: v, of: sides, said: worlds.Ask(ctx, sides)}
	})
}

// versusMsg brings what every schedule of two worlds comes to.
type versusMsg struct {
	ticket
	of   [2]compare.Side
	said [2][]panel.WorldVerdict
}

// versusJudged shows it.
func (m *Model) versusJudged(msg versusMsg) {
	m.stop(versusWork)
	if m.over.worlds.Open() {
		m.over.worlds.Judge(msg.of, msg.said)
		m.stale = true
	}
}

// standWorlds keeps the mode of two worlds as long as they are shown and nothing lies over them, and no longer.
func (m *Model) standWorlds() {
	w := &m.over.worlds
	if w.Open() && w.Of() != m.session {
		m.closeWorlds()
	}
	switch {
	case w.Open() && m.stack.Mode == keys.Browsing:
		m.stack.Mode = keys.Comparing
	case !w.Open() && m.stack.Mode == keys.Comparing:
		m.stack.Mode = keys.Browsing
	}
}

// closeWorlds returns to one world.
func (m *Model) closeWorlds() {
	if !m.over.worlds.Open() {
		return
	}
	m.stop(versusWork)
	m.stop(tallyWork)
	m.over.worlds.Close()
	if m.stack.Mode == keys.Comparing {
		m.stack.Mode = keys.Browsing
	}
	m.stale = true
}

// inWorlds handles a key while two worlds are shown.
func (m *Model) inWorlds(a keys.Action, k keys.Press) (cmd tea.Cmd, taken bool) {
	if b := m.keys.Find(keys.Browsing, k.Name); a == keys.None && b != nil {
		m.refuse(b.Sign() + " (" + b.Does() + ") is for one world: " + m.keys.Words("{worlds.close} returns to it"))
		return nil, true
	}
	what, word := m.over.worlds.Update(a, k)
	if what == worlds.Pass {
		return nil, false
	}
	m.notice.text, m.stale = "", true
	switch what {
	case worlds.Say:
		m.advise(m.keys.Words(word))
	case worlds.Close:
		m.closeWorlds()
		m.arrive()
	}
	return nil, true
}

// answer shows a word on the side that tells an answer: while answers are hidden it waits.
func (m *Model) answer(asked panel.Asked, text string) {
	m.advise(text)
	m.notice.asks = asked
}

// goToStep goes to a step: in both worlds, where two are shown.
func (m *Model) goToStep(step int64) {
	if m.over.worlds.Open() {
		m.over.worlds.Reach(step)
		return
	}
	m.session.GoTo(step)
}

// stepShown is the step on the screen.
func (m *Model) stepShown() int64 {
	if m.over.worlds.Open() {
		return m.over.worlds.Position()
	}
	return m.session.Position()
}

// tallyMsg is the time to go on counting two worlds.
type tallyMsg struct{ ticket }

// followWorlds counts both worlds up to where they stand, or nearer to it.
func (m *Model) followWorlds() {
	if !m.over.worlds.Open() || !m.stale {
		return
	}
	if !m.countWorlds() {
		t := m.begin(tallyWork)
		m.aside(func() tea.Msg { return tallyMsg{t} })
	}
}

// countWorlds counts both as far as a frame has time for; all the way where there is no event loop.
func (m *Model) countWorlds() bool {
	slice := int64(worlds.Slice)
	if m.desk.alone {
		slice = 0
	}
	return m.over.worlds.Follow(slice)
}

// fillWorlds puts two worlds into the frame.
func (m *Model) fillWorlds(f *panel.Frame) {
	if !m.over.worlds.Open() {
		return
	}
	most := int64(track.Slice)
	if m.desk.alone {
		most = 0
		m.countWorlds()
	}
	f.Verdict, f.Waits, f.Edit, f.Tour, f.Fates = nil, nil, nil, nil, nil
	f.Worlds = m.over.worlds.Draw(f, m.canvas.width, m.canvas.height, most)
}
