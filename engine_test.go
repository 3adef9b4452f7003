package main_test

import (
	"testing"

	"github.com/cockroachdb/datadriven"

	"github.com/quartet-os/quartet/engine/stories"
	"github.com/quartet-os/quartet/presets"
)

// TestStories walks testdata/stories: each file is a story that a lecturer can read, a command, four dashes,
// and what the machine says. `go test . -run Stories -rewrite` writes the answers anew; commit them only if
// you understand the change.
func TestStories(t *testing.T) {
	datadriven.Walk(t, "testdata/stories", func(t *testing.T, path string) {
		story := stories.New(presets.Source)
		datadriven.RunTest(t, path, func(t *testing.T, d *datadriven.TestData) string {
			var args []stories.Argument
			for _, a := range d.CmdArgs {
				args = append(args, stories.Argument{Key: a.Key, Values: a.Vals})
			}
			said, err := story.Tell(d.Cmd, args, d.Input)
			if err != nil {
				d.Fatalf(t, "%v", err)
			}
			return said
		})
	})
}
