package demo

import (
	"fmt"
	"slices"
)

// Word is a word that a line of a script begins with.
type Word struct {
	Name  string
	Args  string
	About string // what it does, a sentence
	Like  string // an example
	kind  Kind
}

// mutationWord begins a change of the scene.
const mutationWord = "mutation"

// language is what a demo may say, and a lesson as well; it is only read.
var language = []Word{
	{"title", "TEXT", "The title of the demo.", "title The wakeup that nobody heard", NoAction},
	{"version", "N",
		"What keys mean: 2 is today's; a script without this line goes by 1, where n, b, PageDown and PageUp go " +
			"from one change of place to the next.", "version 2", NoAction},
	{"scene", "SCENE", "What is opened: a scene of the shelf, a scene file or a session beside the script.",
		"scene bounded-buffer", NoAction},
	{"size", "WxH", "The size in cells; a recording's default is 80x24.", "size 120x36", NoAction},
	{"theme", "NAME", "The colours, from here on.", "theme light", ThemeAction},
	{"layout", "NAME",
		"The layout, from here on: explore, projector, teach, queues or source; auto is the usual one.",
		"layout projector", LayoutAction},
	{"seed", "N", "Draws the scene's durations from this seed.", "seed 7", NoAction},
	{mutationWord, "NAME | OLD => NEW",
		fmt.Sprintf("A change of the scene that whoever presents the script makes with a key; there may be up to %d.",
			MaxMutations),
		"mutation if | for len(work) == 0 => if len(work) == 0", NoAction},
	{"mutate", "NAME | off",
		"Runs the scene with a change of the head, from its boot, or goes back to the run before it.",
		"mutate no loop", MutateAction},
	{"speed", "N", "Steps a second of a run, and keys a second: 1, 2, 4, 8, 16, 32 or 64; 4 at first.",
		"speed 2", SpeedAction},
	{"chapter", "TEXT", "A chapter begins: a mark that a player can jump to.", "chapter Nobody listens",
		ChapterAction},
	{"caption", "[TEXT]", "A line below the screen, until the next one; without a text there is none.",
		"caption p1 signals, but nobody waits.", CaptionAction},
	{"key", "KEY ...", "Presses keys, one a beat; a number repeats one.", "key n*3 space", KeyAction},
	{"type", "TEXT", "Opens the prompt, types the text letter by letter, and gives it.",
		"type spawn producer", TypeAction},
	{"do", "COMMAND", "Gives a command, as if typed at the prompt.", "do timeout c1", DoAction},
	{"run", "TIME | until WHAT",
		"Runs for a time, or until the end, the last step of a session, pass, tick or step N, or what " +
			"[time.md](time.md) lists becomes true; within limits the wait, which is ten minutes else.",
		"run until len(work) == 2 within 20s", RunAction},
	{"pause", "[TIME]", "Waits; without a time as long as it takes to read the caption.", "pause 1.5s",
		PauseAction},
	{"show", "PANEL | all | answers", "Gives a panel the focus; all takes it away, and answers shows what is hidden.",
		"show waiting", ShowAction},
	{"hide", "answers", "Hides what tells an answer, until `show answers`: story, moral, goal, how the run ended, " +
		"what comes next and what lies ahead.", "hide answers", HideAction},
	{"ask", "TEXT | ANSWER ...",
		"Puts a question to the class, with its answers, until the next ask; alone it takes it away. A star stands " +
			"before the answer that is right; where it is revealed, answers are hidden until then.",
		"ask Who runs next? | p1 | *c2", AskAction},
	{"reveal", "", "Marks the answer to the question that is right.", "reveal", RevealAction},
	{"expect", "[every] VERDICT",
		"Stops the script unless this run has come to that so far: holds, stuck, deadlock, violation and what else a " +
			"scene may expect; with every, unless every schedule of the scene comes to it.",
		"expect every stuck", ExpectAction},
	{"assert", "WHAT", "Stops the script unless that is true now, of what [time.md](time.md) lists.",
		"assert len(work) == 4", AssertAction},
	{"poster", "", "What stands where the film is not played is this moment, and not the last one.", "poster",
		PosterAction},
	{"note", "TEXT", "A note for the speaker; nobody else sees it.", "note Let them guess first.", NoteAction},
}

// words are all words of a script.
func words() []Word { return slices.Concat(language, taught) }

func wordOf(k Kind) string {
	for _, w := range words() {
		if w.kind == k {
			return w.Name
		}
	}
	return ""
}

// Panels lists the names of panels, as show and a recording's panel take them.
func Panels() []string {
	return []string{"free", "ready", "running", "waiting", "timed", "work", "listing", "objects", "story", "time"}
}

// speeds are the steps a second that there are.
var speeds = []int64{1, 2, 4, 8, 16, 32, 64}
