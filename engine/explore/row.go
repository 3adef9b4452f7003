package explore

import (
	"context"
	"errors"
	"slices"

	"github.com/quartet-os/quartet/engine/program"
)

// Row says what happened in one choice of a schedule.
type Row struct {
	Name  string // whom its first sentence is about, where Text begins with the verb
	Text  string // in sentences; of a long pass those that matter
	Line  int    // of the last op that Text is about, 0 where only time passed
	Ops   []Done // all ops; of the earlier choices of a schedule of very many, the first and the last
	First int    // its first step
	Func  string // the function of who ran
	// why the CPU changed behind it: "waits for m", "interrupted here"; "" where the same coroutine runs on
	Left string
}

// String returns all that happened.
func (r *Row) String() string { return phrase{r.Name, r.Text}.String() }

// phrase is one or more sentences. The first is about somebody, where name is set, and text begins with its verb.
type phrase struct{ name, text string }

// String returns the phrase with the name.
func (s phrase) String() string {
	if s.name == "" {
		return s.text
	}
	return s.name + " " + s.text
}

// join makes one phrase of several.
func join(all []phrase) (one phrase) {
	for i, s := range all {
		if i == 0 {
			one = s
		} else {
			one.text += " " + s.String()
		}
	}
	return one
}

// Done is one op that was done.
type Done struct {
	Op           program.Kind
	Line         int
	Text, Result string   // as the scene writes it, and what came of it
	Note         string   // what came of it, where the text does not say it: "true", "item 3"
	Wakes        []string // those whom it made ready
	Matters      bool     // the failure depends on it
	Mark         bool     // it only marks a place in the text, or counts for the eye
}

// Rows plays a verdict's schedule and says what happened in each of its choices; those of its Loop
// come behind. It stops with the context's error.
func (v *Verdict) Rows(ctx context.Context) ([]Row, error) {
	if v.Answer != Fails {
		return nil, errors.New("there is no schedule to tell: nothing was found")
	}
	p, err := v.whole().watch(ctx, false)
	if err != nil {
		return nil, err
	}
	return p.rows(p.matters()), nil
}

// whole returns the verdict with what goes on for ever, once, as the end of its schedule.
func (v *Verdict) whole() *Verdict {
	if v.Loop == nil {
		return v
	}
	one := *v
	one.Schedule = slices.Concat(v.Schedule, v.Loop)
	return &one
}

// lasts reports whether it is a run as a whole that goes wrong, and none of its steps.
func (v *Verdict) lasts() bool { return v.Answer == Fails && v.Ahead != nil }

// matters says which steps a failure depends on: of what goes on for ever all.
func (p *witness) matters() []bool {
	if !p.v.lasts() {
		return p.slice()
	}
	all := make([]bool, p.steps())
	for i := range all {
		all[i] = true
	}
	return all
}

// rows says what happened in each choice: the sentences of those of its steps that matter, or, if none does, of all.
func (p *witness) rows(matters []bool) []Row {
	all := make([]Row, len(p.first))
	for i, from := range p.first {
		to := p.steps()
		if i+1 < len(p.first) {
			to = p.first[i+1]
		}
		all[i] = p.row(i, from, to, matters)
	}
	return all
}

// row says what happened in choice i, which has the steps from up to to.
func (p *witness) row(i, from, to int, matters []bool) Row {
	row := Row{First: from, Func: p.funcs[i]}
	var words, others []phrase
	last, lineOf := 0, 0 // lines: of the last op, and of the last that matters
	add := func(step *told, matter bool) {
		for _, op := range step.ops {
			op.Matters = matter
			row.Ops = append(row.Ops, op)
			if last = op.Line; matter {
				lineOf = op.Line
			}
		}
		switch {
		case step.said.text == "":
		case matter:
			words = append(words, step.said)
		default:
			others = append(others, step.said)
		}
		row.Left = p.left(i, step.events)
	}
	for k := range p.kept[i] {
		add(&p.kept[i][k], false)
	}
	for k := max(from, p.base); k < to; k++ {
		add(&p.told[k-p.base], matters[k])
	}
	if row.Line = lineOf; lineOf == 0 {
		row.Line = last
	}
	if len(words) == 0 {
		words = ends(others, 3)
	}
	var said []phrase
	for _, who := range p.v.Schedule[i].Spurious {
		said = append(said, phrase{who, "is woken for no reason, a spurious wakeup."})
	}
	one := join(append(said, ends(words, mostWords)...))
	row.Name, row.Text = one.name, one.text
	return row
}

// ends keeps the beginning and the end of what happened in a pass in which too much did.
func ends(words []phrase, most int) []phrase {
	if len(words) <= most {
		return words
	}
	tail := most / 2
	short := append([]phrase{}, words[:most-tail]...)
	return append(append(short, phrase{text: "…"}), words[len(words)-tail:]...)
}
