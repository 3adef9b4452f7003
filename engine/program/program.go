package program

// Type is the type of a local, a parameter or a shared variable.
type Type uint8

// The types of values.
const (
	Int       Type = iota
	Bool           // 0 or 1
	ResultOf       // a Result
	Coroutine      // a handle, 0 for none
	ItemOf         // an item, 0 for none
	Memory         // a piece of memory, 0 for none
)

// Result is what a verb gives back.
type Result uint8

// The results. OK is zero: a local that was never set reads as OK only where the compiler let it.
const (
	OK Result = iota
	Busy
	Error
	TimedOut
)

// String returns the result's name in a scene.
func (r Result) String() string {
	return [...]string{"ok", "busy", "error", "timedout"}[r&3]
}

// Role says what a coroutine of a function does to work queues, and to channels of items, by its ops.
type Role uint8

// The roles.
const (
	Neither Role = iota
	Producer
	Consumer
	Both
)

// Local is a variable of a function. Calls are expanded, so the locals of a called function are the caller's as well.
type Local struct {
	Name   string
	Type   Type
	Hidden bool // made by the compiler
}

// rangeLocal is the name of the hidden locals of a range loop: the rounds done, and how many there are.
const rangeLocal = "range"

// CountsRounds reports whether a local is one that a range loop without a variable of its own counts with.
func (l Local) CountsRounds() bool { return l.Hidden && l.Name == rangeLocal }

// Func is a function of the scene.
type Func struct {
	Name      string
	Letter    string  // first letter in lower case, for the names of its coroutines
	Spawnable bool    // coroutines run it: it has no parameters, or some spawn gives it arguments
	Variant   bool    // a function that another entry stands for, with other objects as its parameters
	Entry     int32   // first op, or -1 when it is only called from other functions
	First     int     // line of its head in the scene
	Last      int     // line of its closing brace
	Locals    []Local // of a coroutine that runs it, those of expanded calls included
	Args      []int16 // locals that a spawn fills in
	Given     []Given // what the parameters of a coroutine stand for
	Role      Role
	Handler   int // index in Program.Handlers where it is an answer callback or a handler of signals, else -1
}

// Handler is a function as others call it with an answer, in the middle of their own text. Its locals stand
// behind those of all coroutines, so that nothing of the interrupted function is lost; a handler may be
// interrupted by another one, never by itself.
type Handler struct {
	Func   int
	Entry  int32 // an Enter op
	End    int32 // its Resume op, the last of its ops
	First  int   // its first local; the others follow
	Locals []Local
	Item   int16 // local that gets the item, or -1
	Result int16 // local that gets the result, or -1
	Back   int16 // local that holds where to go back to, 0 while it is not running
}

// Object is something that the scene declares. Index is its place among its class.
type Object struct {
	Name  string
	Class Class
	Index int
	Line  int
}

// Mutex is a declared lock.
type Mutex struct {
	Object    int // index in Program.Objects
	Recursive bool
	Timed     bool
	Spin      bool
}

// Queue is a declared work queue.
type Queue struct {
	Object   int
	Capacity int
	Stack    bool
}

// Var is a declared shared variable. Items and handles start at 0.
type Var struct {
	Object int
	Type   Type
	Value  int64
}

// LawKind says when a law must hold.
type LawKind uint8

// The kinds of laws.
const (
	Invariant LawKind = iota // after every step
	Finally                  // when nothing can run any more
	// queue Queue with its mutex free never has more items than awake takers while a taker sleeps
	Conserve
	Assertion // when an assert is done; no Law is one, but it is counted beside them
	// About what comes on every run without end, too: see Future. A run that ends repeats its last state for ever.
	Eventually      // B is true at some time
	InfinitelyOften // B is true again and again
	LeadsTo         // where A is true B is, or comes true later
)

// String returns the call in a scene that makes a law of the kind.
func (k LawKind) String() string {
	return [...]string{"invariant", "finally", "conserve", "assert", "eventually", "infinitelyOften",
		"leadsTo"}[k%(LeadsTo+1)]
}

// AboutWhatComes reports whether laws of the kind are about what comes later: no state breaks them.
func (k LawKind) AboutWhatComes() bool { return k >= Eventually }

// Law is a promise that the scene makes.
type Law struct {
	Kind  LawKind
	Text  string
	X     int32 // expression, or -1
	Queue int   // of Conserve: index in Queues
	Mutex int   // of Conserve: the mutex held around that queue's takes, by the text, or -1
	Line  int
	Asked bool // it says that what somebody asks for is never true; where that has no value, it is not true
	// Counted: of an asked one, nothing is broken where it is true; an explorer counts where that is.
	Counted bool
}

// Scripted is a command line that the scene gives by itself at a time.
type Scripted struct {
	At      int64
	Command string
	Line    int
	Column  int
}

// Work says which end of which queue comes next on the way from an op, so that a screen can tell who waits to put.
type Work struct {
	Queue int32 // -1: no queue op ahead
	Put   bool
}

// Turn says where the answer of a test leads in the loop whose condition it belongs to.
type Turn uint8

// The turns. A condition of several tests, as of && with a call on its right, decides with some of their answers only.
const (
	NoTurn Turn = iota // nowhere yet, or it is no loop's test
	IntoBody
	OutOfLoop
)

// Program is a compiled scene. It is never changed once made, so any number of machines may share one.
type Program struct {
	Name     string // of the package
	File     string // where it came from, for errors and listings
	Source   string // the text as read
	Moral    string // the package comment
	Goal     string
	Expect   Expect
	Lesson   Lesson
	Settings Settings

	Objects  []Object
	Arrays   []Array
	Mutexes  []Mutex
	Conds    []int // object of each condition
	Queues   []Queue
	Waitqs   []int // object of each wait list
	Vars     []Var
	Counters []int // object of each counter
	Syncs    []Sync
	Selects  []Selection

	Funcs    []Func
	Ops      []Op
	Exprs    []Expr
	Names    []string // names given to coroutines, texts of assertions
	Boot     int32    // first op of main, or -1; it ends with Exit
	Locals   int      // most locals of any function, main included, and those of the handlers
	Handlers []Handler
	Irqs     []Irq  // handlers of interrupts, as declared
	Calls    []Call // of functions by others, each expanded where it stands
	Laws     []Law
	Futures  []Future // laws about what comes
	Spoken   []int    // objects of the variables and counters of which the scene itself speaks, first things first
	Progress []string // counters and shared variables that count as getting on; none: see DefaultMarks
	Script   []Scripted
	// per op: the locals that a future step may read, one bit a local; where coroutines can be killed, the
	// items in scope too
	Live  []uint64
	Known []uint64  // per op: the locals that the text at the op has a name for
	Ahead []Work    // per op: the next put or take
	Turns [][2]Turn // per op: of a Test, what it means for a loop that it holds, and that it does not
	// per op: of a Test that turns, and of the op where its condition begins: the loop, from that op up to another
	Loops [][2]int32
	// per op: the function whose text it is (for the listing; an expanded call keeps the called one)
	OwnerFn []int32

	UsesJoin     bool // some op waits for the end of a coroutine
	UsesChans    bool // the scene has channels, or selects
	UsesIrqs     bool // main declares handlers of interrupts, or some op disables or enables them
	UsesPriority bool // some op, main's included, gives a priority
	UsesMail     bool // some op sends or receives
	UsesItems    bool // some op answers, awaits or holds items in locals
	UsesMemory   bool // some op takes memory
	UsesValues   bool // some op gives an item or a piece of memory a value, or an expression looks at one
	UsesMakers   bool // some expression looks at who made an item
	UsesHandles  bool // some op keeps a coroutine's handle in a variable
	UsesNames    bool // some op names a coroutine: kill("A")
	UsesClock    bool // some op or law reads the tick: now(), at(n)

	shared int // how many locks of readers and writers there are; see HoldOf
	lentAt int // the first of the hidden locals that say who holds them

	lines  []string // of Source
	texts  []string // statements as written, on one line each
	textOf []int32  // per op: its statement in texts
	callOf []int32  // per op: the call that it stands in, an index in Calls, or -1
	takes  [][]bool // per function and queue: some op takes from it
	picked map[int32][]picked
	// per function and queue that conserve keeps: for which arguments; nothing: for all
	takesBy map[[2]int][]Chosen
	reach   []uint64        // per op: the locals that a future step may read
	things  []things        // per function
	parts   map[int32]*Part // per expression of a law or an assertion: what it is made of
}
