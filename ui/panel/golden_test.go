package panel_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/quartet-os/quartet/internal/effort"
	"github.com/quartet-os/quartet/ui/panel"
	"github.com/quartet-os/quartet/ui/screen"
)

var update = flag.Bool("update", false, "write the golden views anew")

func TestMain(m *testing.M) { os.Exit(effort.Run(m)) }

// golden compares a view with the file of its name.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name+".golden")
	got += "\n"
	if *update {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s differs; got:\n%swant:\n%s", name, got, want)
	}
}

// sizes are those that whole frames are compared at.
func sizes() [][2]int {
	return [][2]int{{60, 18}, {72, 20}, {80, 24}, {100, 30}, {120, 36}, {160, 50}, {200, 60}}
}

func TestWholeFrames(t *testing.T) {
	for _, size := range sizes() {
		name := fmt.Sprintf("frame/%dx%d", size[0], size[1])
		t.Run(name, func(t *testing.T) {
			g := screen.New(size[0], size[1])
			panel.Draw(g, lookMoment())
			golden(t, name, g.String())
		})
	}
}
