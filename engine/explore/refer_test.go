package explore_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/internal/effort"
)

// referBody writes statements about two variables, X and Y, and what is the coroutine's own, T.
func referBody(r *rand.Rand, deep int) string {
	var b strings.Builder
	for range 1 + r.IntN(3) {
		switch r.IntN(8) {
		case 0:
			b.WriteString("X++\n")
		case 1:
			b.WriteString("X = Y\n")
		case 2:
			b.WriteString("Y -= X\n")
		case 3:
			b.WriteString("T = X + 1\nyield()\nY = T\n")
		case 4:
			b.WriteString("if X > Y {\nyield()\n} else {\nX += 2\n}\n")
		case 5:
			b.WriteString("for i := 0; i < 2; i++ {\nX++\n}\n")
		case 6:
			b.WriteString("lock(m)\nY = X * 2\nunlock(m)\n")
		default:
			if deep > 0 {
				fmt.Fprintf(&b, "CALL%d\n", r.IntN(2))
			} else {
				b.WriteString("Y = 1\n")
			}
		}
	}
	return b.String()
}

// referScene writes a scene with references, and the same with each call replaced by its text.
func referScene(seed uint64) (with, without string) {
	r := rand.New(rand.NewPCG(seed, 5))
	inner := [2]string{referBody(r, 0), referBody(r, 0)}
	outer := referBody(r, 1)
	head := "package refer\nconst slots = 4\nvar (\nm mutex\nn int\nk = 1\na [2]int\n)\n"
	law := fmt.Sprintf("invariant(\"sum\", n+k+a[0]+a[1] < %d)\n", 3+r.IntN(5))
	names := strings.NewReplacer("X", "*x", "Y", "*y", "T", "t")
	var one, two, boot, bootTwo strings.Builder
	for i, body := range inner {
		fmt.Fprintf(&one, "func inner%d(x *int, y *int) {\nt := 0\n%st = 0\n}\n", i, names.Replace(body))
	}
	calls := names.Replace(outer)
	calls = strings.ReplaceAll(strings.ReplaceAll(calls, "CALL0", "inner0(x, y)"), "CALL1", "inner1(y, &own)")
	fmt.Fprintf(&one, "func outer(x *int, y *int) {\nt := 0\nown := 2\n%sown = t\n}\n", calls)
	given := [][2]string{{"n", "k"}, {"k", "a[1]"}, {"a[0]", "n"}, {"a[i]", "a[1-i]"}, {"n", "n"}}
	for i := range 2 {
		g := given[r.IntN(len(given))]
		fmt.Fprintf(&one, "func c%d() {\ni := %d\nouter(&%s, &%s)\ni = 0\n}\n", i, i, g[0], g[1])
		put := func(body, x, y, t string) string {
			return strings.NewReplacer("X", x, "Y", y, "T", t).Replace(body)
		}
		text := put(outer, g[0], g[1], "t")
		block := func(body, x, y string) string {
			return "u := 0\n" + put(body, x, y, "u") + "u = 0\n"
		}
		text = strings.ReplaceAll(text, "CALL0", "{\n"+block(inner[0], g[0], g[1])+"}")
		text = strings.ReplaceAll(text, "CALL1", "{\n"+block(inner[1], g[1], "own")+"}")
		text = strings.NewReplacer("for i := 0; i < 2; i++", "for j := 0; j < 2; j++").Replace(text)
		fmt.Fprintf(&two, "func c%d() {\ni := %d\nt := 0\nown := 2\n%sown = t\ni = 0\n}\n", i, i, text)
		fmt.Fprintf(&boot, "spawn(c%d)\n", i)
	}
	bootTwo.WriteString(boot.String())
	// a coroutine that is started with references, and one function for each set of variables
	fmt.Fprintf(&boot, "spawn(outer(&a[%d], &k))\n", seed%2)
	fmt.Fprintf(&two, "func c2() {\nt := 0\nown := 2\n%sown = t\n}\n", func() string {
		x := fmt.Sprintf("a[%d]", seed%2)
		text := strings.NewReplacer("X", x, "Y", "k", "T", "t").Replace(outer)
		for i, given := range [2][2]string{{x, "k"}, {"k", "own"}} {
			body := strings.NewReplacer("X", given[0], "Y", given[1], "T", "u").Replace(inner[i])
			text = strings.ReplaceAll(text, fmt.Sprintf("CALL%d", i), "{\nu := 0\n"+body+"u = 0\n}")
		}
		return text
	}())
	bootTwo.WriteString("spawn(c2)\n")
	main := "func main() {\n%s%s}\n"
	return head + one.String() + fmt.Sprintf(main, boot.String(), law),
		head + two.String() + fmt.Sprintf(main, bootTwo.String(), law)
}

// TestReferencesAreTheVariables: a scene whose functions take references has the same verdict, kind and length, and as
// many states, as the one in which each call is written out with the variables' own names.
func TestReferencesAreTheVariables(t *testing.T) {
	t.Parallel()
	answers := map[explore.Answer]int{}
	for seed := range uint64(effort.Times(15, 80, 2_000)) {
		with, without := referScene(seed)
		a, b := machine(t, with), machine(t, without)
		for _, grain := range bothGrains {
			opt := explore.Options{Grain: grain, MaxStates: 8_000, Workers: 1}
			v, w := look(t, explore.Run, a, opt), look(t, explore.Run, b, opt)
			if v.Answer == explore.Unknown || w.Answer == explore.Unknown {
				continue
			}
			answers[v.Answer]++
			if v.Answer != w.Answer || v.Kind != w.Kind || v.Length != w.Length || v.Answer == explore.Holds &&
				v.States != w.States {
				t.Errorf("seed %d at grain %v: %+v, written out %+v\n%s\n%s", seed, grain, plain(v), plain(w), with,
					without)
			}
		}
	}
	if answers[explore.Holds] == 0 || answers[explore.Fails] == 0 {
		t.Errorf("only %v", answers)
	}
}
