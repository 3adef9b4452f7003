package program_test

import (
	"os"
	"testing"

	"github.com/quartet-os/quartet/engine/program"
)

func TestExampleScene(t *testing.T) {
	text, err := os.ReadFile("../../testdata/scenes/if_instead_of_a_loop.scene")
	if err != nil {
		t.Fatal(err)
	}
	p, err := program.Parse("if_instead_of_a_loop.scene", string(text))
	if err != nil {
		t.Fatal(err)
	}
	if p.Settings.Slots != 9 || p.Settings.Grain != program.GrainOp || p.Expect != "violation" || p.Boot < 0 {
		t.Errorf("settings: %+v expect %q boot %d", p.Settings, p.Expect, p.Boot)
	}
	t.Log(p.Dump())
}
