package keys

func promptKeys() Group {
	return Group{Name: "While typing a command", Mode: Prompting, Bindings: []Binding{
		bind(Accept, on("enter"), "enter", "do it",
			"Carry the command out; if it cannot be done, the line stays and says why.").
			inFooter("do it"),
		bind(Complete, on("tab"), "tab", "complete",
			"Complete the word; again for the next that fits.").inFooter("complete"),
		bind(CompleteBack, on("shift+tab"), "shift+tab", "complete back", "The completion before."),
		bind(OlderLine, on("up", "ctrl+p"), "up", "earlier",
			"The command before, kept between runs; first of all a line that was closed.").inFooter("earlier"),
		bind(NewerLine, on("down", "ctrl+n"), "down", "later", "The command after."),
		bind(CloseTop, on("esc"), "esc", "close",
			"Close the line; {prompt.earlier} brings it back as it was.").inFooter("close"),
		bind(QuitAtOnce, on("ctrl+c"), "ctrl+c", "close", "The same."),
	}}
}

func pickerKeys() Group {
	return Group{Name: "In a list", Mode: Picking, Bindings: []Binding{
		bind(Accept, on("enter", "space"), "enter", "take it",
			"Take the marked line: open the scene, spawn the function.").inFooter("take it"),
		bind(CursorDown, on("down", "j", "ctrl+n", "tab"), "down, j", "down",
			"The next line.").inFooter("choose").as("▴ ▾"),
		bind(CursorUp, on("up", "k", "ctrl+p", "shift+tab"), "up, k", "up", "The line before."),
		bind(CursorPageDown, on("pgdown"), "PgDn", "page down", "A page down."),
		bind(CursorPageUp, on("pgup"), "PgUp", "page up", "A page up."),
		bind(CursorFirst, on("home", "g"), "home, g", "first", "The first line."),
		bind(CursorLast, on("end", "G"), "end, G", "last", "The last line."),
		bind(ScrollRight, on("right", "l"), "right, l", "further right",
			"Scroll to the right, where names are cut.").withNext("scroll sideways"),
		bind(ScrollLeft, on("left", "h"), "left, h", "further left", "Scroll to the left."),
		bind(StartFilter, on("/"), "/", "filter",
			"Type letters that the line has, in this order. Any letter that is no key of the list begins it "+
				"too.").inFooter("filter"),
		bind(CloseTop, on("esc", "q"), "esc, q", "close",
			"Drop the filter, then close the list.").inFooter("close").as("esc"),
		bind(QuitAtOnce, on("ctrl+c"), "ctrl+c", "close", "Close the list."),
	}}
}

func filterKeys() Group {
	return Group{Name: "While typing a filter", Mode: Filtering, Bindings: []Binding{
		bind(Accept, on("enter"), "enter", "take it",
			"Take the marked line: open the scene, spawn the function.").inFooter("take it"),
		bind(CursorDown, on("down", "ctrl+n", "tab"), "down", "down",
			"The next line.").inFooter("choose").as("▴ ▾"),
		bind(CursorUp, on("up", "ctrl+p", "shift+tab"), "up", "up", "The line before."),
		bind(CursorPageDown, on("pgdown"), "PgDn", "page down", "A page down."),
		bind(CursorPageUp, on("pgup"), "PgUp", "page up", "A page up."),
		bind(CloseTop, on("esc"), "esc", "all lines", "Drop the filter; the list stays.").inFooter("all lines"),
		bind(QuitAtOnce, on("ctrl+c"), "ctrl+c", "all lines", "The same."),
	}}
}

func paletteKeys() Group {
	return Group{Name: "In the palette", Mode: Searching, Bindings: []Binding{
		bind(Accept, on("enter"), "enter", "do it",
			"Do what the marked line says; what needs more words goes into the prompt.").inFooter("do it"),
		bind(Complete, on("tab"), "tab", "into the prompt",
			"Put what the line types into the prompt, to be changed first.").inFooter("into the prompt"),
		bind(CursorDown, on("down", "ctrl+n"), "down", "down", "The next line.").inFooter("choose").as("▴ ▾"),
		bind(CursorUp, on("up", "ctrl+p"), "up", "up", "The line before."),
		bind(CursorPageDown, on("pgdown"), "PgDn", "page down", "A page down."),
		bind(CursorPageUp, on("pgup"), "PgUp", "page up", "A page up."),
		bind(CloseTop, on("esc"), "esc", "close",
			"Close the palette; all is as it was.").inFooter("close"),
		bind(QuitAtOnce, on("ctrl+c"), "ctrl+c", "close", "The same."),
	}}
}

func readingKeys() Group {
	return Group{Name: "On a page", Mode: Reading, Bindings: []Binding{
		bind(CursorDown, on("down", "j"), "down, j", "down", "A line down.").inFooter("scroll").as("▴ ▾"),
		bind(CursorUp, on("up", "k"), "up, k", "up", "A line up."),
		bind(CursorPageDown, on("pgdown", "space"), "PgDn, space", "page down", "A page down."),
		bind(CursorPageUp, on("pgup", "b"), "PgUp, b", "page up", "A page up."),
		bind(CursorFirst, on("home", "g"), "home, g", "top", "To the top."),
		bind(CursorLast, on("end", "G"), "end, G", "bottom", "To the bottom."),
		bind(GoThrough, on("n"), "n", "through the schedule",
			"On the answer about every schedule: close it, and go through the schedule that was found. On other "+
				"pages: a page down."),
		bind(AskAll, on("a"), "a", "with spurious wakeups",
			"On the answer about every schedule: ask again, and whoever waits may wake for no reason."),
		bind(AskAnyWake, on("w"), "w", "with any wake order",
			"On that answer: ask again, and a signal may wake any of those who wait."),
		bind(AskOtherGrain, on("o"), "o", "at the other grain",
			"On that answer: ask again at grain op alone, or, where that was asked, at grain pass."),
		bind(Accept, on("enter"), "enter", "take it, or close",
			"On the page of cures: put the marked change into the editor. On other pages: close the page."),
		bind(OpenWorlds, on("D"), "D", "before and after",
			"On the page of cures: show the scene before and after the marked change side by side."),
		bind(KeepCopy, on("ctrl+s"), "ctrl+s", "keep a copy",
			"On the page of cures: write the scene with the marked change into a new file."),
		bind(OpenHelp, on("?", "f1"), "?, F1", "all keys", "All keys; on the page of all keys: close it."),
		bind(CloseTop, on("esc", "q"), "esc, q", "close",
			"Close the page. All other keys close it and do what they do without it; those of the screen alone, such "+
				"as {copy-screen} and {next-theme}, leave it open.").inFooter("close").as("esc"),
		bind(QuitAtOnce, on("ctrl+c"), "ctrl+c", "close", "Close the page."),
	}}
}

func confirmKeys() Group {
	return Group{Name: "When asked before leaving", Mode: Confirming, Bindings: []Binding{
		bind(AnswerSave, on("S"), "S", "save and leave",
			"Save the session, then leave.").inFooter("save and leave"),
		bind(AnswerYes, on("q"), "q", "leave", "Leave without saving.").inFooter("leave"),
		bind(AnswerNo, on("esc"), "esc", "stay",
			"Go on where you were.").inFooter("stay"),
		bind(CursorDown, on("right", "tab", "l"), "right, tab", "next answer", "Mark the next answer."),
		bind(CursorUp, on("left", "shift+tab", "h"), "left", "answer before", "Mark the answer before."),
		bind(Accept, on("enter"), "enter", "take it", "Give the marked answer."),
		bind(QuitAtOnce, on("ctrl+c"), "ctrl+c", "leave", "Leave without saving."),
	}}
}

func askingKeys() Group {
	return Group{Name: "While every schedule is asked, or a sweep runs", Mode: Asking, Bindings: []Binding{
		bind(CancelAsking, on("esc", "q"), "esc, q", "stop",
			"Stop; nothing is lost.").inFooter("stop").as("esc"),
		bind(QuitAtOnce, on("ctrl+c"), "ctrl+c", "stop", "The same."),
	}}
}

func choiceKeys() Group {
	return Group{Name: "While choosing who runs", Mode: Choosing, Bindings: []Binding{
		bind(Accept, on("enter"), "enter", "take it",
			"Take the marked choice: it does that one pass, and the list shows what can happen then.").inFooter(
			"take it"),
		bind(TakeNumbered, on("1", "2", "3", "4", "5", "6", "7", "8", "9", "0"), "1-9, 0", "take that one",
			"Take the choice with that number, 0 for the tenth.").inFooter("take that one"),
		bind(CursorDown, on("down", "j"), "down, j", "down",
			"The next choice.").inFooter("choose").as("▴ ▾"),
		bind(CursorUp, on("up", "k"), "up, k", "up", "The choice before."),
		bind(CloseTop, on("esc"), "esc", "close",
			"Close the list. All other keys do what they do without it: {select-next} selects a "+
				"coroutine.").inFooter("close"),
	}}
}

func sceneKeys() Group {
	return Group{Name: "On the page of the scene", Mode: Introducing, Bindings: []Binding{
		bind(Accept, on("enter"), "enter", "do it",
			"Do what the marked row says: press its keys from the start, carry out its command, go to its scene. "+
				"Where there is no such row: close the page.").inFooter("do it"),
		bind(TakeNumbered, on("1", "2", "3", "4", "5", "6", "7", "8", "9"), "1-9", "go to that scene",
			"Open the scene with that number: the cure, a culprit, what comes next.").inFooter("that scene"),
		bind(CursorDown, on("down", "j"), "down, j", "down",
			"The next row that does something; where none is in sight, a line down.").inFooter("choose").as("▴ ▾"),
		bind(CursorUp, on("up", "k"), "up, k", "up", "The row before that does something, or a line up."),
		bind(CursorPageDown, on("pgdown"), "PgDn", "page down", "A page down."),
		bind(CursorPageUp, on("pgup"), "PgUp", "page up", "A page up."),
		bind(CursorFirst, on("home", "g"), "home, g", "top", "To the top."),
		bind(CursorLast, on("end", "G"), "end, G", "bottom", "To the bottom."),
		bind(CloseTop, on("esc", "q", "I"), "esc, I", "close",
			"Close the page and begin. All other keys close it and do what they do without it; {prompt} has "+
				"the first command of try in its line.").inFooter("close").as("esc"),
		bind(QuitAtOnce, on("ctrl+c"), "ctrl+c", "close", "Close the page."),
	}}
}
