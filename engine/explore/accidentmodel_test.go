package explore_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// part is what a coroutine does in a pass, under the mutex: wait for n, change it, count, wake; then it ends or yields.
type part struct {
	waits   string // "for", "if" or ""
	while   int    // n is this
	set     int    // to what n is set; 2: it stays, 3: it is the other
	good    bool
	wake    string // "signal", "broadcast" or ""
	returns int    // where n is this; 2: never
}

// accidentScene makes random coroutines that go round in such parts, and the scene that they are.
func accidentScene(seed uint64) (all [][]part, text string) {
	r := rand.New(rand.NewPCG(seed, 21))
	var b strings.Builder
	b.WriteString("package gen\n\nconst slots = 3\n\nvar m mutex\nvar c cond\nvar n int\nvar good counter\n")
	for i := range 2 + r.IntN(2) {
		var body []part
		fmt.Fprintf(&b, "\nfunc f%c() {\nfor {\n", 'a'+i)
		for range 1 + r.IntN(2) {
			p := part{[]string{"for", "if", "if", ""}[r.IntN(4)], r.IntN(2), r.IntN(4), r.IntN(2) == 0,
				[]string{"signal", "broadcast", "", ""}[r.IntN(4)], 2 - (r.IntN(6)+4)/8*(1+r.IntN(2))}
			if i == 0 { // somebody runs on
				p.waits, p.set, p.returns = "", 2+r.IntN(4)/3, 2
				p.wake = []string{"signal", "broadcast", "broadcast", ""}[r.IntN(4)]
			}
			b.WriteString("lock(m)\n")
			if p.waits != "" {
				fmt.Fprintf(&b, "%s n == %d {\nwait(c, m)\n}\n", p.waits, p.while)
			}
			b.WriteString([]string{"n = 0\n", "n = 1\n", "", "n = 1 - n\n"}[p.set])
			if p.good {
				b.WriteString("good++\n")
			}
			if p.wake != "" {
				b.WriteString(p.wake + "(c)\n")
			}
			b.WriteString("unlock(m)\n")
			if p.returns < 2 {
				fmt.Fprintf(&b, "if n == %d {\nreturn\n}\n", p.returns)
			}
			b.WriteString("yield()\n")
			body = append(body, p)
		}
		b.WriteString("}\n}\n")
		all = append(all, body)
	}
	b.WriteString("\nfunc main() {\n")
	for i := range all {
		fmt.Fprintf(&b, "spawn(f%c)\n", 'a'+i)
	}
	return all, b.String() + "LAW}\n"
}

// stand is a state of such a scene: the part at which each coroutine stands, and who waits, the first first.
type stand struct {
	n     int
	at    [3]int  // -1: it has ended, or never was
	woken [3]bool // and goes on behind its wait
	queue string
}

func (s stand) waits(i int) bool { return strings.ContainsRune(s.queue, rune('0'+i)) }
func (s stand) ready(i int) bool { return s.at[i] >= 0 && !s.waits(i) }

// wake wakes who waits at a place of the queue.
func (s stand) wake(k int) stand {
	s.woken[s.queue[k]-'0'] = true
	s.queue = s.queue[:k] + s.queue[k+1:]
	return s
}

// move is a pass, or a wakeup for no reason (who is -1).
type move struct {
	to        stand
	who       int
	good, end bool
	saw       [2]bool // the values that n had behind its ops
}

// pass is what a coroutine does.
func (s stand) pass(body []part, i int) move {
	p, m := body[s.at[i]], move{who: i}
	m.saw[s.n] = true
	if p.waits != "" && s.n == p.while && !(s.woken[i] && p.waits == "if") {
		s.woken[i] = false
		s.queue += string(rune('0' + i))
		m.to = s
		return m
	}
	s.woken[i] = false
	s.n, m.good = []int{0, 1, s.n, 1 - s.n}[p.set], p.good
	m.saw[s.n] = true
	for s.queue != "" && p.wake != "" {
		if s = s.wake(0); p.wake == "signal" {
			break
		}
	}
	if s.at[i] = (s.at[i] + 1) % len(body); s.n == p.returns {
		s.at[i], m.end = -1, true
	}
	m.to = s
	return m
}

// moves are all that can come in a state.
func (s stand) moves(all [][]part) (some []move) {
	for i := range all {
		if s.ready(i) {
			some = append(some, s.pass(all[i], i))
		}
	}
	for k := range s.queue {
		some = append(some, move{to: s.wake(k), who: -1})
	}
	return some
}

// brute is a question: which passes the way may have (nil: all) and which the circle, the states of this, and what ends
// it.
type brute struct {
	way, circle, hits func(move) bool
	fits              func(stand) bool
}

// lasso is the length of a shortest lasso, 0 for none. Wakeups for no reason on the way take no pass, and the circle
// has none. trap is whether from some circle no move that hits can come by passes.
func (q *brute) lasso(all [][]part, start stand) (least int, trap bool) {
	far := map[stand]int{start: 0} // by passes and wakeups
	arrived := map[stand]int{start: 0}
	for now, steps := []stand{start}, 0; len(now) > 0; steps++ {
		for k := 0; k < len(now); k++ {
			for _, m := range now[k].moves(all) {
				if _, known := far[m.to]; m.who < 0 && !known {
					far[m.to] = steps
					now = append(now, m.to)
				}
			}
		}
		var next []stand
		for _, s := range now {
			for _, m := range s.moves(all) {
				if m.who < 0 || q.way != nil && !q.way(m) {
					continue
				}
				if _, known := arrived[m.to]; !known {
					arrived[m.to] = steps + 1
				}
				if _, known := far[m.to]; !known {
					far[m.to] = steps + 1
					next = append(next, m.to)
				}
			}
		}
		now = next
	}
	for s, steps := range arrived {
		round := q.round(all, s)
		if round == 0 {
			continue
		}
		if least == 0 || steps+round < least {
			least = steps + round
		}
		can := false
		seen := map[stand]bool{s: true}
		for todo := []stand{s}; len(todo) > 0; todo = todo[1:] {
			for _, m := range todo[0].moves(all) {
				if can = can || m.who >= 0 && q.hits(m); m.who >= 0 && !seen[m.to] {
					seen[m.to] = true
					todo = append(todo, m.to)
				}
			}
		}
		trap = trap || !can
	}
	return least, trap
}

// round is the length of a shortest way from a state back to it on which everybody who is ready all along runs.
func (q *brute) round(all [][]part, begin stand) int {
	type spot struct {
		s   stand
		met [3]bool
	}
	meet := func(s stand, met [3]bool) [3]bool {
		for i := range met {
			met[i] = met[i] || !s.ready(i)
		}
		return met
	}
	first := spot{begin, meet(begin, [3]bool{})}
	seen := map[spot]bool{}
	for now, steps := []spot{first}, 1; len(now) > 0 && q.fits(begin); steps++ {
		var next []spot
		for _, at := range now {
			for _, m := range at.s.moves(all) {
				if m.who < 0 || !q.circle(m) || !q.fits(m.to) {
					continue
				}
				met := at.met
				met[m.who] = true
				to := spot{m.to, meet(m.to, met)}
				if to.s == begin && to.met == [3]bool{true, true, true} {
					return steps
				}
				if !seen[to] {
					seen[to] = true
					next = append(next, to)
				}
			}
		}
		now = next
	}
	return 0
}

func begins(all [][]part) stand {
	start := stand{at: [3]int{-1, -1, -1}}
	for i := range all {
		start.at[i] = 0
	}
	return start
}
