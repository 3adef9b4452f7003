package demo

import (
	"time"

	"github.com/quartet-os/quartet/engine/session"
	"github.com/quartet-os/quartet/ui/panel"
	"github.com/quartet-os/quartet/ui/screen"
	"github.com/quartet-os/quartet/ui/theme"
)

// Stage is the screen on which a demo is played. Its clock is at 0 when it is made, and goes on only
// by Tick.
type Stage interface {
	Press(key string) error    // a key by its name; an error where it means nothing
	Command(line string) error // a line as it is typed at the prompt
	Run(on bool) error         // run, or pause
	// Mutate runs the scene with a change, from its boot and with the commands of the run, in the place of another such
	// change; nil goes back to the run before it.
	Mutate(c *Mutation) error
	Changed() string // the name of the change with which the scene runs; "" as it was opened
	// RunUntil runs, and pauses in the step where the condition comes true; came tells whether it has.
	RunUntil(condition string) (came func() bool, err error)
	Version(n int)            // of the script whose keys are pressed from here on
	Speed(steps int) error    // a second
	Theme(name string) error  // as theme.ByName takes it
	Layout(name string) error // as Layouts has it
	Show(panel string) error  // gives a panel the focus; "" takes it away
	// Ask puts a question to the class; "" takes it away. The answer that is right is counted from 1; 0: none is said
	// to be.
	Ask(question string, right int, answers ...string)
	Reveal()      // marks the answer that is right
	Hide(on bool) // hides what tells answers, or shows it

	Card(card *panel.Tour)    // shows a card of a lesson
	Words(text string) string // with keys that are named in braces as they are at this moment
	Afresh() error            // back to the boot, without what was done
	// Came reports whether a condition has come true on the way to the position, in the step since or later.
	Came(condition string, since int64) (bool, error)

	// Next returns the time at which the stage changes by itself: the next step of a run, or an answer
	// that is awaited. False while it stands still.
	Next() (time.Duration, bool)
	// Tick sets the clock and does what is due by then.
	Tick(now time.Duration)
	Busy() bool   // a run goes on
	Awaits() bool // an answer is awaited, or a scene that is being opened
	// Failed says why what was awaited could not be done.
	Failed() error

	Session() *session.Session
	Look() theme.Theme
	Draw(g *screen.Grid) // at the grid's size
	Place(panel string, w, h int) (screen.Rect, error)
}
