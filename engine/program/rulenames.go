package program

import (
	"fmt"
	"strings"
)

// ruleText returns a rule's name, its tokens in the order of their values, and one clause for each token.
func ruleText(r RuleID) (name, tokens, meanings string) {
	switch r {
	case RuleUnlock:
		return "unlock", "reserve|handoff|barging",
			"the head of the lock queue is made ready and is the only one that may take the mutex|the head " +
				"of the lock queue owns the mutex at once|the head of the lock queue is made ready, but " +
				"anyone may take the mutex first"
	case RuleWakeOrder:
		return "wake_order", "fifo|lifo|random|any", "the one that waited longest is woken|the one that came last is" +
			" woken|one of them is drawn from the seed|check tries each of them"
	case RuleMonitor:
		return "monitor", "mesa|hoare", "the signaller goes on, the waiter is made ready|the waiter runs at once and" +
			" the signaller waits for it"
	case RuleSignal:
		return "signal", "lost|stored", "a signal that nobody waits for leaves nothing behind|signals are " +
			"counted, and a surplus stays for a later wait"
	case RuleUnheard:
		return "unheard", "ok|error", "signal gives ok though nobody waits|signal gives error when nobody waits"
	case RuleWoken:
		return "woken", "wake|run", "the wake decides between signalled and timed out|the waiter decides when it next" +
			" runs"
	case RuleRewake:
		return "rewake", "stay|requeue", "a further signal leaves a ready waiter where it is|a further signal moves a" +
			" ready waiter to the back of READY"
	case RuleDeadline:
		return "deadline", "waiter|object|none", "each waiter has its own deadline|a mutex or condition has one" +
			" deadline, and the last writer wins|nobody keeps a deadline, so none is ever reached"
	case RuleZero:
		return "zero", "never|due", "an object's deadline of 0 never comes|an object's deadline of 0 is due at once"
	case RuleExpiry:
		return "expiry", "reached|passed", "a waiter gives up at its deadline|a waiter gives up only after its deadline"
	}
	return laterRuleText(r)
}

func laterRuleText(r RuleID) (name, tokens, meanings string) {
	switch r {
	case RuleRemoval:
		return "removal", "inplace|rotate", "a coroutine leaves a queue from where it stands|the queue is " +
			"turned, front to back, until it is found"
	case RuleKill:
		return "kill", "releases|leaves|keeps", "the mutexes of the killed are released and waiters woken|its mutexes" +
			" stay owned, and a lock queue that it heads is dropped|its mutexes stay owned, by one that has " +
			"ended, and it just leaves a lock queue (POSIX)"
	case RuleKilledSignal:
		return "killed_signal", "kept|dropped|passed",
			"a pending signal outlives the waiter that was killed|a kill takes a pending signal with it|the " +
				"signal of a waiter that is killed before it is back from its wait goes to the next (POSIX)"
	case RuleMisuse:
		return "misuse", "violation|error", "unlock or wait by a non-owner, or a timed lock of an untimed " +
			"mutex, fails the run|the verb gives error and the run goes on"
	case RuleBlocked:
		return "blocked", "split|one", "a yield tells wait from timed wait|a single BLOCKED value: the " +
			"scheduler cannot tell the two waiting queues apart"
	case RuleReturned:
		return "returned", "state|value", "a finished coroutine is told by its state|a finished coroutine is told by" +
			" the value it returned, so that -3 files it on WAITING"
	case RuleUnlockCallback:
		return "unlock_callback", "direct|none|message|recursive", "unlock moves the head of the lock queue to READY|" +
			"unlock moves nobody, so nobody ever comes back|unlock posts a message to the scheduler, whose " +
			"mailbox has a lock of its own|unlock posts a message, and the mailbox's lock is recursive"
	case RuleSignalCallback:
		return "signal_callback", "direct|none|message|recursive", "signal moves the first waiters to READY|" +
			"signal moves nobody, so nobody ever comes back|signal posts a message to the scheduler, whose " +
			"mailbox has a lock of its own|signal posts a message, and the mailbox's lock is recursive"
	case RuleCommands:
		return "commands", "at-once|per-pass",
			"spawn, kill and commands happen between two ops|one of them happens at the end of each pass"
	case RuleIdle:
		return "idle", "jump|step", "with nothing ready the clock goes to the next deadline|with nothing ready passes" +
			" are counted one by one"
	case RuleTick:
		return "tick", "pass|idle", "each pass is a tick|ops are free, and time moves only when nothing is ready"
	case RuleRelock:
		return "relock", "owner|queue", "the owner of a recursive mutex gets it again at once|it queues behind the" +
			" waiters like everyone else, and so waits for itself"
	case RuleHoareSignal:
		return "hoare_signal", "strict|mesa",
			"under Hoare's rule a signaller that holds a spinlock, or the mutex more than once, fails the " +
				"run|such a signal is an ordinary one: the signaller goes on"
	case RuleListEntry:
		return "list_entry", "leaves|stays",
			"whoever goes on without a wakeup, or ends, leaves its wait list|its entry stays until a wakeup " +
				"takes it off, which is then spent on it"
	case RuleInherit:
		return "inherit", "none|inheritance",
			"who holds a mutex runs at its own priority|who holds a mutex runs at the highest priority of those who " +
				"wait for it, also by way of others, for as long as they wait (PTHREAD_PRIO_INHERIT)"
	case RulePrefer:
		return "prefer", "readers|writers|fifo",
			"a reader joins those who read, whoever waits; after a writer all readers come first" +
				"|a reader waits while a writer writes or waits; whoever is done, the next writer comes first" +
				"|readers and writers get the lock in the order of coming; readers who stand together read together"
	}
	return newestRuleText(r)
}

func newestRuleText(r RuleID) (name, tokens, meanings string) {
	switch r {
	case RulePreempt:
		return "preempt", "all|users",
			"the end of a quantum interrupts everybody|it interrupts users, who have no priority above 0; whoever " +
				"has one keeps the CPU until it yields, blocks or ends"
	case RuleLevels:
		return "levels", "strict|rounds",
			"under policy = priority only the highest level that is ready runs|each level in turn, from the highest " +
				"down, has as many runs as it had coroutines ready when its turn came"
	case RuleKilled:
		return "killed", "free|ready",
			"the slot of a killed coroutine is on FREE at once|a killed coroutine goes to READY once more, and its " +
				"slot to FREE when its turn finds it dead"
	}
	return "", "", ""
}

// String returns the rule's name in a scene.
func (r RuleID) String() string {
	name, _, _ := ruleText(r)
	return name
}

// Tokens returns the names of the rule's values; a Token is an index into them. The caller may keep the slice.
func (r RuleID) Tokens() []string {
	_, tokens, _ := ruleText(r)
	return strings.Split(tokens, "|")
}

// Meaning says in one clause what the rule does at token t, or "" for a token that it does not have.
func (r RuleID) Meaning(t Token) string {
	_, _, meanings := ruleText(r)
	if all := strings.Split(meanings, "|"); int(t) < len(all) {
		return all[t]
	}
	return ""
}

// AllRules returns every rule, in the order of their identities.
func AllRules() []RuleID {
	all := make([]RuleID, ruleCount)
	for i := range all {
		all[i] = RuleID(i)
	}
	return all
}

// RuleByName finds the rule of a name.
func RuleByName(name string) (RuleID, bool) {
	for r := RuleID(0); r < ruleCount; r++ {
		if r.String() == name {
			return r, true
		}
	}
	return 0, false
}

// TokenName returns the name of token t of the rule, or "" for a token that it does not have.
func (r RuleID) TokenName(t Token) string {
	if all := r.Tokens(); int(t) < len(all) {
		return all[t]
	}
	return ""
}

// ParseToken reads a rule's value. Case does not count, and "at once", "one per pass" and the like are understood.
// The error names the tokens that the rule has.
func ParseToken(r RuleID, text string) (Token, error) {
	plain := strings.NewReplacer(" ", "-", "_", "-").Replace(strings.ToLower(strings.TrimSpace(text)))
	plain = strings.TrimPrefix(plain, "one-per-")
	if plain == "pass" && r == RuleCommands {
		plain = "per-pass"
	}
	if plain == "in-place" && r == RuleRemoval {
		plain = "inplace"
	}
	tokens := r.Tokens()
	for i, token := range tokens {
		if plain == token {
			return Token(i), nil
		}
	}
	return 0, fmt.Errorf("%s is not a value of the rule %s, which is %s", quote(text), r, List(tokens, "or"))
}
