package explore

import (
	"context"
	"fmt"
	"math"
	"strconv"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/chance"
	"github.com/quartet-os/quartet/engine/program"
)

// OddsStates is how many states Likely visits at most where it is told no number.
const OddsStates = 1_000_000

// Odds are the chances of a scene under a scheduler that leaves everything to chance: each of those who may run comes
// next with equal chance, and whatever else is left open (whom a signal wakes, how long a pause lasts) falls in each
// way with equal chance as well. Nothing is drawn: they come from the graph of all states.
type Odds struct {
	Grain      program.Grain
	Known      bool
	Why        string  // they are not known
	TooLarge   bool    // for want of room or time
	Fails      float64 // that a run ever fails
	Within100  float64 // that it has failed within 100 passes, at grain op: ops
	Within1000 float64
	Mean       float64 // passes until a run ends or fails; +Inf where it is not certain that it does, NaN: not known
	States     int     // of the graph
}

// likely is Likely beside an answer. Where that has come to more states than are gone through here, there are as many
// here: what merges them there may not do so here.
func likely(ctx context.Context, start *engine.Engine, opt Options, v *Verdict) (Odds, error) {
	most := opt.MaxStates
	if most <= 0 {
		most = OddsStates
	}
	if v.Visited > most {
		return Odds{Grain: v.Grain, Why: "there are more than " + states(most), TooLarge: true}, nil
	}
	if v.Answer == Fails {
		return oddsOf(ctx, start, opt, false)
	}
	return Likely(ctx, start, opt)
}

// oddsError is what a chance, and a mean as a share of itself, may be wrong by.
const oddsError = 1e-9

// Likely works out the odds from the state of a machine, which it does not change: of what Check calls failing, or,
// with an expression to reach, that it is ever true. Options.Never is not asked. The error is that of an expression
// that cannot be read. Time and memory are proportional to the states, and for the bounds to 1,000 times their edges.
func Likely(ctx context.Context, start *engine.Engine, opt Options) (Odds, error) {
	return oddsOf(ctx, start, opt, true)
}

// oddsOf is Likely. Where never says that it may be that no run fails, and one has no end, that is asked first: it
// needs no numbers, and so not every op.
func oddsOf(ctx context.Context, start *engine.Engine, opt Options, never bool) (Odds, error) {
	if opt.MaxStates <= 0 {
		opt.MaxStates = OddsStates
	}
	opt.fill()
	o := Odds{Grain: opt.Grain}
	stop, release := stopWith(ctx)
	defer release()
	p := start.Program()
	if len(p.Futures) > mostFutures {
		o.Why = fmt.Sprintf("there are more than %d laws about what comes", mostFutures)
		return o, nil
	}
	// Where interrupts may come, they may come before each op: then each counts, whatever the grain.
	each := opt.Grain == program.GrainOp || p.UsesIrqs
	if never && each && !p.UsesIrqs && !opt.everything {
		if c, err := o.walk(start, &opt, false, stop); c == nil || o.forEver(c) {
			return o, err
		}
	}
	c, err := o.walk(start, &opt, each, stop)
	if c != nil {
		o.Why = o.solve(c, stop)
		o.TooLarge = o.Why == brokenOff
	}
	return o, err
}

// walk goes through all states. It is nil where it could not, and Why says why. each says that an op that nobody
// notices is a step of its own; what is possible does not depend on that.
func (o *Odds) walk(start *engine.Engine, opt *Options, each bool, stop *stop) (*chance.Chain, error) {
	l, err := newLottery(start, opt, each, stop)
	if err != nil {
		return nil, err
	}
	if o.Why = l.walk(); o.Why == "" {
		if c := l.chain(); c != nil {
			return c, nil
		}
		o.Why = brokenOff
	}
	o.TooLarge = l.outgrown || o.Why == brokenOff
	return nil, nil
}

// forEver reports whether no run fails and one may go on for ever, and notes what that comes to.
func (o *Odds) forEver(c *chance.Chain) bool {
	fails, loops := c.Comes()
	if o.Known = !fails && loops; o.Known {
		o.Mean, o.States = math.Inf(1), c.States()
	}
	return o.Known
}

// solve works the numbers out. It says why where they are not known.
func (o *Odds) solve(c *chance.Chain, stop *stop) (why string) {
	o.States = c.States()
	known, ok := c.Odds(stop.on)
	if !ok {
		return brokenOff
	}
	if !(known.FailsWithin <= oddsError) {
		return o.tooLong()
	}
	bounds := c.Within([]int{100, 1000}, stop.on)
	if bounds == nil {
		return brokenOff
	}
	o.Known, o.Fails, o.Mean = true, rounded(known.Fails), rounded(known.Mean)
	if !(known.MeanWithin <= oddsError) {
		o.Mean, why = math.NaN(), o.tooLong()
	}
	o.Within100, o.Within1000 = soon(bounds[0], o.Fails), soon(bounds[1], o.Fails)
	return why
}

// tooLong is why numbers are not known to as many digits as are promised.
func (o *Odds) tooLong() string {
	return fmt.Sprintf("runs go on so long, over %s, that the numbers do not come out to 9 digits",
		states(int64(o.States)))
}

// rounded rounds to so many digits as are the same on every machine. What is next to certain stays so.
func rounded(x float64) float64 {
	y, err := strconv.ParseFloat(strconv.FormatFloat(x, 'g', 12, 64), 64)
	if err != nil || y == 1 && x < 1 {
		return x
	}
	return y
}

// soon is the chance to have failed within a bound, where the chance to fail ever is known.
func soon(within, ever float64) float64 {
	if ever-within < 1e-12*ever {
		return ever
	}
	return rounded(within)
}

// brokenOff is why nothing is known after a stop.
const brokenOff = "the search was broken off"

// Thousand returns what a thousand random runs of up to 1,000 passes come to: how many of them fail, on average, and
// how likely it is that none does.
func (o *Odds) Thousand() (fail, none float64) {
	return rounded(1000 * o.Within1000), rounded(math.Exp(1000 * math.Log1p(-o.Within1000)))
}

// AskOdds works out the odds beside the answers to a question, at the grains that it was asked at.
func (a *Answers) AskOdds(ctx context.Context, start *engine.Engine, opt Options) error {
	for _, v := range []*Verdict{&a.First, a.Other} {
		if v == nil {
			continue
		}
		opt.Grain = v.Grain
		if v == a.Other {
			opt.MaxStates = min(opt.MaxStates, OtherStates)
		}
		o, err := likely(ctx, start, opt, v)
		if err != nil {
			return err
		}
		if o.TooLarge && v.Answer == Holds && (v.Ahead == nil || !v.Ahead.Missed) {
			o.Known, o.Mean = true, math.NaN() // none fails, however many there are
		}
		v.Odds = &o
	}
	return nil
}
