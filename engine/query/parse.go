package query

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/quartet-os/quartet/engine/program"
)

// Kind says of which kind a condition is.
type Kind uint8

// The kinds of conditions.
const (
	Truth  Kind = iota // a question
	End                // the run is over
	Stuck              // it is over, and somebody can never go on
	Last               // the newest step of a session, N
	Pass               // pass N is over
	Tick               // the clock is at N or later
	Step               // step N or a later one
	Line               // an op of line N was done
	Signal             // Name was signalled
	Wakes              // coroutine Name was woken
	Ends               // coroutine Name ended
)

// Condition is what is waited or looked for.
type Condition struct {
	Kind     Kind
	N        int64
	Name     string
	Text     string            // as it was written, without blanks around it
	Question *program.Question // of Truth; of Wakes and Ends it names the coroutine
	object   uint16            // of Signal
}

// Words lists what a condition may begin with beside a question, each with what follows it and what it means.
func Words() [][3]string {
	return [][3]string{
		{"end", "", "the run ends"},
		{"stuck", "", "it ends with somebody who can never go on"},
		{"last", "", "the newest step"},
		{"pass", "N", "pass N is over"},
		{"tick", "N", "the clock reaches tick N"},
		{"step", "N", "step N"},
		{"line", "N", "an op of line N is done"},
		{"signal", "NAME", "a condition is signalled, or a wait list woken up"},
		{"wakes", "NAME", "a coroutine is woken"},
		{"ends", "NAME", "a coroutine ends"},
	}
}

// numbered and named are the words that a number and a name follow.
var (
	numbered = map[string]Kind{"pass": Pass, "tick": Tick, "step": Step, "line": Line}
	named    = map[string]Kind{"signal": Signal, "wakes": Wakes, "ends": Ends}
	alone    = map[string]Kind{"end": End, "stuck": Stuck, "last": Last}
)

// Number reads a condition that is known without a scene: a word with a number, a number, end, last or stuck. It is
// false for every other text, and the error says what is wrong with a number.
func Number(text string) (c Condition, is bool, err error) {
	c.Text = strings.TrimSpace(text)
	words := strings.Fields(text)
	switch {
	case len(words) == 1:
		if kind, ok := alone[words[0]]; ok {
			c.Kind = kind
			return c, true, nil
		}
		if n, err := strconv.ParseInt(words[0], 10, 64); err == nil {
			c.Kind, c.N = Tick, n
			return c, true, c.counted("tick")
		}
	case len(words) == 2 && numbered[words[0]] != 0:
		n, err := strconv.ParseInt(words[1], 10, 64)
		if err != nil {
			return c, false, nil
		}
		c.Kind, c.N = numbered[words[0]], n
		return c, true, c.counted(words[0])
	}
	return c, false, nil
}

func (c *Condition) counted(what string) error {
	if c.N < 0 || c.N == 0 && c.Kind == Line {
		return fmt.Errorf("%q: there is no %s %d; write %s 3", c.Text, what, c.N, what)
	}
	return nil
}

// Parse reads a condition about runs of a scene. What the scene declares comes before the words of conditions, where
// both would make sense: a truth named end is that variable. O(length of the scene).
func Parse(p *program.Program, text string) (*Condition, error) {
	c, is, err := Number(text)
	if err != nil {
		return nil, err
	}
	if is && !(alone[c.Text] != 0 && declares(p, c.Text)) {
		if c.Kind == Line {
			return &c, c.lineDoes(p)
		}
		return &c, nil
	}
	words := strings.Fields(text)
	if len(words) == 0 {
		return nil, errors.New("what is to become true? For example len(work) == 2, place(c1) == WAITING, " +
			"signal notEmpty, line 12")
	}
	if kind, ok := named[words[0]]; ok && len(words) < 3 && !declares(p, words[0]) {
		c.Kind = kind
		if len(words) == 1 {
			return nil, fmt.Errorf("%s what? Write %s NAME", words[0], words[0])
		}
		c.Name = words[1]
		return &c, c.resolve(p)
	}
	q, err := p.Question(text)
	if err != nil {
		return nil, Explain(text, err)
	}
	if q.Type != program.Bool {
		return nil, fmt.Errorf("%s is %s, and not true or false; compare it, as in %s == 2", q.Text,
			Article(q.Type), q.Text)
	}
	c.Kind, c.Question = Truth, q
	return &c, nil
}

// lineDoes reports what is wrong with a line in which no coroutine does anything.
func (c *Condition) lineDoes(p *program.Program) error {
	if c.N > int64(len(p.Lines())) {
		return fmt.Errorf("line %d: the scene has %d lines", c.N, len(p.Lines()))
	}
	near := int64(0)
	for pc := range p.Ops {
		if fn := p.OwnerFn[pc]; fn >= 0 && p.Funcs[fn].Entry == p.Boot {
			continue // main is done before the run
		}
		switch line := int64(p.Ops[pc].Line); {
		case line == c.N:
			return nil
		case near == 0 || abs(line-c.N) < abs(near-c.N):
			near = line
		}
	}
	return fmt.Errorf("nobody does anything in line %d; in line %d there is %s", c.N, near, p.LineText(int(near)))
}

func abs(n int64) int64 { return max(n, -n) }

// declares reports whether a scene has an object of a name.
func declares(p *program.Program, name string) bool {
	for i := range p.Objects {
		if p.Objects[i].Name == name {
			return true
		}
	}
	return false
}

// Article returns a type as a sentence needs it.
func Article(t program.Type) string {
	switch t {
	case program.Int, program.ItemOf:
		return "an " + t.String()
	case program.Memory:
		return "a piece of memory"
	}
	return "a " + t.String()
}

// resolve finds what a condition names.
func (c *Condition) resolve(p *program.Program) error {
	if c.Kind != Signal {
		var err error
		if c.Question, err = p.Question("place(" + c.Name + ") == FREE"); err != nil || len(c.Question.Names) == 0 {
			if near := program.Nearest(c.Name, p.Names); near != "" && program.CoroutineName(near) {
				return fmt.Errorf("%s: there is no coroutine %s; did you mean %s?", c.Text, c.Name, near)
			}
			return fmt.Errorf("%s: there is no coroutine %s; coroutines are named p1, c2, or as they are spawned",
				c.Text, c.Name)
		}
		return nil
	}
	var names []string
	for i := range p.Objects {
		o := &p.Objects[i]
		if o.Class.Row().Wake == "" {
			continue
		}
		if o.Name == c.Name {
			c.object = uint16(i)
			return nil
		}
		names = append(names, o.Name)
	}
	switch near := program.Nearest(c.Name, names); {
	case near != "":
		return fmt.Errorf("%s: there is no condition or wait list %s; did you mean %s?", c.Text, c.Name, near)
	case len(names) == 0:
		return fmt.Errorf("%s: this scene has no condition and no wait list", c.Text)
	}
	return fmt.Errorf("%s: there is no condition or wait list %s; there are %s", c.Text, c.Name,
		program.List(names, "and"))
}

// Explain returns what is wrong with a question, in one line: where in the text, what, and what would work.
func Explain(text string, err error) error {
	var all program.Errors
	if !errors.As(err, &all) || len(all) == 0 {
		return err
	}
	one := all[0]
	said := one.Message
	if one.Hint != "" {
		said += "; " + one.Hint
	}
	at := min(max(one.Column-1, 0), len(text))
	rest := []rune(text[at:])
	if len(rest) > 12 {
		rest = append(rest[:12], '…')
	}
	if at == 0 || len(rest) == 0 {
		return errors.New(said)
	}
	return fmt.Errorf("column %d, %q: %s", one.Column, string(rest), said)
}
