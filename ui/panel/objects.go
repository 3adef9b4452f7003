package panel

import (
	"slices"
	"strconv"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/ui/screen"
	"github.com/quartet-os/quartet/ui/theme"
)

// sheet writes rows one below the other; what is scrolled away or does not fit falls off its edges.
type sheet struct {
	pen
	row    int // the next one
	marked int // the row of the marked object, -1 where it was not met
}

// next returns the row to write in.
func (s *sheet) next() int {
	s.row++
	return s.row - 1
}

// objects shows each mutex, condition, wait list, variable and counter: a condition is drawn as the queue it is.
func (p pen) objects() {
	if p.W < 12 || p.H < 3 {
		return
	}
	in := p.box(ObjectsPanel, screen.Frame{Style: line, Title: "OBJECTS", TitleStyle: theme.Text.Bold()})
	foot := in.nextRows()
	roomy, open := in.objectRows()
	rows := in.H - foot
	level := brief
	switch {
	case roomy < rows:
		level = spaced
	case open <= rows:
		level = dense
	}
	s := &sheet{pen: in.in(screen.R(0, 0, in.W, rows)), row: -scrolled(p.f.Scroll[ObjectsPanel], 1000), marked: -1}
	from := s.row
	s.all(level)
	if at := s.marked; at >= rows-1 && s.row > rows || at >= 0 && at < from { // it is brought into view
		s.Clear()
		s.row, s.marked = from-(at-max(rows-3, 0)), -1
		s.all(level)
	}
	if foot > 0 {
		in.nextUp(rows - s.row)
	}
	if more := s.row - rows; more > 0 && rows > 0 {
		in.Fill(screen.R(0, rows-1, in.W, 1), ' ', text)
		in.Text(0, rows-1, "… "+strconv.Itoa(more+1)+" more", quiet)
	}
}

// How much room an object gets.
const (
	brief  = iota // a line
	dense         // a line for each thing there is to say
	spaced        // and a blank line behind
)

// objectRows counts the rows that the objects take when spaced and when dense; it depends on the scene's text and
// its rules alone.
func (p pen) objectRows() (roomy, open int) {
	perMutex, perCond := 3, 2
	if p.now.Rules[program.RuleDeadline] == program.DeadlineObject {
		perMutex, perCond = 4, 3
	}
	open = perMutex*len(p.now.Mutexes) + perCond*len(p.now.Conds) + 2*(len(p.now.Lists)+len(p.now.Syncs)) +
		len(p.now.Vars) + len(p.now.Counters) + len(p.now.Pending)
	for i := range p.now.Mutexes {
		if p.now.Mutexes[i].Spin {
			open -= perMutex - 2
		}
	}
	for i := range p.now.Syncs {
		if p.now.Syncs[i].Class == program.ChanClass {
			open++ // it has two queues
		}
	}
	roomy = open + len(p.now.Mutexes) + len(p.now.Conds) + len(p.now.Lists) + len(p.now.Syncs)
	if len(p.now.Vars)+len(p.now.Counters) == 0 {
		roomy--
	}
	return roomy, open
}

// scrolled makes a number of lines safe: 0 to most.
func scrolled(n, most int) int { return max(min(n, most), 0) }

// all writes every object.
func (s *sheet) all(level int) {
	for i := range s.now.Mutexes {
		s.mutex(&s.now.Mutexes[i], level)
	}
	for i := range s.now.Conds {
		s.cond(&s.now.Conds[i], level)
	}
	for i := range s.now.Lists {
		l := &s.now.Lists[i]
		s.waitable(l.Name, "wait list", "wait list", l.Queue, level)
	}
	for i := range s.now.Syncs {
		s.described(i, level)
	}
	s.variables(s.now.Vars, "", level)
	s.variables(s.now.Counters, "counter", level)
	for _, command := range s.now.Pending {
		x := s.Text(0, s.row, "at the pass's end ", quiet)
		if level == spaced && screen.Width(command) > s.W-x {
			s.next()
			x = 2
		}
		s.Text(x, s.next(), cut(command, s.W-x), text)
	}
}

// inLine writes the queue of an object behind what it is; an empty one is left out where it has no room.
func (s *sheet) inLine(x, y int, queue []int) {
	if word := queueWord("", brief); len(queue) > 0 || x+len(word)+len("empty") <= s.W {
		s.queueAt(x, y, s.W, word, queue)
	}
}

// waitable writes an object that is nothing to look at but its kind and its queue.
func (s *sheet) waitable(name, kind, what string, queue []int, level int) {
	y, x := s.head(name, kind, level)
	s.queueAt(x, y, s.W, queueWord(what, level), queue)
	s.space(level)
}

// head writes the name and the kind of an object and returns where the next thing about it goes: for a brief one behind
// the name.
func (s *sheet) head(name, kind string, level int) (y, x int) {
	y = s.next()
	x = s.named(y, name) + 1
	if level == brief {
		return y, x
	}
	if level == spaced { // no row is missed
		for screen.Width(kind) > s.W-x {
			var first string
			if first, kind = s.breakLine(kind, s.W-x, false); kind == "" {
				kind = first
				break
			}
			s.Text(x, y, first, quiet)
			y, x = s.next(), 2
		}
	}
	s.Text(x, y, cut(kind, s.W-x), quiet)
	return s.next(), 2
}

// named writes the name of an object, which can be asked about, marks it if it is the chosen one, and returns its
// columns.
func (s *sheet) named(y int, name string) int {
	w := s.Text(0, y, s.label(name), theme.Bright.Plain())
	s.meanWhy(screen.R(0, y, w, 1), name)
	o := s.f.Object
	if s.f.Focus == ObjectsPanel && o >= 0 && o < len(s.prog.Objects) && s.prog.Objects[o].Name == name {
		s.marked = y
		s.Set(-1, y, theme.Unicode().Right, theme.Bright.Plain())
		s.Mark(screen.R(-1, y, s.W+2, 1))
	}
	return w
}

// space leaves the blank line behind an object.
func (s *sheet) space(level int) {
	if level == spaced {
		s.next()
	}
}

// queueWord is what stands before a queue: all of one width, so that the queues stand below each other.
func queueWord(what string, level int) string {
	if level == brief {
		return "queue "
	}
	return screen.Pad(what, len("signal queue")) + " "
}

// mutex writes a mutex or spinlock: who owns it, how deep, and its lock queue.
func (s *sheet) mutex(mu *engine.MutexView, level int) {
	y, x := s.head(mu.Name, mutexKind(mu), level)
	x += s.owned(x, y, mu)
	if level == brief {
		if len(mu.LockQueue) > 0 && x+10 < s.W {
			s.queueAt(x+1, y, s.W, queueWord("", level), mu.LockQueue)
		}
		return
	}
	if !mu.Spin { // nobody queues for a spinlock
		s.queueAt(2, s.next(), s.W, queueWord("lock queue", level), mu.LockQueue)
		s.objectDeadline(mu.Deadline)
	}
	s.space(level)
}

// mutexKind says of which kind a mutex is.
func mutexKind(mu *engine.MutexView) string {
	switch {
	case mu.Spin:
		return "spinlock"
	case mu.Recursive && mu.Timed:
		return "mutex, recursive, timed"
	case mu.Recursive:
		return "mutex, recursive"
	case mu.Timed:
		return "mutex, timed"
	}
	return "mutex"
}

// owned writes who holds a mutex and how often, and returns the columns it takes.
func (p pen) owned(x, y int, mu *engine.MutexView) int {
	at := x
	if mu.OwnerName == "" {
		return p.Text(x, y, "free", quiet)
	}
	at += p.Text(at, y, "held by ", quiet)
	at += p.owner(at, y, mu)
	if mu.Depth > 1 {
		deep := " " + strconv.Itoa(mu.Depth) + " deep"
		if at+len(deep) > p.W {
			deep = " x" + strconv.Itoa(mu.Depth)
		}
		at += p.Text(at, y, deep, text)
	}
	return at - x
}

// cond writes a condition: its signal queue and the signals that nobody has taken yet.
func (s *sheet) cond(c *engine.CondView, level int) {
	y, x := s.head(c.Name, "condition", level)
	what, pending := queueWord("signal queue", level), ""
	if c.Signals > 0 {
		pending = program.Plural(int64(c.Signals), "signal") + " kept"
		if x+len(what)+screen.Width(pending)+7 > s.W {
			pending = strconv.Itoa(c.Signals) + " kept"
		}
		s.TextRight(s.W, y, pending, theme.Text.Bold())
	}
	end := s.W - screen.Width(pending)
	if level == brief && x+len(what)+s.namesWidth(c.SignalQueue, s.W)+2 > end {
		what = ""
	}
	s.queueAt(x, y, end, what, c.SignalQueue)
	if level != brief {
		s.objectDeadline(c.Deadline)
		s.space(level)
	}
}

// queueAt writes a queue, its front at the right, in the columns x to end.
func (p pen) queueAt(x, y, end int, what string, slots []int) {
	need := p.namesWidth(slots, p.W)
	running := p.runningIn(slots)
	switch {
	case len(slots) == 0:
		need = len("empty")
	case running != "":
		need += len(running)
	case len(slots) > 1:
		need += 2
	}
	what = shorterFor(what, end-x, need)
	x += p.Text(x, y, what, quiet)
	if len(slots) == 0 {
		p.Text(x, y, cut("empty", end-x), quiet)
		return
	}
	if len(slots) > 1 {
		end -= 2
	}
	x = p.names(x, y, end, slots)
	if len(slots) > 1 {
		p.Set(x+1, y, theme.Unicode().Right, quiet)
		x += 2
	}
	p.Text(x, y, cut(running, end-x), theme.Running.Plain())
}

// runningIn says of a queue that one who stands in it is on the CPU: WAITING does not show him. He queued himself
// and must not leave the CPU, or he was woken and has not looked yet.
func (p pen) runningIn(slots []int) string {
	switch at := slices.Index(slots, p.now.Running); {
	case p.now.Running < 0 || at < 0:
		return ""
	case len(slots) > 1:
		return " " + p.short(p.who(p.now.Running).Name) + " runs"
	}
	return ", running"
}

// shorterFor chooses what stands before a queue that takes need of w columns: as much as leaves the queue whole.
func shorterFor(what string, w, need int) string {
	const short = "queue "
	switch {
	case screen.Width(what)+need <= w:
		return what
	case len(short)+need <= w || need > w && len(short)+10 <= w:
		return short
	}
	return ""
}

// objectDeadline writes the one deadline that the rules keep in a mutex or condition.
func (s *sheet) objectDeadline(at int64) {
	if s.now.Rules[program.RuleDeadline] != program.DeadlineObject {
		return
	}
	y := s.next()
	x := 2 + s.Text(2, y, "its deadline ", quiet)
	if at == 0 {
		s.Text(x, y, "none", quiet)
		return
	}
	s.Text(x, y, strconv.FormatInt(at, 10), text)
}

// variable writes a shared variable or a counter.
func (s *sheet) variable(v *engine.VarView, kind string) {
	y := s.next()
	x := s.named(y, v.Name)
	x += s.Text(x, y, " = ", quiet)
	if slot := s.meant(v.Type, v.Value); slot >= 0 {
		x += s.name(x, y, slot)
	} else {
		x += s.Text(x, y, s.value(v.Type, v.Value), text)
	}
	if kind != "" && x+2+len(kind) <= s.W {
		s.Text(x+2, y, kind, quiet)
	}
}

// meant returns the slot of the coroutine that a variable names; -1 where it names none that is alive.
func (m *moment) meant(t program.Type, v int64) int {
	if t != program.Coroutine {
		return -1
	}
	return m.now.Of(v)
}

// value writes a value as the scene's text would; a coroutine that is alive is shown by its name instead.
func (m *moment) value(t program.Type, v int64) string {
	switch t {
	case program.Bool:
		if v != 0 {
			return "true"
		}
		return "false"
	case program.ResultOf:
		return program.Result(v & 3).String()
	case program.Coroutine:
		if v == 0 {
			return "nobody"
		}
		return "one that ended"
	case program.ItemOf:
		if v == 0 {
			return "none"
		}
		return m.inside("#"+strconv.FormatInt(v, 10), v)
	case program.Memory:
		if v == 0 {
			return "none"
		}
		return m.insideMemory(strconv.FormatInt(v, 10), v)
	}
	return strconv.FormatInt(v, 10)
}

// objectLines is the rows of the objects where each has one.
func (m *moment) objectLines() int {
	return len(m.now.Mutexes) + len(m.now.Conds) + len(m.now.Lists) + len(m.now.Syncs) + len(m.now.Vars) +
		len(m.now.Counters) + len(m.now.Pending)
}
