package ui

import (
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/ui/keys"
)

// TestTheListOfRulesNamesTheQuantum finds the machine's own quantum beside the policy, and keeps it in a switch.
func TestTheListOfRulesNamesTheQuantum(t *testing.T) {
	u := sitDown(t, scene(t, "if-instead-of-a-loop"))
	u.obeys("policy preemptive 3")
	u.obeys("rules")
	u.sees("now preemptive: it also leaves the CPU at the", "end of its quantum, 3 ops")
	u.press("esc")
	u.obeys("policy cooperative")
	u.obeys("rules")
	u.sees(":policy preemptive 3")
}

// TestRulesAreSwitchedInAList: a row a rule, what the marked switch would come to on this run, and enter switches it as
// the command does.
func TestRulesAreSwitchedInAList(t *testing.T) {
	u := sitDown(t, scene(t, "if-instead-of-a-loop"))
	for range 3 {
		u.press("enter")
	}
	u.obeys("rules")
	u.sees("policy cooperative", "preemptive", "unlock reserve", "now cooperative:", "on this run: step ", "with it",
		":policy preemptive 1")
	u.press("down")
	u.sees("unlock", "handoff", "handoff: the head of the lock queue owns the", ":rule unlock handoff")
	u.press("right")
	u.sees(":rule unlock barging", "on this run:")
	u.press("left", "enter")
	if u.m.stack.Mode != keys.Browsing || u.m.session.Engine().Rules()[program.RuleUnlock] != program.UnlockHandoff {
		t.Fatalf("the rule is %v", u.m.session.Engine().Rules()[program.RuleUnlock])
	}
	u.sees("u undoes")
	u.obeys("rules")
	u.press("down")
	u.sees("unlock handoff", ":rule unlock barging")
	u.press("esc", "u")
	if u.m.session.Engine().Rules()[program.RuleUnlock] != program.UnlockReserve {
		t.Error("u does not take it back")
	}
	u.obeys("rules")
	u.press("G", "p", "x", "space")
	if u.m.stack.Mode != keys.Switching || u.m.session.Engine().End().Kind > 1 {
		t.Error("a key goes through to the machine")
	}
	if text := u.m.written.log.Actions; len(text) == 0 || !strings.Contains(scriptOf(u), "do rule unlock handoff") {
		t.Errorf("the script is\n%s", scriptOf(u))
	}
}

// TestTheListOfRulesHasTheSets: its last row switches all rules at once, by the name of a set.
func TestTheListOfRulesHasTheSets(t *testing.T) {
	u := sitDown(t, scene(t, "nanoos-q01-kill-the-head"))
	u.obeys("rules")
	u.press("G")
	u.sees("all", "now nanoos: NanoOs on 29 December 2024", ":rule all nanoos-2024-12-30")
	u.press("right")
	u.sees(":rule all nanoos-2026", "NanoOs in January 2026, but")
	u.press("right", "right")
	u.sees(":rule all nanoos-2026-03")
	u.press("enter")
	if want, _ := program.Ruleset("nanoos-2026-03"); u.m.session.Engine().Rules() != want {
		t.Error("they are not switched")
	}
	u.obeys("rule levels rounds")
	u.obeys("rule kill keeps")
	u.obeys("rules")
	u.press("G")
	u.sees("now nanoos-2026-06 …: that set, with", "kill=keeps")
}

// scriptOf is what was done, as a demo script.
func scriptOf(u *user) string {
	script := *u.m.written.log.Head
	script.Actions = u.m.written.log.Actions
	return script.String()
}
