package explore

import (
	"cmp"
	"fmt"
	"math/big"
	"strings"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
)

// Answer is what came of a search.
type Answer uint8

// The answers.
const (
	Unknown Answer = iota // not everything was visited, and nothing was found
	Holds                 // every state was visited, and nothing was found
	Fails                 // something was found
)

// String returns the answer as `check --json` prints it.
func (a Answer) String() string { return [...]string{"unknown", "holds", "fails"}[a%3] }

// Reached is the kind of a finding of Options.Reach. The other kinds are those of endings.
const Reached = program.Reached

// Choice is one step of a schedule: a pass, or at grain op an op.
type Choice struct {
	Run      string   // the coroutine; "" when nobody was ready and only time passed
	Wakes    []string // those whom it took off WAITING and TIMED-WAITING, its own timeouts included
	Spurious []string // those who were woken for no reason just before
	Returns  []string // those of them who came back from their sleep at once, each in a pass of its own
	Take     []int32  // alternatives taken where the scene leaves something open, in order
	Steps    int      // passes it takes: at grain op also those ops before it that nobody else can notice

	// Interrupt is the handler whose interrupt comes with it, between two ops or two passes; "": none. Ops is how many
	// ops its last pass goes, where the choice stops before the end of that; 0: it does not.
	Interrupt string
	Ops       int
}

// Verdict is the answer to "can this go wrong?".
type Verdict struct {
	Answer      Answer
	Kind        engine.Ending  // of a finding; else NotEnded
	Text        string         // one sentence
	Reason      string         // of a finding: why it is one, without the kind; else ""
	unplaced    string         // the same without naming a pass or op; "" where that was not worked out
	Broken      *engine.Broken // why a law or an assertion does not hold; nil for other findings
	States      int64          // all there are, or, where not Complete, those visited; -1: see Exact
	Visited     int64          // that the search kept: with symmetry one for all that differ only by names
	Transitions int64          // that it looked at
	// states in which somebody waits and nobody can run, of States; of Visited where States is -1
	Deadlocks int64
	Ends      int64 // states in which the scene is over and nobody waits, likewise
	Depth     int   // passes (at grain op: ops) of the longest of all shortest ways to a state
	Length    int   // of the schedule
	Schedule  []Choice
	Loop      []Choice // behind the schedule, again and again for ever; nil where something goes wrong in its last step
	Ahead     *Ahead   // what never happens; nil where it was not asked
	Odds      *Odds    // how likely it is that a random run fails; nil where it was not asked
	Laws      []Tested // the scene's laws and assertions, and how often each was put to the test
	Reached   []Reach  // where several expressions were asked for: what was found of each
	Complete  bool     // every state was visited
	Symmetric bool     // coroutines of one function were taken for each other's equals
	Bytes     int64
	Grain     program.Grain
	Sample    *Sample  // of random schedules, where these were asked for: then it never holds
	Seed      *uint64  // of the machine that the schedule is played on, where that is not the scene's; else nil
	Exact     *big.Int // States, however many; nil where it cannot be told for how many those visited stand

	policy program.Policy   // of the machine that was explored
	claim  string           // of Text, where that says more: what is to be remembered
	only   string           // behind the grain's scope: whom it is about
	told   string           // Text without the grain, where that is named; else ""
	start  *engine.Engine   // as the schedule finds it
	memory int64            // that the search was allowed
	chance bool             // waits might end for no reason
	setup  []engine.Command // what makes it the machine that was explored
	always bool             // what is always asked of what never happens was to be asked, too
	law    *program.Program // with the expression to reach as a law, or nil
	stalls []stall          // first waits that nobody gets past
	notes  []byte           // by op: what the search has heard of it; nil where it heard nothing
	shows  []Example        // ways to ends, where they are wanted
	counts []int64          // of a search that counts: the states in which each expression is true
	kept   *search          // with the edges of all states, for what is asked next; or nil
	noRoom bool             // it was without them, for want of room
	queued bool             // somewhere the first was woken of several who waited, as the wake order says
	dozed  bool             // in some state somebody waits who may come back for no reason
}

// Scope says in words whom the schedules of the verdict interrupt, and where.
func (v *Verdict) Scope() string { return v.Grain.Scope(v.policy) + v.only }

// Asked says the same as what was asked for.
func (v *Verdict) Asked() string { return v.Grain.Asked(v.policy) + v.only }

// Even says the same where it surprises.
func (v *Verdict) Even() string { return v.Grain.Even(v.policy) + v.only }

// Steps is a number of what the verdict's schedule is counted in: "7 passes", at grain op "7 ops".
func (v *Verdict) Steps(n int) string { return v.Grain.Count(int64(n)) }

// Far says how far it is to what was found: "in 7 passes", or, where it then goes on for ever, "after 7 passes"; or
// "at the start", where it is there before anybody runs.
func (v *Verdict) Far() string {
	switch {
	case v.AtOnce():
		return "at the start"
	case v.Loop == nil:
		return "in " + v.Steps(v.Length)
	case v.Length == 0:
		return "from the beginning"
	}
	return "after " + v.Steps(v.Length)
}

// AtOnce reports whether what was found is there before anybody runs.
func (v *Verdict) AtOnce() bool { return v.Answer == Fails && v.Length == 0 && v.Loop == nil }

// Asks reports whether it was asked for an expression to reach.
func (v *Verdict) Asks() bool { return v.law != nil }

// states is a number of states.
func states(n int64) string { return program.Plural(n, "state") }

// holds says that nothing was found, where everything was visited, and notes what of that is to be remembered.
func (v *Verdict) holds() string {
	claim := "No schedule goes wrong"
	if v.law != nil {
		claim = "It cannot be reached"
	}
	if n := len(v.Reached); n > 0 {
		claim = fmt.Sprintf("None of %d can be reached", n)
	}
	scope := v.Scope()
	if v.Grain == program.GrainOp {
		scope = v.Even()
	}
	v.claim = claim + ", " + scope
	return v.claim + ": " + v.Covered() + "."
}

// Told is Text without the grain, for whoever has named it already.
func (v *Verdict) Told() string {
	if v.told != "" {
		return v.told
	}
	return v.Text
}

// Wake says whom a signal may wake.
type Wake uint8

// The orders of waking.
const (
	WakeByRule Wake = iota // as the scene's rule wake_order says
	WakeFIFO
	WakeAny // each of the waiters is tried
)

// Progress is how far a search has come.
type Progress struct {
	States, Transitions int64
	Depth               int
	Found               bool // a finding is there; the rest is only counted
	Bytes               int64
}

// Options say what to look for, and how long.
type Options struct {
	Grain     program.Grain
	Wake      Wake
	Spurious  bool   // coroutines may come back from a wait or park for no reason
	Reach     string // an expression; the search then looks for a schedule that makes it true, and for nothing else
	MaxStates int64  // stop after so many; 0: DefaultStates
	MaxMemory int64  // bytes that the states kept may take; 0: DefaultMemory
	Beyond    int64  // once something is found, go on counting as long as there are at most so many states
	Workers   int    // goroutines; 0: one for each core
	Symmetry  bool   // take coroutines of one function for each other's equals where nothing can tell them apart
	Unmerged  bool   // tell all ops apart; slower, for tests
	Progress  func(Progress)
	Drawing   func(done, todo int64) // AskSample: told now and then how many schedules are drawn
	Stands    func(first *Verdict)   // Ask: told the first answer before the other grain is asked
	Safety    bool                   // Ask: leave out what never happens
	Never     *Never                 // Ask: what else is asked, instead of whether anybody gets on at all

	forgetful  bool             // no memo, for tests
	marks      *program.Marks   // not nil: the edges of the space are kept, and which of them are marks
	keeps      bool             // only as long as there is room for them, and nothing was found
	counting   *program.Program // with expressions as its last laws, to be counted; nil: none
	counted    int              // and how many
	everything bool             // what never happens is asked of every op, for tests
	whole      bool             // a circle that closes is looked for with all states told apart, for tests
	future     *program.Future  // not nil: its conditions are the marks
	examples   int              // how many ends are looked for; 0: none
	fates      bool             // from which states something can go wrong at once is kept too; nothing behind it is
	laws       []program.Future // whose conditions are looked at in each pass, beside the marks
}

// The limits of a search that sets none.
const (
	DefaultStates = 100_000_000
	DefaultMemory = 2 << 30
)

// Runs names who runs in the steps of a finding's schedule, one behind the other; "-" is nobody. A long one is cut.
func (v *Verdict) Runs(most int) string {
	var all []string
	for i := range v.Schedule {
		if all = append(all, cmp.Or(v.Schedule[i].Run, "-")); len(all) == most && i < len(v.Schedule)-1 {
			all = append(all, "…")
			break
		}
	}
	return strings.Join(all, " ")
}
