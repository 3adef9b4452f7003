package command

import (
	"context"
	"encoding/json"
	"strings"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/program"
)

// answerJSON is what `check --json` prints: the fields in this order.
type answerJSON struct {
	Verdict    string        `json:"verdict"`
	Kind       string        `json:"kind"`
	Text       string        `json:"text"`
	States     *int64        `json:"states"` // null: not known, or more than 63 bits hold
	Visited    int64         `json:"visited"`
	Length     int           `json:"length"`
	Schedule   []choiceJSON  `json:"schedule"`
	Complete   bool          `json:"complete"`
	Grain      string        `json:"grain"`
	Part       string        `json:"part"`               // of the law or assertion that is false
	Values     valuesJSON    `json:"values"`             // that this part looks at
	Laws       []lawJSON     `json:"laws"`               // of the scene, its assertions among them
	Warnings   []string      `json:"warnings"`           // what the answer does not cover though it may seem to
	Examples   []exampleJSON `json:"examples,omitempty"` // ways in which it ends well, where these were asked for
	Reached    []reachJSON   `json:"reached,omitempty"`  // where several expressions were asked for
	Waits      []waitJSON    `json:"waits,omitempty"`    // at the end of the schedule: who waits for whom
	Sample     *sampleJSON   `json:"sample,omitempty"`   // of random schedules, where these were asked for
	Odds       *oddsJSON     `json:"odds,omitempty"`     // where they were asked for
	*neverJSON               // nil where what never happens was not asked
	Other      *answerJSON   `json:"other,omitempty"` // at grain op, where nobody named a grain
}

// lawJSON is a law or an assertion, and how often it was put to the test.
type lawJSON struct {
	Text   string `json:"text"`
	Kind   string `json:"kind"`
	Line   int    `json:"line"`
	Tested int64  `json:"tested"`
	// some part of it could have come out otherwise
	FalsePossible bool `json:"false_possible"`
}

// valuesJSON are values by their names: numbers and truths as such, a coroutine by its name ("" for none), a
// result by its word, an item and a piece of memory by its number.
type valuesJSON map[string]any

func valuesOf(b *engine.Broken) valuesJSON {
	out := valuesJSON{}
	for _, v := range b.Values {
		out[v.Name] = valueOf(v)
	}
	return out
}

// valueOf returns a value as a bool, a string or an int64.
func valueOf(v engine.Valued) any {
	switch v.Type {
	case program.Bool:
		return v.Value != 0
	case program.ResultOf:
		return v.Text
	case program.Coroutine:
		if v.Value == 0 {
			return ""
		}
		return v.Text
	}
	return v.Value
}

// choiceJSON is one step of a schedule.
type choiceJSON struct {
	Run string `json:"run"`
	// the coroutine is a handler, and its interrupt comes
	Interrupt bool     `json:"interrupt,omitempty"`
	Wakes     []string `json:"wakes"`
	Spurious  []string `json:"spurious,omitempty"`
	Text      string   `json:"text"`
	Line      int      `json:"line"`
	Ops       []opJSON `json:"ops"`
}

// opJSON is one op of a step, as `run --json` gives it.
type opJSON struct {
	Line   int    `json:"line"`
	Text   string `json:"text"`
	Result string `json:"result"`
}

// answersJSON returns a question's answers as one object.
func answersJSON(ctx context.Context, a *explore.Answers, shows []explore.Example) (string, error) {
	first, err := answerOf(ctx, &a.First)
	if err == nil {
		first.Examples, err = examplesJSON(ctx, shows)
	}
	if err == nil && a.Other != nil {
		first.Other, err = answerOf(ctx, a.Other)
	}
	if err != nil {
		return "", err
	}
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err = e.Encode(first)
	return strings.TrimSuffix(b.String(), "\n"), err
}

func answerOf(ctx context.Context, v *explore.Verdict) (*answerJSON, error) {
	out := &answerJSON{
		Verdict: v.Answer.String(), Kind: v.Kind.String(), Text: v.Text, Grain: v.Grain.String(),
		Visited: v.Visited, Length: v.Length, Schedule: []choiceJSON{}, Complete: v.Complete,
		Values: valuesJSON{}, Laws: []lawJSON{}, Warnings: v.Warnings(),
		Reached: reachedOf(v), Sample: sampleOf(v),
	}
	for _, l := range v.Laws {
		out.Laws = append(out.Laws, lawJSON{l.Text, l.Kind.String(), l.Line, l.Times, l.FalsePossible})
	}
	out.neverJSON, out.Odds = neverOf(v), oddsOf(v)
	if v.Broken != nil {
		out.Part, out.Values = v.Broken.Part, valuesOf(v.Broken)
	}
	if v.States >= 0 {
		out.States = &v.States
	}
	if v.Answer != explore.Fails {
		return out, nil
	}
	rows, err := v.Rows(ctx)
	switch {
	case ctx.Err() != nil:
		rows = make([]explore.Row, len(v.Schedule)+len(v.Loop)) // telling it was broken off; who ran is known
	case err != nil:
		return nil, err
	}
	if end, err := v.Final(ctx); err == nil {
		out.Waits = waitsAt(end)
	} else if ctx.Err() == nil {
		return nil, err
	}
	for i, c := range v.Schedule {
		out.Schedule = append(out.Schedule, choiceOf(&c, &rows[i]))
	}
	for i, c := range v.Loop {
		out.Cycle = append(out.Cycle, choiceOf(&c, &rows[len(v.Schedule)+i]))
	}
	return out, nil
}

// choiceOf returns a step of a schedule, and what happened in it.
func choiceOf(c *explore.Choice, row *explore.Row) choiceJSON {
	step := choiceJSON{
		Run: c.Run, Interrupt: c.Interrupt != "", Wakes: append([]string{}, c.Wakes...), Spurious: c.Spurious,
		Text: row.String(), Line: row.Line, Ops: []opJSON{},
	}
	for _, op := range row.Ops {
		step.Ops = append(step.Ops, opJSON{op.Line, op.Text, op.Result})
	}
	return step
}
