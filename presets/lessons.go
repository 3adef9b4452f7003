package presets

import (
	"embed"
	"fmt"
	"path"
	"slices"
	"strings"
)

//go:embed lessons/*.lesson
var lessonFiles embed.FS

// LessonEnding is the ending of a lesson's file; the name of a lesson of the shelf has none.
const LessonEnding = ".lesson"

// LessonNames gives the names of the lessons of the shelf, by name.
func LessonNames() []string {
	found, err := lessonFiles.ReadDir("lessons")
	if err != nil {
		return nil
	}
	var names []string
	for _, f := range found {
		names = append(names, strings.TrimSuffix(f.Name(), LessonEnding))
	}
	slices.Sort(names)
	return names
}

// LessonSource gives the text of a lesson of the shelf, by its name or the unambiguous beginning of one, and that name.
// The error offers the names that may have been meant.
func LessonSource(typed string) (name, text string, err error) {
	names := LessonNames()
	bare := strings.TrimSuffix(typed, LessonEnding)
	var fit []string
	for _, n := range names {
		if n == bare {
			fit = []string{n}
			break
		}
		if strings.HasPrefix(n, bare) {
			fit = append(fit, n)
		}
	}
	if len(fit) != 1 || bare == "" {
		if len(fit) == 0 {
			fit = near(bare, names)
		}
		if len(fit) == 0 {
			fit = names
		}
		return "", "", fmt.Errorf("there is no lesson %q; did you mean %s?", typed, strings.Join(fit, ", "))
	}
	data, err := lessonFiles.ReadFile(path.Join("lessons", fit[0]+LessonEnding))
	if err != nil {
		return "", "", fmt.Errorf("reading the lesson %s: %w", fit[0], err)
	}
	return fit[0], string(data), nil
}
