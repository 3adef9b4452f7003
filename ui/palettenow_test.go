package ui

import (
	"strings"
	"testing"

	"github.com/quartet-os/quartet/presets"
	"github.com/quartet-os/quartet/ui/keys"
	"github.com/quartet-os/quartet/ui/panel"
)

// TestPaletteSaysWhatCannotBeDone: in a scene without a work queue its keys and command are below what can be done, and
// said to be so; nothing else is.
func TestPaletteSaysWhatCannotBeDone(t *testing.T) {
	t.Parallel()
	u := sitDown(t, bounded, func(o *Options) { o.Session = opened(t, "channel-worker-pool") })
	u.press("ctrl+p")
	u.types("wor")
	o := u.m.over.palette.Draw("").(*panel.Palette)
	if first := o.Rows[0]; first.Section != "do" || first.Key != "D" {
		t.Errorf("the first row is %+v", first)
	}
	for _, name := range []string{"A larger work queue", "A smaller work queue"} {
		found := false
		for _, r := range o.Rows {
			found = found || r.Text == name && r.Section == "not now" && r.Pale
		}
		if !found {
			t.Errorf("%q is not said to be impossible now", name)
		}
	}
	for _, e := range u.m.entries() {
		if (e.Action == keys.StepOn || e.Action == keys.AskAll) && e.NotNow {
			t.Errorf("%q is said to be impossible", e.Name)
		}
	}
}

// TestPaletteFindsScenesByTheirGroup: interrupts are found as scenes, and where a scene has none that is what is said.
func TestPaletteFindsScenesByTheirGroup(t *testing.T) {
	t.Parallel()
	u := sitDown(t, bounded, func(o *Options) { o.Session = opened(t, "bounded-buffer") })
	u.m.scenes.shelf.scenes = []presets.Entry{
		{Name: "told", Group: "field", Moral: "No interrupt comes."}, {Name: "irq-lock", Group: "interrupts"},
	}
	u.press("ctrl+p")
	u.types("interrupt")
	sections := map[string]string{}
	rows := u.m.over.palette.Draw("").(*panel.Palette).Rows
	for _, r := range rows {
		sections[r.Text] = r.Section
	}
	if first := rows[0]; first.Pale || first.Section == "not now" {
		t.Errorf("the first row is %q, which cannot be done now", first.Text)
	}
	if sections["irq-lock"] != "open" || sections["told"] != "also" {
		t.Errorf("the scenes are found as %q and %q", sections["irq-lock"], sections["told"])
	}
	for range rows {
		if !strings.Contains(u.screen(), "Not here") {
			u.press("down")
		}
	}
	u.sees("Not here: this scene declares no handler of interrupts")
}
