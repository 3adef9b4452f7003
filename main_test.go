package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/engine/session"
	"github.com/quartet-os/quartet/internal/effort"
	"github.com/quartet-os/quartet/internal/signaltest"
)

func TestMain(m *testing.M) {
	if filepath.Base(os.Args[0]) != "quartet" { // the tests, and not the program that they start
		signaltest.Heed()
	}
	testscript.Main(tests{m}, map[string]func(){"quartet": main})
}

// tests are run as internal/effort says.
type tests struct{ *testing.M }

// Run runs them.
func (m tests) Run() int { return effort.Run(m.M) }

// TestScripts runs the command line as a user does: each file of testdata/script is a list of commands and of what they
// answer.
func TestScripts(t *testing.T) {
	scripts, err := filepath.Glob(filepath.Join("testdata", "script", "*.txt*"))
	if err != nil || len(scripts) == 0 {
		t.Fatal("there are no scripts", err)
	}
	testscript.Run(t, testscript.Params{
		Files:               effort.Some(t, scripts, 2, len(scripts)),
		RequireUniqueNames:  true,
		RequireExplicitExec: true,
		Setup: func(e *testscript.Env) error {
			e.Setenv("XDG_STATE_HOME", filepath.Join(e.WorkDir, "state"))
			e.Setenv("XDG_CONFIG_HOME", filepath.Join(e.WorkDir, "config"))
			e.Setenv("TERM", "dumb")
			return nil
		},
		Condition: func(cond string) (bool, error) {
			switch cond {
			case "full": // a device that is always full
				_, err := os.Stat("/dev/full")
				return err == nil, nil
			case "folders": // folders that cannot be written to
				return runtime.GOOS != "windows" && os.Getuid() != 0, nil
			}
			return false, nil
		},
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){"code": code, "session": save},
	})
}

// code runs a command and insists on its exit code: code 2 quartet run nothing.
func code(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: code NUMBER COMMAND...")
	}
	got := 0
	var exit *exec.ExitError
	if err := ts.Exec(args[1], args[2:]...); errors.As(err, &exit) {
		got = exit.ExitCode()
	} else if err != nil {
		ts.Fatalf("%v: %v", args[1:], err)
	}
	if fmt.Sprint(got) != args[0] {
		ts.Fatalf("%v ended with %d, not with %s", args[1:], got, args[0])
	}
}

// save makes a session file: session FILE SCENE ACT..., where an act is a number of steps, @STEP to go to one, or a
// command.
func save(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: session FILE SCENE ACT...")
	}
	p, err := program.Parse(args[1], ts.ReadFile(args[1]))
	ts.Check(err)
	s, err := session.New(p)
	ts.Check(err)
	for _, act := range args[2:] {
		if step, ok := strings.CutPrefix(act, "@"); ok {
			n, err := strconv.Atoi(step)
			ts.Check(err)
			s.GoTo(int64(n))
		} else if n, err := strconv.Atoi(act); err == nil {
			for range n {
				s.Forward()
			}
		} else {
			c, err := engine.ParseCommand(act)
			ts.Check(err)
			_, err = s.Do(c)
			ts.Check(err)
		}
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), s.Marshal(), 0o644))
}
