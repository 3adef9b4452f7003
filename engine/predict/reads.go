package predict

import "github.com/quartet-os/quartet/engine"

// Reads says in a few words how a machine stands in what was asked, "" where no state tells that.
func (q *Question) Reads(e *engine.Engine) string {
	o := &outcome{e: e, then: e.Snapshot(nil), over: true}
	f := q.fact
	switch q.Topic {
	case Owner:
		return lockText(o.then, &o.then.Mutexes[f.index])
	case Amount:
		return o.then.Queues[f.index].Name + " " + f.read(o)
	case Value:
		return o.then.Vars[f.index].Name + " " + f.read(o)
	case Where:
		return f.name + " " + f.read(o)
	}
	return ""
}

// lockText says who has a mutex, and who waits for it.
func lockText(s *engine.Snapshot, m *engine.MutexView) string {
	text := m.Name + " free"
	if m.Owner >= 0 {
		text = m.Name + " held by " + ownerOf(m)
	}
	for i, slot := range m.LockQueue {
		text += [...]string{", queue ", " "}[min(i, 1)] + s.Coroutines[slot].Name
	}
	return text
}
