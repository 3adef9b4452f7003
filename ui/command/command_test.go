package command

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/internal/effort"
	"github.com/quartet-os/quartet/internal/scenetest"
	"github.com/quartet-os/quartet/presets"
	"github.com/quartet-os/quartet/ui"
)

func TestMain(m *testing.M) { os.Exit(effort.Run(m)) }

// run returns what a command line prints and its exit code.
func run(t *testing.T, h Host, args ...string) (out, errs string, code int) {
	t.Helper()
	var stdout, stderr bytes.Buffer
	h.Out, h.Err = &stdout, &stderr
	if h.In == nil {
		h.In = strings.NewReader("")
	}
	code = Main(context.Background(), h, args)
	return stdout.String(), stderr.String(), code
}

// TestEveryPassOfEverySceneIsOneObject reads what run --json prints as a program would.
func TestEveryPassOfEverySceneIsOneObject(t *testing.T) {
	for _, name := range effort.Some(t, presets.Names(), 6, 20) {
		out, errs, code := run(t, Host{}, "run", name, "--json", "--passes", "200")
		if code != 0 || errs != "" {
			t.Fatalf("%s: %d %s", name, code, errs)
		}
		var described []string // classes of objects that only scenes with such an object have a field for
		for _, v := range scenetest.Boot(t, scenetest.Shipped(t, name)).Snapshot(nil).Syncs {
			if plural := v.Class.Row().Plural; !slices.Contains(described, plural) {
				described = append(described, plural)
			}
		}
		if hasGiven(scenetest.Shipped(t, name).Funcs) {
			described = append(described, "started")
		}
		if scenetest.Shipped(t, name).UsesJoin {
			described = append(described, "joins")
		}
		if scenetest.Shipped(t, name).UsesPriority {
			described = append(described, "levels")
		}
		if scenetest.Boot(t, scenetest.Shipped(t, name)).Snapshot(nil).InRounds {
			described = append(described, "turn")
		}
		slots := len(scenetest.Boot(t, scenetest.Shipped(t, name)).Snapshot(nil).Coroutines)
		lines := strings.Split(strings.TrimSuffix(out, "\n"), "\n")
		for i, line := range lines[:len(lines)-1] {
			want := slices.Concat([]string{"pass", "time", "run", "stop", "ops", "moves", "free", "ready", "waiting",
				"timed", "mutexes", "conds"}, described, []string{"queues", "vars"})
			if got := keys(t, line); !slices.Equal(got, want) {
				t.Fatalf("%s: line %d has the fields %v", name, i+1, got)
			}
			checkPass(t, name, i, line, slots)
		}
		last := []string{"end", "passes", "text"}
		if scenetest.Shipped(t, name).Goal != "" {
			last = append(last, "goal")
		}
		if got := keys(t, lines[len(lines)-1]); !slices.Equal(got, last) {
			t.Fatalf("%s: the last line has the fields %v", name, got)
		}
	}
}

// checkPass reads a pass of a scene. Free slots bear their own names, as s1 and s2, which coroutines may have as well.
func checkPass(t *testing.T, name string, i int, line string, slots int) {
	t.Helper()
	var pass struct {
		Pass                        int64
		Run, Stop                   string
		Free, Ready, Waiting, Timed []string
		Moves                       []struct{ Who, From, To, Why string }
	}
	if err := json.Unmarshal([]byte(line), &pass); err != nil {
		t.Fatalf("%s: %v in %s", name, err, line)
	}
	if pass.Pass != int64(i+1) || pass.Stop == "" {
		t.Fatalf("%s: line %d is pass %d, stopped by %q", name, i+1, pass.Pass, pass.Stop)
	}
	for _, all := range [][]string{pass.Free, slices.Concat(pass.Ready, pass.Waiting, pass.Timed)} {
		seen := map[string]bool{}
		for _, who := range all {
			if seen[who] {
				t.Fatalf("%s: pass %d: %s is in two places", name, pass.Pass, who)
			}
			seen[who] = true
		}
	}
	want := slots
	if pass.Stop == "violation" || pass.Stop == "no-yield" {
		want-- // it is still on the CPU
	}
	if n := len(pass.Free) + len(pass.Ready) + len(pass.Waiting) + len(pass.Timed); n != want {
		t.Fatalf("%s: pass %d: %d of %d slots are in a place, not %d", name, pass.Pass, n, slots, want)
	}
	for _, m := range pass.Moves {
		if m.Who == "" || m.From == "" || m.To == "" || m.Why == "" {
			t.Fatalf("%s: pass %d: a move is %+v", name, pass.Pass, m)
		}
	}
}

// keys returns the fields of an object in their order.
func keys(t *testing.T, line string) []string {
	t.Helper()
	d := json.NewDecoder(strings.NewReader(line))
	if _, err := d.Token(); err != nil {
		t.Fatal(err)
	}
	var all []string
	for d.More() {
		key, err := d.Token()
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, fmt.Sprint(key))
		var value json.RawMessage
		if err := d.Decode(&value); err != nil {
			t.Fatal(err)
		}
	}
	return all
}

func TestScreenGetsWhatWasNamed(t *testing.T) {
	dir := t.TempDir()
	t.Chdir(dir)
	if _, errs, code := run(t, Host{}, "new", "mine.scene"); code != 0 {
		t.Fatal(errs)
	}
	var got ui.Options
	h := Host{Live: true, StateDir: filepath.Join(dir, "state"), Screen: func(_ context.Context, v ui.Options) error {
		got = v
		return nil
	}}
	for _, c := range []struct {
		args []string
		name string
		file string
	}{
		{nil, "bounded_buffer", ""},
		{[]string{"mutex-queue", "--seed", "3", "--theme", "light"}, "mutex_queue_of_five", ""},
		{[]string{"mine.scene"}, "", "mine.scene"},
	} {
		out, errs, code := run(t, h, c.args...)
		if code != 0 || out != "" || errs != "" {
			t.Fatalf("%v: %d %s %s", c.args, code, out, errs)
		}
		if c.name != "" && got.Session.Program().Name != c.name || filepath.Base(got.File) != filepath.Base(c.file) {
			t.Fatalf("%v opens %s from %q", c.args, got.Session.Program().Name, got.File)
		}
	}
	if got.Scenes()[0].Name != "bounded-buffer" {
		t.Fatal("the list of scenes does not begin with the tour")
	}
	if s, file, err := got.Open("messages"); file != "" || err != nil || s.Program().Name != "messages" {
		t.Fatal(err)
	}
	if _, _, err := got.Open("messagse"); err == nil || !strings.Contains(err.Error(), "did you mean messages") {
		t.Fatal(err)
	}
}

func TestLastTakesUpWhatWasKept(t *testing.T) {
	h := Host{Live: true, StateDir: filepath.Join(t.TempDir(), "deep", "state")}
	h.Screen = func(_ context.Context, v ui.Options) error {
		for range 25 {
			v.Session.Forward()
		}
		return v.Keep(v.Session.Marshal())
	}
	for _, args := range [][]string{{"messages"}, {"bounded-buffer"}} {
		if _, errs, code := run(t, h, args...); code != 0 {
			t.Fatal(errs)
		}
	}
	h.Screen = func(_ context.Context, v ui.Options) error {
		if v.Session.Program().Name != "bounded_buffer" || v.Session.Position() != 25 || v.File != "" {
			t.Errorf("--last opens %s at step %d", v.Session.Program().Name, v.Session.Position())
		}
		return nil
	}
	if _, errs, code := run(t, h, "--last"); code != 0 {
		t.Fatal(errs)
	}
}

// coded is an error with an exit code of its own, as that of a screen that was stopped by a signal.
type coded struct{ error }

func (coded) ExitCode() int { return 143 }

func TestExitCodes(t *testing.T) {
	for _, c := range []struct {
		err  error
		code int
	}{
		{nil, 0},
		{errors.New("whatever the flags said"), 2},
		{coded{errors.New("stopped by a signal")}, 143},
		{fmt.Errorf("around: %w", fail(ExitUnknown, "too much to visit")), 3},
		{&os.PathError{Op: "open", Path: "x", Err: os.ErrPermission}, 4},
		{fmt.Errorf("writing: %w", io.ErrClosedPipe), 0},
	} {
		if got := exitCode(c.err); got != c.code {
			t.Errorf("%v ends with %d, not with %d", c.err, got, c.code)
		}
	}
}

func TestSaveNewNeverOverwrites(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "a.session")
	if got, err := saveNew(path, []byte("first")); err != nil || got != path {
		t.Fatal(got, err)
	}
	if _, err := saveNew(path, []byte("second")); err == nil || exitCode(err) != ExitIO {
		t.Fatalf("it is overwritten: %v", err)
	}
	link := filepath.Join(dir, "b.session")
	if err := os.Symlink(filepath.Join(dir, "nowhere"), link); err == nil {
		if _, err := saveNew(link, []byte("third")); err == nil {
			t.Fatal("a link that leads nowhere is overwritten")
		}
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm()&0o044 == 0 {
		t.Fatalf("a session is an ordinary file, and this is %v (%v)", info.Mode(), err)
	}
	left, err := filepath.Glob(filepath.Join(dir, ".*"))
	if err != nil || len(left) != 0 {
		t.Fatalf("left behind: %v %v", left, err)
	}
}

// fullDisk fails after some bytes.
type fullDisk struct{ room int }

func (d *fullDisk) Write(p []byte) (int, error) {
	if len(p) > d.room {
		return d.room, errors.New("no space left on device")
	}
	d.room -= len(p)
	return len(p), nil
}

func TestFullDiskStopsALongRun(t *testing.T) {
	var stderr bytes.Buffer
	h := Host{In: strings.NewReader(""), Out: &fullDisk{100_000}, Err: &stderr}
	code := Main(context.Background(), h, []string{"run", "bounded-buffer", "--json", "--passes", "1000000000"})
	if code != ExitIO || !strings.Contains(stderr.String(), "the output cannot be written: no space left") {
		t.Fatalf("%d %s", code, stderr.String())
	}
}

// hasGiven reports whether one of the functions is started with arguments.
func hasGiven(all []program.Func) bool {
	return slices.ContainsFunc(all, func(f program.Func) bool { return f.Given != nil })
}
