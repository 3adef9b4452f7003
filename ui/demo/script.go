package demo

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/ui/panel"
)

// Script is a demo as a text tells it.
type Script struct {
	Name    string // the file's, for errors
	Version int    // of the keys' meanings; 0 is Version1
	Title   string // "" takes the scene's moral
	Scene   string // a scene, a file or a session; "" leaves it to who plays it
	SceneAt int    // the line that names it
	Seed    uint64 // of the scene, where Seeded
	Seeded  bool
	W, H    int // size in cells; 0 leaves it open
	Theme   string
	Layout  string           // "" or one of Layouts
	Breaks  []program.Belief // of a lesson: what it shows to be wrong
	Covers  string           // of a lesson: the chapter that it is about
	Actions []Action

	Mutations []Mutation // of the scene
}

// The versions of scripts. A script that does not say which is its own has the first.
const (
	// Version1: n and b go from one change of place to the next; a run looks between two frames whether it has come to
	// its pass, tick or step.
	Version1 = 1 + iota
	// Version2: n and b stop wherever something is decided, N goes to the next change of place; a run stops in the very
	// step.
	Version2
	versions
)

// Newest is the version of scripts that are written today.
const Newest = versions - 1

// Layouts lists the layouts that a script can ask for, the usual one first.
func Layouts() []string { return panel.LayoutNames() }

// Kind says what an action does.
type Kind uint8

// The kinds of actions.
const (
	NoAction    Kind = iota
	KeyAction        // presses Keys
	TypeAction       // types Text at the prompt, letter by letter
	DoAction         // gives Text as a command
	PauseAction      // waits For; 0: as long as it takes to read the caption
	RunAction        // runs For, or until Until
	CaptionAction
	ChapterAction
	ShowAction   // gives the panel Text the focus, or shows the answers
	HideAction   // hides the answers
	NoteAction   // for the speaker
	AskAction    // a question Text with its Answers
	RevealAction // marks the one of them that is right
	ExpectAction // what the run has come to, or every schedule comes to
	AssertAction // that Text is true now
	PosterAction // this moment stands for the film
	SpeedAction
	ThemeAction
	LayoutAction
	MutateAction // runs the scene with the change Text of the script, or, where that is offWord, as it was

	// The kinds of a lesson.
	SayAction    // shows Text on the card, and waits for the learner
	ReplyAction  // Text is said to whoever gives answer N to the question before
	TaskAction   // asks for what Text says, until the run has come to Until
	ProveAction  // asks for a proof of Expect
	MendAction   // asks for an edit after which every schedule holds
	HintAction   // helps with the task before
	WayAction    // does it: Way, or for an edit Answers[0] is replaced by Answers[1]
	AfreshAction // goes back to the boot, without what was done
)

// Press is a key and how often it is pressed.
type Press struct {
	Key   string
	Times int
}

// Action is a line of a script.
type Action struct {
	Line    int // of the text, from 1
	Kind    Kind
	Text    string
	Keys    []Press
	Answers []string
	For     time.Duration
	Until   Until
	N       int64 // of SpeedAction, and of Until; of AskAction and RevealAction which answer is right, from 1
	Expect  program.Expect
	Every   bool     // ExpectAction asks every schedule
	Goal    string   // of TaskAction: the condition
	Way     []Action // of WayAction: one that it does
}

// Until says what ends a run before its time.
type Until uint8

// What a run waits for.
const (
	UntilTime Until = iota // nothing but its time
	UntilEnd               // the end of the run
	UntilPass              // the end of pass N
	UntilTick              // tick N of the machine's clock
	UntilLast              // the newest step of a session
	UntilStep              // step N
	UntilTrue              // the condition Text, as :break takes it
)

// untilWords is indexed by Until; it is only read.
var untilWords = [...]string{"", "end", "pass", "tick", "last", "step", ""}

// Limits of a script.
const (
	MaxText      = 1 << 20          // bytes
	MaxActions   = 10_000           // lines that do something, and presses of a line
	MaxMutations = 100              // they are read in a list
	MaxPause     = 10 * time.Minute // of one action
	DefaultRun   = 10 * time.Minute // of a run that waits for something
)

// String returns the action as a line of a script.
func (a Action) String() string {
	word := wordOf(a.Kind)
	switch a.Kind {
	case KeyAction:
		return word + " " + presses(a.Keys)
	case PauseAction:
		if a.For == 0 {
			return word
		}
		return word + " " + a.For.String()
	case RunAction:
		return word + a.span()
	case SpeedAction:
		return fmt.Sprintf("%s %d", word, a.N)
	case AskAction:
		parts := append([]string{a.Text}, a.Answers...)
		if a.N > 0 {
			parts[a.N] = rightSign + parts[a.N]
		}
		return word + " " + strings.Join(parts, " | ")
	case RevealAction, PosterAction, AfreshAction:
		return word
	case ReplyAction, TaskAction, ProveAction, WayAction:
		return word + " " + a.taught()
	}
	return strings.TrimRight(word+" "+a.Text, " ")
}

// presses writes keys with how often each is pressed.
func presses(keys []Press) string {
	var parts []string
	for _, k := range keys {
		part := k.Key
		if k.Times != 1 {
			part = fmt.Sprintf("%s*%d", k.Key, k.Times)
		}
		parts = append(parts, part)
	}
	return strings.Join(parts, " ")
}

// span writes how long a run goes.
func (a Action) span() string {
	if a.Until == UntilTime {
		return " " + a.For.String()
	}
	text := " until " + untilWords[a.Until]
	switch a.Until {
	case UntilEnd, UntilLast:
	case UntilTrue:
		text += a.Text
	default:
		text = fmt.Sprintf("%s %d", text, a.N)
	}
	if a.For != DefaultRun {
		text += " within " + a.For.String()
	}
	return text
}

// String returns the script as a text; Parse reads it back.
func (s *Script) String() string {
	var b strings.Builder
	if s.Version > 0 {
		fmt.Fprintf(&b, "%-7s %d\n", "version", s.Version)
	}
	for _, h := range [][2]string{{"title", s.Title}, {"scene", s.Scene}, {"theme", s.Theme}, {"layout", s.Layout}} {
		if h[1] != "" {
			fmt.Fprintf(&b, "%-7s %s\n", h[0], h[1])
		}
	}
	if s.W > 0 {
		fmt.Fprintf(&b, "%-7s %dx%d\n", "size", s.W, s.H)
	}
	if len(s.Breaks) > 0 {
		fmt.Fprintf(&b, "%-7s %s\n", "breaks", s.Broken(" "))
	}
	if s.Covers != "" {
		fmt.Fprintf(&b, "%-7s %s\n", "covers", s.Covers)
	}
	if s.Seeded {
		fmt.Fprintf(&b, "%-7s %d\n", "seed", s.Seed)
	}
	for i := range s.Mutations {
		b.WriteString(s.Mutations[i].String() + "\n")
	}
	for _, a := range s.Actions {
		if a.Kind == ChapterAction {
			b.WriteByte('\n')
		}
		b.WriteString(a.String() + "\n")
	}
	return b.String()
}

// KeepLayout gives a script a layout that it keeps, whatever its lines say.
func (s *Script) KeepLayout(name string) {
	s.Layout = name
	s.Actions = slices.DeleteFunc(s.Actions, func(a Action) bool { return a.Kind == LayoutAction })
}

// acts reports whether a script begins with a key, a command or a change of the scene.
func (s *Script) acts() bool {
	return len(s.Actions) > 0 && slices.Contains([]Kind{KeyAction, DoAction, MutateAction}, s.Actions[0].Kind)
}
