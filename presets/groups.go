package presets

import (
	"slices"
	"strings"
)

// Group is a part of the shelf.
type Group struct {
	Name  string
	About string // one line

	prefixes []string // of the names of its scenes
	first    []string // scenes in the order in which they are best seen; the others follow by name
}

// Groups gives the parts of the shelf in their order. A scene whose name begins with one of the prefixes, or stands in
// first, belongs to the group; the longest prefix decides. What belongs nowhere is in the last group.
func Groups() []Group {
	return []Group{
		{Name: "tour", About: "the four queues, one after the other",
			prefixes: []string{"tour"}, first: []string{"bounded-buffer"}},
		{Name: "mutex", About: "locks, owners and lock queues",
			prefixes: []string{"mutex", "lock", "spinlock", "deadlock", "handoff", "barging"}},
		{Name: "condition", About: "waiting until something is so", prefixes: []string{"condition", "one-condition",
			"two-conditions", "if-instead", "loop-instead", "signal", "broadcast", "lost", "wakeup", "gap"}},
		{Name: "spurious", About: "wakeups for no reason, and what they break", prefixes: []string{"spurious"},
			first: []string{"spurious-wakeup", "spurious-wakeup-loop", "spurious-only-way",
				"spurious-forgotten-signal"}},
		{Name: "timeouts", About: "deadlines, and what they race with",
			prefixes: []string{"timed", "timeout", "deadline"}, first: []string{"timed-lock-times-out",
				"timed-lock-in-time", "timed-wait"}},
		{Name: "arrays", About: "many of one kind: arrays and parameters", prefixes: []string{"array"},
			first: []string{"array-philosophers", "array-philosophers-left-handed", "array-peterson",
				"array-ring-without-a-lock", "array-ring-with-a-lock"}},
		{Name: "atomics", About: "one step on one variable, without a lock", prefixes: []string{"atomic"}},
		{Name: "sharing", About: "barriers, and locks of readers and writers", prefixes: []string{"barrier", "rwlock"}},
		{Name: "priorities", About: "who runs first, and who lends", prefixes: []string{"priority", "boost", "ready"},
			first: []string{"priority-inversion", "priority-inheritance"}},
		{Name: "interrupts", About: "handlers that come between any two ops, and may not wait",
			prefixes: []string{"irq"},
			first: []string{"irq-lock", "irq-lock-cure", "irq-lost-update", "irq-lost-update-cure", "irq-sleeps",
				"irq-bottom-half"}},
		{Name: "channels", About: "Go's channels", prefixes: []string{"channel"}, first: []string{"channel-hand-over"}},
		{Name: "messages", About: "coroutines that send and receive",
			prefixes: []string{"message", "mail", "send", "receive"}},
		{Name: "ostep", About: "chapters 28 to 32 of Three Easy Pieces",
			first: []string{
				"ostep-28-flag", "ostep-28-lock", "ostep-28-cas", "ostep-28-ticket", "ostep-28-yield",
				"ostep-28-queue", "ostep-28-barging", "ostep-28-handoff", "ostep-29-counter",
				"ostep-29-counter-locked", "ostep-29-counter-add", "ostep-30-join-spin", "ostep-30-join-no-state",
				"ostep-30-join-no-lock", "ostep-30-join", "ostep-30-join-verb", "ostep-30-mesa", "ostep-30-hoare",
				"ostep-31-lock", "ostep-31-join-at-one", "ostep-31-join", "ostep-31-buffer-no-mutex",
				"ostep-31-buffer-mutex-outside", "ostep-31-buffer", "ostep-31-readers-writers",
				"ostep-31-writers-too", "ostep-31-philosophers", "ostep-31-philosophers-one-other",
				"ostep-31-no-throttle", "ostep-31-throttle", "ostep-31-zemaphore-if",
				"ostep-31-zemaphore", "ostep-32-atomicity", "ostep-32-atomicity-locked",
				"ostep-32-order", "ostep-32-order-kept", "ostep-32-all-at-once",
				"ostep-32-livelock", "ostep-32-back-off",
			}},
		{Name: "nanoos", About: "the real kernel, quirk by quirk", prefixes: []string{"nanoos"}},
		{Name: "nanoos-later", About: "the real kernel after the post, from its first timer on",
			prefixes: []string{"nanoos-s"}},
		{Name: "lecture", About: "every question of the lecture notes", prefixes: []string{"lecture"}},
		{Name: "homework", About: "a job queue as a course asks for it: list, cancel, reorder, throttle, shut down",
			first: homework},
		{Name: "field", About: "bugs of real programs, each beside its cure",
			first: field},
		{Name: "more", About: "scenes of other kinds"},
	}
}

// groupOf gives the index of a scene's group.
func groupOf(groups []Group, name string) int {
	best, longest := len(groups)-1, 0
	for i, g := range groups {
		if slices.Contains(g.first, name) {
			return i
		}
		for _, prefix := range g.prefixes {
			if strings.HasPrefix(name, prefix) && len(prefix) > longest {
				best, longest = i, len(prefix)
			}
		}
	}
	return best
}

// homework lists the scenes of the job queue of a course, in the order in which they are best seen.
var homework = []string{
	"homework-submit", "homework-list-unlocked",
	"homework-list", "homework-list-locks-twice",
	"homework-cancel-unchecked", "homework-cancel",
	"homework-cancel-past-the-end", "homework-cancel-what-is-there",
	"homework-read-after-delete", "homework-read-before-delete",
	"homework-reorder-in-two", "homework-reorder",
	"homework-starved", "homework-aged",
	"homework-full-tested-once", "homework-throttle-sleep",
	"homework-throttle-error", "homework-overflow-forgotten",
	"homework-throttle-overflow", "homework-woken-by-whom",
	"homework-exit-without-stop", "homework-shutdown",
	"homework-exit-clears", "homework-exit-answers",
	"homework-anybody-cancels", "homework-owner-cancels",
	"homework-asks-for-its-answer", "homework-is-told-its-answer",
}

// field lists the bugs of real programs, each before its cure.
var field = []string{
	"early-return-keeps-the-lock", "early-return-unlocks",
	"unlock-not-mine", "unlock-what-is-mine",
	"signal-before-the-wait", "wait-for-a-reply",
	"signal-without-the-lock", "signal-with-the-lock",
	"stop-flag-outside-the-lock", "stop-flag-under-the-lock",
	"wait-forgets-the-stop-flag", "wait-asks-for-the-stop-flag",
	"signal-only-if-empty", "look-under-the-lock",
	"wake-flag-reset", "wake-flag-stays",
	"clear-after-handling", "clear-before-handling",
	"poll-then-take", "poll-and-take",
	"timed-out-and-yet-true", "look-after-a-timeout",
	"wait-again-without-a-look", "look-before-each-wait",
	"head-gives-up-silently", "head-gives-up-aloud",
	"lock-order-of-a-callback", "callback-without-the-lock",
	"relock-under-the-inner-lock", "relock-after-the-inner-lock",
	"join-with-the-lock-held", "join-after-the-unlock",
	"join-before-the-post", "post-before-the-join",
	"add-in-the-goroutine", "add-before-the-goroutine",
	"barrier-reused", "barrier-with-rounds",
	"recursive-read-lock", "read-lock-once",
	"two-upgraders", "one-upgrader-at-a-time",
	"stolen-token", "token-handed-over",
	"killed-owner", "asked-to-stop",
	"cancelled-after-chosen", "cancelled-and-passed-on",
}
