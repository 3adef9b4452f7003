package explore

import (
	"context"
	"errors"
	"fmt"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
)

// Forecast follows a run, and then says of each of its passes what was still possible behind it. Whoever makes the run
// tells it of each pass, and of each command that is more than a decision: from there on another machine is asked.
type Forecast struct {
	opt     Options
	v       Verdict // what is looked for: the grain, and a law to be reached
	laws    []program.Future
	watches []engine.Watch
	memory  uint32
	failed  bool
	all     []moment
	held    int64
	left    int64 // states that may still be looked at, all together
	known   []*outlook
}

// moment is a state of the run between two passes, or where a command came.
type moment struct {
	machine *engine.Engine // nil where there is no room
	pass    int64
	memory  uint32
	failed  bool
	changed bool // by a command
}

// Prospect is what is still possible at a moment of a run.
type Prospect struct {
	Pass    int64 // behind this one
	Fate    Fate
	Changed bool     // it is that behind a command, not that behind the pass itself
	Decides bool     // every run fails from here on, and before it was open: the pass, or the command, has decided
	Chances []Chance // what can happen next, with the fate behind each
	More    int      // how many of these are left out

	chances chances
}

// Chance is one thing that can happen next, and what is then still possible.
type Chance struct {
	Enabled
	Fate Fate
}

// Told is what a forecast has come to.
type Told struct {
	Prospects []Prospect
	States    int64 // how many were looked at
	Whole     bool  // as many as there are
	Why       string
}

// The bounds of what a forecast takes.
const (
	FateStates  = 300_000  // states, if no other number is given
	mostFollow  = 64 << 20 // bytes of machines that are kept of the run
	mostAsked   = 4        // times as many states in all, where it has to be asked anew
	lookPart    = 8        // of them, for each look at what is further on
	mostKnown   = 16       // outlooks that are kept
	mostMoments = 20_000   // of the run
	mostChances = 12       // ways of a pass that are tried
	mostOps     = 10_000   // ops of what can happen next
)

// NewForecast begins to follow a run at a machine as it is. The options say the grain and how much may be looked at.
func NewForecast(e *engine.Engine, opt Options) *Forecast {
	f := &Forecast{opt: opt, laws: e.Program().Futures}
	if f.opt.MaxStates <= 0 {
		f.opt.MaxStates = FateStates
	}
	f.opt.fill()
	f.left = mostAsked * f.opt.MaxStates
	f.v = Verdict{Grain: opt.Grain, policy: e.Policy(), start: e.Fork(nil)}
	f.watches = watchesOf(f.laws)
	f.Changed(e)
	f.all[0].changed = false
	return f
}

// Follow makes the machine of the run look at what laws about what comes have to know of each pass. It has to be
// called before the first pass that is followed.
func (f *Forecast) Follow(e *engine.Engine) {
	if len(f.watches) > 0 {
		e.Probe().Watch(&f.watches[0])
	}
}

// Changed notes that a command has changed the machine.
func (f *Forecast) Changed(e *engine.Engine) {
	f.look(e)
	f.failed = e.Probe().Deadlocked() != nil || judge(e, nil, nil) != engine.NotEnded
	f.add(e, true)
}

// Passed notes that a pass is over, with its events.
func (f *Forecast) Passed(e *engine.Engine, events []engine.Event) {
	f.look(e)
	f.failed = f.failed || judge(e, events, nil) != engine.NotEnded
	f.add(e, false)
}

// look takes in what the conditions of the laws were.
func (f *Forecast) look(e *engine.Engine) {
	f.memory = recall(f.laws, f.memory, seen(e, f.watches))
	for i := range f.watches {
		f.watches[i].Seen, f.watches[i].Open = false, false
	}
}

func (f *Forecast) add(e *engine.Engine, changed bool) {
	if len(f.all) == mostMoments {
		return
	}
	m := moment{pass: e.PassNumber(), memory: f.memory, failed: f.failed, changed: changed}
	if size := int64(e.Probe().Bytes()); !m.failed && f.held+size <= mostFollow {
		f.held += size
		m.machine = e.Fork(nil)
		m.machine.Probe().Watch(nil)
	}
	f.all = append(f.all, m)
}

// Tell says what was still possible at each moment of the run, the beginning first. It can be asked once.
func (f *Forecast) Tell(ctx context.Context) (t Told, err error) {
	stop, release := stopWith(ctx)
	defer release()
	t = Told{Prospects: make([]Prospect, len(f.all)), Whole: true}
	for from := 0; from < len(f.all); {
		to := from + 1
		for to < len(f.all) && !f.all[to].changed {
			to++
		}
		if err := f.stretch(&t, from, to, stop); errors.Is(err, errBrokenOff) {
			t.Whole, t.Why = false, "the search was broken off"
			break
		} else if err != nil {
			return t, err
		}
		from = to
	}
	for i := range t.Prospects {
		p, m := &t.Prospects[i], &f.all[i]
		p.Pass, p.Changed, p.Fate = m.pass, m.changed, p.chances.fate()
		p.Decides = i > 0 && p.Fate == FateDoomed && t.Prospects[i-1].Fate == FateOpen
	}
	return t, nil
}

// stretch works the fates of the moments out that lie between two changes of the machine. Where there is too much
// behind the first of them, the first is looked for behind which there is not. Where the run comes to a state that
// cannot be reached at the grain that is asked, since the clock goes on in other steps there, it is asked anew from it.
func (f *Forecast) stretch(t *Told, from, to int, stop *stop) error {
	f.known = nil
	for i := from; i < to; {
		o, err := f.from(&f.all[i], min(f.opt.MaxStates, f.left), stop)
		if err != nil {
			return err
		}
		next := i + 1
		if o != nil {
			f.keep(o)
			next = f.fill(t, o, i, to, stop)
			if !o.whole {
				t.Whole, t.Why = false, f.because(o.why)
				if err := f.later(t, i, to, stop); err != nil {
					return err
				}
				break
			}
		}
		i = next
	}
	part := t.Prospects[from:to]
	for i := range part {
		switch m := &f.all[from+i]; {
		case m.failed:
			part[i].chances = chances{fails: true, whole: true}
		case m.machine != nil && m.machine.End().Kind != engine.NotEnded:
			well := f.endsWell(m.machine, m.memory)
			part[i].chances = chances{fails: !well, well: well, whole: true}
		}
	}
	for i := len(part) - 2; i >= 0; i-- {
		if !part[i].chances.whole {
			part[i].chances = part[i].chances.with(part[i+1].chances)
		}
	}
	return nil
}

// later looks for the first moment behind which there is not too much to look at: the further, the less there is.
func (f *Forecast) later(t *Told, from, to int, stop *stop) error {
	low, high := from+1, to
	for low < high {
		mid := (low + high) / 2
		o, err := f.from(&f.all[mid], max(f.opt.MaxStates/lookPart, 1), stop)
		if err != nil {
			return err
		}
		if o != nil {
			f.fill(t, o, mid, to, stop)
		}
		if o == nil || o.whole {
			high = mid
		} else {
			low = mid + 1
		}
	}
	return nil
}

// from looks at what can come of a moment; nil where nothing can, or the machine was not kept.
func (f *Forecast) from(m *moment, states int64, stop *stop) (*outlook, error) {
	if !f.asks(m) {
		return nil, nil
	}
	if states <= 0 {
		return &outlook{why: tooMany}, nil
	}
	begin, err := f.under(m.machine)
	if err != nil {
		return nil, err
	}
	opt := f.opt
	opt.MaxStates = states
	if !opt.staff(begin) {
		return &outlook{why: tooMuch}, nil
	}
	return f.v.outlookFrom(begin, m.memory, opt, stop)
}

// under returns a machine as it is asked about: at grain op anybody may come after each op.
func (f *Forecast) under(e *engine.Engine) (*engine.Engine, error) {
	begin, v := e.Fork(nil), Verdict{}
	v.setUp(begin, &f.opt)
	return begin, v.prepare(begin)
}

// fill takes from an outlook, which begins at a moment, what is known of it and of those behind it. It gives the first
// of these whose state was not come upon.
func (f *Forecast) fill(t *Told, o *outlook, from, to int, stop *stop) (next int) {
	t.States, next = max(t.States, o.visited), to
	for i := from; i < to && !stop.on(); i++ {
		m, p := &f.all[i], &t.Prospects[i]
		if !f.asks(m) || p.chances.whole {
			continue
		}
		c := o.first
		if i > from {
			var ok bool
			if c, ok = f.lookUp(o, m.machine, m.memory); !ok {
				next = min(next, i)
				continue
			}
		}
		p.chances = chances{p.chances.fails || c.fails, p.chances.well || c.well, c.whole}
		f.tell(p, o, m, stop)
	}
	return next
}

// keep keeps an outlook, for states that are looked up later.
func (f *Forecast) keep(o *outlook) {
	if f.left -= o.visited; len(f.known) < mostKnown {
		f.known = append(f.known, o)
	}
}

// lookUp looks a machine's state up in an outlook, and in those before.
func (f *Forecast) lookUp(o *outlook, e *engine.Engine, memory uint32) (c chances, ok bool) {
	asked, err := f.under(e)
	if err != nil {
		return c, false
	}
	if at, ok := o.find(asked, memory); ok {
		return o.chancesAt(at), true
	}
	for _, k := range f.known {
		if at, ok := k.find(asked, memory); ok {
			return k.chancesAt(at), true
		}
	}
	return c, false
}

// asks reports whether there is anything to ask about a moment.
func (f *Forecast) asks(m *moment) bool {
	return !m.failed && m.machine != nil && m.machine.End().Kind == engine.NotEnded
}

// endsWell reports whether no law about what comes is broken by a run that has ended, by what the laws know.
func (f *Forecast) endsWell(e *engine.Engine, memory uint32) bool {
	for k := range f.laws {
		knows := memory>>k&1 != 0
		switch f.laws[k].Kind {
		case program.Eventually:
		case program.LeadsTo:
			knows = !knows
		default:
			knows = e.Probe().Sees(&engine.Watch{A: -1, B: f.laws[k].B})
		}
		if !knows {
			return false
		}
	}
	return true
}

// because says why not everything was looked at.
func (f *Forecast) because(w why) string {
	switch w {
	case crowded:
		return fmt.Sprintf("there are more than %d coroutines, or more than %d laws about what comes", mostWho,
			mostLaws)
	case tooMany:
		return "there are more than " + states(f.opt.MaxStates)
	case tooMuch:
		return fmt.Sprintf("the states, and what leads from one to another, take more than %d bytes", f.opt.MaxMemory)
	}
	return "a duration has no finite number of values"
}

// tell notes what can happen next, and what is possible behind each.
func (f *Forecast) tell(p *Prospect, o *outlook, m *moment, stop *stop) {
	old := p.Chances
	p.Chances = nil
	l := lister{at: m.machine, within: Bounds{Runners: mostWho, Ways: mostChances, PassOps: mostOps, Ops: mostOps}}
	if len(f.watches) > 0 {
		l.watch = &f.watches[0]
	}
	l.each = func(n *Enabled, e *engine.Engine) {
		one := Chance{Enabled: *n, Fate: f.behind(n, o, e, recall(f.laws, m.memory, seen(e, f.watches)), stop)}
		if k := len(p.Chances); one.Fate == FateUnknown && k < len(old) {
			one.Fate = old[k].Fate
		}
		p.Chances = append(p.Chances, one)
	}
	l.list()
	p.More = l.more
}

// behind returns the fate behind what can happen next, which has led to a machine.
func (f *Forecast) behind(n *Enabled, o *outlook, e *engine.Engine, memory uint32, stop *stop) Fate {
	switch {
	case n.Kind != engine.NotEnded:
		return FateDoomed
	case n.Inexact:
		return FateUnknown
	case n.Ended != engine.NotEnded:
		if f.endsWell(e, memory) {
			return FateSafe
		}
		return FateDoomed
	}
	c, ok := f.lookUp(o, e, memory)
	if ok || !o.whole || e.RunningSlot() >= 0 {
		return c.fate()
	}
	further, err := f.from(&moment{machine: e, memory: memory}, min(f.opt.MaxStates/lookPart, f.left), stop)
	if err != nil || further == nil {
		return FateUnknown
	}
	f.keep(further)
	return further.first.fate()
}
