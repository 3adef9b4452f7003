package ui

// mode says what the keys mean. There is one at a time.
type mode uint8

const (
	browsing   mode = iota // the machine is on the screen
	inspecting             // with the inspector open; the keys of browsing still work
	explaining             // with the reason chain open; the same
	measuring              // with the measures open; the same
	prompting              // a line is being typed: a command, or a number of ticks
	picking                // a list is open: scenes, or functions to spawn
	filtering              // the list's filter is being typed
	reading                // a page is open: all keys, an error, an answer
	confirming             // a question waits for its answer
	asking                 // every schedule is being explored
	choosing               // the choices are open; the keys of browsing that it has no use for still work
	modes
)

// keysOf gives the modes whose keys work in m, those first that come first.
func keysOf(m mode) []mode {
	switch m {
	case inspecting, explaining, measuring:
		return []mode{browsing}
	case choosing:
		return []mode{choosing, browsing}
	}
	return []mode{m}
}
