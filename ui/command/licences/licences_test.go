package licences

import (
	"os"
	"os/exec"
	"regexp"
	"strings"
	"testing"
)

// versions reads "PATH VERSION" pairs.
func versions(text string) map[string]string {
	found := map[string]string{}
	for _, m := range regexp.MustCompile(`(?m)^\s*([a-z0-9.-]+\.[a-z]+/\S+) (v[0-9]\S*)`).FindAllStringSubmatch(
		text, -1) {
		found[m[1]] = m[2]
	}
	return found
}

const stale = "the licences are stale; go generate ./ui/command/licences writes them anew"

// TestEveryModuleOfTheProgramIsListed compares the file with what this system's program links, and all of the file with
// go.mod.
func TestEveryModuleOfTheProgramIsListed(t *testing.T) {
	table, texts, _ := strings.Cut(Text, strings.Repeat("=", 100))
	listed := versions(table)
	out, err := exec.Command("go", "list", "-deps", "-f",
		"{{with .Module}}{{if not .Main}}{{.Path}} {{.Version}}{{end}}{{end}}", "../../..").Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	linked := versions(string(out))
	if len(linked) < 10 {
		t.Fatalf("the program links only %d modules", len(linked))
	}
	for path, version := range linked {
		if listed[path] != version {
			t.Errorf("%s %s is built in and listed as %q; %s", path, version, listed[path], stale)
		}
	}
	mod, err := os.ReadFile("../../../go.mod")
	if err != nil {
		t.Fatal(err)
	}
	required := versions(string(mod))
	for path, version := range listed {
		if required[path] != version {
			t.Errorf("%s %s is listed, and go.mod has %q; %s", path, version, required[path], stale)
		}
		if !strings.Contains(texts, "\n"+path+" "+version) {
			t.Errorf("the licence of %s is missing; %s", path, stale)
		}
	}
}

// TestWhatIsNoModuleIsListed finds the licences of what comes along as files.
func TestWhatIsNoModuleIsListed(t *testing.T) {
	for _, want := range []string{
		"The Quartet authors", "The Go Authors", "Bitstream Vera Fonts Copyright", "Marcin Kulik", "Ryan Carniato",
		"Apache License\n", "in asciinema-player",
	} {
		if !strings.Contains(Text, want) {
			t.Errorf("%q is not in the licences", want)
		}
	}
	for _, file := range []string{"LICENSE.asciinema-player", "LICENSE.solid-js", "LICENSE.solid-primitives",
		"LICENSE.solid-transition-group", "LICENSE.babel-runtime"} {
		text, err := os.ReadFile("../../record/player/" + file)
		if err != nil {
			t.Fatal(err)
		}
		words := func(s string) string { return strings.Join(strings.Fields(s), " ") }
		if !strings.Contains(words(Text), words(string(text))) {
			t.Errorf("%s is not in the licences; %s", file, stale)
		}
	}
}
