package ask

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/engine/session"
)

// Bounds of the runs that are compared, in steps.
const (
	switchLeast = 2_000 // they go at least so far, as if a short run had gone on
	switchMost  = 50_000
)

// Switch plays a run again from its boot, once as it is and once with a rule or the policy switched, and tells the
// first step that is told in other words; where there is none, the first in which something else differs, such as the
// clock. The run is the commands that were given, and as many steps as it had; a short one is gone on with.
func Switch(ctx context.Context, p *program.Program, given []session.Given, length int64,
	c engine.Command) (string, error) {
	one, err := session.New(p)
	if err != nil {
		return "", err
	}
	other, err := session.New(p)
	if err != nil {
		return "", err
	}
	if _, err := other.Do(c); err != nil {
		return "it cannot be switched at the boot: " + why(err), nil
	}
	most, quiet := min(max(length, switchLeast), switchMost), int64(0)
	for one.Position() < most {
		if one.Position()%1024 == 0 && ctx.Err() != nil {
			return "", ctx.Err()
		}
		for len(given) > 0 && given[0].Step <= one.Position() {
			if _, err := one.Do(given[0].Command); err != nil {
				return "", err
			}
			if _, err := other.Do(given[0].Command); err != nil {
				return fmt.Sprintf("at step %d the command %s is refused: %s", one.Position(), given[0].Command,
					why(err)), nil
			}
			given = given[1:]
		}
		a, b := one.Forward(), other.Forward()
		if newest(one, one.Position()) != newest(other, one.Position()) || (a == nil) != (b == nil) {
			return parted(one, other, length), nil
		}
		if quiet == 0 && !slices.Equal(a, b) {
			quiet = one.Position()
		}
		if a == nil {
			break
		}
	}
	if quiet > 0 && quiet <= max(length, 1) {
		return fmt.Sprintf("the same happens; only the clock, or what the kernel keeps, differs from step %d on",
			quiet), nil
	}
	if length > switchMost {
		return fmt.Sprintf("nothing differs in its first %d steps", switchMost), nil
	}
	return "nothing differs", nil
}

// parted tells the step in which two runs differ.
func parted(one, other *session.Session, length int64) string {
	at := max(one.Position(), other.Position())
	head := fmt.Sprintf("step %d", at)
	if at > length {
		head = fmt.Sprintf("nothing differs so far; step %d would", at)
	}
	return fmt.Sprintf("%s: now %s; with it %s", head, newest(one, at), newest(other, at))
}

// newest is what a session tells of a step.
func newest(s *session.Session, step int64) string {
	var said []string
	for _, one := range s.Story(3) {
		if one.Step == step {
			text := program.Clause(one.Text)
			if one.Name == "" {
				text = goesOn(text)
			}
			said = append(said, strings.TrimSpace(one.Name+" "+text))
		}
	}
	if len(said) == 0 {
		return "the run is over"
	}
	return strings.Join(said, ", ")
}

// goesOn makes a sentence part of another one: its first word is small unless it is all in capitals, as READY.
func goesOn(sentence string) string {
	if first, _, _ := strings.Cut(sentence, " "); strings.ToUpper(first) == first {
		return sentence
	}
	return strings.ToLower(sentence[:1]) + sentence[1:]
}
