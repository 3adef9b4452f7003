package engine

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/quartet-os/quartet/engine/program"
)

// CommandError says what is wrong with a command's text and what would have worked.
type CommandError struct {
	Text string // as typed
	Why  string
	Hint string
}

// Error returns both in one line.
func (e *CommandError) Error() string {
	if e.Hint == "" {
		return fmt.Sprintf("%q: %s", e.Text, e.Why)
	}
	return fmt.Sprintf("%q: %s; %s", e.Text, e.Why, e.Hint)
}

// ParseCommand reads a command line. An optional `at N ` puts it off until tick N. Names are not looked up here: whether
// there is such a coroutine is known only when the command is carried out.
func ParseCommand(text string) (Command, error) {
	words := strings.Fields(text)
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
	case KillVerb, WakeVerb, RunVerb:
		if len(args) != 1 {
			return "it takes the name of one coroutine"
		}
		c.Who = args[0]
	case SignalVerb, BroadcastVerb:
		if len(args) != 1 {
			return "it takes the name of one condition"
		}
		c.Name = args[0]
	case TimeoutVerb:
		return c.timeout(args)
	case RuleVerb:
		if len(args) != 2 {
			return "it takes a rule and a token"
		}
		c.Name, c.Token = args[0], args[1]
	case ChooseVerb:
		return c.choices(args)
	}
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
	case c.Verb == SpawnVerb && c.N != 1, c.Verb == CapacityVerb, c.Verb == SetVerb, c.Verb == PolicyVerb && c.N != 0:
		fmt.Fprintf(&b, " %d", c.N)
	}
	return b.String()
}
