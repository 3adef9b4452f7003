package mend

import (
	"cmp"
	"context"
	"slices"

	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/program"
)

// Options bound what is tried.
type Options struct {
	MaxStates int64                // of a changed scene; 0: DefaultStates
	Progress  func(done, todo int) // told now and then how many changes were tried
	Pairs     bool                 // try two changes at once where no single one cures
	Failed    int                  // so many changes are listed that fail at the scene's own grain
	Order     func(a, b *Edit) int // of what breaks a scene: which is tried first; nil: what a person would do first
}

// DefaultStates is how many states of a changed scene are looked at, at most.
const DefaultStates = 300_000

// A changed scene may have so many times the states of the scene as it is, within bounds: one that goes on without an
// end is no cure that anybody could know of. Of the scene as it is baseStates are looked at; where that is not all of
// them, a change may have twice as many. Each change of which nothing is known leaves the next ones a quarter.
const (
	timesStates = 20
	leastStates = 10_000
	baseStates  = 60_000
)

// mostVisited is how many states are looked at in all, before what is left is left out.
const mostVisited = 5_000_000

// bound is how many states a changed scene may have, by those of the scene as it is.
func bound(base int64, whole bool, most int64) int64 {
	if !whole {
		return min(2*baseStates, most)
	}
	return min(max(leastStates, timesStates*base), most)
}

// Report is what came of the changes of a scene.
type Report struct {
	Target World // the first world in which the scene fails, that cures are for
	Holds  bool  // it fails in none
	Base   [worlds]Base
	Grain  program.Grain
	Tried  int   // changes
	Asked  int   // questions of every schedule
	Left   int   // more than 0: changes were left out, since there was too much to look at
	Beyond int   // changes of which it is not known: they have too many states
	States int64 // visited in all of them
	Cures  []Trial
	Seem   []Trial // that hold at the scene's own grain, and in no harsher one, or give something up
	Failed []Trial // some that hold nowhere, those that a person would make first before the others
	Source string  // the text that the lines are of
	Paired bool    // two changes at once were tried
}

// Base is what the scene as it is comes to in a world.
type Base struct {
	Asked  bool
	Answer explore.Answer
	Kind   string // of a failure, as `check --json` names it
	Far    string // how far it is to it: "in 4 passes"
	Length int    // in passes or, at grain op, in ops
	States int64
}

func newBase(a *answer) Base {
	return Base{true, a.Answer, a.Kind.String(), a.Far(), a.Length, a.Visited}
}

// Trial is what came of one change.
type Trial struct {
	Edit
	Holds  []World
	Fails  World // the first in which it fails, where Kind is set
	Kind   string
	Far    string
	Length int
	GaveUp string // what it gives up; then it is no cure
	Dodges string // of a cure: how it gets round what the scene is about
	Alike  []Edit // changes that are the same but for names
	States int64  // at the scene's own grain, of the changed scene

	worlds int
	score  int
	facts  facts
	prog   *program.Program
}

// Mend tries every change of the catalogue on a scene. The error is that of a text that is no scene, or that ctx was
// done; what was tried until then stands in the report.
func Mend(ctx context.Context, file, source string, opt Options) (*Report, error) {
	m, err := begin(ctx, file, source, opt)
	if err != nil {
		return nil, err
	}
	if err := m.base(); err != nil || m.Holds {
		return &m.Report, err
	}
	edits, left := m.list(ctx, false)
	m.Left = left
	err = m.tryAll(len(edits), func(i int) *Edit { return &edits[i] })
	if err == nil && opt.Pairs && !m.Cured() {
		pairs := m.pairs(ctx, edits)
		m.Paired = true
		err = m.tryAll(len(pairs), func(i int) *Edit { return &pairs[i] })
	}
	last := m.finish()
	return &m.Report, cmp.Or(err, ctx.Err(), last)
}

// begin reads a scene whose changes are to be tried.
func begin(ctx context.Context, file, source string, opt Options) (*mending, error) {
	s, err := read(file, source)
	if err != nil {
		return nil, err
	}
	opt.MaxStates = cmp.Or(opt.MaxStates, DefaultStates)
	m := &mending{scene: s, asker: asker{ctx: ctx, most: min(baseStates, opt.MaxStates)}, opt: opt,
		woken: map[string]bool{}}
	m.Report.Source, m.Report.Grain = s.src, s.prog.Settings.Grain
	return m, nil
}

// Cured reports whether some change cures the scene, also where it may be interrupted anywhere.
func (r *Report) Cured() bool {
	return slices.ContainsFunc(r.Cures, func(t Trial) bool { return r.Proven(&t) })
}

// Proven reports whether a change holds at the scene's own grain and where it may be interrupted anywhere.
func (r *Report) Proven(t *Trial) bool {
	return t.GaveUp == "" && slices.Contains(t.Holds, Own) &&
		(r.Grain == program.GrainOp || slices.Contains(t.Holds, Ops))
}

// tryAll tries changes, as long as there is not too much to look at.
func (m *mending) tryAll(n int, change func(i int) *Edit) error {
	for i := range n {
		if m.opt.Progress != nil {
			m.opt.Progress(i, n)
		}
		if err := m.ctx.Err(); err != nil {
			return err
		}
		if m.spent > mostVisited {
			m.Left += n - i
			return nil
		}
		if err := m.try(change(i)); err != nil {
			return err
		}
	}
	return nil
}

// mending is a scene whose changes are tried.
type mending struct {
	Report
	*scene
	asker
	opt   Options
	facts facts           // of the scene as it is
	full  map[string]bool // the work queues that can be full there; nil: not asked yet
	kept  []string        // the semaphores that never have more permits there than they began with, once asked
	asked bool            // kept is known: that there are none may be the answer
	woken map[string]bool // where to wake one is a cure: to wake all there is none that anybody would make
}

// base asks the scene as it is in every world, from the mildest on, until it fails.
func (m *mending) base() error {
	m.Holds = true
	largest, whole := int64(0), true
	var a answer
	for w := Own; w < worlds; w++ {
		if m.same(w) {
			continue
		}
		if !a.holdsIn(w) {
			var err error
			if a, err = m.ask(m.prog, w, explore.Options{Beyond: m.most, Safety: !m.Holds}); err != nil {
				return err
			}
		}
		m.Base[w] = newBase(&a)
		m.learn(w, &a)
		largest, whole = max(largest, a.Visited), whole && a.Complete
		if w <= Ops {
			m.facts.heard(&a)
		}
		if a.Answer == explore.Fails && m.Holds {
			m.Target, m.Holds = w, false
		}
		if !m.Holds && w >= Ops {
			break
		}
	}
	m.most = bound(largest, whole, m.opt.MaxStates)
	return nil
}

// same reports whether a world is the one before it, for this scene.
func (m *mending) same(w World) bool {
	switch w {
	case Ops:
		return m.prog.Settings.Grain == program.GrainOp
	case AnyOrder:
		return m.prog.Settings.Rules[program.RuleWakeOrder] == program.WakeAny
	}
	return false
}

// try tries a change: first along what is known to go wrong, then in one world behind the other.
func (m *mending) try(e *Edit) error {
	if e.kind == addWakeAll && m.woken[e.wakes()] {
		return nil
	}
	p, err := program.Parse(m.file, e.Text)
	if err != nil || p.Same(m.prog) {
		return nil // no scene, or no other one
	}
	m.Tried++
	told := len(m.Failed) < m.opt.Failed
	if !told {
		if fails, err := m.stumbles(p); err != nil || fails {
			return err
		}
	}
	t := Trial{Edit: *e, prog: p}
	if err := m.through(&t); err != nil {
		return err
	}
	if len(t.Holds) == 0 {
		if told && t.Kind != "" {
			t.compare(m.src)
			m.Failed = append(m.Failed, t)
		}
		return nil
	}
	cures := slices.Contains(t.Holds, m.Target)
	if t.GaveUp = m.facts.givesUp(&t.facts, e); t.GaveUp == "" {
		t.GaveUp = m.empties(&t)
	}
	if t.GaveUp == "" && cures {
		if t.GaveUp, err = m.fillsLess(p); err != nil {
			return err
		}
	}
	if t.GaveUp == "" && cures {
		if t.GaveUp, err = m.givesMore(p); err != nil {
			return err
		}
	}
	t.compare(m.src)
	if t.GaveUp != "" || !cures {
		m.Seem = append(m.Seem, t)
		return nil
	}
	t.Dodges = m.dodge(&t)
	m.Cures = append(m.Cures, t)
	if e.kind == addWake {
		m.woken[e.wakes()] = true
	}
	return nil
}

// through asks a changed scene in one world behind the other, until it fails. Where it gives something up as long as
// anybody may be interrupted anywhere, it is no cure, and the harsher worlds are not asked.
func (m *mending) through(t *Trial) error {
	var so soFar
	for w := Own; w < worlds; w++ {
		if m.same(w) {
			continue
		}
		if w > Ops && m.facts.givesUp(&t.facts, &t.Edit) != "" {
			return nil
		}
		if err := m.next(t.prog, w, &so); err != nil {
			return err
		}
		a := &so.answer
		switch a.Answer {
		case explore.Fails:
			m.learn(w, a)
			t.Fails, t.Kind, t.Far, t.Length = w, a.Kind.String(), a.Far(), a.Length
			return nil
		case explore.Unknown:
			m.Beyond++
			m.most = max(m.most/4, min(leastStates, m.most))
			return nil
		}
		if w == Own {
			t.States = a.Visited
		}
		if w <= Ops {
			t.facts.heard(a)
		}
		t.Holds = append(t.Holds, w)
	}
	return nil
}

// finish ranks what was found.
func (m *mending) finish() error {
	for _, all := range [][]Trial{m.Cures, m.Seem, m.Failed} {
		for i := range all {
			m.rank(&all[i])
		}
		order(all)
	}
	m.Cures, m.Seem, m.Failed = group(m.Cures), group(m.Seem), group(m.Failed)
	err := m.weighLarger()
	order(m.Cures)
	m.Asked, m.States = m.runs, m.spent
	return err
}

// rank weighs a change: in how many worlds it holds, how soon a person would make it, and what is odd about it.
func (m *mending) rank(t *Trial) {
	t.worlds, t.score = len(t.Holds), t.Weight
	if len(m.prog.Mutexes) > 0 {
		t.score += 2 * t.facts.unguarded(m.counted)
	}
	if t.facts.rounds {
		t.score += 3
	}
	if t.facts.never(t.moved) { // where it stands now it is put to no test
		t.score += 3
	}
	if t.Dodges != "" {
		t.score += 6
	}
	if t.kind == unwrap { // a lock that was for nothing is seldom
		t.score += 3
	}
}
