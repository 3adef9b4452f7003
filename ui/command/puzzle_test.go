package command

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/ui"
	"github.com/quartet-os/quartet/ui/puzzle"
)

// TestPuzzlesAreListed: with par, for people and for programs, a tick for those that were solved; a file of them that
// is broken, or somebody else's, keeps nobody from anything.
func TestPuzzlesAreListed(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "puzzles"), []byte("one-bell\x00\nno-such-puzzle\n\xff\xfe two-bells\n"),
		0o600); err != nil {
		t.Fatal(err)
	}
	if err := stateIn(dir).puzzles().Keep("one-bell"); err != nil {
		t.Fatal(err)
	}
	out, errs, code := run(t, Host{StateDir: dir}, "puzzle")
	for _, want := range []string{"2 of 40 solved\n", "\nlocks: Locks and races\n", "✓  9  one-bell ",
		"✓ 10  two-bells", "  break  One bell for all ", "par 7 passes\n", "par 1 word\n", "par 1 answer\n",
		"quartet puzzle NAME opens one."} {
		if code != ExitFine || !strings.Contains(out, want) {
			t.Errorf("exit code %d, and no %q in\n%s%s", code, want, out, errs)
		}
	}
	out, _, code = run(t, Host{StateDir: dir}, "puzzle", "--json")
	var all []struct {
		Name, Group, Kind, Title, Scene string
		Par                             int
		Solved                          bool
	}
	if err := json.Unmarshal([]byte(out), &all); err != nil || code != ExitFine || len(all) != len(puzzle.Shelf()) {
		t.Fatalf("exit code %d, %v:\n%s", code, err, out)
	}
	if one := all[8]; one.Name != "one-bell" || one.Group != "conditions" || one.Kind != "break" || one.Par != 7 ||
		one.Scene != "one-condition" || !one.Solved || all[0].Solved {
		t.Errorf("the list has %+v", one)
	}
	if err := os.Remove(filepath.Join(dir, "puzzles")); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(filepath.Join(dir, "puzzles"), 0o700); err != nil {
		t.Fatal(err)
	}
	if out, _, code := run(t, Host{StateDir: dir}, "puzzle"); code != ExitFine || !strings.Contains(out, "0 of 40") {
		t.Errorf("a folder in its place: exit code %d\n%s", code, out)
	}
}

// TestAPuzzleIsPrinted where there is no terminal, with what there is to be done and without what would tell; whoever
// mistypes one hears what would have worked.
func TestAPuzzleIsPrinted(t *testing.T) {
	out, _, code := run(t, Host{}, "puzzle", "which")
	begins := "Puzzle 13 of 40, which-of-them: Which of them?\n\nMend it: E edits it."
	if code != ExitFine || !strings.HasPrefix(out, begins) ||
		!strings.Contains(out, "\npackage which_of_them\n") || strings.Contains(out, "expect") {
		t.Errorf("exit code %d\n%s", code, out)
	}
	for typed, want := range map[string]string{"41": "there is no puzzle 41; there are 1 to 40",
		"one-ball": "did you mean one-bell", "--json": "takes no name"} {
		args := []string{"puzzle", typed}
		if typed == "--json" {
			args = append(args, "one-bell")
		}
		if _, errs, code := run(t, Host{}, args...); code != ExitUsage || !strings.Contains(errs, want) {
			t.Errorf("%s: exit code %d\n%s", typed, code, errs)
		}
	}
	if _, errs, code := run(t, Host{}, "check", "one-bell"); code != ExitUsage ||
		!strings.Contains(errs, "quartet puzzle one-bell opens it") {
		t.Errorf("check one-bell: exit code %d\n%s", code, errs)
	}
}

// TestFlagsOfTheScreenAreHeard by whatever opens one: they are the same for a scene, a lesson and a puzzle.
func TestFlagsOfTheScreenAreHeard(t *testing.T) {
	var got ui.Options
	h := Host{Live: true, StateDir: t.TempDir(), ConfigFile: filepath.Join(t.TempDir(), "none"),
		Screen: func(_ context.Context, o ui.Options) error { got = o; return nil }}
	for _, args := range [][]string{{"bounded-buffer"}, {"lesson", "why-for"}, {"puzzle", "one-bell"}} {
		for _, c := range []struct {
			flag  string
			moves bool
		}{{"--motion", true}, {"--no-motion", false}} {
			_, errs, code := run(t, h, append(args, c.flag, "--theme", "light", "--layout", "teach", "--speed", "8",
				"--ascii")...)
			if code != ExitFine || got.Motion != c.moves || got.Theme != "light" || got.Layout != "teach" ||
				got.Speed != "8" || !got.ASCII {
				t.Errorf("%s %s: exit code %d, %+v\n%s", args, c.flag, code, got, errs)
			}
		}
	}
}
