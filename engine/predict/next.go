package predict

import (
	"context"
	"slices"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
)

// mostAnswers is how many answers a question has at most.
const mostAnswers = 4

// candidate is a question that could be asked, and what it tells.
type candidate struct {
	q     *Question
	score int
}

// telling is the score from which a question is asked before others.
const telling = 5

// At returns the questions about what a machine does next, those that tell most first. The seed decides the order of
// the answers, and which of several that tell as much are taken. There may be none: the run is over, or nothing comes
// that is not drawn. Where most is not 0 none looks further ahead than so many steps.
func (a *Asker) At(ctx context.Context, e *engine.Engine, seed uint64, most int64) (all []*Question) {
	for _, c := range a.candidates(ctx, e, seed, most) {
		all = append(all, c.q)
	}
	return all
}

// candidates returns the same with what they tell.
func (a *Asker) candidates(ctx context.Context, e *engine.Engine, seed uint64, most int64) []candidate {
	m := a.newMoment(ctx, e)
	if m == nil {
		return nil
	}
	d := draw(seed)
	m.soon, _ = horizon{steps: 1}.play(ctx, e, nil)
	var all []candidate
	for _, h := range []horizon{{steps: 1}, {}} {
		all = append(all, m.ask(h, m.facts(), Next, &d)...)
	}
	for _, q := range slices.Concat(m.rouse(), m.givesBack(), m.runsOut(), m.idle()) {
		if m.secret && (q.horizon.back || q.horizon.turn || q.horizon.passes > 0) {
			continue
		}
		all = append(all, m.ask(q.horizon, []fact{q.fact}, Next, &d)...)
	}
	all = slices.DeleteFunc(all, func(c candidate) bool { return most > 0 && c.q.Steps > most })
	mix(&d, all)
	slices.SortStableFunc(all, func(a, b candidate) int { return b.score - a.score })
	if len(all) > 0 && all[0].score > 0 {
		least := min(all[0].score, 2) // beside what tells something nothing is asked that tells little
		all = slices.DeleteFunc(all, func(c candidate) bool { return c.score < least })
	}
	questions := all[:0]
	for _, c := range all {
		if !slices.ContainsFunc(questions, func(o candidate) bool { return o.q.like(c.q) }) {
			questions = append(questions, c)
		}
	}
	return questions
}

// like reports whether who has answered one of two questions about a moment has answered the other.
func (q *Question) like(o *Question) bool {
	return q.Text == o.Text || q.Topic == Turns && o.Topic == Turns ||
		q.fact == o.fact && q.Answers[q.Right].Text == o.Answers[o.Right].Text
}

// query is a fact that is asked for, and how far ahead.
type query struct {
	fact
	horizon
}

// ask makes a question of each of some facts that is worth one, at a horizon.
func (m *moment) ask(h horizon, facts []fact, kind Kind, d *draw) (all []candidate) {
	base, ok := h.play(m.ctx, m.at, nil)
	if !ok || !base.over || base.drawn || m.chance(h, base) {
		return nil
	}
	if h.steps > base.steps { // the run ends before
		h.steps = base.steps
	}
	rivals := m.rivals()
	outcomes := make([]*outcome, len(rivals))
	for i := range rivals {
		at := m.at
		if rivals[i].at != nil {
			at = rivals[i].at
		}
		if o, ok := h.play(m.ctx, at, rivals[i].Given); ok && o.over {
			outcomes[i] = o
		}
	}
	before := &outcome{e: m.at, then: m.now, over: true}
	for _, f := range facts {
		right := f.read(base)
		if right == "" || f.topic == Runs && m.chanceOfNext(base) {
			continue
		}
		wrong, score := m.wrong(f, h, right, rivals, outcomes)
		if was := f.read(before); was != right {
			score += 3
		}
		if f.topic == Heard || f.topic == Finds || f.topic == Goes {
			score += 2
		}
		for _, text := range m.likely(f, h, base) {
			if text.Text != right && !has(wrong, text.Text) {
				wrong = append(wrong, text)
				score += 2 * order(text.Belief != 0)
			}
		}
		if len(wrong) == 0 || m.plain(f, h, right, wrong) {
			continue
		}
		q := &Question{Kind: kind, Topic: f.topic, Given: m.given(), Text: m.does() + " " + f.text(m, h), At: m.step,
			Line: m.line(), Steps: base.steps, fact: f, horizon: h, Why: m.why(f, base), pass: passOf(m.at),
			next: passOf(base.e)}
		if m.who >= 0 {
			q.doer = m.at.Name(m.who)
		}
		for i := range wrong {
			wrong[i].Why = m.whyNot(f, right, wrong[i].Text, base)
		}
		q.put(d, right, wrong)
		all = append(all, candidate{q, score})
	}
	return all
}

// plain reports whether a question is too plain to be asked: its answer stands in front of whoever is asked, and nobody
// has a reason to think otherwise.
func (m *moment) plain(f fact, h horizon, right string, wrong []Answer) bool {
	if slices.ContainsFunc(wrong, func(a Answer) bool { return a.Belief != 0 || a.World != nil && a.World.ruled() }) {
		return false
	}
	switch f.topic {
	case Runs: // READY is served from the front
		return h.steps > 0 || right == m.front()
	case Value:
		looks, _ := m.at.Program().LocalsOf(m.pc)
		constant := m.op.Kind == program.Store && looks == 0 && len(m.at.Program().Reads(m.pc)) == 0
		if f.read(&outcome{e: m.at, then: m.now, over: true}) != right && (!constant || f.read(m.soon) != right) {
			return false
		}
	case Heard, Finds, Goes:
		return false
	}
	// what the op in front of the reader does to what it names
	return h.steps == 1 || f.read(m.soon) == right &&
		!slices.ContainsFunc(wrong, func(a Answer) bool { return a.World != nil })
}

// ruled reports whether a world differs by a rule, or by its text: not by who runs, or by an accident.
func (w *World) ruled() bool {
	return w.Scene != "" || slices.ContainsFunc(w.Given, func(g Given) bool {
		return g.Command.Verb == engine.RuleVerb || g.Command.Verb == engine.PolicyVerb ||
			g.Command.Verb == engine.BroadcastVerb
	})
}

// front names who is the next on READY behind the one who is about to run.
func (m *moment) front() string {
	for _, slot := range m.now.Turns() {
		if slot != m.who {
			return m.now.Coroutines[slot].Name
		}
	}
	return ""
}

// about reports whether a world is one that whoever answers wrongly about a fact may take for this one.
func (r *rival) about(f fact, h horizon) bool {
	switch {
	case r.far:
		return false
	case r.belief == program.BeliefWaitersCost:
		return f.topic == Turns
	case f.topic == Turns:
		return false
	case f.topic == Goes:
		return r.belief == program.BeliefIfWillDo
	case r.at == nil || r.belief == 0: // it is about the op that comes, but that of another order: a pass shows that
		return h.steps != 1 || len(r.Given) == 0 || r.Given[0].Command.Verb != engine.RunVerb
	}
	switch r.belief {
	case program.BeliefIfWillDo, program.BeliefOneForBoth:
		return true
	case program.BeliefWakingAll, program.BeliefLargerQueue:
		return false
	}
	return h.back
}

// put gives the question its answers in the order of the seed.
func (q *Question) put(d *draw, right string, wrong []Answer) {
	q.Answers = append([]Answer{{Text: right}}, wrong[:min(len(wrong), mostAnswers-1)]...)
	mix(d, q.Answers)
	q.Right = slices.IndexFunc(q.Answers, func(a Answer) bool { return a.Text == right })
}

// has reports whether a text is among answers.
func has(all []Answer, text string) bool {
	return slices.ContainsFunc(all, func(a Answer) bool { return a.Text == text })
}

// wrong returns what is true of a fact in other worlds, each answer once, and how much these tell.
func (m *moment) wrong(f fact, h horizon, right string, rivals []rival, outcomes []*outcome) (all []Answer, score int) {
	for i := range rivals {
		if outcomes[i] == nil || !rivals[i].about(f, h) {
			continue
		}
		text := f.read(outcomes[i])
		if text == "" || text == right || has(all, text) || m.foreign(f, outcomes[i]) {
			continue
		}
		r := &rivals[i]
		b := r.belief
		if held := m.held(f, right, text); held != 0 {
			b = held
		}
		switch given := r.Given; {
		case h.turn && f.topic == Where:
			b = m.hurried(f, text)
		case f.topic == Owner && right == nobody && len(given) > 0 &&
			given[0].Command.Token == program.RuleUnlock.TokenName(program.UnlockHandoff):
			b = program.BeliefRunsAtOnce // whoever waited and is woken has what it waited for
		}
		w := r.World
		w.Steps = outcomes[i].steps
		all = append(all, Answer{Text: text, Belief: b, World: &w})
		score += r.weight
		if b != 0 {
			score += 2
		}
	}
	return all, score
}

// foreign reports whether what a fact is in another world names what the scene does not have: a condition, say, that
// only a changed text declares. Nobody would take that for an answer.
func (m *moment) foreign(f fact, o *outcome) bool {
	if f.topic != Where || o.e.Program() == m.at.Program() {
		return false
	}
	name, has := waitsOn(o.then, &o.then.Coroutines[f.slot]), m.at.Program().Objects
	return name != "" && !slices.ContainsFunc(has, func(x program.Object) bool { return x.Name == name })
}

// likely returns what somebody could take for the answer, though no world was found in which it is: what was before,
// the neighbours of a number, others who could be meant.
func (m *moment) likely(f fact, h horizon, base *outcome) (all []Answer) {
	add := func(text string, b program.Belief) { all = append(all, Answer{Text: text, Belief: b}) }
	before := &outcome{e: m.at, then: m.now, over: true}
	switch f.topic {
	case Owner:
		holds := h.steps == 1 && m.running >= 0 && m.now.Mutexes[f.index].Owner == m.who
		add(f.read(before), belief(holds && m.op.Kind == program.Wait, program.BeliefKeepsLock))
		add(nobody, belief(holds && m.op.Kind == program.Signal, program.BeliefKeepsLock))
		for _, slot := range m.now.Mutexes[f.index].LockQueue {
			add(m.now.Coroutines[slot].Name, 0)
		}
	case Runs:
		for _, slot := range slices.Concat(base.then.Turns(), m.now.Turns()) {
			if c := &m.now.Coroutines[slot]; c.Live { // who comes later has no name yet, who has ended none any more
				add(c.Name, 0)
			}
		}
		for i := range m.now.Coroutines {
			if c := &m.now.Coroutines[i]; c.Live && len(all) < mostAnswers {
				add(c.Name, 0)
			}
		}
	case Where:
		if h.turn {
			add(engine.Ready.String(), m.hurried(f, engine.Ready.String()))
			break
		}
		if h.steps > 0 || f.slot != m.running { // a pass ends with nobody on the CPU
			add(f.read(before), 0)
		}
		woken := m.now.Coroutines[f.slot].Place != engine.Ready &&
			base.then.Coroutines[f.slot].Place == engine.Ready
		if h.steps == 1 && f.slot != m.who {
			add(engine.Running.String()+", on the CPU", belief(woken, program.BeliefRunsAtOnce))
		}
		add(engine.Ready.String(), 0)
		for i := range base.then.Coroutines {
			if c := &base.then.Coroutines[i]; c.Live && c.Place == engine.Waiting {
				add(placeText(base.then, c), 0)
			}
		}
	case Amount:
		m.near(f, base, add, before)
	case Heard:
		m.likelyHeard(f, add)
	case Finds:
		m.likelyFound(f, f.read(base), add)
	case Goes:
		m.ways(f, base, add)
	case Value:
		v := base.then.Vars[f.index]
		if v.Type == program.Bool {
			add("true", 0)
			add("false", 0)
			break
		}
		m.near(f, base, add, before)
	}
	return all
}

// belief returns a belief where an answer comes of it, else none.
func belief(so bool, b program.Belief) program.Belief {
	if so {
		return b
	}
	return 0
}
