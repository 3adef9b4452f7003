package command

import (
	"encoding/json"
	"math"
	"strings"
	"testing"
)

// TestOdds holds what --odds says to its contract: the numbers, both grains, and what is refused.
func TestOdds(t *testing.T) {
	type odds struct {
		Fails  *float64
		Within *float64 `json:"within_1000"`
		Mean   *float64 `json:"mean_passes"`
		Miss   *float64 `json:"thousand_miss"`
		Text   string
	}
	for _, c := range []struct {
		args               []string
		code               int
		fails, mean, other float64 // other: fails at grain op
	}{
		{[]string{"channel-abandoned"}, ExitFails, 0.6, 4.7, 0.7},
		{[]string{"one-condition-broadcast"}, ExitFine, 0, -1, 0},
		{[]string{"deadlock-by-lock-order"}, ExitFails, 1, 6, 1},
		{[]string{"one-condition", "--reach", "len(work) == 2"}, ExitFine, 0, 67.0 / 3, 0},
		{[]string{"one-condition", "--reach", "waiters(changed) == 2"}, ExitFails, 1, -2, 1},
	} {
		out, errs, code := run(t, Host{}, append([]string{"check", "--json", "--odds"}, c.args...)...)
		var v struct {
			Odds  odds
			Other struct{ Odds odds }
		}
		if err := json.Unmarshal([]byte(out), &v); err != nil || code != c.code {
			t.Fatalf("%v: exit %d, %v %s", c.args, code, err, errs)
		}
		near := func(got *float64, want float64) bool { return got != nil && math.Abs(*got-want) < 1e-9*max(want, 1) }
		if o := v.Odds; !near(o.Fails, c.fails) || o.Text == "" || c.mean >= 0 && !near(o.Mean, c.mean) ||
			c.mean == -1 && o.Mean != nil || !near(v.Other.Odds.Fails, c.other) {
			t.Errorf("%v: %s", c.args, out)
		}
	}
	for flags, says := range map[string]string{
		"--starves p1": "the scene itself", "--livelock": "the scene itself",
		"--reach true --reach false": "one at a time", "--sample 5": "leave one out",
	} {
		args := append([]string{"check", "one-condition", "--odds"}, strings.Fields(flags)...)
		_, errs, code := run(t, Host{}, args...)
		if code != ExitUsage || !strings.Contains(errs, says) {
			t.Errorf("%s: exit %d, %s", flags, code, errs)
		}
	}
}

// TestOddsInWords: the sentences say how likely, how soon, and what a thousand runs would have shown; where there is
// too much, what to do instead.
func TestOddsInWords(t *testing.T) {
	for args, says := range map[string][]string{
		"atomic-aba --grain op": {"Left to chance, one run in 3549 fails (within 100 ops).", "54.57 ops on average",
			"would have shown 0.2818 that fail on average", "75.4 % none."},
		"channel-abandoned": {"Left to chance, 3 of 5 runs fail",
			"(grain op): left to chance, 7 of 10 runs fail"},
		"one-condition --grain op": {"every run fails, after 3855 ops on average ",
			"(within 100 ops: 5.65 %, within 1000: 24.7 %)"},
		"one-condition --max-states 3": {"is not known: there are more than 3 states", "--sample 1000 makes"},
		"one-condition-broadcast":      {"Left to chance, no run fails, and a run may go on for ever."},
	} {
		out, _, _ := run(t, Host{}, append([]string{"check", "-v", "--odds"}, strings.Fields(args)...)...)
		for _, text := range says {
			if !strings.Contains(out, text) {
				t.Errorf("%s: nothing says %q:\n%s", args, text, out)
			}
		}
	}
}
