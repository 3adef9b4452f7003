package explore_test

import (
	"context"
	"strconv"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/internal/effort"
)

// row is one line of the verdicts of the independent checker.
type row struct {
	buffer
	wake               string
	verdict            string
	steps, states, end int // -1 where the oracle does not say
}

func oracle(t *testing.T) []row {
	t.Helper()
	var rows []row
	for _, l := range table(t, "../../testdata/oracle/verdicts.csv", ',') {
		rows = append(rows, row{
			buffer: buffer{
				variant: l[0], fine: l[1] == "fine", producers: number(l[2]), consumers: number(l[3]),
				capacity: number(l[4]), items: max(number(l[5]), 0),
			},
			wake: l[6], verdict: l[7], steps: number(l[8]), states: number(l[9]), end: number(l[10]),
		})
	}
	if len(rows) != 168 {
		t.Fatalf("the oracle has %d rows", len(rows))
	}
	return rows
}

func (r row) options() explore.Options {
	opt := explore.Options{Beyond: 1 << 30}
	if r.fine {
		opt.Grain = program.GrainOp
	}
	switch r.wake {
	case "any":
		opt.Wake = explore.WakeAny
	case "fifo":
		opt.Wake = explore.WakeFIFO
	}
	return opt
}

// said returns the verdict in the oracle's words.
func said(v explore.Verdict) string {
	switch v.Kind {
	case engine.NotEnded:
		return map[explore.Answer]string{explore.Holds: "ok", explore.Unknown: "unknown"}[v.Answer]
	case engine.EndDeadlock, engine.EndStuck:
		return "deadlock"
	case engine.EndViolation:
		return "assert"
	}
	return v.Kind.String()
}

func TestOracle(t *testing.T) {
	t.Parallel()
	for _, r := range effort.Some(t, oracle(t), 30, 120) {
		name := strings.ReplaceAll(strings.Join([]string{r.variant, strconv.Itoa(r.producers),
			strconv.Itoa(r.consumers), strconv.Itoa(r.capacity), strconv.Itoa(r.items), r.wake,
			strconv.FormatBool(r.fine)}, "-"), "true", "fine")
		t.Run(name, func(t *testing.T) {
			v, err := explore.Run(context.Background(), machine(t, r.source()), r.options())
			if err != nil {
				t.Fatal(err)
			}
			if said(v) != r.verdict {
				t.Fatalf("%s (%s), the oracle says %s", said(v), v.Text, r.verdict)
			}
			if r.steps >= 0 && !r.fine && v.Length != r.steps {
				t.Errorf("length %d, the oracle says %d", v.Length, r.steps)
			}
			states := v.States
			if r.items > 0 {
				states += 2 * v.Ends // the oracle goes through two states more at each end of a finite run
			}
			if r.states >= 0 && !r.fine && states != int64(r.states) {
				t.Errorf("%d states, the oracle says %d", states, r.states)
			}
			if r.end >= 0 && v.Deadlocks != int64(r.end) {
				t.Errorf("%d deadlocks, the oracle says %d", v.Deadlocks, r.end)
			}
			if v.Answer == explore.Fails && len(v.Schedule) != v.Length {
				t.Errorf("a schedule of %d steps for a length of %d", len(v.Schedule), v.Length)
			}
		})
	}
}
