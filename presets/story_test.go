package presets

import (
	"fmt"
	"testing"

	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/engine/session"
	"github.com/quartet-os/quartet/internal/effort"
)

// TestAStoryFromItsMiddle: what is told of a scene after a jump is what was told of it on the way.
func TestAStoryFromItsMiddle(t *testing.T) {
	const last, steps = 50, 700
	for _, name := range effort.Some(t, Names(), 40, 1000) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			walked, jumped := sessionOf(t, name), sessionOf(t, name)
			told := map[string]bool{}
			note := func() {
				for _, one := range walked.Story(8) {
					told[fmt.Sprint(one.Step, one)] = true
				}
			}
			for note(); walked.Position() < steps && walked.Forward() != nil; note() {
				jumped.Forward()
			}
			all := jumped.Story(last)
			if want := walked.Story(last); len(all) != len(want) {
				t.Fatalf("%d sentences after a jump, %d on the way", len(all), len(want))
			}
			for _, one := range all {
				if !told[fmt.Sprint(one.Step, one)] {
					t.Errorf("step %d: %q was not told on the way", one.Step, one.Text)
				}
			}
		})
	}
}

// sessionOf returns a session of a scene of the shelf.
func sessionOf(t *testing.T, name string) *session.Session {
	t.Helper()
	file, text, err := Source(name)
	if err != nil {
		t.Fatal(err)
	}
	p, err := program.Parse(file, text)
	if err != nil {
		t.Fatal(err)
	}
	s, err := session.New(p)
	if err != nil {
		t.Fatal(err)
	}
	return s
}
