package scenario

// Scenario is a parsed scenario. Its order is that of the text.
type Scenario struct {
	File      string // where it came from, for errors
	Name      string
	Desc      string
	Steps     int // most passes of a replay
	Slots     int // process slots
	ClockNum  int64
	ClockDen  int64  // time = pass * ClockNum / ClockDen, rounded down
	Callbacks string // real, none or message
	Mutexes   []Mutex
	Conds     []string
	Vars      []Var
	Mailboxes []string // processes whose mailbox a trace shows
	Procs     []Proc
}

// Mutex is a declared lock.
type Mutex struct {
	Name             string
	Recursive, Timed bool
}

// Var is a shared variable with its first value.
type Var struct {
	Name  string
	Value int64
}

// Proc is a process. A manual one is not started by the boot.
type Proc struct {
	Name   string
	Manual bool
	Body   []*Op
}

// Op is one operation. Body is that of a loop, while or if.
type Op struct {
	Line int // in the scenario, counted from 1
	Verb string
	Args []string
	Body []*Op
}

// tests reports whether the op asks a question.
func (op *Op) tests() bool { return op.Verb == "while" || op.Verb == "if" }

// asksLast reports whether the op looks at the result of the operation before.
func (op *Op) asksLast() bool { return op.tests() && op.Args[0] == "last" }

// givesResult reports whether `last` is this operation's result afterwards.
func (op *Op) givesResult() bool {
	switch op.Verb {
	case "lock", "trylock", "timedlock", "unlock", "wait", "timedwait", "signal", "broadcast":
		return true
	}
	return false
}
