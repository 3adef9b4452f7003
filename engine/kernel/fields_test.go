package kernel_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine/kernel"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/internal/scenetest"
)

// fieldScene has a lock queue of two, a timed lock, a signal and a kill.
const fieldScene = `// fields
package fields

const slots = 6

var (
	m = mutex(timed)
	c cond
	n mutex
)

func holder() {
	lock(m)
	yield()
	yield()
	unlock(m)
	lock(n)
	signal(c)
	unlock(n)
	kill("W")
}

func waiter() {
	lock(m)
	unlock(m)
}

func timed() {
	lockWithin(m, 2)
}

func sleeper() {
	lock(n)
	wait(c, n)
	unlock(n)
}

func main() {
	spawn(sleeper, "S")
	spawn(holder, "H")
	spawn(timed, "T")
	spawn(waiter, "W")
}
`

// written runs the scene and gives, for one coroutine, what was written at each step.
func written(t *testing.T, who, rules string, steps int) map[string]string {
	t.Helper()
	p := scenetest.Parse(t, fieldScene)
	e := scenetest.Boot(t, p)
	scenetest.Do(t, e, rules)
	slot, _ := e.Lookup(who)
	log := kernel.NewFieldLog(e, slot)
	all := map[string]string{}
	for range steps {
		events := e.Step()
		if events == nil {
			break
		}
		for _, w := range log.Tell(e, events, false, nil) {
			by := ""
			switch w.Hand {
			case kernel.OpHand:
				by = w.Name
				if w.PC >= 0 {
					text := strings.Split(fieldScene, "\n")[p.Ops[w.PC].Line-1]
					by += " " + strings.TrimSpace(text)
				}
			case kernel.KernelHand:
				by = "scheduler"
			case kernel.TimeoutHand:
				by = "timeout check"
			case kernel.NoHand:
				t.Errorf("step %d: field %d was written by nobody", w.Step, w.Field)
			}
			all[fmt.Sprintf("%d %d", w.Step, w.Field)] = by
		}
	}
	return all
}

func TestWhoWroteAField(t *testing.T) {
	for _, rules := range []string{"rule all textbook", "rule all nanoos"} {
		t.Run(rules, func(t *testing.T) {
			killer := "H kill(\"W\")"
			if rules == "rule all nanoos" {
				killer = "s2" // its request is handled when it has ended and left its slot
			}
			all := map[string]map[string]bool{}
			for _, who := range []string{"S", "T", "W"} {
				for key, by := range written(t, who, rules, 60) {
					_, field, _ := strings.Cut(key, " ")
					k := who + " " + field
					if all[k] == nil {
						all[k] = map[string]bool{}
					}
					all[k][by] = true
				}
			}
			for _, want := range []struct {
				who   string
				field kernel.Field
				by    string
			}{
				{"S", kernel.FieldPlace, "S wait(c, n)"},
				{"S", kernel.FieldPlace, "H signal(c)"},
				{"S", kernel.FieldPlace, "scheduler"},
				{"S", kernel.FieldCond, "S wait(c, n)"},
				{"T", kernel.FieldMutex, "T lockWithin(m, 2)"},
				{"T", kernel.FieldPlace, "timeout check"},
				{"T", kernel.FieldDeadline, "T lockWithin(m, 2)"},
				{"T", kernel.FieldNextToLock, "W lock(m)"},
				{"W", kernel.FieldPrevToLock, "W lock(m)"},
				{"W", kernel.FieldMutex, "W lock(m)"},
				{"S", kernel.FieldMutex, "S lock(n)"},
				{"W", kernel.FieldPlace, killer},
			} {
				if got := all[fmt.Sprint(want.who, " ", want.field)]; !got[want.by] {
					t.Errorf("field %d of %s was never written by %q, but by %v", want.field, want.who, want.by, got)
				}
			}
		})
	}
}

// TestFieldsOfNobody: nothing is written of free slots and of slots that do not exist.
func TestFieldsOfNobody(t *testing.T) {
	p := scenetest.Parse(t, fieldScene)
	e := scenetest.Boot(t, p)
	for _, slot := range []int{-1, 5, 6, 1 << 30} {
		if got := kernel.NewFieldLog(e, slot).Tell(e, e.Step(), false, nil); len(got) > 0 {
			t.Errorf("slot %d was written: %v", slot, got)
		}
	}
}

// TestCost: the sums of the table, as added up by hand from the members of the structure.
func TestCost(t *testing.T) {
	for _, tc := range []struct {
		set        string
		model      int
		all, added int
	}{
		{"nanoos", 0, 113, 34}, {"nanoos", 1, 293, 44},
		{"textbook", 0, 105, 26}, {"textbook", 1, 285, 36},
	} {
		rules, _ := program.Ruleset(tc.set)
		all, added := kernel.Cost(kernel.Parts(rules), kernel.Words()[tc.model])
		if all != tc.all || added != tc.added {
			t.Errorf("%s, %s: %d bytes, %d of them added; want %d and %d", tc.set, kernel.Words()[tc.model].Name,
				all, added, tc.all, tc.added)
		}
	}
}
