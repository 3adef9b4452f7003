package panel

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/ui/screen"
	"github.com/quartet-os/quartet/ui/theme"
)

// lane frames a place: its name and how many are there, both in the place's colour.
func (p pen) lane(id ID, place engine.Place, n int) pen {
	colour, title := roleOf(place).Bold(), place.String()
	if place == engine.TimedWaiting && len(title)+digits(int64(n))+7 > p.W {
		title = "TIMED"
	}
	return p.box(id, screen.Frame{Style: line, Title: title, TitleStyle: colour,
		Right: strconv.Itoa(n - p.coming(id)), RightStyle: colour})
}

// What a lane with nobody in it says of itself, the longest first.
var (
	untilWoken = [...]string{"blocked until someone wakes them", "until someone wakes them", "until woken",
		"nobody"}
	untilDeadline = [...]string{"blocked until a deadline at most", "until a deadline at most", "until a deadline",
		"nobody"}
)

// nobody says in a lane that it is empty, and in its last row what it is for, in one of some words.
func (p pen) nobody(words [4]string) {
	if p.H > 1 {
		p.Text(0, 0, "nobody", quiet)
	}
	p.Text(0, p.H-1, p.fitting(words), quiet)
}

// fitting returns the first of some words that fits in a row; the last one is cut.
func (p pen) fitting(words [4]string) string {
	for _, one := range words {
		if screen.Width(one) <= p.W {
			return one
		}
	}
	return cut(words[len(words)-1], p.W)
}

// freeExit is the columns in which FREE has room for names and for where they leave to.
const freeExit = 7

// free shows the unused process slots, the next one to be used at the right.
func (p pen) free() {
	in := p.lane(FreePanel, engine.Free, len(p.now.Free))
	left := p.now.Step > 0 && slices.ContainsFunc(p.left, func(g ghost) bool { return g.from == engine.Free })
	if len(p.now.Free) == 0 && !left && len(p.now.Coroutines) > 0 {
		in.Text(0, 0, "none", quiet)
		return
	}
	in = in.in(screen.R(0, in.nameRow(), in.W, min(in.H, 1))) // beside the names in the tokens
	fl := flow{p: in, slots: p.now.Free, from: engine.Free, gap: 1, bare: true, style: quiet}
	if in.W >= freeExit {
		fl.exit = string(theme.Unicode().Right)
		if fl.within(1) > 0 {
			return
		}
		exit := fl.exit
		if fl.exit = ""; fl.within(1) > 0 { // whole names tell more than where they leave to
			return
		}
		fl.exit = exit
	}
	fl.run()
}

// freeHead is the columns of the number of process slots in the lower edge of READY.
const freeHead = len(" FREE 999 ")

// freeInFrame writes the unused process slots into the lower edge of READY, where they have no lane of their own: how
// many, and as many names as there is room for beside what that edge says already.
func (p pen) freeInFrame() {
	if p.W < 20 || p.H < 3 {
		return
	}
	p.panel = FreePanel
	y, end := p.H-1, p.W-3
	if p.now.Policy == program.RoundRobin {
		end = 0 // it says how many turns were wasted
	}
	n := len(p.now.Free)
	head := " FREE " + strconv.Itoa(n-p.coming(FreePanel)) + " "
	room := end - 3 - len(head) - 1
	x := 3 + p.Text(3, y, head, theme.Free.Bold())
	if w := p.namesWidth(p.now.Free, room); n > 0 && room >= 6 {
		used := min(w, room)
		p.Fill(screen.R(x, y, used+2, 1), ' ', quiet)
		p.names(x+1, y, x+1+used, p.now.Free)
	}
}

// ready shows who may run; its front touches RUNNING.
func (p pen) ready() {
	p.lane(ReadyPanel, engine.Ready, len(p.now.Ready))
	right := string(theme.Unicode().Right)
	in := p.in(p.Bounds().Trim(1, 1, 1, 2)) // its front touches RUNNING
	fl := flow{p: in, slots: p.now.Turns(), from: engine.Ready, exit: right + right, gap: 1,
		empty: "nobody", style: theme.Ready.Plain()}
	if p.now.Leveled() {
		fl.after = p.levels(fl.slots)
	}
	if in.W >= 40 {
		fl.gap = 3
	}
	if rows := fl.run(); rows < in.H {
		words := in.policy()
		if above := string(theme.Unicode().Up) + " goes on in the row above"; fl.broken {
			if both := above + ", " + words; screen.Width(both) <= in.W {
				above = both
			}
			words = above
		}
		in.Text(0, in.H-1, cut(words, in.W), quiet)
	}
	if p.now.Policy == program.RoundRobin {
		p.resumes()
	}
}

// resumes writes into the lower edge of READY how many resumes the round robin scheduler made, how many of them for
// nothing, and what it compares with.
func (p pen) resumes() {
	done, wasted := program.Plural(p.now.Pass, "resume"), strconv.FormatInt(p.now.Wasted, 10)+" wasted"
	words := []string{
		wasted,
		strconv.FormatInt(p.now.Wasted, 10) + " of " + done + " wasted",
		done + ", " + wasted,
	}
	if all := p.f.ToEnd; all.RoundRobin > 0 && all.FourQueues > 0 {
		end := strconv.FormatInt(all.RoundRobin, 10) + " to the end, "
		four := strconv.FormatInt(all.FourQueues, 10) + " with four queues"
		if p.now.End.Kind != engine.NotEnded {
			end = ""
		}
		words = append(words, strconv.FormatInt(p.now.Wasted, 10)+" of "+done+" wasted; "+four,
			done+", "+wasted+"; "+end+four)
	}
	beside := 0
	if p.freeBelow {
		beside = freeHead
	}
	for i := len(words) - 1; i >= 0; i-- {
		if w := screen.Width(words[i]); w+8 <= p.W-beside {
			x := p.W - 3 - w - 2
			x += p.Text(x, p.H-1, " ", quiet)
			x += p.Text(x, p.H-1, words[i], text)
			p.Text(x, p.H-1, " ", quiet)
			return
		}
	}
}

// levels returns what stands behind the tokens on READY, which are given in the order of their turns: behind the first
// of each level its number, and behind whoever is there by what another lends it.
func (m *moment) levels(turns []int) func(c *engine.CoroutineView) string {
	first := map[int]bool{}
	for i, slot := range turns {
		first[slot] = i == 0 || m.who(turns[i-1]).Level != m.who(slot).Level
	}
	return func(c *engine.CoroutineView) string {
		switch {
		case c.Lender >= 0:
			return "lent " + strconv.Itoa(c.Level)
		case first[c.Slot]:
			return "level " + strconv.Itoa(c.Level)
		}
		return ""
	}
}

// policy says how READY is served, in as many words as there is room for: what is peculiar to it before the rest.
func (p pen) policy() string {
	const ends = "joins left, leaves right"
	levels, level := "the highest level first", "by level"
	if p.now.InRounds {
		level = fmt.Sprintf("turn of level %d", p.now.Turn)
		levels = "the " + level + ": " + program.Plural(int64(p.now.TurnLeft), "run")
	}
	quantum := "quantum " + program.Plural(int64(p.now.Quantum), "op")
	if p.now.Rules[program.RulePreempt] == program.PreemptUsers {
		quantum += " of users"
	}
	switch p.now.Policy {
	case program.Prioritized:
		if p.now.Quantum > 0 {
			all := levels + "; " + quantum
			return p.fitting([4]string{ends + ", " + all, all, levels, level})
		}
		return p.fitting([4]string{ends + ", " + levels, levels, levels, level})
	case program.Preemptive:
		return p.fitting([4]string{ends + "; " + quantum, quantum, quantum, "quantum"})
	case program.RoundRobin:
		return p.fitting([4]string{"round robin: every slot in turn", "every slot in turn", "round robin", "in turn"})
	}
	return p.fitting([4]string{ends, "leaves right", "leaves right", ""})
}

// running shows who has the CPU, what it does and what it holds. Its frame is the only accented line.
func (p pen) running() {
	right := "pass " + strconv.FormatInt(p.now.Pass, 10)
	if p.now.Masked && p.W > 30+len(right) {
		right = "interrupts off, " + right
	}
	in := p.box(RunningPanel, screen.Frame{Style: theme.Accent.Plain(), Title: "RUNNING",
		TitleStyle: theme.Running.Bold(), Right: right, RightStyle: theme.Running.Plain(),
	})
	c := p.who(p.now.Running)
	if c.Slot < 0 {
		in.idle()
		return
	}
	if p.hides(c.Slot) { // what it does is said when it stands
		defer in.Fill(in.Bounds(), ' ', text)
	}
	if in.runningLarge(c) {
		return
	}
	does := p.statement(p.at(c))
	holds := p.holding(c)
	x := in.token(0, 0, c)
	if over := in.overWidth(); in.H > 1 || x+over+1+screen.Width(does) <= in.W || x+1+screen.Width(does) > in.W {
		x = in.over(x, 0) // one row has the op first
	}
	if in.H == 1 {
		if x+screen.Width(holds+", "+does) <= in.W && len(c.Holds) > 0 {
			x += in.Text(x, 0, holds+", ", theme.Running.Plain())
		} else {
			x++
		}
		in.op(x, does)
		return
	}
	in.runningRows(x+2, c, does)
}

// standsIn says where in the text a coroutine on the CPU is: in its own function, or in one that it called.
func (m *moment) standsIn(c *engine.CoroutineView) string {
	own, called, line := m.standsAt(c)
	if called != "" {
		return own + " in " + called + line
	}
	return own + line
}

// standsAt says the same in parts: its own function, one that it called or "", and the line.
func (m *moment) standsAt(c *engine.CoroutineView) (own, called, line string) {
	pc := c.PC
	if c.Slot == m.actor && m.did >= 0 {
		pc = m.did
	}
	own, line = m.funcName(c.Func), ", line "+strconv.Itoa(m.at(c))
	if calls := m.prog.CallsAt(pc); len(calls) > 0 && m.opLine(pc) == m.at(c) {
		called = m.funcName(calls[0].Func)
	}
	return own, called, line
}

// whereIn says in w columns where in the text a coroutine on the CPU is: of a function that it called without who
// called it, and at least the line; "" where that has no room.
func (m *moment) whereIn(c *engine.CoroutineView, w int) string {
	_, called, line := m.standsAt(c)
	all := [...]string{m.standsIn(c), called + line, line[len(", "):]}
	for i, text := range all {
		if screen.Width(text) <= w && (i != 1 || called != "") {
			return text
		}
	}
	return ""
}

// holding says what a coroutine holds, in words.
func (m *moment) holding(c *engine.CoroutineView) string {
	if len(c.Holds) == 0 {
		return "holds nothing"
	}
	s := "holds "
	for i, object := range c.Holds {
		switch {
		case i == 3 && len(c.Holds) > 4:
			return s + " and " + strconv.Itoa(len(c.Holds)-i) + " more"
		case i > 0 && i == len(c.Holds)-1:
			s += " and "
		case i > 0:
			s += ", "
		}
		name := m.object(object)
		if short := m.label(name); short != name && object >= len(m.prog.Objects) {
			s += mailbox // the text declares none
		} else {
			s += short
		}
	}
	return s
}

// after says what the coroutine on the CPU does next.
func (m *moment) after(c *engine.CoroutineView) string {
	if s := m.does(c.PC); s != "" && m.now.End.Kind == engine.NotEnded && !m.f.Hushed {
		return "next: " + s
	}
	return ""
}

// idle fills RUNNING when nobody has the CPU: who just had it and where it went, and who is next. Where tokens have
// several rows it stands beside the names of others.
func (p pen) idle() {
	if tall := p.largest(); tall > 1 && tall/2+2 <= p.H {
		p = p.in(screen.R(0, tall/2, p.W, p.H-tall/2))
	}
	x, left := 0, ""
	if i := slices.IndexFunc(p.left, func(g ghost) bool { return g.from == engine.Running }); i >= 0 {
		g := &p.left[i]
		x = p.ghost(0, 0, g) + 1
		left = "left for " + g.to.String()
		if p.H == 1 && x+screen.Width(left) > p.W {
			if left = "to " + g.to.String(); x+screen.Width(left) > p.W {
				left = "left"
			}
		}
		if p.H > 1 && g.slot == p.actor {
			if did := p.does(p.did); x+1+screen.Width(did) <= p.W {
				p.Text(x+1, 0, did, text)
				p.Text(0, 1, cut(left, p.W), quiet)
				if x = screen.Width(left) + 3; !p.next(x, 1) {
					p.next(0, 2)
				}
				return
			}
		}
	} else {
		left = "nobody"
		if p.now.End.Kind != engine.NotEnded && p.ticks == 0 {
			p.next(0, 0)
			return
		}
	}
	if p.ticks > 0 {
		left = "the clock went on " + program.Plural(p.ticks, "tick")
	}
	x += p.Text(x, 0, cut(left, p.W-x), quiet)
	if p.H > 1 {
		p.next(0, 1)
	} else {
		p.next(x+2, 0)
	}
}

// next says who runs next, if there is room and anyone does, and reports whether it did.
func (p pen) next(x, y int) bool {
	if p.now.End.Kind != engine.NotEnded { // how it ended is said in the header, by the verdict and over TIME
		const words = "nobody is next"
		if x+screen.Width(words) > p.W || y >= p.H {
			return false
		}
		p.Text(x, y, words, quiet)
		return true
	}
	if len(p.now.Ready) == 0 || p.f.Hushed {
		return false
	}
	slot := p.now.Next()
	w := p.nameWidth(slot)
	if x+w+8 > p.W || y >= p.H {
		return false
	}
	x += p.name(x, y, slot)
	p.Text(x, y, " is next", quiet)
	return true
}
