package explore

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/internal/scenetest"
)

// TestAFateSaysWhereARunIsTooLong: passes beyond those that are followed are not called proven.
func TestAFateSaysWhereARunIsTooLong(t *testing.T) {
	t.Parallel()
	e := scenetest.Boot(t, scenetest.Shipped(t, "one-condition"))
	for _, why := range []string{"a run is followed for 20000 passes", "no more than 67108864 bytes"} {
		f := NewForecast(e, Options{Grain: program.GrainPass})
		if strings.Contains(why, "bytes") {
			f.held = mostFollow
		} else {
			f.all[0].failed = true // so that nothing is looked for
			f.all = slices.Repeat(f.all, mostMoments)
		}
		f.Passed(e, nil)
		told, err := f.Tell(context.Background())
		if err != nil || told.Whole || !strings.Contains(told.Covered(), why) {
			t.Errorf("%v, whole %v: %s", err, told.Whole, told.Covered())
		}
	}
}
