package main_test

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"github.com/cockroachdb/datadriven"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/engine/session"
	"github.com/quartet-os/quartet/presets"
)

// TestStories walks testdata/stories: each file is a story that a lecturer can read, a command, four dashes, and what the
// machine says. `go test . -run Stories -rewrite` writes the answers anew; commit them only if you understand the change.
func TestStories(t *testing.T) {
	datadriven.Walk(t, "testdata/stories", func(t *testing.T, path string) {
		var s story
		datadriven.RunTest(t, path, func(t *testing.T, d *datadriven.TestData) string {
			tell, ok := verbs[d.Cmd]
			if !ok {
				d.Fatalf(t, "there is no command %q", d.Cmd)
			}
			if s.session == nil && d.Cmd != "scene" {
				d.Fatalf(t, "a story begins with a scene")
			}
			return tell(&s, d)
		})
	})
}

// story is where a scenario file stands.
type story struct {
	session *session.Session
}

// verbs are the commands of scenario files.
var verbs = map[string]func(*story, *datadriven.TestData) string{
	"scene":   (*story).scene,   // the scene below, or of the shelf: scene name=bounded-buffer
	"step":    (*story).step,    // n steps: step n=3
	"pass":    (*story).pass,    // n passes
	"do":      (*story).do,      // the commands below
	"back":    (*story).back,    // n steps back
	"queues":  (*story).queues,  // the four queues, front first
	"objects": (*story).objects, // mutexes, conditions, wait lists, work queues, variables
	"end":     (*story).end,     // runs to the end, at most n passes, and tells how it ended
}

func (s *story) scene(d *datadriven.TestData) string {
	file, text := "story.scene", d.Input
	if name := argument(d, "name"); name != "" {
		var err error
		if file, text, err = presets.Source(name); err != nil {
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
	n := engine.NewNarrator(e)
	n.Restart()
	return lines(n.Tell(e.Boot()))
}

// count reads n=…, 1 when it is not said.
func count(d *datadriven.TestData) int {
	if k, err := strconv.Atoi(argument(d, "n")); err == nil {
		return k
	}
	return 1
}

// argument reads key=value, "" when it is not said.
func argument(d *datadriven.TestData, key string) string {
	for _, a := range d.CmdArgs {
		if a.Key == key && len(a.Vals) == 1 {
			return a.Vals[0]
		}
	}
	return ""
}

func (s *story) step(d *datadriven.TestData) string {
	n := engine.NewNarrator(s.session.Engine())
	var b strings.Builder
	for range count(d) {
		b.WriteString(lines(n.Tell(s.session.Forward())))
	}
	return b.String()
}

func (s *story) pass(d *datadriven.TestData) string {
	n := engine.NewNarrator(s.session.Engine())
	var b strings.Builder
	for range count(d) {
		b.WriteString(lines(n.Tell(s.session.Pass())))
	}
	return b.String()
}

func (s *story) end(d *datadriven.TestData) string {
	for range max(count(d), 1000) {
		if len(s.session.Pass()) == 0 {
			break
		}
	}
	e := s.session.Engine()
	return fmt.Sprintf("%s after %d passes: %s\n", e.End().Kind, e.PassNumber(), e.End().Text)
}

func (s *story) do(d *datadriven.TestData) string {
	var b strings.Builder
	for line := range strings.Lines(d.Input) {
		c, err := engine.ParseCommand(line)
		if err != nil {
			fmt.Fprintln(&b, err)
			continue
		}
		n := engine.NewNarrator(s.session.Engine())
		told := len(s.session.Events())
		if _, err := s.session.Do(c); err != nil {
			fmt.Fprintln(&b, err)
			continue
		}
		b.WriteString(lines(n.Tell(s.session.Events()[told:])))
	}
	return b.String()
}

func (s *story) back(d *datadriven.TestData) string {
	for range count(d) {
		s.session.Back()
	}
	return fmt.Sprintf("step %d\n", s.session.Position())
}

func (s *story) queues(*datadriven.TestData) string {
	e := s.session.Engine()
	now := e.Snapshot(nil)
	running := []int{}
	if now.Running >= 0 {
		running = append(running, now.Running)
	}
	var b strings.Builder
	for _, q := range []struct {
		name  string
		slots []int
	}{{"free", now.Free}, {"ready", now.Ready}, {"running", running}, {"waiting", now.Waiting}, {"timed", now.Timed}} {
		fmt.Fprintf(&b, "%s: %s\n", q.name, names(e, q.slots))
	}
	return b.String()
}

func names(e *engine.Engine, slots []int) string {
	var out []string
	for _, s := range slots {
		out = append(out, e.Name(s))
	}
	if len(out) == 0 {
		return "-"
	}
	return strings.Join(out, " ")
}

func (s *story) objects(*datadriven.TestData) string {
	e := s.session.Engine()
	now := e.Snapshot(nil)
	var b strings.Builder
	for _, m := range now.Mutexes {
		owner := m.OwnerName
		if owner == "" {
			owner = "nobody"
		}
		fmt.Fprintf(&b, "%s: owner %s, depth %d, lock queue %s\n", m.Name, owner, m.Depth, names(e, m.LockQueue))
	}
	for _, c := range now.Conds {
		fmt.Fprintf(&b, "%s: signals %d, signal queue %s\n", c.Name, c.Signals, names(e, c.SignalQueue))
	}
	for _, l := range now.Lists {
		fmt.Fprintf(&b, "%s: wait list %s\n", l.Name, names(e, l.Queue))
	}
	for _, q := range now.Queues {
		fmt.Fprintf(&b, "%s: %d of %d %v\n", q.Name, len(q.Items), q.Max, q.Items)
	}
	for _, v := range now.Vars {
		fmt.Fprintf(&b, "%s = %d\n", v.Name, v.Value)
	}
	return b.String()
}

func lines(told []engine.Sentence) string {
	var b strings.Builder
	for _, s := range told {
		fmt.Fprintf(&b, "%4d  %s\n", s.Step, s)
	}
	return b.String()
}
