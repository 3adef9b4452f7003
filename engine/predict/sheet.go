package predict

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/mend"
	"github.com/quartet-os/quartet/engine/program"
)

// Options say what is asked on a sheet.
type Options struct {
	Count     int // questions
	Seed      uint64
	Kinds     []Kind // nil: all that the scene has
	MaxStates int64  // that are looked at, of the scene and of each changed one; 0: as many as MostStates says
	Progress  func(what string)
}

// MostStates is how many states are looked at where nobody says another number, of a scene of a few coroutines: of one
// of many, whose states take longer, there are fewer.
const MostStates = 50_000

// few is of how many coroutines a scene has a few.
const few = 12

// fewer is the number for a scene.
func fewer(e *engine.Engine) int64 {
	live := int64(e.Slots() - e.Count(engine.Free))
	return MostStates * few / max(live, few)
}

// Sheet is questions about a scene.
type Sheet struct {
	Program   *program.Program
	Questions []*Question
	Short     []Shortage
}

// Shortage says of a kind why it has fewer questions than were wanted.
type Shortage struct {
	Kind  Kind
	Has   int
	Error error // nil: there are no more that differ
}

// Make makes questions about a scene: the same ones for the same text, options and seed. The error is that of a text
// that is no scene, or that ctx was done; a kind of which there are too few is a Shortage.
func Make(ctx context.Context, file, source string, opt Options) (*Sheet, error) {
	p, err := program.Parse(file, source)
	if err != nil {
		return nil, err
	}
	e, err := engine.New(p)
	if err != nil {
		return nil, err
	}
	if opt.MaxStates == 0 {
		opt.MaxStates = fewer(e)
	}
	b := &maker{ctx: ctx, e: e, asker: NewAsker(p), opt: opt, sheet: &Sheet{Program: p}, file: file}
	named := opt.Kinds
	if named == nil {
		opt.Kinds = []Kind{Next, Trace, Verdict, Mend}
	}
	var pools [len(kinds)][]*Question
	var short [len(kinds)]error
	for at, k := range opt.Kinds {
		// all kinds have their turn; of the last ones only as many as are wanted
		if want := (opt.Count - at + len(opt.Kinds) - 1) / len(opt.Kinds); want > 0 {
			pool, err := b.pool(k, opt.Count)
			if ctx.Err() != nil {
				return nil, ctx.Err()
			}
			pools[k], short[k] = pool, err
		}
	}
	if len(opt.Kinds) > 1 {
		pools[Verdict] = apart(pools[Verdict], pools[Mend])
	}
	for at, k := range opt.Kinds {
		want := (opt.Count - at + len(opt.Kinds) - 1) / len(opt.Kinds)
		if has := len(pools[k]); has < want && named != nil {
			b.sheet.Short = append(b.sheet.Short, Shortage{k, has, short[k]})
		}
	}
	for more := true; more && len(b.sheet.Questions) < opt.Count; {
		more = false
		for _, k := range opt.Kinds {
			if len(pools[k]) > 0 && len(b.sheet.Questions) < opt.Count {
				b.sheet.Questions = append(b.sheet.Questions, pools[k][0])
				pools[k], more = pools[k][1:], true
			}
		}
	}
	return b.sheet, nil
}

// maker makes the questions of a sheet.
type maker struct {
	ctx   context.Context
	e     *engine.Engine
	asker *Asker
	opt   Options
	file  string
	sheet *Sheet
}

// pool makes questions of a kind, of the run at most so many.
func (b *maker) pool(k Kind, n int) (all []*Question, err error) {
	d := draw(b.opt.Seed*4 + uint64(k))
	tell := b.opt.Progress
	if tell == nil {
		tell = func(string) {}
	}
	switch k {
	case Next:
		tell("going through the run")
		return b.along(n, &d), nil
	case Trace:
		tell("drawing tables of the run")
		return b.tables(n, &d), nil
	case Verdict:
		tell("asking every schedule")
		w := &inquest{ctx: b.ctx, asker: b.asker, e: b.e, states: b.opt.MaxStates, d: &d, tell: tell}
		all, err = w.verdicts()
		if err == nil && len(all) == 0 {
			err = errors.New("the scene has too many states; --max-states allows more")
		}
		mix(&d, all)
	case Mend:
		tell("trying changes")
		all, err = mends(b.ctx, b.file, b.sheet.Program.Source, mend.Options{MaxStates: b.opt.MaxStates,
			Progress: func(done, todo int) { tell(fmt.Sprintf("%d of %d changes tried", done, todo)) }}, &d)
		mix(&d, all)
	}
	return all, err
}

// Bounds of the part of a run that questions are taken from.
const (
	mostSteps  = 300
	mostPlaces = 16
	mostOfOne  = 5 // questions at one of them
)

// places goes along the run and returns copies of its machine, at steps that the seed chooses.
func (b *maker) places(d *draw) (all []*engine.Engine) {
	length := 0
	for e := b.e.Fork(nil); length < mostSteps && e.End().Kind == engine.NotEnded && b.ctx.Err() == nil; length++ {
		e.Step()
	}
	at := make([]int, length)
	for i := range at {
		at[i] = i
	}
	mix(d, at)
	at = at[:min(length, mostPlaces)]
	slices.Sort(at)
	e := b.e.Fork(nil)
	for i, step := 0, 0; i < len(at); step++ {
		if step == at[i] {
			all = append(all, e.Fork(nil))
			i++
		}
		e.Step()
	}
	return all
}

// along asks what happens next, at steps of the run.
func (b *maker) along(n int, d *draw) []*Question {
	var some []candidate
	for _, e := range b.places(d) {
		if b.ctx.Err() != nil {
			return nil
		}
		all := b.asker.candidates(b.ctx, e, uint64(d.below(1<<30)), 0)
		some = append(some, all[:min(len(all), mostOfOne)]...)
	}
	mix(d, some)
	slices.SortStableFunc(some, func(a, b candidate) int { return min(b.score, telling) - min(a.score, telling) })
	var pool []*Question
	for _, c := range some {
		pool = append(pool, c.q)
	}
	if q := b.asker.EndOf(b.ctx, b.e, uint64(d.below(1<<30))); q != nil {
		pool = append(pool, q)
	}
	return varied(pool, n)
}

// tables asks for cells of tables, at steps of the run.
func (b *maker) tables(n int, d *draw) []*Question {
	var pool []*Question
	for _, e := range b.places(d) {
		if b.ctx.Err() != nil {
			return nil
		}
		if c := b.asker.traced(b.ctx, e, d); c != nil {
			pool = append(pool, c.q)
		}
	}
	mix(d, pool)
	return varied(pool, n)
}

// varied takes so many questions: no text twice, and each time of the topic that there are fewest of.
func varied(pool []*Question, n int) (all []*Question) {
	var count [topics]int
	texts := map[string]bool{}
	for len(all) < n {
		best := -1
		for i, q := range pool {
			if !texts[q.Text] && (best < 0 || count[q.Topic] < count[pool[best].Topic]) {
				best = i
			}
		}
		if best < 0 {
			return all
		}
		q := pool[best]
		texts[q.Text], pool = true, slices.Delete(pool, best, best+1)
		count[q.Topic]++
		all = append(all, q)
	}
	return all
}
