package engine

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/quartet-os/quartet/engine/program"
)

// Broken says why a law or an assertion does not hold.
type Broken struct {
	Law    int      // index in Program.Laws; -1: an assertion
	Part   string   // the part of it that is false, as the scene writes it
	Values []Valued // what that part looks at, as it was then
	words  string
}

// Valued is a name in a scene's text with its value.
type Valued struct {
	Name  string // of a variable, or what is looked at: len(work)
	Type  program.Type
	Value int64  // of an int or a bool; of an item or a piece of memory its number
	Text  string // as a sentence tells it: a number, true, ok, p1, item 3, nil
}

// String says it in words: `inside <= 1 is false (inside is 2)`; "" where the part is the word false itself.
func (b *Broken) String() string { return b.words }

// whyFalse says why expression x is false for coroutine s. It is worked out only when a law is broken.
func (e *Engine) whyFalse(x, s int32) *Broken {
	part := e.prog.PartsOf(x)
	if part == nil {
		return nil
	}
	text, code := e.falsePart(part, s, false)
	fn := -1
	if int(s) < len(e.cors) {
		fn = int(e.cors[s].fn)
	}
	b := &Broken{Law: -1, Part: text}
	var told []string
	for _, in := range code {
		if in.Do != program.Load {
			continue
		}
		name, t, ok := e.prog.Leaf(in.Operand, fn)
		if !ok || has(b.Values, name) {
			continue
		}
		v := e.valued(name, t, e.operand(&in.Operand, s))
		b.Values = append(b.Values, v)
		told = append(told, name+" is "+v.Text)
	}
	if text == "false" {
		return b // an assertion that says only that nobody comes to it
	}
	b.words = text + " is false"
	if len(told) > 0 && (len(told) > 1 || b.Values[0].Name != text) {
		b.words += " (" + strings.Join(told, ", ") + ")"
	}
	return b
}

func has(values []Valued, name string) bool {
	for i := range values {
		if values[i].Name == name {
			return true
		}
	}
	return false
}

// falsePart goes down to the part that makes a truth false: of && the side that is false, of || both, since both are.
// Behind a ! it is the other way round; what it comes to there is told with the ! before it.
func (e *Engine) falsePart(p *program.Part, s int32, negated bool) (text string, code []program.Instr) {
	decides := program.And
	if negated {
		decides = program.Or
	}
	switch p.Do {
	case program.Not:
		return e.falsePart(p.Parts[0], s, !negated)
	case decides:
		for _, one := range p.Parts {
			if (e.postfix(one.Code, s) != 0) == negated {
				return e.falsePart(one, s, negated)
			}
		}
	}
	if !negated {
		return p.Text, p.Code
	}
	if simple(p) {
		return "!" + p.Text, p.Code
	}
	return "!(" + p.Text + ")", p.Code
}

// simple says whether a ! can stand before a part without brackets.
func simple(p *program.Part) bool {
	return p.Do == program.Load && len(p.Code) == 1 && !strings.ContainsAny(p.Text, " =<>&|+-*/%")
}

// valued tells a value in words.
func (e *Engine) valued(name string, t program.Type, v int64) Valued {
	switch t {
	case program.ItemOf:
		v = e.heap.label(v)
	case program.Memory:
		v = e.pieceLabel(v)
	}
	text := program.Spell(t, v, e.handleName)
	if v == 0 && (t == program.ItemOf || t == program.Memory) {
		text = "nil" // as the scene writes it: the sentence quotes the scene
	}
	return Valued{Name: name, Type: t, Value: v, Text: text}
}

// handleName names the coroutine of a handle.
func (e *Engine) handleName(handle int64) string {
	if s := e.live(handle); s >= 0 {
		return e.Name(int(s))
	}
	return "one that ended"
}

// pieceLabel gives the number of a piece of memory, 0 for none.
func (e *Engine) pieceLabel(v int64) int64 {
	if v < 1 || v > int64(len(e.heap.pieces)) {
		return 0
	}
	return e.heap.pieces[v-1].label
}

// whyUnkept says why items of a queue are not kept for a taker: how many lie there, and who takes.
func (e *Engine) whyUnkept(law *program.Law, awake, asleep int) *Broken {
	items := int64(e.rings[law.Queue].Len())
	length := "len(" + e.prog.Objects[e.prog.Queues[law.Queue].Object].Name + ")"
	number := func(name string, n int64) Valued {
		return Valued{Name: name, Value: n, Text: strconv.FormatInt(n, 10)}
	}
	return &Broken{
		Part: length + " <= takers awake",
		Values: []Valued{
			number(length, items), number("takers awake", int64(awake)), number("takers asleep", int64(asleep)),
		},
		words: fmt.Sprintf("%s in it, takers awake: %d, asleep: %d", program.Plural(items, "item"), awake, asleep),
	}
}

// falsified ends the run over a law or an assertion that does not hold, and why.
func (e *Engine) falsified(text string, why *Broken) {
	if why == nil {
		e.fail(EndViolation, text)
		return
	}
	if why.words != "" {
		text += ": " + why.words
	}
	e.fail(EndViolation, text)
	if e.end.Text == text+"." {
		e.end.Broken = why
	}
}
