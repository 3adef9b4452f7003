package program

// kindTable is all that the program knows of a kind of op beside what the machine does at it: how a scene
// writes it, and what everybody who tells, lists, explains or draws an op asks. docs/adding.md says how a row
// comes in.
var kindTable = [kinds]KindRow{
	Nop:    {Name: "nop", Marks: true},
	Test:   {Name: "test"},
	Assign: {Name: "assign"},
	Store:  {Name: "store", Shared: true},
	Count:  {Name: "count", Marks: true, Counts: true},
	Enter:  {Name: "enter", Marks: true},
	Leave:  {Name: "leave", Marks: true},
	Lock:   {Name: "lock", Shared: true, verbs: []verb{{name: "lock", usage: "lock(m)", args: "L"}}},
	TryLock: {Name: "trylock", Shared: true, Answers: true, Refuses: true, verbs: []verb{
		{name: "trylock", usage: "trylock(m)", args: "L", gives: 1, typ: ResultOf},
	}},
	LockWithin: {Name: "lockWithin", Shared: true, Timed: true, Answers: true, Refuses: true, verbs: []verb{
		{name: "lockWithin", usage: "lockWithin(m, d)", args: "ME", gives: 1, typ: ResultOf},
	}},
	Unlock: {Name: "unlock", Shared: true, Refuses: true, verbs: []verb{
		{name: "unlock", usage: "unlock(m)", args: "L", gives: 1, typ: ResultOf},
	}},
	Wait: {Name: "wait", verbs: []verb{
		{name: "wait", usage: "wait(c, m)", args: "CM", gives: 1, typ: ResultOf},
	}},
	WaitWithin: {Name: "waitWithin", Timed: true, does: "waits", verbs: []verb{
		{name: "waitWithin", usage: "waitWithin(c, m, d)", args: "CME", gives: 1, typ: ResultOf},
	}},
	Relock: {Name: "relock", Shared: true},
	Signal: {Name: "signal", Shared: true, Wakes: true, Refuses: true, verbs: []verb{
		{name: "signal", usage: "signal(c)", args: "C", gives: 1, typ: ResultOf},
	}},
	Broadcast: {Name: "broadcast", Shared: true, Wakes: true, verbs: []verb{
		{name: "broadcast", usage: "broadcast(c)", args: "C", gives: 1, typ: ResultOf},
	}},
	Put: {Name: "put", Shared: true, verbs: []verb{
		{name: "put", usage: "put(q) or put(q, it)", args: "Qt"},
	}},
	Take: {Name: "take", Shared: true, verbs: []verb{
		{name: "take", usage: "take(q)", args: "Q", gives: 1, typ: ItemOf},
	}},
	Compute: {Name: "compute", verbs: []verb{
		{name: "compute", usage: "compute(n), compute(lo, hi) or compute(exponential(mean))", args: "D"},
	}},
	Sleep: {Name: "sleep", Timed: true, verbs: []verb{
		{name: "sleep", usage: "sleep(n), sleep(lo, hi) or sleep(exponential(mean))", args: "D"},
	}},
	Yield: {Name: "yield", verbs: []verb{{name: "yield", usage: "yield()"}}},
	Exit:  {Name: "exit", Marks: true, Shared: true, verbs: []verb{{name: "exit", usage: "exit()"}}},
	Spawn: {Name: "spawn", Shared: true, verbs: []verb{
		{
			name: "spawn", usage: `spawn(f), spawn(f(2)), spawn(f, n) or spawn(f, "A")`,
			args: "F", gives: 1, typ: Coroutine,
		},
		{
			name: "daemon", usage: `daemon(f), daemon(f(2)), daemon(f, n) or daemon(f, "A")`,
			args: "F", gives: 1, typ: Coroutine, flags: FlagDaemon,
		},
	}},
	Kill: {Name: "kill", Shared: true, Refuses: true, verbs: []verb{
		{name: "kill", usage: `kill(x) or kill("A")`, args: "H", gives: 1, typ: ResultOf},
	}},
	Send: {Name: "send", Shared: true, Refuses: true, verbs: []verb{
		{name: "send", usage: `send(x, v) or send("A", v)`, args: "HI", gives: 1, typ: ResultOf},
	}},
	Receive: {Name: "receive", Shared: true, Answers: true, Counts: true, verbs: []verb{
		{name: "receive", usage: "receive()", gives: 1, typ: Int},
	}},
	ReceiveWithin: {Name: "receiveWithin", Shared: true, Timed: true, Answers: true, verbs: []verb{
		{name: "receiveWithin", usage: "v, r := receiveWithin(d)", args: "E", gives: 2, typ: Int},
	}},
	Enqueue: {Name: "enqueue", Shared: true, verbs: []verb{
		{name: "addToWaitq", usage: "addToWaitq(w) or addToWaitq(w, it)", args: "Wt"},
		{name: "park", usage: "park(w) or park(w, it)", args: "Wt", gives: 1, typ: ResultOf, flags: FlagPark},
	}},
	Schedule: {Name: "schedule", verbs: []verb{
		{name: "schedule", usage: "schedule()", gives: 1, typ: ResultOf},
	}},
	Wakeup: {Name: "wakeup", Shared: true, Wakes: true, Counts: true, does: "wakes one", verbs: []verb{
		{name: "wakeup", usage: "wakeup(w)", args: "W", gives: 1, typ: Int},
	}},
	WakeupAll: {Name: "wakeupAll", Shared: true, Wakes: true, Counts: true, does: "wakes all", verbs: []verb{
		{name: "wakeupAll", usage: "wakeupAll(w)", args: "W", gives: 1, typ: Int},
	}},
	Alloc: {Name: "alloc", Shared: true, verbs: []verb{
		{name: "alloc", usage: "alloc() or alloc(7)", args: "i", gives: 1, typ: Memory},
	}},
	Free: {Name: "free", Shared: true, verbs: []verb{{name: "free", usage: "free(x)", args: "P"}}},
	Item: {Name: "item", verbs: []verb{
		{name: "item", usage: "item() or item(7)", args: "i", gives: 1, typ: ItemOf},
	}},
	Answer: {Name: "answer", Shared: true, verbs: []verb{
		{name: "answer", usage: "answer(it, r)", args: "TR"},
	}},
	OnAnswer: {Name: "onAnswer", verbs: []verb{
		{name: "onAnswer", usage: "onAnswer(f)", args: "K"},
		{name: "onSignal", usage: "onSignal(f)", args: "K", flags: FlagSignal},
	}},
	Await: {Name: "await", Shared: true, Answers: true, verbs: []verb{
		{name: "await", usage: "await(it)", args: "T", gives: 1, typ: ResultOf},
	}},
	Poll: {Name: "poll", Shared: true, Answers: true, verbs: []verb{
		{name: "poll", usage: "poll(it)", args: "T", gives: 1, typ: ResultOf},
	}},
	Drop:   {Name: "drop", Shared: true, verbs: []verb{{name: "drop", usage: "drop(it)", args: "T"}}},
	Resume: {Name: "resume", Marks: true},
	Assert: {Name: "assert", Shared: true, verbs: []verb{
		{name: "assert", usage: `assert(b, "text")`, args: "BS"},
	}},
	Choose:    {Name: "choose", Marks: true},
	NoElement: {Name: "outside", Shared: true},
	Acquire: {
		Name: "acquire", Shared: true, Do: acquire, Again: true, Back: Release,
		Done: "acquires %s, which is %s now", Let: "has a permit of %s", Blocks: "finds %s at 0 and waits",
		verbs: []verb{{name: "acquire", usage: "acquire(s)", args: "V"}},
	},
	TryAcquire: {
		Name: "tryAcquire", Shared: true, Answers: true,
		Done: "acquires %s, which is %s now", Busy: "finds %s at 0 and goes on without",
		Do: func(count []int64, waiting int) Effect {
			if acquire(count, waiting).Blocks {
				return Effect{Result: Busy}
			}
			return Effect{}
		},
		verbs: []verb{{name: "tryAcquire", usage: "tryAcquire(s)", args: "V", gives: 1, typ: ResultOf}},
	},
	AcquireWithin: {
		Name: "acquireWithin", Shared: true, Timed: true, Answers: true, Do: acquire, Again: true, Back: Release,
		Done: "acquires %s, which is %s now", Let: "has a permit of %s", Blocks: "finds %s at 0 and waits",
		verbs: []verb{{name: "acquireWithin", usage: "acquireWithin(s, d)", args: "VE", gives: 1, typ: ResultOf}},
	},
	Release: {
		Name: "release", Shared: true, Wakes: true, Done: "releases %s, which is %s now",
		Hands:   "releases %s, and hands the permit on",
		YouDone: "release %s, which is %s now", YouHand: "release %s, and hand the permit on",
		Do: func(count []int64, waiting int) Effect {
			count[0]++
			handed := min(int(count[0]), waiting)
			count[0] -= int64(handed)
			return Effect{Wakes: handed}
		},
		Barge: func(count []int64, waiting int) Effect {
			count[0]++
			return Effect{Wakes: min(1, waiting)}
		},
		Outside: "release a semaphore from outside", Asked: "a semaphore is released: a permit is given",
		verbs: []verb{{name: "release", usage: "release(s)", args: "V"}},
	},
	Join: {Name: "join", Shared: true, Joins: true, verbs: []verb{{name: "join", usage: "join(x)", args: "J"}}},
	JoinWithin: {Name: "joinWithin", Shared: true, Joins: true, Timed: true, Answers: true, verbs: []verb{
		{name: "joinWithin", usage: "joinWithin(x, d)", args: "JE", gives: 1, typ: ResultOf},
	}},
	Cas: {Name: "cas", Shared: true, Answers: true, verbs: []verb{
		{name: "cas", usage: "cas(&x, old, new)", args: "XUU", gives: 1, typ: Bool},
	}},
	AtomicAdd: {Name: "add", Shared: true, Counts: true, verbs: []verb{
		{name: "add", usage: "add(&x, n)", args: "XU", gives: 1, typ: Int},
	}},
	Priority: {Name: "priority", Shared: true, Refuses: true, verbs: []verb{
		{name: "priority", usage: "priority(x, n)", args: "ZN", gives: 1, typ: ResultOf},
	}},
	Arrive: {
		Name: "arrive", Shared: true, Wakes: true, Blocks: "arrives at %s and waits for the others",
		Done: "arrives at %s, as the last", Hands: "arrives at %s, as the last: all go on",
		Let: "goes on from %s: all have come",
		Do: func(parties []int64, waiting int) Effect {
			if int64(waiting)+1 < parties[0] {
				return Effect{Blocks: true}
			}
			return Effect{Wakes: waiting, Value: 1}
		},
		verbs: []verb{{name: "arrive", usage: "arrive(b)", args: "G", gives: 1, typ: Bool}},
	},
	ChanSend: {
		Name: "chanSend", Shared: true, Chan: true, Waits: true,
		Word: "send", Outside: "send a value into a channel from outside: send ch 3",
	},
	ChanReceive: {
		Name: "chanReceive", Shared: true, Chan: true, Waits: true, Answers: true,
		Word: "receive", Outside: "receive a value from a channel from outside",
	},
	Close: {
		Name: "close", Shared: true, Chan: true,
		Outside: "close a channel from outside", Asked: "a channel is closed",
		verbs: []verb{{name: "close", usage: "close(ch)", args: "Y"}},
	},
	Select:       {Name: "select", Shared: true, Waits: true, Answers: true},
	SelectWithin: {Name: "selectWithin", does: "selects", Shared: true, Waits: true, Timed: true, Answers: true},
	RLock: {
		Name: "rlock", Shared: true, Shares: true, Done: "reads under %s", Let: "has %s and reads",
		Blocks: "wants to read under %s, which is %s, and waits",
		verbs:  []verb{{name: "rlock", usage: "rlock(l)", args: "O"}},
	},
	TryRLock: {
		Name: "tryRlock", Shared: true, Shares: true, Answers: true, Done: "reads under %s",
		Busy:  "wants to read under %s, which is %s, and goes on without",
		verbs: []verb{{name: "tryRlock", usage: "tryRlock(l)", args: "O", gives: 1, typ: ResultOf}},
	},
	RLockWithin: {
		Name: "rlockWithin", Shared: true, Shares: true, Timed: true, Answers: true, Done: "reads under %s",
		Let: "has %s and reads", Blocks: "wants to read under %s, which is %s, and waits",
		verbs: []verb{{name: "rlockWithin", usage: "rlockWithin(l, d)", args: "OE", gives: 1, typ: ResultOf}},
	},
	WLock: {
		Name: "wlock", Shared: true, Shares: true, Writes: true, Done: "writes under %s", Let: "has %s and writes",
		Blocks: "wants to write under %s, which is %s, and waits",
		verbs:  []verb{{name: "lock", usage: "lock(l)", args: "O"}},
	},
	TryWLock: {
		Name: "trywlock", Shared: true, Shares: true, Writes: true, Answers: true, Done: "writes under %s",
		Busy:  "wants to write under %s, which is %s, and goes on without",
		verbs: []verb{{name: "trylock", usage: "trylock(l)", args: "O", gives: 1, typ: ResultOf}},
	},
	WLockWithin: {
		Name: "wlockWithin", Shared: true, Shares: true, Writes: true, Timed: true, Answers: true,
		Done: "writes under %s", Let: "has %s and writes", Blocks: "wants to write under %s, which is %s, and waits",
		verbs: []verb{{name: "lockWithin", usage: "lockWithin(l, d)", args: "OE", gives: 1, typ: ResultOf}},
	},
	RUnlock: {
		Name: "runlock", Shared: true, Shares: true, Wakes: true, Refuses: true, does: "reads no more",
		Done: "reads no more, and %s is %s", Hands: "reads no more, as the last",
		verbs: []verb{{name: "runlock", usage: "runlock(l)", args: "O", gives: 1, typ: ResultOf}},
	},
	WUnlock: {
		Name: "wunlock", Shared: true, Shares: true, Writes: true, Wakes: true, Refuses: true,
		Done: "writes no more, and %s is %s", Hands: "writes no more",
		verbs: []verb{{name: "unlock", usage: "unlock(l)", args: "O", gives: 1, typ: ResultOf}},
	},
	Fill:   {Name: "fill"},
	OwnCas: {Name: "ownCas", Answers: true},
	OwnAdd: {Name: "ownAdd", Counts: true},
	PutAt: {Name: "putAt", Shared: true, verbs: []verb{
		{name: "putAt", usage: "putAt(q, i, it)", args: "QIT"},
	}},
	Remove: {Name: "remove", Shared: true, Refuses: true, verbs: []verb{
		{name: "remove", usage: "remove(q, it)", args: "QT", gives: 1, typ: ResultOf},
	}},
	Peek: {Name: "peek", Shared: true, Answers: true, verbs: []verb{
		{name: "peek", usage: "peek(q, i)", args: "QI", gives: 1, typ: ItemOf},
	}},
	Clear: {Name: "clear", Shared: true, verbs: []verb{{name: "clear", usage: "clear(q)", args: "Q"}}},
	Interrupt: {Name: "interrupt", Shared: true, verbs: []verb{
		{name: "interrupt", usage: "interrupt(f) or interrupt(f, n)", args: "F"},
	}},
	Disable: {Name: "disable", Shared: true, verbs: []verb{
		{name: "disable", usage: "disable() or was := disable()", gives: 1, typ: Bool},
	}},
	Enable: {Name: "enable", Shared: true, verbs: []verb{{name: "enable", usage: "enable()"}}},
}

// acquire takes one of the permits of a semaphore.
func acquire(count []int64, _ int) Effect {
	if count[0] == 0 {
		return Effect{Blocks: true}
	}
	count[0]--
	return Effect{}
}
