package explore_test

// job does something to a queue or a stack by the positions of its items, or looks into an item.
func (g *gen) job() {
	x, q := g.local(), []string{"js", "js", "st", "q"}[g.IntN(4)]
	guard := "if len(" + q + ") > 0"
	if g.IntN(12) == 0 {
		guard = "if n == 0" // and what is not there is looked at
	}
	switch g.IntN(12) {
	case 0, 1:
		g.line("%s := item(%d)\nif len(%s) < cap(%s) {\nputAt(%s, %d*len(%s), %s)\n} else {\ndrop(%s)\n}", x,
			g.IntN(2), q, q, q, g.IntN(2), q, x, x)
	case 2:
		g.line("%s {\n%s := peek(%s, 0)\nn = value(%s)\n}", guard, x, q, x)
	case 3:
		g.line("%s {\n%s := peek(%s, len(%s)-1)\nif remove(%s, %s) == ok {\ndrop(%s)\n}\n}", guard, x, q, q, q, x, x)
	case 4:
		g.line("%s {\nheld = peek(%s, 0)\n}", guard, q)
	case 5:
		g.line("if held != nil && value(held) == %d {\nb = true\n}", g.IntN(2))
	case 6:
		g.line("%s := held\nif %s != nil {\nremove(%s, %s)\n}", x, x, q, x)
	case 7:
		g.line("clear(%s)", q)
	case 8:
		g.line("for i, %s := range %s {\nif value(%s) > i {\nmade++\n}\n}", x, q, x)
	case 9:
		if g.handles {
			g.line("%s {\n%s := peek(%s, 0)\nwho = owner(%s)\n}", guard, x, q, x)
			return
		}
		g.line("%s {\n%s := peek(%s, 0)\nif owner(%s) == self() {\nn++\n}\n}", guard, x, q, x)
	case 10:
		if g.memory {
			g.line("%s := alloc(n)\nif value(%s) > 0 {\nb = !b\n}\nfree(%s)", x, x, x)
			return
		}
		g.line("held = nil")
	default:
		g.line("%s {\n%s := take(%s)\nif value(%s) == 0 {\n%s\n}\n}", guard, x, q, x,
			[]string{"drop(" + x + ")", "answer(" + x + ", ok)", "putAt(" + q + ", 0, " + x + ")"}[g.IntN(3)])
	}
}
