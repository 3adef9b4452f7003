package explore_test

import (
	"context"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine/explore"
)

// TestACrowdIsNotAsked: of more coroutines than a word has bits nobody says what never happens, and the answer says so;
// nor is it said of a space that is larger than allowed, or where the search is broken off.
func TestACrowdIsNotAsked(t *testing.T) {
	crowd := machine(t, scene("slots = 70", "n int", "func f() {\nyield()\n}", "spawn(f, 70)"))
	late := machine(t, scene("slots = 70", "n int", "func f() {\nspawn(g)\n}\nfunc g() {\nn = 1\n}", "spawn(f)"))
	few := machine(t, scene("", "made, seen counter", "func f() {\nfor {\nmade++\nyield()\nseen++\nyield()\n}\n}",
		"spawn(f, 2)"))
	for name, c := range map[string]struct {
		v    func() (explore.Verdict, error)
		want string
	}{
		"a crowd": {func() (explore.Verdict, error) {
			return explore.Check(context.Background(), crowd, explore.Options{Symmetry: true, Never: &explore.Never{}})
		}, "more than 64 coroutines"},
		"one that may come": {func() (explore.Verdict, error) {
			return explore.Check(context.Background(), late, explore.Options{Never: &explore.Never{Starves: "f1"}})
		}, "more than 64 coroutines"},
		"a limit": {func() (explore.Verdict, error) {
			return explore.Check(context.Background(), few, explore.Options{MaxStates: 3, Never: &explore.Never{}})
		}, "more than 3 states"},
	} {
		v, err := c.v()
		if err != nil || v.Answer != explore.Unknown || !strings.Contains(v.Text, c.want) {
			t.Errorf("%s: %v %s %s", name, err, v.Answer, v.Text)
		}
	}
	v, err := explore.Check(context.Background(), crowd, explore.Options{Symmetry: true})
	if err != nil || v.Answer != explore.Holds || !strings.Contains(strings.Join(v.Warnings(), " "), "more than 64") {
		t.Errorf("a crowd that holds: %v %s %v", err, v.Text, v.Warnings())
	}
}
