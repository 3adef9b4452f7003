package stories

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/quartet-os/quartet/engine/narrate"
	"github.com/quartet-os/quartet/engine/session"
)

// Argument is KEY=VALUE behind a command, or KEY alone.
type Argument struct {
	Key    string
	Values []string
}

// Shelf returns the file name and the text of a scene by its name.
type Shelf func(name string) (file, text string, err error)

// Story is where a scenario file stands.
type Story struct {
	shelf   Shelf
	session *session.Session
}

// New begins a story. Its scenes are those of its own text and those of the shelf.
func New(shelf Shelf) *Story { return &Story{shelf: shelf} }

// Tell carries out one command and returns what the machine says; a scene or a command that the machine refuses is such
// an answer, too. The error is about the story: a command that there is not, or arguments that it does not take.
func (s *Story) Tell(name string, args []Argument, input string) (string, error) {
	for _, v := range verbs {
		if v.Name != name {
			continue
		}
		c, err := v.read(args, input)
		if err != nil {
			return "", fmt.Errorf("%s: %w; the form is %s", name, err, v.form())
		}
		if s.session == nil && name != "scene" {
			return "", fmt.Errorf("%s: a story begins with a scene", name)
		}
		return v.tell(s, c), nil
	}
	var names []string
	for _, v := range verbs {
		names = append(names, v.Name)
	}
	return "", fmt.Errorf("there is no command %q; there are %s", name, strings.Join(names, ", "))
}

// call is a command as it was read.
type call struct {
	n     int
	name  string
	input string
}

// read checks a command's arguments and fills in what is not said.
func (v *verb) read(args []Argument, input string) (call, error) {
	c := call{n: v.often, input: input}
	if strings.TrimSpace(input) != "" && !v.reads {
		return c, fmt.Errorf("it reads no lines below it")
	}
	seen := map[string]bool{}
	for _, a := range args {
		switch {
		case seen[a.Key]:
			return c, fmt.Errorf("%s is said twice", a.Key)
		case a.Key == "n" && v.often > 0:
			n, err := strconv.Atoi(strings.Join(a.Values, " "))
			if err != nil || n < 1 {
				return c, fmt.Errorf("n=%s is no number from 1", strings.Join(a.Values, " "))
			}
			c.n = n
		case a.Key == "name" && v.names:
			if len(a.Values) != 1 || a.Values[0] == "" {
				return c, fmt.Errorf("name takes one name")
			}
			if strings.TrimSpace(input) != "" {
				return c, fmt.Errorf("a scene is of the shelf or written below, not both")
			}
			c.name = a.Values[0]
		default:
			return c, fmt.Errorf("it does not know %q", a.Key)
		}
		seen[a.Key] = true
	}
	return c, nil
}

// lines puts each sentence on a line of its own, behind its step.
func lines(told []narrate.Sentence) string {
	var b strings.Builder
	for _, s := range told {
		fmt.Fprintf(&b, "%4d  %s\n", s.Step, s)
	}
	return b.String()
}
