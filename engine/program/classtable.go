package program

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
}
