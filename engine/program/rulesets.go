package program

import (
	"fmt"
	"strings"
)

// ruleset is a set of rules by its name.
type ruleset struct {
	name, meaning string
	rules         Rules
	dated         bool // it is NanoOs on a day or in a month
}

// rulesets are in the order of their dates. It is only read.
var rulesets = []ruleset{
	{"textbook", "what a textbook would say", Rules{}, false},
	{"nanoos", "NanoOs on 29 December 2024: four queues and two callbacks", nanoos(), false},
	{"nanoos-2024-12-30", "NanoOs a day later, with its first timer, which interrupts users only",
		nanoos().users(), true},
	{"nanoos-2026", "NanoOs in January 2026, but for its timer: the queues and what a signal does",
		nanoos2026(), false},
	{"nanoos-2026-01", "NanoOs in January 2026, with its timer for users", nanoos2026().users(), true},
	{"nanoos-2026-03", "NanoOs in March 2026: who is killed goes to READY once more",
		nanoos2026().users().with(RuleKilled, KilledReady), true},
	{"nanoos-2026-06", "NanoOs in June 2026: and each level of READY has a bounded round",
		nanoos2026().users().with(RuleKilled, KilledReady).with(RuleLevels, LevelsRounds), true},
}

// Ruleset returns the rules of a name: the textbook's, or those of NanoOs at some time.
func Ruleset(name string) (Rules, bool) {
	for i := range rulesets {
		if rulesets[i].name == name {
			return rulesets[i].rules, true
		}
	}
	return Rules{}, false
}

// RulesetNames returns the names that Ruleset knows. The caller may keep the slice.
func RulesetNames() []string {
	names := make([]string, len(rulesets))
	for i := range rulesets {
		names[i] = rulesets[i].name
	}
	return names
}

// RulesetMeaning says in one clause which rules a name stands for, "" for one that Ruleset does not know.
func RulesetMeaning(name string) string {
	for i := range rulesets {
		if rulesets[i].name == name {
			return rulesets[i].meaning
		}
	}
	return ""
}

// RulesetDated reports whether a set is one of those that came later, each NanoOs at a date.
func RulesetDated(name string) bool {
	for i := range rulesets {
		if rulesets[i].name == name {
			return rulesets[i].dated
		}
	}
	return false
}

// with returns the rules with another token of one of them.
func (r Rules) with(id RuleID, t Token) Rules {
	r[id] = t
	return r
}

// users returns the rules with a timer that interrupts users only.
func (r Rules) users() Rules { return r.with(RulePreempt, PreemptUsers) }

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

// Asked says the same as what is asked for: who is interrupted, and where.
func (g Grain) Asked(p Policy) string {
	if g == GrainOp {
		return g.Scope(p)
	}
	return undisturbed(p)
}

// UsersOnly is what follows Scope and Even where the rules of a scene let nobody be interrupted who has a priority, and
// somebody may have one.
func (g Grain) UsersOnly(r Rules, priorities bool) string {
	if g == GrainOp && priorities && r[RulePreempt] == PreemptUsers {
		return ", users only"
	}
	return ""
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

// Nearest returns the name of the set of rules that is most like some, and as Describe does those that differ from it.
func (r Rules) Nearest() (set, differs string) {
	for _, name := range RulesetNames() {
		base, _ := Ruleset(name)
		if d := r.Describe(base); set == "" || len(d) < len(differs) {
			set, differs = name, d
		}
	}
	return set, differs
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
