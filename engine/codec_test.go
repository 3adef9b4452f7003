package engine

import (
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/internal/effort"
)

func shelf(t *testing.T) map[string]*Engine {
	t.Helper()
	files, err := filepath.Glob("../presets/scenes/*.scene")
	if err != nil || len(files) == 0 {
		t.Fatal(err, len(files))
	}
	all := map[string]*Engine{}
	for _, f := range files {
		text, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		p, err := program.Parse(f, string(text))
		if err != nil {
			t.Fatal(err)
		}
		e, err := New(p)
		if err != nil {
			t.Fatal(err)
		}
		all[filepath.Base(f)] = e
	}
	return all
}

// TestVectors goes random ways through every shipped scene, at both grains: what was saved and loaded is
// the same state, by its vector and by its key, and a vector saved from what the last pass touched is the
// one saved from everything.
func TestVectors(t *testing.T) {
	for name, start := range shelf(t) {
		if start.policy == program.RoundRobin {
			continue
		}
		for _, free := range []bool{false, true} {
			if effort.Quick() && free == (len(name)%2 == 0) {
				continue // each scene under one policy
			}
			e := start.Fork(nil)
			if free {
				if _, err := e.Do(Command{Verb: PolicyVerb, At: Now, Name: "preemptive", N: 1}); err != nil {
					t.Fatal(err)
				}
			}
			walkVectors(t, name, e, free)
		}
	}
}

func walkVectors(t *testing.T, name string, e *Engine, free bool) {
	codec := e.Probe().Codec(free, false, false)
	real, loaded := codec.Cursor(e), codec.Cursor(e)
	full, part, again := make(Vector, codec.Len), make(Vector, codec.Len), make(Vector, codec.Len)
	news := &News{}
	save := func(u *Cursor, v, before Vector) Vector {
		u.Note(news)
		if !u.Save(v, before) {
			records, rests := codec.Adopt(news)
			u.Resolve(v, records, rests)
		}
		u.Canonical(v)
		return v
	}
	rng := uint64(len(name))
	save(real, full, nil)
	for step := range 60 {
		loaded.Load(full)
		if again = save(loaded, again, nil); !slices.Equal(full, again) {
			t.Fatalf("%s, step %d: loaded and saved, %v is %v", name, step, full, again)
		}
		real.e.keys, loaded.e.keys = codec.keys, codec.keys // what is one to the codec is one to its keys
		if a, b := real.e.Probe().AppendKey(nil), loaded.e.Probe().AppendKey(nil); !codec.keys.script &&
			!slices.Equal(a, b) {
			t.Fatalf("%s, step %d: the key of %v is %v, loaded %v", name, step, full, a, b)
		}
		if err := loaded.e.Check(); err != nil {
			t.Fatalf("%s, step %d: %v", name, step, err)
		}
		slot := -1
		if ready := real.e.Snapshot(nil).Ready; len(ready) > 0 {
			rng = rng*6364136223846793005 + 1442695040888963407
			slot = ready[int(rng>>33)%len(ready)]
		}
		picks := &Choices{}
		loaded.Probe().Resume(slot, picks)
		real.Probe().Resume(slot, &Choices{})
		if picks.Inexact || real.e.end.Kind != NotEnded {
			return
		}
		save(real, again, nil)
		save(loaded, part, full)
		copy(full, again)
		if !slices.Equal(full, part) {
			t.Fatalf("%s, step %d: in full %v, by what was touched %v", name, step, full, part)
		}
	}
}

// TestKeyKnowsEveryField fails when the machine gets a field that nobody has decided about: is it state,
// which then must be in keys, or not?
func TestKeyKnowsEveryField(t *testing.T) {
	for _, c := range []struct {
		of    any
		state string // in keys
		other string // constant, derived, statistics, or for the eye
	}{
		{Engine{}, "rules policy quantum now fraction running idleResumes commandedAt ops next end cors locals " +
			"places waits lists timers mutexes conds rings bufs vars state numbers letters pending agenda heap lives " +
			"ranking irq",
			"spinners prog code exprs fuel limit clockNum clockDen step pass retests rng items wasted idle " +
				"checkLaws tracksItems quiet neverEnds heats hot plain slow watched chooses lockNames condNames " +
				"ringNames counters unheard forced picks keys hearer out n watch decided"},
		{coroutine{}, "pc fn num name gen obj count wait result flags spinning heard deadline", "since was"},
		{ranking{}, "given round", "lent ranks"},
		{round{}, "level left", ""},
		{interrupts{}, "left off next active under ops", "slots"},
		{life{}, "before behind", "runs spins"},
		{mutex{}, "owner depth deadline dead", "fn num name spin"},
		{cond{}, "signals deadline", ""},
		{letter{}, "to value", ""},
		{request{}, "verb fn name target daemon given", "by"},
		{item{}, "value by want holder maker gen lost state result answered awaited freed", "label fn num name"},
		{heap{}, "items loose wants carried posts pieces used", "on values unused room allocs"},
		{post{}, "to gen handler item result", ""},
		{piece{}, "state value", "label fn num name pc"},
	} {
		known := strings.Fields(c.state + " " + c.other)
		typ := reflect.TypeOf(c.of)
		for i := range typ.NumField() {
			if f := typ.Field(i).Name; !slices.Contains(known, f) {
				t.Errorf("%s.%s is new: put it into keys (key*.go) if a future depends on it, and then into this list",
					typ.Name(), f)
			}
		}
		if len(known) != typ.NumField() {
			t.Errorf("%s has %d fields, %d are listed", typ.Name(), typ.NumField(), len(known))
		}
	}
}
