package command

import (
	"os"
	"slices"
	"strings"
	"testing"
)

// TestExamplesOfThePage: each example of a page can be given as it stands there, and every line below it is one that is
// printed, in this order. … stands for lines that are left out.
func TestExamplesOfThePage(t *testing.T) {
	t.Parallel()
	for page, least := range map[string]int{"checking.md": 5, "mending.md": 2} {
		if n := examplesOf(t, page); n < least {
			t.Errorf("%s has %d examples", page, n)
		}
	}
}

// examplesOf gives the examples of a page, and returns how many there are.
func examplesOf(t *testing.T, name string) (examples int) {
	t.Helper()
	page, err := os.ReadFile("../../docs/" + name)
	if err != nil {
		t.Fatal(err)
	}
	given := ""
	var left []string // of what was printed
	for _, line := range strings.Split(string(page), "\n") {
		text, code := strings.CutPrefix(line, "    ")
		command, gives := strings.CutPrefix(text, "$ quartet ")
		switch {
		case line != "" && !code:
			given = ""
		case code && gives:
			given = command
			out, _, _ := run(t, Host{}, strings.Fields(command)...)
			left = strings.Split(out, "\n")
			examples++
		case given != "" && line != "" && strings.TrimSpace(text) != "…":
			at := slices.Index(left, text)
			if at < 0 {
				t.Errorf("quartet %s does not print, behind what stands above it:\n%s", given, text)
				continue
			}
			left = left[at+1:]
		}
	}
	return examples
}
