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

// Shortage says of a kind, or of the sheet, why it has fewer questions than were wanted.
type Shortage struct {
	Kind  Kind
	All   bool // it is of all kinds together
	Has   int
	Error error // nil: there are no more that differ
}

// String says it: "only 4 questions: no more differ".
func (s Shortage) String() string {
	text, why := "only "+program.Plural(int64(s.Has), "question"), "no more differ"
	if s.Has == 0 {
		text = "no question"
	}
	if !s.All {
		text += " of the kind " + s.Kind.String()
	}
	if s.Error != nil {
		why = s.Error.Error()
	}
	return text + ": " + why
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
	var pools [len(kinds)]pool
	for at, k := range opt.Kinds {
		// all kinds have their turn; of the last ones only as many as are wanted
		if want := (opt.Count - at + len(opt.Kinds) - 1) / len(opt.Kinds); want > 0 {
			all, err := b.pool(k)
			if ctx.Err() != nil {
				return nil, ctx.Err()
			}
			if k == Next || k == Trace {
				b.span(all)
			}
			pools[k] = pool{all: all, short: err}
		}
	}
	if len(opt.Kinds) > 1 {
		pools[Verdict].all = apart(pools[Verdict].all, pools[Mend].all)
	}
	last := pools[Verdict].putOff()
	b.fill(opt.Kinds, pools[:])
	pools[Verdict].all = append(pools[Verdict].all, last...)
	b.fill(opt.Kinds, pools[:])
	b.shortages(named, pools[:])
	return b.sheet, nil
}

// fill lets kinds take turns until the sheet is full, or no question is left that can stand on it.
func (b *maker) fill(turns []Kind, pools []pool) {
	for more := true; more && len(b.sheet.Questions) < b.opt.Count; {
		more = false
		for _, k := range turns {
			if len(b.sheet.Questions) == b.opt.Count {
				break
			}
			if q := pools[k].take(b.sheet.Questions); q != nil {
				b.sheet.Questions, more = append(b.sheet.Questions, q), true
			}
		}
	}
}

// shortages says of what the sheet has too little: of the kinds that were named or, where none was, of all together.
func (b *maker) shortages(named []Kind, pools []pool) {
	has, whole := len(b.sheet.Questions), pool{}
	for i := range pools {
		whole.told = whole.told || pools[i].told
		whole.crowded = whole.crowded || pools[i].crowded
	}
	if named == nil && has < b.opt.Count {
		b.sheet.Short = append(b.sheet.Short, Shortage{All: true, Has: has, Error: b.why(&whole)})
	}
	for at, k := range named {
		has, of := pools[k].has(), &pools[k]
		if want := (b.opt.Count - at + len(named) - 1) / len(named); has < want {
			b.sheet.Short = append(b.sheet.Short, Shortage{Kind: k, Has: has, Error: first(of.short, b.why(of))})
		}
	}
}

// why is the error that the run is too short for as many questions as were wanted, nil where it is not.
func (b *maker) why(p *pool) error {
	if !p.told && !p.crowded {
		return nil
	}
	text := fmt.Sprintf("in %s of the run nothing else was found to ask that these do not tell",
		program.Plural(int64(b.length), "step"))
	if p.crowded {
		text += ", with two questions about one state at most"
	}
	return errors.New(text)
}

// maker makes the questions of a sheet.
type maker struct {
	ctx   context.Context
	e     *engine.Engine
	asker *Asker
	opt   Options
	file  string
	sheet *Sheet

	length int      // in steps, of the part of the run that questions are taken from
	line   timeline // of that part
}

// pool makes questions of a kind.
func (b *maker) pool(k Kind) (all []*Question, err error) {
	d := draw(b.opt.Seed*4 + uint64(k))
	tell := b.opt.Progress
	if tell == nil {
		tell = func(string) {}
	}
	switch k {
	case Next:
		tell("going through the run")
		return b.along(&d), nil
	case Trace:
		tell("drawing tables of the run")
		return b.tables(&d), nil
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
	tablesFrom = 3 // tables that begin at one of them: short runs have room for few that do not tell each other's
)

// places goes along the run and returns copies of its machine, at steps that the seed chooses.
func (b *maker) places(d *draw) (all []*engine.Engine) {
	length := 0
	for e := b.e.Fork(nil); length < mostSteps && e.End().Kind == engine.NotEnded && b.ctx.Err() == nil; length++ {
		e.Step()
	}
	b.length = length
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
func (b *maker) along(d *draw) (pool []*Question) {
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
	for _, c := range some {
		pool = append(pool, c.q)
	}
	if q := b.asker.EndOf(b.ctx, b.e, uint64(d.below(1<<30))); q != nil {
		pool = append(pool, q)
	}
	return pool
}

// tables asks for cells of tables, at steps of the run.
func (b *maker) tables(d *draw) (pool []*Question) {
	for _, e := range b.places(d) {
		for range tablesFrom {
			if b.ctx.Err() != nil {
				return nil
			}
			if c := b.asker.traced(b.ctx, e, d); c != nil {
				pool = append(pool, c.q)
			}
		}
	}
	mix(d, pool)
	return pool
}
