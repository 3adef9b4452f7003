package scenario_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/engine/scenario"
	"github.com/quartet-os/quartet/engine/scenario/conform"
)

// What a scenario cannot say is refused with its line and with what would work.
func TestRefusals(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"mutexx M", `test.scn:1:1: "mutexx" begins no line of a scenario` + "\n  did you mean mutex?"},
		{"lock M", `"lock" begins no line of a scenario` + "\n  operations stand between proc A and end"},
		{"steps many", `steps is a whole number from 1 to 1000000, not "many"`},
		{"slots 0", `slots is a whole number from 1 to 1000, not "0"`},
		{"clock 1", "clock takes 2, this has 1\n  write clock 1 4"},
		{"clock 1 0", "1/0 is no clock"},
		{"callbacks some", `there are no callbacks "some"`},
		{"mutex M fast", `there is no mutex of the kind "fast"` + "\n  a mutex is plain, recursive or timed"},
		{"mutex", "the mutex has no name"},
		{"var v", "var takes 2, this has 1"},
		{"var v x", `"x" is no whole number`},
		{"mutex M\ncond M", "test.scn:2:1: M is declared already, on line 1"},
		{"proc A now\nend", "a proc has a name, and may be manual"},
		{"proc A\nend\nproc A\nend", "A is declared already, on line 1"},
		{"proc A\nyield", "proc A, begun on line 1, has no end"},
		{"proc A\nlck M\nend", `test.scn:2:1: there is no operation "lck"` + "\n  did you mean lock?"},
		{"proc A\nproc B\nend", `there is no operation "proc"` + "\n  proc A, begun on line 1, has no end yet"},
		{"proc A\nlock M\nend", "test.scn:2:1: there is no mutex M\n  none is declared"},
		{"mutex Mx\nproc A\nlock MX\nend", "there is no mutex MX\n  did you mean Mx?"},
		{"proc A\nlock\nend", "lock takes 1, this has 0\n  write lock M"},
		{"mutex M timed\nproc A\ntimedlock M 4\nend", `"4" is no deadline`},
		{"mutex M timed\nproc A\ntimedlock M +\nend", `"+" is no deadline`},
		{"mutex M timed\nproc A\ntimedlock M ++4\nend", `"++4" is no deadline`},
		{"proc A\nif last == fine\nendif\nend", "last is one of ok busy error timedout"},
		{"proc A\nwhile 1\nendwhile\nend", "a question is a value, one of == != < <= > >=, and a value"},
		{"proc A\nloop 2\nendif\nend", "endif does not end what line 2 began\n  write endloop"},
		{"proc A\nif 1 == 1\nend", "end does not end what line 2 began\n  write endif"},
		{"proc A\nreturnvalue x\nend", `"x" is no whole number`},
		{"proc A\nwork n\nend", "there is no variable n"},
		{"mailbox R", "there is no proc R"},
		{"scenario", "scenario takes 1, this has 0"},
	} {
		_, err := scenario.Parse("test.scn", c.text)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q: got\n%v\nwant\n%s", c.text, err, c.want)
		}
	}
}

// FuzzParse: no text crashes the reader, and every scenario that it takes becomes a scene that the language takes.
func FuzzParse(f *testing.F) {
	files, err := filepath.Glob(filepath.Join("..", "..", "testdata", "nanoos", "*.scn"))
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(text))
	}
	f.Fuzz(func(t *testing.T, text string) {
		sc, err := scenario.Parse("fuzz.scn", text)
		if err != nil {
			return
		}
		sc.Steps, sc.Slots = min(sc.Steps, 20), min(sc.Slots, 9)
		if _, err := program.Parse("fuzz.scene", sc.Scene(scenario.Post, scenario.FourQueue)); err != nil {
			if strings.Contains(err.Error(), "more than") || strings.Contains(err.Error(), "at most") ||
				strings.Contains(err.Error(), "too large") || strings.Contains(err.Error(), "deeply") {
				return // too big for the language, and it says so
			}
			t.Fatalf("%v\n%s", err, sc.Scene(scenario.Post, scenario.FourQueue))
		}
		if _, err := conform.Replay(sc, scenario.New, scenario.FourQueue); err != nil {
			t.Fatal(err)
		}
	})
}
