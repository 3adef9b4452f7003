package program

import (
	"fmt"
	"strings"
)

// Ruleset returns the rules of a name: textbook, nanoos (December 2024) or nanoos-2026 (January 2026).
func Ruleset(name string) (Rules, bool) {
	switch name {
	case "textbook":
		return Rules{}, true
	case "nanoos":
		return nanoos(), true
	case "nanoos-2026":
		return nanoos2026(), true
	}
	return Rules{}, false
}

// RulesetNames returns the names that Ruleset knows. The caller may keep the slice.
func RulesetNames() []string { return []string{"textbook", "nanoos", "nanoos-2026"} }

func nanoos() Rules {
	var r Rules
	r[RuleUnlock] = UnlockReserve
	r[RuleSignal] = SignalStored
	r[RuleUnheard] = UnheardError
	r[RuleWoken] = WokenWhenRun
	r[RuleDeadline] = DeadlineObject
	r[RuleExpiry] = ExpiryPassed
	r[RuleRemoval] = RemovalRotate
	r[RuleKill] = KillLeaves
	r[RuleMisuse] = MisuseError
	r[RuleReturned] = ReturnedValue
	r[RuleCommands] = CommandsPerPass
	r[RuleIdle] = IdleStep
	r[RuleRelock] = RelockQueue
	return r
}

func nanoos2026() Rules {
	r := nanoos()
	r[RuleUnheard] = UnheardOK
	r[RuleRewake] = RewakeRequeue
	r[RuleZero] = ZeroDue
	r[RuleKilledSignal] = KilledSignalDropped
	r[RuleReturned] = ReturnedState
	return r
}

// String returns the policy's name in a scene.
func (p Policy) String() string {
	if names := PolicyNames(); int(p) < len(names) {
		return names[p]
	}
	return ""
}

// PolicyNames returns the names of the policies in the order of their values. The caller may keep the slice.
func PolicyNames() []string { return []string{"cooperative", "preemptive", "roundrobin", "priority"} }

// PolicyByName finds the policy of a name.
func PolicyByName(name string) (Policy, bool) {
	for i, known := range PolicyNames() {
		if name == known {
			return Policy(i), true
		}
	}
	return 0, false
}

// String returns the grain's name in a scene.
func (g Grain) String() string {
	if g == GrainOp {
		return "op"
	}
	return "pass"
}

// Scope says in words what a grain lets happen under a policy: who is interrupted, and where.
func (g Grain) Scope(p Policy) string {
	if g == GrainOp {
		return "interrupted anywhere"
	}
	return "as long as " + undisturbed(p)
}

// Even says the same where it surprises: a failure although nobody is interrupted, or none although anybody may be.
func (g Grain) Even(p Policy) string {
	if g == GrainOp {
		return "even when interrupted anywhere"
	}
	return "even if " + undisturbed(p)
}

// undisturbed says how far a pass goes under a policy. The quantum is part of the machine, at whichever grain.
func undisturbed(p Policy) string {
	if p == Preemptive {
		return "nobody is interrupted before the quantum ends"
	}
	return "nobody is interrupted between two yields"
}

// Unit names what the schedules of a grain are counted in.
func (g Grain) Unit() (one, many string) {
	if g == GrainOp {
		return "op", "ops"
	}
	return "pass", "passes"
}

// GrainByName finds the grain of a name: pass or op, with an s or without.
func GrainByName(name string) (Grain, bool) {
	switch name {
	case "op", "ops":
		return GrainOp, true
	case "pass", "passes":
		return GrainPass, true
	}
	return 0, false
}

// Describe returns the rules as "name=token" words, those that differ from base only. An empty result means equal.
func (r Rules) Describe(base Rules) string {
	var words []string
	for i, token := range r {
		if token != base[i] {
			words = append(words, fmt.Sprintf("%s=%s", RuleID(i), RuleID(i).TokenName(token)))
		}
	}
	return strings.Join(words, " ")
}
