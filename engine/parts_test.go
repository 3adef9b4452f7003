package engine_test

import (
	"path/filepath"
	"strings"
	"testing"
)

// mostFiles is how many files the step machine may have, beside its tests.
const mostFiles = 40

// TestTheRootIsTheStepMachine: this package is the step machine and what it steps. What tells, lists, measures,
// searches or keeps a run is a package of its own, so it stays small enough to be read.
func TestTheRootIsTheStepMachine(t *testing.T) {
	all, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	files := 0
	for _, file := range all {
		if !strings.HasSuffix(file, "_test.go") {
			files++
		}
	}
	if files > mostFiles {
		t.Errorf("the package has %d files beside its tests; at most %d", files, mostFiles)
	}
}
