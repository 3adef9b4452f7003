package session

import (
	"fmt"
	"slices"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
)

// circle is a part of a run that leads back to where it begins, and can be gone round for ever with the same commands.
// Whoever finds it plays it, and says so.
type circle struct {
	branch   int
	from, to int64   // steps; from is 0 with to 0 where there is none
	kept     int     // how many commands of the line were done where it begins
	commands []given // of one round
	going    bool    // a round is being gone on with
}

// Begins says that a circle begins at the present position.
func (p Player) Begins() {
	p.session.circle = circle{branch: p.session.current, from: p.session.pos, to: -1, kept: p.session.next}
}

// Closes says that it has come round at the present position: the machine is as it was where it began.
func (p Player) Closes() {
	s := p.session
	c := &s.circle
	if c.to >= 0 || c.branch != s.current || s.pos <= c.from {
		s.circle = circle{}
		return
	}
	c.to = s.pos
	c.commands = c.round(s.line)
}

// round returns the commands of one round.
func (c *circle) round(line []given) []given {
	all := line[min(c.kept, len(line)):]
	if end := slices.IndexFunc(all, func(g given) bool { return g.step >= c.to }); end >= 0 {
		all = all[:end]
	}
	return slices.Clone(all)
}

// Circle returns the steps between which the present run goes round, for ever where it is gone on with; ok is false
// where nobody knows of one.
func (s *Session) Circle() (from, to int64, ok bool) {
	c := &s.circle
	return c.from, c.to, c.to > c.from && c.branch == s.current
}

// goRound gives the commands of a round again, where the run is gone on with behind it.
func (s *Session) goRound() {
	c := &s.circle
	if _, _, ok := s.Circle(); !ok || s.pos < c.to || s.pos != s.Length() || s.next < len(s.line) {
		return
	}
	at := c.from + (s.pos-c.from)%(c.to-c.from)
	if i := slices.IndexFunc(s.line, func(g given) bool { return g.step == s.pos }); i >= 0 {
		return // they were given
	}
	c.going = true
	for _, g := range c.commands {
		if g.step == at {
			g.with = g.laid && s.afterAnswer() // a round more of the same answer
			if _, err := s.give(g); err != nil {
				break
			}
		}
	}
	c.going = false
}

// leaveCircle forgets a circle that a command at the present position leaves. One in the past of its branch leaves it
// with the old future.
func (s *Session) leaveCircle() {
	c := &s.circle
	if !c.going && c.to > 0 && c.branch == s.current && s.pos >= c.to && s.pos == s.Length() {
		s.circle = circle{}
	}
}

// rounds tells where the circle begins, and where it comes round.
func (s *Session) rounds(tell func(Mark)) {
	from, to, ok := s.Circle()
	if !ok {
		return
	}
	tell(Mark{Kind: CircleMark, Step: from + 1, Text: "a circle"})
	told := 0
	for at := to; at <= s.Length() && told < mostMarks; at += to - from {
		told++
		tell(Mark{Kind: CircleMark, Step: at, Text: "again, for ever"})
	}
}

// String returns the line of a session's text that says where a circle is.
func (c *circle) String() string {
	return fmt.Sprintf("circle of branch %d from step %d keeping %d to step %d", c.branch+1, c.from, c.kept, c.to)
}

// line is what a journal says of it.
func (c *circle) line() string {
	if c.to <= c.from {
		return NoCircle
	}
	return c.String()
}

// readCircle reads such a line.
func readCircle(line string, branches int) (c circle, ok bool) {
	_, err := fmt.Sscanf(line+" .", "circle of branch %d from step %d keeping %d to step %d .", &c.branch, &c.from,
		&c.kept, &c.to)
	c.branch--
	return c, err == nil && c.branch >= 0 && c.branch < branches && c.kept >= 0 && c.from >= 0 &&
		c.from < c.to
}

// takeUp takes up a circle that was saved, and proves that it closes.
func (s *Session) takeUp(file *savedFile) error {
	c := file.circle
	if c.to == 0 {
		return nil
	}
	line, length := s.lineOf(c.branch), s.branches[c.branch].length
	if c.to > length || c.kept > len(line) || c.kept > 0 && line[c.kept-1].step > c.from ||
		c.kept < len(line) && line[c.kept].step < c.from {
		return &FormatError{file.circleLine, fmt.Sprintf("there is no circle of branch %d from step %d, with %s "+
			"done, to step %d", c.branch+1, c.from, program.Plural(int64(c.kept), "command"), c.to), ""}
	}
	c.commands = c.round(line)
	if s.closes(&c, line) {
		s.circle = c
		return nil
	}
	if file.version == Version {
		return &DiffersError{Branch: c.branch + 1, From: c.from, To: c.to, Line: file.circleLine,
			Why: "the circle does not close"}
	}
	s.doubt(c.branch, c.from, c.to)
	return nil
}

// closes reports whether the machine is at the end of a round where it was before, in everything that its future
// depends on.
func (s *Session) closes(c *circle, line []given) bool {
	from := s.standing(c.branch, line[:c.kept], c.from)
	free := from.Quantum() == 1 && (from.Policy() == program.Preemptive || from.Policy() == program.Prioritized)
	to := s.standing(c.branch, line[:c.kept+len(c.commands)], c.to)
	few := min(len(s.scene.Counters), mostCounters)
	if !free {
		few = 0 // all ops are told apart
	}
	for noticed := range 1 << few {
		exact := from.Probe().Exact(free, func(op *program.Op) bool {
			k := int(op.A)
			return op.Kind == program.Count && (k < few && noticed>>k&1 != 0 || k >= few && noticed == 1<<few-1)
		})
		if exact.Key(from) == exact.Key(to) {
			return true
		}
	}
	return false
}

// mostCounters is how many counters are tried with and without: where ops belong together that nobody can notice, those
// that count may do or not. A file does not say which were noticed when the circle was found.
const mostCounters = 6

// standing returns a machine as it is at a step of a branch, once some commands were done. O(length of the branch).
func (s *Session) standing(branch int, line []given, step int64) *engine.Engine {
	k := s.nearest(line, branch, step)
	r := runner{line: line, machine: k.machine.Fork(nil), done: k.done}
	r.machine.Quiet(true)
	r.due()
	for r.machine.StepNumber() < step {
		if _, ok := r.step(); !ok {
			break
		}
	}
	r.machine.Quiet(false)
	return r.machine
}
