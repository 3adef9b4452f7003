package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/internal/effort"
	"github.com/quartet-os/quartet/presets"
	"github.com/quartet-os/quartet/ui/command"
)

// TestReleases keeps a promise: files of every released version open, replay to their recorded states and play, or the
// program says exactly why not, in words that refused.txt beside them holds.
func TestReleases(t *testing.T) {
	releases, err := filepath.Glob("testdata/releases/*.*.*")
	if err != nil || len(releases) == 0 {
		t.Fatal("there is no release", err)
	}
	for _, folder := range releases {
		t.Run(filepath.Base(folder), func(t *testing.T) {
			refused := refusals(t, filepath.Join(folder, "refused.txt"))
			otherwise := refusals(t, filepath.Join(folder, "otherwise.txt"))
			text := filepath.Join(t.TempDir(), "last.txt")
			for _, kind := range []struct {
				files string
				least int
				args  func(file string) []string
			}{
				{"scenes/*.scene", 50, func(f string) []string { return []string{"run", f, "--passes", "200"} }},
				{"sessions/*.session", 10, func(f string) []string { return []string{"replay", f} }},
				{"demos/*.demo", 5, func(f string) []string { return []string{"record", f, "-o", text, "--force"} }},
			} {
				files, _ := filepath.Glob(filepath.Join(folder, kind.files))
				if len(files) < kind.least {
					t.Errorf("%s: %d files, not %d", kind.files, len(files), kind.least)
				}
				for _, file := range effort.Some(t, files, 8, len(files)) {
					name := filepath.ToSlash(strings.TrimPrefix(file, folder+string(filepath.Separator)))
					opens(t, name, refused[name], otherwise[name], kind.args(file))
					delete(refused, name)
				}
			}
			for name := range refused {
				if _, err := os.Stat(filepath.Join(folder, name)); effort.Quick() && err == nil {
					continue // it was not drawn
				}
				t.Errorf("refused.txt names %s, which is not there", name)
			}
		})
	}
}

// opens runs a command line on a file of a release. It succeeds, or says what was written down for it.
func opens(t *testing.T, name, refused, otherwise string, args []string) {
	t.Helper()
	var out, errs bytes.Buffer
	code := command.Main(context.Background(), command.Host{
		In: strings.NewReader(""), Out: &out, Err: &errs, Version: "test", Stage: stage,
	}, args)
	switch said := strings.TrimSpace(errs.String()); {
	case code == 0 && refused != "":
		t.Errorf("%s opens; refused.txt says %q", name, refused)
	case otherwise != "":
		if code != 0 || !strings.Contains(out.String(), otherwise) {
			t.Errorf("%s (exit code %d): %s\notherwise.txt says %q", name, code, out.String(), otherwise)
		}
	case args[0] == "replay" && code == 0 && !strings.Contains(out.String(), "comes to the recorded states"):
		t.Errorf("%s: %s", name, out.String())
	case code != 0 && (refused == "" || !strings.Contains(said, refused)):
		t.Errorf("%s is refused (exit code %d): %s\nrefused.txt says %q", name, code, said, refused)
	}
}

// refusals reads which files are refused, and in which words.
func refusals(t *testing.T, file string) map[string]string {
	t.Helper()
	said := map[string]string{}
	text, err := os.ReadFile(file)
	if os.IsNotExist(err) {
		return said
	} else if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(text)) {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		name, words, found := strings.Cut(line, ": ")
		if !found {
			t.Fatalf("%s: %q is no FILE: WORDS", file, line)
		}
		said[name] = words
	}
	return said
}

// TestNamesOfTheShelfStay finds every scene and demo that was ever on the shelf by its name there.
func TestNamesOfTheShelfStay(t *testing.T) {
	names, err := filepath.Glob("testdata/releases/*/shelf.txt")
	if err != nil || len(names) == 0 {
		t.Fatal("there is no list of names", err)
	}
	onShelf := slices.Concat(presets.Names(), presets.DemoNames())
	for _, file := range names {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for name := range strings.FieldsSeq(string(text)) {
			if !slices.Contains(onShelf, name) {
				t.Errorf("%s: %s is no longer on the shelf", file, name)
			}
		}
	}
}
