package program

// verb is one of the language's own statements. args spells its arguments: L a mutex or spinlock, M a mutex, C a
// condition, Q a queue, W a wait list, D a duration, E a deadline, I a number, B a truth, R a result, H a handle,
// T an item, t an item that may be missing, P a piece of memory, F a function to spawn, K a callback, S a text.
type verb struct {
	name, usage string
	kind        Kind
	args        string
	gives       int // results: 0, 1, or 2 of receiveWithin
	typ         Type
	flags       Flags
}

var verbs = []verb{
	{"lock", "lock(m)", Lock, "L", 0, 0, 0},
	{"trylock", "trylock(m)", TryLock, "L", 1, ResultOf, 0},
	{"lockWithin", "lockWithin(m, d)", LockWithin, "ME", 1, ResultOf, 0},
	{"unlock", "unlock(m)", Unlock, "L", 1, ResultOf, 0},
	{"wait", "wait(c, m)", Wait, "CM", 1, ResultOf, 0},
	{"waitWithin", "waitWithin(c, m, d)", WaitWithin, "CME", 1, ResultOf, 0},
	{"signal", "signal(c)", Signal, "C", 1, ResultOf, 0},
	{"broadcast", "broadcast(c)", Broadcast, "C", 1, ResultOf, 0},
	{"put", "put(q) or put(q, it)", Put, "Qt", 0, 0, 0},
	{"take", "take(q)", Take, "Q", 1, ItemOf, 0},
	{"compute", "compute(n), compute(lo, hi) or compute(exponential(mean))", Compute, "D", 0, 0, 0},
	{"sleep", "sleep(n), sleep(lo, hi) or sleep(exponential(mean))", Sleep, "D", 0, 0, 0},
	{"yield", "yield()", Yield, "", 0, 0, 0},
	{"exit", "exit()", Exit, "", 0, 0, 0},
	{"spawn", `spawn(f), spawn(f, n) or spawn(f, "A")`, Spawn, "F", 1, Coroutine, 0},
	{"daemon", `daemon(f), daemon(f, n) or daemon(f, "A")`, Spawn, "F", 1, Coroutine, FlagDaemon},
	{"kill", `kill(x) or kill("A")`, Kill, "H", 1, ResultOf, 0},
	{"send", `send(x, v) or send("A", v)`, Send, "HI", 1, ResultOf, 0},
	{"receive", "receive()", Receive, "", 1, Int, 0},
	{"receiveWithin", "v, r := receiveWithin(d)", ReceiveWithin, "E", 2, Int, 0},
	{"addToWaitq", "addToWaitq(w) or addToWaitq(w, it)", Enqueue, "Wt", 0, 0, 0},
	{"schedule", "schedule()", Schedule, "", 1, ResultOf, 0},
	{"wakeup", "wakeup(w)", Wakeup, "W", 1, Int, 0},
	{"wakeupAll", "wakeupAll(w)", WakeupAll, "W", 1, Int, 0},
	{"park", "park(w) or park(w, it)", Enqueue, "Wt", 1, ResultOf, FlagPark},
	{"alloc", "alloc()", Alloc, "", 1, Memory, 0},
	{"free", "free(x)", Free, "P", 0, 0, 0},
	{"item", "item()", Item, "", 1, ItemOf, 0},
	{"answer", "answer(it, r)", Answer, "TR", 0, 0, 0},
	{"onAnswer", "onAnswer(f)", OnAnswer, "K", 0, 0, 0},
	{"onSignal", "onSignal(f)", OnAnswer, "K", 0, 0, FlagSignal},
	{"await", "await(it)", Await, "T", 1, ResultOf, 0},
	{"poll", "poll(it)", Poll, "T", 1, ResultOf, 0},
	{"drop", "drop(it)", Drop, "T", 0, 0, 0},
	{"assert", `assert(b, "text")`, Assert, "BS", 0, 0, 0},
}

// reading is a value of the machine that expressions may look at.
type reading struct {
	name, usage string
	args        string
	from        Source
	typ         Type
}

var readings = []reading{
	{"len", "len(q)", "Q", FromLen, Int},
	{"cap", "cap(q)", "Q", FromCap, Int},
	{"waiters", "waiters(c)", "C", FromWaiters, Int}, // also of a waitq and of a mutex
	{"owner", "owner(m)", "L", FromOwner, Coroutine},
	{"carried", "carried(w)", "W", FromCarried, ItemOf},
	{"now", "now()", "", FromNow, Int},
	{"self", "self()", "", FromSelf, Coroutine},
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
var otherWords = []string{"exponential", "at", "invariant", "finally", "conserve"}

// callWords lists everything that the language itself lets a scene call: verbs, values to look at, durations, laws, and at
// of the script.
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

// fixedWords may be the name of nothing else, not even of a local.
var fixedWords = []string{"true", "false", "nil", "ok", "busy", "error", "timedout"}

var valueTypes = []string{"int", "bool", "result", "coroutine", "item", "memory"}

var objectTypes = []string{"mutex", "spinlock", "cond", "queue", "waitq"}

// String gives the type's name in a scene.
func (t Type) String() string {
	if all := valueTypes; int(t) < len(all) {
		return all[t]
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

// reserved says whether a name that stands for the whole scene would hide a word of the language.
func reserved(name string) bool {
	return among(name, callWords()) || among(name, fixedWords) || among(name, valueTypes) ||
		among(name, objectTypes) || among(name, []string{"counter", "stack", "main", "script", "iota"})
}
