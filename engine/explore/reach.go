package explore

import (
	"context"
	"fmt"
	"math/big"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
)

// MostReach is how many expressions AskReach takes.
const MostReach = 20

// Reach is what was found of one of several expressions that may come true.
type Reach struct {
	Expr   string
	Answer Answer // Fails: it comes true; Holds: never
	Length int    // of a shortest schedule after which it is true; 0 where it is so already, or never
	// States counts those in which it is true, of Verdict.States: what is true in the midst of a pass alone is true in
	// none. -1 where that is not known.
	States int64
}

// AskReach asks for each of several expressions whether it can come true, as Ask does for one, and in how many states
// it is. The verdict is that of the one that is reached by the shortest schedule, and tells of all.
func AskReach(ctx context.Context, start *engine.Engine, opt Options, exprs []string, named bool) (Answers, error) {
	if len(exprs) == 1 {
		opt.Reach = exprs[0]
		return Ask(ctx, start, opt, named)
	}
	counting, err := start.Program().Counting(exprs)
	if err != nil {
		return Answers{}, err
	}
	return bothGrains(opt, named, func(opt Options) (Verdict, error) {
		return reachAll(ctx, start, opt, exprs, counting)
	})
}

// reachAll asks at one grain.
func reachAll(ctx context.Context, start *engine.Engine, opt Options, exprs []string,
	counting *program.Program) (best Verdict, err error) {
	var all []Reach
	nearest := ""
	for i, expr := range exprs {
		one := opt
		one.Reach = expr
		v, err := Run(ctx, start, one)
		if err != nil {
			return v, err
		}
		all = append(all, Reach{Expr: expr, Answer: v.Answer, Length: v.Length, States: -1})
		if i == 0 || nearer(&v, &best) {
			best, nearest = v, expr
		}
	}
	opt.counting, opt.counted = counting, len(exprs)
	whole, err := Run(ctx, start, opt)
	if err != nil {
		return best, err
	}
	for i := range all {
		if i < len(whole.counts) {
			all[i].States = whole.counts[i]
		}
	}
	best.Reached = all
	best.tellReached(&whole, nearest)
	return best, nil
}

// nearer reports whether an answer says more than another: something is reached, by a shorter schedule, or it is not
// known whether.
func nearer(v, than *Verdict) bool {
	order := func(a Answer) int { return [...]int{Unknown: 1, Holds: 0, Fails: 2}[a] }
	if v.Answer == Fails && than.Answer == Fails {
		return v.Length < than.Length
	}
	return order(v.Answer) > order(than.Answer)
}

// tellReached says in a sentence how many are reached, and by which schedule. The search that counted has seen all
// states.
func (v *Verdict) tellReached(whole *Verdict, nearest string) {
	reached, unknown := 0, 0
	for i := range v.Reached {
		switch v.Reached[i].Answer {
		case Fails:
			reached++
		case Unknown:
			unknown++
		}
	}
	left := ""
	if unknown > 0 && reached > 0 {
		left = fmt.Sprintf(", and of %d it is not known", unknown)
	}
	v.States, v.Exact, v.Visited, v.Complete, v.Symmetric = whole.States, whole.Exact, whole.Visited, whole.Complete,
		whole.Symmetric
	switch {
	case reached > 0:
		v.Reason = fmt.Sprintf("%d of %d can be reached%s; the nearest is %s.", reached, len(v.Reached), left, nearest)
		v.Text = v.Kind.Because(v.Reason)
	case unknown == 0:
		v.Text = v.holds()
	}
}

// Line tells what was found of an expression; v is the verdict that it is of.
func (v *Verdict) Line(r *Reach) string {
	where := ""
	_, many := v.Grain.Unit()
	switch {
	case r.States == 0 && r.Answer == Fails && v.Complete:
		where = fmt.Sprintf("; true in no state between two %s", many)
	case r.States > 0 && v.Complete && v.States > 0:
		where = fmt.Sprintf("; true in %d of %s", r.States, states(v.States))
	case r.States > 0:
		where = fmt.Sprintf("; true in %s that were visited", states(r.States))
	}
	switch {
	case r.Answer == Holds:
		return r.Expr + ": never"
	case r.Answer == Unknown:
		return r.Expr + ": unknown" + where
	case r.Length == 0:
		return r.Expr + ": so already" + where
	}
	return r.Expr + ": in " + v.Steps(r.Length) + where
}

// countHere counts, in a search that counts, which expressions are true in the state at hand.
func (w *worker) countHere(c *chunk) {
	n := w.search.opt.counted
	if n == 0 {
		return
	}
	if c.tally.counts == nil {
		c.tally.counts = make([]tallied, n)
	}
	w.cursor.Load(w.state)
	at, first := w.cursor.Probe(), len(w.search.law.Laws)-n
	for i := range c.tally.counts {
		if at.Comes(first + i) {
			c.tally.counts[i].classes++
			c.tally.counts[i].stands.add(w.stands, w.large)
		}
	}
}

// tallied counts states in which something is so: those that were kept, and those that they stand for.
type tallied struct {
	classes int64
	stands  sum
}

// countReached notes how many states a search has counted of each expression.
func (v *Verdict) countReached(s *search) {
	for i := range s.tally.counts {
		one := &s.tally.counts[i]
		switch {
		case !v.Symmetric || !v.Complete:
			v.counts = append(v.counts, one.classes)
		case !s.weigher.ok:
			v.counts = append(v.counts, -1)
		default:
			v.counts = append(v.counts, narrow(one.stands.total()))
		}
	}
}

// countAlone counts where the start is the only state.
func (v *Verdict) countAlone(begin *engine.Engine, n int) {
	first := len(v.law.Laws) - n
	for i := range n {
		one := int64(0)
		if begin.Probe().Comes(first + i) {
			one = 1
		}
		v.counts = append(v.counts, one)
	}
	v.States, v.Exact, v.Visited, v.Complete = 1, big.NewInt(1), 1, true
}
