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
	names := filesIn(lessonFiles, "lessons")
	for i, name := range names {
		names[i] = strings.TrimSuffix(name, LessonEnding)
	}
	slices.Sort(names)
	return names
}

// LessonSource gives the text of a lesson of the shelf, by its name or an unambiguous beginning of it, in whatever
// case, and that name. The error offers the names that may have been meant.
func LessonSource(typed string) (name, text string, err error) {
	names := LessonNames()
	name = shelved(typed, LessonEnding)
	if !slices.Contains(names, name) {
		fit := beginning(name, names)
		if len(fit) != 1 {
			return "", "", fmt.Errorf("there is no lesson %q; did you mean %s?", typed,
				strings.Join(likeliest(name, fit, names), ", "))
		}
		name = fit[0]
	}
	data, err := lessonFiles.ReadFile(path.Join("lessons", name+LessonEnding))
	if err != nil {
		return "", "", fmt.Errorf("reading the lesson %s: %w", name, err)
	}
	return name, string(data), nil
}

// likeliest gives the names that may have been meant: those that begin so, else those that are most like it, else all.
func likeliest(typed string, begin, names []string) []string {
	if len(begin) > 0 {
		return begin
	}
	if found := near(typed, names); len(found) > 0 && typed != "" {
		return found
	}
	return names
}
