package narrate_test

import (
	"math/rand"
	"slices"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/narrate"
	"github.com/quartet-os/quartet/internal/scenetest"
	"github.com/quartet-os/quartet/presets"
)

// boot compiles a scene whose declarations stand behind its package clause.
func boot(t *testing.T, text string) *engine.Engine {
	t.Helper()
	return scenetest.Machine(t, "package test\n"+text)
}

// TestFromASnapshot: between two passes a snapshot is all that a narrator needs. One that begins there tells
// what follows as one that was told everything from the boot on, in every scene of the shelf; only where a
// coroutine stands in a loop, and who looks at a condition on the way round it, is learned from the op that
// it does next.
func TestFromASnapshot(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewSource(1))
	for _, name := range presets.Names() {
		p := scenetest.Shipped(t, name)
		e := scenetest.Boot(t, p)
		old := narrate.New(p, e.Snapshot(nil))
		old.Restart()
		old.Tell(e.Boot(), e.End())
		for range 8 {
			for range r.Intn(30) {
				old.Tell(e.Pass(), e.End())
			}
			fresh := narrate.New(p, e.Snapshot(nil))
			for range 3 {
				events := slices.Clone(e.Pass())
				want, got := words(old.Tell(events, e.End())), words(fresh.Tell(events, e.End()))
				if got != want {
					t.Errorf("%s, pass %d: a narrator from a snapshot tells\n%s\none from the boot\n%s", name,
						e.PassNumber(), got, want)
				}
			}
		}
	}
}

// words joins sentences, without what is told of loops.
func words(told []narrate.Sentence) string {
	var b strings.Builder
	for _, s := range told {
		text := s.String()
		for _, loop := range []string{" and stays in the loop.", " and enters the loop.",
			" and leaves the loop.", " and passes the loop by."} {
			text = strings.TrimSuffix(text, loop)
		}
		b.WriteString(text + "\n")
	}
	return b.String()
}

// TestLongTimesAreTold: numbers beyond 32 bits are told as they are.
func TestLongTimesAreTold(t *testing.T) {
	e := boot(t, `
var (
	m    = mutex(timed)
	big  int
	many counter
)
func f() {
	big = -9223372036854775807
	many += 5000000000
	send(self(), 6000000000)
	receive()
	sleep(1000000000000)
	assert(now() > 1000000000000, "a long time has passed")
	compute(4000000000)
}
func g() { exit() }
func main() { spawn(f) }
`)
	n := narrate.New(e.Program(), e.Snapshot(nil))
	n.Restart()
	var story strings.Builder
	tell := func(events []engine.Event) {
		for _, s := range n.Tell(events, e.End()) {
			story.WriteString(s.String() + "\n")
		}
	}
	tell(e.Boot())
	for range 60 {
		tell(e.Step())
	}
	events, err := e.Do(engine.Command{Verb: engine.SetVerb, At: engine.Now, Name: "big", N: 7000000000})
	if err != nil {
		t.Fatal(err)
	}
	tell(events)
	for _, want := range []string{
		"f1 sets big to -9223372036854775807.\n",
		"f1 counts many: 5000000000.\n",
		"f1 sends 6000000000 to itself.\n",
		"f1 receives 6000000000.\n",
		"Nothing is ready: the clock goes on by 1000000000000 ticks.\n",
		"f1 wakes: its 1000000000000 ticks of sleep are over.\n",
		"f1 computes and yields, with 3999999999 more passes to go.\n",
		"You set big to 7000000000.\n",
	} {
		if !strings.Contains(story.String(), want) {
			t.Errorf("no %q in\n%s", want, story.String())
		}
	}
}

// TestWhatIsToldOnce: an op that asks for several coroutines, which the scheduler spawns later,
// says so once; and the run's end does not say again what the op that ended it has said.
func TestWhatIsToldOnce(t *testing.T) {
	t.Parallel()
	e := boot(t, `
const rules = "textbook"
const commands = "per-pass"
var q = queue(1)
func f() { yield() }
func g() {
	spawn(f, 3)
	yield()
	take(q)
}
func main() { spawn(g) }
`)
	told := scenetest.Told(t, e, 40)
	for _, once := range []string{"The scheduler will do it at the end of a pass.", "takes from q, which is empty.",
		"That is a violation."} {
		if strings.Count(told, once) != 1 {
			t.Errorf("%q is not told once:\n%s", once, told)
		}
	}
}
