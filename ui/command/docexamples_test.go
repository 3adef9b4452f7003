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
	for page, least := range map[string]int{"checking.md": 5, "mending.md": 2, "teaching.md": 1} {
		if n := examplesOf(t, page); n < least {
			t.Errorf("%s has %d examples", page, n)
		}
	}
}

// examplesOf gives the examples of a page, and returns how many there are.
func examplesOf(t *testing.T, name string) (examples int) {
	t.Helper()
	return examplesIn(t, pageText(t, name))
}

// TestExamplesOfGrading: those of the page about grading too, in a folder where nothing is yet.
func TestExamplesOfGrading(t *testing.T) {
	page := pageText(t, "grading.md")
	t.Chdir(t.TempDir())
	if n := examplesIn(t, page); n < 2 {
		t.Errorf("the page has %d examples", n)
	}
}

func pageText(t *testing.T, name string) string {
	t.Helper()
	page, err := os.ReadFile("../../docs/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return string(page)
}

// examplesIn gives the examples of the text of a page.
func examplesIn(t *testing.T, page string) (examples int) {
	t.Helper()
	given := ""
	var left []string // of what was printed
	for _, line := range strings.Split(page, "\n") {
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
