package trace

import (
	"strconv"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
)

// eventWords names the kinds of events, in their order; it is only read.
var eventWords = [...]string{
	"", "did", "moved", "joined", "left", "called", "searched", "reordered", "ticked", "wasted", "spawned",
	"refused", "owned", "posted", "commanded", "switched", "cycled", "orphaned", "broke", "ended", "answered",
	"handled", "lost", "large", "became", "passed", "ranked", "lent",
	"holding", "placed", "chose",
}

// reasonWords names why something was refused, in their order; it is only read.
var reasonWords = [...]string{
	"", "no free slot", "no such coroutine", "inbox full", "not timed", "not the owner",
	"maker gone", "not now", "unhandled", "nil",
}

// outcomeWords names how an op ended, in their order; it is only read.
var outcomeWords = [...]string{"done", "blocked", "yielded", "failed"}

func word(words []string, i int, what string) string {
	if i < len(words) {
		return words[i]
	}
	return what + " " + strconv.Itoa(i)
}

func eventWord(k engine.EventKind) string { return word(eventWords[:], int(k), "event") }
func causeWord(c engine.Cause) string     { return c.Row().Name }

// result returns the outcome of an op in a word or two; arg is its Arg in full.
func result(ev *engine.Event, arg int64) string {
	if o := ev.Outcome(); o != engine.Done {
		return word(outcomeWords[:], int(o), "outcome")
	}
	switch ev.Op() {
	case program.Test:
		return strconv.FormatBool(ev.Arg != 0)
	case program.Cas, program.OwnCas:
		return strconv.FormatBool(ev.Result == uint8(program.OK))
	case program.Assign, program.Store, program.AtomicAdd, program.OwnAdd, program.Count, program.Wakeup,
		program.WakeupAll, program.Receive:
		return strconv.FormatInt(arg, 10)
	case program.Peek:
		return "item " + strconv.FormatInt(arg, 10)
	case program.Clear:
		return program.Plural(arg, "item") + " dropped"
	}
	return program.Result(ev.Result).String()
}
