package disk

import (
	"strings"

	"github.com/quartet-os/quartet/visible"
)

// Argument writes a path so that it can be pasted behind quartet in a shell: one that could be taken for an option, a
// command or a scene of the shelf gets a ./ before it, one with blanks or other signs of the shell's is quoted.
func Argument(path string) string {
	if strings.HasPrefix(path, "-") || !strings.ContainsAny(path, `./\`) {
		path = "./" + path
	}
	plain := func(r rune) bool {
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' ||
			strings.ContainsRune("/._-+,:@%=", r) || r > 0xa0 && !visible.Unsafe(r)
	}
	if path != "" && strings.IndexFunc(path, func(r rune) bool { return !plain(r) }) < 0 {
		return path
	}
	if visible.Line(path) != path { // the shell's own way to write out what a terminal would act on
		return "$'" + visible.Line(strings.NewReplacer(`\`, `\\`, "'", `\'`).Replace(path)) + "'"
	}
	return "'" + strings.ReplaceAll(path, "'", `'\''`) + "'"
}
