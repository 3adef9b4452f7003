package keys

// questionKeys are the keys while it is asked what happens next.
func questionKeys() Group {
	return Group{Name: "While it is asked what happens next", Mode: Predicting, Bindings: []Binding{
		bind(TakeNumbered, on("1", "2", "3", "4", "0"), "1-4, 0", "answer",
			"Give that answer; 0 shows it without one. Once it is there: mark that answer.").
			inFooter("answers").as("a digit"),
		bind(Accept, on("enter"), "enter", "where it is right",
			"Once it is answered: show beside this run the world in which the marked answer is right.").
			inFooter("where it is right"),
		bind(OpenWorlds, on("D"), "D", "where it is right", "The same."),
		bind(AskNext, on("Q"), "Q", "another question",
			"Another question about this moment; once it is answered: about the new one.").inFooter("another"),
		bind(CursorDown, on("down", "j"), "down, j", "down", "A line down; once it is answered: the next answer."),
		bind(CursorUp, on("up", "k"), "up, k", "up", "A line up, or the answer before."),
		bind(CloseTop, on("esc"), "esc", "leave",
			"Leave the question. Until it is answered {step-back} and {step-forward} look back and return, and "+
				"nothing else moves; then all other keys close it and do what they do without it.").
			inFooter("leave"),
	}}
}

// OfQuestion reports whether a key has a use while a question waits for its answer.
func OfQuestion(a Action) bool {
	switch a {
	case TakeNumbered, AskNext, CloseTop, StepBack, OpenHelp:
		return true
	}
	return false
}
