package explore

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
)

// Sampling says which random schedules are drawn. Each follows from its number, the seed and the scene alone, so
// that they can be drawn in any order, and in parts on several machines.
type Sampling struct {
	Runs   int64 // how many
	Seed   uint64
	Passes int64 // a schedule is cut off after so many passes (at grain op: ops); 0: SamplePasses
	Part   int64 // only those are drawn whose number, from 0, leaves this rest
	Parts  int64 // when it is divided by this; 0: all
}

// SamplePasses is after how many passes a random schedule is cut off where nobody says another number.
const SamplePasses = 1000

// MostSamplePasses bounds that number.
const MostSamplePasses = 1_000_000

// Todo is how many schedules are drawn.
func (s *Sampling) Todo() int64 {
	if s.Parts <= 1 {
		return s.Runs
	}
	return (s.Runs - s.Part + s.Parts - 1) / s.Parts
}

// number is that of the schedule that is drawn as the i-th.
func (s *Sampling) number(i int64) int64 { return i*max(s.Parts, 1) + s.Part }

// passes is after how many passes a schedule is cut off.
func (s *Sampling) passes() int64 {
	if s.Passes <= 0 {
		return SamplePasses
	}
	return s.Passes
}

// Sample is what came of random schedules.
type Sample struct {
	Runs   int64 // schedules that were gone
	Ended  int64 // those of them that ended with nothing wrong
	Cut    int64 // those that were cut off
	Kinds  Kinds // how many failed, by what was found
	Passes int64 // of all together
	Best   Drawn // the shortest that failed, of several the first
	Many   bool  // of some pause only the first values were drawn, since there are more than can be counted

	Asked Sampling // as it was asked for
}

// Kinds counts findings, by their kinds.
type Kinds [program.Starvation + 1]int64

// Drawn is a schedule that failed.
type Drawn struct {
	Run    int64 // its number
	Length int64 // passes; 0 where something is wrong from the start
	Kind   engine.Ending
}

// Failed is how many schedules failed.
func (s *Sample) Failed() (n int64) {
	for _, one := range s.Kinds {
		n += one
	}
	return n
}

// Add adds what came of others. The order does not matter.
func (s *Sample) Add(o *Sample) {
	s.note(&o.Best)
	s.Runs, s.Ended, s.Cut, s.Passes = s.Runs+o.Runs, s.Ended+o.Ended, s.Cut+o.Cut, s.Passes+o.Passes
	s.Many = s.Many || o.Many
	for kind, n := range o.Kinds {
		s.Kinds[kind] += n
	}
}

// note keeps a schedule that failed if it is the shortest.
func (s *Sample) note(d *Drawn) {
	b := &s.Best
	if d.Kind != engine.NotEnded && (b.Kind == engine.NotEnded || d.Length < b.Length ||
		d.Length == b.Length && d.Run < b.Run) {
		*b = *d
	}
}

// AskSample draws random schedules, and tells what came of them: where nobody has named a grain at both.
func AskSample(ctx context.Context, start *engine.Engine, opt Options, of Sampling, named bool) (Answers, error) {
	return bothGrains(opt, named, func(opt Options) (v Verdict, err error) {
		s, err := DrawSample(ctx, start, opt, of)
		if err != nil {
			return v, err
		}
		return TellSample(ctx, start, opt, s)
	})
}

// DrawSamples draws random schedules, where nobody has named a grain at both, without telling what came of them.
func DrawSamples(ctx context.Context, start *engine.Engine, opt Options, of Sampling, named bool) (all []Sample,
	err error) {
	opt.Stands = nil // nothing is told yet
	_, err = bothGrains(opt, named, func(opt Options) (v Verdict, err error) {
		s, err := DrawSample(ctx, start, opt, of)
		all = append(all, s)
		return v, err
	})
	return all, err
}

// TellSamples tells what came of random schedules at both grains, or, where one was named, at that one.
func TellSamples(ctx context.Context, start *engine.Engine, opt Options, all []Sample) (Answers, error) {
	i := -1
	return bothGrains(opt, len(all) == 1, func(opt Options) (Verdict, error) {
		i++
		return TellSample(ctx, start, opt, all[i])
	})
}

// blockRuns is how many schedules a worker draws at a time.
const blockRuns = 16

// DrawSample draws random schedules at the grain of the options: whoever may run next is as likely as any other, and so
// is each alternative of what else is open. What comes of it depends neither on the workers nor on the
// parts. Where ctx is done before, it tells of the schedules that were gone by then.
func DrawSample(ctx context.Context, start *engine.Engine, opt Options, of Sampling) (Sample, error) {
	opt.fill()
	total := Sample{Asked: of}
	v, begin, over, err := drawn(start, &opt)
	if err != nil {
		return total, err
	}
	if over {
		total.atOnce(&v)
		return total, nil
	}
	stop, release := stopWith(ctx)
	defer release()
	todo := of.Todo()
	opt.staff(start)
	workers := int(min(int64(opt.Workers), (todo+blockRuns-1)/blockRuns))
	var next, done atomic.Int64
	var all sync.WaitGroup
	var one sync.Mutex // told by one at a time
	for range workers {
		all.Add(1)
		go func() {
			defer all.Done()
			d := newDrawer(begin, &opt, &v, &of, stop)
			for {
				from := next.Add(blockRuns) - blockRuns
				for i := from; i < min(from+blockRuns, todo) && d.draw(of.number(i)); i++ {
				}
				if from >= todo || stop.on() {
					break
				}
				if now := done.Add(min(blockRuns, todo-from)); opt.Drawing != nil {
					one.Lock()
					opt.Drawing(now, todo)
					one.Unlock()
				}
			}
			one.Lock()
			total.Add(&d.sample)
			one.Unlock()
		}()
	}
	all.Wait()
	return total, nil
}

// drawn sets up what schedules are drawn from, as Run does what is explored. over says that nothing can be
// drawn: the verdict is known.
func drawn(start *engine.Engine, opt *Options) (v Verdict, begin *engine.Engine, over bool, err error) {
	v = Verdict{Grain: opt.Grain, Schedule: []Choice{}, memory: opt.MaxMemory, States: -1,
		policy: start.Policy(), only: opt.Grain.UsersOnly(start.Rules(), start.Program().UsesPriority)}
	if v.policy == program.Prioritized && start.Quantum() > 0 {
		v.policy = program.Preemptive
	}
	begin = start.Fork(nil)
	v.start = start.Fork(nil)
	if opt.Reach != "" {
		law, err := start.Program().WithGoal(opt.Reach)
		if err != nil {
			return v, nil, false, err
		}
		begin.Probe().Obey(law)
		v.law = law
	}
	if v.atOnce(begin) {
		return v, begin, true, nil
	}
	v.setUp(begin, opt)
	return v, begin, false, v.prepare(begin)
}

// atOnce says of all schedules what is so before anybody runs.
func (s *Sample) atOnce(v *Verdict) {
	s.Runs = s.Asked.Todo()
	if v.Answer != Fails {
		s.Ended = s.Runs
		return
	}
	s.Kinds[v.Kind] = s.Runs
	if s.Runs > 0 {
		s.Best = Drawn{Run: s.Asked.number(0), Kind: v.Kind}
	}
}

// TellSample tells what came of random schedules as a verdict: it fails, and the shortest schedule that did is gone
// again, or it is not known whether it does. It never holds.
func TellSample(ctx context.Context, start *engine.Engine, opt Options, s Sample) (Verdict, error) {
	opt.fill()
	v, begin, over, err := drawn(start, &opt)
	v.Sample = &s
	switch {
	case err != nil:
		return v, err
	case over && v.Answer == Fails:
		return v, nil
	case s.Best.Kind == engine.NotEnded:
		v.Answer, v.Complete, v.Text = Unknown, false, s.nothing()
		v.listFutures(start.Program())
		return v, nil
	}
	d := newDrawer(begin, &opt, &v, &s.Asked, &stop{})
	d.noting = true
	d.picks.Terse = false
	if !d.draw(s.Best.Run) || d.sample.Best != s.Best {
		return v, errors.New("explore: a random schedule was not the same again; please report the scene")
	}
	v.Schedule, v.Length = d.found, int(s.Best.Length)
	when := func(step int64) string { return d.when(step, v.Grain) }
	v.fails(s.Best.Kind, reason(d.at, s.Best.Kind, when))
	v.Broken = d.at.End().Broken
	if d.exponential { // the machine drew them from a seed of its own
		v.start.Probe().Seed(d.seed)
		v.Seed = &d.seed
	}
	return v, nil
}
