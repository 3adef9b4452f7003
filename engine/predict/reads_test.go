package predict_test

import (
	"strings"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/predict"
	"github.com/quartet-os/quartet/engine/program"
)

// reads tests that a machine, at the step where an answer is seen, reads in what was asked as the answer says.
func reads(t tester, q *predict.Question, at *engine.Engine, a *predict.Answer) {
	t.Helper()
	e, steps, given := at.Fork(nil), q.Steps, []predict.Given(nil)
	if w := a.World; w != nil {
		steps, given = w.Steps, w.Given
		if w.Scene != "" {
			e = booted(t, w.Scene, q.At)
		}
	}
	for done := int64(0); e != nil && done <= steps; done++ {
		for ; len(given) > 0 && given[0].After == done; given = given[1:] {
			if _, err := e.Do(given[0].Command); err != nil {
				t.Errorf("%s: %s: %v", q.Text, given[0].Command, err)
			}
		}
		if done < steps {
			e.Step()
		}
	}
	if e == nil || steps == 0 {
		t.Errorf("%s: nobody can stand where %q is seen", q.Text, a.Text)
		return
	}
	seen, means := q.Reads(e), a.Text
	switch q.Topic {
	case predict.Owner:
		if means = "held by " + a.Text; a.Text == "nobody" {
			means = "free"
		}
		seen, _, _ = strings.Cut(seen, ", queue ")
	case predict.Where, predict.Amount, predict.Value:
	default: // no state tells it
		means = ""
	}
	if !strings.HasSuffix(seen, means) || (seen == "") != (means == "") {
		t.Errorf("%s: where %q is seen it reads %q", q.Text, a.Text, seen)
	}
}

// booted is another scene, as many steps from its boot.
func booted(t tester, text string, steps int64) *engine.Engine {
	t.Helper()
	p, err := program.Parse("", text)
	if err != nil {
		t.Errorf("%v", err)
		return nil
	}
	e, err := engine.New(p)
	if err != nil {
		t.Errorf("%v", err)
		return nil
	}
	for range steps {
		e.Step()
	}
	return e
}
