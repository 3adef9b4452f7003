package presets

import (
	"cmp"
	"embed"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/quartet-os/quartet/engine/program"
)

//go:embed scenes/*.scene
var files embed.FS

// ending is the ending of a scene's file.
const ending = ".scene"

// Entry is a scene of the shelf.
type Entry struct {
	Name   string
	Group  string
	Moral  string // the scene's package comment
	Goal   string // what the learner is asked to bring about, or ""
	Expect program.Expect
	Lesson program.Lesson // what it says to learners beyond that
}

// Names gives the names of all scenes: group after group, and in a group in the order in which they are best seen. It
// reads no scene.
func Names() []string {
	found, err := files.ReadDir("scenes")
	if err != nil {
		return nil
	}
	groups := Groups()
	type placed struct {
		name          string
		group, within int
	}
	var all []placed
	for _, f := range found {
		name := strings.TrimSuffix(f.Name(), ending)
		group := groupOf(groups, name)
		within := slices.Index(groups[group].first, name)
		if within < 0 {
			within = len(groups[group].first)
		}
		all = append(all, placed{name, group, within})
	}
	slices.SortFunc(all, func(a, b placed) int {
		return cmp.Or(a.group-b.group, a.within-b.within, strings.Compare(a.name, b.name))
	})
	names := make([]string, len(all))
	for i, one := range all {
		names[i] = one.name
	}
	return names
}

// List gives every scene in the order of Names. It parses them all: some tenths of a millisecond a scene.
func List() []Entry {
	var all []Entry
	groups := Groups()
	for _, name := range Names() {
		entry := Entry{Name: name, Group: groups[groupOf(groups, name)].Name}
		if file, text, err := Source(name); err == nil {
			if p, err := program.Parse(file, text); err == nil {
				entry.Moral, entry.Goal, entry.Expect, entry.Lesson = p.Moral, p.Goal, p.Expect, p.Lesson
			}
		}
		all = append(all, entry)
	}
	return all
}

// Culprits gives the scenes among some of the shelf of which another is the cure: in them goes wrong what does not in
// that one.
func Culprits(all []Entry, name string) (names []string) {
	for _, e := range all {
		if e.Lesson.Cure == name {
			names = append(names, e.Name)
		}
	}
	return names
}

// Source gives the file name and the text of a scene. An unambiguous beginning of its name is enough. The error, a
// *UnknownError, offers the names that may have been meant.
func Source(name string) (file, text string, err error) {
	full, err := Find(name)
	if err != nil {
		return "", "", err
	}
	data, err := files.ReadFile(path.Join("scenes", full+ending))
	if err != nil {
		return "", "", fmt.Errorf("reading the scene %s: %w", full, err)
	}
	return full + ending, string(data), nil
}

// Find gives the full name of a scene by an unambiguous beginning of it, in whatever case.
func Find(name string) (string, error) {
	wanted := shelved(name, ending)
	if _, err := fs.Stat(files, "scenes/"+wanted+ending); err == nil {
		return wanted, nil
	}
	begin := beginning(wanted, Names())
	switch len(begin) {
	case 1:
		return begin[0], nil
	case 0:
		return "", &UnknownError{Name: name}
	}
	return "", &UnknownError{Name: name, Ambiguous: true, begin: begin}
}

// beginning gives the names that begin with what was typed; where it is whole words of one of them, that one alone.
func beginning(wanted string, names []string) []string {
	var begin []string
	for _, one := range names {
		if wanted != "" && strings.HasPrefix(one, wanted) {
			begin = append(begin, one)
		}
	}
	if whole := slices.DeleteFunc(slices.Clone(begin),
		func(one string) bool { return !strings.HasPrefix(one, wanted+"-") }); len(whole) == 1 {
		begin = whole // lecture-24 is lecture-24-stack, not its variant lecture-24b-queue
	}
	return begin
}

// shelved returns a name as it was typed, as the shelf writes names: in small letters, without its ending.
func shelved(typed, ending string) string {
	return strings.TrimSuffix(strings.ToLower(strings.TrimSpace(typed)), ending)
}

// UnknownError tells that a name is no scene's, or the beginning of several.
type UnknownError struct {
	Name      string
	Ambiguous bool

	begin []string // the names that begin with it
}

// shown is how many names an error offers, longest how much of what was typed it repeats.
const (
	shown   = 6
	longest = 60
)

// meant gives the names that may have been meant, the likeliest first. They are looked for only where they are shown:
// most paths of files were tried as names before.
func (e *UnknownError) meant() []string {
	if e.Ambiguous {
		return e.begin
	}
	return near(shelved(e.Name, ending), Names())
}

// Error names the scene and what may have been meant.
func (e *UnknownError) Error() string {
	all := e.meant()
	list := strings.Join(all[:min(len(all), shown)], ", ")
	if more := len(all) - shown; more > 0 {
		list += fmt.Sprintf(" and %d more", more)
	}
	name := e.Name
	if runes := []rune(name); len(runes) > longest {
		name = string(runes[:longest]) + "…"
	}
	switch {
	case e.Ambiguous:
		return fmt.Sprintf("%q is the beginning of several scenes: %s", name, list)
	case list == "":
		return fmt.Sprintf("there is no scene %q", name)
	}
	return fmt.Sprintf("there is no scene %q; did you mean %s?", name, list)
}
