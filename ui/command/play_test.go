package command

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/ui"
	"github.com/quartet-os/quartet/ui/demo"
)

const played = `scene bounded-buffer
chapter One
caption Look.
note Say hello.
key space*3
pause 1s
do spawn producer
`

// TestPlayTellsADemoWhereThereIsNoScreen prints chapters, captions and the story.
func TestPlayTellsADemoWhereThereIsNoScreen(t *testing.T) {
	h, dir := recorder(t)
	name, notes := script(t, dir, played), filepath.Join(dir, "notes.txt")
	out, errs, code := run(t, h, "play", name, "--notes-to", notes)
	if code != 0 || errs != "" {
		t.Fatalf("%d %s", code, errs)
	}
	at := 0
	for _, part := range []string{"p1 is spawned at boot", "# One", "> Look.", "computes", "p4 is spawned"} {
		i := strings.Index(out[at:], part)
		if i < 0 {
			t.Fatalf("%q is missing, or too early:\n%s", part, out)
		}
		at += i
	}
	if text, err := os.ReadFile(notes); err != nil || string(text) != "Say hello.\n" {
		t.Errorf("the notes are %q, %v", text, err)
	}
}

// TestPlayHandsTheDemoToTheScreen looks at what the screen is given.
func TestPlayHandsTheDemoToTheScreen(t *testing.T) {
	h, dir := recorder(t)
	var seen ui.Options
	h.Live, h.Screen = true, func(_ context.Context, v ui.Options) error {
		seen = v
		return nil
	}
	name := script(t, dir, played)
	if _, errs, code := run(t, h, "play", name, "--by-hand", "--theme", "light", "--seed", "5"); code != 0 {
		t.Fatal(errs)
	}
	d := seen.Demo
	if d == nil || seen.Pace != demo.BySpeaker || d.Theme != "light" || seen.Session == nil || seen.Notes != nil {
		t.Fatalf("the screen is given %+v", seen)
	}
	again, err := seen.Again()
	if err != nil || again == seen.Session || again.Program().Settings.Seed != 5 {
		t.Errorf("the scene afresh: %v", err)
	}
	if other, _, err := seen.Open("messages"); err != nil || other.Program().Name != "messages" {
		t.Errorf("another scene: %v", err)
	}
	file := filepath.Join(dir, "live.cast")
	w, path, err := seen.Create(file)
	if err != nil || path != file {
		t.Fatal(err)
	}
	w.Close()
	if _, _, err := seen.Create(file); err == nil || !strings.Contains(err.Error(), "is there already") {
		t.Errorf("a file that is there: %v", err)
	}
}

func TestWhatCannotBePlayed(t *testing.T) {
	h, dir := recorder(t)
	good := script(t, dir, played)
	for _, c := range []struct {
		code int
		want string
		args []string
	}{
		{2, "there is no demo", []string{"nothing.demo"}},
		{4, "there is no file ./nothing.demo", []string{"./nothing.demo"}},
		{2, "no theme", []string{good, "--theme", "pink"}},
		{4, "the notes cannot be written", []string{good, "--notes-to", filepath.Join(dir, "nowhere", "notes")}},
		{2, "takes one argument", nil},
	} {
		_, errs, code := run(t, h, append([]string{"play"}, c.args...)...)
		if code != c.code || !strings.Contains(errs, c.want) {
			t.Errorf("%v: code %d, %s", c.args, code, errs)
		}
	}
}
