package explore_test

import (
	"slices"
	"testing"

	"github.com/quartet-os/quartet/engine/explore"
)

// TestOthersSayWhoWouldHaveRun: beside the words of what else could have happened stands whose turn it would have been,
// which words alone do not tell of a coroutine that is called time.
func TestOthersSayWhoWouldHaveRun(t *testing.T) {
	t.Parallel()
	chance := func(run, by string, fate explore.Fate) (c explore.Chance) {
		c.Run, c.Case, c.Fate = run, by, fate
		return c
	}
	p := explore.Prospect{Chances: []explore.Chance{
		chance("time", "", explore.FateDoomed), chance("time", "", explore.FateSafe),
		chance("b", "x.send", explore.FateOpen), chance("", "", explore.FateOpen)}}
	want := []explore.Other{
		{Name: "time in another way", Run: "time", Fate: explore.FateSafe},
		{Name: "b by x.send", Run: "b", Fate: explore.FateOpen},
		{Name: "time passes", Fate: explore.FateOpen}}
	if got := p.Others("time", explore.FateDoomed); !slices.Equal(got, want) {
		t.Errorf("%+v, not %+v", got, want)
	}
}
