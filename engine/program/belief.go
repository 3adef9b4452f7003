package program

import (
	"slices"
	"strconv"
)

// Belief is one of the beliefs about waiting and waking that are common, and wrong. Scenes name them by their numbers.
type Belief uint8

// The beliefs; their texts say what is believed. 0 is none.
const (
	BeliefRunsAtOnce Belief = iota + 1
	BeliefIfWillDo
	BeliefOneForBoth
	BeliefRemembered
	BeliefKeepsLock
	BeliefUnlocked
	BeliefWakingAll
	BeliefLargerQueue
	BeliefAnyPlace
	BeliefTimedOut
	BeliefWaitersCost
	BeliefRanOften
)

// beliefs are their texts.
var beliefs = [...]string{
	BeliefRunsAtOnce:  "a woken coroutine runs at once, and the condition still holds",
	BeliefIfWillDo:    "an if is as good as a loop",
	BeliefOneForBoth:  "one condition for both roles is fine, as long as there is a loop",
	BeliefRemembered:  "a signal is remembered",
	BeliefKeepsLock:   "a wait keeps the lock, and a signal gives it up",
	BeliefUnlocked:    "to test and then to wait is safe without the lock",
	BeliefWakingAll:   "a broadcast is always harmless, or always wrong",
	BeliefLargerQueue: "a larger queue cures a deadlock",
	BeliefAnyPlace:    "it never matters where the signal stands",
	BeliefTimedOut:    "timed out means not signalled",
	BeliefWaitersCost: "whoever waits costs turns",
	BeliefRanOften:    "it ran a thousand times, so it is right",
}

// String returns the belief's name in a scene: M1, M2 and so on.
func (b Belief) String() string { return "M" + strconv.Itoa(int(b)) }

// Text returns what is believed.
func (b Belief) Text() string {
	if int(b) < len(beliefs) {
		return beliefs[b]
	}
	return ""
}

// BeliefByName returns the belief of a name: M1, M2 and so on.
func BeliefByName(name string) (b Belief, ok bool) {
	for _, b := range Beliefs() {
		if b.String() == name {
			return b, true
		}
	}
	return 0, false
}

// Beliefs returns all of them. The caller may keep the slice.
func Beliefs() (all []Belief) {
	for b := Belief(1); int(b) < len(beliefs); b++ {
		all = append(all, b)
	}
	return all
}

// beliefNames returns what a scene's breaks may say.
func beliefNames() (names []string) {
	for _, b := range Beliefs() {
		names = append(names, b.String())
	}
	return names
}

// breaks reads the names of beliefs.
func (c *compiler) breaks(s setting, text string) {
	names := parts(text)
	if len(names) == 0 {
		c.fail(s.value, `write breaks = "M3"`, "breaks names no belief; they are %s", List(beliefNames(), "or"))
	}
	for _, name := range names {
		b, found := BeliefByName(name)
		if !found {
			c.fail(s.value, didYouMean(name, beliefNames(), ""), "%s is no belief; they are %s", quote(name),
				List(beliefNames(), "or"))
			return
		}
		if slices.Contains(c.prog.Lesson.Breaks, b) {
			c.fail(s.value, "name each once", "%s stands twice in breaks", name)
			return
		}
		c.prog.Lesson.Breaks = append(c.prog.Lesson.Breaks, b)
	}
}
