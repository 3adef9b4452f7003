package demo

// taught is what a lesson says beyond what a demo says; it is only read.
var taught = []Word{
	{"breaks", "BELIEF ...", "What the lesson shows to be wrong: M1 to M12, as [teaching.md](teaching.md) lists them.",
		"breaks M1 M2", NoAction},
	{"covers", "TEXT", "The chapter that the lesson is about.", "covers OSTEP 30", NoAction},
	{"say", "TEXT", "A card says this, until the learner goes on.",
		"say c1 was woken, but it is not its turn yet.", SayAction},
	{"reply", "N TEXT", "What is said to whoever gives answer N to the question before.",
		"reply 1 p1 has to lock m first.", ReplyAction},
	{"task", "TEXT until WHAT", "Something that the learner brings about: what [time.md](time.md) lists.",
		"task Let both consumers wait until waiters(notEmpty) == 2", TaskAction},
	{"prove", "VERDICT | TEXT", "Every schedule is to be asked; they come to that.",
		"prove holds | Ask every schedule.", ProveAction},
	{"mend", "TEXT", "The scene is to be edited until every schedule holds, at both grains, and with spurious wakeups.",
		"mend Change one word in line 14.", MendAction},
	{"hint", "TEXT", "Helps with the task, proof or edit before it; the first hint is shown first.",
		"hint Who would have to run first?", HintAction},
	{"way", "LINE | OLD => NEW", "Does the task before it: a line with key, do or run; for an edit, what is replaced " +
		"by what.", "way key n*4", WayAction},
	{"afresh", "", "Back to the boot of the scene, without what was done.", "afresh", AfreshAction},
}
