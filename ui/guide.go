package ui

import (
	"slices"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/ui/keys"
	"github.com/quartet-os/quartet/ui/panel"
)

// hints returns the footer: the keys of the focused panel, those that help on at this moment, then those of the mode.
func (m *Model) hints() []panel.KeyHint {
	var all []panel.KeyHint
	var offered [keys.Actions]bool
	if keys.ModesOf(m.stack.Mode)[0] == keys.Browsing {
		all = m.focusHints()
		for _, h := range keys.Next(m.situation()) {
			all = m.offer(all, h)
			offered[h.Action] = true
		}
	}
	for b := range m.keys.Footer(m.stack.Mode) {
		if !offered[b.Action] {
			all = m.offer(all, keys.Hint{Action: b.Action})
		}
	}
	return all
}

// offer appends the hint of an action, unless it would do nothing here or its key means something else in this mode.
func (m *Model) offer(all []panel.KeyHint, h keys.Hint) []panel.KeyHint {
	for b := range m.keys.In(m.stack.Mode) {
		if b.Action != h.Action {
			continue
		}
		if b.Footer == "" || !m.serves(b.Action) || m.keys.Find(m.stack.Mode, b.Keys()[0]) != b {
			return all
		}
		hint := panel.KeyHint{Key: b.Show, Does: b.Footer}
		if h.Word != "" {
			hint.Does = h.Word
		}
		return append(all, hint)
	}
	return all
}

// fewPasses is how many passes are gone through step by step before the footer leads further.
const fewPasses = 3

// situation is what the footer has to know of this moment.
func (m *Model) situation() keys.Situation {
	now := m.now()
	s := keys.Situation{
		Early: now.Pass < fewPasses, Playing: m.play.on, Past: m.session.Position() < m.session.Length(),
		LaidOut: m.known.highlight.on(m.session) != nil,
	}
	if end := now.End.Kind; end != engine.NotEnded {
		s.Ended, s.Failed = true, end != engine.EndDone
		return s
	}
	locked := slices.ContainsFunc(now.Mutexes, func(x engine.MutexView) bool { return len(x.LockQueue) > 0 })
	s.Asleep = locked && m.session.Engine().Probe().Deadlocked() != nil
	if c, ok := m.chosen(); ok {
		s.Sleeper = c.Place == engine.Waiting || c.Place == engine.TimedWaiting
	}
	return s
}

// serves reports whether the footer should offer an action, since it would do something here: in a scene without
// producers p only says that there are none.
func (m *Model) serves(a keys.Action) bool {
	role := program.Producer
	switch a {
	case keys.SpawnProducer:
	case keys.SpawnConsumer:
		role = program.Consumer
	case keys.SpawnAny:
		return !m.serves(keys.SpawnProducer) && !m.serves(keys.SpawnConsumer)
	case keys.StepOn, keys.PassOn, keys.StopOn, keys.PlayOrPause:
		return !m.ended() || m.session.Position() < m.session.Length()
	case keys.GoFirst:
		return m.session.Length() > 0
	case keys.GoLast:
		return m.session.Position() < m.session.Length()
	case keys.Undo:
		return len(m.session.Commands()) > 0 || len(m.scenes.left) > 0
	case keys.OtherFuture:
		return len(m.session.Branches()) > 1
	case keys.CapacityUp, keys.CapacityDown:
		return len(m.session.Program().Queues) > 0
	case keys.KillSelected, keys.WakeSelected, keys.RunNext, keys.InjectTimeout:
		return m.somebody()
	default:
		return true
	}
	return slices.ContainsFunc(m.session.Program().Funcs, func(f program.Func) bool {
		return f.Spawnable && (f.Role == role || f.Role == program.Both)
	})
}

// focusHints returns the keys that belong to the focused panel; they come first.
func (m *Model) focusHints() []panel.KeyHint {
	switch m.look.focus {
	case panel.ListingPanel:
		return []panel.KeyHint{{Key: "▴ ▾", Does: "scroll"}, {Key: "f", Does: "function"},
			{Key: "K", Does: "scheduler"}}
	case panel.StoryPanel, panel.ObjectsPanel:
		return []panel.KeyHint{{Key: "▴ ▾", Does: "scroll"}}
	case panel.WorkPanel:
		return []panel.KeyHint{{Key: "<", Does: "smaller"}, {Key: ">", Does: "larger"}}
	case panel.TimePanel:
		return []panel.KeyHint{{Key: "[", Does: "pass back"}, {Key: "]", Does: "pass on"}}
	case panel.FreePanel, panel.ReadyPanel, panel.RunningPanel, panel.WaitingPanel, panel.TimedPanel:
		return []panel.KeyHint{{Key: "tab", Does: "select"}, {Key: "i", Does: "inspect"}}
	}
	return nil
}
