package program

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// When says of which kind a condition is.
type When uint8

// The kinds of conditions.
const (
	WhenTrue    When = iota // a question
	WhenEnd                 // the run is over
	WhenStuck               // it is over, and somebody can never go on
	WhenLast                // the newest step of a session, N
	WhenPass                // pass N is over
	WhenTick                // the clock is at N or later
	WhenStep                // step N or a later one
	WhenLine                // an op of line N was done
	WhenSignal              // Name was signalled
	WhenWakes               // coroutine Name was woken
	WhenEnds                // coroutine Name ended
	WhenJoins               // somebody began to wait for the end of coroutine Name
	WhenDecided             // something was decided, for which Name is the word
)

// Condition is what is waited or looked for in runs of a scene: package query says what each kind means.
type Condition struct {
	Kind     When
	N        int64
	Name     string
	Text     string    // as it was written, without blanks around it
	Point    string    // what stands behind it, where the scene's own point, or its goal, was meant
	Question *Question // of WhenTrue; of WhenWakes, WhenEnds and WhenJoins it names the coroutine
	Object   uint16    // of WhenSignal
	Op       Kind      // of WhenSignal: the op that is meant; Nop: each that wakes
}

// ConditionWords lists what a condition may begin with beside a question, each with what follows it and what it means.
func ConditionWords() [][3]string {
	all := [][3]string{
		{"end", "", "the run ends"},
		{"stuck", "", "it ends with somebody who can never go on"},
		{"last", "", "the newest step"},
		{"pass", "N", "pass N is over"},
		{"tick", "N", "the clock reaches tick N"},
		{"step", "N", "step N"},
		{"line", "N", "an op of line N is done"},
		{"signal", "NAME", "a condition is signalled, or a wait list woken up"},
	}
	for _, k := range askedKinds() {
		all = append(all, [3]string{k.String(), "NAME", kindTable[k].Asked})
	}
	all = append(all, [][3]string{
		{"wakes", "NAME", "a coroutine is woken"},
		{"ends", "NAME", "a coroutine ends"},
		{"joins", "NAME", "somebody begins to wait for the end of a coroutine"},
		{pointWord, "", "the step comes that shows what the scene is about"},
		{goalWord, "", "the scene's goal is reached"},
	}...)
	for _, w := range decisionWords {
		all = append(all, [3]string{w[0], "", w[1]})
	}
	return all
}

// numbered and named are the words that a number and a name follow.
var (
	numbered = map[string]When{"pass": WhenPass, "tick": WhenTick, "step": WhenStep, "line": WhenLine}
	named    = nameWords()
	alone    = map[string]When{"end": WhenEnd, "stuck": WhenStuck, "last": WhenLast}
)

func nameWords() map[string]When {
	all := map[string]When{"signal": WhenSignal, "wakes": WhenWakes, "ends": WhenEnds, "joins": WhenJoins}
	for _, k := range askedKinds() {
		all[k.String()] = WhenSignal
	}
	return all
}

// NumberedCondition reads a condition that is known without a scene: a word with a number, a number, end, last, stuck,
// or a word for what is decided. It is false for every other text, and the error says what is wrong with a number.
func NumberedCondition(text string) (c Condition, is bool, err error) {
	c.Text = strings.TrimSpace(text)
	words := strings.Fields(text)
	switch {
	case len(words) == 1:
		if kind, ok := alone[words[0]]; ok {
			c.Kind = kind
			return c, true, nil
		}
		if decision(words[0]) != "" {
			c.Kind, c.Name = WhenDecided, words[0]
			return c, true, nil
		}
		if n, err := strconv.ParseInt(words[0], 10, 64); err == nil {
			c.Kind, c.N = WhenTick, n
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
	if c.N < 0 || c.N == 0 && c.Kind == WhenLine {
		return fmt.Errorf("%q: there is no %s %d; write %s 3", c.Text, what, c.N, what)
	}
	return nil
}

// The conditions that the scene itself names.
const (
	pointWord = "point"
	goalWord  = "goal"
)

// Aims reports whether it is the scene's goal that was meant.
func (c *Condition) Aims() bool { return c.Point != "" && c.Text == goalWord }

// Happens says as a clause what happens where the condition comes true: "c2 is woken"; or, where it is a question, what
// is true there.
func (c *Condition) Happens(p *Program) string {
	switch c.Kind {
	case WhenEnd:
		return "the run ends"
	case WhenStuck:
		return "it ends with somebody who can never go on"
	case WhenPass:
		return fmt.Sprintf("pass %d is over", c.N)
	case WhenTick:
		return fmt.Sprintf("the clock reaches tick %d", c.N)
	case WhenLine:
		return fmt.Sprintf("an op of line %d is done, %s", c.N, p.LineText(int(c.N)))
	case WhenSignal:
		if c.Op == Nop && p.Objects[c.Object].Class == WaitqClass {
			return c.Name + " is woken up"
		} else if c.Op == Nop {
			return c.Name + " is signalled"
		}
	case WhenWakes:
		return c.Name + " is woken"
	case WhenEnds:
		return c.Name + " ends"
	case WhenJoins:
		return "somebody begins to wait for the end of " + c.Name
	case WhenDecided:
		return decision(c.Name)
	}
	if c.Point != "" {
		return c.Point
	}
	return c.Text
}

// named returns the condition that stands behind a word by which the scene's own is meant; "" for none.
func (l *Lesson) named(word string) string {
	switch word {
	case pointWord:
		return l.Point
	case goalWord:
		return l.Aim
	}
	return ""
}

// unnamed says what is wrong with a word by which a scene's own condition is meant, where it has none.
func (p *Program) unnamed(word string) error {
	switch {
	case word == pointWord:
		return errors.New(`this scene names no point; const point = "signal NAME" in it would name one`)
	case p.Goal == "":
		return errors.New("this scene sets no goal")
	case p.Lesson.Heals:
		return errors.New("this scene's goal is reached at an end that is no failure; end runs on to an end")
	case p.Expect.Fails():
		return fmt.Errorf("this scene's goal is reached at the end that it expects, %s; end runs on to an end",
			p.Expect)
	}
	return errors.New("this goal is not judged by the program: it asks to count or to compare, and no step shows that")
}

// Condition reads a condition about runs of the scene. What the scene declares comes before the words of conditions,
// where both would make sense: a truth named end is that variable. O(length of the scene).
func (p *Program) Condition(text string) (*Condition, error) { return p.condition(text, p.Question) }

// condition reads a condition. ask reads the questions in it.
func (p *Program) condition(text string, ask func(string) (*Question, error)) (*Condition, error) {
	c, is, err := NumberedCondition(text)
	switch {
	case err != nil:
		return nil, err
	case p.Lesson.named(c.Text) != "" && !(c.Text == goalWord && p.declares(goalWord)):
		found, err := p.condition(p.Lesson.named(c.Text), ask)
		if err == nil {
			found.Text, found.Point = c.Text, p.Lesson.named(c.Text)
		}
		return found, err
	}
	if is && !((alone[c.Text] != 0 || c.Kind == WhenDecided) && p.declares(c.Text)) {
		if c.Kind == WhenLine {
			return &c, c.lineDoes(p)
		}
		return &c, nil
	}
	words := strings.Fields(text)
	if len(words) == 0 {
		return nil, errors.New("what is to become true? For example len(work) == 2, place(c1) == WAITING, " +
			"signal notEmpty, line 12")
	}
	if kind, ok := named[words[0]]; ok && len(words) < 3 && !p.declares(words[0]) {
		c.Kind = kind
		if len(words) == 1 {
			return nil, fmt.Errorf("%s what? Write %s NAME", words[0], words[0])
		}
		c.Name, c.Op = words[1], outsideKind(words[0])
		return &c, c.resolve(p, ask)
	}
	if err := p.misused(words); err != nil {
		return nil, err
	}
	q, err := ask(text)
	switch {
	case err != nil && (c.Text == pointWord || c.Text == goalWord):
		return nil, p.unnamed(c.Text)
	case err != nil:
		if meant := p.meantWord(words); meant != "" {
			return nil, fmt.Errorf("there is no %s to ask for; did you mean %s?", words[0], meant)
		}
		return nil, ExplainQuestion(text, err)
	}
	if q.Type != Bool {
		return nil, fmt.Errorf("%s is %s, and not true or false; compare it, as in %s == 2", q.Text,
			q.Type.article(), q.Text)
	}
	c.Kind, c.Name, c.Question = WhenTrue, "", q
	return &c, nil
}

// lineDoes reports what is wrong with a line in which no coroutine does anything.
func (c *Condition) lineDoes(p *Program) error {
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

// declares reports whether the scene has an object of a name.
func (p *Program) declares(name string) bool {
	for i := range p.Objects {
		if p.Objects[i].Name == name {
			return true
		}
	}
	return false
}

// resolve finds what a condition names.
func (c *Condition) resolve(p *Program, ask func(string) (*Question, error)) error {
	if c.Kind != WhenSignal {
		var err error
		if c.Question, err = ask("place(" + c.Name + ") == FREE"); err != nil || len(c.Question.Names) == 0 {
			if near := Nearest(c.Name, p.Names); near != "" && CoroutineName(near) {
				return fmt.Errorf("%s: there is no coroutine %s; did you mean %s?", c.Text, c.Name, near)
			}
			return fmt.Errorf("%s: there is no coroutine %s; coroutines are named p1, c2, or as they are spawned",
				c.Text, c.Name)
		}
		return nil
	}
	return c.resolveObject(p)
}

// resolveObject finds the object that a condition names: of signal one that others can be woken at, of another verb one
// of its class.
func (c *Condition) resolveObject(p *Program) error {
	what, plain := "condition or wait list", "condition and no wait list"
	class, of := c.Op.Class()
	if of {
		what = class.Row().Title
		plain = what
	}
	var names []string
	for i := range p.Objects {
		o := &p.Objects[i]
		switch row := o.Class.Row(); {
		case of && o.Class != class && o.Name == c.Name:
			return fmt.Errorf("%s: %s is %s, and no %s", c.Text, c.Name, row.Noun, what)
		case of && o.Class != class, row.Wake == "":
			continue
		}
		if o.Name == c.Name {
			c.Object = uint16(i)
			return nil
		}
		names = append(names, o.Name)
	}
	switch near := Nearest(c.Name, names); {
	case near != "":
		return fmt.Errorf("%s: there is no %s %s; did you mean %s?", c.Text, what, c.Name, near)
	case len(names) == 0:
		return fmt.Errorf("%s: this scene has no %s", c.Text, plain)
	}
	return fmt.Errorf("%s: there is no %s %s; there are %s", c.Text, what, c.Name, List(names, "and"))
}

// ExplainQuestion returns what is wrong with a question, in one line: where in the text, what, and what would work.
func ExplainQuestion(text string, err error) error {
	var all Errors
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
