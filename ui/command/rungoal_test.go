package command

import (
	"strings"
	"testing"
)

// TestTheEndOfARunSaysWhatBecameOfTheGoal: in which step it was reached, also where it came true on the way, or null.
func TestTheEndOfARunSaysWhatBecameOfTheGoal(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ args, want string }{
		{"bounded-buffer", `"goal":{"text":"Make all three producers wait for notFull at once.","reached":86}}`},
		{"bounded-buffer --until step==85", `at once.","reached":null}}`},
		{"bounded-buffer --until step==86", `at once.","reached":86}}`},
		{"one-condition", `"goal":{"text":"Get all three to sleep on changed for ever.","reached":null}}`},
		{"if-instead-of-a-loop", `"goal":{"text":"Let a consumer take from an empty queue.","reached":17}}`},
		{"one-condition --fate --max-states 10 --passes 2", `"reached":null},"fates":`},
	} {
		out, _, _ := run(t, Host{}, append(append([]string{"run"}, strings.Fields(c.args)...), "--json")...)
		if lines := strings.Split(strings.TrimSpace(out), "\n"); !strings.Contains(lines[len(lines)-1], c.want) {
			t.Errorf("%s: %s, without %s", c.args, lines[len(lines)-1], c.want)
		}
	}
}
