package ui

// goalLine is what the scene asks for, in its own words.
func (m *Model) goalLine() string {
	if g := m.session.Program().Goal; g != "" {
		return "Goal: " + g
	}
	return ""
}
