package explore

import (
	"context"
	"errors"
	"fmt"

	"github.com/quartet-os/quartet/engine"
)

// Forecast follows a run, and then says of each of its passes what was still possible behind it. Whoever makes the run
// tells it of each pass, and of each command that is more than a decision: from there on another machine is asked.
type Forecast struct {
	attention
	opt    Options
	v      Verdict // what is looked for: the grain, and a law to be reached
	failed bool
	all    []moment
	held   int64
	short  string     // why the run is not followed as a whole; "" where it is
	left   int64      // states that may still be looked at, all together
	known  []*outlook // of the stretch that begins at base, where moments before low have too much behind them
	base   int
	low    int
	asked  *engine.Engine // see under
	next   lister         // what is used again at each moment
}

// moment is a state of the run between two passes, or where a command or an interrupt came.
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

	// Near is how many passes it is at least until something goes wrong in one, or, where something was asked to be
	// reached, until it is; 0: it never is, where NearKnown. Of that which is so already it is 0 as well.
	Near      int64
	NearKnown bool

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
	f := &Forecast{opt: opt, attention: attend(e.Program())}
	if f.opt.MaxStates <= 0 {
		f.opt.MaxStates = FateStates
	}
	f.opt.fill()
	f.v = Verdict{Grain: opt.Grain, policy: e.Policy(), start: e.Fork(nil)}
	f.Changed(e)
	f.all[0].changed = false
	return f
}

// Anew begins to follow another run from the same beginning; what was found out about that is kept.
func (f *Forecast) Anew() *Forecast {
	begin := f.all[0]
	g := &Forecast{opt: f.opt, v: f.v, attention: attention{f.laws, watchesOf(f.laws), begin.memory},
		failed: begin.failed, all: []moment{begin}, low: 1}
	if f.base == 0 {
		g.known = f.known[:min(len(f.known), 1)]
	}
	return g
}

// ForecastOf begins to follow a run towards an expression: what fails in it is that it comes true. The error says what
// is wrong with the expression.
func ForecastOf(e *engine.Engine, reach string, opt Options) (*Forecast, error) {
	law, err := e.Program().WithGoal(reach)
	if err != nil {
		return nil, err
	}
	f := NewForecast(e, opt)
	f.v.law, f.attention = law, attention{}
	return f, nil
}

// Follow makes the machine of the run look at what laws about what comes have to know of each pass. It has to be
// called before the first pass that is followed.
func (f *Forecast) Follow(e *engine.Engine) { f.follow(e) }

// Changed notes that a command has changed the machine.
func (f *Forecast) Changed(e *engine.Engine) {
	f.look(e)
	f.failed = (e.Probe().Deadlocked() != nil || judge(e, nil, nil) != engine.NotEnded) && f.v.law == nil
	f.add(e, true)
}

// Over reports whether a pass of a run is over: nobody is on the CPU any more, or the run has ended, or an interrupt
// was raised, with which the next one begins.
func Over(e *engine.Engine) bool {
	return e.RunningSlot() < 0 || e.End().Kind != engine.NotEnded || e.Probe().Raised()
}

// Passed notes that a pass is over, with its events: see Over.
func (f *Forecast) Passed(e *engine.Engine, events []engine.Event) {
	f.look(e)
	f.failed = f.failed || judge(e, events, nil) != engine.NotEnded && f.v.law == nil
	f.add(e, false)
}

func (f *Forecast) add(e *engine.Engine, changed bool) {
	if len(f.all) == mostMoments {
		f.short = fmt.Sprintf("a run is followed for %d passes", mostMoments)
		return
	}
	m := moment{pass: e.PassNumber(), memory: f.memory, failed: f.failed, changed: changed}
	switch size := int64(e.Probe().Bytes()); {
	case m.failed:
	case f.held+size > mostFollow:
		f.short = fmt.Sprintf("a run is followed as long as its states take no more than %d bytes", mostFollow)
	default:
		f.held += size
		m.machine = e.Fork(nil)
		m.machine.Probe().Watch(nil)
		m.machine.Probe().Lower() // that it comes is a decision, as who runs is
	}
	f.all = append(f.all, m)
}

// Tell says what was still possible at each moment of the run so far, the beginning first. Where the run has gone on
// since it was asked last, what is known already is not looked at again.
func (f *Forecast) Tell(ctx context.Context) (t Told, err error) {
	f.left = mostAsked * f.opt.MaxStates
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
	if t.Whole && f.short != "" {
		t.Whole, t.Why = false, f.short
	}
	for i := range t.Prospects {
		p, m := &t.Prospects[i], &f.all[i]
		p.Pass, p.Changed, p.Fate = m.pass, m.changed, p.chances.fate()
		p.Near, p.NearKnown = int64(p.chances.near), p.chances.whole
		p.Decides = i > 0 && p.Fate == FateDoomed && t.Prospects[i-1].Fate == FateOpen
	}
	return t, nil
}

// stretch works the fates of the moments out that lie between two changes of the machine. Where there is too much
// behind the first of them, the first is looked for behind which there is not. Where the run comes to a state that
// cannot be reached at the grain that is asked, since the clock goes on in other steps there, it is asked anew from it.
func (f *Forecast) stretch(t *Told, from, to int, stop *stop) error {
	if f.base != from || f.known == nil {
		f.base, f.low, f.known = from, from+1, nil
	}
	for i := from; i < to; {
		o, err := f.ahead(&f.all[i], min(f.opt.MaxStates, f.left), stop)
		if err != nil {
			return err
		}
		next := i + 1
		if o != nil {
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
	low, high := max(from+1, f.low), to
	for low < high {
		mid := (low + high) / 2
		o, err := f.ahead(&f.all[mid], max(f.opt.MaxStates/lookPart, 1), stop)
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
	f.low = low
	return nil
}

// ahead is what can come of a moment, as far as that is known, and else looked at.
func (f *Forecast) ahead(m *moment, most int64, stop *stop) (*outlook, error) {
	for _, o := range f.known {
		if o.of == m.machine && m.machine != nil {
			return o, nil
		}
		if _, ok := f.lookUp(o, m.machine, m.memory); o.whole && f.asks(m) && ok {
			return o, nil
		}
	}
	o, err := f.from(m, most, stop)
	if o != nil {
		o.of = m.machine
		f.keep(o)
	}
	return o, err
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

// under returns a machine as it is asked about: at grain op anybody may come after each op. It is good until the next
// call, and only to be read.
func (f *Forecast) under(e *engine.Engine) (*engine.Engine, error) {
	v := Verdict{}
	if v.setUp(e, &f.opt); len(v.setup) == 0 {
		return e, nil
	}
	f.asked = e.Fork(f.asked)
	return f.asked, v.prepare(f.asked)
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
		if o.of != m.machine {
			var ok bool
			if c, ok = f.lookUp(o, m.machine, m.memory); !ok {
				next = min(next, i)
				continue
			}
		}
		p.chances = chances{p.chances.fails || c.fails, p.chances.well || c.well, c.whole, c.near}
		if f.v.law == nil {
			f.tell(p, o, m, stop)
		}
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
	if e == nil {
		return c, false
	}
	asked, err := f.under(e)
	if err != nil {
		return c, false
	}
	if asked.Probe().Engaged() {
		return f.inMidPass(o, asked, memory)
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
