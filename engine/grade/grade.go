package grade

import (
	"context"
	"errors"
	"fmt"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/program"
)

// Options bound what is asked of a file.
type Options struct {
	Grain     program.Grain
	Named     bool  // Grain counts; else what the laws file says, or else the student's
	MaxStates int64 // 0: DefaultStates
	MaxMemory int64 // 0: as the explorer does
	Workers   int   // of one search
}

// DefaultStates is how many states of a file are looked at, at most.
const DefaultStates = 500_000

// Verdict is what came of a file.
type Verdict uint8

// The verdicts.
const (
	Refused Verdict = iota // it cannot be graded
	Holds
	Fails
	Unknown
)

// String returns the verdict as JSON has it.
func (v Verdict) String() string { return [...]string{"refused", "holds", "fails", "unknown"}[v&3] }

// Grade is what came of one file.
type Grade struct {
	File     string
	Verdict  Verdict
	Passed   bool   // it came to what the laws file expects
	Kind     string // of a failure, or why it was refused; else ""
	Text     string // one sentence
	Far      string // how far it is to a failure: "in 4 passes"
	Length   int    // in passes or, at grain op, in ops
	Grain    program.Grain
	Untested []string // sentences about laws that nothing has put to the test
	Notes    []string // sentences about who polls, and about what does not count of the file
	Steps    []Step   // the schedule of a failure
	States   int64    // that were visited
}

// Sentence tells what came of it, and how far it is to a failure.
func (g *Grade) Sentence() string {
	if g.Far == "" {
		return g.Text
	}
	return g.Far + ": " + g.Text
}

// Step is a step of a schedule.
type Step struct {
	Line int  // of the last op that it is about, 0 where only time passes
	Laws bool // the line is one of the laws file
	Text string
}

// String tells the step with its line.
func (s Step) String() string {
	where := ""
	switch {
	case s.Line > 0 && s.Laws:
		where = fmt.Sprintf("laws %d", s.Line)
	case s.Line > 0:
		where = fmt.Sprintf("line %d", s.Line)
	}
	return fmt.Sprintf("%-10s%s", where, s.Text)
}

// RefusedGrade is that of a file that cannot be graded.
func RefusedGrade(file string, err error) Grade {
	g := Grade{File: file, Text: err.Error(), Kind: Unreadable.String()}
	var r *Refusal
	if errors.As(err, &r) {
		g.Kind = r.Cause.String()
	}
	return g
}

// Grade asks every schedule of a student's scene under the laws. Where the context ends, the answer is unknown.
func (l *Laws) Grade(ctx context.Context, file, src string, opt Options) Grade {
	m, err := l.Merge(file, src)
	if err != nil {
		return RefusedGrade(file, err)
	}
	e, err := engine.New(m.Program)
	if err != nil {
		return RefusedGrade(file, refuse(NoScene, 0, "%s", m.text.own(err.Error())))
	}
	if opt.MaxStates <= 0 {
		opt.MaxStates = DefaultStates
	}
	ask := explore.Options{Grain: m.Program.Settings.Grain, MaxStates: opt.MaxStates, MaxMemory: opt.MaxMemory,
		Workers: opt.Workers, Symmetry: true}
	if opt.Named {
		ask.Grain = opt.Grain
	}
	named := opt.Named || m.Program.Settings.GrainNamed
	answers, err := explore.Ask(ctx, e, ask, named)
	if err != nil {
		return RefusedGrade(file, refuse(NoScene, 0, "%s", m.text.own(err.Error())))
	}
	return m.grade(ctx, file, &answers)
}

// grade tells an answer.
func (m *Merged) grade(ctx context.Context, file string, a *explore.Answers) Grade {
	v := &a.First
	g := Grade{File: file, Text: m.text.own(v.Told()), Length: v.Length, Grain: v.Grain, States: v.Visited,
		Notes: sentences(m.Notes)}
	switch v.Answer {
	case explore.Holds:
		g.Verdict = Holds
	case explore.Fails:
		g.Verdict, g.Kind, g.Far = Fails, v.Kind.String(), v.Far()
		g.Steps = m.steps(ctx, v)
	default:
		g.Verdict = Unknown
	}
	want := m.laws.prog.Expect
	g.Passed = g.Verdict == Holds && !want.Fails() || g.Verdict == Fails && want.Fails() && want.Kind == v.Kind
	if want.Fails() && !g.Passed && g.Verdict != Unknown {
		g.Notes = append(g.Notes, fmt.Sprintf("The laws file expects that it fails: %s.", want))
	}
	if o := a.Other; o != nil && o.Answer == explore.Fails && v.Answer != explore.Fails {
		g.Notes = append(g.Notes, fmt.Sprintf("But interrupted anywhere (grain op), it fails, %s: %s", o.Far(),
			m.text.own(o.Text)))
		g.Steps = m.steps(ctx, o)
	}
	if g.Verdict == Holds {
		m.untested(&g, v)
	}
	m.judgePolls(&g)
	return g
}

// untested adds what the answer does not cover though it may seem to.
func (m *Merged) untested(g *Grade, v *explore.Verdict) {
	for _, w := range v.Untested() {
		g.Untested = append(g.Untested, m.text.own(w))
	}
	for _, w := range v.Beside() {
		g.Notes = append(g.Notes, m.text.own(w))
	}
	if !m.laws.asks() && !m.Program.Does(program.Assert) {
		g.Untested = append(g.Untested, "The laws file has no law: nothing was asked but whether somebody gets stuck.")
	}
}

// sentences makes clauses sentences.
func sentences(clauses []string) (all []string) {
	for _, c := range clauses {
		all = append(all, "I"+c[1:]+".")
	}
	return all
}

// steps tells the schedule of a failure.
func (m *Merged) steps(ctx context.Context, v *explore.Verdict) (all []Step) {
	rows, err := v.Rows(ctx)
	if err != nil {
		return nil // telling it was broken off; the verdict stands
	}
	for i := range rows {
		line, laws := m.text.place(rows[i].Line)
		all = append(all, Step{line, laws, m.text.own(rows[i].String())})
	}
	return all
}
