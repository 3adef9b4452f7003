package command

import (
	"os"
	"slices"
	"strings"
	"testing"
)

// TestExamplesOfThePage: each example of docs/checking.md can be given as it stands there, and every line below it is
// one that is printed, in this order. … stands for lines that are left out.
func TestExamplesOfThePage(t *testing.T) {
	t.Parallel()
	page, err := os.ReadFile("../../docs/checking.md")
	if err != nil {
		t.Fatal(err)
	}
	given, examples := "", 0
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
	if examples < 5 {
		t.Errorf("there are %d examples", examples)
	}
}
