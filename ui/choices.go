package ui

import (
	"fmt"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/ui/keys"
	"github.com/quartet-os/quartet/ui/panel"
)

// The limits of the list of choices: coroutines on READY that are looked at, and ways that the pass of one can go.
const (
	mostRunners = 40
	mostWays    = 12
	// passOps is how many ops of a pass are looked at, allOps those of all passes together: some hundredths of a second.
	passOps = 20_000
	allOps  = 500_000
)

// choice is one thing that can happen next, and the commands that bring it about.
type choice struct {
	row  panel.ChoiceRow
	run  string  // who is made the next on the CPU, "" for no need
	take []int32 // alternatives of what the scene leaves open in that pass
}

// choices is everything that can happen next at a state.
type choices struct {
	all  []choice
	more int // left out
}

// chooser tries the choices of a state in a machine of its own, so that each says what really comes of it.
type chooser struct {
	at   *engine.Engine
	now  *engine.Snapshot
	ops  int // that may still be looked at
	prog *program.Program
	try  *engine.Engine
	then *engine.Snapshot
}

// enabled lists what can happen next: at a state between passes who runs, and for each of them the ways its pass can go
// (whom it wakes, how long it sleeps). In the middle of a pass its coroutine goes on, in the ways that are open.
func (m *Model) enabled() choices {
	e := m.session.Engine()
	var c choices
	if e.End().Kind != engine.NotEnded {
		return c
	}
	k := &m.chooser
	k.at, k.now, k.prog, k.ops = e, m.now(), m.session.Program(), allOps
	if k.now.Running >= 0 || e.Policy() == program.RoundRobin || len(k.now.Ready) == 0 {
		k.ways(-1, &c)
		return c
	}
	for i, slot := range k.now.Ready {
		if i >= mostRunners || k.ops <= 0 {
			c.more += len(k.now.Ready) - i
			break
		}
		k.ways(slot, &c)
	}
	return c
}

// ways adds the ways in which the next pass of a slot can go; -1 is whoever comes next.
func (k *chooser) ways(slot int, c *choices) {
	var picks engine.Choices
	first := len(c.all)
	for n, more := 0, true; more; n++ {
		if n == mostWays || n > 0 && k.ops <= 0 {
			c.more++
			break
		}
		k.try = k.at.Fork(k.try)
		k.try.Quiet(false)
		picks.Seen = picks.Seen[:0]
		events := k.pass(slot, &picks)
		one := choice{take: make([]int32, len(picks.Seen))}
		copy(one.take, picks.Take)
		if slot >= 0 && slot != k.now.Ready[0] {
			one.run = k.now.Coroutines[slot].Name
		}
		one.row = k.tell(slot, events)
		if len(picks.Seen) > 0 {
			one.row.How = k.how(one.row.Who)
		}
		c.all = append(c.all, one)
		more = nextWay(&picks)
	}
	if len(c.all)-first == 1 {
		c.all[first].row.How = ""
	}
}

// pass lets a slot run, up to the end of its pass or of the ops that are looked at. It gives what happened.
func (k *chooser) pass(slot int, picks *engine.Choices) []engine.Event {
	var all []engine.Event
	k.try.Steer(slot, picks)
	for range passOps {
		at := k.try.StepNumber()
		all = append(all, k.try.Step()...)
		k.ops--
		if k.try.StepNumber() == at || k.try.RunningSlot() < 0 || k.try.End().Kind != engine.NotEnded {
			break
		}
	}
	return all
}

// nextWay goes on to the next alternatives; false after the last.
func nextWay(p *engine.Choices) bool {
	for len(p.Take) < len(p.Seen) {
		p.Take = append(p.Take, 0)
	}
	p.Take = p.Take[:len(p.Seen)]
	for i := len(p.Take) - 1; i >= 0; i-- {
		if p.Take[i]+1 < p.Seen[i] {
			p.Take[i]++
			p.Take = p.Take[:i+1]
			return true
		}
	}
	return false
}

// tell puts into a row what a pass would do.
func (k *chooser) tell(slot int, events []engine.Event) panel.ChoiceRow {
	who := slot
	if who < 0 {
		who = k.now.Running
	}
	r := panel.ChoiceRow{Who: who}
	for i := range events {
		ev := &events[i]
		if ev.Kind != engine.Moved {
			continue
		}
		from, to := engine.Place(ev.From), engine.Place(ev.To)
		if r.Who < 0 && to == engine.Running {
			r.Who = int(ev.Who)
		}
		switch {
		case int(ev.Who) == r.Who:
			r.To = to
		case r.Who >= 0 && int(ev.Arg) == r.Who && to == engine.Ready && from != engine.Free:
			r.Wakes = append(r.Wakes, int(ev.Who))
		}
	}
	if end := k.try.End().Kind; end != engine.NotEnded {
		r.End, r.Bad = end.String(), end != engine.EndDone
	} else if k.try.RunningSlot() == r.Who && r.Who >= 0 {
		r.To = engine.Running
	}
	if r.Who < 0 {
		k.then = k.try.Snapshot(k.then)
		r.Text = fmt.Sprintf("nobody is ready: time goes on from %d to %d", k.now.Time, k.then.Time)
		return r
	}
	c := &k.now.Coroutines[r.Who]
	r.Line, r.Text = c.Line, k.prog.OpText(c.PC)
	return r
}

// how says what a pass decided beside whom it wakes: how long its coroutine sleeps or computes.
func (k *chooser) how(who int) string {
	k.then = k.try.Snapshot(k.then)
	if who < 0 {
		return ""
	}
	c := &k.then.Coroutines[who]
	switch {
	case !c.Live:
	case c.Left > 0:
		return fmt.Sprintf("computes %d more", c.Left)
	case c.Place == engine.TimedWaiting && c.Deadline != engine.NoDeadline:
		return "for " + ticks(c.Deadline-c.Since)
	}
	return ""
}

// inChoices handles a key while the choices are open: those that are no choice work as ever.
func (m *Model) inChoices(a keys.Action, name string) tea.Cmd {
	all := m.enabled().all
	m.choiceAt = max(min(m.choiceAt, len(all)-1), 0)
	m.stale = true
	switch a {
	case keys.CursorUp:
		m.choiceAt = max(m.choiceAt-1, 0)
	case keys.CursorDown:
		m.choiceAt = max(min(m.choiceAt+1, len(all)-1), 0)
	case keys.Accept:
		m.takeChoice(all, m.choiceAt)
	case keys.TakeNumbered:
		m.takeChoice(all, (int(name[0]-'0')+9)%10)
	default:
		return m.browse(a, name)
	}
	return nil
}

// clickChoice takes a row of the list as keys would, so that a script of what was done has them.
func (m *Model) clickChoice(row int) tea.Cmd {
	if row < 0 || row >= len(m.enabled().all) {
		return nil
	}
	if row < 10 {
		return m.pressed(strconv.Itoa((row+1)%10), tea.KeyPressMsg{})
	}
	for m.choiceAt < row {
		m.pressed("down", tea.KeyPressMsg{})
	}
	for m.choiceAt > row {
		m.pressed("up", tea.KeyPressMsg{})
	}
	return m.pressed("enter", tea.KeyPressMsg{})
}

// takeChoice makes a choice happen: it gives the commands for it and does that one pass.
func (m *Model) takeChoice(all []choice, at int) {
	m.pause()
	m.stale = true
	switch {
	case len(all) == 0 || m.session.Full():
		m.atEnd()
		return
	case at >= len(all):
		m.refuse(fmt.Sprintf("there is no choice %d: there are %d", at+1, len(all)))
		return
	}
	c := &all[at]
	var given []string
	branched := false
	for _, command := range c.commands() {
		change, err := m.session.Do(command)
		if err != nil {
			m.refuse(plain(err))
			return
		}
		given = append(given, command.String())
		branched = branched || change.Branched
	}
	if len(given) > 0 {
		m.track.forget()
	}
	m.toPassEnd()
	m.choiceAt = 0
	m.follow()
	text := strings.Join(given, ", ")
	switch {
	case branched:
		m.tell(text + " · u undoes · this is another future now: B returns to the one before")
	case text != "":
		m.tell(text + " · u undoes")
	default:
		m.notice = ""
	}
	m.judge()
}

// commands are what makes a choice happen. The front of READY needs none.
func (c *choice) commands() []engine.Command {
	var all []engine.Command
	if len(c.take) > 0 {
		all = append(all, engine.Command{Verb: engine.ChooseVerb, At: engine.Now,
			Token: strings.Trim(fmt.Sprint(c.take), "[]")})
	}
	if c.run != "" {
		all = append(all, engine.Command{Verb: engine.RunVerb, At: engine.Now, Who: c.run})
	}
	return all
}

// choicePage is the list of choices as it is drawn.
func (m *Model) choicePage() panel.Overlay {
	c := m.enabled()
	page := &panel.Choices{Selected: max(min(m.choiceAt, len(c.all)-1), 0), More: c.more, Goal: m.goalLine()}
	for i := range c.all {
		page.Rows = append(page.Rows, c.all[i].row)
	}
	page.Note = m.choiceNote(&c)
	return page
}

// choiceNote is a word on the choices, where they need one.
func (m *Model) choiceNote(c *choices) string {
	now, s := m.now(), m.session.Program().Settings
	switch {
	case now.End.Kind != engine.NotEnded:
		return "Nothing can happen any more: " + now.End.Text + " b goes back, home to the start."
	case now.Policy == program.RoundRobin:
		return "Round robin leaves no choice of who runs: every slot is resumed in turn."
	case now.Running >= 0 && now.Policy == program.Preemptive:
		return fmt.Sprintf("%s keeps the CPU until its quantum of %d is over, or it leaves it.",
			now.Coroutines[now.Running].Name, now.Quantum)
	case now.Running >= 0:
		return fmt.Sprintf("%s keeps the CPU until it yields, blocks or ends.", now.Coroutines[now.Running].Name)
	case s.Grain == program.GrainOp && now.Policy == program.Cooperative:
		return "check interleaves single ops in this scene; :policy preemptive 1 makes each op a choice."
	case c.more > 0:
		return fmt.Sprintf("%d are not listed; :run and :choose take them as well.", c.more)
	}
	return ""
}
