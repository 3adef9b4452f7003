package pthreads_test

import (
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine/export"
	"github.com/quartet-os/quartet/engine/export/pthreads"
)

// TestRefused: what C has no twin of is named, each with its line and why.
func TestRefused(t *testing.T) {
	t.Parallel()
	s, err := export.Open("scene", `package p

const (
	signal = "stored"
	N      = 2
)

var (
	m  = mutex(recursive)
	q  = queue(3)
	ch = make(chan int, 1)
	a  [N]int
	n  int
)

func sum(a [N]int) int { return a[0] + a[1] }

func next() int {
	n++
	return n
}

func demo() {
	lock(m)
	b := a
	n = next() + next()
	n += next()
	n = sum(b) + len(q)
	if take(q) == take(q) {
		ch <- 1
	}
	kill(self())
	unlock(m)
}

func main() {
	put(q)
	spawn(demo)
}
`)
	if err != nil {
		t.Fatal(err)
	}
	_, err = pthreads.Export(s)
	if err == nil {
		t.Fatal("it is not refused")
	}
	for _, want := range []string{
		`scene:4: signal = "stored": `, "scene:9: recursive: ", "scene:11: chan: C has no channels",
		"scene:25: b := a: ",
		"scene:26: next() + next(): C does not say", "scene:27: n += next(): C does not say",
		"scene:28: b: C gives no copy", "scene:29: take(q) == take(q): C does not say", "scene:30: <-: ",
		"scene:32: kill(): ",
	} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("%q is not in\n%v", want, err)
		}
	}
	if got := strings.Count(err.Error(), "\n"); got != 10 {
		t.Errorf("%d reasons in\n%v", got, err)
	}
}
