package main_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/stories"
	"github.com/quartet-os/quartet/internal/scenetest"
)

// TestStoryCommands compares the list of story commands in CONTRIBUTING.md with the commands.
func TestStoryCommands(t *testing.T) {
	var b strings.Builder
	b.WriteString("\n")
	for _, u := range stories.Usages() {
		fmt.Fprintf(&b, "      %-19s  %s\n", strings.TrimSpace(u.Name+" "+u.Args), u.About)
	}
	b.WriteString("\n")
	generated(t, "CONTRIBUTING.md", "<!-- the commands of stories, written by go test . -run StoryCommands "+
		"-update -->\n", "<!-- end of the commands -->\n", b.String())
}

// TestCountedPages: the line of README.md that scripts/counts writes is that of docs/real.md, and what it and the table
// say of check is what check finds. What real runs come to differs from machine to machine and is not compared.
func TestCountedPages(t *testing.T) {
	counted := func(file string) string {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		_, rest, found := strings.Cut(string(data), "<!-- counted by scripts/counts -->\n")
		text, _, end := strings.Cut(rest, "<!-- end of the counts -->\n")
		if !found || !end {
			t.Fatalf("%s has no counts", file)
		}
		return text
	}
	line, page := counted("README.md"), counted("docs/real.md")
	if !strings.HasPrefix(page, line) {
		t.Errorf("README.md says %q, which docs/real.md does not; scripts/counts writes both", line)
	}
	rows := regexp.MustCompile("`([a-z-]+)`.* proven in (\\d+) states").FindAllStringSubmatch(page, -1)
	if len(rows) != 4 {
		t.Fatalf("%d rows say what check finds: %q", len(rows), rows)
	}
	for _, row := range rows {
		opt := explore.Options{Beyond: 1 << 20} // all states are counted, as the command does
		v, err := explore.Check(t.Context(), scenetest.Boot(t, scenetest.Shipped(t, row[1])), opt)
		if err != nil || v.Answer != explore.Fails || fmt.Sprint(v.States) != row[2] {
			t.Errorf("%s is said to fail, proven in %s states: %s in %d, %v", row[1], row[2], v.Answer, v.States, err)
		}
	}
}

// TestMap finds every package of the house on the map, and every file that a line of the map names in a folder of that
// line.
func TestMap(t *testing.T) {
	data, err := os.ReadFile("docs/map.md")
	if err != nil {
		t.Fatal(err)
	}
	quoted := regexp.MustCompile("`[^`]+`")
	named := map[string]bool{}
	for line := range strings.Lines(string(data)) {
		if !strings.HasPrefix(line, "|") {
			continue
		}
		var folders, files []string
		for _, word := range quoted.FindAllString(line, -1) {
			word = strings.Trim(word, "`")
			switch info, err := os.Stat(word); {
			case strings.HasSuffix(word, ".go"):
				files = append(files, word)
			case err == nil && info.IsDir():
				named[word] = true
				folders = append(folders, word)
			case err != nil && strings.Contains(word, "/"):
				t.Errorf("the map names %s, which is not there", word)
			}
		}
		for _, file := range files {
			if !slices.ContainsFunc(append(folders, "."), func(folder string) bool {
				found, _ := filepath.Glob(filepath.Join(folder, file))
				return len(found) > 0
			}) {
				t.Errorf("the map names %s, which is in none of %v", file, folders)
			}
		}
	}
	for _, rooms := range house {
		for _, r := range rooms {
			if r.path != "" && !named[r.path] {
				t.Errorf("package %s is not on the map", r.path)
			}
		}
	}
}

// TestWays finds each function of the ways through the house in the file in which the map says that it is.
func TestWays(t *testing.T) {
	data, err := os.ReadFile("docs/map.md")
	if err != nil {
		t.Fatal(err)
	}
	hops := regexp.MustCompile("(?m)^\\| `(\\w+)` \\| `([a-z/]+\\.go)` \\|").FindAllStringSubmatch(string(data), -1)
	if len(hops) < 40 {
		t.Errorf("the map has %d hops", len(hops))
	}
	for _, hop := range hops {
		text, err := os.ReadFile(filepath.FromSlash(hop[2]))
		if found := regexp.MustCompile(`(?m)^func (\([^)]+\) )?` + hop[1] + `\(`); err != nil || !found.Match(text) {
			t.Errorf("%s has no function %s: %v", hop[2], hop[1], err)
		}
	}
}
