package explore

import (
	"slices"

	"github.com/quartet-os/quartet/engine/fair"
	"github.com/quartet-os/quartet/engine/program"
)

// byKind makes of a space that leaves names out one in which all coroutines of a kind are one: it runs where one of
// them does, and it is ready where all of them are. Each fair circle of the states with their names is one of these
// too, though not the other way round. It is false where there are too many kinds.
func (sp *space) byKind() bool {
	s, codec, g := sp.search, sp.search.codec, &sp.graph
	if !codec.Nameless || 2*len(sp.begin.Program().Funcs) > mostWho {
		return false
	}
	w := s.workers[0]
	kinds := make([]int, codec.Slots)
	for i := range s.shards {
		for k := range s.shards[i].n {
			s.layout.unpack(w.state, s.shards[i].key(k))
			at := sp.number(nodeOf(i, k))
			some, lacking := uint64(0), uint64(0)
			for place := range codec.Slots {
				kinds[place] = fair.Nobody
				if kind := codec.Kind(w.state[place]); kind >= 0 {
					kinds[place] = kind
					some |= 1 << kind
					lacking |= (1 &^ (g.Ready[at] >> place)) << kind
				}
			}
			g.Ready[at] = some &^ lacking
			for e := g.From[at]; e < g.From[at+1]; e++ {
				if who := g.Label[e].Who(); who < fair.Nobody {
					g.Label[e] = g.Label[e]&fair.Marked | fair.Label(kinds[who])
				}
			}
		}
	}
	return true
}

// sleeper is where in the text one of a kind sleeps.
type sleeper struct{ kind, pc int }

// sleepsOn reports whether somebody who is no daemon may sleep on in all states of a circle, in a space that leaves
// names out: one of a kind sleeps at the same place of the text in each of them, and nobody is woken there. Where
// waiters are woken in the order in which they came, or in any, whoever sleeps beside others that are woken is woken
// some time.
func (sp *space) sleepsOn(c *fair.Circle) bool {
	counts := make([]map[sleeper]int, len(c.States))
	var all []sleeper
	for i, state := range c.States {
		counts[i] = sp.asleep(state)
		if i == 0 {
			for x := range counts[0] {
				all = append(all, x)
			}
		}
		all = slices.DeleteFunc(all, func(x sleeper) bool { return counts[i][x] == 0 })
		if len(all) == 0 {
			return false
		}
	}
	rules := sp.begin.Rules()
	if rules[program.RuleWakeOrder] == program.WakeLIFO || rules[program.RuleWoken] != program.WokenAtWake {
		return true
	}
	places := make(map[uint32]int, len(c.States))
	for i, state := range c.States {
		places[state] = i
	}
	for i, state := range c.States {
		for e := sp.graph.From[state]; e < sp.graph.From[state+1]; e++ {
			if to, inside := places[sp.graph.To[e]]; inside && !sp.graph.Label[e].Chance() {
				all = slices.DeleteFunc(all, func(x sleeper) bool { return counts[to][x] < counts[i][x] })
			}
		}
		if len(all) == 0 {
			return false
		}
	}
	return true
}

// asleep counts who sleeps in a state, and is no daemon.
func (sp *space) asleep(state uint32) map[sleeper]int {
	s, codec := sp.search, sp.search.codec
	v, n := s.workers[0].state, sp.nodeAt(state)
	s.layout.unpack(v, s.shards[n.shard()].key(n.index()))
	now := map[sleeper]int{}
	for _, r := range v[:codec.Slots] {
		if !codec.Ready(r) && !codec.Runs(r) && codec.Live(r) {
			now[sleeper{codec.Kind(r), codec.At(r)}]++
		}
	}
	return now
}
