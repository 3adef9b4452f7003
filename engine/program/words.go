package program

import (
	"slices"
	"strings"
)

// reading is a value of the machine that expressions may look at.
type reading struct {
	name, usage string
	args        string
	from        Source
	typ         Type
	number      int      // FromState: which of the object's numbers
	do          Operator // of what looks into an item or a piece of memory: how; Load: it does not
}

var readings = listReadings()

func listReadings() []reading {
	all := []reading{
		{name: "len", usage: "len(q)", args: "Q", from: FromLen, typ: Int},
		{name: "cap", usage: "cap(q)", args: "Q", from: FromCap, typ: Int},
		// also of a waitq and of a mutex
		{name: "waiters", usage: "waiters(c)", args: "C", from: FromWaiters, typ: Int},
		{name: "owner", usage: "owner(m)", args: "L", from: FromOwner, typ: Coroutine},
		{name: "carried", usage: "carried(w)", args: "W", from: FromCarried, typ: ItemOf},
		{name: "value", usage: "value(it)", args: "T", typ: Int, do: ItemValue}, // also of memory
		{name: "now", usage: "now()", args: "", from: FromNow, typ: Int},
		{name: "self", usage: "self()", args: "", from: FromSelf, typ: Coroutine},
	}
	for c := range classTable {
		for _, r := range classTable[c].reads {
			r.from, r.args = FromState, classTable[c].letters[:1]
			if !slices.ContainsFunc(all, func(known reading) bool { return known.name == r.name }) {
				all = append(all, r)
			}
		}
	}
	return all
}

func readingByName(name string) (reading, bool) {
	for _, r := range readings {
		if r.name == name {
			return r, true
		}
	}
	return reading{}, false
}

// otherWords are known in one place only: durations, laws, the script.
var otherWords = append([]string{"exponential", "at"}, lawWords...)

// lawWords make laws in main.
var lawWords = []string{"invariant", "finally", "conserve", "eventually", "infinitelyOften", leadsToWord, progressWord}

// callWords lists everything that the language itself lets a scene call: verbs, values to look at, durations,
// laws, and at of the script.
func callWords() []string {
	var all []string
	for _, v := range verbs {
		all = append(all, v.name)
	}
	for _, r := range readings {
		all = append(all, r.name)
	}
	return append(all, otherWords...)
}

// isCallWord reports whether a name is among callWords. Each call of a scene asks.
func isCallWord(name string) bool {
	if _, is := verbByName(name); is {
		return true
	}
	_, is := readingByName(name)
	return is || among(name, otherWords)
}

// IsVerb reports whether a word is one of the language's own statements, which coroutines do.
func IsVerb(word string) bool {
	_, is := verbByName(word)
	return is
}

// IsLaw reports whether a word makes a law, or says what counts for one, where main calls it.
func IsLaw(word string) bool { return among(word, lawWords) }

func verbByName(name string) (verb, bool) {
	for i := range verbs {
		if verbs[i].name == name {
			return verbs[i], true
		}
	}
	return verb{}, false
}

// fixedWords may be the name of nothing else, not even of a local.
var fixedWords = []string{"true", "false", "nil", "ok", "busy", "error", "timedout"}

var valueTypes = []string{"int", "bool", "result", "coroutine", "item", "memory"}

// String returns the type's name in a scene.
func (t Type) String() string {
	if all := valueTypes; int(t) < len(all) {
		return all[t]
	}
	if t == PlaceType {
		return "place"
	}
	return ""
}

func typeByName(name string) (Type, bool) {
	for i, known := range valueTypes {
		if name == known {
			return Type(i), true
		}
	}
	return 0, false
}

func among(word string, words []string) bool {
	for _, w := range words {
		if w == word {
			return true
		}
	}
	return false
}

// firstWords are the verbs, values to look at, laws and kinds of objects of the first release. A scene cannot use them
// for anything else; a later word gives way to what a scene declares by its name, so that what could be opened once can
// be opened for ever.
var firstWords = strings.Fields("lock trylock lockWithin unlock wait waitWithin signal broadcast put take compute " +
	"sleep yield exit spawn daemon kill send receive receiveWithin addToWaitq park schedule wakeup wakeupAll alloc " +
	"free item answer onAnswer onSignal await poll drop assert len cap waiters owner carried now self exponential at " +
	"invariant finally conserve mutex spinlock cond queue stack waitq counter main script iota")

// reserved reports whether a name that stands for the whole scene would hide a word that none may hide.
func reserved(name string) bool {
	return among(name, firstWords) || among(name, fixedWords) || among(name, valueTypes)
}

// readsByName reports whether a name stands for a value to look at in a call, and not for an own function.
func (c *compiler) readsByName(name string) bool {
	if b, declared := c.lookup(name); declared && b.kind == aFunction {
		return false
	}
	_, ok := readingByName(name)
	return ok
}
