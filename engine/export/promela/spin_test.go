package promela

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/export"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/internal/effort"
	"github.com/quartet-os/quartet/presets"
)

// mostStates is up to how many states are compared, where everything is walked and else; the explorer, which tells all
// ops apart here, has more of them in a dozen scenes.
func mostStates() int64 { return int64(effort.Times(30_000, 30_000, 200_000)) }

func opened(t *testing.T, file, text string) *export.Scene {
	t.Helper()
	s, err := export.Open(file, text)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// shelf returns the scenes of the shelf that have a model at a grain.
func shelf(t *testing.T, grain program.Grain, wanted func(*program.Program) bool) (all []*export.Scene) {
	t.Helper()
	for _, name := range presets.Names() {
		file, text, err := presets.Source(name)
		if err != nil {
			t.Fatal(err)
		}
		if s := opened(t, file, text); wanted(s.Program) {
			if _, err := Write(s, grain); err == nil {
				all = append(all, s)
			}
		}
	}
	return all
}

// found is what Spin has come to.
type found struct {
	fails  bool
	steps  int // to what goes wrong
	states int
	text   string
}

var (
	stored  = regexp.MustCompile(`(\d+) states, stored`)
	wrongAt = regexp.MustCompile(`pan:1: (.*) \(at depth (\d+)\)`)
)

// spin makes a verifier of a model and runs it. Where there is no Spin, or no compiler, the test says so and ends.
func spin(t *testing.T, model string, compile []string, ask ...string) found {
	t.Helper()
	for _, tool := range []string{"spin", "cc"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Skipf("without %s: nothing is compared", tool)
		}
	}
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "m.pml"), []byte(model), 0o600); err != nil {
		t.Fatal(err)
	}
	run := func(name string, args ...string) string {
		c := exec.CommandContext(t.Context(), name, args...)
		c.Dir = dir
		out, err := c.CombinedOutput()
		if err != nil && name != "./pan" {
			t.Fatalf("%s %v: %v\n%s\n%s", name, args, err, out, model)
		}
		return string(out)
	}
	run("spin", "-a", "-o3", "m.pml")
	run("cc", append(compile, "-O0", "-w", "-DNOREDUCE", "-o", "pan", "pan.c")...)
	out := run("./pan", append(ask, "-w18", "-m200000")...)
	f := found{text: out}
	m := stored.FindStringSubmatch(out)
	if m == nil || strings.Contains(out, "max search depth too small") {
		t.Fatalf("Spin has not finished:\n%s", out)
	}
	f.states, _ = strconv.Atoi(m[1])
	if m := wrongAt.FindStringSubmatch(out); m != nil {
		f.fails, f.text = true, m[1]
		f.steps, _ = strconv.Atoi(m[2])
		if strings.HasPrefix(m[1], "assertion") {
			f.steps++ // Spin counts what comes before the step that breaks it
		}
	} else if !strings.Contains(out, "errors: 0") {
		t.Fatalf("what has Spin found?\n%s", out)
	}
	return f
}

// safely is how a verifier is compiled that looks for a shortest way to what goes wrong.
func safely() []string { return []string{"-DBFS", "-DNOCLAIM", "-DCOLLAPSE"} }

// explored asks the explorer, which tells all ops apart as Spin does; false where that is too much.
func explored(t *testing.T, p *program.Program, grain program.Grain, most int64) (explore.Verdict, bool) {
	t.Helper()
	e, err := engine.New(p)
	if err != nil {
		t.Fatal(err)
	}
	v, err := explore.Run(context.Background(), e,
		explore.Options{Grain: grain, Unmerged: true, MaxStates: most})
	if err != nil {
		t.Fatal(err)
	}
	return v, v.Answer != explore.Unknown
}

// compared counts what was compared, of scenes with up to so many states; 0: as many as usual.
type compared struct {
	verdicts, depths, states int
	most                     int64
}

// agrees compares what Spin finds of a scene at grain op with what the explorer finds: the verdict, how many steps it
// is to what goes wrong, and, where all states were visited, how many there are.
func (c *compared) agrees(t *testing.T, s *export.Scene) {
	t.Helper()
	w := newWriter(s, program.GrainOp)
	model, err := w.write()
	if err != nil {
		t.Fatal(err)
	}
	v, known := explored(t, s.Program, program.GrainOp, cmp.Or(c.most, mostStates()))
	if !known {
		return
	}
	f := spin(t, freeing(w, model), safely())
	steps, states := f.steps-w.bootSteps(), f.states-w.bootSteps()
	switch c.verdicts++; {
	case f.fails:
		c.depths++
	case !w.loose:
		c.states++
	}
	switch {
	case f.fails != (v.Answer == explore.Fails):
		t.Errorf("Spin says %q, and the explorer %v %v %s\n%s", f.text, v.Answer, v.Kind, v.Text, model)
	case f.fails && steps != v.Length && !(w.oversees() && v.Kind == engine.EndViolation && steps == v.Length+2):
		t.Errorf("%d steps to %s, and %d to %v\n%s", steps, f.text, v.Length, v.Kind, model)
	case f.fails || w.loose:
	case w.oversees() && states == int(v.States+2*v.Ends): // who asks what has to hold in the end does two steps
	case states != int(v.States):
		t.Errorf("Spin has %d states, and the explorer %d\n%s", states, v.States, model)
	}
}

// freeing is a model in which it is told in which order processes end, as the explorer does where others are started
// later: that is the order of FREE.
func freeing(w *writer, model string) string {
	if w.laterMost == 0 {
		return model
	}
	model = strings.ReplaceAll(model, "ended[_pid] = true", "ended[_pid] = true; freed!_pid")
	return strings.Replace(model, "\nbool ended[", fmt.Sprintf("\nchan freed = [%d] of { byte };\nbool ended[",
		w.processes()), 1)
}

// TestSpinAgrees is the law of the package, over the shelf.
func TestSpinAgrees(t *testing.T) {
	all := shelf(t, program.GrainOp, func(*program.Program) bool { return true })
	var c compared
	for _, s := range effort.Some(t, all, 1, 4) {
		t.Run(s.Program.Title(), func(t *testing.T) { c.agrees(t, s) })
	}
	t.Logf("of %d models: %d verdicts, %d shortest ways to what goes wrong and %d numbers of states are those of Spin",
		len(all), c.verdicts, c.depths, c.states)
	some := c.verdicts > 0 && (c.verdicts < 178 || c.depths < 75 || c.states < 66)
	if effort.Exhaustive() && some {
		t.Error("docs/real.md says more")
	}
}

// TestSpinAgreesOnManyStates: so it is with two scenes that have millions of them.
func TestSpinAgreesOnManyStates(t *testing.T) {
	all := shelf(t, program.GrainOp, func(p *program.Program) bool {
		return p.Title() == "bounded-buffer" || p.Title() == "signal-forgotten"
	})
	for _, s := range all[:effort.Times(0, 0, len(all))] {
		t.Run(s.Program.Title(), func(t *testing.T) {
			c := compared{most: 3_000_000}
			if c.agrees(t, s); c.verdicts != 1 {
				t.Error("the explorer has not finished")
			}
		})
	}
}

// TestSpinAgreesAtGrainPass: there a pass goes on until its process gives up the CPU, and the verdict is the same.
func TestSpinAgreesAtGrainPass(t *testing.T) {
	all := shelf(t, program.GrainPass, func(*program.Program) bool { return true })
	for _, s := range effort.Some(t, all, 1, 2) {
		t.Run(s.Program.Title(), func(t *testing.T) { agreesAtPass(t, s) })
	}
}

func agreesAtPass(t *testing.T, s *export.Scene) {
	t.Helper()
	model, err := Write(s, program.GrainPass)
	if err != nil {
		t.Fatal(err)
	}
	v, known := explored(t, s.Program, program.GrainPass, mostStates())
	if !known {
		return
	}
	if f := spin(t, model, safely()); f.fails != (v.Answer == explore.Fails) {
		t.Errorf("Spin says %q, and the explorer %v %v\n%s", f.text, v.Answer, v.Kind, model)
	}
}

// TestSpinAgreesOnWhatComes: laws about what comes are formulas, which Spin asks of the runs that are fair.
func TestSpinAgreesOnWhatComes(t *testing.T) {
	all := shelf(t, program.GrainOp, func(p *program.Program) bool { return len(p.Futures) > 0 })
	for _, s := range effort.Some(t, all, 1, 2) {
		t.Run(s.Program.Title(), func(t *testing.T) {
			w := newWriter(s, program.GrainOp)
			model, err := w.write()
			if err != nil {
				t.Fatal(err)
			}
			if v, known := explored(t, s.Program, program.GrainOp, mostStates()); !known || v.Answer != explore.Holds {
				return // what goes wrong on the way comes first
			}
			e, err := engine.New(s.Program)
			if err != nil {
				t.Fatal(err)
			}
			v, err := explore.Check(t.Context(), e, explore.Options{Grain: program.GrainOp})
			if err != nil {
				t.Fatal(err)
			}
			broken := false
			for _, f := range w.formulas() {
				broken = broken || spin(t, model, []string{"-DNFAIR=3"}, "-a", "-f", "-N", f.name).fails
			}
			if broken != (v.Answer == explore.Fails && v.Kind == engine.EndViolation) {
				t.Errorf("broken for Spin: %v; the explorer says %v %s\n%s", broken, v.Answer, v.Text, model)
			}
		})
	}
}
