package promela

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine/export"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/internal/effort"
	"github.com/quartet-os/quartet/presets"
)

func TestMain(m *testing.M) { os.Exit(effort.Run(m)) }

// TestShelf: each scene of the shelf has a model, or is refused with all that stands against it.
func TestShelf(t *testing.T) {
	models := 0
	for _, name := range presets.Names() {
		file, text, err := presets.Source(name)
		if err != nil {
			t.Fatal(err)
		}
		s := opened(t, file, text)
		for _, grain := range []program.Grain{program.GrainOp, program.GrainPass} {
			model, err := Write(s, grain)
			if err == nil {
				if grain == program.GrainOp {
					models++
				}
				if strings.Contains(model, "$") || strings.Contains(model, "@") {
					t.Errorf("%s: a place was left open:\n%s", name, model)
				}
				continue
			}
			var r *export.Refused
			if !errors.As(err, &r) || len(r.Reasons) == 0 {
				t.Fatalf("%s: %v", name, err)
			}
			for _, x := range r.Reasons {
				if x.What == "" || x.Why == "" || x.Line == 0 {
					t.Errorf("%s is refused without saying where or why: %+v", name, x)
				}
			}
		}
	}
	if models < 100 {
		t.Errorf("only %d scenes have a model", models)
	}
}

// TestKeptScenes: scenes that a model was once wrong about, or could well be.
func TestKeptScenes(t *testing.T) {
	files, err := filepath.Glob("testdata/*.scene")
	if err != nil || len(files) == 0 {
		t.Fatal(err)
	}
	for _, path := range effort.Some(t, files, 1, 3) {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		t.Run(filepath.Base(path), func(t *testing.T) { agrees(t, opened(t, filepath.Base(path), string(text))) })
	}
}
