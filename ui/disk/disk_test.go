package disk

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// names lists a folder, hidden names too.
func names(t *testing.T, dir string) string {
	t.Helper()
	found, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, f := range found {
		all = append(all, f.Name())
	}
	return strings.Join(all, " ")
}

func holds(t *testing.T, path, want string) {
	t.Helper()
	if got, err := os.ReadFile(path); err != nil || string(got) != want {
		t.Errorf("%s holds %q, %v; want %q", filepath.Base(path), got, err, want)
	}
}

func TestNewDoesNotOverwrite(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "a")
	if err := New(path, []byte("first"), Shared); err != nil {
		t.Fatal(err)
	}
	if err := New(path, []byte("second"), Shared); !errors.Is(err, fs.ErrExist) {
		t.Errorf("the second is %v", err)
	}
	d, err := Begin(path, Shared) // somebody was faster
	if err != nil {
		t.Fatal(err)
	}
	if err := d.Place(); !errors.Is(err, fs.ErrExist) {
		t.Errorf("the third is %v", err)
	}
	holds(t, path, "first")
	if got := names(t, dir); got != "a" {
		t.Errorf("the folder holds %s", got)
	}
}

func TestReplaceIsWholeOrNot(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "a")
	for _, text := range []string{"first", "second"} {
		if err := Replace(path, []byte(text), Shared); err != nil {
			t.Fatal(err)
		}
		holds(t, path, text)
	}
	d, err := Begin(path, Shared)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := d.Write([]byte("half")); err != nil {
		t.Fatal(err)
	}
	holds(t, path, "second")
	d.Drop()
	d.Drop()
	if err := d.Replace(); !errors.Is(err, fs.ErrClosed) {
		t.Errorf("a draft that was dropped is kept: %v", err)
	}
	if got := names(t, dir); got != "a" {
		t.Errorf("the folder holds %s", got)
	}
}

func TestDropAllLeavesNothing(t *testing.T) {
	dir := t.TempDir()
	if _, err := Begin(filepath.Join(dir, "a"), Shared); err != nil {
		t.Fatal(err)
	}
	d, err := BeginFolder(filepath.Join(dir, "b"))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(d.Beside(), "x"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	kept, err := BeginFolder(filepath.Join(dir, "c"))
	if err != nil {
		t.Fatal(err)
	}
	err = kept.Keep(func(beside string) error {
		if dropIdle() {
			t.Error("nothing is left to wait for")
		}
		return errors.Join(Replace(filepath.Join(dir, "inside"), nil, Shared),
			os.Rename(beside, filepath.Join(dir, "c")))
	})
	if err != nil {
		t.Fatal(err)
	}
	DropAll()
	if got := names(t, dir); got != "c inside" {
		t.Errorf("the folder holds %s", got)
	}
}

// TestAnErrorNamesThePlace does not tell of the file beside it.
func TestAnErrorNamesThePlace(t *testing.T) {
	path := filepath.Join(t.TempDir(), "nowhere", "a")
	err := Replace(path, nil, Shared)
	if err == nil || !strings.Contains(err.Error(), path+": ") || !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the error is %v", err)
	}
	long := filepath.Join(t.TempDir(), strings.Repeat("n", 250))
	if err := New(long, nil, Shared); err != nil {
		t.Errorf("a long name: %v", err)
	}
}

func TestFirstFree(t *testing.T) {
	taken := map[string]bool{"a.x": true, "a-2.x": true}
	try := func(name string) error {
		if taken[name] {
			return fs.ErrExist
		}
		return nil
	}
	if name, err := FirstFree("a", ".x", try); name != "a-3.x" || err != nil {
		t.Errorf("it is %s, %v", name, err)
	}
	full := errors.New("no space left on device")
	tried := 0
	if _, err := FirstFree("a", ".x", func(string) error { tried++; return full }); err != full || tried != 1 {
		t.Errorf("after %d names: %v", tried, err)
	}
	if _, err := FirstFree("a", ".x", func(string) error { return fs.ErrExist }); !errors.Is(err, fs.ErrExist) {
		t.Errorf("all taken: %v", err)
	}
}

func TestArgument(t *testing.T) {
	for path, want := range map[string]string{
		"a.session": "a.session", "-rf": "./-rf", "-a.session": "./-a.session", "my run.session": "'my run.session'",
		"it's.session": `'it'\''s.session'`, "run": "./run", "timed-wait": "./timed-wait", "dir/run": "dir/run",
		"$HOME.session": "'$HOME.session'", "~a.session": "'~a.session'", "a\nb.session": `$'a\nb.session'`,
		"it's \x1b[31m\\.session": `$'it\'s \u001b[31m\\.session'`,
		"größe.session":           "größe.session", "": "./", "-": "./-", "p[1].svg": "'p[1].svg'",
	} {
		if got := Argument(path); got != want {
			t.Errorf("%q is written %s, want %s", path, got, want)
		}
	}
}
