package promela

import (
	_ "embed" // the words
	"strconv"
	"strings"

	"github.com/quartet-os/quartet/engine/program"
)

// reserved are words that no name of a scene may have in a model: those of Promela and C, of the models themselves, and
// of the program that Spin writes, in which the variables of a model stand beside its own.
//
//go:embed words.txt
var reserved string

// names gives each thing of a scene a name of its own: Promela has no blocks for objects, and what the preprocessor
// replaces it replaces everywhere.
type names struct {
	taken map[string]bool
}

func newNames() *names {
	n := &names{taken: map[string]bool{}}
	for _, word := range strings.Fields(reserved) {
		n.taken[word] = true
	}
	return n
}

// give returns a name like the one that is wanted that nothing else has.
func (n *names) give(wanted string) string {
	name := strings.Map(func(r rune) rune {
		if r == '_' || r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' {
			return r
		}
		return -1
	}, wanted)
	if name == "" || name[0] >= '0' && name[0] <= '9' || name[0] == '_' || strings.HasPrefix(name, "end") {
		name = "x" + name // what begins with end is a label to Spin
	}
	for i, free := 2, name; ; i++ {
		if !n.taken[free] {
			n.taken[free] = true
			return free
		}
		if free = name + "_"; i > 2 {
			free = name + strconv.Itoa(i)
		}
	}
}

// typeOf is the type in a model of a value.
func typeOf(t program.Type) string {
	switch t {
	case program.Int:
		return "int"
	case program.Bool:
		return "bool"
	}
	return "byte"
}
