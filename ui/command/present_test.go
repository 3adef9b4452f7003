package command

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/presets"
	"github.com/quartet-os/quartet/ui"
	"github.com/quartet-os/quartet/ui/ask"
	"github.com/quartet-os/quartet/ui/demo"
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
	if len(seen) != 2 || seen[0].Pace != demo.BySpeaker || seen[1].Pace != demo.BySpeaker ||
		seen[0].Demo.String() != seen[1].Demo.String() {
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

// TestALessonIsPresented: by its name or as a file, and told where there is no terminal; a name that is none offers
// demos and lessons.
func TestALessonIsPresented(t *testing.T) {
	h, dir := recorder(t)
	var seen []ui.Options
	h.Live, h.Screen = true, func(_ context.Context, v ui.Options) error {
		seen = append(seen, v)
		return nil
	}
	_, text, err := presets.LessonSource("why-for")
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(dir, "mine.lesson")
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{{"present", "why-for"}, {"present", "why-f"},
		{"present", file, "--layout", "projector"}} {
		if _, errs, code := run(t, h, args...); code != 0 {
			t.Fatal(errs)
		}
		o := seen[len(seen)-1]
		if !o.Demo.Lesson() || o.Pace != demo.BySpeaker || o.Again == nil {
			t.Errorf("%v: the screen is given %+v", args, o)
		}
	}
	if seen[2].Demo.Layout != "projector" {
		t.Errorf("the layout is %q", seen[2].Demo.Layout)
	}
	if _, errs, code := run(t, h, "present", "why-not"); code != 2 || !strings.Contains(errs, "quartet lesson lists") {
		t.Errorf("code %d, %s", code, errs)
	}
	h.Live, h.Stage = false, func(ctx context.Context, v ui.Options) (demo.Stage, error) {
		return ui.NewStage(ctx, ui.Options{Session: v.Session, Open: v.Open, Ask: ask.EverySchedule})
	}
	if out, errs, code := run(t, h, "present", "why-for"); code != 0 || !strings.Contains(out, "# The proof") {
		t.Errorf("code %d, %s\n%s", code, errs, out)
	}
}

// TestASceneThatIsMissingIsNamedWithItsLine in a script, and a demo is found without its ending.
func TestASceneThatIsMissingIsNamedWithItsLine(t *testing.T) {
	h, dir := recorder(t)
	name := script(t, dir, "title Gone\nscene no-such-scene\nkey space\n")
	for _, args := range [][]string{{"play", name}, {"record", name, "-o", filepath.Join(dir, "x.txt")}} {
		if _, errs, code := run(t, h, args...); code != 2 || !strings.Contains(errs, name+":2: there is no scene") {
			t.Errorf("%v: code %d, %s", args, code, errs)
		}
	}
	if out, errs, code := run(t, h, "play", "mutex"); code != 0 || !strings.Contains(out, "# ") {
		t.Errorf("code %d, %s", code, errs)
	}
	name = script(t, dir, "scene wakeup-in-the-gap\nkey space\n")
	_, errs, _ := run(t, h, "record", name, "--panel", "objects", "-o", filepath.Join(dir, "x.txt"))
	if !strings.Contains(errs, "no room on a screen of 80x24; one of 1") {
		t.Errorf("a panel without room: %s", errs)
	}
}
