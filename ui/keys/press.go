package keys

import "unicode/utf8"

// Press is a key that was pressed.
type Press struct {
	Name string // as a terminal names it
	Text string // what it types, "" for nothing
}

// PressOf returns the key of a name, with what it types: a sign that is no name of several letters types itself.
func PressOf(name string) Press {
	switch {
	case name == "space":
		return Press{Name: name, Text: " "}
	case utf8.RuneCountInString(name) == 1:
		return Press{Name: name, Text: name}
	}
	return Press{Name: name}
}
