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
	if name, err = Named("lesson", typed, LessonEnding, LessonNames()); err != nil {
		return "", "", err
	}
	data, err := lessonFiles.ReadFile(path.Join("lessons", name+LessonEnding))
	if err != nil {
		return "", "", fmt.Errorf("reading the lesson %s: %w", name, err)
	}
	return name, string(data), nil
}

// Named gives the one of some names that was typed, or an unambiguous beginning of it, in whatever case. The error says
// that there is no such thing, and offers the names that may have been meant.
func Named(what, typed, ending string, names []string) (string, error) {
	name := shelved(typed, ending)
	if slices.Contains(names, name) {
		return name, nil
	}
	fit := beginning(name, names)
	if len(fit) != 1 {
		return "", fmt.Errorf("there is no %s %q; did you mean %s?", what, typed,
			strings.Join(likeliest(name, fit, names), ", "))
	}
	return fit[0], nil
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
