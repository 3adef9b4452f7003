package query_test

import (
	"slices"
	"testing"

	"github.com/quartet-os/quartet/internal/scenetest"
)

// gates has two semaphores, a mutex, and one who joins two others.
const gates = `package gates
var (
	gate  [2]semaphore
	m     mutex
	first coroutine
)
func guest(i int) {
	acquire(gate[i])
	lock(m)
	unlock(m)
	release(gate[1-i])
}
func host() {
	release(gate[0])
	join(first)
	joinWithin(first, 3)
}
func main() {
	first = spawn(guest(0))
	spawn(guest(1))
	spawn(host)
}
`

// TestReleasesAndJoins: a release is found by the semaphore, whoever gives it; a join by the coroutine that is joined.
func TestReleasesAndJoins(t *testing.T) {
	for _, c := range []struct {
		condition string
		want      []int64
	}{
		{"release gate[0]", []int64{3, 8, 13}}, {"release gate[1]", []int64{8}}, {"signal gate[1]", []int64{8}},
		{"joins g1", []int64{4}}, {"joins g2", nil}, {"joins h1", nil}, {"ends g1", []int64{9}},
		{"count(gate[0]) == 1", []int64{8}}, {"waiters(gate[1]) > 0", []int64{2}},
	} {
		if got := found(t, gates, c.condition, 30, "8: release gate[0]"); !slices.Equal(got, c.want) {
			t.Errorf("%s comes true in steps %v, want %v", c.condition, got, c.want)
		}
	}
	refuses(t, scenetest.Parse(t, gates), map[string]string{
		"release m":      "m is a mutex, and no semaphore",
		"release gate":   "there are gate[0] and gate[1]",
		"release nobody": "there is no semaphore nobody; there are gate[0] and gate[1]",
		"joins":          "joins what? Write joins NAME",
		"joins gate[0]":  "there is no coroutine gate[0]",
	})
}
