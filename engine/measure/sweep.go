package measure

import (
	"context"
	"fmt"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
)

// Range is one thing to vary and the numbers that it takes.
type Range struct {
	Name     string
	From, To int64
}

// Plan says what a sweep runs: the scene once for each combination of numbers, the last range going round fastest.
type Plan struct {
	Scene  *program.Program
	Ranges []Range
	Passes int64 // a run stops after so many passes
	Until  int64 // or when the clock reaches this tick; 0: never

	// Only points are run whose number, from 0, leaves the rest Part when divided by Parts; 0 parts: all.
	Part, Parts int
}

// Point is the outcome of one run.
type Point struct {
	Settings []Setting // in the order of the ranges
	Measures Measures
	Theory   Exact
	Known    bool       // there is a theory
	End      engine.End // a deadlock of some while others go on is one, too
	// Knee marks the smallest number of the first range, others being equal, that reaches nearly the best
	// throughput. Where one of the runs to compare is broken there is none.
	Knee bool

	since string // "by" where the pass of the end is not known more closely
}

// Broken reports whether the run ended in a failure: what it measures by then says nothing about a run that goes on.
func (p *Point) Broken() bool { return p.End.Kind != engine.NotEnded && p.End.Kind != engine.EndDone }

// Ending says how a run ended before its time, and in which pass; "" for one that went all the way.
func (p *Point) Ending() string {
	if p.End.Kind == engine.NotEnded {
		return ""
	}
	since := "in"
	if p.since != "" {
		since = p.since
	}
	return fmt.Sprintf("%s %s pass %d", p.End.Kind, since, p.Measures.Passes)
}

// MaxPoints bounds a sweep.
const MaxPoints = 4096

// kneeShare is how much of the best throughput the knee reaches: beyond it the next consumer adds less than the rest.
const kneeShare = 0.95

// Points returns the combinations of a plan's numbers. The error says what is wrong with the ranges.
func (p *Plan) Points() ([][]Setting, error) {
	total := int64(1)
	for _, r := range p.Ranges {
		if r.To < r.From {
			return nil, fmt.Errorf("%s=%d..%d: of the numbers comes the smaller one first", r.Name, r.From, r.To)
		}
		many := r.To - r.From + 1
		if many < 1 {
			many = MaxPoints + 1 // too many to count
		}
		if total *= min(many, MaxPoints+1); total > MaxPoints {
			return nil, fmt.Errorf("these are more than %d points; vary less at a time", MaxPoints)
		}
	}
	all := make([][]Setting, total)
	for i := range all {
		rest := int64(i)
		all[i] = make([]Setting, len(p.Ranges))
		for k := len(p.Ranges) - 1; k >= 0; k-- {
			r := p.Ranges[k]
			all[i][k] = Setting{r.Name, r.From + rest%(r.To-r.From+1)}
			rest /= r.To - r.From + 1
		}
	}
	return all, nil
}

// Sweep runs the points of a plan, all or those of a part, on so many workers. The points come in the plan's order and
// do not depend on the number of workers. Knees are marked where all points are there. done is told, from this
// goroutine, how many are finished. A cancelled context ends the sweep with its error, and the points finished by then
// are given up.
func Sweep(ctx context.Context, plan Plan, workers int, done func(finished, total int)) ([]Point, error) {
	settings, err := plan.Points()
	if err != nil {
		return nil, err
	}
	scenes := make([]*program.Program, len(settings))
	for i := range settings { // errors come before the work
		if scenes[i], err = Vary(plan.Scene, settings[i]...); err != nil {
			return nil, err
		}
	}
	if plan.Parts > 1 {
		settings, scenes = every(settings, plan.Part, plan.Parts), every(scenes, plan.Part, plan.Parts)
	}
	points := make([]Point, len(settings))
	jobs, finished := make(chan int), make(chan error)
	defer close(jobs)
	workers = max(1, min(workers, len(settings)))
	for range workers {
		go func() {
			for i := range jobs {
				var err error
				points[i], err = plan.run(ctx, scenes[i], settings[i])
				finished <- err
			}
		}()
	}
	next, over := 0, 0
	for over < len(settings) {
		send, job := jobs, next
		if next == len(settings) || err != nil {
			send = nil
		}
		if err != nil && over == next {
			return nil, err
		}
		select {
		case send <- job:
			next++
		case failed := <-finished:
			over++
			if failed != nil && err == nil {
				err = failed
			}
			if err == nil && done != nil {
				done(over, len(settings))
			}
		}
	}
	if err != nil {
		return nil, err
	}
	if plan.Parts <= 1 {
		MarkKnees(points)
	}
	return points, nil
}

// every returns every n-th of a list, from one on.
func every[T any](all []T, from, n int) (some []T) {
	for i := from; i < len(all); i += n {
		some = append(some, all[i])
	}
	return some
}

// breath is how many passes, or steps of one, go by between two looks at the context.
const breath = 4096

// run measures one point.
func (p *Plan) run(ctx context.Context, scene *program.Program, settings []Setting) (Point, error) {
	e, err := engine.New(scene)
	if err != nil {
		return Point{}, err
	}
	out := Point{Settings: settings}
	out.Theory, out.Known = Theory(e)
	m := New(e, Options{})
	m.Fold(e.Boot())
	for e.End().Kind == engine.NotEnded && e.PassNumber() < p.Passes && (p.Until <= 0 || e.Time() < p.Until) {
		if e.PassNumber()%breath == 0 {
			if ctx.Err() != nil {
				return Point{}, ctx.Err()
			}
			if e.Probe().Cycle() != "" {
				break
			}
		}
		m.Fold(e.Leg(breath))
		for e.RunningSlot() >= 0 && e.End().Kind == engine.NotEnded {
			if ctx.Err() != nil {
				return Point{}, ctx.Err()
			}
			m.Fold(e.Leg(breath))
		}
	}
	out.Measures, out.End = m.Measures(), e.End()
	if cycle := e.Probe().Cycle(); cycle != "" && out.End.Kind == engine.NotEnded {
		out.End, out.since = engine.End{Kind: engine.EndDeadlock, Text: engine.EndDeadlock.Because(cycle)}, "by"
	}
	return out, nil
}

// MarkKnees marks, for each combination of the other ranges, the smallest number of the first one whose throughput is
// nearly the best. A broken run leaves nothing to compare with.
func MarkKnees(points []Point) {
	same := func(a, b *Point) bool {
		for k := 1; k < len(a.Settings); k++ {
			if a.Settings[k] != b.Settings[k] {
				return false
			}
		}
		return true
	}
	for i := range points {
		best, first, broken := 0.0, i, false
		for j := range points {
			if same(&points[i], &points[j]) {
				best = max(best, points[j].Measures.Throughput.Value)
				broken = broken || points[j].Broken()
			}
		}
		if broken {
			continue
		}
		for j := range points {
			near := points[j].Measures.Throughput.Value >= kneeShare*best
			if same(&points[i], &points[j]) && near {
				first = j
				break
			}
		}
		points[first].Knee = best > 0
	}
}
