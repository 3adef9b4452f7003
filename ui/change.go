package ui

import (
	"fmt"
	"strings"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
)

// do asks the session for a change and says what came of it.
func (m *Model) do(c engine.Command) error {
	m.pause()
	change, err := m.session.Do(c)
	if err != nil {
		m.refuse(plain(err))
		return err
	}
	m.canvas.track.forget()
	m.written.log.Command(c.String())
	text := program.Clause(change.Text) + " · u undoes"
	if change.Branched {
		text += " · this is another future now: B returns to the one before"
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

// spawnable lists the functions that can be spawned and pass the test; nil passes all.
func (m *Model) spawnable(test func(program.Func) bool) []program.Func {
	var all []program.Func
	for _, f := range m.session.Program().Funcs {
		if f.Spawnable && (test == nil || test(f)) {
			all = append(all, f)
		}
	}
	return all
}

// spawnRole spawns a coroutine whose function puts, or takes. One that does both serves where none does one alone.
func (m *Model) spawnRole(role program.Role, word string) {
	fit := m.spawnable(func(f program.Func) bool { return f.Role == role })
	if len(fit) == 0 {
		fit = m.spawnable(func(f program.Func) bool { return f.Role == program.Both })
	}
	if c, ok := m.chosen(); ok && len(fit) > 1 {
		for _, f := range fit {
			if f.Name == m.session.Program().Funcs[c.Func].Name {
				fit = []program.Func{f}
			}
		}
	}
	switch len(fit) {
	case 0:
		does := "puts into a queue"
		if role == program.Consumer {
			does = "takes from a queue"
		}
		m.refuse(fmt.Sprintf("this scene has no %s: no function of it %s · s spawns any function", word, does))
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
		m.refuse("select a coroutine first: tab, or a click · then " + does)
		return
	}
	_ = m.do(engine.Command{Verb: v, At: engine.Now, Who: who})
}

// target names the coroutine that a key acts on. With none selected, a timeout means the nearest deadline, a wake or a
// timeout the only one that waits; nothing is killed by default.
func (m *Model) target(v engine.Verb) (who string, ok bool) {
	if c, ok := m.chosen(); ok {
		return c.Name, true
	}
	var waiting, timed []engine.CoroutineView
	for _, c := range m.coroutines() {
		switch c.Place {
		case engine.Waiting:
			waiting = append(waiting, c)
		case engine.TimedWaiting:
			timed = append(timed, c)
		}
	}
	if v == engine.TimeoutVerb && len(timed) > 0 {
		nearest := timed[0]
		for _, c := range timed {
			if c.Deadline < nearest.Deadline {
				nearest = c
			}
		}
		return nearest.Name, true
	}
	if (v == engine.WakeVerb || v == engine.TimeoutVerb) && len(waiting)+len(timed) == 1 {
		return append(waiting, timed...)[0].Name, true
	}
	return "", false
}

// changeCapacity makes the work queue larger or smaller by one.
func (m *Model) changeCapacity(by int64) {
	queues := m.now().Queues
	if len(queues) == 0 {
		m.refuse("this scene has no work queue whose capacity could change")
		return
	}
	q := queues[0]
	n := int64(q.Max) + by
	if n < 0 {
		m.refuse(q.Name + " has capacity 0 already · > makes it larger")
		return
	}
	err := m.do(engine.Command{Verb: engine.CapacityVerb, At: engine.Now, Name: q.Name, N: n})
	if err == nil && len(queues) > 1 {
		m.notice.text += fmt.Sprintf(" · :capacity %s n for another", queues[1].Name)
	}
}

// undo takes back the newest change: a command, or a change of scene.
func (m *Model) undo() {
	m.pause()
	text, err := m.session.Undo()
	if err != nil {
		if m.returnTo() {
			return
		}
		m.refuse(plain(err))
		return
	}
	m.canvas.track.forget()
	m.tell(program.Clause(text) + " · B brings it back")
}

// otherFuture goes to the branch that was left, and back.
func (m *Model) otherFuture() {
	m.pause()
	text, err := m.session.OtherFuture()
	if err != nil {
		m.refuse(plain(err))
		return
	}
	m.canvas.track.forget()
	m.tell(program.Clause(text) + " · B goes back")
}
