package main

import (
	"strings"
	"testing"
	"time"
)

// TestTable: the dearest stand first; who failed and should not, and who did not and should, is told.
func TestTable(t *testing.T) {
	table := table{options: &options{rows: 2, race: true}}
	for _, c := range []struct {
		name  string
		fails bool
		code  []int
		spent time.Duration
	}{
		{"cheap", true, []int{0, 0}, 1},
		{"dear", true, []int{0, 2, 1}, time.Second},
		{"alarm", false, []int{1}, 2},
		{"well", false, []int{0, 3}, time.Millisecond},
	} {
		n := count{name: c.name, fails: c.fails}
		for i, code := range c.code {
			said := "law: line 7\n"
			if code == 2 {
				said = "WARNING: DATA RACE\n" + said
			}
			n.add(&result{seed: i + 1, code: code, said: []byte(said), spent: c.spent})
		}
		table.rows = append(table.rows, n)
	}
	var b strings.Builder
	table.print(&b)
	for _, want := range []string{
		"| `dear` | 3 | 2 | 2 | 1 | 3.00 s |\n| `well` | 2 | 0 | - | 0 | 0.00 s |\n\n",
		"4 scenes, 8 runs, 3 s of a processor: 2 scenes went wrong.\nOf 1 scenes the race detector said something.\n",
		"These fail, and did not in these runs: cheap.\n",
		"FALSE ALARM: alarm, seed 1: law: line 7\n",
	} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("no %q in\n%s", want, b.String())
		}
	}
	if table.alarms() != 1 {
		t.Errorf("%d alarms", table.alarms())
	}
}

// TestEnough: a scene that holds is run no more once it went wrong, nor is one whose runs never end.
func TestEnough(t *testing.T) {
	for want, c := range map[bool]count{true: {slow: mostSlow}, false: {fails: true, wrong: 3}} {
		if c.enough() != want {
			t.Errorf("%+v: %v", c, !want)
		}
	}
	if c := (count{wrong: 1}); !c.enough() {
		t.Error("a false alarm is not the end")
	}
}

// TestScenes: those that fail, those that hold, or those that are named, of those that are programs.
func TestScenes(t *testing.T) {
	o := options{fails: true}
	fails, err := o.scenes(nil)
	if err != nil || len(fails) == 0 {
		t.Fatal(err)
	}
	for _, s := range fails {
		if !s.fails {
			t.Errorf("%s holds", s.name)
		}
	}
	o = options{}
	if one, err := o.scenes([]string{"bounded-buffer"}); err != nil || len(one) != 1 || one[0].fails {
		t.Error(one, err)
	}
	for _, names := range [][]string{nil, {"nobody"}, {"killed-owner"}} {
		if _, err := o.scenes(names); err == nil {
			t.Errorf("%v is run", names)
		}
	}
}
