package command

import (
	"cmp"
	"runtime/debug"
	"strings"
)

// Version returns what --version says: the number of the changelog's newest heading and what this program was built
// from. A heading that is marked as unreleased, "## 0.2.0 (Unreleased)", is a version in the making: 0.2.0-dev.
func Version(changelog string, build *debug.BuildInfo) string {
	return newest(changelog) + " (" + origin(build) + ")"
}

// newest returns the number of the first heading of a changelog.
func newest(changelog string) string {
	for line := range strings.Lines(changelog) {
		heading, found := strings.CutPrefix(line, "## ")
		if !found {
			continue
		}
		number, rest, _ := strings.Cut(strings.TrimSpace(heading), " ")
		if strings.Contains(rest, "Unreleased") {
			number += "-dev"
		}
		return number
	}
	return "unknown"
}

// shortHash is how many digits of a commit are said.
const shortHash = 7

// origin names the commit that was built, the version of the module that was installed, or, where neither is known,
// the source.
func origin(build *debug.BuildInfo) string {
	if build == nil {
		return "source"
	}
	if commit := setting(build, "vcs.revision"); len(commit) >= shortHash {
		if setting(build, "vcs.modified") == "true" {
			return "commit " + commit[:shortHash] + " with changes"
		}
		return "commit " + commit[:shortHash]
	}
	if v := cmp.Or(build.Main.Version, "(devel)"); v != "(devel)" {
		return "module " + v
	}
	return "source"
}

// Built returns the day of the commit that was built, "" where it is not known.
func Built(build *debug.BuildInfo) string {
	if build == nil {
		return ""
	}
	day, _, _ := strings.Cut(setting(build, "vcs.time"), "T")
	return day
}

// setting returns what a build was told, "" for nothing.
func setting(build *debug.BuildInfo, key string) string {
	for _, s := range build.Settings {
		if s.Key == key {
			return s.Value
		}
	}
	return ""
}
