package stories

import (
	"fmt"
	"strings"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/narrate"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/engine/session"
)

// Usage is one line of help for a command of stories.
type Usage struct {
	Name  string
	Args  string
	About string // what it does, a clause
}

// verb is a command: its help, what it takes, and what it does.
type verb struct {
	Usage
	often int  // how often it acts where n is not said; 0: it takes no n
	names bool // it takes a name
	reads bool // it reads the lines below it
	tell  func(*Story, call) string
}

// longest is how many passes end makes at most, where the story does not say.
const longest = 1000

var verbs = []verb{
	{Usage{"scene", "[name=NAME]", "open a scene of the shelf, or the one below"}, 0, true, true, (*Story).scene},
	{Usage{"step", "[n=N]", "make N steps, 1 if N is not said"}, 1, false, false, (*Story).step},
	{Usage{"pass", "[n=N]", "make N passes"}, 1, false, false, (*Story).pass},
	{Usage{"do", "", "give the commands below, one a line"}, 0, false, true, (*Story).do},
	{Usage{"back", "[n=N]", "go N steps back"}, 1, false, false, (*Story).back},
	{Usage{"queues", "", "list the four queues and the CPU, front first"}, 0, false, false, (*Story).queues},
	{Usage{"objects", "", "list mutexes, conditions, wait lists, work queues and variables"}, 0, false, false,
		(*Story).objects},
	{Usage{"end", "[n=N]", "run to the end, at most N passes, 1000 if N is not said, and say how it ended"}, longest,
		false, false, (*Story).end},
}

// Usages lists every command in the order of help.
func Usages() []Usage {
	var all []Usage
	for _, v := range verbs {
		all = append(all, v.Usage)
	}
	return all
}

func (u *Usage) form() string { return strings.TrimSpace(u.Name + " " + u.Args) }

func (s *Story) scene(c call) string {
	file, text := "story.scene", c.input
	if c.name != "" {
		var err error
		if file, text, err = s.shelf(c.name); err != nil {
			return err.Error()
		}
	}
	p, err := program.Parse(file, text)
	if err != nil {
		return err.Error()
	}
	if s.session, err = session.New(p); err != nil {
		return err.Error()
	}
	e := s.session.Engine()
	n := narrate.New(e.Program(), e.Snapshot(nil))
	n.Restart()
	return lines(n.Tell(e.Boot(), e.End()))
}

func (s *Story) step(c call) string { return s.repeat(c.n, s.session.Forward) }
func (s *Story) pass(c call) string { return s.repeat(c.n, s.session.Pass) }

// repeat goes on n times and tells what happened.
func (s *Story) repeat(n int, forward func() []engine.Event) string {
	e := s.session.Engine()
	narrator := narrate.New(e.Program(), e.Snapshot(nil))
	var b strings.Builder
	for range n {
		events := forward()
		b.WriteString(lines(narrator.Tell(events, s.session.Engine().End())))
	}
	return b.String()
}

func (s *Story) end(c call) string {
	for range c.n {
		if len(s.session.Pass()) == 0 {
			break
		}
	}
	e := s.session.Engine()
	return fmt.Sprintf("%s after %d passes: %s\n", e.End().Kind, e.PassNumber(), e.End().Text)
}

func (s *Story) do(c call) string {
	var b strings.Builder
	for line := range strings.Lines(c.input) {
		command, err := engine.ParseCommand(line)
		if err != nil {
			fmt.Fprintln(&b, err)
			continue
		}
		e := s.session.Engine()
		n := narrate.New(e.Program(), e.Snapshot(nil))
		told := len(s.session.Events())
		if _, err := s.session.Do(command); err != nil {
			fmt.Fprintln(&b, err)
			continue
		}
		b.WriteString(lines(n.Tell(s.session.Events()[told:], s.session.Engine().End())))
	}
	return b.String()
}

func (s *Story) back(c call) string {
	for range c.n {
		s.session.Back()
	}
	return fmt.Sprintf("step %d\n", s.session.Position())
}
