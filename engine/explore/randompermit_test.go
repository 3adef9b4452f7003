package explore_test

// permit does something to semaphores, a barrier, or a lock of readers and writers.
func (g *gen) permit() {
	s := []string{"sa", "sb"}[g.IntN(2)]
	switch g.IntN(10) {
	case 7, 8:
		g.line([]string{"rlock(rw)", "lock(rw)"}[g.IntN(2)])
		g.inner()
		g.line([]string{"runlock(rw)", "unlock(rw)", "if readers(rw) > 1 {\nb = true\n}"}[g.IntN(3)])
	case 9:
		if g.time {
			g.line([]string{"rlockWithin(rw, 1)", "lockWithin(rw, 2)"}[g.IntN(2)])
			return
		}
		g.line("if tryRlock(rw) == ok {\nn++\nrunlock(rw)\n} else if trylock(rw) == ok {\nunlock(rw)\n}")
	case 0:
		g.line("acquire(%s)", s)
	case 6:
		g.line([]string{"arrive(ba)", "if arrive(ba) {\nb = true\n}",
			"if waiters(ba) > 0 {\nn++\n}\narrive(ba)"}[g.IntN(3)])
	case 1:
		g.line("if tryAcquire(%s) == ok {\nn++\nrelease(%s)\n}", s, s)
	case 2:
		g.line("if count(%s) == 0 && waiters(%s) > 0 {\nn = 1\n}", s, s)
	case 3:
		if g.time {
			g.line("if acquireWithin(%s, 1) == timedout {\nb = true\n}", s)
			return
		}
		g.line("acquire(%s)", s)
		g.inner()
		g.line("release(%s)", s)
	default:
		g.line("release(%s)", s)
	}
}
