package panel

import (
	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/ui/keys"
	"github.com/quartet-os/quartet/ui/screen"
	"github.com/quartet-os/quartet/ui/theme"
)

// The styles that every panel uses, by their purpose.
const (
	text   = theme.StyleID(theme.Text)
	quiet  = theme.StyleID(theme.Quiet)
	line   = theme.StyleID(theme.Line)
	ghosts = theme.StyleID(theme.Ghost)
)

// maxName is the most columns of a name that are shown, longName those of an object on a screen that has room; a
// longer one is cut visibly.
const (
	maxName  = 12
	longName = 20
)

// pen draws on a part of the screen. It knows where that part lies, so that it can note what a click means.
type pen struct {
	screen.Canvas
	*moment
	x, y int // of 0, 0 on the screen
}

// plainKeys are the table's keys; they are only read.
var plainKeys = keys.NewMap()

// keymap returns the keys that texts name.
func (f *Frame) keymap() *keys.Map {
	if f.Keymap != nil {
		return f.Keymap
	}
	return plainKeys
}

// words puts the user's keys into a text, as keys.Map has it.
func (p pen) words(text string) string { return p.f.keymap().Words(text) }

// zone is a rectangle of the screen and what a click there means.
type zone struct {
	r  screen.Rect
	in Intent
}

// noIntent is an Intent whose fields name nothing.
func noIntent() Intent { return Intent{Slot: -1, Step: -1, Func: -1, Line: -1, Row: -1} }

// in returns a pen for a part of p.
func (p pen) in(r screen.Rect) pen {
	return pen{Canvas: p.Sub(r), moment: p.moment, x: p.x + r.X, y: p.y + r.Y}
}

// mean notes what a click into r means. Later notes lie over earlier ones.
func (p pen) mean(r screen.Rect, in Intent) {
	if p.zones == nil {
		return
	}
	r = r.Intersect(p.Bounds())
	if r.Empty() {
		return
	}
	r.X, r.Y = r.X+p.x, r.Y+p.y
	if in.Panel == NoPanel {
		in.Panel = p.panel
	}
	p.zones.all = append(p.zones.all, zone{r, in})
}

// meanSlot notes that a click into r selects the coroutine of a slot.
func (p pen) meanSlot(r screen.Rect, slot int) {
	if p.zones == nil {
		return
	}
	in := noIntent()
	in.Kind, in.Slot = Select, slot
	p.mean(r, in)
}

// meanWhy notes that a click into r asks about what bears a name.
func (p pen) meanWhy(r screen.Rect, name string) {
	if p.zones == nil {
		return
	}
	in := noIntent()
	in.Kind, in.Key = AskWhy, name
	p.mean(r, in)
}

// box frames the whole of p as panel id, with its title and what stands at the right of its upper edge, and returns
// its inside, one blank away from the border at the left and right.
func (p pen) box(id ID, f screen.Frame) pen {
	p.panel = id
	in := noIntent()
	in.Kind = Focus
	p.mean(p.Bounds(), in)
	if f.Style == text {
		f.Style = line
	}
	focused := p.f.Focus == id && id != NoPanel && p.f.Overlay == nil && !p.f.Prompting // keys go to one panel
	if focused && f.Style == line {
		f.Style = text
	}
	if screen.Width(f.Title)+screen.Width(f.Right)+9 > p.W && f.Right != "" && f.RightStyle == f.TitleStyle {
		f.Title, f.Right = f.Title+" "+f.Right, ""
	}
	p.Canvas.Frame(p.Bounds(), f)
	if focused && p.W > 8 {
		p.Set(1, 0, theme.Unicode().Right, theme.Bright.Plain())
	}
	return p.inside()
}

// inside returns the inside of a frame around the whole of p, one blank away from it at the left and right.
// Marks may be put into that blank, at x -1.
func (p pen) inside() pen {
	in := p.in(p.Bounds().Trim(1, 1, 1, 1))
	in.Canvas, in.x = in.Inset(1), in.x+1
	return in
}

// roleOf returns the colour of a place.
func roleOf(place engine.Place) theme.Role {
	switch place {
	case engine.Ready:
		return theme.Ready
	case engine.Running:
		return theme.Running
	case engine.Waiting:
		return theme.Waiting
	case engine.TimedWaiting:
		return theme.Timed
	}
	return theme.Free
}

// sign returns the glyph before the name of a coroutine.
func sign(r program.Role) rune {
	return theme.Unicode().Coroutine(r == program.Producer, r == program.Consumer)
}

// sized says how long names may be on a screen of w columns.
func (m *moment) sized(w int) {
	switch m.names, m.labels = maxName, longName; {
	case w < 76:
		m.names, m.labels = 7, maxName
	case w < 100:
		m.names, m.labels = 9, 16
	}
}

// short returns the name of a coroutine as it is shown; small screens cut long ones earlier. One that begins like
// another of the scene's text is cut in its middle, so that the two can be told apart.
func (m *moment) short(name string) string {
	if len(name) <= m.names {
		return name
	}
	head := screen.Truncate(name, m.names)
	for i := range m.prog.Ops {
		o := &m.prog.Ops[i]
		if o.Kind != program.Spawn || o.B < 0 || int(o.B) >= len(m.prog.Names) {
			continue
		}
		if other := m.prog.Names[o.B]; other != name && screen.Truncate(other, m.names) == head {
			letters := []rune(name)
			return screen.Truncate(name, m.names-tellApart) + string(letters[max(len(letters)-tellApart, 0):])
		}
	}
	return head
}

// tellApart is how many of the last letters of a name tell it from another that begins alike.
const tellApart = 2

// label returns the name of an object as it is shown; small screens cut long ones earlier.
func (m *moment) label(name string) string { return shortened(name, m.labels) }

// label is the name of an object where nothing is known of the screen.
func label(name string) string { return shortened(name, longName) }

func shortened(name string, most int) string {
	if len(name) <= most {
		return name
	}
	return screen.Truncate(name, most)
}

// tokenWidth is the columns that the token of c takes.
func (m *moment) tokenWidth(c *engine.CoroutineView) int {
	w := screen.Width(m.short(c.Name)) + 3
	switch {
	case m.tall > 1:
		w = max(w+2, 2*m.tall+3-2*m.slim) - m.slim/slimmest*2
	case m.glued:
		w -= 2
	case m.tight:
		w--
	}
	return w
}

// mid is the row, counted from the first of a token, in which its name stands.
func (m *moment) mid() int { return m.tall / 2 }

// token draws the one solid mark of a coroutine, its name in row y, and returns its width.
func (p pen) token(x, y int, c *engine.CoroutineView) int {
	st, name := roleOf(c.Place).Token(), p.short(c.Name)
	w := p.tokenWidth(c)
	if p.hides(c.Slot) {
		p.meanSlot(screen.R(x, y-p.mid(), w, max(p.tall, 1)), c.Slot)
		return w
	}
	if p.tall > 1 {
		if p.mostTall = max(p.mostTall, p.tall); p.leastTall == 0 || p.tall < p.leastTall {
			p.leastTall = p.tall
		}
		r := screen.R(x, y-p.mid(), w, p.tall)
		p.Fill(r, ' ', roleOf(c.Place).Blank())
		at := x + (w-screen.Width(name)-1)/2
		p.Set(at, y, sign(c.Role), st)
		p.Text(at+1, y, name, st)
		if c.Slot == p.f.Selected {
			p.Set(x, y, theme.Unicode().Right, st)
			p.Set(x+w-1, y, theme.Unicode().Left, st)
		}
		p.meanSlot(r, c.Slot)
		return w
	}
	if p.glued {
		p.Set(x, y, sign(c.Role), st)
		p.Text(x+1, y, name, st)
		p.meanSlot(screen.R(x, y, w, 1), c.Slot)
		return w
	}
	before, after := ' ', ' '
	if c.Slot == p.f.Selected {
		before, after = theme.Unicode().Right, theme.Unicode().Left
	}
	p.Set(x, y, before, st)
	p.Set(x+1, y, sign(c.Role), st)
	p.Text(x+2, y, name, st)
	if !p.tight {
		p.Set(x+w-1, y, after, st)
	}
	p.meanSlot(screen.R(x, y, w, 1), c.Slot)
	return w
}

// name writes the bare coloured name of the coroutine in a slot and returns its width.
func (p pen) name(x, y, slot int) int {
	c := p.who(slot)
	return p.named(x, y, slot, c.Name, c.Role, roleOf(c.Place))
}

// named is name for a coroutine whose name, role and colour may be of another time.
func (p pen) named(x, y, slot int, name string, role program.Role, colour theme.Role) int {
	st := colour.Bold()
	w := 0
	if colour != theme.Free || role != program.Neither {
		p.Set(x, y, sign(role), st)
		w = 1
	}
	w += p.Text(x+w, y, p.short(name), st)
	p.meanSlot(screen.R(x, y, w, 1), slot)
	return w
}

// nameWidth is the columns that name takes.
func (p pen) nameWidth(slot int) int {
	c := p.who(slot)
	w := screen.Width(p.short(c.Name))
	if c.Live || c.Role != program.Neither {
		w++
	}
	return w
}

// ghost writes where a coroutine stood before this step and returns its width.
func (p pen) ghost(x, y int, g *ghost) int {
	mark := theme.Unicode().Ghost
	at := x
	p.Set(at, y, mark, ghosts)
	at++
	if g.from != engine.Free {
		p.Set(at, y, sign(g.role), ghosts)
		at++
	}
	at += p.Text(at, y, p.short(g.name), ghosts)
	p.Set(at, y, mark, ghosts)
	p.meanSlot(screen.R(x, y, at+1-x, 1), g.slot)
	return at + 1 - x
}

// ghostWidth is the columns that ghost takes.
func (m *moment) ghostWidth(g *ghost) int {
	w := screen.Width(m.short(g.name)) + 2
	if g.from != engine.Free {
		w++
	}
	return w
}
