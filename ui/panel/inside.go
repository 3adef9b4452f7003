package panel

import "strconv"

// inside adds to the name of an item what is kept in it, where the scene looks at that.
func (m *moment) inside(name string, label int64) string {
	for i := range m.now.Items {
		if it := &m.now.Items[i]; it.Label == label && it.Freed {
			return name + " dropped"
		} else if it.Label == label && m.prog.UsesValues {
			return name + "=" + strconv.FormatInt(it.Value, 10)
		}
	}
	return name
}

// insideMemory does so for a piece of memory.
func (m *moment) insideMemory(name string, label int64) string {
	if !m.prog.UsesValues {
		return name
	}
	for i := range m.now.Memory {
		if p := &m.now.Memory[i]; p.Label == label {
			return name + ", holds " + strconv.FormatInt(p.Value, 10)
		}
	}
	return name + " given back"
}
