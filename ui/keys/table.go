package keys

// Table returns every binding, grouped, in the order of docs/keys.md.
func Table() []Group {
	return []Group{
		timeKeys(), changeKeys(), lookKeys(), programKeys(),
		promptKeys(), pickerKeys(), filterKeys(), paletteKeys(),
		readingKeys(), confirmKeys(), askingKeys(), choiceKeys(), whyKeys(), questionKeys(), sceneKeys(),
		editorKeys(), ruleKeys(), worldsKeys(),
	}
}

// MouseLine is one line of the mouse's table, for the page of all keys and docs/keys.md.
type MouseLine struct{ What, Short, About string }

// MouseTable returns what the mouse does.
func MouseTable() []MouseLine {
	return []MouseLine{
		{"click a name", "select", "Select the coroutine, wherever its name stands."},
		{"click an object", "why", "Ask why it is as it is: an object's name, or an item in a work queue."},
		{"click a function", "listing", "Show its listing."},
		{"click a key", "press it", "In the footer and in dialogs: the same as pressing it."},
		{"click the timeline", "go there", "Go to that pass; drag to go through time."},
		{"click beside a dialog", "close", "Close it."},
		{"wheel", "scroll", "On the story, the listing and the objects: scroll. Elsewhere: through time. Sideways: " +
			"in a list, in the palette and in the listing."},
		{"shift and drag", "text", "The terminal's own selection of text; M lets go of the mouse altogether."},
	}
}
