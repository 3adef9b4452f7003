package explore_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/internal/effort"
	"github.com/quartet-os/quartet/internal/scenetest"
)

// known is a line of a file of verdicts: what comes of a scene that is asked in some way.
type known struct{ scene, grain, options, verdict string }

func verdicts(t *testing.T, folder string) []known {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(folder, "verdicts.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	var all []known
	for line := range strings.Lines(string(text)) {
		fields := strings.Split(strings.TrimSpace(line), "\t")
		if strings.HasPrefix(line, "#") || len(fields) != 3 {
			continue
		}
		grain, options, _ := strings.Cut(fields[1], " ")
		all = append(all, known{fields[0], grain, options, fields[2]})
	}
	return all
}

// found is a verdict in a word, as the files of verdicts have it.
func found(v *explore.Verdict) string {
	if v.Answer == explore.Fails {
		return v.Kind.String()
	}
	return v.Answer.String()
}

func (k known) asked(t *testing.T) (opt explore.Options, named bool) {
	t.Helper()
	opt = explore.Options{Symmetry: true}
	if named = k.grain != "both"; named {
		var ok bool
		if opt.Grain, ok = program.GrainByName(k.grain); !ok {
			t.Fatalf("%s is asked at grain %q", k.scene, k.grain)
		}
	}
	words := strings.Fields(k.options)
	for i := 0; i < len(words); i++ {
		switch {
		case words[i] == "--spurious":
			opt.Spurious = true
		case words[i] == "--reach" && i+1 < len(words):
			i++
			opt.Reach = words[i]
		default:
			t.Fatalf("%s is asked with %q", k.scene, words[i])
		}
	}
	return opt, named
}

// TestCases asks the scenes of real bug reports and exercises, and small scenes that were answered wrongly
// once. A row of a failing schedule always says what happened.
func TestCases(t *testing.T) {
	t.Parallel()
	for _, folder := range []string{"../../testdata/cases", "../../testdata/faults"} {
		all := verdicts(t, folder)
		if len(all) < 15 {
			t.Fatalf("%s has %d verdicts", folder, len(all))
		}
		at := map[string]string{}
		for _, k := range all {
			at[k.scene+" "+k.grain+k.options] = k.verdict
		}
		for _, k := range effort.Some(t, all, 8, len(all)) {
			t.Run(k.scene+" "+k.grain, func(t *testing.T) {
				e := scened(t, filepath.Join(folder, k.scene+".scene"))
				opt, named := k.asked(t)
				a, err := explore.Ask(context.Background(), e, opt, named)
				if err != nil {
					t.Fatal(err)
				}
				got := found(&a.First)
				if a.Other != nil {
					got += "/" + found(a.Other)
					worded(t, a.Other, e)
				}
				if got != k.verdict {
					t.Errorf("%s (%s), want %s", got, a.First.Text, k.verdict)
				}
				worded(t, &a.First, e)
				if k.grain == "pass" && k.options == "" && !e.Program().Settings.GrainNamed {
					other(t, e, at[k.scene+" op"])
				}
			})
		}
	}
}

// other asks a scene that names no grain as somebody does who names none either: the answer at grain op stands beside
// that at grain pass.
func other(t *testing.T, e *engine.Engine, want string) {
	t.Helper()
	opt := explore.Options{Symmetry: true}
	if want == "" { // nothing is known of it
		opt.MaxStates = int64(effort.Times(1_000, 10_000, 0))
	}
	a, err := explore.Ask(context.Background(), e, opt, false)
	if err != nil || a.Other == nil || a.Other.Grain != program.GrainOp {
		t.Fatalf("%v, %+v", err, a.Other)
	}
	if got := found(a.Other); want != "" && got != want {
		t.Errorf("beside grain pass: %s (%s), want %s", got, a.Other.Text, want)
	}
}

func worded(t *testing.T, v *explore.Verdict, e *engine.Engine) {
	t.Helper()
	if v.Answer == explore.Fails {
		wordy(t, fmt.Sprintf("grain %s, %s", v.Grain, v.Text), v, e)
	}
}

func scened(t *testing.T, path string) *engine.Engine {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return machine(t, string(text))
}

// TestPhilosophersInAnArray: five philosophers with an array of forks and an index each, as people write them first.
func TestPhilosophersInAnArray(t *testing.T) {
	text := scenetest.Fault(t, "screen-phil_arr")
	careless := strings.NewReplacer("lock(waiter)\n", "yield()\n", "unlock(waiter)\n", "yield()\n").Replace(text)
	if v := look(t, explore.Run, machine(t, text), explore.Options{Symmetry: true}); v.Answer != explore.Holds {
		t.Errorf("with a waiter: %+v", plain(v))
	}
	v := look(t, explore.Run, machine(t, careless), explore.Options{Symmetry: true})
	if v.Kind != engine.EndDeadlock || v.Length < 10 {
		t.Errorf("without: %+v", plain(v))
	}
}
