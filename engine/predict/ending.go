package predict

import (
	"context"
	"slices"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/program"
)

// endStates bounds the states that are looked at for another end.
const endStates = 4_000

// EndOf returns the question how a run ends that goes on by itself, nil where it has ended, does not end soon, or ends
// in one way whoever runs when.
func (a *Asker) EndOf(ctx context.Context, e *engine.Engine, seed uint64) *Question {
	m := a.newMoment(ctx, e)
	if m == nil {
		return nil
	}
	f, h := fact{topic: Ending}, horizon{end: true}
	base, ok := h.play(ctx, e, nil)
	right := ""
	if ok && base.over {
		right = f.read(base)
	}
	if right == "" {
		return nil
	}
	kind := base.e.End().Kind
	shown := program.Belief(0)
	if kind != engine.EndDone {
		shown = m.examine(base.steps)
	}
	wrong := m.elsewhere(f, h, right, shown)
	if w := m.otherEnd(h, kind); w != nil && !has(wrong, w.Text) {
		w.Belief = belief(kind != engine.EndDone && w.Text == endingText(engine.EndDone), shown)
		wrong = append(wrong, *w)
	}
	for _, k := range []engine.Ending{engine.EndDone, engine.EndStuck, engine.EndDeadlock, engine.EndViolation,
		engine.EndLostItem} {
		if kind == engine.EndDeadlock && k == engine.EndStuck {
			continue // who is in a deadlock is stuck as well
		}
		if text := endingText(k); k != kind && m.canEnd(k) && !has(wrong, text) {
			wrong = append(wrong, Answer{Text: text, Belief: belief(k == engine.EndDone, shown)})
		}
	}
	d := draw(seed)
	q := &Question{Kind: Next, Topic: Ending, Given: m.given(), Text: m.does() + " " + f.text(m, h), At: m.step,
		Line: m.line(), Steps: base.steps, fact: f, horizon: h, Why: endWhy(base.e.End()),
		pass: passOf(m.at)}
	for i := range wrong {
		wrong[i].Why = endNot(kind, wrong[i].Text)
	}
	q.put(&d, right, wrong)
	return q
}

// examine says which belief the end of the run shows to be wrong. Where the run has come by itself to where it is, it
// is looked at from the boot on.
func (m *moment) examine(steps int64) program.Belief {
	if m.asker.untouched(m.ctx, m.at) {
		if e, err := engine.New(m.at.Program()); err == nil {
			return examine(e, nil, m.step+steps)
		}
	}
	return examine(m.at, nil, steps)
}

// endWhy says why a run is over.
func endWhy(end engine.End) string {
	if end.Text == "" {
		return "Everybody has ended, and nothing is wrong."
	}
	return program.Ended(program.Capital(end.Text))
}

// canEnd reports whether the text of the scene allows an end: without objects to wait for nobody is stuck.
func (m *moment) canEnd(k engine.Ending) bool {
	p := m.at.Program()
	switch k {
	case engine.EndDeadlock:
		return len(p.Mutexes) > 0
	case engine.EndViolation:
		return len(p.Laws) > 0
	case engine.EndLostItem:
		return len(p.Queues) > 0
	}
	return true
}

// otherEnd looks for a schedule from here with another end: one that fails where the run ends well, one that ends well
// where it fails.
func (m *moment) otherEnd(h horizon, kind engine.Ending) *Answer {
	opt := explore.Options{Grain: m.at.Program().Settings.Grain, MaxStates: endStates, Workers: 1, Symmetry: true,
		MaxMemory: 256 << 20}
	if m.running >= 0 { // a search begins between two passes
		return nil
	}
	r := &recorder{Machine: explore.NewMachine(m.at), from: m.step}
	if kind == engine.EndDone {
		v, err := explore.Run(m.ctx, m.at, opt)
		if err != nil || v.Answer != explore.Fails || v.Play(r) != nil {
			return nil
		}
	} else {
		all, err := explore.Examples(m.ctx, m.at, opt, 1)
		if err != nil || len(all) == 0 || all[0].Play(r) != nil {
			return nil
		}
	}
	w := &World{Given: r.given, Name: "another order",
		Says: "with another order of the coroutines, which check has found"}
	o, ok := h.play(m.ctx, m.at, w.Given)
	if !ok || !o.over || endingText(o.e.End().Kind) == "" {
		return nil
	}
	w.Steps = o.steps
	if k := o.e.End().Kind; k == kind || kind == engine.EndDeadlock && k == engine.EndStuck {
		return nil
	}
	return &Answer{Text: endingText(o.e.End().Kind), World: w}
}

// elsewhere lists how the run ends under other rules, with another text, or with more room in its work queues. Of the
// ways to a good end that comes first which the belief is about that the run shows to be wrong.
func (m *moment) elsewhere(f fact, h horizon, right string, shown program.Belief) (all []Answer) {
	rivals := slices.Concat(m.rules(), m.texts(), m.rooms())
	slices.SortStableFunc(rivals, func(a, b rival) int { return order(b.belief == shown) - order(a.belief == shown) })
	for i := range rivals {
		r := &rivals[i]
		if r.belief == program.BeliefWaitersCost {
			continue
		}
		at := m.at
		if r.at != nil {
			at = r.at
		}
		o, ok := h.play(m.ctx, at, r.Given)
		if !ok || !o.over {
			continue
		}
		text := f.read(o)
		if text == "" || text == right || has(all, text) {
			continue
		}
		b := belief(o.e.End().Kind == engine.EndDone, shown)
		if b == 0 && o.e.End().Kind == engine.EndDone && r.belief != program.BeliefLargerQueue {
			b = r.belief
		}
		r.Steps = o.steps
		all = append(all, Answer{Text: text, Belief: b, World: &r.World})
	}
	return all
}

// order is a number to sort by: those for which something is true come first.
func order(so bool) int {
	if so {
		return 1
	}
	return 0
}

// recorder is a player that writes down the commands.
type recorder struct {
	*explore.Machine
	from  int64
	given []Given
}

// Do gives a command, and notes it.
func (r *recorder) Do(c engine.Command) error {
	r.given = append(r.given, Given{r.Engine().StepNumber() - r.from, c})
	return r.Machine.Do(c)
}
