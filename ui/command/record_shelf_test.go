package command

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestDemosOfTheShelfGoByTheirNames for all that takes a demo script, a scene of the same name stays that scene where a
// scene is taken, and who asks for a scene by the name of a demo is told what takes that.
func TestDemosOfTheShelfGoByTheirNames(t *testing.T) {
	h, dir := recorder(t)
	out := filepath.Join(dir, "talk.md")
	if _, errs, code := run(t, h, "record", "plan-locks", "-o", out); code != 0 {
		t.Fatalf("record: code %d: %s", code, errs)
	}
	for _, command := range []string{"play", "present"} {
		told, errs, code := run(t, h, command, "plan-locks")
		if code != 0 || !strings.Contains(told, "# A spinlock") {
			t.Errorf("%s: code %d: %s%s", command, code, told, errs)
		}
	}
	for name, script := range map[string]bool{"messages": false, "messages.demo": true, "timeouts": true,
		"bounded-buffer": false, "plan-": false} {
		if namesScript(name) != script {
			t.Errorf("%s is taken as a script: %v", name, !script)
		}
	}
	if _, errs, code := run(t, h, "check", "plan-locks"); code != ExitUsage ||
		!strings.Contains(errs, "quartet present plan-locks") {
		t.Errorf("check: code %d: %s", code, errs)
	}
	offered, _ := completeDemos(newRecord(&h), nil, "plan-l")
	if !slices.ContainsFunc(offered, func(one string) bool { return strings.HasPrefix(one, "plan-locks.demo") }) {
		t.Errorf("completion offers %q", offered)
	}
}
