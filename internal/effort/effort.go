// Package effort says how far tests go, and is the one place that does. There are three kinds of run:
//
//	go test -short ./...                  a quick look: a few cases of each long walk
//	go test ./...                         the ordinary run: enough of them to find most of what they all find
//	QUARTET_EXHAUSTIVE=1 go test ./...    everything; .ci/run does it
//
// A long walk is a loop over many cases of one kind: sizes of the screen, scenes of the shelf, random scenes,
// rows of an oracle. It asks here which of them are its own. The part that is not exhaustive is drawn, with a
// seed that is made from the test's name: every run of a kind makes the same draw, so that what fails fails
// again, and two tests over the same cases draw different ones. Whatever is not a long walk is tested in
// every run.
package effort

import (
	"flag"
	"hash/fnv"
	"math/rand/v2"
	"os"
	"runtime/debug"
	"slices"
	"testing"
)

// Switch is the variable of the environment that asks for everything.
const Switch = "QUARTET_EXHAUSTIVE"

// Exhaustive reports whether everything is asked for.
func Exhaustive() bool { return os.Getenv(Switch) != "" }

// Quick reports whether a quick look is asked for.
func Quick() bool { return !Exhaustive() && testing.Short() }

// Times returns how often something is done: in a quick look, in an ordinary run, and in one that leaves out nothing.
func Times(quick, usual, all int) int {
	switch {
	case Exhaustive():
		return all
	case testing.Short():
		return quick
	}
	return usual
}

// Run runs a package's tests, from its TestMain, with a garbage collector that comes less often: what tests hold is
// small and soon thrown away, and a fifth of their time would go into collecting it. Benchmarks are left as users have
// it.
func Run(m *testing.M) int {
	flag.Parse()
	if f := flag.Lookup("test.bench"); f == nil || f.Value.String() == "" {
		debug.SetGCPercent(400)
	}
	return m.Run()
}

// Some returns the cases that a test walks, in their order: all of them, or so many drawn ones, the first and the last
// among them.
func Some[T any](t testing.TB, all []T, quick, usual int) []T {
	t.Helper()
	n := Times(quick, usual, len(all))
	if n >= len(all) {
		return all
	}
	t.Logf("%d of %d cases; %s=1 walks all", n, len(all), Switch)
	return drawn(t.Name(), all, n)
}

// Sizes returns the sizes of the screen that a test walks, from 1x1 to w by h: all of them, or so many drawn ones, the
// smallest and the largest among them. Small sizes, at which most goes wrong, are drawn as often as large ones.
func Sizes(t testing.TB, w, h, quick, usual int) [][2]int {
	t.Helper()
	var all [][2]int
	for x := 1; x <= w; x++ {
		for y := 1; y <= h; y++ {
			all = append(all, [2]int{x, y})
		}
	}
	return Some(t, all, quick, usual)
}

// drawn draws n of the cases. The ends stay, and what lies between them is cut into equal parts with one case of each,
// so that cases that stand together are alike in how often they are drawn.
func drawn[T any](name string, all []T, n int) []T {
	seed := fnv.New64a()
	seed.Write([]byte(name))
	r := rand.New(rand.NewPCG(seed.Sum64(), uint64(n)))
	last := len(all) - 1
	some := []T{all[0]}
	for i := range max(0, n-2) {
		from, to := 1+i*(last-1)/(n-2), 1+(i+1)*(last-1)/(n-2)
		some = append(some, all[from+r.IntN(to-from)])
	}
	if n > 1 {
		some = append(some, all[last])
	}
	return slices.Clip(some)
}
