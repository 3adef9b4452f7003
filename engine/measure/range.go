package measure

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/quartet-os/quartet/engine/program"
)

// ParseRange reads consumers=1..8, or consumers=4 for one number. The error says how it is written.
func ParseRange(text string) (Range, error) {
	name, numbers, ok := strings.Cut(text, "=")
	low, high, isRange := strings.Cut(numbers, "..")
	if !isRange {
		high = low
	}
	from, err1 := strconv.ParseInt(strings.TrimSpace(low), 10, 64)
	to, err2 := strconv.ParseInt(strings.TrimSpace(high), 10, 64)
	if name = strings.TrimSpace(name); !ok || name == "" || err1 != nil || err2 != nil {
		return Range{}, fmt.Errorf("%s: write a name and its numbers, such as consumers=1..8", text)
	}
	return Range{Name: name, From: from, To: to}, nil
}

// Names lists what of a scene Vary can change: consumers and producers where one function is meant, then each const,
// capacity, work queue and function that main starts. It is empty where nothing can be varied.
func Names(p *program.Program) []string {
	var all []string
	for _, role := range [...]string{"consumers", "producers"} {
		if _, err := varied(p, role); err == nil {
			all = append(all, role)
		}
	}
	return append(all, parts(p)...)
}
