package explore

import (
	"context"
	"errors"
	"fmt"
	"math/bits"
	"slices"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/fair"
	"github.com/quartet-os/quartet/engine/program"
)

// Never is a question about what never happens again on a run without an end.
type Never struct {
	// Starves is the coroutine that may get on no more, or the function of one; "": all of them together may.
	Starves string
	// Marks is what counts as getting on, as program.ReadMarks reads it; "": the default.
	Marks string
}

// Ahead is what was found about what never happens.
type Ahead struct {
	Marks  []string // what counted as getting on
	Text   string   // what was asked, and what came of it
	Trap   bool     // somewhere no way leads out: nothing that happens later helps any more
	In     bool     // the schedule goes on there
	Who    string   // of a starvation: who does not get on
	Asleep []string // who sleeps for ever
	Notes  []string // what is no failure, and worth a warning
	Idle   []string // who may come to run never again, whatever happens, while others go on
	Round  bool     // a schedule can go on for ever without anybody getting on, though it can be left at any time
	Asked  bool     // it was asked for; else it is what is always asked
	Missed bool     // it was not, since there was too much to look at
	Short  bool     // the schedule is a short one; a shortest was too much to look for

	chance bool // nothing leads out of it but a wakeup for no reason
}

// never answers a question about what never happens, where the search has found that nothing goes wrong on the way.
// With asked nil it is the question that is asked anyway: whether there is a trap in which nobody gets on.
func (v *Verdict) never(ctx context.Context, start *engine.Engine, opt Options, asked *Never) error {
	opt.fill()
	stop, release := stopWith(ctx)
	defer release()
	n := &never{v: v, opt: opt, asked: asked, stop: stop, start: start,
		ahead: &Ahead{Asked: asked != nil}}
	v.Ahead = n.ahead
	if err := n.read(); err != nil {
		return err
	}
	if asked == nil {
		if done, err := n.futures(); done || err != nil {
			return err
		}
	}
	return n.answer()
}

// never is a question that is being answered.
type never struct {
	v     *Verdict
	opt   Options
	asked *Never
	stop  *stop
	start *engine.Engine
	ahead *Ahead
	marks *program.Marks
	who   []int // slots of those who may starve
}

// read reads the marks and the names of the question.
func (n *never) read() (err error) {
	p := n.start.Program()
	if n.marks = p.DefaultMarks(); n.asked != nil && n.asked.Marks != "" {
		if n.marks, err = p.ReadMarks(n.asked.Marks); err != nil {
			return err
		}
	}
	n.opt.marks, n.ahead.Marks = n.marks, n.marks.Names()
	if n.asked == nil || n.asked.Starves == "" {
		return nil
	}
	names := []string{}
	for _, slot := range n.live() {
		c := n.start.Snapshot(nil).Coroutines[slot]
		fn := p.Funcs[c.Func].Name
		if n.asked.Starves == c.Name || n.asked.Starves == fn {
			n.who = append(n.who, slot)
		}
		for _, name := range []string{c.Name, fn} {
			if !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
	}
	if len(n.who) == 0 {
		return fmt.Errorf("nobody is named %q at the beginning; ask for %s", n.asked.Starves, program.List(names, "or"))
	}
	return nil
}

// live returns the slots of those who are there at the beginning.
func (n *never) live() (slots []int) {
	for slot, c := range n.start.Snapshot(nil).Coroutines {
		if c.Live {
			slots = append(slots, slot)
		}
	}
	return slots
}

// unknown says why the question is not answered. One that was not asked for is left out; the rest of the answer stands.
func (n *never) unknown(why string) error {
	if n.asked == nil && n.v.Answer == Holds {
		n.ahead.Missed = true
		n.ahead.Text = "Livelock was not looked for: " + why + "."
		n.ahead.Notes = append(n.ahead.Notes, n.ahead.Text)
		return nil
	}
	n.v.Answer, n.v.Complete = Unknown, false
	n.v.Text = "It is not known: " + why + "."
	n.ahead.Text = n.v.Text
	return nil
}

// answer goes through the space with its edges, and looks for circles in it.
func (n *never) answer() error {
	opt := n.opt
	opt.Progress = nil
	if n.asked == nil && n.v.Symmetric {
		sp, w, err := n.v.spaceOf(n.start, opt, n.stop)
		if err != nil || sp == nil {
			return n.partial(w, err)
		}
		if sp.byKind() && !n.suspicious(sp) {
			return n.well(sp)
		}
	}
	opt.Symmetry = false
	sp, w, err := n.v.spaceOf(n.start, opt, n.stop)
	if err != nil || sp == nil {
		return n.partial(w, err)
	}
	if n.asked != nil && n.asked.Starves != "" {
		return n.starves(sp)
	}
	return n.livelock(sp)
}

// partial says why there is no space to look for circles in.
func (n *never) partial(w why, err error) error {
	if err != nil {
		return err
	}
	return n.unknown(n.because(w))
}

// suspicious reports whether there may be circles without a mark, or somebody who sleeps for ever, in a space that
// leaves names out and takes all coroutines of a function for one: see byKind. What there is with names there is
// without.
func (n *never) suspicious(sp *space) bool {
	circles, whole := sp.graph.Circles(&fair.Question{Of: fair.Everybody}, n.stop.on)
	if !whole {
		return true
	}
	for i := range circles {
		if sp.some(isLive, circles[i].States) {
			return true
		}
	}
	all, whole := sp.rounds(n.stop)
	if !whole {
		return true
	}
	return slices.ContainsFunc(all, func(c fair.Circle) bool { return sp.sleepsOn(&c) })
}

// some reports whether somebody has a trait in one of some states.
func (sp *space) some(trait uint8, states []uint32) bool {
	return slices.ContainsFunc(states, func(s uint32) bool { return sp.who(trait, s) != 0 })
}

// rings are the circles that a question is about.
type rings struct {
	q     *fair.Question
	at    int           // the place of who may starve, -1: any mark counts
	all   []fair.Circle // in which one can go round without a mark that counts
	over  bool          // whether there are others, in which all that is wrong is who is passed over
	traps []fair.Circle // those of them from which no such mark can come any more
	trap  []bool        // by circle: whether it is one of these
	least int           // how long a way round in one of them is at least, as far as is known
}

// rings finds them in a space. They are not whole where the search was broken off.
func (n *never) rings(sp *space, at int) (r rings, whole bool) {
	r = rings{q: &fair.Question{Of: fair.Everybody}, at: at}
	if at >= 0 {
		r.q = &fair.Question{Of: at, Inside: sp.with(isThere, at)}
	}
	if r.all, whole = sp.graph.Circles(r.q, n.stop.on); !whole {
		return r, false
	}
	r.all = slices.DeleteFunc(r.all, func(c fair.Circle) bool {
		meant, over := n.meant(sp, &c, at)
		r.over = r.over || over
		return !meant
	})
	if len(r.all) == 0 {
		return r, true
	}
	can, whole := sp.graph.Later(r.all, func(l fair.Label) bool {
		return l&fair.Marked != 0 && (at < 0 || l.Who() == at)
	}, n.stop.on)
	for i := range can {
		if r.trap = append(r.trap, !can[i]); !can[i] {
			r.traps = append(r.traps, r.all[i])
		}
	}
	return r, whole
}

// meant reports whether the question is about a circle, and if not, whether all that is wrong there is who is passed
// over.
func (n *never) meant(sp *space, c *fair.Circle, at int) (meant, over bool) {
	if at >= 0 {
		return true, false
	}
	who := uint8(isMaker)
	if n.asked != nil && n.asked.Marks != "" {
		who = isLive // whoever names marks has to know
	}
	if !sp.some(who, c.States) {
		return false, false
	}
	over = sp.passedOver(c)
	return !over, over
}

// livelock looks for circles in which nobody makes a mark.
func (n *never) livelock(sp *space) error {
	r, whole := n.rings(sp, -1)
	if !whole {
		return n.unknown("the search was broken off")
	}
	n.ahead.Trap = len(r.traps) > 0
	if n.asked == nil {
		n.forgotten(sp)
	}
	switch {
	case len(r.traps) > 0, n.asked != nil && len(r.all) > 0:
		return n.found(sp, &r)
	case len(r.all) > 0:
		n.ahead.Round = true
		n.ahead.Notes = append(n.ahead.Notes, fmt.Sprintf("A schedule can go on for ever with %s, %s; it "+
			"can be left at any time.", n.noneOf(), n.v.though()))
		n.ahead.Text = fmt.Sprintf("Wherever a schedule comes to, %s can still follow.", n.aMark())
		return nil
	case r.over:
		n.ahead.Text = fmt.Sprintf("A schedule can go on for ever with %s while somebody of a lower level is ready "+
			"and left out: that is starvation, which --starves asks for.", n.noneOf())
		n.claims()
		return nil
	}
	return n.well(sp)
}

// forgotten warns of those who may come to run never again, whatever happens, while others go on.
func (n *never) forgotten(sp *space) {
	if sp.graph.AllRun(sp.live(), n.stop.on) {
		return
	}
	all, whole := sp.rounds(n.stop)
	if !whole {
		return
	}
	var names []string
	for at := range sp.search.codec.Slots {
		mine := uint64(1) << at
		idle := slices.DeleteFunc(slices.Clone(all), func(c fair.Circle) bool { // those in which he is, and never runs
			return c.Runs&mine != 0 ||
				!slices.ContainsFunc(c.States, func(s uint32) bool { return sp.who(isLive, s)&mine != 0 })
		})
		if len(idle) == 0 {
			continue
		}
		runs, whole := sp.graph.Later(idle, func(l fair.Label) bool { return l.Who() == at }, n.stop.on)
		if whole && slices.Contains(runs, false) {
			names = append(names, sp.name(at))
		}
	}
	if n.ahead.Idle = names; len(names) > 0 {
		n.ahead.Notes = append(n.ahead.Notes, fmt.Sprintf("%s may come to where no schedule lets it run again, while "+
			"others run on.", program.List(names, "or")))
	}
}

// starves looks for circles in which one of those who are asked for makes no mark.
func (n *never) starves(sp *space) error {
	for _, slot := range n.who {
		r, whole := n.rings(sp, sp.search.workers[0].marks.places[slot])
		if !whole {
			return n.unknown("the search was broken off")
		}
		if len(r.all) > 0 {
			n.ahead.Trap, n.ahead.Who = len(r.traps) > 0, sp.name(r.at)
			return n.found(sp, &r)
		}
	}
	return n.well(sp)
}

// found tells a shortest way into one of the circles, and round it.
func (n *never) found(sp *space, r *rings) error {
	v, at := n.v, r.at
	sp, r, lasso, played, err := n.closing(sp, r)
	if errors.Is(err, errBrokenOff) {
		return n.unknown("the search was broken off")
	} else if err != nil {
		return err
	}
	ran, all := uint64(0), nobodyYet()
	for _, e := range lasso.Circle {
		state := sp.graph.To[e]
		meant := sp.who(isLive, state)
		if at >= 0 { // perhaps a daemon
			meant |= 1 << at
		}
		all.see(meant, sp.ready[state])
		if who := sp.graph.Label[e].Who(); who < fair.Nobody {
			ran |= 1 << who
		}
	}
	left := all.asleep &^ ran
	for ; left != 0; left &= left - 1 {
		n.ahead.Asleep = append(n.ahead.Asleep, sp.name(bits.TrailingZeros64(left)))
	}
	v.Schedule, v.Loop, v.Length = played.way, played.round, len(played.way)
	if n.opt.Spurious {
		wakes, _ := sp.graph.Later(n.circles(r)[lasso.In:][:1], fair.Label.Chance, nil)
		n.ahead.chance = len(wakes) > 0 && wakes[0]
	}
	n.ahead.Short, n.ahead.In = !lasso.Shortest, n.asked == nil || r.trap[lasso.In]
	kind := engine.Livelock
	switch {
	case at >= 0:
		kind = engine.Starvation
	case len(n.ahead.Asleep) > 0:
		kind = engine.LeftAsleep
	}
	v.fails(kind, n.reason(kind, played.end))
	n.ahead.Text = v.Text
	return nil
}
