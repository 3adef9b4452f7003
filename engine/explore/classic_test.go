package explore_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/internal/effort"
)

// The classic programs are written twice: with arrays and parameters, and by hand, a name and a function for each.

func philosophersByHand(n, left int) string {
	var b strings.Builder
	b.WriteString("package byhand\n")
	for i := range n {
		fmt.Fprintf(&b, "var f%d mutex\nvar ate%d int\n", i, i)
	}
	for i := range n {
		first, second := i, (i+1)%n
		if i == left {
			first, second = second, first
		}
		fmt.Fprintf(&b, "func p%d() {\nlock(f%d)\nyield()\nlock(f%d)\nate%d++\nunlock(f%d)\nunlock(f%d)\n}\n", i,
			first, second, i, second, first)
	}
	b.WriteString("func main() {\n")
	for i := range n {
		fmt.Fprintf(&b, "spawn(p%d)\n", i)
	}
	return b.String() + "}\n"
}

func philosophersInArrays(n, left int) string {
	return fmt.Sprintf(`package arrays
const N = %d
var forks [N]mutex
var ate [N]int
func p(i int, first, second mutex) {
	lock(first)
	yield()
	lock(second)
	ate[i]++
	unlock(second)
	unlock(first)
}
func main() {
	for i := range N {
		if i == %d {
			spawn(p(i, forks[(i+1)%%N], forks[i]))
		} else {
			spawn(p(i, forks[i], forks[(i+1)%%N]))
		}
	}
}
`, n, left)
}

const peterson = `package peterson
var flag [2]bool
var turn int
var inside int
func p(me int) {
	flag[me] = true
	turn = 1 - me
	for flag[1-me] && turn == 1-me {
		yield()
	}
	inside++
	assert(inside == 1, "one at a time")
	inside--
	flag[me] = false
}
func main() {
	for i := range flag {
		spawn(p(i))
	}
}
`

func petersonByHand() string {
	body := func(me, other string) string {
		return strings.NewReplacer("flag[me]", "flag"+me, "flag[1-me]", "flag"+other, "1 - me", other, "1-me", other,
			"func p(me int)", "func p"+me+"()").Replace(peterson[strings.Index(peterson, "func p"):strings.Index(
			peterson, "func main")])
	}
	return "package byhand\nvar flag0 bool\nvar flag1 bool\nvar turn int\nvar inside int\n" + body("0", "1") +
		body("1", "0") + "func main() {\nspawn(p0)\nspawn(p1)\n}\n"
}

// TestClassicsInArrays: programs that people write with arrays have the answer, kind and length of those by hand.
func TestClassicsInArrays(t *testing.T) {
	t.Parallel()
	early := strings.NewReplacer("flag[me] = true\n\tturn = 1 - me", "turn = 1 - me\n\tflag[me] = true",
		"flag0 = true\n\tturn = 1", "turn = 1\n\tflag0 = true", "flag1 = true\n\tturn = 0",
		"turn = 0\n\tflag1 = true").Replace
	for _, c := range []struct {
		name, arrays, byHand string
		answer               [2]string // at grain pass and op
	}{
		{"five philosophers", philosophersInArrays(5, -1), philosophersByHand(5, -1),
			[2]string{"deadlock 10", "deadlock 10"}}, // a yield is no step there, nobody notices it
		{"one left-handed", philosophersInArrays(4, 3), philosophersByHand(4, 3), [2]string{"holds", "holds"}},
		{"Peterson", peterson, petersonByHand(), [2]string{"holds", "holds"}},
		{"turn before flag", early(peterson), early(petersonByHand()), [2]string{"holds", "violation 11"}},
	} {
		for i, grain := range bothGrains {
			for _, symmetry := range []bool{true, false}[:effort.Times(1, 2, 2)] {
				opt := explore.Options{Grain: grain, Symmetry: symmetry, Workers: 1}
				v := look(t, explore.Run, machine(t, c.arrays), opt)
				w := look(t, explore.Run, machine(t, c.byHand), opt)
				if v.Answer != w.Answer || v.Kind != w.Kind || v.Length != w.Length {
					t.Errorf("%s at grain %d: %+v in arrays, %+v by hand", c.name, i, plain(v), plain(w))
				}
				got := v.Answer.String()
				if v.Answer == explore.Fails {
					got = fmt.Sprint(v.Kind, " ", v.Length)
				}
				if got != c.answer[i] {
					t.Errorf("%s at grain %d: %s, want %s", c.name, i, got, c.answer[i])
				}
			}
		}
	}
}
