package keys

// Mode says what the keys mean. There is one at a time.
type Mode uint8

// The modes.
const (
	Browsing    Mode = iota // the machine is on the screen
	Inspecting              // with the inspector open; the keys of browsing still work
	Explaining              // with the reason chain open; the keys of browsing that it has no use for still work
	Measuring               // with the measures open; the same
	Prompting               // a line is being typed: a command, or a number of ticks
	Picking                 // a list is open: scenes, or functions to spawn
	Filtering               // the list's filter is being typed
	Reading                 // a page is open: all keys, an error, an answer
	Confirming              // a question waits for its answer
	Asking                  // every schedule is being explored
	Choosing                // the choices are open; the keys of browsing that it has no use for still work
	Introducing             // the page of the scene is open; a key that it has no use for closes it first
	Searching               // the palette is open, and what is looked for is being typed
	Editing                 // a scene is being edited
	Switching               // the list of rules is open
	Comparing               // two worlds are shown, in lock step
	Predicting              // it is asked what happens next; once it is answered, the keys of browsing work
	Modes                   // how many there are
)

// Types reports whether letters are text in a mode.
func Types(m Mode) bool { return m == Prompting || m == Filtering || m == Searching || m == Editing }

// ModesOf returns the modes whose keys work in m, those first that come first.
func ModesOf(m Mode) []Mode {
	switch m {
	case Inspecting, Measuring:
		return []Mode{Browsing}
	case Choosing, Introducing, Explaining, Predicting:
		return []Mode{m, Browsing}
	}
	return []Mode{m}
}
