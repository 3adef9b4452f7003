package mend

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/internal/effort"
	"github.com/quartet-os/quartet/internal/scenetest"
)

// tokens are, for each scene about the real kernel that fails, the token of a rule that a person would try first, and
// what comes of it: "cures", "cures between passes" where an interruption still breaks it, or what goes wrong then.
var tokens = []struct{ scene, token, comes string }{
	{"nanoos-04-one-blocked-value", "blocked = split", "cures"},
	{"nanoos-06-nobody-comes-back", "unlock_callback = direct", "cures"},
	{"nanoos-07-one-callback-missing", "signal_callback = direct", "cures"},
	{"nanoos-09-no-deadline", "deadline = object", "cures"},
	{"nanoos-15-until-one-is-killed", "kill = releases", "violation"}, // an item is gone with the killed
	{"nanoos-16-the-callback-sends-a-message", "unlock_callback = direct", "cures"},
	{"nanoos-17-recursion-without-end", "unlock_callback = direct", "cures"},
	{"nanoos-19-a-preempted-callback", "preempt = users", "violation"}, // both are users
	{"nanoos-q01-kill-the-head", "kill = releases", "cures"},
	{"nanoos-q03-the-next-tenant", "kill = releases", "cures"},
	{"nanoos-q04-kill-the-chosen-one", "kill = keeps", "cures"},
	{"nanoos-q05-the-signal-outlives", "killed_signal = dropped", "stuck"}, // then nobody wakes the newcomer
	{"nanoos-q06-the-repair-steals", "killed_signal = passed", "cures between passes"},
	{"nanoos-q07-waiting-for-itself", "relock = owner", "cures"},
	{"nanoos-q08-the-last-deadline-wins", "tick = idle", "left-asleep"}, // B waits for m, and its deadline comes anew
	{"nanoos-q09-never", "zero = due", "livelock"},                      // the ringer waits for two, and one has left
	{"nanoos-q09b-at-once", "deadline = waiter", "unknown"},             // the same, and begun keeps the time
	{"nanoos-q10-nobody-hears", "woken = wake", "cures"},
	{"nanoos-q10b-one-too-many", "signal_callback = none", "gives up"}, // nobody is woken at all
	{"nanoos-q11-counted-and-gone", "woken = wake", "unknown"},
	{"nanoos-q14-a-kill-turns-ready", "woken = wake", "left-asleep"}, // V ends before the ringer looks for it
	{"nanoos-q15-free-and-busy", "unlock = barging", "cures between passes"},
	{"nanoos-q18-minus-three", "returned = state", "cures"},
}

// TestRuleTokens: where the machine is to blame one token of a rule cures, and it is known what the others come to.
func TestRuleTokens(t *testing.T) {
	i, cure, op := 0, 0, 0
	for _, e := range scenetest.Shelf() {
		if !e.Expect.Fails() || !strings.HasPrefix(e.Name, "nanoos-") || strings.HasPrefix(e.Name, "nanoos-s") {
			continue
		}
		if i == len(tokens) || tokens[i].scene != e.Name {
			t.Fatalf("%s is no scene of the table", e.Name)
		}
		i++
	}
	for _, c := range effort.Some(t, tokens, 2, 4) {
		comes, others := withToken(t, c.scene, c.token)
		if comes != c.comes {
			t.Errorf("%s with %s: %s, and %s is expected", c.scene, c.token, comes, c.comes)
		}
		switch comes {
		case "cures":
			cure, op = cure+1, op+1
		case "cures between passes":
			cure++
		default:
			if others != "" {
				t.Errorf("%s is cured by %s", c.scene, others)
			}
		}
	}
	t.Logf("of %d scenes a token cures %d between passes, of these %d where anybody may be interrupted",
		effort.Times(2, 4, len(tokens)), cure, op)
	if effort.Exhaustive() && (cure != 14 || op != 12) {
		t.Errorf("a token cures %d, and %d interrupted", cure, op)
	}
}

// withToken says what comes of a scene with another token of a rule, and which token cures it at its own grain.
func withToken(t *testing.T, scene, named string) (comes, others string) {
	t.Helper()
	m, err := begin(context.Background(), scene, scenetest.Text(t, scene), Options{Failed: 1000})
	if err == nil {
		err = m.base()
	}
	if err != nil {
		t.Fatal(err)
	}
	d := &drafts{scene: m.scene, known: map[string]int{}, most: mostEdits}
	d.rules()
	for i := range d.all {
		m.Cures, m.Seem, m.Failed = nil, nil, nil
		if err := m.try(&d.all[i]); err != nil {
			t.Fatal(err)
		}
		says := "unknown"
		switch {
		case len(m.Cures) > 0 && m.Proven(&m.Cures[0]):
			says = "cures"
		case len(m.Cures) > 0:
			says = "cures between passes"
		case len(m.Seem) > 0:
			says = "gives up"
		case len(m.Failed) > 0:
			says = m.Failed[0].Kind
		}
		if d.all[i].What == "rule "+named {
			comes = says
		} else if strings.HasPrefix(says, "cures") {
			others = d.all[i].What
		}
	}
	if !slices.ContainsFunc(d.all, func(e Edit) bool { return e.What == "rule "+named }) {
		t.Fatalf("%s: there is no rule %s", scene, named)
	}
	return comes, others
}
