package presets_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/internal/effort"
	"github.com/quartet-os/quartet/internal/scenetest"
)

// lawless are the scenes without a law of their own, by what they are about instead: what no law looks at.
var lawless = map[string]string{
	"into which queue a slot goes, and whose it is next": "nanoos-03-free-and-ready nanoos-q18-minus-three",
	"rates, which are measured over a long run":          "lecture-20d-theory lecture-21b-theory lecture-30b-sync",
	"the first run that anybody sees, as recorded":       "bounded-buffer",
}

// texts are the words of a scene's laws and assertions.
func texts(p *program.Program) (all []string) {
	for i := range p.Laws {
		all = append(all, p.Laws[i].Text)
	}
	for i := range p.Futures {
		all = append(all, p.Futures[i].Text)
	}
	for i := range p.Ops {
		if p.Ops[i].Kind == program.Assert {
			all = append(all, p.Names[p.Ops[i].B])
		}
	}
	return all
}

// TestEachSceneHasALaw: every scene of the shelf has a law or an assertion, unless it is said why it needs none.
func TestEachSceneHasALaw(t *testing.T) {
	t.Parallel()
	var without, said []string
	for _, entry := range scenetest.Shelf() {
		if len(texts(scenetest.Shipped(t, entry.Name))) == 0 {
			without = append(without, entry.Name)
		}
	}
	for _, names := range lawless {
		said = append(said, strings.Fields(names)...)
	}
	for _, name := range without {
		if !slices.Contains(said, name) {
			t.Errorf("%s has no law, and nothing says why", name)
		}
	}
	for _, name := range said {
		if !slices.Contains(without, name) {
			t.Errorf("%s: it is said why it has no law, but it has one", name)
		}
	}
}

// untested are scenes whose laws no schedule puts to the test at either grain, by the reason.
var untested = map[string]string{
	"no schedule ends, and what helps is another rule": `nanoos-q09-never nanoos-16-the-callback-sends-a-message
		nanoos-17-recursion-without-end`,
	"that it never comes to that is the point": "ready-levels",
}

// TestLawsArePutToTheTest: a law of each scene could have come out otherwise in some schedule, at one grain or the
// other. Where every schedule fails before a law is asked, that is so of the same law in the cure.
func TestLawsArePutToTheTest(t *testing.T) {
	t.Parallel()
	var with, said []string
	for _, entry := range scenetest.Shelf() {
		if len(texts(scenetest.Shipped(t, entry.Name))) > 0 {
			with = append(with, entry.Name)
		}
	}
	for _, names := range untested {
		said = append(said, strings.Fields(names)...)
	}
	for _, name := range effort.Some(t, with, 6, 60) {
		p := scenetest.Shipped(t, name)
		tested := tested(t, p)
		if len(tested) == 0 && p.Lesson.Cure != "" {
			tested = shared(texts(p), testedBy(t, p.Lesson.Cure))
		}
		if found := len(tested) > 0; found == slices.Contains(said, name) {
			t.Errorf("%s: a law of it is put to the test: %t", name, found)
		}
	}
}

// testedBy are the laws of a scene of the shelf that could have been false.
func testedBy(t *testing.T, name string) []string { return tested(t, scenetest.Shipped(t, name)) }

// tested are the laws of a scene that could have been false in some schedule.
func tested(t *testing.T, p *program.Program) (all []string) {
	t.Helper()
	opt := explore.Options{Grain: p.Settings.Grain, Symmetry: true, MaxStates: 20_000, Beyond: 20_000}
	a, err := explore.Ask(context.Background(), scenetest.Boot(t, p), opt, false)
	if err != nil {
		t.Fatal(err)
	}
	laws := a.First.Laws
	if a.Other != nil {
		laws = append(laws, a.Other.Laws...)
	}
	for _, l := range laws {
		if l.FalsePossible && l.Times > 0 {
			all = append(all, l.Text)
		}
	}
	return all
}

// shared are the words that stand in both.
func shared(a, b []string) (both []string) {
	for _, one := range a {
		if slices.Contains(b, one) {
			both = append(both, one)
		}
	}
	return both
}

// elsewhere are the scenes whose law does not stand in their cure, by what the cure is instead.
var elsewhere = map[string]string{
	"the first run that anybody sees": "signal-forgotten",
	"a program with more to do": `signal-is-not-remembered ostep-31-buffer-no-mutex nanoos-06-nobody-comes-back
		nanoos-07-one-callback-missing nanoos-15-until-one-is-killed nanoos-16-the-callback-sends-a-message
		nanoos-17-recursion-without-end nanoos-q03-the-next-tenant nanoos-q04-kill-the-chosen-one
		nanoos-q05-the-signal-outlives nanoos-q06-the-repair-steals nanoos-q10-nobody-hears
		nanoos-q10b-one-too-many nanoos-q11-counted-and-gone nanoos-q18-minus-three lecture-07a-goto-out
		lecture-22b-len-between`,
	"the program without an end, where nothing is asked at the end": `lecture-02-item-lost lecture-03-nothing-taken
		lecture-10-only-when-full lecture-14-queue-after-unlock lecture-15-asleep-with-the-lock
		lecture-23-len-outside lecture-27-test-unlocked`,
	"another way to serve in time": "nanoos-s06-the-highest-only nanoos-s10-resumed-in-vain",
}

// TestACureKeepsTheLaw: what a scene that fails should do is what its cure does, in the same words.
func TestACureKeepsTheLaw(t *testing.T) {
	t.Parallel()
	var other []string
	for _, names := range elsewhere {
		other = append(other, strings.Fields(names)...)
	}
	for _, entry := range scenetest.Shelf() {
		cure := entry.Lesson.Cure
		if cure == "" {
			continue
		}
		both := shared(texts(scenetest.Shipped(t, entry.Name)), texts(scenetest.Shipped(t, cure)))
		switch said := slices.Contains(other, entry.Name); {
		case len(both) == 0 && !said:
			t.Errorf("%s: no law of it stands in its cure, %s", entry.Name, cure)
		case len(both) > 0 && said:
			t.Errorf("%s: it is said that its cure is another program, but %q stands in both", entry.Name, both)
		}
	}
}
