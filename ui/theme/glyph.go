package theme

// Glyphs names the signs of the screen. Panels take them from here rather than write them out.
type Glyphs struct {
	Put, Take, Neither rune // before a coroutine's name: it puts, it takes, neither
	Right, Left        rune // where things go and come from, keys, the play mark
	Down, Up           rune // the same for columns and scroll hints
	Back, Forth        rune // the keys that go through time
	Pause              rune // drawn twice: the machine stands still
	Ghost              rune // on both sides of a name: it stood here before its last move
	TimeWaiting        rune // a pass in the timeline; the height says the place, lowest first
	TimeTimed          rune
	TimeReady          rune
	TimeRunning        rune
	TimeLight          rune // ready, where there are no colours
	TimeUnder          rune // on the CPU, with a handler on top
	Full, Empty        rune // a countdown bar: what is left, what is gone
	Scrub              rune // the pass shown, in the timeline
	Command, Deadline  rune // marks of the timeline: a command was given, a deadline was reached,
	Spurious, Branch   rune // somebody was woken for no reason, another future leaves
	Foot               rune // an end of the bracket under the part of a run that is shown
	Dot, Ellipsis      rune
	Check, Cross       rune    // a goal reached, a refusal
	Minus              rune    // a line that was taken away
	Spark              [8]rune // a sparkline, lowest first
	Border             Border
}

// Border is the set of signs a box is drawn with.
type Border struct {
	Horizontal, Vertical                       rune
	TopLeft, TopRight, BottomLeft, BottomRight rune
	Dashed                                     rune // a horizontal edge that is open
	TeeDown, TeeLeft, TeeRight                 rune // an edge from which another goes off
}

// Unicode returns the glyphs of the screen as it is meant to be.
func Unicode() Glyphs {
	return Glyphs{
		Put: '▲', Take: '▼', Neither: '●',
		Right: '▸', Left: '◂', Down: '▾', Up: '▴', Back: '◂', Forth: '▸',
		Pause: '▮', Ghost: '┄',
		TimeWaiting: '▁', TimeTimed: '▃', TimeReady: '▅', TimeRunning: '█', TimeLight: '▒', TimeUnder: '▓',
		Full: '█', Empty: '░', Scrub: '▎',
		Command: '◆', Deadline: '!', Spurious: '~', Branch: '┬', Foot: '┴', Dot: '·', Ellipsis: '…',
		Check: '✓', Cross: '✗',
		Minus: '−',
		Spark: [8]rune{'▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'},
		Border: Border{
			Horizontal: '─', Vertical: '│',
			TopLeft: '╭', TopRight: '╮', BottomLeft: '╰', BottomRight: '╯', Dashed: '┄',
			TeeDown: '┬', TeeLeft: '┤', TeeRight: '├',
		},
	}
}

// Bar returns the timeline's glyph for a pass spent in a place: the higher, the closer to the CPU;
// a blank for FREE and for what is no place.
func (g Glyphs) Bar(place Role) rune {
	switch place {
	case Waiting:
		return g.TimeWaiting
	case Timed:
		return g.TimeTimed
	case Ready:
		return g.TimeReady
	case Running:
		return g.TimeRunning
	default:
		return ' '
	}
}

// Coroutine returns the sign before the name of a coroutine that puts, takes, does neither or both.
func (g Glyphs) Coroutine(puts, takes bool) rune {
	switch {
	case puts && !takes:
		return g.Put
	case takes && !puts:
		return g.Take
	default:
		return g.Neither
	}
}
