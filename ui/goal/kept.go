package goal

import (
	"strings"

	"github.com/quartet-os/quartet/presets"
	"github.com/quartet-os/quartet/ui/disk"
	"github.com/quartet-os/quartet/ui/source"
)

// Kept is which goals were reached before, by the names of their scenes on the shelf.
type Kept struct {
	Done  map[string]bool
	Keep  func(name string) error // remembers one more; called beside the screen
	Quiet bool                    // nothing is said of a goal, nor kept: a demo says by itself what there is to see
}

// The limits of the file of goals.
const (
	mostKept    = 1000
	mostKeptLen = 1 << 17 // bytes
)

// Load reads the goals that were reached from a file, a name a line, and keeps those that follow there. A file that
// cannot be read has none: nobody should be kept from anything by it.
func Load(file string) Kept {
	k := Kept{Done: map[string]bool{}}
	if text, err := source.ReadSmall(file, "the file of goals", mostKeptLen); err == nil {
		for _, name := range strings.Fields(string(text)) {
			k.Done[name] = true
		}
	}
	k.Keep = func(name string) error { return disk.AppendLines(file, []string{name}, mostKept) }
	return k
}

// Reached notes that the goal of a scene was reached, and reports whether that is new: of a scene of the shelf, for the
// first time, where goals are kept.
func (k *Kept) Reached(name string) bool {
	if found, err := presets.Find(name); err != nil || found != name || k.Quiet || k.Done[name] {
		return false
	}
	if k.Done == nil {
		k.Done = map[string]bool{}
	}
	k.Done[name] = true
	return true
}
