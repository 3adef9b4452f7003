package explore_test

import (
	"context"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/internal/scenetest"
)

// TestLongTimes: the longest times that there are lead to an answer at both grains, and longer ones to a
// violation that is found, also where computing is done ahead.
func TestLongTimes(t *testing.T) {
	for _, c := range []struct{ name, body, want string }{
		{"the longest sleeps", "for {\nsleep(1000000000000)\nyield()\n}", ""},
		{"the longest waits", "lock(m)\nwaitWithin(c, m, 1000000000000)\nunlock(m)\nsleep(999999999999)", ""},
		{"an instant", "lock(m)\nif waitWithin(c, m, at(1000000000000)) == timedout {\n" +
			"assert(now() >= 1000000000000, \"late\")\n}\nunlock(m)", ""},
		{"much computing at once", "compute(n)", "passes"},
		{"much computing after a change", "yield()\ncompute(n - n + 3)\ncompute(n)", "passes"},
		{"a long sleep", "sleep(n)", "ticks"},
		{"computing of one's own", "k := n\nyield()\ncompute(k)", "passes"},
	} {
		p, err := program.Parse("long.scene",
			"package long\nvar (\nm mutex\nc cond\nn = 1000000000001\n)\nfunc f() {\n"+
				c.body+"\n}\nfunc g() { yield() }\nfunc main() {\nspawn(f)\nspawn(g)\n}")
		if err != nil {
			t.Fatal(c.name, err)
		}
		e := scenetest.Boot(t, p)
		for way := range 4 {
			opt := explore.Options{Grain: program.GrainPass, Symmetry: way&1 == 0, MaxStates: 20_000, Workers: 1}
			if way&2 != 0 {
				opt.Grain = program.GrainOp
			}
			v, err := explore.Run(context.Background(), e, opt)
			switch {
			case err != nil:
				t.Errorf("%s, %+v: %v", c.name, opt, err)
			case c.want == "" && v.Answer != explore.Holds:
				t.Errorf("%s, %+v: %s %s", c.name, opt, v.Kind, v.Text)
			case c.want != "" && !strings.Contains(v.Text, "1000000000001 "+c.want):
				t.Errorf("%s, %+v: %s %s", c.name, opt, v.Kind, v.Text)
			}
		}
	}
}
