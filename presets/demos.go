package presets

import (
	"embed"
	"fmt"
	"path"
	"slices"
	"strings"
)

//go:embed demos/*.demo
var demoFiles embed.FS

// DemoEnding is the ending of a demo script's file, and of its name on the shelf.
const DemoEnding = ".demo"

// DemoNames gives the names of the demo scripts of the shelf, with their ending, by name.
func DemoNames() []string { return filesIn(demoFiles, "demos") }

// filesIn gives the names of the files of a folder, by name.
func filesIn(all embed.FS, folder string) []string {
	found, err := all.ReadDir(folder)
	if err != nil {
		return nil
	}
	names := make([]string, len(found))
	for i, f := range found {
		names[i] = f.Name()
	}
	return names
}

// DemoSource gives the text of a demo script of the shelf, by its name with or without its ending. The error offers the
// names that may have been meant.
func DemoSource(name string) (text string, err error) {
	names := DemoNames()
	if bare := name + DemoEnding; slices.Contains(names, bare) {
		name = bare
	}
	if !slices.Contains(names, name) {
		return "", fmt.Errorf("there is no demo %q; did you mean %s?", name, strings.Join(nearDemos(name, names), ", "))
	}
	data, err := demoFiles.ReadFile(path.Join("demos", name))
	if err != nil {
		return "", fmt.Errorf("reading the demo %s: %w", name, err)
	}
	return string(data), nil
}

// nearDemos gives the demos that are most like what was typed; all of them if none is.
func nearDemos(typed string, names []string) []string {
	bare := make([]string, len(names))
	for i, n := range names {
		bare[i] = strings.TrimSuffix(n, DemoEnding)
	}
	var found []string
	for _, n := range near(strings.TrimSuffix(typed, DemoEnding), bare) {
		found = append(found, n+DemoEnding)
	}
	if len(found) == 0 {
		return names
	}
	return found
}
