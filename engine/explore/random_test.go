package explore_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// gen writes random scenes: small, and full of what coroutines do to each other.
type gen struct {
	*rand.Rand
	b      strings.Builder
	depth  int
	locals int
	flavor
}

// flavor is what a scene has besides locks, conditions and shared variables.
type flavor struct {
	items, memory, handles, lists, time, arrays, permits, joins, atomics, levels, chans, hands, jobs, irqs bool
}

// randomScene writes the scene of a seed. What is random in it does not depend on other seeds.
func randomScene(seed uint64, f flavor) string {
	g := &gen{Rand: rand.New(rand.NewPCG(seed, 7)), flavor: f}
	pick := func(words ...string) string { return words[g.IntN(len(words))] }
	g.line("package gen\n\nconst slots = 4\nconst fuel = 60")
	g.line("const unlock = %q", pick("reserve", "handoff", "barging"))
	g.line("const wake_order = %q", pick("fifo", "fifo", "lifo", "any"))
	g.line("const monitor = %q", pick("mesa", "mesa", "hoare"))
	g.line("const woken = %q", pick("wake", "wake", "run"))
	if f.levels {
		g.line("const policy = \"priority\"\nconst inherit = %q", pick("none", "inheritance", "inheritance"))
		g.line("const levels = %q\nconst preempt = %q", pick("strict", "rounds"), pick("all", "all", "users"))
	}
	if f.handles {
		g.line("const killed = %q", pick("free", "ready"))
	}
	if f.lists {
		g.line("const list_entry = %q", pick("leaves", "stays"))
	}
	if f.hands {
		g.line("const commands = %q", pick("at-once", "per-pass"))
	}
	g.line("\nvar m mutex\nvar l = mutex(recursive)\nvar c cond\nvar q = queue(1)\nvar w waitq\nvar n int\n" +
		"var b bool\nvar made counter")
	if f.handles || f.joins {
		g.line("var who coroutine")
	}
	if f.atomics && f.items {
		g.line("var it item")
	}
	if f.jobs {
		g.line("var js = queue(2)\nvar st = stack(2)\nvar held item")
	}
	if f.arrays {
		g.line("var ms [2]mutex\nvar cs [2]cond\nvar ws [2]waitq\nvar qs = [2]queue(1)\nvar ns = [3]int{0, 1}\n" +
			"var ks [2]counter\nvar ss = [2]semaphore(1)")
	}
	if f.permits {
		g.line("var sa = semaphore(%d)\nvar sb semaphore\nvar ba = barrier(2)\nvar rw rwlock", g.IntN(2))
		g.line("const prefer = %q", pick("readers", "writers", "fifo"))
		g.line("const killed_signal = %q", pick("kept", "dropped", "passed"))
	}
	if f.chans {
		g.channels()
	}
	for _, name := range []string{"fa", "fb"} {
		g.locals = 0
		if f.arrays {
			name, g.locals = name+"(a int, o mutex)", 1
		} else {
			name += "()"
		}
		g.line("\nfunc %s {", name)
		if f.arrays {
			g.line("x1 := 1 - a%%2\nlock(o)\nns[x1]++\nunlock(o)")
		}
		g.depth = 0
		g.block(2 + g.IntN(4))
		g.line("}")
	}
	if f.joins {
		g.line("\nfunc fc() {\nyield()\nif n > 0 {\nyield()\n}\n}")
	}
	g.handler(pick)
	if f.irqs {
		g.interrupts()
	}
	g.line("\nfunc main() {")
	if f.irqs {
		g.line("interrupt(fi, %d)", 1+g.IntN(2))
	}
	if f.arrays {
		g.line("for i := range ms {\n%s(fa(i, ms[i]))\n}", pick("spawn", "daemon"))
		g.line("spawn(fb(n, ms[ns[%d]]), %d)", g.IntN(2), 1+g.IntN(2))
	} else {
		g.line("%s(fa, %d)", pick("spawn", "spawn", "daemon"), 1+g.IntN(2))
		g.line("%s(fb)", pick("spawn", "daemon"))
	}
	if f.levels {
		g.line("priority(fa, %d)\npriority(fb, %d)", g.IntN(3), g.IntN(3))
	}
	if g.IntN(3) == 0 {
		g.line("invariant(\"law\", n < %d)", 1+g.IntN(3))
	}
	g.line("}")
	return g.b.String()
}

func (g *gen) line(format string, args ...any) { fmt.Fprintf(&g.b, format+"\n", args...) }

func (g *gen) block(n int) {
	for range n {
		g.statement()
	}
}

func (g *gen) statement() {
	all := []func(){g.shared, g.shared, g.private, g.lock, g.lock, g.branch, g.yields, g.queue, g.signal}
	for _, more := range []struct {
		has bool
		all []func()
	}{
		{g.items, []func(){g.item, g.item}},
		{g.memory, []func(){g.alloc}},
		{g.jobs, []func(){g.job, g.job, g.job}},
		{g.hands, []func(){g.hand, g.hand}},
		{g.handles, []func(){g.handle}},
		{g.lists, []func(){g.list, g.list}},
		{g.time, []func(){g.pause}},
		{g.arrays, []func(){g.array, g.array, g.array}},
		{g.joins, []func(){g.ending, g.ending}},
		{g.atomics, []func(){g.atomic, g.atomic, g.atomic}},
		{g.chans, []func(){g.channel, g.channel, g.channel, g.choice}},
		{g.permits, []func(){g.permit, g.permit, g.permit}},
		{g.levels, []func(){g.level, g.lock}},
		{g.irqs, []func(){g.mask, g.mask}},
	} {
		if more.has {
			all = append(all, more.all...)
		}
	}
	all[g.IntN(len(all))]()
}

func (g *gen) local() string {
	g.locals++
	return fmt.Sprintf("x%d", g.locals)
}

func (g *gen) shared() {
	g.line([]string{"n++", "n = 1", "b = !b", "b = true", "n = n * 2", "made++"}[g.IntN(6)])
}

// private changes and tests what nobody else can see.
func (g *gen) private() {
	x := g.local()
	g.line("%s := %d", x, g.IntN(3))
	for range g.IntN(3) {
		g.line("%s += %d", x, 1+g.IntN(2))
	}
	g.line("if %s > 1 {\nmade++\n%s = 0\n}", x, x)
	if g.IntN(2) == 0 {
		g.line("n = %s", x)
	}
}

func (g *gen) lock() {
	m := []string{"m", "m", "l"}[g.IntN(3)]
	switch g.IntN(6) {
	case 0:
		g.line("lock(%s)", m)
	case 1:
		g.line("if trylock(%s) == ok {\nn++\nunlock(%s)\n}", m, m)
	default:
		g.line("lock(%s)", m)
		if m == "m" && g.IntN(2) == 0 {
			g.line("%s %s {\nwait(c, m)\n}", []string{"for", "if"}[g.IntN(2)],
				[]string{"n == 0", "!b", "len(q) == 0"}[g.IntN(3)])
		}
		g.inner()
		g.line("unlock(%s)", m)
	}
}

func (g *gen) inner() {
	if g.depth < 2 {
		g.depth++
		g.block(g.IntN(3))
		g.depth--
	}
}

func (g *gen) branch() {
	g.line("if %s {", []string{"n == 1", "b", "len(q) > 0", "waiters(c) > 0"}[g.IntN(4)])
	g.inner()
	g.line("}")
}

func (g *gen) yields() {
	g.line([]string{"yield()", "yield()", "compute(1)", "compute(0, 1)"}[g.IntN(4)])
}

func (g *gen) queue() {
	if g.items {
		x := g.local()
		g.line("if len(q) > 0 {\n%s := take(q)\nif n == 0 {\n%s\n}\n}", x,
			[]string{"drop(" + x + ")", "answer(" + x + ", ok)"}[g.IntN(2)])
		return
	}
	g.line("if len(q) == 0 {\nput(q)\n} else {\ntake(q)\n}")
}

func (g *gen) signal() { g.line([]string{"signal(c)", "broadcast(c)"}[g.IntN(2)]) }

func (g *gen) item() {
	x, y := g.local(), g.local()
	g.line("%s := item()\n%s := %d", x, y, g.IntN(2))
	if g.IntN(2) == 0 {
		g.line("%s++", y)
	}
	then := []string{"", "", "await(" + x + ")", "if poll(" + x + ") != busy {\nn++\n}"}[g.IntN(4)]
	g.line("if len(q) == 0 && %s < 2 {\nput(q, %s)\n%s\n} else {\ndrop(%s)\n}", y, x, then, x)
}

func (g *gen) alloc() {
	p, y := g.local(), g.local()
	g.line("%s := alloc()\n%s := 1\n%s++", p, y, y)
	g.inner()
	if g.IntN(8) > 0 {
		g.line("if %s == 2 {\nfree(%s)\n}", y, p)
	}
}

func (g *gen) handle() {
	x := g.local()
	switch g.IntN(4) {
	case 0:
		g.line("who = self()")
	case 3:
		g.line("if who != nil {\nkill(who)\n}")
	case 1:
		g.line("%s := who\nif %s != nil {\nn++\n}", x, x)
	default:
		g.line("%s := self()\nif %s == who {\nb = true\n}", x, x)
	}
}

func (g *gen) list() {
	switch g.IntN(5) {
	case 0:
		g.line("park(w)")
	case 4:
		if g.items {
			x := g.local()
			g.line("%s := item()\naddToWaitq(w, %s)", x, x)
		}
		g.line("addToWaitq(w)\nif waiters(w) > 1 {\nb = true\n}")
	case 1:
		g.line("addToWaitq(w)\n%s\nschedule()", []string{"made++", "n++", "lock(m)\nunlock(m)"}[g.IntN(3)])
	case 2:
		g.line("wakeupAll(w)")
	default:
		g.line("wakeup(w)")
	}
}

func (g *gen) ending() {
	x := g.local()
	switch g.IntN(5) {
	case 0:
		g.line("who = self()")
	case 1:
		g.line("%s := who\nif %s != nil {\njoin(%s)\n}", x, x, x)
	case 2:
		g.line("%s := spawn(fc)\n%s\njoin(%s)", x, []string{"n++", "who = " + x, ""}[g.IntN(3)], x)
	case 3:
		if g.time {
			g.line("%s := who\nif %s != nil && joinWithin(%s, 1) == timedout {\nb = true\n}", x, x, x)
			return
		}
		g.line("exit()")
	default:
		g.line("if who != nil {\nlock(m)\njoin(who)\nunlock(m)\n}")
	}
}

// atomic compares and swaps, or adds, in one step.
func (g *gen) atomic() {
	x := g.local()
	switch g.IntN(8) {
	case 0:
		g.line("for !cas(&b, false, true) {\nyield()\n}")
		g.inner()
		g.line("b = false")
	case 1:
		g.line("%s := n\nif cas(&n, %s, %s+1) {\nmade++\n}", x, x, x)
	case 2:
		g.line("if add(&n, %d) == 1 {\nb = true\n}", 1+g.IntN(2))
	case 3:
		g.line("add(&n, -1)")
	case 4:
		if g.arrays {
			g.line("%s := %d\nif !cas(&ns[%s], n, add(&ns[1-%s], 1)) {\nns[%s] = 0\n}", x, g.IntN(2), x, x, x)
			return
		}
		g.line("cas(&n, 1, 0)")
	case 5:
		if g.handles {
			g.line("if cas(&who, nil, self()) {\nyield()\n}")
			return
		}
		g.line("b = cas(&n, 0, 2) || b")
	case 6:
		if g.items {
			y := g.local()
			g.line("%s := item()\n%s := it\nif !cas(&it, nil, %s) {\ndrop(%s)\n}", x, y, x, x)
			return
		}
		g.line("%s := add(&n, n)\nif %s > 2 {\nyield()\n}", x, x)
	default:
		g.line("if !cas(&n, %d, %d) {\nyield()\n}", g.IntN(2), g.IntN(3))
	}
}

// level gives the caller, all of a function or, by its handle, anybody a priority.
func (g *gen) level() {
	who := []string{"self()", "self()", "fa", "fb", "owner(m)"}[g.IntN(5)]
	if g.handles {
		who = []string{"self()", "who", "owner(m)"}[g.IntN(3)]
	}
	g.line("priority(%s, %s)", who, []string{"0", "1", "2", "n % 3", "-1"}[g.IntN(5)])
}

func (g *gen) pause() {
	g.line([]string{"sleep(1)", "sleep(0, 2)", "lock(m)\nwaitWithin(c, m, 1)\nunlock(m)", "sleep(2)"}[g.IntN(4)])
}

// array does something to an element that an index chooses: a local, a shared variable, or one of a loop; sometimes
// there is no such element.
func (g *gen) array() {
	x := g.local()
	at := []string{x, x, x, "1-" + x, "(" + x + "+1)%2", "n%2", "ns[" + x + "]", x + "+n", "1"}[g.IntN(9)]
	g.line("%s := %d", x, g.IntN(2))
	switch g.IntN(9) {
	case 8:
		g.line("acquire(ss[%s])\nif tryAcquire(ss[%s]) == ok && count(ss[%s]) == 0 {\nrelease(ss[1-%s])\n}",
			x, at, x, x)
		g.line("release(ss[%s])", x)
	case 0:
		g.line("lock(ms[%s])\nif ns[%s] == 0 {\nwait(cs[%s], ms[%s])\n}\nunlock(ms[%s])", x, x, x, x, x)
	case 1:
		g.line("signal(cs[%s])\nbroadcast(cs[1-%s])", at, x)
	case 2:
		g.line("if len(qs[%s]) == 0 {\nput(qs[%s])\n}", x, x)
	case 3:
		g.line("ns[%s]++\nks[%s]++\n%s = ns[%s]", at, x, x, x)
	case 4:
		g.line("park(ws[%s])", at)
	case 5:
		g.line("wakeup(ws[%s])\nif waiters(ws[%s]) > 0 && owner(ms[%s]) == nil {\nb = true\n}", at, x, x)
	case 6:
		g.line("for i := range ms {\nlock(ms[i])\n}\nfor i := range 2 {\nunlock(ms[1-i])\n}")
	default:
		g.line("if trylock(ms[%s]) == ok {\nns[2] = ns[%s]\nunlock(ms[%s])\n}", x, at, x)
	}
}
