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
	classes
)

// classTable is all that the program knows of a class of objects beside what the machine does with it.
var classTable = [classes]ClassRow{
	MutexClass: {
		Noun: "a mutex", Title: "mutex", Plural: "mutexes", Queue: "lock queue",
		types: []string{"mutex", "spinlock"}, letters: "ML", takes: [][]string{{"mutex"}, {"mutex", "spinlock"}},
	},
	CondClass: {
		Noun: "a condition", Title: "condition", Plural: "conds", Queue: "signal queue",
		Wake: "signal", Told: "signal",
		types: []string{"cond"}, letters: "C",
	},
	QueueClass: {
		Noun: "a work queue", Title: "work queue", Plural: "queues",
		types: []string{"queue"}, letters: "Q", takes: [][]string{{"queue", "stack"}},
		written: []string{"queue(4)", "stack(4)"},
	},
	WaitqClass: {
		Noun: "a wait list", Title: "wait list", Queue: "wait list",
		Wake: "wake", Told: "wakeup",
		types: []string{"waitq"}, letters: "W",
	},
	VarClass:     {Noun: "a variable", Title: "variable"},
	CounterClass: {Noun: "a counter", Title: "counter", alone: "counter"},
	SemaphoreClass: {
		Noun: "a semaphore", Title: "semaphore", Plural: "semaphores", Queue: "permit queue",
		Wake: "release", Told: "release",
		State: []Number{{
			Name: "count", Given: true, Spare: true, Units: true, Most: MaxCapacity,
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
			"=": "write release(%[1]s) to give a permit, acquire(%[1]s) to take one;" +
				" count(%[1]s) is how many there are",
			"owner": "count(%s): nobody owns a semaphore",
		},
	},
	CoroutineClass: {Noun: "a coroutine", Title: "coroutine", Queue: "joiners", Wake: "end"},
}
