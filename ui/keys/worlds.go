package keys

// worldsKeys are the keys while two worlds are shown. Those that change what happens are dead: a change would be one of
// one world only.
func worldsKeys() Group {
	return Group{Name: "In two worlds", Mode: Comparing, Bindings: []Binding{
		bind(StepOn, on("space"), "space", "step both", "One step in both worlds.").inFooter("step both"),
		bind(PassOn, on("enter"), "enter", "pass both",
			"On to the end of the left world's pass, and as far in the other.").inFooter("pass both"),
		bind(StepBack, on("left", "h"), "left, h", "one step back",
			"One step back in both.").inFooter("time").as("◂ ▸"),
		bind(StepForward, on("right", "l"), "right, l", "one step forward", "The same as space."),
		bind(PassBack, on("[", "shift+left"), "[, shift+left", "one pass back",
			"Back to the end of the left world's pass before."),
		bind(PassForward, on("]", "shift+right"), "], shift+right", "one pass forward", "The same as enter."),
		bind(StopOn, on("n", "pgdown"), "n, PgDn", "next difference",
			"On to where the worlds part, then to each step after which a part of the state differs that was alike.").
			inFooter("next difference").as("n"),
		bind(StopBack, on("b", "pgup"), "b, PgUp", "difference before", "Back to the difference before."),
		bind(GoFirst, on("home", "g"), "home, g", "to the boot", "To the boot of both."),
		bind(GoLast, on("end", "G"), "end, G", "to the newest step", "To the newest step of the longer one."),
		bind(SwapWorlds, on("tab", "shift+tab"), "tab", "swap", "Change the two sides over, each with its letter; "+
			"where one is shown alone: show the other.").inFooter("swap"),
		bind(TakeNumbered, on("1", "2"), "1, 2", "one world alone",
			"Show A or B alone; again: both.").inFooter("one alone").as("1 2"),
		bind(OpenPrompt, on(":"), ":", "type a command",
			"Type a command: :compare compares with something else, :go goes to a step. Commands that change a "+
				"machine wait for one world."),
		bind(OpenPalette, on("ctrl+p"), "ctrl+p", "find anything", "Find anything by a few of its letters."),
		bind(OpenHelp, on("?", "f1"), "?, F1", "all keys", "All keys."),
		bind(SwitchTheme, on("L"), "L", "the next theme", "The next theme."),
		bind(SwitchAnswers, on("A"), "A", "answers, hidden or shown",
			"Hide what tells an answer in both worlds, or show it again."),
		bind(CopyScreen, on("Y"), "Y", "copy the screen as text", "Copy the screen as text to the clipboard."),
		bind(SavePicture, on("P"), "P", "save a picture", "Save the screen as a picture (SVG)."),
		bind(LiveCast, on("C"), "C", "record, or stop", "Record the screen as it goes on, and stop."),
		bind(SwitchMouse, on("M"), "M", "let go of the mouse", "Let go of the mouse, and take it again."),
		bind(Redraw, on("ctrl+l"), "ctrl+l", "draw the screen anew", "Draw the screen anew."),
		bind(Suspend, on("ctrl+z"), "ctrl+z", "back to the shell", "Back to the shell for a while."),
		bind(Quit, on("q"), "q", "quit", "Leave; asks when something would be lost."),
		bind(QuitAtOnce, on("ctrl+c"), "ctrl+c", "quit; twice: at once", "The same; pressed twice without asking."),
		bind(CloseTop, on("esc"), "esc", "one world",
			"Back to one world, at this step; where one is shown alone, first to both.").inFooter("one world"),
		bind(OpenWorlds, on("D"), "D", "one world", "Back to one world, at this step."),
	}}
}
