package engine

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/quartet-os/quartet/engine/program"
)

// Check says whether the command makes sense by itself, whatever the machine: the error is that of ParseCommand for its text.
// A command that does is read back from its text unchanged.
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

func lateTick(n int64) *CommandError {
	return cannot(fmt.Sprintf("tick %d is too late", n), fmt.Sprintf("the last tick to name is %d", int64(program.MaxTicks)))
}

// misfit returns the reason why a command of a known verb makes no sense, or "".
func (c Command) misfit() string {
	who, name, token := 0, 0, 0 // how many words each holds
	low, high := int64(0), int64(0)
	switch c.Verb {
	case KillVerb, WakeVerb, RunVerb:
		who = 1
	case TimeoutVerb:
		if who = 1; c.Within {
			high = program.MaxTicks
		}
	case SignalVerb, BroadcastVerb:
		name = 1
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

// hasWords says whether a text is so many words with one blank between two.
func hasWords(text string, n int) bool {
	all := strings.Fields(text)
	return len(all) == n && strings.Join(all, " ") == text
}
