package command

import (
	"context"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/ui"
)

// TestPresentIsPlayByHand: the screen is given the same, whichever of the two begins it, and the layout that is asked
// for from beginning to end.
func TestPresentIsPlayByHand(t *testing.T) {
	h, dir := recorder(t)
	var seen []ui.Options
	h.Live, h.Screen = true, func(_ context.Context, v ui.Options) error {
		seen = append(seen, v)
		return nil
	}
	name := script(t, dir, played+"layout teach\nkey space\n")
	for _, args := range [][]string{{"present", name, "--layout", "projector"},
		{"play", name, "--by-hand", "--layout", "projector"}} {
		if _, errs, code := run(t, h, args...); code != 0 {
			t.Fatal(errs)
		}
	}
	if len(seen) != 2 || !seen[0].ByHand || !seen[1].ByHand || seen[0].Demo.String() != seen[1].Demo.String() {
		t.Fatalf("the screen is given %+v", seen)
	}
	if d := seen[0].Demo; d.Layout != "projector" || len(d.Actions) != 7 {
		t.Errorf("the script is\n%s", d)
	}
	if _, errs, code := run(t, h, "present", name, "--layout", "beamer"); code != 2 || errs == "" {
		t.Errorf("code %d, %s", code, errs)
	}
}

// TestNotesOnStandardOutput stand between what is told, and nowhere where the screen is there.
func TestNotesOnStandardOutput(t *testing.T) {
	h, dir := recorder(t)
	name := script(t, dir, played)
	out, errs, code := run(t, h, "present", name, "--notes-to", "-")
	if code != 0 || errs != "" || !strings.Contains(out, "note  Say hello.\n") || !strings.Contains(out, "# One") {
		t.Errorf("code %d, %s\n%s", code, errs, out)
	}
	h.Live, h.Screen = true, func(context.Context, ui.Options) error { return nil }
	if _, errs, code := run(t, h, "present", name, "--notes-to", "-"); code != 2 || !strings.Contains(errs, "tty") {
		t.Errorf("code %d, %s", code, errs)
	}
}
