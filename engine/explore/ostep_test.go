package explore_test

import (
	"encoding/json"
	"fmt"
	"os"
	"testing"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/internal/scenetest"
)

// figure is the textbook's program: one condition, and if where a loop belongs.
const figure = `package figure

var (
	m       mutex
	changed cond
	buffer  = queue(1)
)

func consumer() {
	for {
		lock(m)
		if len(buffer) == 0 {
			wait(changed, m)
		}
		take(buffer)
		signal(changed)
		unlock(m)
	}
}

func producer() {
	for {
		lock(m)
		if len(buffer) == 1 {
			wait(changed, m)
		}
		put(buffer)
		signal(changed)
		unlock(m)
	}
}

func main() {
	spawn(consumer, "Tc1")
	spawn(consumer, "Tc2")
	spawn(producer, "Tp")
}
`

// TestFigure replays the published trace row by row: an op a row, and who is where after it.
func TestFigure(t *testing.T) {
	text, err := os.ReadFile("../../testdata/oracle/figure_30_9.json")
	if err != nil {
		t.Fatal(err)
	}
	var published struct {
		Rows [][]any `json:"broken_v1_if_one_cv"`
	}
	if err := json.Unmarshal(text, &published); err != nil || len(published.Rows) != 17 {
		t.Fatal(err, len(published.Rows))
	}
	e := machine(t, figure)
	do(t, e, "policy preemptive 1")
	for i, row := range published.Rows {
		runs := ""
		for k, who := range []string{"Tc1", "Tc2", "Tp"} {
			if line, _ := row[2*k].(string); line != "" {
				runs = who
				stepTo(t, e, who, line)
			}
		}
		got := []any{}
		for _, who := range []string{"Tc1", "Tc2", "Tp"} {
			got = append(got, stateOf(t, e, who, runs))
		}
		got = append(got, float64(len(e.Snapshot(nil).Queues[0].Items)))
		if want := []any{row[1], row[3], row[5], row[6]}; fmt.Sprint(got) != fmt.Sprint(want) {
			t.Fatalf("row %d: %v, published %v", i+1, got, want)
		}
	}
	if end := e.End(); end.Kind != engine.EndViolation {
		t.Errorf("the trace ends in %q (%s), published: no data", end.Kind, end.Text)
	}
}

func do(t *testing.T, e *engine.Engine, text string) {
	t.Helper()
	scenetest.Do(t, e, text)
}

// stepTo lets a coroutine do the op of a line of the figure. Taking the mutex again after a wait is part of it.
func stepTo(t *testing.T, e *engine.Engine, who, line string) {
	t.Helper()
	want := map[byte]program.Kind{
		'1': program.Lock, '2': program.Test, '3': program.Wait, '4': program.Take,
		'5': program.Signal, '6': program.Unlock,
	}[line[1]]
	if line == "p4" {
		want = program.Put
	}
	slot, _ := e.Lookup(who)
	for {
		kind := e.Program().Ops[e.Snapshot(nil).Coroutines[slot].PC].Kind
		do(t, e, "run "+who)
		e.Step()
		if kind == want {
			return
		}
		if kind != program.Relock {
			t.Fatalf("%s does %s, published %s", who, kind, line)
		}
	}
}

func stateOf(t *testing.T, e *engine.Engine, who, runs string) string {
	slot, ok := e.Lookup(who)
	if !ok {
		t.Fatalf("no %s", who)
	}
	switch e.Snapshot(nil).Coroutines[slot].Place {
	case engine.Waiting:
		return "Sleep"
	case engine.Ready, engine.Running:
		if who == runs {
			return "Running"
		}
		return "Ready"
	}
	return "?"
}
