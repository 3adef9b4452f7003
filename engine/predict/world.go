package predict

import (
	"fmt"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/program"
)

// rival is a world that may lead elsewhere, and what whoever takes it for this one may believe.
type rival struct {
	World
	belief program.Belief
	weight int            // how much an answer from there tells
	at     *engine.Engine // of one with a text of its own: its machine, as far as the question
	far    bool           // it is about how the run ends, not about what comes next
}

// switched is a rule that answers a question in another way.
type switched struct {
	rule   program.RuleID
	token  program.Token
	belief program.Belief
}

// tokens are the rules that people mix up.
var tokens = [...]switched{
	{program.RuleMonitor, program.MonitorHoare, program.BeliefRunsAtOnce},
	{program.RuleUnlock, program.UnlockHandoff, 0},
	{program.RuleWakeOrder, program.WakeLIFO, 0},
	{program.RuleSignal, program.SignalStored, program.BeliefRemembered},
	{program.RuleUnlock, program.UnlockBarging, 0},
	{program.RuleMonitor, program.MonitorMesa, 0},
	{program.RuleUnlock, program.UnlockReserve, 0},
	{program.RuleWakeOrder, program.WakeFIFO, 0},
	{program.RuleSignal, program.SignalLost, 0},
	{program.RulePrefer, program.PreferWriters, 0},
	{program.RulePrefer, program.PreferReaders, 0},
	{program.RuleRelock, program.RelockQueue, 0},
}

// rivals lists the worlds that are tried, those that tell most first.
func (m *moment) rivals() (all []rival) {
	all = append(all, m.wakeAll()...)
	all = append(all, m.remembered()...)
	all = append(all, m.rules()...)
	all = append(all, m.texts()...)
	all = append(all, m.orders()...)
	return append(all, m.accidents()...)
}

// rules are the worlds under another rule or policy.
func (m *moment) rules() (all []rival) {
	rules := m.at.Rules()
	for _, t := range tokens {
		if rules[t.rule] == t.token {
			continue
		}
		c := engine.Command{Verb: engine.RuleVerb, At: engine.Now, Name: t.rule.String(),
			Token: t.rule.TokenName(t.token)}
		name := fmt.Sprintf("%s = %q", c.Name, c.Token)
		all = append(all, rival{world(name, "under "+name+": "+t.rule.Meaning(t.token), c), t.belief, 2, nil, false})
	}
	if m.at.Policy() != program.RoundRobin {
		c := engine.Command{Verb: engine.PolicyVerb, At: engine.Now, Name: program.RoundRobin.String()}
		const name = `policy = "roundrobin"`
		all = append(all, rival{world(name, "under "+name+", where those who wait have their turn too", c),
			program.BeliefWaitersCost, 1, nil, false})
	}
	return all
}

// rooms are the worlds in which a work queue has more room from here on.
func (m *moment) rooms() (all []rival) {
	for i := range m.now.Queues {
		q := &m.now.Queues[i]
		c := engine.Command{Verb: engine.CapacityVerb, At: engine.Now, Name: q.Name, N: int64(q.Max) + 1}
		room := fmt.Sprintf("room for %d", c.N)
		all = append(all, rival{world(q.Name+" with "+room, "if "+q.Name+" had "+room, c),
			program.BeliefLargerQueue, 1, nil, false})
	}
	return all
}

// world is one in which commands are given at once.
func world(name, says string, commands ...engine.Command) World {
	w := World{Name: name, Says: says}
	for _, c := range commands {
		w.Given = append(w.Given, Given{Command: c})
	}
	return w
}

// wakeAll is the world in which the signal that is about to come is a broadcast. Where the scene that says so in its
// line would have come elsewhere by now, or the run has commands, a broadcast is given just before the signal.
func (m *moment) wakeAll() []rival {
	if m.op.Kind != program.Signal || m.running < 0 {
		return nil
	}
	name, ok := m.condition()
	if !ok {
		return nil
	}
	if m.asker != nil && m.asker.untouched(m.ctx, m.at) {
		given, scenes := m.given(), m.asker.scenes()
		for i := range scenes {
			c := &scenes[i]
			here := c.Belief == program.BeliefWakingAll && len(c.Changes) == 1 && c.Changes[0].Line == int(m.op.Line)
			if here && c.comesTo(m, given) {
				return []rival{{c.run(), 0, 2, c.at.Fork(nil), false}}
			}
		}
	}
	c := engine.Command{Verb: engine.BroadcastVerb, At: engine.Now, Name: name}
	return []rival{{world("a broadcast before it", "if a broadcast, which wakes all who wait, came just before it", c),
		0, 2, nil, false}}
}

// remembered is the world in which an earlier signal, which nobody heard, is kept for the wait that is about to come.
func (m *moment) remembered() []rival {
	if m.op.Kind != program.Wait || m.running < 0 || m.at.Rules()[program.RuleSignal] != program.SignalLost {
		return nil
	}
	name, ok := m.condition()
	if !ok || !m.at.Probe().Unheard(int(m.op.A)) {
		return nil
	}
	rule := program.RuleSignal
	keep := engine.Command{Verb: engine.RuleVerb, At: engine.Now, Name: rule.String(),
		Token: rule.TokenName(program.SignalStored)}
	again := engine.Command{Verb: engine.SignalVerb, At: engine.Now, Name: name}
	return []rival{{world("the earlier signal was kept",
		"if the earlier signal, which nobody heard, had been kept", keep, again),
		program.BeliefRemembered, 3, nil, false}}
}

// condition names the condition of the op that is about to come.
func (m *moment) condition() (string, bool) {
	p := m.at.Program()
	object := p.Object(m.op)
	for i, c := range p.Conds {
		if c == object && i == int(m.op.A) {
			return p.Objects[object].Name, true
		}
	}
	return "", false
}

// Bounds of the orders that are tried.
const (
	mostRunners = 5
	mostWays    = 3
)

// orders are the worlds in which another coroutine runs next, or what is open falls in another way.
func (m *moment) orders() (all []rival) {
	if m.running >= 0 {
		return nil
	}
	within := explore.Bounds{Runners: mostRunners, Ways: mostWays, PassOps: mostOps, Ops: 4 * mostOps}
	next, _ := explore.Next(m.at, within)
	for i := range next {
		n := &next[i]
		if commands := n.Commands(); len(commands) > 0 && !n.Inexact {
			name, says := n.Run+" runs", fmt.Sprintf("if %s ran in step %d", n.Run, m.step+1)
			if m.who >= 0 {
				name, says = n.Run+" in place of "+m.at.Name(m.who), says+", in place of "+m.at.Name(m.who)
			}
			if n.Who == m.who {
				name, says = "another way", "if what is left to chance fell in another way"
			}
			all = append(all, rival{world(name, says, commands...), 0, 1, nil, false})
		}
	}
	return all
}

// accidents are the worlds in which somebody wakes for no reason.
func (m *moment) accidents() (all []rival) {
	for slot := range m.now.Coroutines {
		if len(all) == mostRunners || !m.at.Probe().CanWake(slot) {
			continue
		}
		name := m.at.Name(slot)
		c := engine.Command{Verb: engine.WakeVerb, At: engine.Now, Who: name}
		says := "if " + name + " woke for no reason, a spurious wakeup"
		all = append(all, rival{world(name+" wakes for no reason", says, c), 0, 1, nil, false})
	}
	return all
}
