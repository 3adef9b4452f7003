package explore_test

import (
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/program"
)

// TestSentValueIsWorkedOutBefore: in Go a value is worked out before it is sent, so that somebody may change what it
// looks at, and send, in between. A statement, a case of a select and a variable given first are the same in that.
func TestSentValueIsWorkedOutBefore(t *testing.T) {
	const scene = `package sent

var (
	ch = make(chan int, 2)
	cs = [2]make(chan int, 2)
	n  int
)

func a(i int) {
	SEND
}

func b() {
	n = 1
	CH <- 5
}

func c() {
	x := <-CH
	y := <-CH
	assert(x != 5 || y == 1, "what was sent later is what was set before")
}

func main() {
	spawn(a(1))
	spawn(b)
	spawn(c)
}
`
	for _, one := range []struct{ ch, send string }{
		{"ch", "ch <- n"},
		{"ch", "v := n\n\tch <- v"},
		{"ch", "select {\n\tcase ch <- n:\n\t}"},
		{"cs[1]", "cs[i] <- n"},
		{"cs[1]", "cs[1] <- n"},
	} {
		e := machine(t, strings.NewReplacer("SEND", one.send, "CH", one.ch).Replace(scene))
		for _, symmetry := range []bool{false, true} {
			v := look(t, explore.Run, e, explore.Options{Grain: program.GrainOp, Symmetry: symmetry, Workers: 1})
			if v.Kind != engine.EndViolation || v.Length != 7 {
				t.Errorf("%s, grain op: %s after %d, want a violation after 7", one.send, v.Kind, v.Length)
			}
			v = look(t, explore.Run, e, explore.Options{Grain: program.GrainPass, Symmetry: symmetry, Workers: 1})
			if v.Answer != explore.Holds {
				t.Errorf("%s, grain pass: %s", one.send, v.Text)
			}
		}
	}
}
