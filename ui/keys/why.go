package keys

func whyKeys() Group {
	return Group{Name: "While asking why", Mode: Explaining, Bindings: []Binding{
		bind(Accept, on("enter"), "enter", "to its step",
			"Go to the step that the marked sentence tells of; the answer stays.").inFooter("its step"),
		bind(CursorDown, on("down", "j"), "down, j", "down", "The next sentence.").inFooter("sentence").as("▴ ▾"),
		bind(CursorUp, on("up", "k"), "up, k", "up", "The sentence before."),
		bind(CloseTop, on("esc"), "esc", "back, close",
			"Come back to where the answer was given; then close it. {select-next} asks about another coroutine.").
			inFooter("back"),
	}}
}
