package explore

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/quartet-os/quartet/engine/program"
)

// Explanation says of a schedule which of its steps matter, and when there was no way back.
type Explanation struct {
	Matters  []bool // by step (an op) of the schedule as it is played: the failure depends on it; see Explain
	Rows     []Row  // by choice: what happened in it
	Decisive int    // the choice after which every schedule fails; -1: it could not be avoided at all
	Proven   bool   // some schedule from before that choice does not fail; else it was too much to try
	Doomed   bool   // it could not be avoided at all: every schedule fails
	Text     string // the decisive choice in words, by its number in the schedule
	InRun    string // the same by its pass, or at grain op its step, counted from the boot
}

// Decides returns the step, counted from the schedule's first, that decides: of the decisive choice the first that
// matters; -1 where none is proven to.
func (x *Explanation) Decides() int {
	if x.Decisive < 0 || x.Decisive >= len(x.Rows) || !x.Proven {
		return -1
	}
	first, last := x.Rows[x.Decisive].First, len(x.Matters)
	if x.Decisive+1 < len(x.Rows) {
		last = x.Rows[x.Decisive+1].First
	}
	for i := first; i < last; i++ {
		if x.Matters[i] {
			return i
		}
	}
	return first
}

// ExplainStates is how many states Explain looks at, if it is given no other limit.
const ExplainStates = 10_000

// Explain plays a schedule and looks back from its end. A step matters if it changed something that others
// can see (a place, a queue, a variable, a mutex), or signalled for nothing, and there is a chain of
// coroutines and objects from it to what failed. The decisive choice is found by trying every schedule from
// before each choice, the last one first, as long as no more than limit states (0: ExplainStates) have to
// be looked at: it is the one behind which the failure comes for sure, as long as nobody who is ready is
// left out for ever. Nothing is claimed that was not tried.
func Explain(ctx context.Context, v *Verdict, limit int) (Explanation, error) {
	if limit <= 0 {
		limit = ExplainStates
	}
	if v.Answer != Fails {
		return Explanation{}, errors.New("there is no schedule to explain: nothing was found")
	}
	x := Explanation{Decisive: len(v.Schedule) - 1}
	p, err := v.whole().watch(ctx, v.Loop == nil)
	if err != nil {
		return x, err
	}
	x.Matters = p.matters()
	x.Rows = p.rows(x.Matters)
	if v.lasts() { // nothing in it decides: it could have gone well each time
		x.Decisive = -1
		return x, nil
	}
	if told := v.foretold(ctx, p, limit); told != nil {
		x.Decisive, x.Proven = told.decisive()
		v.tell(&x, p, told.instead)
		return x, nil
	}
	f := escape{ctx: ctx, v: v, before: p.before, limit: limit, room: min(max(v.memory/2, leastRoom), mostEscape),
		states: map[string]int{}, gaveUp: bytesOf(p.e) > largeMachine}
	x.Decisive, x.Proven = f.decisive()
	v.tell(&x, p, f.instead)
	return x, nil
}

// The bounds of what an explanation takes: of a machine that is larger no schedules are tried, and so much it may take
// however little the search was allowed.
const (
	largeMachine = 8 << 20
	leastRoom    = 16 << 20
)

// tell puts the decisive choice into words, for where the schedule is listed, and for where it is a part of a run.
func (v *Verdict) tell(x *Explanation, p *witness, instead func(i int, ran string) (string, bool)) {
	if len(v.Schedule) == 0 {
		return // the answer says that it is so already
	}
	i := x.Decisive
	x.Doomed = i < 0 && v.Kind != Reached
	listed, inRun := numbered{unit: "Pass", number: i + 1, of: len(v.Schedule)}, numbered{unit: "Pass"}
	if v.Grain == program.GrainOp {
		listed.unit, inRun.unit = "Op", "Step"
	}
	other, comes := "", false
	if i >= 0 {
		if x.Proven {
			other, comes = instead(i, v.Schedule[i].Run)
		}
		if inRun.number = int(p.passes[i]); v.Grain == program.GrainOp {
			inRun.number = int(v.start.StepNumber()) + 1 + max(x.Decides(), x.Rows[i].First)
		}
	}
	x.Text, x.InRun = v.decides(x, listed, other, comes), v.decides(x, inRun, other, comes)
}

// numbered is a choice as a sentence names it.
type numbered struct {
	unit   string
	number int
	of     int // how many there are; 0 where that is not said
}

func (n numbered) String() string {
	if n.of > 0 {
		return fmt.Sprintf("%s %d of %d", n.unit, n.number, n.of)
	}
	return fmt.Sprintf("%s %d", n.unit, n.number)
}

// decides puts the decisive choice into words, under its name: with who else could have run, or which interrupt could
// have come.
func (v *Verdict) decides(x *Explanation, at numbered, other string, comes bool) string {
	all, well := "every schedule fails", "it could have gone well"
	if v.Kind == Reached {
		all, well = "every schedule comes to this", "it need not have come to this"
	}
	unit := strings.ToLower(at.unit)
	switch {
	case x.Decisive < 0:
		return "It cannot be avoided: from here on, " + all + "."
	case !x.Proven && x.Decisive+1 == len(v.Schedule):
		return "Whether it could have been avoided was too much to try."
	case !x.Proven:
		return fmt.Sprintf("From %s %d on at the latest %s; whether it could have been avoided before was "+
			"too much to try.", unit, at.number, all)
	}
	i := x.Decisive
	ran := v.Schedule[i].Run
	what := x.Rows[i].String()
	if other != "" && other != ran && ran != "" {
		what = ran + " runs." // what it does stands in its row
		if v.Schedule[i].Interrupt != "" {
			what = "the interrupt " + ran + " comes."
		}
	}
	text := fmt.Sprintf("%s decides: %s", at, what)
	if i+1 < len(v.Schedule) {
		text += " From then on " + all + "."
	}
	switch other {
	case "":
	case ran:
		text += fmt.Sprintf(" With another choice in this %s, %s.", unit, well)
	default:
		does := other + " run"
		if comes {
			does = "the interrupt " + other + " come"
		}
		text += fmt.Sprintf(" Had %s instead, %s.", does, well)
	}
	return text
}
