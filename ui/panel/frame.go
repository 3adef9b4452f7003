// Package panel draws the screen: one file a panel. A Frame is all that the panels see; they read it and
// write cells, and a mouse click comes back as an Intent that only the root applies. The package knows no
// terminal and no event loop, so tests, recordings and a browser drive the same panels.
//
// What asks, tells or edits is an Overlay, and seat.go says where it stands: in the place of the listing, the
// objects or the story, never over a lane or the timeline. A dialog says what room it would like and draws itself in
// the room that it is given.
package panel

import (
	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/compare"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/engine/reason"
	"github.com/quartet-os/quartet/ui/keys"
)

// The smallest screen that panels fit on, in cells; below it Draw says what is needed.
const (
	MinWidth  = 60
	MinHeight = 18
)

// ID names a panel.
type ID uint8

// The panels, in the order in which the focus goes through them.
const (
	NoPanel ID = iota
	HeaderPanel
	FreePanel
	ReadyPanel
	RunningPanel
	WaitingPanel
	TimedPanel
	WorkPanel
	ListingPanel
	ObjectsPanel
	StoryPanel
	TimePanel
	FooterPanel
	OverlayPanel

	// Panels is the number of identities.
	Panels = int(OverlayPanel) + 1
)

// NoticeKind says how a notice is meant.
type NoticeKind uint8

// The kinds of notices.
const (
	Changed NoticeKind = iota // what changed and how to undo it
	Refusal                   // what could not be done and what would work
	Advice                    // a word on the side
)

// KeyHint is a key and what it does, in a word or two.
type KeyHint struct{ Key, Does string }

// KeyGroup is a titled group of keys, for the help.
type KeyGroup struct {
	Title string
	Keys  []KeyHint
}

// Completion is one way to go on at the prompt.
type Completion struct{ Text, About string }

// Frame is all that panels draw. The zero value of what is not known is fine everywhere: a Frame without
// Program and Now draws an empty screen.
type Frame struct {
	Scene   string // name shown; "" takes the program's
	Program *program.Program
	Now     *engine.Snapshot
	Ended   engine.Ending  // how, as check judges this moment: others may go on; NotEnded takes what Now has
	Events  []engine.Event // of the step that led here: ghosts, causes
	Story   []Sentence     // oldest first
	Track   Timeline       // as many columns as TimeColumns says
	Run     Overview       // in as many parts as TimeColumns says; empty where Track shows all of it

	Position, Length int64     // step shown, last step of this branch
	Playing          bool      //
	Speed            string    // while playing: "4 steps/s"
	Keymap           *keys.Map // the user's keys; nil takes the table's
	Branch           string    // "" or "what-if 2"
	Wrong            string    // where the scene's file has an error: "line 24"; "" where it has none
	Unsaved          bool      // the scene is an edited one that no file has
	Draft            bool      // it is not, but such a text of it is kept
	Changed          string    // the change with which a presenter's scene runs; "" for none

	Selected int         // slot, -1 none
	Focus    ID          // which panel has the focus
	Object   int         // marked among the objects while they have the focus, an index in Program.Objects
	Listing  int         // index of the function shown, -1 follows the running coroutine
	Scroll   [Panels]int // lines that a panel is scrolled away from where it would stand; any value is safe
	Aside    int         // columns that the listing is scrolled to the right; its long lines are broken where it is 0

	Waits *reason.Graph // who waits for whom, where ShowsWaits says so; nil for none

	Scheduler bool // the scheduler's own listing stands in place of a coroutine's

	Lesson *Lesson // about the schedule that is being looked at; nil for none

	Fates *Fates // what is still possible behind each pass; nil where nobody asked

	Watched []Watch // values that are asked for, above the story

	ToEnd Resumes // how the two schedulers compare, under round robin

	Reached   string     // that the scene's goal is reached; "" before
	ReachedIn int64      // in which step it was; 0 where that is not known
	Moot      string     // that no schedule comes to the goal; "" where one may
	Hushed    bool       // what tells an answer is left out: see Hush
	known     []Sentence // the story that is left out then: names alone are taken of it

	Mono bool // without colours, so that the timeline tells ready and running apart by more than their heights

	Recording string // while the screen is recorded: what is said of it, in the place of the brand

	Notice      string // the last change: what changed and how to undo it; or an error
	NoticeKind  NoticeKind
	NoticeTold  bool  // the screen says it in full elsewhere: a small one may cut the notice
	NoticeAsked Asked // whether the notice tells an answer
	Ask         Question

	Prompting    bool
	Prompt       string // without the colon
	PromptCursor int    // in runes
	Completions  []Completion
	Completion   int    // the one chosen, -1 none
	Completing   string // what the completions are, "" where the line says it

	Worlds  *Worlds              // two runs side by side, in the place of the panels; nil for none
	Keep    []int                // lines of the listing that stay in sight where they all can, the most needed first
	Beside  string               // on the frame of the listing: how the text differs from that of another world
	Differs map[int]compare.Span // by line: what is not the same there

	Edit *Editor // the scene that is being edited, in the place of the listing and what is beside it; nil for none

	Scrolls KeyHint   // offered behind the first of Keys where a message has more lines than are seen
	Keys    []KeyHint // of the footer, most needed first; the last is kept whatever the width
	Layout  Layout
	Tour    *Tour           // the card of the tour, nil for none
	Later   map[string]bool // the keys of the footer that the tour has not come to
	Under   Overlay         // the dialog that lies under a floating one, if any
	Overlay Overlay         // nil or a dialog
	Paged   bool            // the key of the scene's page does that over this dialog, too
	Verdict *Reasons        // why the run ended, in the place of the story; nil for none

	Motion Motion // which picture of this step's moves is drawn; a click means what it does when all stands
	Seen   int    // so many of the first Events moved what stands in it already

	planned planned // where the panels stood last
	crew    crew    // how many coroutines there are
}

// Watch is a value that is watched.
type Watch struct {
	Text, Value string
	Since       int64    // the step in which it became that; 0 where that is not known, or from the boot on
	Before      []string // what it was, newest first
}

// Lesson tells which steps of a schedule matter to how it ends.
type Lesson struct {
	From    int64  // the step before the schedule's first
	Matters []bool // by step
	Decides int64  // the step that decides, -1 if none does
}

// idle reports whether a step does not matter to how a schedule ends.
func (l *Lesson) idle(step int64) bool {
	if l == nil {
		return false
	}
	i := step - l.From - 1
	return i >= 0 && i < int64(len(l.Matters)) && !l.Matters[i]
}

// Resumes is how often each scheduler resumes somebody until the scene, from its start, is over; 0 where that
// is not known.
type Resumes struct{ RoundRobin, FourQueues int64 }

// IntentKind says what a click means.
type IntentKind uint8

// The kinds of intents.
const (
	NoIntent     IntentKind = iota
	Focus                   // the panel Panel was meant, and nothing more of it
	Select                  // coroutine Slot
	Seek                    // step Step
	ShowFunc                // function Func in the listing, line Line of the scene
	PickRow                 // row Row of an overlay
	PressKey                // the key Key, as in KeyHint
	Complete                // completion Row
	CloseOverlay            // a click beside the overlay
	AskWhy                  // about what bears the name Key: an object, or an item such as #3
	PlaceCursor             // row Row of the editor, column Step of the line
)

// Intent is what a place on the screen means when it is clicked. Panel is set wherever there is a panel, so
// that the wheel knows what to scroll. Fields that the kind does not name are -1 or "".
type Intent struct {
	Kind  IntentKind
	Panel ID
	Slot  int
	Step  int64
	Func  int
	Line  int
	Row   int
	Key   string
}

// Overlay is a dialog in the place of panels (see seat.go): *Help, *Picker, *Confirm, *Inspector, *Fields,
// *Measures, *Message, *Scheduler, *Choices, *Palette.
type Overlay interface {
	size(w, h int, f *Frame) (int, int) // that it would like in a room of w by h cells; it may be more
	modal() bool                        // it asks for all attention
	draw(p pen)
}
