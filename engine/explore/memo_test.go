package explore_test

import (
	"fmt"
	"reflect"
	"testing"

	"github.com/quartet-os/quartet/engine/explore"
)

// TestMemoAndTheLast has the same pass of the same coroutine twice: once nobody else is left, so that the
// scene is over and its finally is broken, and once somebody still runs. The first says nothing about the
// second.
func TestMemoAndTheLast(t *testing.T) {
	const scene = `package last

var (
	m     mutex
	other mutex
	c     cond
	n     int
)

func waiter() {
	n++
	lock(m)
	for n == 1 {
		wait(c, m)
	}
	unlock(m)
}

func caller() {
	broadcast(c)
	n++
}

func main() {
	daemon(waiter)
	daemon(caller, %d)
	finally("two", n == 2)
}
`
	for _, c := range []struct{ callers, states, length int }{{2, 10, 3}, {3, 22, 4}} {
		e := machine(t, fmt.Sprintf(scene, c.callers))
		for _, symmetry := range []bool{false, true} {
			opt := explore.Options{Symmetry: symmetry, Workers: 1, Beyond: 1 << 40}
			v := look(t, explore.Run, e, opt)
			if int(v.States) != c.states || v.Length != c.length {
				t.Errorf("%d callers, symmetry %v: %d states, length %d", c.callers, symmetry, v.States, v.Length)
			}
			if slow := look(t, explore.RunPlain, e, opt); !reflect.DeepEqual(plain(slow), plain(v)) {
				t.Errorf("%d callers, symmetry %v: %+v with the memo, %+v without", c.callers, symmetry,
					plain(v), plain(slow))
			}
		}
	}
}
