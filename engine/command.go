package engine

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/quartet-os/quartet/engine/program"
)

// Verb says what a command asks for.
type Verb uint8

// The verbs of commands.
const (
	NoVerb        Verb = iota
	SpawnVerb          // spawn NAME [n]; NAME may have arguments: eat(2,forks[0])
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
	PriorityVerb       // priority WHO n; WHO may be a function: all that run it
	ClearVerb          // clear Q
	InterruptVerb      // interrupt WHO
	verbs              // from here on one for each of program.OutsideKinds: release S
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
func Usages() []Usage { return slices.Clone(usages) }

// usages is only read.
var usages = append([]Usage{
	{SpawnVerb, "spawn", "FUNCTION [n]", "start n coroutines of a function (default 1), as in spawn eat(2, forks[0])"},
	{KillVerb, "kill", "WHO", "end a coroutine"},
	{TimeoutVerb, "timeout", "WHO [in n]", "let its deadline be reached now, or give it one n ticks from now"},
	{WakeVerb, "wake", "WHO", "wake it for no reason (a spurious wakeup)"},
	{SignalVerb, "signal", "CONDITION", "signal a condition from outside"},
	{BroadcastVerb, "broadcast", "CONDITION", "wake all waiters of a condition from outside"},
	{CapacityVerb, "capacity", "QUEUE n", "change the capacity of a work queue; nothing is dropped"},
	{ClearVerb, "clear", "QUEUE", "drop all items of a work queue from outside"},
	{SetVerb, "set", "VARIABLE n", "set a shared variable"},
	{RunVerb, "run", "WHO", "make it the next on the CPU"},
	{PolicyVerb, "policy", "NAME [quantum]", "cooperative, preemptive (with a quantum in ops), roundrobin or priority"},
	{RuleVerb, "rule", "NAME TOKEN", "switch one rule, or a whole set: rule all nanoos"},
	{PriorityVerb, "priority", "WHO n", "give it a priority, or all that run a function: the higher runs first"},
	{InterruptVerb, "interrupt", "WHO", "raise an interrupt: its handler is the next on the CPU, whoever runs"},
	{ChooseVerb, "choose", "n...", "take the n-th alternative at the next choices (whom a signal wakes, a duration)"},
}, outsideUsages()...)

// Check says whether the command makes sense by itself, whatever the machine: the error is that of
// ParseCommand for its text. A command that does is read back from its text unchanged.
func (c Command) Check() error {
	wrong := c.wrong()
	switch {
	case wrong == nil && c.At > program.MaxTicks:
		wrong = lateTick(c.At)
	case wrong == nil:
		return nil
	}
	wrong.Text = c.String()
	return wrong
}

// wrong says why a command makes no sense, and what would; nil where it does.
func (c Command) wrong() *CommandError {
	u := c.Verb.usage()
	if u == nil {
		return cannot("there is no such command", "one of "+verbNames())
	}
	if why := c.misfit(); why != "" {
		return cannot(why, u.form())
	}
	return nil
}

// misfit returns the reason why a command of a known verb makes no sense, or "".
func (c Command) misfit() string {
	who, name, token := 0, 0, 0 // how many words each holds
	low, high := int64(0), int64(0)
	switch c.Verb {
	case KillVerb, WakeVerb, RunVerb, InterruptVerb:
		who = 1
	case PriorityVerb:
		who, low, high = 1, -program.MaxPriority, program.MaxPriority
	case TimeoutVerb:
		if who = 1; c.Within {
			high = program.MaxTicks
		}
	case SpawnVerb:
		name, low, high = 1, 1, maxCount
	case CapacityVerb, PolicyVerb:
		name, high = 1, maxCount
	case SetVerb:
		name, low, high = 1, math.MinInt64, math.MaxInt64
	case RuleVerb:
		name, token = 1, 1
	case ChooseVerb:
		if token = len(strings.Fields(c.Token)); token == 0 {
			return "it takes one number for each choice"
		}
		for _, word := range strings.Fields(c.Token) {
			if n, err := strconv.ParseInt(word, 10, 31); err != nil || n < 0 || word != strconv.FormatInt(n, 10) {
				return fmt.Sprintf("%q is not the number of an alternative", word)
			}
		}
	default: // signal, broadcast, and what is done from outside
		name = 1
		if kind, ok := c.Verb.Outside(); ok && kind == program.ChanSend {
			token = min(len(strings.Fields(c.Token)), 1) // what is sent
		}
	}
	switch {
	case c.At < Now:
		return fmt.Sprintf("%d is not a time in ticks", c.At)
	case !hasWords(c.Who, who):
		return fmt.Sprintf("%q does not name one coroutine", c.Who)
	case !hasWords(c.Name, name), !hasWords(c.Token, token):
		return fmt.Sprintf("%q are not its words", strings.TrimSpace(c.Name+" "+c.Token))
	case c.N < low:
		return fmt.Sprintf("%d is too small", c.N)
	case c.N > high && c.Verb == TimeoutVerb && c.Within:
		return fmt.Sprintf("%d ticks are too long (at most %d)", c.N, high)
	case c.N > high:
		return fmt.Sprintf("%d is too large (at most %d)", c.N, high)
	case c.Within && c.Verb != TimeoutVerb:
		return "it takes no time"
	}
	return ""
}

// hasWords reports whether a text is so many words with one blank between two.
func hasWords(text string, n int) bool {
	all := strings.Fields(text)
	return len(all) == n && strings.Join(all, " ") == text
}

// ParseCommand reads a command line. An optional `at N ` puts it off until tick N. Names are not looked up
// here: whether there is such a coroutine is known only when the command is carried out.
func ParseCommand(text string) (Command, error) {
	words := strings.Fields(tight(text))
	c := Command{At: Now}
	fail := func(wrong *CommandError) (Command, error) {
		wrong.Text = text
		return Command{}, wrong
	}
	if len(words) >= 2 && words[0] == "at" {
		n, err := strconv.ParseInt(words[1], 10, 64)
		if err != nil || n < 0 {
			return fail(cannot(fmt.Sprintf("%q is not a time in ticks", words[1]), "write at 12 spawn producer"))
		}
		if n > program.MaxTicks {
			return fail(lateTick(n))
		}
		c.At, words = n, words[2:]
	}
	if len(words) == 0 {
		return fail(cannot("there is no command", "one of "+verbNames()))
	}
	for i := range usages {
		if usages[i].Name != words[0] {
			continue
		}
		c.Verb = usages[i].Verb
		if why := c.arguments(words[1:]); why != "" {
			return fail(cannot(why, usages[i].form()))
		}
		if wrong := c.wrong(); wrong != nil {
			return fail(wrong)
		}
		return c, nil
	}
	if program.IsVerb(words[0]) && words[0] != "exit" {
		return fail(cannot(words[0]+" is done by coroutines, and is no command",
			"spawn one that does it; commands are "+verbNames()))
	}
	return fail(cannot(fmt.Sprintf("there is no command %q", words[0]), "one of "+verbNames()))
}

func verbNames() string {
	var names []string
	for i := range usages {
		names = append(names, usages[i].Name)
	}
	return strings.Join(names, ", ")
}

// arguments fills in what follows the verb and gives the reason why it cannot, or "".
func (c *Command) arguments(args []string) string {
	switch c.Verb {
	case SpawnVerb, PolicyVerb:
		return c.nameAndNumber(args, false)
	case CapacityVerb, SetVerb:
		return c.nameAndNumber(args, true)
	case KillVerb, WakeVerb, RunVerb, InterruptVerb:
		if len(args) != 1 {
			return "it takes the name of one coroutine"
		}
		c.Who = args[0]
	case SignalVerb, BroadcastVerb:
		return c.oneName(args, program.CondClass)
	case ClearVerb:
		return c.oneName(args, program.QueueClass)
	case TimeoutVerb:
		return c.timeout(args)
	case PriorityVerb:
		if len(args) != 2 {
			return "it takes a coroutine, or a function, and a number"
		}
		n, err := strconv.ParseInt(args[1], 10, 64)
		if err != nil {
			return fmt.Sprintf("%q is not a number", args[1])
		}
		c.Who, c.N = args[0], n
	case RuleVerb:
		if len(args) != 2 {
			return "it takes a rule and a token"
		}
		c.Name, c.Token = args[0], args[1]
	case ChooseVerb:
		return c.choices(args)
	}
	if kind, ok := c.Verb.Outside(); ok {
		class, _ := kind.Class()
		if kind == program.ChanSend && len(args) == 2 {
			c.Token, args = args[1], args[:1]
		}
		return c.oneName(args, class)
	}
	return ""
}

// oneName fills in the object of a class.
func (c *Command) oneName(args []string, class program.Class) string {
	if len(args) != 1 {
		return "it takes the name of one " + class.Row().Title
	}
	c.Name = args[0]
	return ""
}

func (c *Command) nameAndNumber(args []string, needed bool) string {
	if needed && len(args) != 2 {
		return "it takes a name and a number"
	}
	if len(args) < 1 || len(args) > 2 {
		return "it takes a name, and perhaps a number"
	}
	c.Name = args[0]
	if len(args) == 1 {
		if c.Verb == SpawnVerb {
			c.N = 1
		}
		return ""
	}
	n, err := strconv.ParseInt(args[1], 10, 64)
	if err != nil {
		return fmt.Sprintf("%q is not a number", args[1])
	}
	if c.N = n; n == 0 && c.Verb == PolicyVerb {
		return "0 is too small"
	}
	return ""
}

// maxCount bounds how many coroutines one command starts, a capacity and a quantum.
const maxCount = 1_000_000

func (c *Command) timeout(args []string) string {
	if len(args) != 1 && !(len(args) == 3 && args[1] == "in") {
		return "it takes the name of one coroutine, and perhaps in and ticks"
	}
	c.Who = args[0]
	if len(args) == 3 {
		n, err := strconv.ParseInt(args[2], 10, 64)
		if err != nil || n < 0 {
			return fmt.Sprintf("%q is not a number of ticks", args[2])
		}
		c.N, c.Within = n, true
	}
	return ""
}

func (c *Command) choices(args []string) string {
	if len(args) == 0 {
		return "it takes one number for each choice"
	}
	for i, a := range args {
		n, err := strconv.ParseInt(a, 10, 31)
		if err != nil || n < 0 {
			return fmt.Sprintf("%q is not the number of an alternative", a)
		}
		args[i] = strconv.FormatInt(n, 10)
	}
	c.Token = strings.Join(args, " ")
	return ""
}

// String returns the command's text; ParseCommand reads it back.
func (c Command) String() string {
	var b strings.Builder
	if c.At != Now {
		fmt.Fprintf(&b, "at %d ", c.At)
	}
	b.WriteString(c.Verb.String())
	for _, s := range []string{c.Who, c.Name, c.Token} {
		if s != "" {
			b.WriteString(" " + s)
		}
	}
	switch {
	case c.Verb == TimeoutVerb && c.Within:
		fmt.Fprintf(&b, " in %d", c.N)
	case c.Verb == SpawnVerb && c.N != 1, c.Verb == CapacityVerb, c.Verb == SetVerb, c.Verb == PriorityVerb,
		c.Verb == PolicyVerb && c.N != 0:
		fmt.Fprintf(&b, " %d", c.N)
	}
	return b.String()
}
