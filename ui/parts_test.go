package ui

import (
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/ui/keys"
)

// TestTheScreenIsInParts: what owns state of its own is a part of its own. The model has few fields, and its
// package few files; whoever needs one more finds the part that it belongs to, or makes one.
func TestTheScreenIsInParts(t *testing.T) {
	if n := reflect.TypeFor[Model]().NumField(); n > 25 {
		t.Errorf("the model has %d fields; at most 25", n)
	}
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
	if files > 20 {
		t.Errorf("the package has %d files beside its tests; at most 20", files)
	}
}

// TestEachActionOfTheMachineDoesSomething: the table of handlers has an entry for each action that a key of the machine
// asks for, and each mode in which something lies over the machine takes its keys.
func TestEachActionOfTheMachineDoesSomething(t *testing.T) {
	for _, g := range keys.Table() {
		for _, b := range g.Bindings {
			switch machine := handlers[b.Action] != nil; {
			case g.Mode == keys.Browsing && !machine:
				t.Errorf("%s (%s) does nothing", b.Sign(), b.Does())
			case g.Mode != keys.Browsing && dialogs[g.Mode] == nil:
				t.Errorf("%s (%s) is taken by nobody", b.Sign(), b.Does())
			}
		}
	}
}
