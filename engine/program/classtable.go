package program

import "fmt"

// Class says of which kind an object is.
type Class uint8

// The classes of objects.
const (
	MutexClass Class = iota
	CondClass
	QueueClass
	WaitqClass
	VarClass
	CounterClass
	SemaphoreClass
	CoroutineClass // of no declared object: a coroutine, whose end others may wait for
	BarrierClass
	ChanClass
	RWLockClass
	classes
)

// lastComes is written in place of what would let others go on from a barrier.
const lastComes = "arrive(%s): the last to come lets all go on"

// classTable is all that the program knows of a class of objects beside what the machine does with it.
var classTable = [classes]ClassRow{
	MutexClass: {
		Noun: "a mutex", Title: "mutex", Plural: "mutexes", Queue: "lock queue",
		ByOthers: "only who holds it gives it back: run that one",
		types:    []string{"mutex", "spinlock"}, letters: "ML", takes: [][]string{{"mutex"}, {"mutex", "spinlock"}},
		elsewhere: map[string]string{
			"acquire": "lock(%s)", "tryAcquire": "r := trylock(%s)", "release": "unlock(%s)",
			"acquireWithin": "r := lockWithin(%s, 5), with %s = mutex(timed)",
			"wait":          "wait(c, %s): it gives the lock back while it waits on the condition c",
			"waitWithin":    "r := waitWithin(c, %s, 5): it gives the lock back while it waits on the condition c",
			"signal":        "unlock(%s), which lets on the first who waits for it; signal(c) is for a condition",
			"broadcast":     "unlock(%s), which lets on the first who waits for it; broadcast(c) is for a condition",
			"wakeup":        "unlock(%s), which lets on the first who waits for it; wakeup(w) is for a waitq",
			"count":         "owner(%s) == nil, which asks whether it is free",
			"len":           "waiters(%s), how many wait for it",
			"=":             "write lock(%s) to take it, unlock(%s) to give it back",
		},
	},
	CondClass: {
		Noun: "a condition", Title: "condition", Plural: "conds", Queue: "signal queue",
		Wake: "signal", Told: "signal",
		types: []string{"cond"}, letters: "C",
		elsewhere: map[string]string{
			"lock":       "lock(m), of the mutex that guards what %s is about",
			"unlock":     "unlock(m), of the mutex that guards what %s is about",
			"trylock":    "r := trylock(m), of the mutex that guards what %s is about",
			"acquire":    "wait(%s, m), in a loop that tests what it is about",
			"release":    "signal(%s)",
			"wakeup":     "signal(%s)",
			"wakeupAll":  "broadcast(%s)",
			"addToWaitq": "wait(%s, m), which queues and sleeps in one step",
			"park":       "wait(%s, m), which queues and sleeps in one step",
			"len":        "waiters(%s), how many wait on it",
			"count":      "waiters(%s), how many wait on it; a condition counts no signals",
			"owner":      "owner(m), of its mutex: nobody owns a condition",
			"=":          "write signal(%s), and keep what became true in a variable: a condition has no value",
		},
	},
	QueueClass: {
		Noun: "a work queue", Title: "work queue", Plural: "queues",
		types: []string{"queue"}, letters: "Q", takes: [][]string{{"queue", "stack"}},
		written: []string{"queue(4)", "stack(4)"},
		elsewhere: map[string]string{
			"lock":    "lock(m), of a mutex that guards %s",
			"unlock":  "unlock(m), of the mutex that guards %s",
			"acquire": "take(%s), once it is not empty: for len(%s) == 0 { wait(c, m) }",
			"wait":    "for len(%s) == 0 { wait(c, m) }",
			"release": "put(%s), once it is not full: for len(%s) == cap(%s) { wait(c, m) }",
			"signal":  "signal(c), of the condition on which those wait who find %s empty",
			"count":   "len(%s)",
			"add":     "put(%s)",
			"waiters": "waiters(c), of the condition on which they wait: nobody waits at a queue",
			"owner":   "owner(m), of the mutex that guards %s: nobody owns a queue; of an item, owner(it)",
			"value":   "it := peek(%s, 0), which is the item that is taken next, and value(it)",
			"drop":    "clear(%s), which drops all of its items",
			"=":       "write put(%s) to put an item in, take(%s) to take one out",
		},
	},
	WaitqClass: {
		Noun: "a wait list", Title: "wait list", Queue: "wait list",
		Wake: "wake", Told: "wakeup",
		types: []string{"waitq"}, letters: "W",
		elsewhere: map[string]string{
			"wait": "park(%s), which queues and sleeps", "acquire": "park(%s), which queues and sleeps",
			"lock": "park(%s), which queues and sleeps", "signal": "wakeup(%s)", "release": "wakeup(%s)",
			"unlock": "wakeup(%s)", "broadcast": "wakeupAll(%s)", "schedule": "schedule(), which takes no argument",
			"len": "waiters(%s)", "count": "waiters(%s)",
		},
	},
	VarClass:     {Noun: "a variable", Title: "variable", letters: "X"},
	CounterClass: {Noun: "a counter", Title: "counter", alone: "counter"},
	SemaphoreClass: {
		Noun: "a semaphore", Title: "semaphore", Plural: "semaphores", Queue: "permit queue",
		Wake: "release", Told: "release",
		State: []Number{{
			Name: "count", Given: true, Spare: true, Units: true, Most: MaxCapacity, Unit: "permits",
			Below: "it counts the permits that are there; where somebody has to release before the first may go on," +
				" it is 0",
		}},
		Say:   func(state []int64) string { return fmt.Sprintf("at %d", state[0]) },
		reads: []reading{{name: "count", usage: "count(s)", typ: Int, number: 0}},
		types: []string{"semaphore"}, letters: "V", written: []string{"semaphore(1)"},
		elsewhere: map[string]string{
			"wait": "acquire(%s)", "lock": "acquire(%s)", "waitWithin": "r := acquireWithin(%s, 5)",
			"lockWithin": "r := acquireWithin(%s, 5)", "trylock": "r := tryAcquire(%s)", "signal": "release(%s)",
			"unlock": "release(%s)", "wakeup": "release(%s)", "len": "count(%s)",
			"broadcast": "release(%s), once for each who is to go on",
			"wakeupAll": "release(%s), once for each who is to go on",
			"=": "write release(%s) to give a permit, acquire(%s) to take one;" +
				" count(%s) is how many there are",
			"owner": "count(%s): nobody owns a semaphore",
			"add":   "release(%s), once for each permit",
		},
	},
	BarrierClass: {
		Noun: "a barrier", Title: "barrier", Plural: "barriers", Queue: "round",
		ByOthers: "only coroutines arrive: spawn one that does",
		Wake:     "fill", Told: "arrival",
		State: []Number{{
			Name: "parties", Given: true, Fills: true, Fixed: true, Least: 1, Most: MaxCapacity,
			Below: "it is how many have to arrive before all of them go on",
		}},
		Say:   func(state []int64) string { return fmt.Sprintf("for %d", state[0]) },
		types: []string{"barrier"}, letters: "G", written: []string{"barrier(3)"},
		elsewhere: map[string]string{
			"wait": "arrive(%s)", "acquire": "arrive(%s)", "lock": "arrive(%s)", "join": "arrive(%s)",
			"park": "arrive(%s)", "await": "arrive(%s)", "unlock": lastComes, "release": lastComes,
			"signal": lastComes, "broadcast": lastComes, "wakeup": lastComes, "wakeupAll": lastComes,
			"len": "waiters(%s), how many have come and wait", "count": "waiters(%s), how many have come and wait",
			"owner": "waiters(%s), how many have come and wait: nobody owns a barrier",
			"=":     "write arrive(%s): it begins anew by itself when all have come",
		},
	},
	ChanClass: {
		Noun: "a channel", Title: "channel", Plural: "channels", Queue: "channel queue",
		Wake: "send, receive or close",
		State: []Number{{Name: "length", Within: ChanCap + 1, Unit: "values"}, {Name: "capacity", Fixed: true},
			{Name: "closed", Flag: true}},
		Say: sayChan,
		reads: []reading{
			{name: "len", usage: "len(ch)", typ: Int, number: ChanLen},
			{name: "cap", usage: "cap(ch)", typ: Int, number: ChanCap},
		},
		types: chanTypes(), letters: "Y", written: []string{"make(chan int, 2)"},
		elsewhere: map[string]string{
			"put": "%s <- v", "take": "v := <-%s", "send": "%s <- v", "receive": "v := <-%s", "release": "%s <- v",
			"acquire": "<-%s", "signal": "%s <- v, or close(%s)", "broadcast": "close(%s)", "wait": "<-%s",
			"peek":   "v := <-%s: what lies in a channel is seen by who receives it",
			"remove": "v := <-%s: a channel gives what was sent first", "putAt": "%s <- v",
			"clear":  "for len(%s) > 0 { <-%s }",
			"lock":   "%s <- v to take it, and <-%s to give it back; %s has a capacity of 1",
			"unlock": "<-%s", "owner": "len(%s): nobody owns a channel",
			"=": "a channel belongs to the whole scene and is not set; write %s <- v to send a value",
		},
	},
	RWLockClass: {
		Noun: "a lock of readers and writers", Title: "rwlock", Plural: "rwlocks", Queue: "lock queue",
		ByOthers: "only who holds it gives it back: run that one",
		Wake:     "unlock", Told: "unlock",
		State: []Number{{Name: "readers", Spare: true, Unit: "coroutines"},
			{Name: "writers", Spare: true, Unit: "coroutines"}},
		Say:   sayRWLock,
		reads: []reading{{name: "readers", usage: "readers(l)", typ: Int, number: 0}},
		types: []string{"rwlock"}, letters: "O",
		elsewhere: map[string]string{
			"acquire": "rlock(%s) to read, lock(%s) to write", "wait": "rlock(%s) to read, lock(%s) to write",
			"release":       "runlock(%s) after reading, unlock(%s) after writing",
			"signal":        "runlock(%s) after reading, unlock(%s) after writing",
			"broadcast":     "runlock(%s) after reading, unlock(%s) after writing",
			"tryAcquire":    "r := tryRlock(%s) to read, r := trylock(%s) to write",
			"acquireWithin": "r := rlockWithin(%s, 5) to read, r := lockWithin(%s, 5) to write",
			"count":         "readers(%s), how many read", "len": "waiters(%s), how many wait for it",
			"owner": "readers(%s), which is 0 where a writer has it or nobody; several may have it at once",
			"=":     "write rlock(%s) and runlock(%s) to read, lock(%s) and unlock(%s) to write",
		},
	},
	CoroutineClass: {Noun: "a coroutine", Title: "coroutine", Queue: "joiners", Wake: "end"},
}
