package ui

import "charm.land/bubbles/v2/key"

// binding is one line of the key table. The table feeds the matching of keys, the footer, the page behind ? and
// docs/keys.md, so none of them can say what another does not.
type binding struct {
	key.Binding
	action action
	about  string // one sentence for the page of all keys
	footer string // the word in the footer, "" for none
	show   string // the key as the footer writes it, where it differs from the help's
}

// keyGroup is a heading of the key table.
type keyGroup struct {
	name     string
	mode     mode // where these keys work
	bindings []binding
}

// bind makes a line of the table: the keys as a terminal names them, their sign for the eye, a word or two, a sentence.
func bind(a action, keys []string, sign, does, about string) binding {
	return binding{
		Binding: key.NewBinding(key.WithKeys(keys...), key.WithHelp(sign, does)),
		action:  a,
		about:   about,
	}
}

// inFooter gives the line a place in the footer, in the order of the table.
func (b binding) inFooter(word string) binding {
	b.footer, b.show = word, b.Help().Key
	return b
}

// as changes the sign that the footer writes.
func (b binding) as(sign string) binding {
	b.show = sign
	return b
}

// on is short for a list of key names.
func on(keys ...string) []string { return keys }

func timeKeys() keyGroup {
	return keyGroup{name: "Time", mode: browsing, bindings: []binding{
		bind(stepOn, on("space"), "space", "one step", "One step: one op of one coroutine.").inFooter("step"),
		bind(passOn, on("enter"), "enter", "one pass",
			"One pass: until the coroutine on the CPU leaves it.").inFooter("pass"),
		bind(moveOn, on("n", "pgdown"), "n, PgDn", "on to the next move",
			"On to the next step in which somebody blocks, wakes, is spawned or ends.").inFooter("move").as("n"),
		bind(moveBack, on("b", "pgup"), "b, PgUp", "back to the move before", "Back to the move before."),
		bind(playOrPause, on("r"), "r", "run, or pause", "Run at the chosen speed, or pause.").inFooter("run"),
		bind(faster, on("+", "="), "+", "run faster",
			"Run faster: 1, 2, 4, 8, 16, 32, 64 steps a second, then top speed."),
		bind(slower, on("-"), "-", "run slower", "Run slower."),
		bind(stepBack, on("left", "h"), "left, h", "one step back",
			"One step back in time.").inFooter("time").as("◂ ▸"),
		bind(stepForward, on("right", "l"), "right, l", "one step forward",
			"One step forward in time; at the newest step, the same as space."),
		bind(passBack, on("[", "shift+left"), "[, shift+left", "one pass back",
			"Back to the end of the pass before."),
		bind(passForward, on("]", "shift+right"), "], shift+right", "one pass forward",
			"Forward to the end of this pass."),
		bind(goFirst, on("home", "g"), "home, g", "to the first step", "To the boot: nothing has run yet."),
		bind(goLast, on("end", "G"), "end, G", "to the newest step", "To the newest step of this branch."),
	}}
}

func changeKeys() keyGroup {
	return keyGroup{name: "Change what happens", mode: browsing, bindings: []binding{
		bind(spawnProducer, on("p"), "p", "spawn a producer",
			"Spawn a producer from FREE.").inFooter("producer"),
		bind(spawnConsumer, on("c"), "c", "add a consumer", "Add a consumer.").inFooter("consumer"),
		bind(spawnAny, on("s"), "s", "spawn any function", "Spawn any function of the scene: choose one.").inFooter("spawn"),
		bind(injectTimeout, on("t"), "t", "let its deadline be reached",
			"Let the deadline of the selected coroutine be reached now.").inFooter("timeout"),
		bind(timeoutIn, on("T"), "T", "a deadline in n ticks",
			"Give the selected coroutine a deadline some ticks from now."),
		bind(killSelected, on("x"), "x", "kill it", "End the selected coroutine."),
		bind(wakeSelected, on("W"), "W", "wake it for no reason",
			"Wake the selected coroutine for no reason: a spurious wakeup."),
		bind(runNext, on("y"), "y", "run it next", "Make the selected coroutine the next on the CPU."),
		bind(capacityUp, on(">", "}"), ">, }", "a larger work queue", "Make the work queue larger by one."),
		bind(capacityDown, on("<", "{"), "<, {", "a smaller work queue",
			"Make the work queue smaller by one; nothing is dropped."),
		bind(openPrompt, on(":"), ":", "type a command",
			"Type any command; tab completes it, up brings back earlier ones."),
		bind(undo, on("u"), "u", "undo the newest change", "Take back the newest change."),
		bind(otherFuture, on("B"), "B", "the other future, and back",
			"Go to the other branch: the future as it was, and back."),
	}}
}

func lookKeys() keyGroup {
	return keyGroup{name: "Look", mode: browsing, bindings: []binding{
		bind(selectNext, on("tab", "down", "j"), "tab, down, j", "select the next coroutine",
			"Select the next coroutine; in a focused listing, objects or story panel, in the fields and in the measures down and j scroll."),
		bind(selectPrevious, on("shift+tab", "up", "k"), "shift+tab, up, k", "select the one before",
			"Select the coroutine before; in a focused panel with text up and k scroll."),
		bind(openInspector, on("i"), "i", "inspect it",
			"All that the selected coroutine carries; pressed again: each field of it as the kernel keeps it, with what"+
				" wrote it last and what it costs."),
		bind(nextListing, on("f"), "f", "the next function's listing",
			"Show the next function's listing; after the last, follow the running one again."),
		bind(showScheduler, on("K"), "K", "the scheduler's listing",
			"Show the kernel's own listing in place of the coroutine's, with the lines that act, and on whom; and back."),
		bind(showMeasures, on("m"), "m", "measures",
			"Rates, lengths, waits and waste of this run with their intervals, what theory says, and the eventual state;"+
				" pressed again: the next work queue."),
		bind(askWhy, on("w"), "w", "why is it where it is",
			"Why the selected coroutine is where it is, and what would move it on.").inFooter("why"),
		bind(askAll, on("a"), "a", "ask every schedule",
			"Ask every schedule from here whether this can go wrong, and how: as long as nobody is interrupted between two"+
				" yields, and, where the scene names no grain, interrupted anywhere too.").inFooter("all schedules"),
		bind(openChoices, on("e"), "e", "choose who runs",
			"Everything that can happen next: take one, and be the scheduler.").inFooter("choices"),
		bind(focusPanel, on("1", "2", "3", "4", "5", "6", "7", "8", "9", "0"), "1-9, 0", "focus a panel",
			"Give a panel the focus: 1 FREE, 2 READY, 3 RUNNING, 4 WAITING, 5 TIMED-WAITING, 6 the work queue,"+
				" 7 the listing, 8 the objects, 9 the story, 0 the timeline. The same digit again lets go."),
		bind(switchTheme, on("L"), "L", "the next theme",
			"The next theme: dark, light, high contrast, colour-blind, mono."),
		bind(switchLayout, on("v"), "v", "the projector's layout",
			"The projector layout, readable from the back row, and back."),
		bind(closeTop, on("esc"), "esc", "close what is open",
			"Close what is open, then let go of the focus and the selection. Loses nothing."),
	}}
}

func programKeys() keyGroup {
	return keyGroup{name: "Quartet", mode: browsing, bindings: []binding{
		bind(openPicker, on("o"), "o", "open a scene", "Choose a scene from the shelf."),
		bind(reload, on("R"), "R", "read the file again",
			"Read the scene's file again; it also happens by itself when the file changes."),
		bind(save, on("S"), "S", "save the session",
			"Save the session as a file of commands that proves itself when replayed."),
		bind(copyScreen, on("Y"), "Y", "copy the screen as text",
			"Copy the screen as text to the clipboard, where the terminal allows it."),
		bind(savePicture, on("P"), "P", "save a picture", "Save the screen as a picture (SVG)."),
		bind(liveCast, on("C"), "C", "record, or stop",
			"Record the screen as it goes on (asciicast), and stop. :record writes what was done as a demo script."),
		bind(openHelp, on("?", "f1"), "?, F1", "all keys", "This page.").inFooter("all").as("?"),
		bind(switchMouse, on("M"), "M", "let go of the mouse",
			"Let go of the mouse, so that the terminal selects text, and take it again."),
		bind(redraw, on("ctrl+l"), "ctrl+l", "draw the screen anew", "Draw the screen anew."),
		bind(suspend, on("ctrl+z"), "ctrl+z", "back to the shell",
			"Back to the shell for a while (fg returns)."),
		bind(quit, on("q"), "q", "quit", "Leave; asks when something would be lost."),
		bind(quitAtOnce, on("ctrl+c"), "ctrl+c", "quit; twice: at once",
			"The same; pressed twice it leaves without asking."),
	}}
}
