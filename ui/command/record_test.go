package command

import (
	"bytes"
	"context"
	"fmt"
	"image/gif"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine/session"
	"github.com/quartet-os/quartet/internal/scenetest"
	"github.com/quartet-os/quartet/presets"
	"github.com/quartet-os/quartet/ui"
	"github.com/quartet-os/quartet/ui/demo"
)

// recorder is a host that can record, with a folder for its state and one to write to.
func recorder(t *testing.T) (h Host, dir string) {
	t.Helper()
	h = Host{StateDir: t.TempDir(), Stage: func(ctx context.Context, v ui.Options) (demo.Stage, error) {
		return ui.NewStage(ctx, ui.Options{Session: v.Session, Theme: v.Theme, Open: v.Open, Scenes: v.Scenes,
			Ask: v.Ask})
	}}
	return h, t.TempDir()
}

const shortScript = `title A short one
scene bounded-buffer
size 80x24
chapter One
caption Look.
key space*3
run 1s
`

// script writes a demo script into a folder.
func script(t *testing.T, dir, text string) string {
	t.Helper()
	name := filepath.Join(dir, "short.demo")
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}

// files lists the names in a folder, hidden ones too.
func files(t *testing.T, dir string) []string {
	t.Helper()
	found, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, f := range found {
		names = append(names, f.Name())
	}
	return names
}

// TestEveryFormIsWritten records one script in each form and looks at how it begins.
func TestEveryFormIsWritten(t *testing.T) {
	h, dir := recorder(t)
	name := script(t, t.TempDir(), shortScript)
	begins := map[string]string{".cast": `{"version":2,"width":80,"height":24`, ".gif": "GIF89a", ".svg": "<svg ",
		".html": "<!DOCTYPE html>",
		".png":  "\x89PNG", ".txt": " Quartet bounded-buffer", ".json": `{"displayTimeUnit":"ms"`,
		".csv": "step,pass,time,", ".md": "# A short one\n\nbounded-buffer\n", ".tex": "% Trace", ".mmd": "%% Sequence"}
	for _, one := range forms {
		to := filepath.Join(dir, "out"+one.ending)
		out, errs, code := run(t, h, "record", name, "-o", to)
		if code != 0 || errs != "" || !strings.Contains(out, "wrote "+to+": ") ||
			one.frames != nil && !strings.Contains(out, ": 1.8 s") {
			t.Errorf("%s: code %d, %q, %q", one.ending, code, out, errs)
		}
		data, err := os.ReadFile(to)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.HasPrefix(string(data), begins[one.ending]) {
			t.Errorf("%s begins with %.60q", one.ending, data)
		}
		words, err := os.ReadFile(to + altEnding)
		if one.words != (err == nil) || one.words && !strings.Contains(string(words), "A short one. ") {
			t.Errorf("%s: its words are %q, %v", one.ending, words, err)
		}
	}
	for _, f := range files(t, dir) {
		if strings.HasPrefix(f, ".") {
			t.Errorf("%s was left behind", f)
		}
	}
}

func TestOptionsOfRecord(t *testing.T) {
	h, dir := recorder(t)
	name := script(t, t.TempDir(), shortScript)
	read := func(file string, args ...string) []byte {
		t.Helper()
		to := filepath.Join(dir, file)
		_, errs, code := run(t, h, append([]string{"record", name, "--force", "-o", to}, args...)...)
		if code != 0 {
			t.Fatalf("%v: %s", args, errs)
		}
		data, err := os.ReadFile(to)
		if err != nil {
			t.Fatal(err)
		}
		return data
	}
	m, err := png.Decode(bytes.NewReader(read("a.png", "--size", "100x30", "--scale", "1")))
	if err != nil || m.Bounds().Dx() != 800 || m.Bounds().Dy() != 510 {
		t.Errorf("the size of a picture is %v, %v", m.Bounds(), err)
	}
	for option, mark := range map[string]string{"--theme=light": "#fbfaf6", "--animate": "@keyframes"} {
		if with, without := read("a.svg", option), read("a.svg"); !bytes.Contains(with, []byte(mark)) ||
			bytes.Contains(without, []byte(mark)) {
			t.Errorf("%s does nothing", option)
		}
	}
	slow, err := gif.DecodeAll(bytes.NewReader(read("a.gif", "--speed", "0.5")))
	if err != nil {
		t.Fatal(err)
	}
	sum := 0
	for _, d := range slow.Delay {
		sum += d
	}
	if sum < 350 || sum > 354 {
		t.Errorf("at half speed it takes %d0 ms", sum)
	}
	if thin, err := gif.DecodeAll(bytes.NewReader(read("a.gif", "--fps", "2"))); err != nil || len(thin.Image) > 5 {
		t.Errorf("at two frames a second there are %d pictures, %v", len(thin.Image), err)
	}
	if text := string(read("a.txt", "--panel", "running")); !strings.HasPrefix(text, "╭─ RUNNING") {
		t.Errorf("the panel is\n%s", text)
	}
	head := read("a.cast", "--cast", "3", "--title", "Mine")
	if !bytes.HasPrefix(head, []byte(`{"version":3`)) || !bytes.Contains(head, []byte(`"title":"Mine"`)) {
		t.Errorf("the cast begins with %.200q", head)
	}
	if capped := string(read("a.txt", "--keys", "--to", "1")); !strings.Contains(capped, "space") {
		t.Errorf("there are no key caps:\n%s", capped)
	}
}

func TestAFolderOfPictures(t *testing.T) {
	h, dir := recorder(t)
	name := script(t, t.TempDir(), shortScript)
	to := filepath.Join(dir, "pictures")
	for _, args := range [][]string{{}, {"--fps", "10", "--force"}} {
		_, errs, code := run(t, h, append([]string{"record", name, "--frames", to}, args...)...)
		if code != 0 {
			t.Fatal(errs)
		}
		got := files(t, to)
		list := slices.Contains(got, "frames.ffconcat")
		if fixed := len(args) > 0; fixed == list || fixed && len(got) != 19 || !fixed && len(got) < 6 {
			t.Errorf("%v: the folder holds %v", args, got)
		}
	}
	other := filepath.Join(to, "mine.txt")
	if err := os.WriteFile(other, []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, errs, code := run(t, h, "record", name, "--frames", to, "--force"); code != 0 {
		t.Fatal(errs)
	}
	if _, err := os.Stat(other); err != nil {
		t.Error("a file that is none of ours is gone")
	}
}

func TestNothingIsReplacedUnasked(t *testing.T) {
	h, dir := recorder(t)
	name := script(t, t.TempDir(), shortScript)
	for _, file := range []string{"a.cast", "a.svg"} {
		to := filepath.Join(dir, file)
		must := func(want int, args ...string) string {
			t.Helper()
			_, errs, code := run(t, h, append([]string{"record", name, "-o", to}, args...)...)
			if code != want {
				t.Errorf("%s %v: code %d, want %d: %s", file, args, code, want, errs)
			}
			return errs
		}
		must(0)
		must(0) // the same command, and nobody changed it
		errs := must(4, "--theme", "light")
		if !strings.Contains(errs, "is there already") || !strings.Contains(errs, "--force") {
			t.Errorf("the error is %s", errs)
		}
		must(0, "--theme", "light", "--force")
		must(4)
		must(0, "--theme", "light") // it was this command, if with force
		if err := os.WriteFile(to, []byte("my own"), 0o600); err != nil {
			t.Fatal(err)
		}
		must(4, "--theme", "light")
		if data, _ := os.ReadFile(to); string(data) != "my own" {
			t.Error("somebody's file was replaced")
		}
	}
}

// TestAScriptFindsItsSceneBesideIt opens a scene file and a session by names as seen from the script.
func TestAScriptFindsItsSceneBesideIt(t *testing.T) {
	h, dir := recorder(t)
	text := scenetest.Text(t, "bounded-buffer")
	if err := os.WriteFile(filepath.Join(dir, "mine.scene"), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	name := script(t, dir, "scene mine.scene\nkey space*2\n")
	if _, errs, code := run(t, h, "record", name, "-o", filepath.Join(t.TempDir(), "a.txt")); code != 0 {
		t.Error(errs)
	}
}

func TestASceneIsRecordedUntilItsVerdictShows(t *testing.T) {
	h, dir := recorder(t)
	for scene, want := range map[string]string{"bounded-buffer": ": 23.0 s", "deadlock-by-lock-order": ": 4.8 s"} {
		out, errs, code := run(t, h, "record", scene, "-o", filepath.Join(dir, scene+".cast"))
		if code != 0 || !strings.Contains(out, want) {
			t.Errorf("%s: %s%s", scene, out, errs)
		}
	}
}

func TestASessionIsRecordedToItsLastStep(t *testing.T) {
	h, dir := recorder(t)
	s, err := open(&h, "bounded-buffer")
	if err != nil {
		t.Fatal(err)
	}
	for range 10 {
		s.Forward()
	}
	name := filepath.Join(dir, "my.session")
	if err := os.WriteFile(name, s.Marshal(), 0o600); err != nil {
		t.Fatal(err)
	}
	to := filepath.Join(dir, "my.txt")
	out, errs, code := run(t, h, "record", name, "-o", to)
	if code != 0 || !strings.Contains(out, ": 5.5 s") {
		t.Errorf("%s%s", out, errs)
	}
	if text, _ := os.ReadFile(to); !strings.Contains(string(text), "step 10 ") {
		t.Errorf("it ends with\n%s", text)
	}
}

// TestTheDemosOfTheShelf reads every demo of the shelf and plays it to its end.
func TestTheDemosOfTheShelf(t *testing.T) {
	h, dir := recorder(t)
	for _, name := range presets.DemoNames() {
		out, errs, code := run(t, h, "record", name, "-o", filepath.Join(dir, name+".cast"))
		if code != 0 || !strings.Contains(out, "wrote") {
			t.Errorf("%s: %d %s", name, code, errs)
		}
	}
}

// TestTheLedgerForgets keeps the newest files only.
func TestTheLedgerForgets(t *testing.T) {
	l := ledger{filepath.Join(t.TempDir(), "deep", "recordings")}
	l.note("/a/0", "command", "sum")
	var full strings.Builder
	for i := range ledgerLines {
		fmt.Fprintf(&full, "%s sum %s\n", hashOf("command"), entry(fmt.Sprintf("/a/%d", i)))
	}
	if err := os.WriteFile(l.file, []byte(full.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	for i := range 5 {
		l.note(fmt.Sprintf("/a/%d", ledgerLines+i), "command", "sum")
	}
	if len(l.lines()) != ledgerLines || l.wrote("/a/3", "command", "sum") || !l.wrote("/a/400", "command", "sum") {
		t.Errorf("%d lines are kept", len(l.lines()))
	}
	if l.wrote("/a/400", "command", "other") || l.wrote("/a/400", "other", "sum") ||
		(ledger{}).wrote("/a/400", "command", "sum") {
		t.Error("it remembers what was not")
	}
}

// TestRecordHelp names every form.
func TestRecordHelp(t *testing.T) {
	h, _ := recorder(t)
	out, _, code := run(t, h, "record", "--help")
	for _, one := range forms {
		if code != 0 || !strings.Contains(out, one.ending) {
			t.Errorf("the help lacks %s", one.ending)
		}
	}
}

// open opens a scene as commands do.
func open(h *Host, name string) (*session.Session, error) {
	in, err := read(h, name)
	if err != nil {
		return nil, err
	}
	return in.session(seedFlag{})
}
