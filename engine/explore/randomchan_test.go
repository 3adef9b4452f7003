package explore_test

// channels declares what the statements about channels are about.
func (g *gen) channels() {
	g.line("var ca = make(chan int)\nvar cb = make(chan int, 1)\nvar cc = make(chan int, %d)\nvar cn chan int",
		g.IntN(2))
	if g.items {
		g.line("var ci = make(chan item, %d)", g.IntN(2))
	}
	if g.handles {
		g.line("var ch = make(chan coroutine, %d)", g.IntN(2))
	}
	if g.memory {
		g.line("var cm = make(chan memory, %d)", g.IntN(2))
	}
	if g.arrays {
		g.line("var cs2 = [2]make(chan int, %d)", g.IntN(2))
	}
}

func (g *gen) one() string { return []string{"ca", "cb", "cc", "cb", "ca"}[g.IntN(5)] }

// channel sends, receives, closes or looks.
func (g *gen) channel() {
	x, o := g.local(), g.one()
	switch g.IntN(10) {
	case 0, 1:
		g.line("%s <- %d", o, g.IntN(2))
	case 2:
		g.line("%s := <-%s\nif %s > 0 {\nn++\n}", x, o, x)
	case 3:
		g.line("%s, ok := <-%s\nif !ok && %s == 0 {\nb = true\n}", x, o, x)
	case 4:
		g.line("if len(%s) < cap(%s) && waiters(%s) == 0 {\n%s <- n\n}", o, o, o, o)
	case 5:
		if g.IntN(3) == 0 {
			g.line("close(%s)", o)
			return
		}
		g.line("<-%s", o)
	case 6:
		g.line("for %s := range %s {\nn = %s\n%s\n}", x, o, x, []string{"", "break", "yield()"}[g.IntN(3)])
	default:
		g.carrier(x)
	}
}

// carrier does something with what a channel carries beside numbers.
func (g *gen) carrier(x string) {
	switch {
	case g.items && g.IntN(2) == 0:
		g.line("%s := item()\nci <- %s", x, x)
	case g.items:
		g.line("%s, ok := <-ci\nif ok {\ndrop(%s)\n}", x, x)
	case g.handles && g.IntN(2) == 0:
		g.line("ch <- self()")
	case g.handles:
		g.line("%s := <-ch\nif %s == who {\nn++\n}\nwho = %s", x, x, x)
	case g.memory && g.IntN(2) == 0:
		g.line("cm <- alloc()")
	case g.memory:
		g.line("%s := <-cm\nif %s != nil {\nfree(%s)\n}", x, x, x)
	case g.arrays:
		g.line("%s := %d\ncs2[%s] <- <-cs2[1-%s]", x, g.IntN(2), x, x)
	default:
		g.line("%s <- 1", g.one())
	}
}

// choice writes a select.
func (g *gen) choice() {
	x := g.local()
	g.line("select {")
	for range 1 + g.IntN(3) {
		switch o := g.one(); g.IntN(5) {
		case 0:
			g.line("case %s := <-%s:\nn = %s", x, o, x)
		case 1:
			g.line("case %s, ok := <-%s:\nif !ok {\nn = %s\n}", x, o, x)
		case 2:
			g.line("case <-%s:", o)
		case 3:
			if g.arrays {
				g.line("case %s := <-cs2[n%%2]:\nn = %s", x, x)
				continue
			}
			g.line("case <-cn:\nn = 5")
		default:
			g.line("case %s <- %d:\n%s", o, g.IntN(2), []string{"made++", "n++", "yield()"}[g.IntN(3)])
		}
	}
	switch {
	case g.IntN(3) == 0:
		g.line("default:\nmade++")
	case g.time && g.IntN(2) == 0:
		g.line("case <-after(%d):\nb = true", g.IntN(3))
	}
	g.line("}")
}
