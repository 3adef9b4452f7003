package panel

import (
	"strings"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/ui/screen"
)

// moment is what one drawing of a frame works out once for all its panels.
type moment struct {
	f                   *Frame
	now                 *engine.Snapshot // never nil
	prog                *program.Program // never nil
	zones               *zones           // nil while nobody asks what a click means
	panel               ID               // the panel that is being drawn
	names               int              // columns of a coroutine's name at most
	labels              int              // of an object's
	glued               bool             // tight tokens have none before their signs either: the last way to show all
	lined               bool             // groups stand one behind the other, an arrow would point at the next one
	tight               bool             // tokens have no blank behind their names, where there is little room
	wide                bool             // the listing is the whole source, the objects are who waits for whom
	hidden              bool             // a message has more lines than are seen
	small               bool             // a box for a notice would hide what is needed
	leastTall, mostTall int              // rows of the tokens that were drawn, of those that have several
	besideStory         bool             // the card of the tour leaves the story in sight
	besideCode          bool             // and the scene's text
	storyStays          bool             // the story is in sight, whatever dialog is open
	fateAbove           bool             // what is still possible stands in the header
	tryAbove            bool             // what to try does
	freeBelow           bool             // the free process slots stand in the lower edge of READY
	biggest             int              // rows of a token at most, where the lanes have room for that; odd
	least               int              // columns that the timeline has room for at least
	tall                int              // rows of the tokens that are being drawn, if more than one; odd
	slim                int              // how much narrower these are than they could be, at most slimmest

	host    screen.Rect // the panel in whose lower edge the notice stands; empty for none
	noticed string      // what of the notice is said there, or in the footer
	left    []ghost     // who stood elsewhere before this step
	arrived []arrival   // who came to its place in this step, and why
	actor   int         // slot of the coroutine that did the step's last op, -1
	did     int32       // that op, or -1
	ticks   int64       // ticks that the clock went on with nothing ready

	motion Motion  // which picture of this step's moves is drawn
	glides []glide // what is on its way in it
	// where an item on its way enters its queue, on the screen
	entrance screen.Rect

	leftRoom    [8]ghost
	arrivedRoom [8]arrival
}

// zones collects what clicks mean.
type zones struct{ all []zone }

func newMoment(f *Frame) *moment {
	m := &moment{f: f, now: f.Now, prog: f.Program, actor: -1, did: -1, names: maxName, labels: longName}
	if m.now == nil {
		m.now = &engine.Snapshot{Running: -1}
	}
	if m.prog == nil {
		m.prog = &program.Program{}
	}
	m.left, m.arrived = m.leftRoom[:0], m.arrivedRoom[:0]
	m.fold()
	return m
}

// nobody is what who gives for a slot that does not exist.
var nobody = engine.CoroutineView{Slot: -1, Name: "?", Func: -1, Object: -1, Listed: -1,
	Deadline: engine.NoDeadline}

// who returns the coroutine of a slot; it is never nil and must not be changed.
func (m *moment) who(slot int) *engine.CoroutineView {
	all := m.now.Coroutines
	if slot < 0 {
		return &nobody
	}
	if slot < len(all) && all[slot].Slot == slot {
		return &all[slot]
	}
	for i := range all {
		if all[i].Slot == slot {
			return &all[i]
		}
	}
	return &nobody
}

// object returns the name of an object; mailboxes follow the declared ones.
func (m *moment) object(i int) string {
	return m.prog.ObjectName(i, len(m.now.Coroutines), func(slot int) string { return m.who(slot).Name })
}

// funcName returns the name of a function, or "".
func (m *moment) funcName(i int) string {
	if i >= 0 && i < len(m.prog.Funcs) {
		return m.prog.Funcs[i].Name
	}
	return ""
}

// opLine returns the line of an op in the scene, or 0.
func (m *moment) opLine(pc int32) int {
	if pc >= 0 && int(pc) < len(m.prog.Ops) {
		return int(m.prog.Ops[pc].Line)
	}
	return 0
}

// at returns the line where a coroutine stands: for the one that acted, the line of what it just did.
func (m *moment) at(c *engine.CoroutineView) int {
	if c.Slot == m.actor && m.did >= 0 && c.Slot == m.now.Running {
		if n := m.opLine(m.did); n > 0 {
			return n
		}
	}
	return c.Line
}

// source returns a line of the scene's text, counted from 1, and what follows it; "" past the end.
func (m *moment) source(n int) (string, string) {
	rest := m.prog.Source
	for ; n > 1; n-- {
		i := strings.IndexByte(rest, '\n')
		if i < 0 {
			return "", ""
		}
		rest = rest[i+1:]
	}
	return cutLine(rest)
}

func cutLine(rest string) (string, string) {
	if i := strings.IndexByte(rest, '\n'); i >= 0 {
		return strings.TrimSuffix(rest[:i], "\r"), rest[i+1:]
	}
	return rest, ""
}

// statement returns a line of the scene without its indent, its comment and the brace that opens a block.
func (m *moment) statement(n int) string {
	if n <= 0 {
		return ""
	}
	s, _ := m.source(n)
	if i := strings.Index(s, "//"); i >= 0 && strings.Count(s[:i], `"`)%2 == 0 {
		s = s[:i]
	}
	s = strings.TrimSuffix(strings.TrimSpace(s), "{")
	s = strings.TrimSpace(s)
	if s == "}" {
		return "the end"
	}
	return strings.TrimPrefix(s, "} ")
}

// does is the statement of an op.
func (m *moment) does(pc int32) string { return m.statement(m.opLine(pc)) }

// cut shortens a text to w columns, at a blank where there is one in the second half.
func cut(s string, w int) string {
	if screen.Width(s) <= w {
		return s
	}
	short := strings.TrimSuffix(screen.Truncate(s, w), "…")
	if i := strings.LastIndexByte(short, ' '); i > len(short)/2 {
		short = short[:i]
	}
	if w <= 0 {
		return ""
	}
	return strings.TrimRight(short, " ,;:.") + "…"
}

// wording returns the first of some ways to say a thing, the longest first, that has room in w columns; the last one is
// cut.
func wording(w int, all ...string) string {
	for _, one := range all[:len(all)-1] {
		if screen.Width(one) <= w {
			return one
		}
	}
	return cut(all[len(all)-1], w)
}

// digits is the number of digits of n.
func digits(n int64) int {
	d := 1
	for n >= 10 {
		n /= 10
		d++
	}
	return d
}
