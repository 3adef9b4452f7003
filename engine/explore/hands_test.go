package explore_test

import (
	"testing"

	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/program"
)

// TestSpawnsThatArePutOff: where several spawns wait for the ends of later ops, anybody's op carries one of them out,
// also one that changes nothing that others can see; whoever is refused a slot loses in that pass what it was given.
func TestSpawnsThatArePutOff(t *testing.T) {
	t.Parallel()
	for _, given := range []string{"fd(item(), nil), 2", "fd(nil, alloc()), 2", "fd(item(), alloc())"} {
		e := machine(t, `package put_off
const slots = 4
const commands = "per-pass"
var q = queue(1)
func fa() {
	spawn(`+given+`)
	x2 := item()
	x3 := 1
	x3++
	if len(q) == 0 && x3 < 2 {
	} else {
		drop(x2)
	}
}
func fd(it item, p memory) {
	if it != nil { drop(it) }
	if p != nil { free(p) }
}
func main() { daemon(fa, 2) }
`)
		for _, grain := range bothGrains {
			s := subject{given, e, explore.Options{Grain: grain, MaxStates: 4_000, Beyond: 1 << 40, Workers: 1}}
			v := look(t, explore.Run, e, s.opt)
			if grain == program.GrainPass {
				comparePlain(t, s, v)
			}
			s.opt.Symmetry = true
			w := look(t, explore.Run, e, s.opt)
			if v.Answer == explore.Unknown || v.Kind != w.Kind || v.Length != w.Length {
				t.Errorf("%s at grain %v: %+v, with symmetry %+v", given, grain, plain(v), plain(w))
			}
		}
	}
}

// handler writes the function of those who are begun with an item and with memory.
func (g *gen) handler(pick func(...string) string) {
	if g.hands {
		g.line("\nfunc fd(it item, p memory) {\nif n > 0 {\nyield()\n}\nif it != nil {\n%s\n}\n"+
			"if p != nil {\nfree(p)\n}\n}", pick("drop(it)", "answer(it, ok)", "if len(q) == 0 {\nput(q, it)\n}",
			"yield()\ndrop(it)"))
	}
}

// hand begins a coroutine with an item, with memory, or with both.
func (g *gen) hand() {
	x := g.local()
	switch g.IntN(5) {
	case 0:
		g.line("spawn(fd(item(), nil)%s)", []string{"", ", 2"}[g.IntN(2)])
	case 1:
		g.line("spawn(fd(nil, alloc()))")
	case 2:
		g.line("if len(q) > 0 {\n%s := take(q)\nspawn(fd(%s, nil))\n}", x, x)
	case 3:
		g.line("%s := item()\nspawn(fd(%s, alloc()))\n%s", x, x,
			[]string{"n++", "await(" + x + ")", "yield()\nn = 1"}[g.IntN(3)])
	default:
		g.line("%s := alloc()\nspawn(fd(nil, %s))\nn = 1", x, x)
	}
}
