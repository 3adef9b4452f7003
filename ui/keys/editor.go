package keys

func editorKeys() Group {
	all := append(textKeys(), selectKeys()...)
	return Group{Name: "While editing a scene", Mode: Editing, Bindings: append(all,
		bind(CloseTop, on("esc"), "esc", "leave",
			"Back to the machine; the draft stays, and {edit} returns to it.").inFooter("leave, keep the draft"),
		bind(QuitAtOnce, on("ctrl+c"), "ctrl+c", "copy, or leave",
			"Where something is selected, copy it, and let go of it; else the same as {editor.close}."),
	)}
}

// textKeys lead through the text and change it.
func textKeys() []Binding {
	return []Binding{
		bind(KeepCopy, on("ctrl+s"), "ctrl+s", "keep a copy",
			"Keep the text in a file beside you, under the first name that is free; pressed again, in the "+
				"same file.").
			inFooter("keep a copy"),
		bind(ApplyEdit, on("f5"), "F5", "run it",
			"Run the text from its boot, with the same seed and, as far as they fit, the same commands; "+
				"{undo} takes it back afterwards.").inFooter("run it"),
		bind(UndoEdit, on("ctrl+z", "ctrl+_", "ctrl+/"), "ctrl+z, ctrl+_", "undo",
			"Take the last change of the text back.").inFooter("undo").as("ctrl+z"),
		bind(RedoEdit, on("ctrl+y", "ctrl+shift+z"), "ctrl+y", "redo", "Do again what was taken back."),
		bind(EditOutside, on("ctrl+e"), "ctrl+e", "your editor",
			"Go on with $VISUAL or $EDITOR: on the scene's file, or, where the text is another, on a copy.").
			inFooter("your editor"),
		bind(BreakLine, on("enter", "shift+enter"), "enter", "a new line",
			"A new line, as far from the left as the one before."),
		bind(Indent, on("tab"), "tab", "indent",
			"A tab; where several lines are selected, each further to the right."),
		bind(Outdent, on("shift+tab"), "shift+tab", "back by a tab",
			"The line, or each that is selected, further to the left."),
		bind(CursorUp, on("up", "ctrl+p"), "up", "up", "A line up."),
		bind(CursorDown, on("down", "ctrl+n"), "down", "down", "A line down."),
		bind(CursorLeft, on("left"), "left", "left", "A sign to the left."),
		bind(CursorRight, on("right"), "right", "right", "A sign to the right."),
		bind(WordLeft, on("ctrl+left", "alt+left", "alt+b"), "ctrl+left", "a word left", "A word to the left."),
		bind(WordRight, on("ctrl+right", "alt+right", "alt+f"), "ctrl+right", "a word right",
			"A word to the right."),
		bind(LineStart, on("home", "ctrl+a"), "home", "the line's start",
			"To the first letter of the line; again: to its beginning."),
		bind(LineEnd, on("end"), "end", "the line's end", "To the end of the line."),
		bind(CursorPageUp, on("pgup"), "PgUp", "page up", "A page up."),
		bind(CursorPageDown, on("pgdown"), "PgDn", "page down", "A page down."),
		bind(CursorFirst, on("ctrl+home"), "ctrl+home", "the top", "To the first line."),
		bind(CursorLast, on("ctrl+end"), "ctrl+end", "the bottom", "To the last line."),
		bind(DeleteBack, on("backspace", "ctrl+h", "shift+backspace"), "backspace", "delete",
			"Delete the sign before the cursor."),
		bind(DeleteOn, on("delete", "ctrl+d"), "delete", "delete behind", "Delete the sign behind the cursor."),
		bind(CutWordLeft, on("ctrl+w", "alt+backspace", "ctrl+backspace"), "ctrl+w", "delete a word",
			"Delete the word before the cursor."),
		bind(CutWordRight, on("alt+d", "alt+delete", "ctrl+delete"), "alt+d", "delete the next word",
			"Delete the word behind the cursor."),
		bind(CutLineStart, on("ctrl+u"), "ctrl+u", "delete to the start", "Delete the line up to the cursor."),
		bind(CutLineEnd, on("ctrl+k"), "ctrl+k", "delete to the end",
			"Delete the line from the cursor on; at its end, join the next one."),
	}
}

// selectKeys select text, and copy and move it.
func selectKeys() []Binding {
	return []Binding{
		bind(SelectLeft, on("shift+left"), "shift+left", "select", "Select to the left; what is typed then "+
			"takes the place of what is selected."),
		bind(SelectRight, on("shift+right"), "shift+right", "select", "Select to the right."),
		bind(SelectUp, on("shift+up"), "shift+up", "select", "Select a line up."),
		bind(SelectDown, on("shift+down"), "shift+down", "select", "Select a line down."),
		bind(SelectWordLeft, on("ctrl+shift+left", "alt+shift+left"), "ctrl+shift+left", "select",
			"Select a word to the left."),
		bind(SelectWordRight, on("ctrl+shift+right", "alt+shift+right"), "ctrl+shift+right", "select",
			"Select a word to the right."),
		bind(SelectLineStart, on("shift+home"), "shift+home", "select", "Select to the line's beginning."),
		bind(SelectLineEnd, on("shift+end"), "shift+end", "select", "Select to the line's end."),
		bind(SelectPageUp, on("shift+pgup"), "shift+PgUp", "select", "Select a page up."),
		bind(SelectPageDown, on("shift+pgdown"), "shift+PgDn", "select", "Select a page down."),
		bind(SelectFirst, on("ctrl+shift+home"), "ctrl+shift+home", "select", "Select to the first line."),
		bind(SelectLast, on("ctrl+shift+end"), "ctrl+shift+end", "select", "Select to the last line."),
		bind(SelectText, on("alt+a"), "alt+a", "select all", "Select the whole text."),
		bind(CopyText, on("ctrl+insert"), "ctrl+insert", "copy",
			"Copy what is selected, else the line."),
		bind(CutText, on("ctrl+x", "shift+delete"), "ctrl+x", "cut",
			"Take away what is selected, else the line, to be put in elsewhere, here or in another program."),
		bind(PasteText, on("ctrl+v", "shift+insert"), "ctrl+v", "put in",
			"Put in what was copied or cut here last; what another program copied comes with the terminal's own "+
				"key."),
	}
}

func ruleKeys() Group {
	return Group{Name: "In the list of rules", Mode: Switching, Bindings: []Binding{
		bind(Accept, on("enter"), "enter", "switch it",
			"Switch the marked rule to the chosen value from here on, as :rule does; {undo} takes it back.").
			inFooter("switch it"),
		bind(CursorDown, on("down", "j", "ctrl+n", "tab"), "down, j", "down", "The next rule.").
			inFooter("choose").as("▴ ▾"),
		bind(CursorUp, on("up", "k", "ctrl+p", "shift+tab"), "up, k", "up", "The rule before."),
		bind(NextValue, on("right", "l"), "right, l", "the next value",
			"Another value for the marked rule.").inFooter("value").as("◂ ▸"),
		bind(PreviousValue, on("left", "h"), "left, h", "the value before", "The value before."),
		bind(CursorPageDown, on("pgdown"), "PgDn", "page down", "A page down."),
		bind(CursorPageUp, on("pgup"), "PgUp", "page up", "A page up."),
		bind(CursorFirst, on("home", "g"), "home, g", "first", "The first rule."),
		bind(CursorLast, on("end", "G"), "end, G", "last", "The last rule."),
		bind(CloseTop, on("esc", "q"), "esc, q", "close", "Close the list.").inFooter("close").as("esc"),
		bind(QuitAtOnce, on("ctrl+c"), "ctrl+c", "close", "The same."),
	}}
}
