package engine

import "slices"

// Verb says what a command asks for.
type Verb uint8

// The verbs of commands.
const (
	NoVerb        Verb = iota
	SpawnVerb          // spawn NAME [n]
	KillVerb           // kill WHO
	TimeoutVerb        // timeout WHO [in n]
	WakeVerb           // wake WHO
	SignalVerb         // signal C
	BroadcastVerb      // broadcast C
	CapacityVerb       // capacity Q n
	SetVerb            // set VAR n
	RunVerb            // run WHO
	PolicyVerb         // policy NAME [quantum]
	RuleVerb           // rule NAME TOKEN
	ChooseVerb         // choose n...
	verbs
)

// String returns the verb as it is typed.
func (v Verb) String() string {
	if u := v.usage(); u != nil {
		return u.Name
	}
	return ""
}

// usage returns the verb's line of help, nil for no verb.
func (v Verb) usage() *Usage {
	for i := range usages {
		if usages[i].Verb == v {
			return &usages[i]
		}
	}
	return nil
}

// Now is Command.At of a command that is not put off.
const Now = int64(-1)

// Command is one thing that a user asks of the machine. Its text form (String, ParseCommand) is the same for keys, the
// prompt, --do, func script, session files and tests. Commands are comparable.
type Command struct {
	Verb   Verb
	At     int64  // do it when the clock reaches this tick; Now: at once
	Who    string // a coroutine's name, or a slot such as s4
	Name   string // function, object, rule or policy
	Token  string // of RuleVerb; the choices of ChooseVerb, joined by blanks
	N      int64  // number of coroutines, ticks, capacity, value or quantum
	Within bool   // TimeoutVerb: in N ticks rather than now
}

// Usage is one line of help for a verb.
type Usage struct {
	Verb  Verb
	Name  string
	Args  string
	About string // what it does, a clause
}

// form tells how the verb is written.
func (u *Usage) form() string { return "the form is " + u.Name + " " + u.Args }

// Usages lists every verb in the order of help.
func Usages() []Usage { return slices.Clone(usages[:]) }

// usages is only read.
var usages = [...]Usage{
	{SpawnVerb, "spawn", "FUNCTION [n]", "start n coroutines of a function (default 1)"},
	{KillVerb, "kill", "WHO", "end a coroutine"},
	{TimeoutVerb, "timeout", "WHO [in n]", "let its deadline be reached now, or give it one n ticks from now"},
	{WakeVerb, "wake", "WHO", "wake it for no reason (a spurious wakeup)"},
	{SignalVerb, "signal", "CONDITION", "signal a condition from outside"},
	{BroadcastVerb, "broadcast", "CONDITION", "wake all waiters of a condition from outside"},
	{CapacityVerb, "capacity", "QUEUE n", "change the capacity of a work queue; nothing is dropped"},
	{SetVerb, "set", "VARIABLE n", "set a shared variable"},
	{RunVerb, "run", "WHO", "make it the next on the CPU"},
	{PolicyVerb, "policy", "NAME [quantum]", "cooperative, preemptive (with a quantum in ops) or roundrobin"},
	{RuleVerb, "rule", "NAME TOKEN", "switch one rule, or a whole set: rule all nanoos"},
	{ChooseVerb, "choose", "n...", "take the n-th alternative at the next choices (whom a signal wakes, a duration)"},
}
