// Package shards splits work that falls apart into independent pieces over processes and machines, and puts their
// answers together again.
//
// A shard is written as lines of JSON: a head, which says what was asked of which scene and which part this is, a line
// for each thing that was found, and a last line, which says how many there were and proves that they are all there.
// Read believes nothing that has no last line, so what a killed process has left behind is never taken for a shard.
package shards

import (
	"fmt"
	"strconv"
	"strings"
)

// Shard is one of several parts, counted from 1.
type Shard struct{ K, Of int64 }

// Most bounds the number of parts.
const Most = 1_000_000

// String returns the shard as it is written on a command line: 3/16.
func (s Shard) String() string { return fmt.Sprintf("%d/%d", s.K, s.Of) }

// Auto stands for the shard that the variables of an array job name.
const Auto = "auto"

// Parse reads a shard: 3/16, or auto, or auto/16 where the variables of the job do not say how many tasks there are.
// env looks a variable up, and gives "" for one that is not there.
func Parse(text string, env func(name string) string) (Shard, error) {
	first, of, both := strings.Cut(strings.TrimSpace(text), "/")
	s := Shard{}
	var err error
	if both {
		if s.Of, err = strconv.ParseInt(of, 10, 64); err != nil || s.Of < 1 || s.Of > Most {
			return s, fmt.Errorf("of how many is a number from 1 to %d, not %q", Most, of)
		}
	}
	if first == Auto {
		return fromJob(s.Of, env)
	}
	if s.K, err = strconv.ParseInt(first, 10, 64); err != nil || !both {
		return s, fmt.Errorf("a shard is written 3/16, the third of sixteen, or %s; not %q", Auto, text)
	}
	if s.K < 1 || s.K > s.Of {
		return s, fmt.Errorf("shards of %d are counted from 1 to %d, so there is no %s", s.Of, s.Of, s)
	}
	return s, nil
}
