package keys

func timeKeys() Group {
	return Group{Name: "Time", Mode: Browsing, Bindings: []Binding{
		bind(StepOn, on("space"), "space", "one step",
			"One step: one op of one coroutine.").inFooter("step"),
		bind(PassOn, on("enter"), "enter", "one pass",
			"One pass: until the coroutine on the CPU leaves it.").inFooter("pass"),
		bind(StopOn, on("n", "pgdown"), "n, PgDn", "on to the next stop",
			"On to the next step in which something is decided: somebody blocks, wakes, queues, is spawned, is "+
				"killed or ends, a test decides a wait, a spin begins, a signal is heard by nobody, a callback "+
				"comes, a quantum ends, something is lost.").
			inFooter("next").as("n").withNext("to the next stop, or back"),
		bind(StopBack, on("b", "pgup"), "b, PgUp", "back to the stop before",
			"Back to the stop before."),
		bind(MoveOn, on("N"), "N", "on to the next move",
			"On to the next step in which somebody blocks, wakes, is spawned or ends."),
		bind(PlayOrPause, on("r"), "r", "run, or pause",
			"Run at the chosen speed, or pause.").inFooter("run"),
		bind(Faster, on("+", "="), "+", "run faster",
			"Run faster: 1, 2, 4, 8, 16, 32, 64 steps a second, then top speed.").
			withNext("run faster, or slower"),
		bind(Slower, on("-"), "-", "run slower", "Run slower."),
		bind(StepBack, on("left", "h"), "left, h", "one step back",
			"One step back in time.").inFooter("time").as("◂ ▸").withNext("one step back, or forward"),
		bind(StepForward, on("right", "l"), "right, l", "one step forward",
			"One step forward in time; at the newest step, the same as space."),
		bind(PassBack, on("[", "shift+left"), "[, shift+left", "one pass back",
			"Back to the end of the pass before.").withNext("one pass back, or forward"),
		bind(PassForward, on("]", "shift+right"), "], shift+right", "one pass forward",
			"Forward to the end of this pass."),
		bind(GoFirst, on("home", "g"), "home, g", "to the first step",
			"To the boot: nothing has run yet.").inFooter("start").as("home").withNext("to the first, or newest step"),
		bind(GoLast, on("end", "G"), "end, G", "to the newest step",
			"To the newest step of this branch.").inFooter("newest").as("end"),
	}}
}

func changeKeys() Group {
	return Group{Name: "Change what happens", Mode: Browsing, Bindings: []Binding{
		bind(SpawnProducer, on("p"), "p", "spawn a producer",
			"Spawn a producer from FREE.").inFooter("producer"),
		bind(SpawnConsumer, on("c"), "c", "add a consumer", "Add a consumer.").inFooter("consumer"),
		bind(SpawnAny, on("s"), "s", "spawn any function",
			"Spawn any function of the scene: choose one.").inFooter("spawn"),
		bind(InjectTimeout, on("t"), "t", "let its deadline be reached",
			"Let the deadline of the selected coroutine be reached now, or, with nobody selected, the nearest one. "+
				"Who has none is not timed out: {timeout-in} gives it one, {wake} is a spurious wakeup.").
			inFooter("timeout").
			inFull("let the deadline of the selected coroutine be reached").
			withNext("its deadline now, or in n ticks"),
		bind(TimeoutIn, on("T"), "T", "a deadline in n ticks",
			"Give the selected coroutine a deadline some ticks from now.").
			inFull("give the selected coroutine a deadline"),
		bind(KillSelected, on("x"), "x", "kill it", "End the selected coroutine.").inFooter("kill").
			inFull("kill the selected coroutine"),
		bind(WakeSelected, on("W"), "W", "wake it: a spurious wakeup",
			"Wake the selected coroutine for no reason: a spurious wakeup.").inFooter("wake").
			inFull("a spurious wakeup of the selected coroutine"),
		bind(RunNext, on("y"), "y", "run it next",
			"Make the selected coroutine the next on the CPU.").inFooter("run next").
			inFull("run the selected coroutine next"),
		bind(RaiseInterrupt, on("!"), "!", "raise an interrupt",
			"Raise an interrupt: the selected handler's, or of the only one; it is on the CPU with the next step. "+
				"See `interrupt` in a scene's main.").inFooter("irq"),
		bind(CapacityUp, on(">", "}"), ">, }", "a larger work queue",
			"Make the work queue larger by one.").inFooter("larger").as(">").withNext("work queue larger, or smaller"),
		bind(CapacityDown, on("<", "{"), "<, {", "a smaller work queue",
			"Make the work queue smaller by one; nothing is dropped.").inFooter("smaller").as("<"),
		bind(OpenPrompt, on(":"), ":", "type a command",
			"Type any command; {prompt.complete} completes it, {prompt.earlier} brings back earlier "+
				"ones.").inFooter("command"),
		bind(Undo, on("u"), "u", "undo the newest change",
			"Take back the newest change: a command, all that an answer laid out, an edit.").inFooter("undo"),
		bind(OtherFuture, on("B"), "B", "the other future, and back",
			"Go to the other branch: the future as it was, and back. What an answer laid out is replaced by the next "+
				"answer, except what you walked along, changed or came back to.").inFooter("other future"),
	}}
}

func lookKeys() Group {
	return Group{Name: "Look", Mode: Browsing, Bindings: []Binding{
		bind(SelectNext, on("tab", "down", "j"), "tab, down, j", "select the next coroutine",
			"Select the next coroutine; in a focused listing or story panel, in the fields and in "+
				"the measures down and j scroll; among the focused objects they mark one, for {why} to ask about.").
			inFooter("select").as("tab").withNext("select the next, or previous"),
		bind(SelectPrevious, on("shift+tab", "up", "k"), "shift+tab, up, k", "select the one before",
			"Select the coroutine before; in a focused panel with text up and k scroll."),
		bind(OpenInspector, on("i"), "i", "inspect it",
			"All that the selected coroutine carries; pressed again: each field of it as the kernel keeps "+
				"it, with what wrote it last and what it costs.").inFooter("inspect").
			inFull("inspect the selected coroutine"),
		bind(NextListing, on("f"), "f", "the next function's listing",
			"Show the next function's listing; after the last, follow the running one again.").
			inFooter("function"),
		bind(ShowScheduler, on("K"), "K", "the scheduler's listing",
			"Show the kernel's own listing in place of the coroutine's, with the lines that act, and on "+
				"whom; and back.").inFooter("scheduler"),
		bind(ShowMeasures, on("m"), "m", "measures",
			"Rates, lengths, waits and waste of this run with their intervals, what theory says, and the "+
				"eventual state; pressed again: the next work queue.").inFooter("measures"),
		bind(AskWhy, on("w"), "w", "why is it where it is",
			"Why the selected coroutine is where it is, what could move it on, why that has not come and "+
				"whom it keeps waiting; of the object that is marked in the focused panel of objects who had or "+
				"changed it and when; at an end why nobody comes, or who looked, waited and did not look again. "+
				":why NAME and a click on a name ask about an object or an item.").inFooter("why").
			inFull("why is the selected coroutine where it is"),
		bind(AskAll, on("a"), "a", "ask every schedule",
			"Ask every schedule from here whether this can go wrong, and how: as long as nobody is "+
				"interrupted between two"+
				" yields, and, where the scene names no grain, interrupted anywhere too; pressed again on the answer:"+
				" with spurious wakeups, `w` with any wake order, `o` at the other grain.").
			inFooter("schedules"),
		bind(AskNext, on("Q"), "Q", "what happens next?",
			"Be asked what happens next, and why not something else. What tells the answer is hidden until a digit "+
				"gives one; then the run goes on to where it is seen, and a wrong answer leads to the world in which "+
				"it is right. Where nothing is decided that could be asked it goes on to where something is.").
			inFooter("question"),
		bind(AskHint, on("H"), "H", "a hint",
			"A hint at the goal of the scene, at a puzzle or at the task of a lesson; pressed again it says more. "+
				"It is `:hint` as a key.").inFooter("hint"),
		bind(OpenChoices, on("e"), "e", "choose who runs",
			"Everything that can happen next: take one, and be the scheduler.").inFooter("choices"),
		bind(OpenWorlds, on("D"), "D", "two worlds",
			"Show a second run beside this one, in lock step, and find where they part: after an edit the run before "+
				"it, with several branches the other one, else what a list offers. :compare names any other.").
			inFooter("compare"),
		bind(FocusPanel, on("1", "2", "3", "4", "5", "6", "7", "8", "9", "0"), "1-9, 0", "focus a panel",
			"Give a panel the focus: 1 FREE, 2 READY, 3 RUNNING, 4 WAITING, 5 TIMED-WAITING, 6 the work queue,"+
				" 7 the listing, 8 the objects, 9 the story, 0 the timeline. The same digit again lets go."),
		bind(ZoomIn, on("z"), "z", "zoom the timeline in",
			"Look nearer at the timeline: a column holds fewer passes, then one, then a step.").
			withNext("zoom the timeline in, or out"),
		bind(ZoomOut, on("Z"), "Z", "zoom the timeline out",
			"Look at more of the run at once: a column holds 2, 4, 8 or 16 passes."),
		bind(SwitchTheme, on("L"), "L", "the next theme",
			"The next theme: dark, light, high contrast, colour-blind, mono.").inFooter("theme"),
		bind(SwitchLayout, on("v"), "v", "the next layout",
			"Divide the screen in the next way: explore, projector, teach, queues, source. See `:layout`.").
			inFooter("layout"),
		bind(SwitchMotion, on("V"), "V", "motion, on or off",
			"Let a coroutine that a step moves be seen on its way to its new place, and an item on its way through "+
				"the work queue; or show each step as one picture. See `:motion`."),
		bind(SwitchAnswers, on("A"), "A", "answers, hidden or shown",
			"Hide what tells an answer, before a class or from yourself: goal, moral, story, verdicts, what comes "+
				"next and what you ask for; or show it. It holds in every scene until then. See `:hide answers`."),
		bind(CloseTop, on("esc"), "esc", "close what is open",
			"Close what is open, then let go of the focus and the selection. Loses nothing."),
	}}
}

func programKeys() Group {
	return Group{Name: "Quartet", Mode: Browsing, Bindings: []Binding{
		bind(OpenPicker, on("o"), "o", "open a scene",
			"Choose a scene from the shelf.").inFooter("scenes"),
		bind(OpenScenePage, on("I"), "I", "the page of the scene",
			"What the scene is about: moral, goal, what to try, cure or culprit, what check says at both grains, "+
				"what comes next; pressed again: close it."),
		bind(OpenPalette, on("ctrl+p"), "ctrl+p", "find anything",
			"Find any key, command, rule, scene, object or word by a few of its letters, and do "+
				"it.").inFooter("find"),
		bind(OpenEditor, on("E"), "E", "edit the scene",
			"Edit or mend the scene in the place of the listing, with what every schedule comes to before and after. "+
				"A scene of the shelf is never changed: what is kept is a copy.").inFooter("edit"),
		bind(EditOutside, on("ctrl+e"), "ctrl+e", "edit it with your editor",
			"Open the scene's file with $VISUAL or $EDITOR, and read it again afterwards; a scene of the shelf is "+
				"copied into a file first."),
		bind(Reload, on("R"), "R", "read the file again",
			"Read the scene's file again; it also happens by itself when the file changes."),
		bind(Save, on("S"), "S", "save the session",
			"Save the session as a file of commands that proves itself when replayed.").
			inFooter("save"),
		bind(CopyScreen, on("Y"), "Y", "copy the screen as text",
			"Copy the screen as text to the clipboard, where the terminal allows it."),
		bind(SavePicture, on("P"), "P", "save a picture", "Save the screen as a picture (SVG)."),
		bind(LiveCast, on("C"), "C", "record, or stop",
			"Record the screen as it goes on (asciicast), and stop. :record writes what was done as a demo "+
				"script."),
		bind(OpenHelp, on("?", "f1"), "?, F1", "all keys", "This page.").inFooter("keys").as("?"),
		bind(SwitchMouse, on("M"), "M", "let go of the mouse",
			"Let go of the mouse, so that the terminal selects text, and take it again."),
		bind(Redraw, on("ctrl+l"), "ctrl+l", "draw the screen anew", "Draw the screen anew."),
		bind(Suspend, on("ctrl+z"), "ctrl+z", "back to the shell",
			"Back to the shell for a while (fg returns)."),
		bind(Quit, on("q"), "q", "quit", "Leave; asks when something would be lost.").inFooter("quit").
			withNext("quit; twice: at once"),
		bind(QuitAtOnce, on("ctrl+c"), "ctrl+c", "quit; twice: at once",
			"The same; pressed twice it leaves without asking."),
	}}
}
