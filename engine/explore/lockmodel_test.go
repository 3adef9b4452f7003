package explore_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// A machine of its own, to compare with: coroutines that run straight through a few ops on mutexes and barriers.
// It shares nothing with the engine, looks at every interleaving breadth first, and knows no more than what the
// language says of each op.

// modelOp is one op: a letter for the verb and a number for the object.
type modelOp struct {
	verb byte // l lock, u unlock, b arrive, y yield; of a rwlock r rlock, R runlock, w lock, W unlock
	n    int
}

var modelVerbs = map[byte]string{'l': "lock(m%d)", 'u': "unlock(m%d)", 'b': "arrive(b%d)", 'y': "yield()",
	'r': "rlock(l%d)", 'R': "runlock(l%d)", 'w': "lock(l%d)", 'W': "unlock(l%d)"}

// givesBack is what ends what a verb begins.
var givesBack = map[byte]byte{'l': 'u', 'r': 'R', 'w': 'W'}

// modelScene is the programs of its coroutines, and for how many each barrier is.
type modelScene struct {
	programs [][]modelOp
	parties  []int
	prefer   string
}

const modelMutexes = 2

// source writes the scene in the language.
func (s *modelScene) source() string {
	var b strings.Builder
	fmt.Fprintf(&b, "package model\nconst slots = %d\nconst prefer = %q\n", len(s.programs), s.prefer)
	b.WriteString("var (\nm0 mutex\nm1 mutex\nl0 rwlock\nl1 rwlock\n")
	for i, n := range s.parties {
		fmt.Fprintf(&b, "b%d = barrier(%d)\n", i, n)
	}
	b.WriteString(")\n")
	for i, ops := range s.programs {
		fmt.Fprintf(&b, "func %c() {\n", 'a'+i)
		for _, op := range ops {
			verb := modelVerbs[op.verb]
			if strings.Contains(verb, "%d") {
				verb = fmt.Sprintf(verb, op.n)
			}
			b.WriteString(verb + "\n")
		}
		b.WriteString("}\n")
	}
	b.WriteString("func main() {\n")
	for i := range s.programs {
		fmt.Fprintf(&b, "spawn(%c)\n", 'a'+i)
	}
	b.WriteString("}\n")
	return b.String()
}

// modelled is a state: where each coroutine stands, and what it is at.
type modelled struct {
	pc     []int
	mode   []int // 0 ready, 1 asleep in its op, 2 let on by another, 3 ended
	owner  [modelMutexes]int
	queues [modelMutexes][]int // who waits for a mutex
	rounds [2][]int            // who waits at a barrier
	shared [2]sharedLock
}

// sharedLock is a lock of readers and writers: how often each reads, -1 for who writes, and who waits.
type sharedLock struct {
	by   [3]int
	wait []int
}

func (m *modelled) clone() *modelled {
	c := *m
	c.pc, c.mode = append([]int(nil), m.pc...), append([]int(nil), m.mode...)
	for i := range m.queues {
		c.queues[i] = append([]int(nil), m.queues[i]...)
	}
	for i := range m.shared {
		c.shared[i].wait = append([]int(nil), m.shared[i].wait...)
	}
	for i := range m.rounds {
		c.rounds[i] = append([]int(nil), m.rounds[i]...)
	}
	return &c
}

func (m *modelled) key() string { return fmt.Sprint(*m) }

// step does one op of coroutine c. It says whether the pass is over with that, and what went wrong.
func (m *modelled) step(s *modelScene, c int) (over bool, wrong string) {
	if m.pc[c] == len(s.programs[c]) {
		m.mode[c] = 3
		return true, ""
	}
	op := s.programs[c][m.pc[c]]
	switch op.verb {
	case 'y':
		m.pc[c]++
		return true, ""
	case 'l':
		return m.take(s, c, op.n)
	case 'u':
		if m.owner[op.n] != c {
			return true, "violation"
		}
		m.owner[op.n] = -1
		if q := m.queues[op.n]; len(q) > 0 {
			m.mode[q[0]] = 0 // it stays at the head until it has it
		}
	case 'r', 'w', 'R', 'W':
		return m.share(s, c, op)
	case 'b':
		if m.mode[c] == 2 {
			m.mode[c] = 0
			break
		}
		if len(m.rounds[op.n])+1 < s.parties[op.n] {
			m.rounds[op.n] = append(m.rounds[op.n], c)
			m.mode[c] = 1
			return true, ""
		}
		for _, w := range m.rounds[op.n] {
			m.mode[w] = 2
		}
		m.rounds[op.n] = nil
	}
	m.pc[c]++
	return false, ""
}

// take is lock: whoever is at the head of the queue, or alone, gets a free mutex.
func (m *modelled) take(s *modelScene, c, n int) (over bool, wrong string) {
	q := m.queues[n]
	if m.owner[n] < 0 && (len(q) == 0 || q[0] == c) {
		if len(q) > 0 {
			m.queues[n] = q[1:]
		}
		m.owner[n], m.mode[c] = c, 0
		m.pc[c]++
		return false, ""
	}
	if len(q) == 0 || !contains(q, c) {
		m.queues[n] = append(q, c)
	}
	m.mode[c] = 1
	if m.circle(s, c, c, map[int]bool{}) {
		return true, "deadlock"
	}
	return true, ""
}

// circle looks for a way from one who waits to another: by the owner of its mutex, or, at a lock of readers and
// writers, by any of those for whom it waits.
func (m *modelled) circle(s *modelScene, from, to int, seen map[int]bool) bool {
	for _, x := range m.blockers(s, from) {
		if x == to {
			return true
		}
		if !seen[x] {
			seen[x] = true
			if m.circle(s, x, to, seen) {
				return true
			}
		}
	}
	return false
}

// blockers returns for whom a coroutine waits.
func (m *modelled) blockers(s *modelScene, c int) (all []int) {
	if m.mode[c] != 1 {
		return nil
	}
	if n := m.waitsAt(c); n >= 0 && m.owner[n] >= 0 && m.mode[m.owner[n]] != 3 {
		return []int{m.owner[n]}
	}
	for i := range m.shared {
		l := &m.shared[i]
		if !contains(l.wait, c) {
			continue
		}
		reads := s.programs[c][m.pc[c]].verb == 'r'
		for x, n := range l.by {
			if n != 0 && (!reads || n < 0) && m.mode[x] != 3 {
				all = append(all, x)
			}
		}
		if !reads || l.written() {
			return all
		}
		for _, x := range l.wait {
			if x == c && s.prefer == "fifo" {
				return all
			}
			if s.programs[x][m.pc[x]].verb == 'w' {
				all = append(all, x)
			}
		}
	}
	return all
}

// waitsAt returns the mutex for which a coroutine sleeps, or -1.
func (m *modelled) waitsAt(c int) int {
	for n, q := range m.queues {
		if m.mode[c] == 1 && contains(q, c) {
			return n
		}
	}
	return -1
}

func contains(all []int, x int) bool {
	for _, y := range all {
		if y == x {
			return true
		}
	}
	return false
}

// over says how a run has ended in which nobody is ready: "" where somebody is.
func (m *modelled) over() string {
	ended := true
	for _, mode := range m.mode {
		if mode == 0 || mode == 2 {
			return ""
		}
		ended = ended && mode == 3
	}
	if !ended {
		return "stuck"
	}
	for _, o := range m.owner {
		if o >= 0 {
			return "violation"
		}
	}
	for _, l := range m.shared {
		if l.by != [3]int{} {
			return "violation"
		}
	}
	return "done"
}

// pass lets a coroutine run to the end of its pass, or do one op where each is by itself; yields are no ops then.
func (m *modelled) pass(s *modelScene, c int, ops bool) (wrong string) {
	for over := false; !over && wrong == ""; {
		at := m.pc[c]
		yields := at < len(s.programs[c]) && s.programs[c][at].verb == 'y'
		over, wrong = m.step(s, c)
		if ops && yields {
			over = false
		} else if ops {
			break
		}
	}
	return wrong
}

// search gives what is found first, and after how many passes or ops; "" where nothing is.
func (s *modelScene) search(ops bool) (kind string, length int) {
	if ops {
		s = s.withoutYields()
	}
	rank := map[string]int{"": 9, "deadlock": 0, "stuck": 1, "violation": 2}
	first := &modelled{pc: make([]int, len(s.programs)), mode: make([]int, len(s.programs)), owner: [2]int{-1, -1}}
	seen := map[string]bool{first.key(): true}
	for level := []*modelled{first}; len(level) > 0; {
		var next []*modelled
		length++
		found := ""
		for _, m := range level {
			for c, mode := range m.mode {
				if mode == 1 || mode == 3 {
					continue
				}
				then := m.clone()
				wrong := then.pass(s, c, ops)
				if end := then.over(); wrong == "" && end != "done" {
					wrong = end
				}
				if rank[wrong] < rank[found] {
					found = wrong
				}
				if key := then.key(); wrong == "" && !seen[key] {
					seen[key] = true
					next = append(next, then)
				}
			}
		}
		if found != "" {
			return found, length
		}
		level = next
	}
	return "", 0
}

// withoutYields leaves out what is no op by itself.
func (s *modelScene) withoutYields() *modelScene {
	out := *s
	out.programs = nil
	for _, p := range s.programs {
		var ops []modelOp
		for _, op := range p {
			if op.verb != 'y' {
				ops = append(ops, op)
			}
		}
		out.programs = append(out.programs, ops)
	}
	return &out
}

// randomLockModel writes a scene of some verbs.
func randomLockModel(r *rand.Rand, verbs string) *modelScene {
	s := &modelScene{parties: []int{1 + r.IntN(3), 1 + r.IntN(3)},
		prefer: []string{"readers", "writers", "fifo"}[r.IntN(3)]}
	for range 2 + r.IntN(2) {
		var ops []modelOp
		for range 1 + r.IntN(5) {
			v := verbs[r.IntN(len(verbs))]
			ops = append(ops, modelOp{v, r.IntN(2)})
			if back := givesBack[v]; back != 0 && r.IntN(5) > 0 { // mostly
				ops = append(ops, modelOp{verbs[r.IntN(len(verbs))], r.IntN(2)}, modelOp{back, ops[len(ops)-1].n})
			}
		}
		s.programs = append(s.programs, ops)
	}
	return s
}
