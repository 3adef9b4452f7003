package measure

import "slices"

// put takes in an item that joins a queue.
func (m *Meter) put(q int, item int64) {
	w := &m.queues[q]
	w.put = append(w.put, m.now)
	if w.names != nil {
		w.names = append(w.names, item)
	}
	m.add(channel(puts).of(q), 1)
	m.fill(q, 1)
}

// take takes in that an item leaves a queue: the oldest, or of a stack the newest, unless the scene puts items between
// others and takes them out from there.
func (m *Meter) take(q int, item int64) {
	w := &m.queues[q]
	i := slices.Index(w.names[min(w.head, len(w.names)):], item)
	if i < 0 {
		m.takeNext(q)
		return
	}
	i += w.head
	since := w.put[i]
	w.put, w.names = slices.Delete(w.put, i, i+1), slices.Delete(w.names, i, i+1)
	m.left(q, since)
}

// takeNext takes in that the next item leaves a queue, whichever it is.
func (m *Meter) takeNext(q int) {
	w := &m.queues[q]
	if len(w.put) == w.head {
		return
	}
	var since int64
	if w.stack {
		since = w.put[len(w.put)-1]
		w.put = w.put[:len(w.put)-1]
		w.names = w.names[:min(len(w.names), len(w.put))]
	} else {
		since = w.put[w.head]
		if w.head++; w.head > 64 && w.head > len(w.put)/2 {
			w.put = w.put[:copy(w.put, w.put[w.head:])]
			if w.names != nil {
				w.names = w.names[:copy(w.names, w.names[w.head:])]
			}
			w.head = 0
		}
	}
	m.left(q, since)
}

// left books that an item leaves a queue in which it was since a tick.
func (m *Meter) left(q int, since int64) {
	m.add(channel(takes).of(q), 1)
	m.add(channel(itemTicks).of(q), m.now-since)
	m.best.wait[q] = max(m.best.wait[q], m.now-since)
	m.fill(q, -1)
}
