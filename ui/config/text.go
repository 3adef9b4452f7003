package config

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/quartet-os/quartet/ui/keys"
)

// head is how the file begins.
const head = `# The settings of Quartet. What is left out, or behind a #, is as usual; what stands here is the usual.
# Flags of the command line come first, then this file. quartet config --check looks for mistakes, and a line
# with one is left out. quartet config --path says where this file belongs.
`

// keysHead is how the part on keys begins.
const keysHead = `
# Keys: NAME = ["KEY", ...], below the line in brackets that says where they work. A key is one sign, or space,
# enter, tab, backspace, insert, delete, up, down, left, right, home, end, pgup, pgdown or f1 to f24, with ctrl+,
# alt+ or shift+ before it. No key, [], leaves the action to the palette. A key is taken from the action that has it
# here; given to two actions it is a mistake. A key that changes the machine means nothing else elsewhere. esc and
# ctrl+c always lead out, digits say which one is meant, and demo scripts press the keys of this page whatever stands
# here.
`

// Text returns the file with what is usual, commented out.
func Text() string {
	var b strings.Builder
	b.WriteString(head)
	for i := range settings {
		s := &settings[i]
		b.WriteString("\n")
		for _, line := range s.about {
			b.WriteString("# " + line + "\n")
		}
		fmt.Fprintf(&b, "#%s = %s\n", s.name, s.usual)
	}
	b.WriteString(keysHead)
	k, table := keys.NewMap(), "-"
	for g := range k.Groups {
		group := &k.Groups[g]
		if name := keys.TableName(group.Mode); name != table {
			table = name
			fmt.Fprintf(&b, "\n[%s]\n", strings.TrimSuffix(keysTable+"."+name, "."))
		}
		fmt.Fprintf(&b, "# %s\n", group.Name)
		bindable := keys.Bindable(group.Mode)
		for i := range group.Bindings {
			one := &group.Bindings[i]
			for _, a := range bindable {
				if a == one.Action {
					line := fmt.Sprintf("#%s = [%s]", a.Name(), list(one.Keys()))
					fmt.Fprintf(&b, "%-44s # %s\n", line, one.InFull())
				}
			}
		}
	}
	return b.String()
}

// list writes keys as the file has them.
func list(names []string) string {
	quoted := make([]string, len(names))
	for i, n := range names {
		quoted[i] = strconv.Quote(n)
	}
	return strings.Join(quoted, ", ")
}
