package explore_test

import (
	"encoding/csv"
	"fmt"
	"os"
	"strconv"
	"testing"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/program"
)

// What tests compare a search with that say themselves what it is to find: counted by hand, by a model, or by another
// checker.

var bothGrains = []program.Grain{program.GrainPass, program.GrainOp}

// byHand is a scene and what a search is to find in it: the kind, and the length of a shortest way at each grain, 0
// where nothing goes wrong.
type byHand struct {
	vars, funcs, main string
	kind              engine.Ending
	pass, op          int
}

// check compares all ways of searching with it.
func (c byHand) check(t *testing.T, name string) {
	t.Helper()
	e := machine(t, scene("slots = 4", c.vars, c.funcs, c.main))
	for grain, length := range map[program.Grain]int{program.GrainPass: c.pass, program.GrainOp: c.op} {
		kind := c.kind
		if length == 0 {
			kind = engine.NotEnded
		}
		s := subject{name + ", grain " + grain.String(), e, explore.Options{Grain: grain, Beyond: 1 << 40}}
		v := look(t, explore.Run, e, s.opt)
		asCounted(t, &v, kind.String(), length, "%s", s.name)
		agree(t, s, v)
		if v.Answer == explore.Fails {
			playOut(t, e.Program(), v)
		}
	}
}

// asCounted compares a verdict with a kind, "" where nothing goes wrong, and a length; false where they differ. What
// was asked is said in the words that follow.
func asCounted(t *testing.T, v *explore.Verdict, kind string, length int, asked string, args ...any) bool {
	t.Helper()
	if v.Answer != explore.Unknown && v.Kind.String() == kind && v.Length == length {
		return true
	}
	t.Errorf("%s: %s %q after %d, counted %q after %d: %s", fmt.Sprintf(asked, args...), v.Answer, v.Kind, v.Length,
		kind, length, v.Text)
	return false
}

// table reads the rows of a file below the first, of which comma parts the fields.
func table(t *testing.T, path string, comma rune) [][]string {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	r := csv.NewReader(f)
	r.Comma, r.LazyQuotes = comma, true
	lines, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return lines[1:]
}

// number reads a field of a table, -1 where it is no number.
func number(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return -1
	}
	return n
}
