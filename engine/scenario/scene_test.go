package scenario_test

import (
	"go/format"
	"path/filepath"
	"testing"

	"github.com/quartet-os/quartet/engine/scenario"
	"github.com/quartet-os/quartet/internal/scenetest"
)

func parse(t *testing.T, text string) *scenario.Scenario {
	t.Helper()
	sc, err := scenario.Parse("test.scn", text)
	if err != nil {
		t.Fatal(err)
	}
	return sc
}

// Every scene that a scenario becomes is one that a person would have written: formatted, and accepted.
func TestScenesAreFormatted(t *testing.T) {
	for _, folder := range []string{"", "facts"} {
		files, err := filepath.Glob(filepath.Join("..", "..", "testdata", "nanoos", folder, "*.scn"))
		if err != nil || len(files) == 0 {
			t.Fatal(err, len(files))
		}
		for _, file := range files {
			scene := parse(t, scenetest.Data(t, "nanoos", folder, filepath.Base(file))).Scene(scenario.New,
				scenario.FourQueue)
			scenetest.Machine(t, scene)
			formatted, err := format.Source([]byte(scene))
			if err != nil || string(formatted) != scene {
				t.Errorf("%s: %v\n%s", file, err, scene)
			}
		}
	}
}

func TestScene(t *testing.T) {
	got := parse(t, `scenario all_of_it
desc everything that a scenario can say
slots 5
clock 1 4
callbacks none
mutex M plain
mutex type recursive timed
cond C
var v 3
var last 0
mailbox A
proc A
  loop 2
    lock M
    while v < 3
      timedwait C M @9
      if last == timedout
        exit
      endif
    endwhile
    trylock type
    if last != ok
      kill s1
    endif
    work v
  endloop
  loop v
    add v -2
    add v last
    set last -1
  endloop
  if 1 == 2
    spawn s1
  endif
  recv
  recv +4
  returnvalue -3
end
proc s1 manual
  send A 11
  yield
end
proc C
end
`).Scene(scenario.Post, scenario.RoundRobin)
	want := `// Everything that a scenario can say
package all_of_it

const (
	slots           = 5
	rules           = "nanoos"
	policy          = "roundrobin"
	clock           = "1/4"
	unlock_callback = "none"
	signal_callback = "none"
)

var (
	M          mutex
	mutex_type = mutex(recursive, timed)
	C          cond
	v          = 3
	last       int
)

func A() int {
	last2 := ok
	for i := 0; i < 2; i++ {
		lock(M)
		for v < 3 {
			last2 = waitWithin(C, M, at(9))
			if last2 == timedout {
				exit()
			}
		}
		last2 = trylock(mutex_type)
		if last2 != ok {
			kill("p_s1")
		}
		compute(v)
	}
	times := v
	for i2 := 0; i2 < times; i2++ {
		v -= 2
		v += last
		last = -1
	}
	number := 1
	if number == 2 {
		spawn(s1, "p_s1")
	}
	receive()
	receiveWithin(4)
	return -3
}

func s1() {
	send("A", 11)
	yield()
}

func run_C() {
}

func main() {
	spawn(A, "A")
	spawn(run_C, "C")
}
`
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	scenetest.Machine(t, got)
}
