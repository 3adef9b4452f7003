package files

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/session"
	"github.com/quartet-os/quartet/internal/scenetest"
)

const (
	one   = "package one\n\nfunc worker() {\n\tyield()\n}\n\nfunc main() {\n\tspawn(worker)\n}\n"
	other = "package other\n\nfunc worker() {\n\tyield()\n\tyield()\n}\n\nfunc main() {\n\tspawn(worker)\n}\n"
)

// open reads a scene as a screen would; one that holds "broken" has an error.
func open(t *testing.T) Open {
	return func(file string) (*session.Session, string, error) {
		text, err := os.ReadFile(file)
		if err == nil && string(text) == "broken" {
			err = errors.New("it does not parse")
		}
		if err != nil {
			return nil, "", err
		}
		return scenetest.Open(t, scenetest.Parse(t, string(text))), file, nil
	}
}

// TestAWatchedFile writes a file again and again: the watch says what is to be done each time, and once.
func TestAWatchedFile(t *testing.T) {
	file := filepath.Join(t.TempDir(), "one.scene")
	shown := scenetest.Open(t, scenetest.Parse(t, one))
	var w Watch
	wrong := false
	for _, c := range []struct {
		text string // that the file gets; "" leaves it as it is, "gone" takes it away
		want Intent
	}{
		{one, Same}, {"", Nothing}, {"broken", Complain}, {"", Nothing}, {one, Restored}, {"gone", Nothing},
		{other, Enter},
	} {
		switch c.text {
		case "":
		case "gone":
			if err := os.Remove(file); err != nil {
				t.Fatal(err)
			}
		default:
			if err := os.WriteFile(file, []byte(c.text), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		found := w.Peek(file, open(t))()
		if got := w.Update(found, shown); got != c.want {
			t.Errorf("with %q it asks for %d, not %d", c.text, got, c.want)
		}
		if wrong = c.text == "broken" || wrong && c.text == ""; (w.Wrong != nil) != wrong {
			t.Errorf("with %q the file is wrong: %v", c.text, w.Wrong)
		}
		if found.Session != nil && c.want == Enter {
			shown = found.Session
		}
	}
	if f := Read(file, open(t)); !f.Asked || w.Update(f, shown) != Same {
		t.Errorf("read again it is %+v", f)
	}
}

// TestParcels: one that was asked for takes its name or none, another the first that is free; what comes behind one
// that cannot be written stays.
func TestParcels(t *testing.T) {
	taken := map[string]string{"a.session": "", "mine": ""}
	save := func(name string, data []byte) (string, error) {
		if _, there := taken[name]; there {
			return "", fs.ErrExist
		}
		taken[name] = string(data)
		return "here/" + name, nil
	}
	first := Parcel{Base: "a", Ending: ".session", Data: []byte("1"), Done: "saved in %s · quartet %s opens it again"}
	paths, err := Send([]Parcel{first, {Name: "mine"}, {Name: "late"}}, save)
	if !errors.Is(err, fs.ErrExist) || !slices.Equal(paths, []string{"here/a-2.session"}) {
		t.Errorf("written are %v, %v", paths, err)
	}
	if _, late := taken["late"]; late || taken["a-2.session"] != "1" {
		t.Errorf("the disk holds %v", taken)
	}
	if got := first.Written("a b.session"); got != "saved in a b.session · quartet './a b.session' opens it again" &&
		got != "saved in a b.session · quartet 'a b.session' opens it again" {
		t.Errorf("it says %q", got)
	}
}

// TestASavedSessionIsClean: what was done since it was packed is still unsaved.
func TestASavedSessionIsClean(t *testing.T) {
	s := scenetest.Open(t, scenetest.Parse(t, one))
	spawn := func() {
		if _, err := s.Do(engine.Command{Verb: engine.SpawnVerb, At: engine.Now, Name: "worker", N: 1}); err != nil {
			t.Fatal(err)
		}
	}
	spawn()
	early := OfSession(s, "")
	spawn()
	if early.Written("one.session"); !s.Dirty() {
		t.Error("what was done since is saved as well")
	}
	p := OfSession(s, "")
	if p.Base != "one" || p.Ending != SessionEnding || len(p.Data) == 0 {
		t.Errorf("it is packed as %q%s", p.Base, p.Ending)
	}
	p.Written("one.session")
	if s.Dirty() {
		t.Error("a saved session has unsaved changes")
	}
}
