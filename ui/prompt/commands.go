package prompt

import "slices"

// Command is a command of the screen itself, beside those of the machine.
type Command struct{ Name, Args, About string }

// Commands returns the commands of the screen itself.
func Commands() []Command { return slices.Clone(ownCommands) }

// ownCommands is only read.
var ownCommands = []Command{
	{"go", "STEP", "go to a step"},
	{"find", "WHAT", "list the steps of this run at which something came true: find len(work) == 2"},
	{"until", "WHAT", "run on to the next such step: until place(c1) == WAITING"},
	{"back", "WHAT", "go back to the last such step; back changed NAME to the last change of a value"},
	{"watch", "VALUE", "show a value above the story, with what it was before: watch len(work)"},
	{"unwatch", "[VALUE]", "take a watched value away, or all"},
	{"break", "[WHAT]", "let runs stop where something comes true: break line 12; alone it lists what they stop at"},
	{"unbreak", "[WHAT]", "let runs stop there no longer, or nowhere"},
	{"branch", "N", "go to a future that was begun, counted from 1"},
	{"open", "SCENE", "open a scene of the shelf, a scene file or a saved session"},
	{"rules", "", "list policy and rules with what they mean, and switch them"},
	{"edit", "", "edit the scene on the screen"},
	{"write", "[FILE]", "keep the scene at hand, edited or not, in a file of its own"},
	{"write!", "[FILE]", "the same, in the place of a file that may be there"},
	{"save", "[NAME]", "save the session"},
	{"record", "[NAME]", "write what was done as a demo script"},
	{"why", "NAME", "why something is as it is: a coroutine, an object, an item such as #3"},
	{"compare", "WITH", "a second run beside this one: a scene, a file, rules NAME, policy NAME, seed N, branch N"},
	{"sweep", "NAME=FROM..TO ...", "run the scene once for each number, and compare: sweep consumers=1..8"},
	{"fate", "[on|off|decides]", "what is still possible behind each pass, and behind each choice; decides goes to " +
		"where it was decided"},
	{"mend", "", "which single changes of the scene cure it: each is asked in every schedule"},
	{"hint", "", "a hint at the goal of the scene; the second is plainer, the third lays the way out"},
	{"puzzle", "[N|NAME|next|show]", "break the scene by one change, which is to be found, or open a puzzle of the " +
		"shelf; show tells the answer"},
	{"odds", "[WHAT]", "how likely it is that it fails from here, or that something comes true: odds len(work) == 2"},
	{"livelock", "[MARKS]", "whether all can run on for ever from here and nobody gets on, and how: livelock put+take"},
	{"theme", "NAME", "change the colours"},
	{"layout", "NAME", "divide the screen: explore, projector, teach, queues or source"},
	{"motion", "on|off", "let what a step moves be seen on its way, or not"},
	{"hide", "answers", "hide what tells an answer: story, moral, goal, verdicts, and what comes next"},
	{"show", "answers", "show again what hide answers has hidden"},
	{"tour", "[CARD]", "the tour of eight cards, from the card where it was left"},
	{"lesson", "NAME", "a lesson of the shelf, or a file: questions, tasks and a proof"},
	{"help", "", "all keys"},
	{"quit", "", "leave"},
}
