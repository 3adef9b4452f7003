package ui

// Actions of the modes in which something lies over the machine.
const (
	cursorUp action = actions + iota
	cursorDown
	cursorPageUp
	cursorPageDown
	cursorFirst
	cursorLast
	accept
	startFilter
	complete
	completeBack
	olderLine
	newerLine
	answerYes
	answerNo
	answerSave
	cancelAsking
	takeNumbered
	allActions
)

func promptKeys() keyGroup {
	return keyGroup{name: "While typing a command", mode: prompting, bindings: []binding{
		bind(accept, on("enter"), "enter", "do it",
			"Carry the command out; if it cannot be done, the line stays and says why.").
			inFooter("do it"),
		bind(complete, on("tab"), "tab", "complete",
			"Complete the word; again for the next that fits.").inFooter("complete"),
		bind(completeBack, on("shift+tab"), "shift+tab", "complete back", "The completion before."),
		bind(olderLine, on("up", "ctrl+p"), "up", "earlier",
			"The command before, kept between runs.").inFooter("earlier"),
		bind(newerLine, on("down", "ctrl+n"), "down", "later", "The command after."),
		bind(closeTop, on("esc"), "esc", "close",
			"Close the line; the next : brings it back as it was.").inFooter("close"),
		bind(quitAtOnce, on("ctrl+c"), "ctrl+c", "close", "The same."),
	}}
}

func pickerKeys() keyGroup {
	return keyGroup{name: "In a list", mode: picking, bindings: []binding{
		bind(accept, on("enter", "space"), "enter", "take it",
			"Take the marked line: open the scene, spawn the function.").inFooter("take it"),
		bind(cursorDown, on("down", "j", "ctrl+n", "tab"), "down, j", "down",
			"The next line.").inFooter("choose").as("▴ ▾"),
		bind(cursorUp, on("up", "k", "ctrl+p", "shift+tab"), "up, k", "up", "The line before."),
		bind(cursorPageDown, on("pgdown"), "PgDn", "page down", "A page down."),
		bind(cursorPageUp, on("pgup"), "PgUp", "page up", "A page up."),
		bind(cursorFirst, on("home", "g"), "home, g", "first", "The first line."),
		bind(cursorLast, on("end", "G"), "end, G", "last", "The last line."),
		bind(startFilter, on("/"), "/", "filter",
			"Type letters that the line has, in this order.").inFooter("filter"),
		bind(closeTop, on("esc", "q"), "esc, q", "close",
			"Drop the filter, then close the list.").inFooter("close").as("esc"),
		bind(quitAtOnce, on("ctrl+c"), "ctrl+c", "close", "Close the list."),
	}}
}

func filterKeys() keyGroup {
	return keyGroup{name: "While typing a filter", mode: filtering, bindings: []binding{
		bind(accept, on("enter"), "enter", "take it",
			"Take the marked line: open the scene, spawn the function.").inFooter("take it"),
		bind(cursorDown, on("down", "ctrl+n", "tab"), "down", "down",
			"The next line.").inFooter("choose").as("▴ ▾"),
		bind(cursorUp, on("up", "ctrl+p", "shift+tab"), "up", "up", "The line before."),
		bind(cursorPageDown, on("pgdown"), "PgDn", "page down", "A page down."),
		bind(cursorPageUp, on("pgup"), "PgUp", "page up", "A page up."),
		bind(closeTop, on("esc"), "esc", "all lines", "Drop the filter; the list stays.").inFooter("all lines"),
		bind(quitAtOnce, on("ctrl+c"), "ctrl+c", "all lines", "The same."),
	}}
}

func readingKeys() keyGroup {
	return keyGroup{name: "On a page", mode: reading, bindings: []binding{
		bind(cursorDown, on("down", "j"), "down, j", "down", "A line down.").inFooter("scroll").as("▴ ▾"),
		bind(cursorUp, on("up", "k"), "up, k", "up", "A line up."),
		bind(cursorPageDown, on("pgdown", "space", "n"), "PgDn, space", "page down", "A page down."),
		bind(cursorPageUp, on("pgup", "b"), "PgUp, b", "page up", "A page up."),
		bind(cursorFirst, on("home", "g"), "home, g", "top", "To the top."),
		bind(cursorLast, on("end", "G"), "end, G", "bottom", "To the bottom."),
		bind(closeTop, on("esc", "q", "enter", "?", "f1"), "esc, q, ?", "close",
			"Close the page.").inFooter("close").as("esc"),
		bind(quitAtOnce, on("ctrl+c"), "ctrl+c", "close", "Close the page."),
	}}
}

func confirmKeys() keyGroup {
	return keyGroup{name: "When asked before leaving", mode: confirming, bindings: []binding{
		bind(answerSave, on("s", "S"), "s", "save and leave",
			"Save the session, then leave.").inFooter("save and leave"),
		bind(answerYes, on("y", "Y"), "y", "leave", "Leave without saving.").inFooter("leave").as("y"),
		bind(answerNo, on("n", "N", "esc"), "n, esc", "stay",
			"Go on where you were.").inFooter("stay").as("esc"),
		bind(cursorDown, on("right", "tab", "l"), "right, tab", "next answer", "Mark the next answer."),
		bind(cursorUp, on("left", "shift+tab", "h"), "left", "answer before", "Mark the answer before."),
		bind(accept, on("enter"), "enter", "take it", "Give the marked answer."),
		bind(quitAtOnce, on("ctrl+c"), "ctrl+c", "leave", "Leave without saving."),
	}}
}

func askingKeys() keyGroup {
	return keyGroup{name: "While every schedule is asked, or a sweep runs", mode: asking, bindings: []binding{
		bind(cancelAsking, on("esc", "q", "a"), "esc, a", "stop",
			"Stop; nothing is lost.").inFooter("stop").as("esc"),
		bind(quitAtOnce, on("ctrl+c"), "ctrl+c", "stop", "The same."),
	}}
}

func choiceKeys() keyGroup {
	return keyGroup{name: "While choosing who runs", mode: choosing, bindings: []binding{
		bind(accept, on("enter"), "enter", "take it",
			"Take the marked choice: it does that one pass, and the list shows what can happen then.").inFooter("take it"),
		bind(takeNumbered, on("1", "2", "3", "4", "5", "6", "7", "8", "9", "0"), "1-9, 0", "take that one",
			"Take the choice with that number, 0 for the tenth.").inFooter("take that one"),
		bind(cursorDown, on("down", "j", "tab"), "down, j", "down",
			"The next choice.").inFooter("choose").as("▴ ▾"),
		bind(cursorUp, on("up", "k", "shift+tab"), "up, k", "up", "The choice before."),
		bind(closeTop, on("esc"), "esc", "close",
			"Close the list. All other keys do what they do without it.").inFooter("close"),
	}}
}

// keyTable gives every binding, grouped, in the order of docs/keys.md.
func keyTable() []keyGroup {
	return []keyGroup{
		timeKeys(), changeKeys(), lookKeys(), programKeys(),
		promptKeys(), pickerKeys(), filterKeys(), readingKeys(), confirmKeys(), askingKeys(), choiceKeys(),
	}
}

// keymap finds the binding of a key in O(1).
type keymap struct {
	groups []keyGroup
	byKey  [modes]map[string]*binding
}

func newKeymap() *keymap {
	k := &keymap{groups: keyTable()}
	for g := range k.groups {
		group := &k.groups[g]
		if k.byKey[group.mode] == nil {
			k.byKey[group.mode] = make(map[string]*binding)
		}
		for i := range group.bindings {
			b := &group.bindings[i]
			for _, name := range b.Keys() {
				k.byKey[group.mode][name] = b
			}
		}
	}
	return k
}

// action gives what a key asks for in a mode; noAction where it means nothing there, or is disabled.
func (k *keymap) action(m mode, name string) action {
	if b := k.find(m, name); b != nil && b.Enabled() {
		return b.action
	}
	return noAction
}

// find gives the binding of a key in a mode, or nil.
func (k *keymap) find(m mode, name string) *binding {
	for _, one := range keysOf(m) {
		if b := k.byKey[one][name]; b != nil {
			return b
		}
	}
	return nil
}

// disable takes the key of an action away, from the footer and the page of all keys as well.
func (k *keymap) disable(a action) {
	for g := range k.groups {
		for i := range k.groups[g].bindings {
			if b := &k.groups[g].bindings[i]; b.action == a {
				b.SetEnabled(false)
			}
		}
	}
}
